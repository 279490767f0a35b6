import type { BookingMessages } from '../messages.js';

export const booking: BookingMessages = {
  back: 'All receptions',
  moving: (when) => `You are booked now: ${when}. That time stays yours until you confirm the new one.`,
  zone: (name) => `Times are those of the clock where people are received (${name}). Your device shows another one.`,
  nearest: 'The next free times',
  full: 'taken',
  closed: 'No reception',
  closedFor: (why) => `No reception: ${why}`,
  noSlots: 'There is no reception on these days.',
  later: 'Later days',
  sooner: 'Earlier days',
  until: (day) => `You can book until ${day}.`,
  allFull: (until) => ({
    title: `Nothing is free until ${until}`,
    text: 'Join the queue: as soon as a place is free we hold it for you and let you know.',
  }),
  wait: 'Join the queue',
  waitFor: 'The queue',
  chosen: (when) => `Your time: ${when}`,
  restored: 'What you wrote before is kept. You have not booked yet.',
  discard: 'Erase what I wrote',
  topic: 'What do you want to talk about?',
  topicHint: 'Briefly, so that they can prepare',
  topicMissing: 'Write what you want to talk about',
  topicLong: (most, typed) => `Shorten it to ${most} characters: there are ${typed}`,
  account: 'Which account it is about',
  accountNone: 'Not about my account',
  phone: 'Mobile phone, if you want an SMS',
  phoneHint:
    'We remind you the day before and tell you if it is called off. Without it we write to what you sign in with, if we know that',
  phoneWrong: (phone) => `Enter a mobile number, for example ${phone}`,
  summary: 'Check what you wrote',
  submit: (when) => `Book: ${when}`,
  submitMove: (when) => `Move to: ${when}`,
  otherTime: 'Choose another time',
  sending: 'Booking…',
  sendingChange: 'Sending…',
  signIn: 'To book, sign in to your cabinet. The time and what you wrote stay here.',
  done: {
    booked: (when, isTold) => ({
      title: `You are booked: ${when}`,
      text: isTold
        ? 'We remind you the day before. You can move or cancel it here.'
        : 'There will be no reminder: add it to your calendar. You can move or cancel it here.',
    }),
    moved: (when, isTold) => ({
      title: `Moved: ${when}`,
      text: isTold
        ? 'The number is the same. We remind you the day before. If it is in your calendar, add it again.'
        : 'The number is the same. There will be no reminder. If it is in your calendar, add it again.',
    }),
    cancelled: (when) => ({ title: `Cancelled: ${when}`, text: 'You can book again at any time.' }),
    waiting: (_when, isTold) => ({
      title: 'You are in the queue',
      text: isTold
        ? 'As soon as a place is free we hold it for you and let you know.'
        : 'As soon as a place is free we hold it for you for a day. We have nowhere to write to: look here now and then.',
    }),
    left: () => ({ title: 'You left the queue', text: 'You can join it again at any time.' }),
  },
  taken: (hasOthers) => ({
    title: 'Somebody has just taken this time',
    text: hasOthers
      ? 'What you wrote is kept. Choose another free time:'
      : 'What you wrote is kept. Nothing else is free: join the queue.',
  }),
  takenMove: (hasOthers) => ({
    title: 'Somebody has just taken this time',
    text: hasOthers
      ? 'Your appointment stays yours. Choose another free time:'
      : 'Your appointment stays yours. Nothing else is free.',
  }),
  offerOver: {
    title: 'Somebody else has this place now',
    text: 'The time for which we held it is over. Choose another time, or join the queue again.',
  },
  limit: {
    title: 'You have an appointment there already',
    text: 'To come at another time, move or cancel that one.',
  },
  overlap: {
    title: 'You have an appointment elsewhere at that time',
    text: 'Choose another time, or move or cancel that one.',
  },
  notChangeable: {
    title: 'This appointment cannot be changed any more',
    text: 'It has begun or was called off. Call us.',
  },
  gone: { title: 'It is not there any more', text: 'Load the page anew: it may have been changed on another device.' },
  unsure: {
    title: 'We do not know yet whether you are booked',
    text: 'The service did not answer. Try again: nothing is booked twice.',
  },
  unsureChange: {
    title: 'We do not know yet whether it is done',
    text: 'The service did not answer. Try again: nothing is changed twice.',
  },
};
