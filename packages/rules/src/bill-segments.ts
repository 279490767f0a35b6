import { addDays, type CalendarDate, daysBetween, daysInMonth, monthOf } from './calendar.js';
import { type Exact, exact } from './exact.js';
import type { Benefit, Tariff, TariffAnswers } from './tariff.js';
import { applicableOn, isValidOn, turningDays } from './tariff-choice.js';

/** Days, both included. */
export interface BillPeriod {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Days of one calendar month throughout which the same prices and benefits apply. */
export interface BillSegment extends BillPeriod {
  /** What part of its month it is: of everything that is allowed or charged a month, this much. */
  readonly share: { readonly days: number; readonly of: number };
  /** The same as a number. */
  readonly allowance: Exact;
  /** The tariff of each series that has one. */
  readonly tariffs: readonly Tariff[];
  readonly benefits: readonly Benefit[];
}

interface Cut {
  readonly series: readonly (readonly Tariff[])[];
  readonly benefits: readonly Benefit[];
  readonly answers: TariffAnswers;
  readonly period: BillPeriod;
}

/** Monthly allowances are for a calendar month, so the period is cut at month ends, and wherever a tariff or a benefit changes. */
export function segmentsOf({ series, benefits, answers, period }: Cut): BillSegment[] {
  const starts: { from: CalendarDate; tariffs: (Tariff | null)[]; benefits: Benefit[] }[] = [];
  for (const from of turningDays([...series.flat(), ...benefits], period.from, period.to)) {
    const tariffs = series.map((each) => applicableOn(each, answers, from));
    const valid = benefits.filter((each) => isValidOn(each, from));
    const before = starts.at(-1);
    const isSame =
      before &&
      monthOf(before.from) === monthOf(from) &&
      tariffs.every((tariff, index) => tariff === before.tariffs[index]) &&
      benefits.every((each) => valid.includes(each) === before.benefits.includes(each));
    if (!isSame) starts.push({ from, tariffs, benefits: valid });
  }
  return starts.map(({ from, tariffs, benefits: valid }, index) => {
    const next = starts[index + 1];
    const to = next ? addDays(next.from, -1) : period.to;
    const share = { days: daysBetween(from, to) + 1, of: daysInMonth(monthOf(from)) };
    return {
      from,
      to,
      share,
      allowance: exact(`${share.days}/${share.of}`),
      tariffs: tariffs.flatMap((tariff) => tariff ?? []),
      benefits: valid,
    };
  });
}

/** The days of the period on which none of the tariffs applies, as spans. */
export function daysWithout(tariffs: readonly Tariff[], answers: TariffAnswers, period: BillPeriod): BillPeriod[] {
  const spans: { from: CalendarDate; to: CalendarDate }[] = [];
  for (const segment of segmentsOf({ series: [tariffs], benefits: [], answers, period })) {
    const { from, to } = segment;
    const before = spans.at(-1);
    if (segment.tariffs.length > 0) continue;
    if (before && addDays(before.to, 1) === from) before.to = to;
    else spans.push({ from, to });
  }
  return spans;
}
