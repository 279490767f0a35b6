import { type CalendarDate, dateInTimeZone } from './calendar.js';
import { canonicalDecimal, type Decimal, multiplyDecimals, subtractDecimals } from './decimal.js';
import { isBeyondDial, type RegisterDial } from './reading-input.js';

/** What a customer used between two readings of a meter. */
export interface UsePeriod {
  /** The days of the two readings. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** `estimated` where it ends with an estimate. */
  readonly quality: 'actual' | 'estimated';
  /** Units of the service by register; null where it cannot be told. */
  readonly use: { readonly registerId: string; readonly consumption: Decimal | null }[];
}

/** A reading as the history is made of it. */
export interface ReadingInHistory {
  readonly readAt: string;
  readonly quality: 'actual' | 'estimated';
  readonly values: readonly {
    readonly registerId: string;
    readonly value: Decimal;
    /** The use that was told for it: it knows where the dial went past zero. */
    readonly consumption: Decimal | null;
  }[];
}

/** As many periods as two years have months. */
export const RECENT_PERIODS = 24;

/**
 * The use of the last periods, newest first, out of the readings that count, newest first.
 *
 * An estimate between two actual readings is passed over: what was guessed too high before it is missing after it, and both would
 * mislead. Estimates since the last actual reading stay, so that the next actual one can be compared with all the time since then.
 *
 * A value with more digits than its dial tells no use: one slip that was confirmed would make any number look ordinary for years.
 * Where the dial is as long in truth, its use is back as soon as the supplier's record of it is put right.
 */
export function recentUseOf({
  registers,
  readings,
  multiplier,
  timeZone,
}: {
  registers: readonly (RegisterDial & { readonly id: string })[];
  readings: readonly ReadingInHistory[];
  multiplier: Decimal;
  timeZone: string;
}): UsePeriod[] {
  const lastActual = readings.findIndex((each) => each.quality === 'actual');
  const kept = readings.filter((each, index) => each.quality === 'actual' || lastActual < 0 || index < lastActual);
  return kept.slice(1, RECENT_PERIODS + 1).map((older, index) => {
    const newer = kept[index] as ReadingInHistory;
    const isNextTo = readings.indexOf(older) === readings.indexOf(newer) + 1;
    return {
      from: dateInTimeZone(older.readAt, timeZone),
      to: dateInTimeZone(newer.readAt, timeZone),
      quality: newer.quality,
      use: newer.values.map(({ registerId, value, consumption }) => {
        const before = older.values.find((each) => each.registerId === registerId)?.value;
        const dial = registers.find((each) => each.id === registerId);
        if (before === undefined || (dial && isBeyondDial(value, dial))) return { registerId, consumption: null };
        const steps = subtractDecimals(value, before);
        if (!steps.startsWith('-')) return { registerId, consumption: multiplyDecimals(steps, multiplier) };
        return { registerId, consumption: isNextTo && consumption !== null ? canonicalDecimal(consumption) : null };
      }),
    };
  });
}
