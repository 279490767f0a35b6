import type { Tariff } from '@kabinet/api';
import {
  applicableOn,
  type Bill,
  type BillUse,
  type CalendarMonth,
  computeBill,
  dayOfMonth,
  exactText,
  type NormPart,
  normParts,
  sumOfNormParts,
  type TariffAnswers,
  tariffsOn,
  turningDays,
  type Zone,
} from '@kabinet/rules';
import { BY_NORM, type CostBook, type CostPlan } from './cost-calculator.model.js';
import type { Judged } from './judge.js';

export interface CostMonth {
  readonly month: CalendarMonth;
  readonly bill: Bill;
  /** What is used comes by a norm, and there is none for it: the bill lacks that charge. */
  readonly lacksUse: boolean;
  /** How what is used came about, where it is not simply what was typed. */
  readonly parts: readonly NormPart[];
}

/**
 * What each month of the period costs, with the same use in each. A bill for each and not one for all: that would spread the use over all
 * days, and January's would reach further into the dear block than February's.
 */
export function costOfMonths({
  book,
  plan,
  values,
  currencyDigits,
}: {
  readonly book: CostBook;
  readonly plan: CostPlan;
  readonly values: Judged['values'];
  readonly currencyDigits: number;
}): CostMonth[] {
  const { service, tariffs, norms, answers, way, fields } = plan;
  const measures = {
    area: values['area'] ?? book.measures.area,
    residents: values['residents'] === undefined ? book.measures.residents : Number(values['residents']),
    capacity: values['capacity'] ?? book.measures.capacity,
  };
  const used: BillUse[] = fields.flatMap(({ id, asked }) =>
    'zone' in asked ? { serviceKind: service, zone: asked.zone, quantity: values[id] ?? '0' } : [],
  );
  return plan.months.map((month) => {
    const period = { from: `${month}-01`, to: dayOfMonth(month, -1) };
    const parts = way === BY_NORM ? normParts({ norms, serviceKind: service, answers, measures, period }) : [];
    const use =
      parts.length > 0
        ? [{ serviceKind: service, zone: 'total' as Zone, quantity: exactText(sumOfNormParts(parts)) }]
        : used;
    const request = { tariffs, answers, benefits: book.benefits, measures, period, use, currencyDigits };
    // Out of its season a norm is there and says that nothing is used.
    const ofYear = norms.map((each) => ({ ...each, season: null }));
    const lacksUse = way === BY_NORM && applicableOn(ofYear, answers, period.from) === null;
    return { month, bill: computeBill({ ...request, basis: 'estimated' }), lacksUse, parts };
  });
}

/** What the months cost together, in minor units. A sum that a number cannot hold is none: it would be told wrongly. */
export function totalOf(months: readonly CostMonth[]): number {
  const total = months.reduce((sum, { bill }) => sum + bill.total, 0);
  if (!Number.isSafeInteger(total)) throw new RangeError('a sum that cannot be told');
  return total;
}

/** Whether there is a sum to tell: the commodity has a price on some day. Where nothing is used and nothing else is charged, it is 0. */
export function isPriced(
  { bill, lacksUse }: CostMonth,
  { tariffs, answers }: { readonly tariffs: readonly Tariff[]; readonly answers: TariffAnswers },
): boolean {
  const { gaps, period, lines, missing } = bill;
  if (lacksUse || gaps.some(({ from, to }) => from === period.from && to === period.to)) return false;
  if (lines.length > 0) return true;
  const days = turningDays(tariffs, period.from, period.to);
  return missing.length === 0 && days.some((on) => tariffsOn({ tariffs, answers, on }).length > 0);
}
