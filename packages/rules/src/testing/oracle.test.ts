import { expect, it } from 'vitest';
import type { Tariff } from '../tariff.js';
import { oracleBill } from './oracle.js';
import { oracleTariffsOn } from './oracle-days.js';

const electricity: Tariff = {
  id: 'e-2017',
  serviceKind: 'electricity',
  series: 'electricity',
  component: 'supply',
  basis: 'use',
  unit: 'kWh',
  validFrom: '2017-03-01',
  validTo: null,
  season: null,
  when: {},
  blocks: [
    { upTo: '100', price: '0.90', zonePrices: [] },
    { upTo: null, price: '1.68', zonePrices: [] },
  ],
  blockRule: 'marginal',
  perUnits: '1',
  touSets: [
    [
      { zone: 'day', hours: [{ from: '07:00', to: '23:00' }], coefficient: '1' },
      { zone: 'night', hours: [{ from: '23:00', to: '07:00' }], coefficient: '0.5' },
    ],
  ],
  vatRate: '20',
};

function billOf(tariffs: Tariff[], quantities: Record<string, string>, from: string, to: string) {
  return oracleBill({
    tariffs,
    answers: {},
    benefits: [],
    measures: { area: null, residents: null, capacity: null },
    period: { from, to },
    use: Object.entries(quantities).map(([zone, quantity]) => ({
      serviceKind: 'electricity',
      zone: zone as 'total',
      quantity,
    })),
    currencyDigits: 2,
  });
}

// The oracle itself must be right where the answer is published or can be worked out by hand.

it('charges 250 kWh in April 2017: 100 x 0.90 + 150 x 1.68 = 342.00, of which a sixth is VAT', () => {
  const bill = billOf([electricity], { total: '250' }, '2017-04-01', '2017-04-30');
  expect(bill.total).toBe(342_00n);
  expect(bill.lines.map(({ block, amount }) => [block, amount])).toEqual([
    [0, 90_00n],
    [1, 252_00n],
  ]);
  expect(bill.vat.get('20')).toEqual({ gross: 342_00n, net: 285_00n, vat: 57_00n });
});

it('charges a cliff for the whole volume: 250 x 1.44 = 360.00, 251 x 1.68 = 421.68', () => {
  const cliff: Tariff = {
    ...electricity,
    blockRule: 'whole_volume',
    blocks: [
      { upTo: '250', price: '1.44', zonePrices: [] },
      { upTo: null, price: '1.68', zonePrices: [] },
    ],
  };
  expect(billOf([cliff], { total: '250' }, '2022-04-01', '2022-04-30').total).toBe(360_00n);
  expect(billOf([cliff], { total: '251' }, '2022-04-01', '2022-04-30').total).toBe(421_68n);
});

it('shares the blocks between day and night, night at half', () => {
  // 300 kWh, a third of it at night: block 0 is 66.667 day + 33.333 night, block 1 133.333 + 66.667.
  // 66.667 x 0.90 = 60.00; 33.333 x 0.45 = 15.00; 133.333 x 1.68 = 224.00; 66.667 x 0.84 = 56.00
  const bill = billOf([electricity], { day: '200', night: '100' }, '2017-04-01', '2017-04-30');
  expect(bill.lines.map(({ amount }) => amount)).toEqual([60_00n, 15_00n, 224_00n, 56_00n]);
});

it('splits a price change inside a month by days, allowances too', () => {
  // 14 of 28 days each of February 2017, 140 kWh: 70 kWh in each half, of which 50 are in the first block.
  const before = { ...electricity, id: 'e-2016', validFrom: '2016-09-01', validTo: '2017-02-14' };
  const after = {
    ...electricity,
    validFrom: '2017-02-15',
    blocks: [
      { upTo: '100', price: '1', zonePrices: [] },
      { upTo: null, price: '2', zonePrices: [] },
    ],
  };
  const bill = billOf([before, after], { total: '140' }, '2017-02-01', '2017-02-28');
  expect(bill.lines.map(({ tariffId, amount }) => [tariffId, amount])).toEqual([
    ['e-2016', 45_00n],
    ['e-2016', 33_60n],
    ['e-2017', 50_00n],
    ['e-2017', 40_00n],
  ]);
});

it('tells the days without a supply tariff', () => {
  const bill = billOf([electricity], { total: '300' }, '2017-02-27', '2017-03-02');
  expect([...bill.gapDays]).toEqual(['electricity 2017-02-27', 'electricity 2017-02-28']);
  // 2 of 4 days: 150 kWh, 2/31 x 100 = 6.4516 at 0.90 = 5.81; 143.5484 x 1.68 = 241.16
  expect(bill.total).toBe(5_81n + 241_16n);
});

it('knows the heating season over the new year, and what names more questions', () => {
  const heating: Tariff = {
    ...electricity,
    id: 'heating',
    season: { from: '10-01', to: '04-30' },
    when: { heating: ['electric'] },
  };
  const on = (date: string, answers: Record<string, string>) =>
    oracleTariffsOn([electricity, heating], answers, date).get('electricity')?.id;
  expect(on('2024-10-01', { heating: 'electric' })).toBe('heating');
  expect(on('2025-04-30', { heating: 'electric' })).toBe('heating');
  expect(on('2025-05-01', { heating: 'electric' })).toBe('e-2017');
  expect(on('2025-01-01', {})).toBe('e-2017');
  expect(on('2017-02-28', {})).toBeUndefined();
});
