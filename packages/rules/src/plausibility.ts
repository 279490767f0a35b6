import { type CalendarDate, daysBetween } from './calendar.js';
import type { Decimal } from './decimal.js';
import type { UsePeriod } from './recent-use.js';

/** When a use is out of the ordinary for a customer: the supplier's thresholds for one service. */
export interface PlausibilityThresholds {
  /** A use of more than this many times the customer's usual one is shown back. */
  readonly timesUsual: Decimal;
  /** Use in a day, in units of the service, that is ordinary for anybody: people come back from holidays. */
  readonly neverBelow: Decimal;
  /** Whether use follows the season: then only the same time of earlier years, and what was used last, say what is usual. */
  readonly seasonal: boolean;
}

/** What suits households; a supplier's profile may say otherwise. Measured figures: docs/decisions/0030. */
export const defaultPlausibility: Readonly<Record<string, PlausibilityThresholds>> = {
  electricity: { timesUsual: '3', neverBelow: '10', seasonal: true },
  gas: { timesUsual: '3', neverBelow: '2.5', seasonal: true },
  heat: { timesUsual: '3', neverBelow: '0.03', seasonal: true },
  cold_water: { timesUsual: '3', neverBelow: '0.5', seasonal: false },
  hot_water: { timesUsual: '3', neverBelow: '0.4', seasonal: false },
  sewerage: { timesUsual: '3', neverBelow: '0.8', seasonal: false },
};

/** Units of the service that a register may count from the earlier reading to the present one. */
export interface OrdinaryUse {
  /** The most that needs no second look; null while the customer's own use says nothing yet. */
  readonly limit: number | null;
  /** What the customer would use by habit; null without a history. */
  readonly expected: number | null;
  /** What estimates since the last actual reading took for used: a number lower than the estimate by no more than this is no slip. */
  readonly guessed: number;
}

const UNKNOWN: OrdinaryUse = { limit: null, expected: null, guessed: 0 };

/** Use is compared season by season: a gap between readings is cut into pieces of a month. */
const SLICE = 30;
/** The same season: this many days before and after, in an earlier year. Frost comes earlier one year and later another. */
const SEASON = 40;
const YEAR = 365.25;
/** A longer period is an average over seasons and says nothing of any one of them. */
const LONGEST_OF_ONE_SEASON = 100;
/** Shorter periods say more of the hour of reading than of the use; nor is a shorter gap measured more finely. */
const SHORTEST = 7;
/** Without seasons, a habit is known after this many days. */
const HABIT = 90;

const dayNumber = (date: CalendarDate) => daysBetween('1970-01-01', date);

interface Rate {
  readonly start: number;
  readonly end: number;
  /** Units in a day. */
  readonly daily: number;
}

function ratesOf(recentUse: readonly UsePeriod[], registerId: string): Rate[] {
  return recentUse.flatMap(({ from, to, quality, use }) => {
    const consumption = use.find((each) => each.registerId === registerId)?.consumption ?? null;
    const [start, end] = [dayNumber(from), dayNumber(to)];
    if (quality === 'estimated' || consumption === null || end - start < SHORTEST) return [];
    return [{ start, end, daily: Number(consumption) / (end - start) }];
  });
}

function isSameSeason({ start, end }: Rate, day: number): boolean {
  if (end - start > LONGEST_OF_ONE_SEASON) return false;
  return [1, 2].some((years) => start <= day - years * YEAR + SEASON && end >= day - years * YEAR - SEASON);
}

const lengthOf = (rates: readonly Rate[]) => rates.reduce((days, { start, end }) => days + end - start, 0);

/**
 * How much a register may ordinarily count, judged by this customer's own history: each month of the gap by the same season of
 * earlier years and by what was used last. In the first year, and on a meter that was just put in, it says nothing: there the
 * supplier's limit for anybody holds alone.
 *
 * Numbers and not decimals: nobody is billed by a threshold. Only + - * / and comparisons, which every engine computes alike.
 */
export function ordinaryUse({
  registerId,
  recentUse,
  thresholds,
  multiplier,
  previousReadOn,
  readOn,
}: {
  registerId: string;
  recentUse: readonly UsePeriod[];
  thresholds: PlausibilityThresholds | null;
  multiplier: Decimal;
  previousReadOn: CalendarDate | null;
  readOn: CalendarDate;
}): OrdinaryUse {
  if (thresholds === null || previousReadOn === null) return UNKNOWN;
  // Estimates since the last actual reading are part of the gap: what they guessed is taken off again.
  let start = dayNumber(previousReadOn);
  let guessed = 0;
  for (const period of recentUse) {
    if (period.quality === 'actual') break;
    const consumption = period.use.find((each) => each.registerId === registerId)?.consumption ?? null;
    if (consumption === null) return UNKNOWN;
    start = dayNumber(period.from);
    guessed += Number(consumption);
  }
  const end = Math.max(dayNumber(readOn), start + SHORTEST);

  const rates = ratesOf(recentUse, registerId);
  const newest = rates.slice(0, 1);
  // A current transformer is there because much flows: what is ordinary for anybody grows with it.
  const floor = Number(thresholds.neverBelow) * Number(multiplier);
  let limit: number | null = 0;
  let expected: number | null = 0;
  for (let from = start; from < end; from += SLICE) {
    const days = Math.min(SLICE, end - from);
    const alike = thresholds.seasonal ? rates.filter((each) => isSameSeason(each, from + days / 2)) : rates;
    const isKnown = thresholds.seasonal ? alike.length > 0 : lengthOf(alike) >= HABIT;
    const usual = Math.max(0, ...[...alike, ...newest].map((each) => each.daily));
    limit = isKnown && limit !== null ? limit + days * Math.max(floor, Number(thresholds.timesUsual) * usual) : null;
    const likely = alike.length > 0 ? alike : newest.length > 0 ? newest : null;
    expected =
      likely && expected !== null
        ? expected + (days * likely.reduce((sum, each) => sum + each.daily, 0)) / likely.length
        : null;
  }
  return {
    limit: limit === null ? null : Math.max(0, limit - guessed),
    expected: expected === null ? null : Math.max(0, expected - guessed),
    guessed,
  };
}
