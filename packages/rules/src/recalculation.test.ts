import { describe, expect, it } from 'vitest';
import { computeBill } from './bill.js';
import { estimateUse } from './estimate.js';
import { recalculate } from './recalculation.js';
import { blocks, tariff, UKRAINE } from './testing/published-tariffs.js';

const fee = tariff({
  id: 'fee',
  series: 'fee',
  component: 'service',
  basis: 'month',
  unit: null,
  blocks: blocks('12'),
});

function bill(from: string, to: string, quantity: string, basis: 'actual' | 'estimated', tariffs = [...UKRAINE, fee]) {
  return computeBill({
    tariffs,
    answers: {},
    benefits: [],
    measures: { area: null, residents: null, capacity: null },
    period: { from, to },
    use: [{ serviceKind: 'electricity', zone: 'total', quantity }],
    basis,
    currencyDigits: 2,
  });
}

describe('recalculation', () => {
  it('shows the difference when the actual reading arrives', () => {
    // No reading for April 2017. March had 310 kWh, 10 a day, so April is estimated at 300: 100 × 0.90 + 200 × 1.68 = 426.00
    const estimate = estimateUse({
      serviceKind: 'electricity',
      norms: [],
      answers: {},
      measures: { area: null, residents: null, capacity: null },
      period: { from: '2017-04-01', to: '2017-04-30' },
      history: [{ from: '2017-03-01', to: '2017-03-31', quantity: '310', quality: 'actual' }],
      season: null,
      decimalDigits: 0,
    });
    const estimated = bill('2017-04-01', '2017-04-30', estimate?.quantity ?? '', 'estimated');
    expect(estimated).toMatchObject({ basis: 'estimated', total: 42600 + 1200 });
    // In fact 250: 342.00. 84.00 go back; VAT in 438.00 is 73.00, in 354.00 59.00
    const before = JSON.stringify(estimated);
    const actual = bill('2017-04-01', '2017-04-30', '250', 'actual');
    expect(recalculate({ superseded: [{ id: 'april', bill: estimated }], actual })).toEqual({
      supersedes: ['april'],
      difference: -8400,
      bySeries: [
        { serviceKind: 'electricity', series: 'electricity', charged: 42600, actual: 34200, difference: -8400 },
        { serviceKind: 'electricity', series: 'fee', charged: 1200, actual: 1200, difference: 0 },
      ],
      vat: [{ rate: '20', difference: -1400 }],
    });
    expect(JSON.stringify(estimated)).toBe(before);
  });

  it('takes the place of several estimated bills, in any order', () => {
    // June and July 2024 at 4.32: estimated 100 and 100, in fact 305 in 61 days. 305 × 4.32 = 1,317.60 against 864.00
    const june = { id: 'june', bill: bill('2024-06-01', '2024-06-30', '100', 'estimated') };
    const july = { id: 'july', bill: bill('2024-07-01', '2024-07-31', '100', 'estimated') };
    const actual = bill('2024-06-01', '2024-07-31', '305', 'actual');
    expect(recalculate({ superseded: [july, june], actual })).toMatchObject({
      supersedes: ['june', 'july'],
      difference: 131760 - 86400,
    });
  });

  it('tells a series that only one of the bills has', () => {
    const june = { id: 'june', bill: bill('2024-06-01', '2024-06-30', '100', 'estimated', [...UKRAINE]) };
    const actual = bill('2024-06-01', '2024-06-30', '100', 'actual');
    expect(recalculate({ superseded: [june], actual }).bySeries).toMatchObject([
      { series: 'electricity', difference: 0 },
      { series: 'fee', charged: 0, actual: 1200, difference: 1200 },
    ]);
  });

  it('refuses bills of other days: a difference of them would be nobody’s', () => {
    const june = { id: 'june', bill: bill('2024-06-01', '2024-06-30', '100', 'estimated') };
    const august = { id: 'august', bill: bill('2024-08-01', '2024-08-31', '100', 'estimated') };
    const actual = bill('2024-06-01', '2024-08-31', '305', 'actual');
    expect(() => recalculate({ superseded: [june, august], actual })).toThrow(RangeError);
    expect(() => recalculate({ superseded: [june], actual })).toThrow(RangeError);
    expect(() => recalculate({ superseded: [], actual })).toThrow(RangeError);
  });
});
