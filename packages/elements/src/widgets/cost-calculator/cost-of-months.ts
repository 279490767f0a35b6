import {
  type Bill,
  type BillUse,
  type CalendarMonth,
  computeBill,
  dayOfMonth,
  exactText,
  useByNorm,
  type Zone,
} from '@kabinet/rules';
import { BY_NORM, type CostBook, type CostPlan } from './cost-calculator.model.js';
import type { Judged } from './judge.js';

export interface CostMonth {
  readonly month: CalendarMonth;
  readonly bill: Bill;
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
    const byNorm = way === BY_NORM ? useByNorm({ norms, serviceKind: service, answers, measures, period }) : null;
    const use = byNorm ? [{ serviceKind: service, zone: 'total' as Zone, quantity: exactText(byNorm) }] : used;
    const request = { tariffs, answers, benefits: book.benefits, measures, period, use, currencyDigits };
    return { month, bill: computeBill({ ...request, basis: 'estimated' }) };
  });
}

/** Whether the commodity has a price on any day: without one there is no sum to tell. */
export function isPriced({ gaps, period, lines }: Bill): boolean {
  return lines.length > 0 && !gaps.some(({ from, to }) => from === period.from && to === period.to);
}
