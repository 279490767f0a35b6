import { type CalendarDate, daysBetween } from './calendar.js';
import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  type Decimal,
  multiplyDecimals,
  subtractDecimals,
  truncateDecimal,
} from './decimal.js';
import { ordinaryUse, type PlausibilityThresholds } from './plausibility.js';
import { isBeyondAnyDial, isBeyondDial, type RegisterDial } from './reading-input.js';
import type { UsePeriod } from './recent-use.js';

/** What can be wrong with a reading; the vocabulary's codes. */
export type ReadingFindingCode =
  | 'less_than_previous'
  | 'greater_than_subsequent'
  | 'timestamp_future'
  | 'too_many_digits'
  | 'implausible'
  | 'window_closed'
  | 'meter_decommissioned'
  | 'duplicate_reading';

/**
 * `reject`: it cannot be a reading of this meter now. `confirm`: unlikely, shown back to the person, and taken as it is when
 * the person says it is right.
 */
export type ReadingFindingSeverity = 'reject' | 'confirm';

export interface ReadingFinding {
  readonly code: ReadingFindingCode;
  readonly severity: ReadingFindingSeverity;
  /** The register it is about; null when it is about the reading as a whole. */
  readonly registerId: string | null;
}

export interface RegisterToCheck extends RegisterDial {
  readonly id: string;
  /** The value now read from the dial. */
  readonly value: Decimal;
  /** The value the use is counted from; null for a meter without an earlier reading. */
  readonly previous: Decimal | null;
}

export interface ReadingToCheck {
  readonly registers: readonly RegisterToCheck[];
  /** The factor from dial to use (current transformers); `"1"` for most meters. */
  readonly multiplier: Decimal;
  /** The most that a customer of this supplier plausibly uses in a day, in units of the service; null when the supplier sets none. */
  readonly maxDailyUse: Decimal | null;
  /** The day of the earlier reading, null without one. */
  readonly previousReadOn: CalendarDate | null;
  readonly readOn: CalendarDate;
  /** The customer's own use up to the earlier reading, newest first; without it only `maxDailyUse` tells what is plausible. */
  readonly recentUse?: readonly UsePeriod[];
  /** The supplier's thresholds for what is out of the ordinary for this customer; null or left out for none. */
  readonly plausibility?: PlausibilityThresholds | null;
}

export interface RegisterUse {
  readonly registerId: string;
  /** Units used since the earlier reading; null where it cannot be told. */
  readonly consumption: Decimal | null;
  /** Whether the dial went past its last number and began again at zero. */
  readonly rolledOver: boolean;
}

export interface ReadingVerdict {
  readonly findings: readonly ReadingFinding[];
  readonly use: readonly RegisterUse[];
}

/**
 * One more than the highest number the dial shows: 100000 for five digits. Where the earlier reading has more of them than the
 * supplier knows the dial to have, the dial is that long: it does not turn below what it has shown.
 */
function dialRange({ integerDigits, previous }: RegisterToCheck): Decimal {
  const shown = truncateDecimal(previous ?? '0', 0).length;
  return `1${'0'.repeat(Math.max(integerDigits, shown))}`;
}

/**
 * A step back counts as a roll-over when a plausible use explains it: within the customer's own limit, and the supplier's, or a tenth of
 * the dial without one. Never by half of the dial or more: over a year without readings any slip would pass for a turn of the dial.
 */
function isPlausibleRollOver(use: Decimal, range: Decimal, { maxUse, ownLimit }: Limits): boolean {
  const limit = maxUse ?? multiplyDecimals(range, '0.1');
  return (
    compareDecimals(use, limit) <= 0 &&
    compareDecimals(use, multiplyDecimals(range, '0.5')) < 0 &&
    (ownLimit === null || Number(use) <= ownLimit)
  );
}

interface Limits {
  /** What nobody uses more than, over the days since the earlier reading. */
  readonly maxUse: Decimal | null;
  /** What this customer does not use more than, by habit and season. */
  readonly ownLimit: number | null;
}

function limitsOf(reading: ReadingToCheck, registerId: string): Limits {
  const { recentUse = [], plausibility: thresholds = null, multiplier, previousReadOn, readOn } = reading;
  const { limit } = ordinaryUse({ registerId, recentUse, thresholds, multiplier, previousReadOn, readOn });
  return { maxUse: maxPlausibleUse(reading), ownLimit: limit };
}

function exceeds(use: Decimal, { maxUse, ownLimit }: Limits): boolean {
  return (maxUse !== null && compareDecimals(use, maxUse) > 0) || (ownLimit !== null && Number(use) > ownLimit);
}

/** The most that is plausible over the days between two readings: at least one day's worth, so two readings on a day are no fault. */
function maxPlausibleUse(reading: ReadingToCheck): Decimal | null {
  if (reading.maxDailyUse === null || reading.previousReadOn === null) return null;
  const days = Math.max(1, daysBetween(reading.previousReadOn, reading.readOn));
  return multiplyDecimals(reading.maxDailyUse, String(days));
}

/**
 * Where the dial stands: who leaves the red digits out after an earlier reading that had them, and used nothing since, types a number
 * that seems lower. The dial has not gone back; nor may the part that is billed already be counted once more next time.
 */
export function standingOf({ value, previous }: Pick<RegisterToCheck, 'value' | 'previous'>): Decimal {
  return previous !== null && canonicalDecimal(value) === truncateDecimal(previous, 0)
    ? canonicalDecimal(previous)
    : value;
}

function useOf(register: RegisterToCheck, multiplier: Decimal, limits: Limits): RegisterUse {
  if (register.previous === null) return { registerId: register.id, consumption: null, rolledOver: false };
  const steps = subtractDecimals(register.value, register.previous);
  if (!steps.startsWith('-')) {
    return { registerId: register.id, consumption: multiplyDecimals(steps, multiplier), rolledOver: false };
  }
  const range = dialRange(register);
  const rolled = multiplyDecimals(addDecimals(steps, range), multiplier);
  return isPlausibleRollOver(rolled, multiplyDecimals(range, multiplier), limits)
    ? { registerId: register.id, consumption: rolled, rolledOver: true }
    : { registerId: register.id, consumption: null, rolledOver: false };
}

/**
 * Judges a reading by its own numbers: what it says was used, and what the person should look at again. Browser and server both
 * call this, so a person never hears from the server what the page could have said.
 *
 * A value below the earlier one is always shown back: it is a slip, a dial that began again at zero (then `rolledOver`), or an
 * earlier estimate that was too high. So is a value with more digits than the dial: a slip, or a meter that the supplier's record
 * makes shorter than it is; only the person before it can tell. What is used is counted as it stands.
 */
export function checkReading(reading: ReadingToCheck): ReadingVerdict {
  const judged = reading.registers.map((given) => {
    const register = { ...given, value: standingOf(given) };
    const limits = limitsOf(reading, register.id);
    return { register, limits, use: useOf(register, reading.multiplier, limits) };
  });
  const use = judged.map((each) => each.use);
  const findings: ReadingFinding[] = [];
  for (const {
    register,
    limits,
    use: { consumption },
  } of judged) {
    const isTooLong = isBeyondDial(register.value, register);
    if (isTooLong) {
      const severity = isBeyondAnyDial(register.value) ? 'reject' : 'confirm';
      findings.push({ code: 'too_many_digits', severity, registerId: register.id });
    }
    if (register.previous !== null && compareDecimals(register.value, register.previous) < 0) {
      findings.push({ code: 'less_than_previous', severity: 'confirm', registerId: register.id });
    } else if (!isTooLong && consumption !== null && exceeds(consumption, limits)) {
      findings.push({ code: 'implausible', severity: 'confirm', registerId: register.id });
    }
  }
  // Each zone may look right where the whole day's use does not: the limit is the customer's, not the dial's.
  const maxUse = maxPlausibleUse(reading);
  if (findings.length === 0 && reading.registers.length > 1 && maxUse !== null) {
    const together = use.reduce((sum, each) => addDecimals(sum, each.consumption ?? '0'), '0');
    if (compareDecimals(together, maxUse) > 0) {
      findings.push({ code: 'implausible', severity: 'confirm', registerId: null });
    }
  }
  return { findings, use };
}
