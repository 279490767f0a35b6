import type { AppointmentFormMessages } from '../messages.js';

export const appointmentForm: AppointmentFormMessages = {
  heading: 'Book an appointment',
  intro: 'Choose whom you want to see, and a time that suits you.',
  none: {
    title: 'There are no appointments to book now',
    text: 'Call us: we will tell you when and where people are received.',
  },
  mine: 'Your appointments',
  signIn: 'Sign in to see your appointments',
  receptions: 'Who you can see',
  manager: 'With',
  topics: 'About',
  hours: 'When',
  address: 'Where',
  phone: 'Phone',
  note: 'Please note',
  choose: 'Choose a time',
  when: (day, time) => `${day} at\u00a0${time}`,
  here: (when) => `By your clock: ${when}`,
  number: (number) => `Appointment number ${number}`,
  topic: (topic) => `About: ${topic}`,
  status: {
    cancelled: 'You cancelled it',
    called_off: 'It was called off',
    attended: 'You were there',
    missed: 'You did not come',
  },
  reason: (reason) => `Why: ${reason}`,
  calendar: 'Add to calendar',
  move: 'Change the time',
  again: 'Choose another time',
  cancel: 'Cancel the appointment',
  cancelAsk: (when) => `Cancel the appointment: ${when}? Somebody else will get the place.`,
  cancelYes: 'Yes, cancel it',
  cancelNo: 'No, keep it',
  ahead: (count) =>
    count === 0 ? 'You are next in the queue' : `${count === 1 ? '1 person is' : `${count} people are`} before you`,
  waitingText: (isTold) =>
    isTold
      ? 'As soon as a place is free we hold it for you and let you know.'
      : 'As soon as a place is free we hold it for you for a day. We have nowhere to write to: look here now and then.',
  offer: (when, until) => ({
    title: `A place is free for you: ${when}`,
    text: `We hold it until ${until}; then the next person in the queue gets it.`,
  }),
  take: 'Book it',
  letGo: 'Let it go',
  leave: 'Leave the queue',
  earlier: 'Earlier appointments',
};
