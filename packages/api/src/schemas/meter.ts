import * as z from 'zod/mini';
import { DateText, DecimalText, ServiceKind, Unit } from './common.js';
import { Reading } from './reading.js';

/** One dial set of a meter. */
export const Register = z.object({
  id: z.string(),
  /** The time-of-use period it counts: `total` on a one-rate meter. */
  zone: z.enum(['total', 'day', 'night', 'peak', 'half_peak']),
  /** Black digits. */
  integerDigits: z.int(),
  /** Red digits, not handed in as whole units. */
  decimalDigits: z.int(),
});
export type Register = z.infer<typeof Register>;

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
});
export type Meter = z.infer<typeof Meter>;

/** Meters in use first, then the ones taken off. */
export const MeterList = z.object({ items: z.array(Meter) });
export type MeterList = z.infer<typeof MeterList>;
