import * as z from 'zod/mini';
import { DateText, DateTimeText, Money } from './common.js';

/** When a planned payment is made: on a day of each month (1 to 28), or so many days before the day to pay by (1 to 14). */
export const PaymentPlanTiming = z.object({
  kind: z.enum(['day_of_month', 'days_before_due']),
  days: z.int().check(z.minimum(1), z.maximum(28)),
});
export type PaymentPlanTiming = z.infer<typeof PaymentPlanTiming>;

/** What a customer plans to pay for an account every month. */
export const PaymentPlan = z.object({
  id: z.string(),
  accountId: z.string(),
  methodId: z.string(),
  /** A sum of its own; null for all that is owed. */
  amount: z.nullable(Money),
  /** Never more than this at once; null without a limit. */
  atMost: z.nullable(Money),
  timing: PaymentPlanTiming,
  status: z.enum(['active', 'paused']),
  /** `charge`: a card that the provider keeps is charged. `remind`: a message opens a prepared order. */
  mode: z.enum(['charge', 'remind']),
  /** The card as the provider shows it, such as `•••• 4242`; null without one. */
  card: z.nullable(z.string()),
  /** The day of the next one; null while it is paused or nothing is due. */
  nextOn: z.nullable(DateText),
  /** What came of the last one: `paid`, `pending`, `failed`, `reminded`, `nothing_due`, `over_limit`. Open. */
  last: z.nullable(z.object({ on: DateText, outcome: z.string(), orderId: z.nullable(z.string()) })),
});
export type PaymentPlan = z.infer<typeof PaymentPlan>;

export const PaymentPlanList = z.object({ items: z.array(PaymentPlan) });
export type PaymentPlanList = z.infer<typeof PaymentPlanList>;

export const PaymentPlanRequest = z.object({
  methodId: z.string().check(z.maxLength(60)),
  amount: z.nullable(Money),
  atMost: z.nullable(Money),
  timing: PaymentPlanTiming,
});
export type PaymentPlanRequest = z.infer<typeof PaymentPlanRequest>;

/** What changes of a plan; what is left out stays. An ended one is gone from the list, and the card kept for it is forgotten. */
export const PaymentPlanChange = z.object({
  status: z.optional(z.enum(['active', 'paused', 'ended'])),
  terms: z.optional(PaymentPlanRequest),
});
export type PaymentPlanChange = z.infer<typeof PaymentPlanChange>;

/** Where a customer wants to be reminded: a contact they have shown to be theirs, with its middle hidden. */
export const ReminderChannel = z.object({
  id: z.string(),
  kind: z.enum(['phone', 'email']),
  address: z.string(),
  isOn: z.boolean(),
});
export type ReminderChannel = z.infer<typeof ReminderChannel>;

/** Reminders of what is due, for all accounts of the customer. */
export const ReminderSettings = z.object({
  /** Days before the day to pay by, 1 to 14. */
  daysBefore: z.int(),
  /** Empty for who has left no contact here: the calendar reminds everybody. */
  channels: z.array(ReminderChannel),
});
export type ReminderSettings = z.infer<typeof ReminderSettings>;

export const ReminderSettingsChange = z.object({
  daysBefore: z.int().check(z.minimum(1), z.maximum(14)),
  /** The ids of those to remind by; none for no reminders. */
  channelIds: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(20)),
});
export type ReminderSettingsChange = z.infer<typeof ReminderSettingsChange>;

/** The customer's calendar of reading windows and days to pay by (RFC 5545), for any calendar program. */
export const CalendarFeed = z.object({
  /** When its address was made; null while there is none. */
  createdAt: z.nullable(DateTimeText),
  /** The address, told once, when it is made: who has it sees the calendar. */
  url: z.nullable(z.string()),
});
export type CalendarFeed = z.infer<typeof CalendarFeed>;
