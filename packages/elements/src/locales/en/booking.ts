import type { BookingMessages } from '../messages.js';

export const booking: BookingMessages = {
  back: 'All receptions',
  pick: 'Choose a time',
  moving: (when) => `You are booked now: ${when}. That time stays yours until you confirm the new one.`,
  nearest: 'The next free times',
  full: 'taken',
  closed: 'No reception',
  closedFor: (why) => `No reception: ${why}`,
  noSlots: 'There is no reception on these days.',
  later: 'Later days',
  sooner: 'Sooner days',
  until: (day) => `You can book until ${day}.`,
  allFull: (until) => ({
    title: `Nothing is free until ${until}`,
    text: 'Join the queue: as soon as a place is free we hold it for you and let you know.',
  }),
  wait: 'Join the queue',
  waitFor: 'The queue',
  chosen: (when) => `Your time: ${when}`,
  topic: 'What do you want to talk about?',
  topicHint: 'Briefly, so that they can prepare',
  topicMissing: 'Write what you want to talk about',
  account: 'Which account it is about',
  accountNone: 'None',
  phone: 'Mobile phone, if you want an SMS',
  phoneHint:
    'We remind you the day before and tell you if it is called off. Without it we write to what you sign in with',
  phoneWrong: 'Enter a mobile number, for example 067 123 45 67',
  summary: 'Check what you wrote',
  submit: (when) => `Book: ${when}`,
  submitMove: (when) => `Move to: ${when}`,
  otherTime: 'Choose another time',
  sending: 'Booking…',
  signIn: 'To book, sign in to your account. The time and what you wrote stay here.',
  done: {
    booked: (when) => ({
      title: `You are booked: ${when}`,
      text: 'We remind you the day before. You can move or cancel it here.',
    }),
    moved: (when) => ({ title: `Moved: ${when}`, text: 'The number is the same.' }),
    cancelled: (when) => ({ title: `Cancelled: ${when}`, text: 'You can book again at any time.' }),
    waiting: () => ({
      title: 'You are in the queue',
      text: 'As soon as a place is free we hold it for you and let you know.',
    }),
    left: () => ({ title: 'You left the queue', text: 'You can join it again at any time.' }),
  },
  taken: (hasOthers) => ({
    title: 'Somebody has just taken this time',
    text: hasOthers
      ? 'What you wrote is kept. Choose another free time:'
      : 'What you wrote is kept. Nothing else is free: join the queue.',
  }),
  limit: {
    title: 'You have an appointment there already',
    text: 'To come at another time, move or cancel that one.',
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
};
