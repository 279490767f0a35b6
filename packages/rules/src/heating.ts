import { type Bill, type BillPeriod, computeBill } from './bill.js';
import { addMonths, type CalendarMonth, dayOfMonth, daysInMonth, monthOf } from './calendar.js';
import type { Decimal } from './decimal.js';
import { useByNorm } from './estimate.js';
import { exact, type ExactText, exactText, times } from './exact.js';
import type { Benefit, ConsumptionNorm, Season, Tariff, TariffAnswers } from './tariff.js';
import { tariffsOn, turningDays } from './tariff-choice.js';

export interface HeatingRequest {
  readonly serviceKind: string;
  readonly tariffs: readonly Tariff[];
  readonly norms: readonly ConsumptionNorm[];
  readonly answers: TariffAnswers;
  /** Heated area in square metres; null where only the heat meter counts. */
  readonly area: Decimal | null;
  /** What the heat meter counts in a whole month, in units of the service; null without a meter, then the norm for the area counts. */
  readonly monthlyUse: Decimal | null;
  /** When there is heating. */
  readonly season: Season;
  /** The year in which that season begins. */
  readonly startYear: number;
  /** Major units of money a calendar month; null without one. */
  readonly subsidy: Decimal | null;
  /** The customer's own privileges, besides the subsidy. */
  readonly benefits?: readonly Benefit[];
  readonly currencyDigits: number;
}

export interface HeatingMonth {
  readonly month: CalendarMonth;
  readonly bill: Bill;
  /** Heat is charged by use, and neither a meter nor a norm tells how much it is: the bill lacks that charge. Say so. */
  readonly lacksUse: boolean;
}

export interface HeatingCost {
  readonly months: readonly HeatingMonth[];
  /** Minor units. */
  readonly total: number;
}

/** The season's days by calendar month: the first and the last month may be part of one. */
function monthsOf(season: Season, startYear: number): BillPeriod[] {
  const day = (monthAndDay: string, year: number) =>
    dayOfMonth(`${year}-${monthAndDay.slice(0, 2)}`, Number(monthAndDay.slice(3)));
  const from = day(season.from, startYear);
  const to = day(season.to, startYear + (season.from <= season.to ? 0 : 1));
  const months: BillPeriod[] = [];
  for (let start = from; start <= to; start = `${addMonths(monthOf(start), 1)}-01`) {
    const end = dayOfMonth(monthOf(start), -1);
    months.push({ from: start, to: end < to ? end : to });
  }
  return months;
}

/** Whether a price for what is used applies on any day. */
function isChargedByUse({ serviceKind, tariffs, answers }: HeatingRequest, { from, to }: BillPeriod): boolean {
  const own = tariffs.filter((each) => each.serviceKind === serviceKind);
  return turningDays(own, from, to).some((on) =>
    tariffsOn({ tariffs: own, answers, on }).some(({ basis }) => basis === 'use'),
  );
}

/**
 * What a heating season costs, month by month (D3). Heat is measured, or comes by the norm for the area, or is charged by area: which of these the
 * tariffs that apply say. Prices are those in force in each month; use, norm and subsidy of a month with less heating are its part of the days.
 */
export function heatingCost(request: HeatingRequest): HeatingCost {
  const {
    serviceKind,
    tariffs,
    norms,
    answers,
    area,
    monthlyUse,
    subsidy,
    currencyDigits,
    benefits: own = [],
  } = request;
  const measures = { area, residents: null, capacity: null };
  const benefits: Benefit[] =
    subsidy === null
      ? [...own]
      : [
          ...own,
          {
            id: 'subsidy',
            serviceKind,
            components: ['supply', 'network', 'service'],
            kind: 'money',
            value: subsidy,
            upTo: null,
            validFrom: '0000-01-01',
            validTo: null,
          },
        ];
  const months = monthsOf(request.season, request.startYear).map((period): HeatingMonth => {
    const month = monthOf(period.from);
    const days = Number(period.to.slice(8)) - Number(period.from.slice(8)) + 1;
    const quantity =
      monthlyUse === null
        ? useByNorm({ norms, serviceKind, answers, measures, period })
        : times(exact(monthlyUse), exact(`${days}/${daysInMonth(month)}`));
    const use: { serviceKind: string; zone: 'total'; quantity: ExactText }[] = quantity
      ? [{ serviceKind, zone: 'total', quantity: exactText(quantity) }]
      : [];
    const bill = computeBill({ tariffs, answers, benefits, measures, period, use, basis: 'estimated', currencyDigits });
    return { month, bill, lacksUse: quantity === null && isChargedByUse(request, period) };
  });
  return { months, total: months.reduce((sum, { bill }) => sum + bill.total, 0) };
}
