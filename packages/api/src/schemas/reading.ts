import * as z from 'zod/mini';
import { DateText, DateTimeText, DecimalText, MonthText, ServiceKind } from './common.js';

export const ReadingSource = z.enum(['customer', 'inspector', 'sms', 'voice', 'messenger', 'import', 'estimate']);
export type ReadingSource = z.infer<typeof ReadingSource>;

export const ReadingStatus = z.enum(['received', 'accepted', 'questioned', 'rejected', 'superseded', 'withdrawn']);
export type ReadingStatus = z.infer<typeof ReadingStatus>;

/** The rejection codes of the trade; `@kabinet/rules` says when each arises. */
export const ReadingFindingCode = z.enum([
  'less_than_previous',
  'greater_than_subsequent',
  'timestamp_future',
  'too_many_digits',
  'implausible',
  'window_closed',
  'meter_decommissioned',
  'duplicate_reading',
]);
export type ReadingFindingCode = z.infer<typeof ReadingFindingCode>;

/** Something to look at again in a reading. `confirm` may be sent again with `confirmed: true`; `reject` may not. */
export const ReadingFinding = z.object({
  code: ReadingFindingCode,
  severity: z.enum(['reject', 'confirm']),
  /** The register it is about; null when it is about the reading as a whole. */
  registerId: z.nullable(z.string()),
});
export type ReadingFinding = z.infer<typeof ReadingFinding>;

export const ReadingValue = z.object({
  registerId: z.string(),
  /** What the dial shows, without leading zeros. */
  value: DecimalText,
  /** Units used since the reading before it, the meter's multiplier included; null where it cannot be told. */
  consumption: z.nullable(DecimalText),
});
export type ReadingValue = z.infer<typeof ReadingValue>;

/** One act of reading one meter: a value for each of its registers, accepted, corrected and withdrawn as a whole. */
export const Reading = z.object({
  id: z.string(),
  /** What the customer is told and can quote on the phone; null for readings that were not handed in here. */
  number: z.nullable(z.string()),
  meterId: z.string(),
  readAt: DateTimeText,
  receivedAt: DateTimeText,
  source: ReadingSource,
  quality: z.enum(['actual', 'estimated']),
  status: ReadingStatus,
  values: z.array(ReadingValue),
  /** Why it is questioned; empty otherwise. */
  questionedFor: z.array(ReadingFindingCode),
  /** The month it is billed for. */
  countsFor: MonthText,
  /** Until when the customer may correct or withdraw it; null when not (any more). */
  correctableUntil: z.nullable(DateTimeText),
  /** Whether the customer has added a photo of the meter as evidence. */
  hasPhoto: z.boolean(),
});
export type Reading = z.infer<typeof Reading>;

/** A page of the history, newest first. */
export const ReadingPage = z.object({
  items: z.array(Reading),
  /** Pass it back as `cursor` for the next page; null on the last one. */
  nextCursor: z.nullable(z.string()),
});
export type ReadingPage = z.infer<typeof ReadingPage>;

const SubmittedValue = z.object({ registerId: z.string(), value: DecimalText });

/** A reading handed in by the customer. */
export const ReadingSubmission = z.object({
  meterId: z.string(),
  /** One for each register of the meter. */
  values: z.array(SubmittedValue).check(z.minLength(1), z.maxLength(8)),
  /** When the dial was read, if not now: an hour ago in a basement without signal. */
  readAt: z.optional(DateTimeText),
  /** The customer has seen the doubts and says that the reading is right. */
  confirmed: z.optional(z.boolean()),
});
export type ReadingSubmission = z.infer<typeof ReadingSubmission>;

/** What replaces a reading; the meter stays the same. */
export const ReadingCorrection = z.object({
  values: z.array(SubmittedValue).check(z.minLength(1), z.maxLength(8)),
  confirmed: z.optional(z.boolean()),
});
export type ReadingCorrection = z.infer<typeof ReadingCorrection>;

/** When readings of a service are taken; one for each service of the account. */
export const ReadingWindow = z.object({
  serviceKind: ServiceKind,
  opensOn: DateText,
  /** The last day, inclusive. */
  closesOn: DateText,
  /** Days after it on which a reading still counts as on time. */
  graceDays: z.int().check(z.minimum(0), z.maximum(366)),
  isOpen: z.boolean(),
  /** Open: days until `closesOn`, 0 on the last day. Closed: days until `opensOn`. */
  daysLeft: z.int(),
  /** The month a reading of this window is billed for. */
  countsFor: MonthText,
  /** Outside the window: `accept` takes the reading for the next bill, `refuse` answers `window_closed`. */
  lateReadings: z.enum(['accept', 'refuse']),
});
export type ReadingWindow = z.infer<typeof ReadingWindow>;

export const ReadingWindowList = z.object({ items: z.array(ReadingWindow) });
export type ReadingWindowList = z.infer<typeof ReadingWindowList>;
