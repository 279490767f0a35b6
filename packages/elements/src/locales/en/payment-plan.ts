import { createFormat } from '../../core/format.js';
import type { PaymentPlanMessages } from '../messages.js';

const { plural } = createFormat('en');
const days = (count: number) => `${count} ${plural(count, { one: 'day', other: 'days' })}`;

export const paymentPlan: PaymentPlanMessages = {
  heading: 'Planned payment',
  headingReminders: 'Reminders and a calendar',
  intro:
    'Your bill can be paid automatically every month. You choose the sum and the day, and can stop it at any time by one press.',
  introRemind:
    'Every month we will send you a reminder with the payment ready, for you to confirm. You can stop it at any time by one press.',
  add: 'Plan a payment',
  addMore: 'Plan another one',
  allDue: 'All that is due,',
  fixed: (sum) => sum,
  when: {
    days_before_due: (count) => `${days(count)} before the day to pay by`,
    day_of_month: (day) => `every month on day ${day}`,
  },
  nextCharge: (date) => `Next payment: ${date}`,
  nextReminder: (date) => `Next reminder: ${date}`,
  nextDay: (date) => `Day of payment by this plan: ${date}`,
  waiting: 'Nothing to pay now: waiting for the next bill',
  waitingForBill: 'This plan waits for the next bill',
  left: {
    overdue: (sum) => `It will not pay the overdue ${sum}: pay it now`,
    due: (sum) => `It will not pay the ${sum} due now: pay it yourself`,
  },
  nothingDue: {
    charge: {
      day_of_month: (sum) => `If nothing is owed, ${sum} is charged in advance.`,
      days_before_due: (sum) => `If nothing is owed, ${sum} is not charged.`,
    },
    remind: {
      day_of_month: (sum) => `If nothing is owed, we remind you to pay ${sum} in advance.`,
      days_before_due: () => 'If nothing is owed, we do not remind you.',
    },
  },
  paused: { charge: 'Paused: nothing is charged', remind: 'Paused: there will be no reminders' },
  charge: (card) => `Paid automatically with card ${card}`,
  kept: (card) => `Card ${card} is kept`,
  remind: 'We send a reminder with the payment ready, and you confirm it.',
  chargesNothing: 'Nothing is charged automatically.',
  nowhere: 'We have nowhere to remind you: there is no phone or e-mail of yours here.',
  instead: {
    card: 'Pay the first time by card.',
    calendar: 'Add the dates to your calendar.',
    both: 'Pay the first time by card, or add the dates to your calendar.',
  },
  seenHere: 'You will see the result here.',
  atMost: (sum) => `Never more than ${sum} in one payment: anything more you pay yourself`,
  outcome: {
    paid: (date) => `Last time: paid on ${date}`,
    pending: (date) => `The payment of ${date} is on its way`,
    reminded: (date) => `Last time: reminded on ${date}`,
    nothing_due: (date) => `Last time: nothing was due on ${date}`,
  },
  trouble: {
    failed: (date) => ({
      title: `The payment of ${date} did not go through`,
      text: 'See whether there is enough money on the card, and pay this time yourself.',
    }),
    over_limit: (date) => ({
      title: `On ${date} more was due than your limit`,
      text: 'We charged nothing. Pay this time yourself, or change the limit.',
    }),
  },
  keepTitle: 'To have the account paid automatically from now on',
  keepText: (site) =>
    `Pay the first time now, and the bank will remember the card. The page ${site} opens: the card is typed there only.`,
  keepLater: 'When something is due, pay the first time from here: the bank will remember the card.',
  keepPay: (sum) => `Pay ${sum}`,
  pause: 'Pause',
  resume: 'Resume',
  edit: 'Change',
  end: 'End',
  again: 'Restore the plan',
  cardRemoved: 'The card is removed.',
  done: {
    made: 'The payment is planned',
    changed: 'The changes are saved',
    paused: 'The planned payment is paused',
    resumed: 'The planned payment goes on',
    ended: 'The planned payment is ended',
  },
  saving: 'Saving…',
  preparing: 'Preparing the payment…',
  gone: { title: 'This planned payment is gone', text: 'It was ended on another device. Load the page again.' },
  fixedOnly: {
    title: 'For this account you can plan a set sum only',
    text: 'What is due, and when, is not shown to you here. Enter a sum and a day of the month.',
  },
  tooMany: {
    title: 'There are many planned payments already',
    text: 'Change one of them, or end one you do not need.',
  },
  outOfRange: { title: 'That sum cannot be paid', text: 'Enter another sum.' },
  methodGone: { title: 'This way to pay is not available now', text: 'Choose another way, or try again later.' },
  inProgress: {
    title: 'Another payment for this account is on its way',
    text: 'Do not pay again. Once it is credited, load the page again.',
  },
  unsure: {
    title: 'We do not know yet whether it is saved',
    text: 'The service did not answer. Try again: nothing will be saved twice.',
  },
  reminders: 'Reminders to pay',
  calendar: 'Dates in your calendar',
};
