import { describe, expect, it } from 'vitest';
import { bill } from './testing/bill-of.js';
import { blocks, tariff, TVER_GAS, UKRAINE } from './testing/published-tariffs.js';

describe('VAT', () => {
  it('is told apart: 36.6 kopecks are 30.5 and 6.1', () => {
    // 100 kWh: 36.60 = 30.50 + 6.10
    expect(bill(UKRAINE, '2015-05', 100).vat).toEqual([{ rate: '20', gross: 3660, net: 3050, vat: 610 }]);
    // 10 kWh: 3.66 = 3.05 + 0.61; 1 kWh: 0.37, of it 0.0617 -> 0.06
    expect(bill(UKRAINE, '2015-05', 10).vat).toEqual([{ rate: '20', gross: 366, net: 305, vat: 61 }]);
    expect(bill(UKRAINE, '2015-05', 1).vat).toEqual([{ rate: '20', gross: 37, net: 31, vat: 6 }]);
  });

  it('is one sum for each rate, and none where there is none', () => {
    const mixed = [
      tariff({ id: 'a', series: 'a', blocks: blocks('1') }),
      tariff({ id: 'b', series: 'b', component: 'network', blocks: blocks('0.5'), vatRate: '20.0' }),
      tariff({ id: 'c', series: 'c', component: 'service', basis: 'month', blocks: blocks('7.70'), vatRate: '10' }),
      tariff({ id: 'd', series: 'd', component: 'service', basis: 'month', blocks: blocks('3'), vatRate: null }),
    ];
    // 100 × 1.50 = 150.00, of it 25.00; 7.70, of it 0.70
    expect(bill(mixed, '2020-09', 100).vat).toEqual([
      { rate: '10', gross: 770, net: 700, vat: 70 },
      { rate: '20', gross: 15000, net: 12500, vat: 2500 },
    ]);
  });
});

describe('gas', () => {
  const gas = (different: Parameters<typeof tariff>[0]) =>
    tariff({ serviceKind: 'gas', series: 'gas', unit: 'm3', ...different });

  it('at one price, 6.879 a cubic metre', () => {
    // 45 × 6.879 = 309.555 -> 309.56
    expect(bill([gas({ id: 'until-2019', blocks: blocks('6.879') })], '2019-03', 45).total).toBe(30956);
  });

  it('in two parts, the network by another supplier', () => {
    const supply = [gas({ id: 'supply', series: 'gas-supply', blocks: blocks('7.96') })];
    const network = [
      gas({
        id: 'network',
        series: 'gas-network',
        component: 'network',
        basis: 'capacity',
        unit: null,
        blocks: blocks('0.99'),
      }),
    ];
    const measures = { area: null, residents: null, capacity: '1000' };
    // 45 × 7.96 = 358.20
    expect(bill(supply, '2023-03', 45, { measures }).total).toBe(35820);
    // A twelfth of 1,000 m3 ordered a year, 83.33 × 0.99 = 82.50, whatever is used
    const charge = bill(network, '2023-03', 45, { measures });
    expect(charge.lines).toMatchObject([
      { kind: 'standing', component: 'network', zone: null, amount: 8250, formula: { quantity: '250/3', share: null } },
    ]);
    expect(bill(network, '2023-03', 0, { measures }).total).toBe(8250);
    // Both in one book: two lines
    const both = bill([...network, ...supply], '2023-03', 45, { measures });
    expect([both.lines.map(({ amount }) => amount), both.total]).toEqual([[35820, 8250], 44070]);
    // 10 of 31 days: 82.50 × 10/31 = 26.612… -> 26.61
    expect(bill(network, '2023-03-01 … 2023-03-10', 0, { measures }).lines).toMatchObject([
      { amount: 2661, formula: { quantity: '250/3', share: { days: 10, of: 31 } } },
    ]);
    // Nobody knows the capacity: no charge, and the bill says so
    expect(bill(network, '2023-03', 45)).toMatchObject({ total: 0, missing: ['capacity'] });
  });

  it.each([
    // 12 × 3,268 / 1000 = 39.216 -> 39.22
    [{ purpose: 'cooking', meter: 'no' }, 12, 3922],
    [{ purpose: 'hot_water', meter: 'no' }, 12, 3922],
    // 300 × 2,145 / 1000 = 643.50
    [{ purpose: 'heating', meter: 'no' }, 300, 64350],
    // Any use with a meter: 12 × 2,145 / 1000 = 25.74
    [{ purpose: 'cooking', meter: 'yes' }, 12, 2574],
  ])('in Tver by purpose, for a thousand cubic metres: %o', (answers, use, total) => {
    expect(bill(TVER_GAS, '2009-02', use, { answers }).total).toBe(total);
  });
});

describe('standing charges', () => {
  it.each([
    // 54.3 m2 × 33.98 = 1,845.114; 3 residents × 41.20; once 25.00
    ['area', '33.98', 184511],
    ['resident', '41.20', 12360],
    ['month', '25', 2500],
  ] as const)('by %s', (basis, price, total) => {
    const charges = [tariff({ id: 'x', component: 'service', basis, unit: null, blocks: blocks(price) })];
    const measures = { area: '54.3', residents: 3, capacity: null };
    expect(bill(charges, '2023-03', 0, { measures }).total).toBe(total);
    const none = { area: null, residents: null, capacity: null };
    expect(bill(charges, '2023-03', 0, { measures: none }).missing).toEqual(
      basis === 'month' ? [] : [basis === 'area' ? 'area' : 'residents'],
    );
  });
});

describe('a standing charge in steps', () => {
  const stepped = tariff({ id: 'x', component: 'service', basis: 'area', unit: null, blocks: blocks('10', 50, '20') });
  const measures = { area: '80', residents: null, capacity: null };

  it('has the steps of a whole month also where it is for part of one', () => {
    // 15 of April's 30 days: half of 50 × 10 = 500.00 and of 30 × 20 = 600.00
    const { lines } = bill([stepped], '2023-04-01 … 2023-04-15', 0, { measures });
    expect(lines.map(({ amount }) => amount)).toEqual([25000, 30000]);
    // Half of 80 × 20
    const whole = bill([{ ...stepped, blockRule: 'whole_volume' }], '2023-04-01 … 2023-04-15', 0, { measures });
    expect(whole.total).toBe(80000);
  });
});

describe('what is no bill', () => {
  it('is refused: less than nothing used, or a period that ends before it begins', () => {
    expect(() => bill(UKRAINE, '2024-07', -1)).toThrow(RangeError);
    expect(() => bill(UKRAINE, '2024-07', { day: 5, night: '-0.001' })).toThrow(RangeError);
    expect(() => bill(UKRAINE, '2024-07-02 … 2024-07-01', 1)).toThrow(RangeError);
    expect(() => bill(UKRAINE, '2024-07', '1e3')).toThrow(RangeError);
  });
});

describe('blocks as nobody should publish them', () => {
  it('charges what lies above the last edge at the last price', () => {
    const closed = [tariff({ id: 'closed', blocks: blocks('1', 100, '2').slice(0, 1) })];
    // 150 × 1
    expect(bill(closed, '2020-09', 150).total).toBe(15000);
    expect(bill([{ ...closed[0]!, blockRule: 'whole_volume' }], '2020-09', 150).total).toBe(15000);
  });
});
