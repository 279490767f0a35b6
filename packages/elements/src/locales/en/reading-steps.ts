import { createFormat } from '../../core/format.js';
import type { ReadingStepsMessages } from '../messages.js';

const { plural } = createFormat('en');
const days = (count: number) => `${count} ${plural(count, { one: 'day', other: 'days' })}`;
const blackDigits = (count: number) => `${count} black ${plural(count, { one: 'digit', other: 'digits' })}`;

export const readingSteps: ReadingStepsMessages = {
  use: (quantity) => `Used: ${quantity}`,
  useTogether: (quantity) => `Use in all: ${quantity}`,
  costLabel: 'Cost',
  costDetails: 'How the cost is worked out',
  costNote: (hasStanding) =>
    `This is roughly what the use costs by your tariff; the bill will have the final sum.${hasStanding ? ' Monthly charges that do not depend on use are not in it.' : ''}`,
  toPay: (sum) => `${sum} to pay`,
  paidAhead: (sum) => `${sum} paid ahead`,
  newSum: (now, then) => `Now ${now}; once this reading is charged ≈ ${then}.`,
  unitPrice: (price, unit) => `Price for ${/^\d/.test(unit) ? unit : `1 ${unit}`}: ${price}`,
  nextPrice: ({ left, prices, isForAll }) => {
    const [price, next] = prices ?? [];
    const now = price ? ` at ${price}` : '';
    const then = next
      ? isForAll
        ? `beyond that ${next} for all of it`
        : `the rest at ${next}`
      : `beyond that another price${isForAll ? ' for all of it' : ''}`;
    return left ? `${left} more${now}; ${then}` : `This is the limit${price ? ` of ${price}` : ''}; ${then}`;
  },
  submitCorrection: 'Send the corrected reading',
  cancelCorrection: 'Do not correct',
  correcting: (number) => `You are correcting reading ${number}.`,
  summaryTitle: 'Check what you typed',
  enterDigits: (example) => `Enter the reading in digits, for example ${example}`,
  tooManyDigits: (digits) => `The meter has ${blackDigits(digits)}, and more were typed. Leave out the red digits`,
  longerThanDial: (digits) => `By our records the meter has ${blackDigits(digits)}, and more were typed.`,
  check: { title: 'Check the reading', text: 'Look at the meter once more.' },
  lessThanPrevious: (value, previous) => `${value} is less than the previous reading ${previous}.`,
  rolledOver: (use) => `The meter seems to have reached its end and begun again at zero. Then ${use} were used.`,
  implausible: (use, count) => `That makes ${use} in ${days(count)}, far more than usual.`,
  slip: {
    red_digits: 'It looks as if the red digits were entered too.',
    digit_missing: 'It looks as if a digit is missing.',
    digit_doubled: 'It looks as if a digit was entered twice.',
    digits_swapped: 'It looks as if two digits changed places.',
  },
  meant: (meant) => `Is the reading ${meant}?`,
  slipZones: (one, other) => `It looks as if the readings for ${one} and ${other} changed places.`,
  slipExchanged: (other) => `It looks as if this reading changed places with another meter’s: ${other}.`,
  slipOtherMeter: (other) => `It looks like the reading of another meter: ${other}.`,
  meterReplaced: 'Perhaps the meter was replaced. If so, call us: the new meter will be put on your account.',
  fixTo: (meant) => `Change to ${meant}`,
  exchange: 'Swap them',
  moveTo: (serialNumber) => `Move it to meter no. ${serialNumber}`,
  fixed: (meant) => `Changed to ${meant}.`,
  fixedExchanged: (other) => `The readings were swapped with the other meter: ${other}.`,
  fixedMoved: (other) => `The reading was moved here from the other meter: ${other}.`,
  fixedNext: 'Check it and send it.',
  confirm: 'Yes, it is right',
  edit: 'Correct it',
  checking: 'No confirmation yet. Checking whether the reading arrived…',
  unsure: {
    title: 'We do not know yet whether the reading arrived',
    text: 'What you typed is still here. Check again: the reading will not be counted twice.',
  },
  unsureOffline: {
    title: 'No internet connection',
    text: 'The reading is not confirmed yet. What you typed is still here. Once the connection is back we will send it; it will not be counted twice.',
  },
  checkAgain: 'Check again',
  kept: (opensOn) => ({
    title: 'The reading is kept on this device',
    text: `The supplier does not have it yet. Come back on ${opensOn} and press “Send the reading”.`,
  }),
  notKept: (opensOn) => ({
    title: 'This device cannot keep the reading',
    text: `Write it down and come back on ${opensOn}. What you typed stays here while this page is open.`,
  }),
  restored: 'The reading you typed earlier was kept. It has not been sent yet.',
  rejected: 'The reading was not accepted',
  finding: {
    less_than_previous: 'The reading is less than the previous one.',
    greater_than_subsequent: 'The reading is greater than a later one the supplier already has.',
    timestamp_future: 'The date of the reading has not come yet. Check the date on your device.',
    too_many_digits: 'The reading has more digits than the meter.',
    implausible: 'The use is far more than usual.',
    window_closed: 'This is not the period for readings.',
    meter_decommissioned: 'This meter has been removed. Choose the new meter or call us.',
    duplicate_reading: 'A reading for this period has been sent already.',
  },
  duplicate: {
    title: 'There is a reading for this period already',
    text: 'It may have been sent from another device. Below is what the supplier received: you can correct it.',
  },
  notCorrectable: {
    title: 'It can no longer be corrected',
    text: 'The period for readings is over. If the reading is wrong, call us.',
  },
  correctionGone: {
    title: 'This reading has been taken back or replaced already',
    text: 'Perhaps from another device. What you typed is still here: you can send it as a new one.',
  },
  typedKept: 'What you typed is still here.',
  done: {
    accepted: { title: 'Reading accepted', text: 'There is nothing more to do.' },
    received: { title: 'Reading received', text: 'There is nothing more to do.' },
    questioned: {
      title: 'Reading received; a specialist will check it',
      text: 'If there are questions, you will get a call. There is nothing more to do.',
    },
  },
  corrected: 'It replaces the reading you sent before.',
  number: 'Number',
  handedIn: 'Sent',
  value: 'Reading',
  useLabel: 'Used',
  next: (month) => `The use will be in the bill for ${month}.`,
  correctUntil: (until) => `You can correct or cancel it until the end of ${until}.`,
  correct: 'Correct it',
  receipt: 'Signed confirmation',
  print: 'Print',
  addPhoto: 'Add a photo of the meter (optional)',
  photoNotNow: {
    title: 'The photo cannot be added right now',
    text: 'Your reading has been sent. Try to add the photo again.',
  },
  withdraw: 'Cancel the reading',
  withdrawQuestion: {
    title: 'Cancel the reading you sent?',
    text: 'If you do not send a new one, the bill will be worked out from average use.',
  },
  withdrawYes: 'Yes, cancel it',
  withdrawNo: 'No, keep it',
  withdrawing: 'Cancelling the reading…',
  withdrawUnsure: {
    title: 'We do not know yet whether the reading was cancelled',
    text: 'The service did not answer. Try again: it can do no harm.',
  },
  withdrawn: { title: 'Reading cancelled', text: 'You can send a new one.' },
  close: 'Close',
  noMeters: {
    title: 'There is no meter to send a reading for',
    text: 'No meter in use is registered for this account. If that is wrong, call us.',
  },
};
