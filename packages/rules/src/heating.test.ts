import { describe, expect, it } from 'vitest';
import { heatingCost, type HeatingRequest } from './heating.js';
import type { ConsumptionNorm } from './tariff.js';
import { benefit, blocks, tariff } from './testing/published-tariffs.js';

const heat = (different: Parameters<typeof tariff>[0]) =>
  tariff({ serviceKind: 'heat', series: 'heat', unit: 'Gcal', ...different });

/** A made-up heat supplier: by the meter 1,654.41 a Gcal, without one 45.50 a square metre and month. */
const TARIFFS = [
  heat({ id: 'metered', when: { heat_meter: ['yes'] }, blocks: blocks('1654.41') }),
  heat({ id: 'by-area', when: { heat_meter: ['no'] }, basis: 'area', unit: null, blocks: blocks('45.50') }),
];

const NORM: ConsumptionNorm = {
  id: 'norm',
  serviceKind: 'heat',
  unit: 'Gcal',
  per: 'area',
  quantity: '0.02',
  validFrom: '2000-01-01',
  validTo: null,
  season: { from: '10-15', to: '04-15' },
  when: {},
};

function cost(different: Partial<HeatingRequest>) {
  const { months, total } = heatingCost({
    serviceKind: 'heat',
    tariffs: TARIFFS,
    norms: [],
    answers: { heat_meter: 'no' },
    area: '50',
    monthlyUse: null,
    season: { from: '10-15', to: '04-15' },
    startYear: 2025,
    subsidy: null,
    currencyDigits: 2,
    ...different,
  });
  expect(months.reduce((sum, { bill }) => sum + bill.total, 0)).toBe(total);
  return {
    months: months.map(({ month, bill }) => [month, bill.total]),
    total,
    bills: months.map(({ bill }) => bill),
    lacking: months.filter(({ lacksUse }) => lacksUse).map(({ month }) => month),
  };
}

describe('what a heating season costs', () => {
  it('by area', () => {
    // 50 m2 × 45.50 = 2,275.00 a month; October 17/31 = 1,247.580… and April 15/30 = 1,137.50
    expect(cost({})).toMatchObject({
      months: [
        ['2025-10', 124758],
        ['2025-11', 227500],
        ['2025-12', 227500],
        ['2026-01', 227500],
        ['2026-02', 227500],
        ['2026-03', 227500],
        ['2026-04', 113750],
      ],
      total: 124758 + 5 * 227500 + 113750,
    });
  });

  it('by the meter, with a subsidy', () => {
    // 1.2 Gcal × 1,654.41 = 1,985.292 -> 1,985.29 less 800.00; October 17/31: 1,088.708… -> 1,088.71 less 438.71; April half: 992.65 less 400.00
    const { months, bills } = cost({ answers: { heat_meter: 'yes' }, monthlyUse: '1.2', subsidy: '800' });
    expect(months).toEqual([
      ['2025-10', 108871 - 43871],
      ['2025-11', 118529],
      ['2025-12', 118529],
      ['2026-01', 118529],
      ['2026-02', 118529],
      ['2026-03', 118529],
      ['2026-04', 99265 - 40000],
    ]);
    expect(bills[1]?.lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['use', 198529],
      ['benefit', -80000],
    ]);
  });

  it('by the norm for the area where there is no heat meter but a price for heat', () => {
    // 50 m2 × 0.02 = 1 Gcal a month; October 17/31 = 907.257… -> 907.26; April half = 827.205 -> 827.21
    const { months } = cost({ answers: { heat_meter: 'yes' }, norms: [NORM] });
    expect([months[0], months[1], months[6]]).toEqual([
      ['2025-10', 90726],
      ['2025-11', 165441],
      ['2026-04', 82721],
    ]);
  });

  it('a subsidy above the cost leaves nothing to pay, and tells the rest', () => {
    // 2,275.00 of 3,000.00
    const { bills, total } = cost({ subsidy: '3000' });
    expect(total).toBe(0);
    expect(bills[1]?.unused).toEqual([{ benefitId: 'subsidy', amount: 72500 }]);
  });

  it('lowers it by the customer’s own privilege before the subsidy', () => {
    // November: 2,275.00, half of it 1,137.50, less 800.00
    const half = benefit({ id: 'half', serviceKind: 'heat', kind: 'percent', value: '50' });
    expect(cost({ benefits: [half], subsidy: '800' }).months[1]).toEqual(['2025-11', 113750 - 80000]);
  });

  it('takes each month’s own price, and a season within one year', () => {
    const changed = [
      heat({ id: 'a', blocks: blocks('1000'), validTo: '2025-02-09' }),
      heat({ id: 'b', blocks: blocks('2000'), validFrom: '2025-02-10' }),
    ];
    // February: 28 days of 2.8 Gcal, 9 × 0.1 × 1000 + 19 × 0.1 × 2000 = 900.00 + 3,800.00
    const { months } = cost({
      tariffs: changed,
      area: null,
      monthlyUse: '2.8',
      season: { from: '01-01', to: '03-31' },
    });
    expect(months).toEqual([
      ['2025-01', 280000],
      ['2025-02', 470000],
      ['2025-03', 560000],
    ]);
  });

  it('takes the norm that is for the customer', () => {
    const norms: ConsumptionNorm[] = [
      { ...NORM, id: 'low', quantity: '0.03', when: { storeys: ['low'] } },
      { ...NORM, id: 'high', when: { storeys: ['high'] } },
    ];
    // 50 m2 × 0.03 = 1.5 Gcal × 1,654.41 = 2,481.615; 50 × 0.02 = 1 Gcal
    const november = (storeys: string) => cost({ answers: { heat_meter: 'yes', storeys }, norms }).months[1];
    expect([november('low'), november('high')]).toEqual([
      ['2025-11', 248162],
      ['2025-11', 165441],
    ]);
  });

  it('says in which months heat is charged by use and nobody knows how much it is', () => {
    const answers = { heat_meter: 'yes' };
    const all = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'];
    const byStoreys = { ...NORM, when: { storeys: ['low'] } };
    expect(cost({ answers, norms: [byStoreys] }).lacking, 'no norm for what is known').toEqual(all);
    expect(cost({ answers }).lacking, 'no norm at all').toEqual(all);
    expect(cost({ answers, norms: [NORM], area: null }).lacking, 'no area').toEqual(all);
    expect(cost({ answers, norms: [{ ...NORM, validTo: '2026-01-31' }] }).lacking).toEqual(all.slice(4));
    expect(cost({ answers, norms: [NORM] }).lacking).toEqual([]);
    expect(cost({ answers, monthlyUse: '0' }).lacking, 'a meter that says nothing was used').toEqual([]);
    expect(cost({}).lacking, 'only the area is charged for').toEqual([]);
  });

  it('says what it does not know', () => {
    expect(cost({ area: null }).bills[0]?.missing).toEqual(['area']);
    expect(cost({ answers: {}, monthlyUse: '1' }).bills[0]?.gaps).toEqual([
      { serviceKind: 'heat', from: '2025-10-15', to: '2025-10-31' },
    ]);
  });
});
