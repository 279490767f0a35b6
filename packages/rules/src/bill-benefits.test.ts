import { describe, expect, it } from 'vitest';
import { type BillRequest, computeBill } from './bill.js';
import { evaluateFormula } from './bill-formula.js';
import type { Benefit, Tariff } from './tariff.js';
import { benefit, blocks, tariff, UKRAINE } from './testing/published-tariffs.js';

const APRIL = { from: '2017-04-01', to: '2017-04-30' };

function bill(benefits: Benefit[], use: number | Record<'day' | 'night', number>, more: Partial<BillRequest> = {}) {
  const made = computeBill({
    tariffs: UKRAINE,
    answers: {},
    benefits,
    measures: { area: null, residents: null, capacity: null },
    period: APRIL,
    use: Object.entries(typeof use === 'number' ? { total: use } : use).map(([zone, quantity]) => ({
      serviceKind: 'electricity',
      zone: zone as 'total',
      quantity: String(quantity),
    })),
    basis: 'actual',
    currencyDigits: 2,
    ...more,
  });
  for (const line of made.lines) expect(evaluateFormula(line.formula)).toBe(line.amount);
  const lowered = made.lines.filter(({ kind }) => kind === 'benefit');
  return { ...made, lowered, amounts: lowered.map(({ amount }) => amount) };
}

describe('benefits', () => {
  // Without any: 250 kWh in April 2017 = 100 × 0.90 + 150 × 1.68 = 342.00
  it('a free volume takes the cheapest block first', () => {
    // 120 free: 100 × 0.90 + 20 × 1.68 = 90.00 + 33.60
    const { amounts, total } = bill([benefit({ id: 'v', kind: 'volume', value: '120' })], 250);
    expect(amounts).toEqual([-9000, -3360]);
    expect(total).toBe(34200 - 12360);
  });

  it('a free volume takes the cheapest block first where that is the last', () => {
    // 250 kWh: 100 × 2 and 150 × 1; 160 free: 150 × 1 and 10 × 2
    const falling = [tariff({ id: 'falling', blocks: blocks('2', 100, '1') })];
    const free = benefit({ id: 'v', kind: 'volume', value: '160' });
    expect(bill([free], 250, { tariffs: falling })).toMatchObject({ amounts: [-15000, -2000], total: 35000 - 17000 });
  });

  it('a free volume beyond what was used leaves nothing to pay, and not less', () => {
    expect(bill([benefit({ id: 'v', kind: 'volume', value: '1000' })], 250).total).toBe(0);
  });

  it('a free volume is shared between the zones as its block is', () => {
    // 300 by day, 100 by night; of 40 free units 30 × 0.90 by day and 10 × 0.45 by night
    expect(bill([benefit({ id: 'v', kind: 'volume', value: '40' })], { day: 300, night: 100 }).amounts).toEqual([
      -2700, -450,
    ]);
  });

  it('a percentage lowers every line', () => {
    // Half of 90.00 and of 252.00
    expect(bill([benefit({ id: 'p', kind: 'percent', value: '50' })], 250)).toMatchObject({
      amounts: [-4500, -12600],
      total: 17100,
    });
  });

  it('a percentage up to a norm lowers the cheapest units', () => {
    // 25 % of 100 × 0.90 and of 10 × 1.68: 22.50 and 4.20
    expect(bill([benefit({ id: 'p', kind: 'percent', value: '25', upTo: '110' })], 250).amounts).toEqual([-2250, -420]);
  });

  it('comes volume first, then percent on the rest, then money', () => {
    // 100 free: 90.00. Half of 150 × 1.68: 126.00. Money 100.00. Left: 342.00 - 90.00 - 126.00 - 100.00 = 26.00
    const all = [
      benefit({ id: 'a', kind: 'money', value: '100' }),
      benefit({ id: 'b', kind: 'percent', value: '50' }),
      benefit({ id: 'c', kind: 'volume', value: '100' }),
    ];
    expect(bill(all, 250)).toMatchObject({ amounts: [-9000, -12600, -10000], total: 2600, unused: [] });
    expect(bill([...all].reverse(), 250).lines).toEqual(bill(all, 250).lines);
  });

  it('the norm of a percentage does not count what is free anyway', () => {
    // 100 free; the norm of 50 then covers units of the second block: half of 50 × 1.68 = 42.00
    const both = [
      benefit({ id: 'v', kind: 'volume', value: '100' }),
      benefit({ id: 'p', kind: 'percent', value: '50', upTo: '50' }),
    ];
    expect(bill(both, 250).amounts).toEqual([-9000, -4200]);
  });

  it('percentages add up, to all of the price at most', () => {
    // 60 % of 90.00 and of 252.00, and then only 40 % are left: 54.00, 151.20, 36.00, 100.80
    const both = ['p', 'q'].map((id) => benefit({ id, kind: 'percent', value: '60' }));
    expect(bill(both, 250)).toMatchObject({ amounts: [-5400, -15120, -3600, -10080], total: 0 });
    // The first up to a norm of 40: 60 % of 40 × 0.90 = 21.60; the second: the other 40 % of them 14.40, 60 % of 60 × 0.90 = 32.40
    const norm = [benefit({ id: 'p', kind: 'percent', value: '60', upTo: '40' }), both[1]!];
    expect(bill(norm, 100).amounts).toEqual([-2160, -1440, -3240]);
  });

  it('does not take a kopeck more than the charge by rounding twice', () => {
    // 1 × 0.01: half of it is half a kopeck, which goes up to 1; the other half finds nothing left
    const cheap = [tariff({ id: 'cheap', blocks: blocks('0.01') })];
    const both = ['p', 'q'].map((id) => benefit({ id, kind: 'percent', value: '50' }));
    expect(bill(both, 1, { tariffs: cheap })).toMatchObject({ amounts: [-1], total: 0 });
    // 3 × 0.05 = 0.15: two halves of 0.075 go up to 0.08; the second takes the 0.07 that are left, and its formula says so
    const made = bill(both, 3, { tariffs: [tariff({ id: 'cheap', blocks: blocks('0.05') })] });
    expect(made).toMatchObject({ amounts: [-8, -7], total: 0 });
    expect(made.lowered.map(({ formula }) => formula.atMost)).toEqual([null, 7]);
  });

  it('money lowers supply, then network, and tells what found nothing to lower', () => {
    const two: Tariff[] = [
      tariff({ id: 'n', series: 'network', component: 'network', basis: 'month', unit: null, blocks: blocks('20') }),
      tariff({ id: 's', series: 'supply', blocks: blocks('1') }),
      tariff({ id: 'f', series: 'fee', component: 'service', basis: 'month', unit: null, blocks: blocks('5') }),
    ];
    const money = benefit({ id: 'm', kind: 'money', value: '100', components: ['network', 'supply'] });
    // 70.00 of supply, 20.00 of network; the fee of 5.00 is not lowered; 10.00 unused
    expect(bill([money], 70, { tariffs: two })).toMatchObject({
      amounts: [-7000, -2000],
      total: 500,
      unused: [{ benefitId: 'm', amount: 1000 }],
    });
    // 90 of supply takes 90.00; network 10.00 of its 20.00
    expect(bill([money], 90, { tariffs: two })).toMatchObject({ amounts: [-9000, -1000], total: 1500, unused: [] });
    // Two of them one after the other: 60.00 of 70.00, then 10.00 and 20.00
    const more = [
      { ...money, id: 'a', value: '60' },
      { ...money, id: 'b', value: '50' },
    ];
    expect(bill(more, 70, { tariffs: two })).toMatchObject({
      amounts: [-6000, -1000, -2000],
      unused: [{ benefitId: 'b', amount: 2000 }],
    });
  });

  it('money of a month is its part of the days where the bill is', () => {
    // 10 of 30 days: 30.00 of 90.00. 100 kWh in 10 days: the edge is 33.33, 33.33 × 0.90 + 66.67 × 1.68 = 30.00 + 112.00
    const tenDays = { from: '2017-04-01', to: '2017-04-10' };
    const made = bill([benefit({ id: 'm', kind: 'money', value: '90' })], 100, { period: tenDays });
    expect(made).toMatchObject({ amounts: [-3000], total: 11200 });
    expect(made.lowered[0]?.formula.share).toEqual({ days: 10, of: 30 });
  });

  it('money of days without a price is told as unused too', () => {
    // April's 30 days, prices on the first 10 only: of 90.00 a month 30.00 are for them, and 60.00 find nothing
    const early = [tariff({ id: 'early', validTo: '2017-04-10', blocks: blocks('1') })];
    expect(bill([benefit({ id: 'm', kind: 'money', value: '90' })], 300, { tariffs: early })).toMatchObject({
      amounts: [-3000],
      total: 7000,
      unused: [{ benefitId: 'm', amount: 6000 }],
      gaps: [{ from: '2017-04-11', to: '2017-04-30' }],
    });
    // A charge of another component is none for it
    const network = benefit({ id: 'm', kind: 'money', value: '90', components: ['network'] });
    expect(bill([network], 100)).toMatchObject({ amounts: [], unused: [{ benefitId: 'm', amount: 9000 }] });
  });

  it('begins and ends within a month: the bill is divided there', () => {
    // From the 16th: 15 of 30 days have 125 kWh, 50 at 0.90 and 75 at 1.68; half of 45.00 and of 126.00
    const late = benefit({ id: 'p', kind: 'percent', value: '50', validFrom: '2017-04-16' });
    const { lines, total } = bill([late], 250);
    expect(lines.map(({ from, to, amount }) => [from.slice(8), to.slice(8), amount])).toEqual([
      ['01', '15', 4500],
      ['01', '15', 12600],
      ['16', '30', 4500],
      ['16', '30', 12600],
      ['16', '30', -2250],
      ['16', '30', -6300],
    ]);
    expect(total).toBe(34200 - 8550);
    // One that ended before, or is for another service or component, divides nothing
    const others = [
      benefit({ id: 'x', kind: 'percent', value: '50', validTo: '2017-03-31' }),
      benefit({ id: 'y', kind: 'percent', value: '50', components: ['network'], validFrom: '2017-04-16' }),
      benefit({ id: 'z', kind: 'money', value: '50', serviceKind: 'gas', validFrom: '2017-04-16' }),
    ];
    expect(bill(others, 250).lines).toHaveLength(2);
  });

  it('lowers a standing charge by percent, whatever the norm, and not by volume', () => {
    const fee = [tariff({ id: 'fee', basis: 'month', unit: null, blocks: blocks('20') })];
    const both = [
      benefit({ id: 'p', kind: 'percent', value: '50', upTo: '0.1' }),
      benefit({ id: 'v', kind: 'volume', value: '100' }),
    ];
    expect(bill(both, 250, { tariffs: fee })).toMatchObject({ amounts: [-1000], total: 1000 });
  });

  it('lowers the VAT with the price', () => {
    // 171.00, of it a sixth: 28.50
    expect(bill([benefit({ id: 'p', kind: 'percent', value: '50' })], 250).vat).toEqual([
      { rate: '20', gross: 17100, net: 14250, vat: 2850 },
    ]);
  });
});
