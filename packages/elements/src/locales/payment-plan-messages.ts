import type { PaymentPlan, PaymentPlanTiming, ReminderChannel } from '@kabinet/api';
import type { StateText } from './messages.js';

type Timing = PaymentPlanTiming['kind'];
type Mode = PaymentPlan['mode'];

/** By what the plan does on its day, and by what the day is. */
type NothingDue = Readonly<Record<Mode, Readonly<Record<Timing, (sum: string) => string>>>>;

/** Planned payments. */
export interface PaymentPlanMessages {
  readonly heading: string;
  /** Where the supplier has no plans. */
  readonly headingReminders: string;
  /** What it is, where a card can be kept; and where it cannot. */
  readonly intro: string;
  readonly introRemind: string;
  readonly add: string;
  readonly addMore: string;
  readonly allDue: string;
  readonly fixed: (sum: string) => string;
  readonly when: Readonly<Record<Timing, (days: number) => string>>;
  readonly nextCharge: (date: string) => string;
  readonly nextReminder: (date: string) => string;
  /** Where we cannot write to the customer: the day alone. */
  readonly nextDay: (date: string) => string;
  /** While nothing is due; and while something may be that the plan does not pay. */
  readonly waiting: string;
  readonly waitingForBill: string;
  /** What the plan leaves to the customer; after `waitingForBill`. */
  readonly left: Readonly<Record<'overdue' | 'due', (sum: string) => string>>;
  /** What a set sum does while nothing is due. */
  readonly nothingDue: NothingDue;
  readonly paused: Readonly<Record<Mode, string>>;
  readonly charge: (card: string) => string;
  /** Of a plan that is paused. */
  readonly kept: (card: string) => string;
  readonly remind: string;
  /** Of a plan that reminds, whether or not we can. */
  readonly chargesNothing: string;
  /** Where we cannot write to the customer. */
  readonly nowhere: string;
  /** What helps them instead. */
  readonly instead: Readonly<Record<'card' | 'calendar' | 'both', string>>;
  readonly seenHere: string;
  readonly atMost: (sum: string) => string;
  /** What came of the last one, by its outcome; nothing is said of one that is not here. */
  readonly outcome: Readonly<Record<string, (date: string) => string>>;
  /** Of those that the person has to do something about. */
  readonly trouble: Readonly<Record<string, (date: string) => StateText>>;
  readonly keepTitle: string;
  readonly keepText: (site: string) => string;
  readonly keepLater: string;
  readonly keepPay: (sum: string) => string;
  readonly pause: string;
  readonly resume: string;
  readonly edit: string;
  readonly end: string;
  readonly again: string;
  readonly cardRemoved: string;
  readonly done: Readonly<Record<'made' | 'changed' | 'paused' | 'resumed' | 'ended', string>>;
  readonly saving: string;
  readonly preparing: string;
  readonly gone: StateText;
  /** For who may not see what is due. */
  readonly fixedOnly: StateText;
  readonly tooMany: StateText;
  readonly outOfRange: StateText;
  readonly methodGone: StateText;
  readonly inProgress: StateText;
  readonly unsure: StateText;
  readonly reminders: string;
  readonly calendar: string;
}

/** A plan as it is filled in: loaded when it is asked for. */
export interface PlanFormMessages {
  readonly titleNew: string;
  readonly title: string;
  readonly what: string;
  readonly allDue: string;
  readonly fixed: string;
  /** With the currency's sign. */
  readonly sum: (currency: string) => string;
  readonly sumHint: (example: string) => string;
  readonly when: string;
  readonly daysBefore: string;
  readonly dayOfMonth: string;
  readonly days: Readonly<Record<Timing, string>>;
  readonly day: Readonly<Record<Timing, (days: number) => string>>;
  readonly limit: (currency: string) => string;
  readonly limitHint: string;
  readonly method: string;
  readonly byCard: string;
  /** Where we can write to the customer. */
  readonly untilCard: string;
  readonly byReminder: string;
  /** The sum, while it is not typed yet. */
  readonly thisSum: string;
  readonly create: string;
  readonly save: string;
  readonly saving: string;
  readonly cancel: string;
  readonly enterSum: (example: string) => string;
  readonly tooLittle: (sum: string) => string;
  readonly tooMuch: (sum: string) => string;
}

/** Reminders before the day to pay by: loaded when somebody opens them. */
export interface RemindersMessages {
  readonly where: string;
  readonly channel: Readonly<Record<ReminderChannel['kind'], string>>;
  readonly when: string;
  readonly daysBefore: (days: number) => string;
  readonly save: string;
  readonly saving: string;
  readonly on: (days: number) => string;
  readonly off: string;
  /** Where they have a profile here to leave a contact in; and where the calendar alone is left. */
  readonly noContacts: string;
  readonly calendarOnly: string;
  readonly addContact: string;
}

/** The calendar's address: loaded when somebody opens it. */
export interface CalendarMessages {
  readonly intro: string;
  readonly made: (when: string) => string;
  readonly make: string;
  readonly remake: string;
  readonly once: StateText;
  readonly address: string;
  readonly copy: string;
  readonly open: string;
  readonly revoke: string;
  readonly said: Readonly<Record<'copied' | 'select' | 'revoked', string>>;
}
