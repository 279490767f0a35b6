import { createFormat } from '../../core/format.js';
import type { PlanFormMessages } from '../messages.js';

const { plural } = createFormat('en');

export const planForm: PlanFormMessages = {
  titleNew: 'New planned payment',
  title: 'Change the planned payment',
  what: 'How much to pay',
  allDue: 'All that is due',
  fixed: 'The same sum each time',
  sum: (currency) => `Sum, ${currency}`,
  sumHint: (example) => `For example ${example}`,
  when: 'When to pay',
  daysBefore: 'Before the day to pay by',
  dayOfMonth: 'On one day of the month',
  days: { days_before_due: 'How many days before that day', day_of_month: 'On which day' },
  day: {
    days_before_due: (count) => `${count} ${plural(count, { one: 'day', other: 'days' })} before`,
    day_of_month: (day) => `on day ${day}`,
  },
  limit: (currency) => `Most to pay in one payment, ${currency}`,
  limitHint: 'You can leave it empty. If more is due, we charge nothing: you pay yourself.',
  method: 'In which way',
  byCard: 'First you pay yourself, and the bank remembers the card. After that your account is paid automatically.',
  untilCard: 'While there is no card, we remind you.',
  byReminder: 'We send a reminder with the payment ready, and you confirm it.',
  thisSum: 'this sum',
  create: 'Plan it',
  save: 'Save the changes',
  saving: 'Saving…',
  cancel: 'Cancel',
  enterSum: (example) => `Enter the sum in digits, for example ${example}`,
  tooLittle: (sum) => `Enter a sum from ${sum}`,
  tooMuch: (sum) => `Enter a sum up to ${sum}`,
};
