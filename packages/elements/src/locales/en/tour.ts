import type { TourMessages } from '../messages.js';

export const tour: TourMessages = {
  heading: 'What the cabinet can do',
  intro: 'Each thing in a few words, with a drawing. Close it whenever you like.',
  start: 'Show what the cabinet can do',
  step: (step, of) => `Step ${step} of ${of}`,
  back: 'Back',
  next: 'Next',
  finish: 'Done',
  close: 'Close',
  steps: {
    signUp: {
      title: 'Sign up',
      text: 'Type your phone or e-mail and choose a password. We send you a short code: type it, and the cabinet opens.',
    },
    readings: {
      title: 'Send a reading',
      text: 'Copy the black digits of the meter. The cabinet says so if a digit looks like a slip, and shows your use at once. You can correct it until the period ends.',
    },
    meters: {
      title: 'Check your meter',
      text: 'Its number, seal, date of verification, and every reading that the supplier has.',
    },
    balance: {
      title: 'See what is due',
      text: 'First the sum and the day to pay it by. Below it, where it comes from: charges, payments, benefits.',
    },
    payments: {
      title: 'Pay',
      text: 'You can change the sum. The card is typed on the bank’s page, not here. The cabinet itself asks the bank whether the money has arrived.',
    },
    receipts: {
      title: 'Keep the receipt',
      text: 'Each payment has a receipt with an electronic signature. It can be saved, printed and checked.',
    },
    plans: {
      title: 'Do not keep the date in your head',
      text: 'Plan a payment of a fixed sum, or ask to be reminded when it is time to send a reading or to pay.',
    },
    tariffs: {
      title: 'Look at the tariff',
      text: 'What a unit costs, from which day and by which document. The calculator works out what a month will cost.',
    },
    appeals: {
      title: 'Write to us',
      text: 'A question, a complaint or a suggestion, with photos if needed. You see by when there will be an answer and what has been done.',
    },
    appointments: {
      title: 'Book an appointment',
      text: 'Choose with whom and when. You can move or cancel it here.',
    },
    contracts: {
      title: 'Find a contract',
      text: 'Its number, who is bound by it, until when, and its files to save.',
    },
    help: {
      title: 'If something does not work',
      text: 'The contact centre’s phone is at the bottom of each section. If the network goes, keep the page open: what you typed stays on it, and you can send it again.',
    },
  },
  link: (proofs) => ({
    title: 'Add your account',
    text: `Have at hand the account number from the bill${proofs.length > 0 ? ` and ${proofs.length > 1 ? 'one of these: ' : ''}${proofs.join(', or ')}` : ''}. Accounts of people close to you are added in the same way.`,
  }),
  proof: { pin: 'the PIN on the bill', last_payment: 'the sum of the last payment', meter_number: 'the meter number' },
};
