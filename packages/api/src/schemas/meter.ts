import * as z from 'zod/mini';
import { DateText, DecimalText, ServiceKind, Unit } from './common.js';
import { Reading } from './reading.js';

/** One dial set of a meter. */
export const Register = z.object({
  id: z.string(),
  /** The time-of-use period it counts: `total` on a one-rate meter. */
  zone: z.enum(['total', 'day', 'night', 'peak', 'half_peak']),
  /** Black digits. */
  integerDigits: z.int().check(z.minimum(1), z.maximum(12)),
  /** Red digits, not handed in as whole units. */
  decimalDigits: z.int().check(z.minimum(0), z.maximum(6)),
});
export type Register = z.infer<typeof Register>;

/** What was used between two readings of the meter. */
export const UsePeriod = z.object({
  /** The days of the two readings. */
  from: DateText,
  to: DateText,
  /** `estimated` where it ends with an estimate. */
  quality: z.enum(['actual', 'estimated']),
  /** Units by register, the meter's multiplier included; null where it cannot be told. */
  use: z.array(z.object({ registerId: z.string(), consumption: z.nullable(DecimalText) })),
});
export type UsePeriod = z.infer<typeof UsePeriod>;

/** When a use is out of the ordinary for the customer, so that the reading is shown back. */
export const PlausibilityThresholds = z.object({
  /** More than this many times the customer's usual use. */
  timesUsual: DecimalText,
  /** Use in a day, in units of the service, that is ordinary for anybody. */
  neverBelow: DecimalText,
  /** Whether use follows the season, so that only the same time of earlier years tells what is usual. */
  seasonal: z.boolean(),
});
export type PlausibilityThresholds = z.infer<typeof PlausibilityThresholds>;

export const Meter = z.object({
  id: z.string(),
  serviceKind: ServiceKind,
  serialNumber: z.string(),
  sealNumber: z.nullable(z.string()),
  /** Where it hangs, in the supplier's words: "kitchen", "stairwell, 2nd floor". */
  place: z.nullable(z.string()),
  installedOn: z.nullable(DateText),
  /** Set on a meter that was taken off; it takes no more readings. */
  removedOn: z.nullable(DateText),
  verificationDueOn: z.nullable(DateText),
  /** The factor from dial to use; `"1"` on most meters. */
  multiplier: DecimalText,
  unit: Unit,
  registers: z.array(Register),
  /** The reading from which the use of the current window is counted; null for a meter never read. */
  baseline: z.nullable(Reading),
  /** The reading handed in for the current window, if any. */
  submitted: z.nullable(Reading),
  /** Use in a day above which the customer is asked to look again; null when the supplier sets no limit. */
  maxDailyUse: z.nullable(DecimalText),
  /** What the customer used up to the baseline, newest first: at most 24 periods, for judging what is ordinary. Empty for who may hand in readings but not see the account. */
  recentUse: z.array(UsePeriod),
  /** The supplier's thresholds for what is out of the ordinary for this customer; null when it sets none. */
  plausibility: z.nullable(PlausibilityThresholds),
});
export type Meter = z.infer<typeof Meter>;

/** Meters in use first, then the ones taken off. */
export const MeterList = z.object({ items: z.array(Meter) });
export type MeterList = z.infer<typeof MeterList>;
