import { type CalendarDate, type CalendarMonth, dateInTimeZone } from './calendar.js';
import { compareDecimals, type Decimal, isDecimal, truncateDecimal } from './decimal.js';
import { numbered } from './numbered.js';
import type { PlausibilityThresholds } from './plausibility.js';
import {
  checkReading,
  type ReadingFinding,
  type RegisterToCheck,
  type RegisterUse,
  standingOf,
} from './reading-check.js';
import type { RegisterDial } from './reading-input.js';
import { type ReadingWindowState, readingWindowOn, type SupplierWindowRule } from './reading-window.js';
import { type ReadingInHistory, recentUseOf } from './recent-use.js';

/** A phone's clock may be ahead by this much before a reading counts as coming from the future. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** A reading taken this long ago still counts for the day it was taken: read at 23:50 in a basement, sent from the yard at 00:10. */
const SENT_LATER_MS = 24 * 3_600_000;
/** As long as a page may keep a reading that it could not send; what lies further in the future is no clock that is merely ahead. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;

/** Why a moment cannot be the one at which a dial was read; null when it can. */
export function readAtFault({
  readAt,
  now,
}: {
  readAt: Date;
  now: Date;
}): 'not_a_moment' | 'too_old' | 'timestamp_future' | null {
  const age = now.getTime() - readAt.getTime();
  if (Number.isNaN(age)) return 'not_a_moment';
  return age > MAX_AGE_MS ? 'too_old' : age < -MAX_AGE_MS ? 'timestamp_future' : null;
}

interface Sending {
  readonly rule: SupplierWindowRule;
  readonly timeZone: string;
  /** When the dial was read. */
  readonly readAt: Date;
  readonly now: Date;
}

/** The window that a reading sent now belongs to: that of the day it was read, if it was sent within a day. */
export function windowOfReading({ rule, timeZone, readAt, now }: Sending): ReadingWindowState {
  const sentLater = now.getTime() - readAt.getTime();
  const countedAt = sentLater >= 0 && sentLater <= SENT_LATER_MS ? readAt : now;
  return readingWindowOn(rule, dateInTimeZone(countedAt, timeZone));
}

type RegisterValues = readonly { readonly registerId: string; readonly value: Decimal }[];

/** Exactly one value for each register of the meter, without red digits that its dial does not have; else what is wrong with them, and where. */
export function dialValues(
  registers: readonly (RegisterDial & { readonly id: string })[],
  values: RegisterValues,
): { readonly values: ReadonlyMap<string, Decimal> } | { readonly pointer: string; readonly fault: string } {
  const shown = new Map<string, Decimal>();
  for (const [index, { registerId, value }] of numbered(values)) {
    const register = registers.find((each) => each.id === registerId);
    const at = (name: string) => `/values/${index}/${name}`;
    if (!register) return { pointer: at('registerId'), fault: 'unknown_register' };
    if (shown.has(registerId)) return { pointer: at('registerId'), fault: 'repeated_register' };
    if (!isDecimal(value)) return { pointer: at('value'), fault: 'invalid_format' };
    const onDial = truncateDecimal(value, register.decimalDigits);
    if (onDial.startsWith('-')) return { pointer: at('value'), fault: 'negative' };
    shown.set(registerId, onDial);
  }
  return shown.size === registers.length ? { values: shown } : { pointer: '/values', fault: 'missing_register' };
}

export interface ReadingToJudge extends Sending {
  readonly meter: {
    readonly registers: readonly (RegisterDial & { readonly id: string })[];
    readonly multiplier: Decimal;
    readonly maxDailyUse: Decimal | null;
    readonly plausibility: PlausibilityThresholds | null;
    /** The day it was taken off; null while it is in use. */
    readonly removedOn: CalendarDate | null;
  };
  readonly isAccountOpen: boolean;
  /** What each register shows: see `dialValues`. */
  readonly values: ReadonlyMap<string, Decimal>;
  /** The readings that count, newest first, taken before this one and not for its window: the first is what use is counted from. */
  readonly earlier: readonly ReadingInHistory[];
  /** The first reading that counts and was taken after this one; null when none was. */
  readonly later: RegisterValues | null;
  /** Whether the customer has seen the doubts and says that the reading is right. */
  readonly isConfirmed: boolean;
  /** The month of the reading that this one replaces; null for a new one. */
  readonly correctedMonth: CalendarMonth | null;
}

export interface ReadingJudgement {
  /**
   * `accepted` and `questioned` are stored (questioned: the customer confirmed it in spite of a doubt), `needs_confirmation` is
   * shown back, `rejected` cannot be a reading of this meter now.
   */
  readonly outcome: 'accepted' | 'questioned' | 'needs_confirmation' | 'rejected';
  readonly findings: readonly ReadingFinding[];
  /** What to store for each register. */
  readonly values: readonly (RegisterUse & { readonly value: Decimal })[];
  readonly countsFor: CalendarMonth;
  /** When the window opens that was closed for it; null when that was not the reason. */
  readonly opensOn: CalendarDate | null;
}

/** The whole judgement on a reading that was handed in: the order of checks, and what follows from them. The one place for it. */
export function judgeReading(reading: ReadingToJudge): ReadingJudgement {
  const { meter, values, earlier, later, timeZone, readAt, now, correctedMonth } = reading;
  const readOn = dateInTimeZone(readAt, timeZone);
  const [baseline = null] = earlier;
  const registers = meter.registers.map((register) => ({
    ...register,
    value: values.get(register.id) ?? '0',
    previous: baseline?.values.find((each) => each.registerId === register.id)?.value ?? null,
  }));
  const { findings: ownFindings, use } = checkReading({
    registers,
    multiplier: meter.multiplier,
    maxDailyUse: meter.maxDailyUse,
    plausibility: meter.plausibility,
    recentUse: recentUseOf({ readings: earlier, ...meter, timeZone }),
    previousReadOn: baseline && dateInTimeZone(baseline.readAt, timeZone),
    readOn,
  });
  const findings: ReadingFinding[] = [...ownFindings];
  const reject = (code: ReadingFinding['code']) => findings.push({ code, severity: 'reject', registerId: null });

  const sentLater = now.getTime() - readAt.getTime();
  if (sentLater < -CLOCK_SKEW_MS) reject('timestamp_future');
  if (!reading.isAccountOpen || (meter.removedOn !== null && meter.removedOn <= readOn)) reject('meter_decommissioned');
  for (const { registerId, value } of (sentLater > 0 && later) || []) {
    const shown = values.get(registerId);
    if (shown !== undefined && compareDecimals(shown, value) > 0) {
      findings.push({ code: 'greater_than_subsequent', severity: 'confirm', registerId });
    }
  }
  // A correction belongs to the window of what it corrects, whatever is open by now.
  const window = windowOfReading(reading);
  const isClosed = correctedMonth === null && !window.isOpen && reading.rule.lateReadings === 'refuse';
  if (isClosed) reject('window_closed');

  const isRejected = findings.some((each) => each.severity === 'reject');
  const doubted = reading.isConfirmed ? 'questioned' : 'needs_confirmation';
  return {
    outcome: isRejected ? 'rejected' : findings.length > 0 ? doubted : 'accepted',
    findings,
    values: use.map((each, index) => ({ ...each, value: standingOf(registers[index] as RegisterToCheck) })),
    countsFor: correctedMonth ?? window.countsFor,
    opensOn: isClosed ? window.opensOn : null,
  };
}
