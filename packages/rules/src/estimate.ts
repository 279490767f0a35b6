import type { BillPeriod } from './bill-segments.js';
import { addDays, daysBetween, daysInMonth, monthOf } from './calendar.js';
import type { Decimal } from './decimal.js';
import { exact, type Exact, exactToDecimal, plus, times, ZERO } from './exact.js';
import { numbered } from './numbered.js';
import type { AccountMeasures, ConsumptionNorm, Season, TariffAnswers } from './tariff.js';
import { applicableOn, isInSeason, turningDays } from './tariff-choice.js';

/** What was used from one reading to the next, of one zone. */
export interface UseSpan extends BillPeriod {
  readonly quantity: Decimal;
  /** Only `actual` ones count: an average of estimates knows nothing. */
  readonly quality: 'actual' | 'estimated';
}

export interface NormRequest {
  /** The supplier's norms of all dates. */
  readonly norms: readonly ConsumptionNorm[];
  readonly serviceKind: string;
  readonly answers: TariffAnswers;
  readonly measures: AccountMeasures;
  readonly period: BillPeriod;
}

export interface EstimateRequest extends NormRequest {
  /** The customer's own use, of the year or two before the period. */
  readonly history: readonly UseSpan[];
  /** The part of the year in which people use more, such as the heating season; null where use does not depend on it. */
  readonly season: Season | null;
  /** Digits of the estimate after the point. */
  readonly decimalDigits: number;
}

export interface UseEstimate {
  readonly quantity: Decimal;
  /** What it stands on: use in the same season, use in the whole history, or the norm. */
  readonly method: 'same_season' | 'average' | 'norm';
  /** The spans of use it is the average of; none by norm. */
  readonly basedOn: readonly UseSpan[];
}

function daysOf({ from, to }: BillPeriod): number {
  return daysBetween(from, to) + 1;
}

/** Whether more than half of the days are in the season. */
function isMostlyIn(season: Season, period: BillPeriod): boolean {
  let days = 0;
  for (let day = period.from; day <= period.to; day = addDays(day, 1)) if (isInSeason(season, day)) days++;
  return 2 * days > daysOf(period);
}

/** What so many days of average use come to. */
function averageUse(spans: readonly UseSpan[], days: number): Exact {
  const used = spans.reduce((sum, each) => plus(sum, exact(each.quantity)), ZERO);
  const inDays = spans.reduce((sum, each) => sum + daysOf(each), 0);
  return times(used, exact(`${days}/${inDays}`));
}

/** A norm over days of one month: `count` × its quantity × `share`. */
export interface NormPart {
  readonly norm: Pick<ConsumptionNorm, 'per' | 'quantity' | 'unit'>;
  /** How many it is counted for: residents, square metres, or the one household. */
  readonly count: Decimal;
  /** Which part of the month it is for. */
  readonly share: { readonly days: number; readonly of: number };
}

/**
 * What counts as used in the period where nothing measured it, in parts: the norm of each month by its days, in the season in which the
 * norm holds. Empty where no norm applies on any day, or nobody knows how many people or square metres there are.
 */
export function normParts({ norms, serviceKind, answers, measures, period }: NormRequest): NormPart[] {
  const own = norms.filter((each) => each.serviceKind === serviceKind);
  const days = turningDays(own, period.from, period.to);
  const parts: NormPart[] = [];
  for (const [index, from] of numbered(days)) {
    const norm = applicableOn(own, answers, from);
    if (!norm) continue;
    const count = { household: 1, resident: measures.residents, area: measures.area }[norm.per];
    if (count === null) return [];
    const next = days[index + 1];
    const share = {
      days: daysOf({ from, to: next ? addDays(next, -1) : period.to }),
      of: daysInMonth(monthOf(from)),
    };
    parts.push({ norm, count: String(count), share });
  }
  return parts;
}

/** What the parts of a norm come to. */
export function sumOfNormParts(parts: readonly NormPart[]): Exact {
  return parts.reduce((sum, { norm, count, share }) => {
    const ofMonth = times(exact(norm.quantity), exact(count));
    return plus(sum, times(ofMonth, exact(`${share.days}/${share.of}`)));
  }, ZERO);
}

/** What counts as used in the period where nothing measured it, by {@link normParts}; null where there are none. */
export function useByNorm(request: NormRequest): Exact | null {
  const parts = normParts(request);
  return parts.length > 0 ? sumOfNormParts(parts) : null;
}

/**
 * What a period without a reading is charged for: the customer's own average a day, of the same season where there is one, else of the whole history; a new
 * customer's by the norm. Null when there is neither.
 */
export function estimateUse(request: EstimateRequest): UseEstimate | null {
  const { history, season, period, decimalDigits } = request;
  const actual = history.filter((each) => each.quality === 'actual' && each.from <= each.to);
  const alike = season ? actual.filter((each) => isMostlyIn(season, each) === isMostlyIn(season, period)) : [];
  const basedOn = alike.length > 0 ? alike : actual;
  if (basedOn.length > 0) {
    const quantity = exactToDecimal(averageUse(basedOn, daysOf(period)), decimalDigits);
    return { quantity, method: alike.length > 0 ? 'same_season' : 'average', basedOn };
  }
  const byNorm = useByNorm(request);
  return byNorm && { quantity: exactToDecimal(byNorm, decimalDigits), method: 'norm', basedOn: [] };
}
