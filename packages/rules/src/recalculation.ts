import type { Bill } from './bill.js';
import { addDays } from './calendar.js';
import { compareText } from './tariff-choice.js';

/** A bill that an actual reading has overtaken. */
export interface SupersededBill {
  readonly id: string;
  readonly bill: Bill;
}

export interface SeriesDifference {
  readonly serviceKind: string;
  readonly series: string;
  /** Minor units: what was charged, what is right, and what the customer owes more (negative: gets back). */
  readonly charged: number;
  readonly actual: number;
  readonly difference: number;
}

export interface Recalculation {
  /** The ids of the bills that no longer count, by their periods. They stay as they are. */
  readonly supersedes: readonly string[];
  /** Minor units; negative where the estimates were too high. */
  readonly difference: number;
  readonly bySeries: readonly SeriesDifference[];
  /** The VAT in the difference, by rate. */
  readonly vat: readonly { readonly rate: string; readonly difference: number }[];
}

function sums(bills: readonly Bill[]): Map<string, SeriesDifference> {
  const series = new Map<string, SeriesDifference>();
  for (const line of bills.flatMap((bill) => bill.lines)) {
    const key = JSON.stringify([line.serviceKind, line.series]);
    const { charged } = series.get(key) ?? { charged: 0 };
    series.set(key, {
      serviceKind: line.serviceKind,
      series: line.series,
      charged: charged + line.amount,
      actual: 0,
      difference: 0,
    });
  }
  return series;
}

/**
 * What changes when an actual reading arrives: the bill on what was really used takes the place of the estimated ones of the same days, and the
 * difference is charged or given back (D8, E5). No bill is edited.
 */
export function recalculate({
  superseded,
  actual,
}: {
  /** One after the other they are the actual bill's period; in any order. */
  readonly superseded: readonly SupersededBill[];
  readonly actual: Bill;
}): Recalculation {
  const inOrder = [...superseded].sort((a, b) => compareText(a.bill.period.from, b.bill.period.from));
  const days = inOrder.map(({ bill }) => bill.period);
  const isWhole =
    days[0]?.from === actual.period.from &&
    days.at(-1)?.to === actual.period.to &&
    days.every(({ from }, index) => index === 0 || from === addDays(days[index - 1]?.to ?? from, 1));
  if (!isWhole) throw new RangeError('the bills are not of the same days');
  const before = sums(inOrder.map(({ bill }) => bill));
  const after = sums([actual]);
  const bySeries = [...new Set([...before.keys(), ...after.keys()])].sort(compareText).flatMap((key) => {
    const either = before.get(key) ?? after.get(key);
    const charged = before.get(key)?.charged ?? 0;
    const now = after.get(key)?.charged ?? 0;
    return either ? { ...either, charged, actual: now, difference: now - charged } : [];
  });
  const vat = new Map<string, number>();
  for (const { bill } of inOrder) for (const each of bill.vat) vat.set(each.rate, (vat.get(each.rate) ?? 0) - each.vat);
  for (const each of actual.vat) vat.set(each.rate, (vat.get(each.rate) ?? 0) + each.vat);
  return {
    supersedes: inOrder.map(({ id }) => id),
    difference: bySeries.reduce((sum, each) => sum + each.difference, 0),
    bySeries,
    vat: [...vat].sort(([a], [b]) => compareText(a, b)).map(([rate, difference]) => ({ rate, difference })),
  };
}
