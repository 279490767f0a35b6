import { createFormat } from '../../core/format.js';
import type { ReadingFormMessages } from '../messages.js';

const { plural } = createFormat('en');
const days = (count: number) => `${count} ${plural(count, { one: 'day', other: 'days' })}`;
const blackDigits = (count: number) => `${count} black ${plural(count, { one: 'digit', other: 'digits' })}`;

export const readingForm: ReadingFormMessages = {
  heading: 'Send a meter reading',
  meters: 'Choose a meter',
  meter: (serialNumber) => `Meter no. ${serialNumber}`,
  meterHandedIn: 'reading sent',
  windowOpen: (closesOn, daysLeft) => `You can send it until ${closesOn}, ${days(daysLeft)} left.`,
  windowLastDay: 'Today is the last day to send a reading.',
  windowGrace: (closedOn, graceEndsOn) =>
    `The period for readings ended on ${closedOn}, but until ${graceEndsOn} a reading still counts as on time.`,
  windowClosedAccept: (opensOn, closesOn, month) => ({
    title: `Readings are taken from ${opensOn} to ${closesOn}`,
    text: `You can send one now too: it will be counted in the bill for ${month}.`,
  }),
  windowClosedRefuse: (opensOn, closesOn) => ({
    title: `Readings are taken from ${opensOn} to ${closesOn}`,
    text: `The supplier does not take them now. Write the reading down and come back on ${opensOn}.`,
  }),
  previous: 'Previous reading',
  previousNone: 'This will be the first reading of this meter.',
  reading: 'Reading',
  field: (name, unit) => `${name}, ${unit}`,
  digitsHint: (digits, hasRed, example) =>
    `${blackDigits(digits)}, for example ${example}.${hasRed ? ' Leave out the red digits.' : ''}`,
  redDigits: 'leave out',
  worth: (tellsCost) =>
    tellsCost ? 'Enter the reading to see your use and what it costs.' : 'Enter the reading to see your use.',
  submit: 'Send the reading',
  keep: 'Keep it on this device',
  sending: 'Sending the reading…',
  channel: {
    phone: 'Phone',
    sms: 'SMS to',
    voice: 'Voice robot',
    viber: 'Viber',
    telegram: 'Telegram',
    email: 'Email',
    web: 'Website',
  },
  otherWays: 'Other ways to send a reading',
};
