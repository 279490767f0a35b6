import type { PaymentPlan, PaymentPlanTiming, ReminderChannel } from '@kabinet/api';
import type { StateText } from './messages.js';

type Timing = PaymentPlanTiming['kind'];
type Mode = PaymentPlan['mode'];

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
  readonly waiting: string;
  readonly paused: Readonly<Record<Mode, string>>;
  readonly charge: (card: string) => string;
  readonly remind: string;
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
  readonly byReminder: string;
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
  readonly noContacts: string;
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
