import { type Bill, type BillRequest, computeBill } from '../bill.js';
import type { Tariff, Zone } from '../tariff.js';

/** A calendar month, `2017-04`, or days, `2017-04-15 … 2017-05-14`. */
function days(period: string): BillRequest['period'] {
  const [from = '', to] = period.split(' … ');
  if (to) return { from, to };
  const [year, month] = period.split('-').map(Number);
  const last = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  return { from: `${period}-01`, to: `${period}-${last}` };
}

/** The bill for so much use of the first tariff's service, in one zone or by zone, by a customer of whom nothing is known. */
export function bill(
  tariffs: readonly Tariff[],
  period: string,
  use: number | string | Partial<Record<Zone, number | string>>,
  more: Partial<BillRequest> = {},
): Bill {
  const serviceKind = tariffs[0]?.serviceKind ?? 'electricity';
  const zones = typeof use === 'object' ? use : { total: use };
  return computeBill({
    tariffs,
    answers: {},
    benefits: [],
    measures: { area: null, residents: null, capacity: null },
    period: days(period),
    use: Object.entries(zones).map(([zone, quantity]) => ({
      serviceKind,
      zone: zone as Zone,
      quantity: String(quantity),
    })),
    basis: 'actual',
    currencyDigits: 2,
    ...more,
  });
}
