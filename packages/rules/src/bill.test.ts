import { describe, expect, it } from 'vitest';
import type { Bill } from './bill.js';
import { evaluateFormula } from './bill-formula.js';
import { bill } from './testing/bill-of.js';
import { blocks, tariff, TVER, UKRAINE } from './testing/published-tariffs.js';

/** Amounts of the lines, and their sum. */
function amounts({ lines, total }: Bill) {
  expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
  for (const line of lines) expect(evaluateFormula(line.formula)).toBe(line.amount);
  return [lines.map(({ amount }) => amount), total];
}

describe('blocks', () => {
  it.each([
    // 100 × 0.90 + 150 × 1.68 = 90.00 + 252.00
    ['ua-2017', '2017-04', 250, {}, [9000, 25200], 34200],
    // On the edge the block still holds: 100 × 0.90
    ['ua-2017', '2017-04', 100, {}, [9000], 9000],
    // 100 × 0.90 + 0.001 × 1.68 = 0.00168, which rounds to nothing
    ['ua-2017', '2017-04', '100.001', {}, [9000, 0], 9000],
    // A large family pays 0.90 whatever the volume: 250 × 0.90
    ['ua-2017', '2017-04', 250, { family: 'large' }, [22500], 22500],
    // 250 × 0.714 = 178.50
    ['ua-2016', '2016-10', 250, { family: 'large' }, [17850], 17850],
    // 100 × 0.714 + 150 × 1.29 = 71.40 + 193.50
    ['ua-2016', '2016-10', 250, { family: 'usual' }, [7140, 19350], 26490],
    // 100 × 0.57 + 500 × 0.99 + 50 × 1.56 = 57.00 + 495.00 + 78.00
    ['ua-2016', '2016-04', 650, {}, [5700, 49500, 7800], 63000],
    // Town, 2015: 100 × 0.366 + 500 × 0.630 + 101 × 1.407 = 36.60 + 315.00 + 142.107 -> 142.11
    ['ua-2015', '2015-05', 701, { settlement: 'town' }, [3660, 31500, 14211], 49371],
    // Village, the first block to 150: 150 × 0.366 + 450 × 0.630 + 101 × 1.407 = 54.90 + 283.50 + 142.11
    ['ua-2015', '2015-05', 701, { settlement: 'village' }, [5490, 28350, 14211], 48051],
    // Village at its edge: 150 × 0.366 = 54.90; in town 100 × 0.366 + 50 × 0.63 = 36.60 + 31.50
    ['ua-2015', '2015-05', 150, { settlement: 'village' }, [5490], 5490],
    ['ua-2015', '2015-05', 150, { settlement: 'town' }, [3660, 3150], 6810],
    // Half a kopeck goes up: 12.5 × 0.366 = 4.575 -> 4.58
    ['ua-2015', '2015-05', '12.5', {}, [458], 458],
  ])('%s %s: %s kWh', (_, period, use, answers, lines, total) => {
    expect(amounts(bill(UKRAINE, period, use, { answers }))).toEqual([lines, total]);
  });

  it.each([
    // Up to 250 the whole volume at 1.44: 250 × 1.44; above, all of it at 1.68: 251 × 1.68
    [250, 36000, 0],
    [251, 42168, 1],
    ['250.001', 42000, 1],
    [0, 0, null],
  ])('the whole volume has the price of its block in 2022: %s kWh', (use, total, block) => {
    const { lines, ...rest } = bill(UKRAINE, '2022-03', use);
    expect(rest.total).toBe(total);
    expect(lines.map((line) => line.block)).toEqual(block === null ? [] : [block]);
  });

  it('the whole volume of each month of several is what its days get', () => {
    // 500 × 31/59 = 262.7119 at 1.68 = 441.356 -> 441.36; 500 × 28/59 = 237.2881 at 1.44 = 341.695 -> 341.69
    expect(amounts(bill(UKRAINE, '2022-01-01 … 2022-02-28', 500))).toEqual([[44136, 34169], 78305]);
  });

  it.each([
    // By the rule before the season of 2024: 2,000 × 2.64 = 5,280.00, above all of it at 4.32: 2,001 × 4.32 = 8,644.32
    ['2024-01', 2000, [528000], 528000],
    ['2024-01', 2001, [864432], 864432],
    // From the season of 2024 only the excess: 2,000 × 2.64 + 1 × 4.32
    ['2025-01', 2000, [528000], 528000],
    ['2025-01', 2001, [528000, 432], 528432],
    ['2025-01', 2500, [528000, 216000], 744000],
    // Out of season everybody's price: 2,500 × 4.32
    ['2025-06', 2500, [1080000], 1080000],
  ])('electric heating in %s, %s kWh', (period, use, lines, total) => {
    expect(amounts(bill(UKRAINE, period, use, { answers: { heating: 'electric' } }))).toEqual([lines, total]);
  });

  it('gives the electric heating price only in the heating season, over the new year too', () => {
    // 2024-10-01 and 2025-04-30 are the season's first and last day. 300 kWh by days, 2.64 up to the part of 2,000, else 4.32.
    const of = (period: string) =>
      bill(UKRAINE, period, 300, { answers: { heating: 'electric' } }).lines.map((line) => [
        line.from,
        line.to,
        line.tariffId,
        line.amount,
      ]);
    // 27 September to 5 October: 9 days, 4 before (4/9 × 300 × 4.32 = 576.00) and 5 in season (5/9 × 300 × 2.64 = 440.00)
    expect(of('2024-09-27 … 2024-10-05')).toEqual([
      ['2024-09-27', '2024-09-30', 'ua-2024', 57600],
      ['2024-10-01', '2024-10-05', 'ua-2024-electric-heating', 44000],
    ]);
    // 28 April to 2 May: 3/5 × 300 × 2.64 = 475.20 (180 kWh; the allowance of 3 days is 200), then 2/5 × 300 × 4.32 = 518.40
    expect(of('2025-04-28 … 2025-05-02')).toEqual([
      ['2025-04-28', '2025-04-30', 'ua-2024-electric-heating', 47520],
      ['2025-05-01', '2025-05-02', 'ua-2024', 51840],
    ]);
    // Over the new year: 150 kWh a day, of them 2,000/31 = 64.5 at 2.64
    expect(of('2024-12-31 … 2025-01-01').map(([from, , id]) => [from, id])).toEqual([
      ['2024-12-31', 'ua-2024-electric-heating'],
      ['2024-12-31', 'ua-2024-electric-heating'],
      ['2025-01-01', 'ua-2024-electric-heating'],
      ['2025-01-01', 'ua-2024-electric-heating'],
    ]);
  });
});

describe('zones', () => {
  it('shares the blocks of 2017 between day and night in proportion', () => {
    // 300 by day, 100 by night: of each block three quarters by day, a quarter by night at half the price.
    // 75 × 0.90 = 67.50; 25 × 0.90 × 0.5 = 11.25; 225 × 1.68 = 378.00; 75 × 1.68 × 0.5 = 63.00
    expect(amounts(bill(UKRAINE, '2017-04', { day: 300, night: 100 }))).toEqual([[6750, 1125, 37800, 6300], 51975]);
  });

  it('shares the blocks of 2017 between three zones', () => {
    // 100 peak, 200 half-peak, 100 night; of the first block a quarter, a half, a quarter.
    // peak 25 × 0.90 × 1.5 = 33.75; half-peak 50 × 0.90 = 45.00; night 25 × 0.90 × 0.4 = 9.00
    // peak 75 × 1.68 × 1.5 = 189.00; half-peak 150 × 1.68 = 252.00; night 75 × 1.68 × 0.4 = 50.40
    expect(amounts(bill(UKRAINE, '2017-04', { peak: 100, half_peak: 200, night: 100 }))).toEqual([
      [3375, 4500, 900, 18900, 25200, 5040],
      57915,
    ]);
  });

  it('takes 4.32 by day, half of it by night, in 2024', () => {
    // 120 × 4.32 = 518.40; 80 × 4.32 × 0.5 = 172.80
    expect(amounts(bill(UKRAINE, '2024-07', { day: 120, night: 80 }))).toEqual([[51840, 17280], 69120]);
    // 30 × 4.32 × 1.5 = 194.40; 70 × 4.32 = 302.40; 50 × 4.32 × 0.4 = 86.40
    expect(amounts(bill(UKRAINE, '2024-07', { night: 50, peak: 30, half_peak: 70 }))).toEqual([
      [19440, 30240, 8640],
      58320,
    ]);
  });

  it('takes the set of the meter: a zone without use still says which', () => {
    // A two-zone meter that only ran by night: 80 × 4.32 × 0.5
    expect(bill(UKRAINE, '2024-07', { day: 0, night: 80 }).total).toBe(17280);
    // Zones that no set has: the block's price
    expect(bill(UKRAINE, '2024-07', { peak: 10, night: 80 }).total).toBe(38880);
  });

  it.each([
    // 100 × 4.41 + 50 × 2.99 = 441.00 + 149.50
    ['2021-03', { day: 100, night: 50 }, {}, [44100, 14950]],
    // 100 × 4.46 + 50 × 3.03
    ['2021-09', { day: 100, night: 50 }, {}, [44600, 15150]],
    // One rate: 150 × 4.27; 150 × 4.32
    ['2021-03', { total: 150 }, {}, [64050]],
    ['2021-09', { total: 150 }, {}, [64800]],
    // Villages and electric stoves: 150 × 2.99; 150 × 3.03
    ['2021-03', { total: 150 }, { settlement: 'village' }, [44850]],
    ['2021-09', { total: 150 }, { stove: 'electric' }, [45450]],
  ])('Tver region, %s, %o %o', (period, use, answers, lines) => {
    expect(amounts(bill(TVER, period, use, { answers }))[0]).toEqual(lines);
  });
});

describe('a price change', () => {
  it('within the period is split by days: June 2023', () => {
    // 15 May to 14 June is 31 days, 17 of May and 14 of June; 310 kWh is 10 a day.
    // May: 170 kWh; the edge is 250 × 17/31 = 137.1, so all at 1.68: 285.60. June: 140 × 2.64 = 369.60
    const { lines, total } = bill(UKRAINE, '2023-05-15 … 2023-06-14', 310);
    expect(lines.map(({ from, to, amount }) => [from, to, amount])).toEqual([
      ['2023-05-15', '2023-05-31', 28560],
      ['2023-06-01', '2023-06-14', 36960],
    ]);
    expect(total).toBe(65520);
    // 4 a day stays below the edge: 68 × 1.44 = 97.92; 56 × 2.64 = 147.84
    expect(bill(UKRAINE, '2023-05-15 … 2023-06-14', 124).total).toBe(9792 + 14784);
  });

  it('within the period is split by days: June 2024', () => {
    // 17 days × 10 × 2.64 = 448.80; 14 × 10 × 4.32 = 604.80
    expect(amounts(bill(UKRAINE, '2024-05-15 … 2024-06-14', 310))).toEqual([[44880, 60480], 105360]);
  });

  it('in the middle of a month divides the blocks too', () => {
    const changed = [
      tariff({ id: 'old', validTo: '2020-09-10', blocks: blocks('1', 90, '2') }),
      tariff({ id: 'new', validFrom: '2020-09-11', blocks: blocks('2', 90, '4') }),
    ];
    // 180 kWh in 30 days: 10 days have 60 and an edge of 30, 20 days have 120 and an edge of 60.
    // 30 × 1 + 30 × 2 = 90.00; 60 × 2 + 60 × 4 = 360.00
    expect(amounts(bill(changed, '2020-09', 180))).toEqual([[3000, 6000, 12000, 24000], 45000]);
  });

  it('tells a use without end as a fraction', () => {
    // 100 kWh over 3 days across the month's end: 200/3 and 100/3
    const { lines } = bill(UKRAINE, '2024-06-29 … 2024-07-01', 100);
    expect(lines.map(({ formula, amount }) => [formula.quantity, amount])).toEqual([
      ['200/3', 28800],
      ['100/3', 14400],
    ]);
  });

  it('several months are each their own: the blocks come every month', () => {
    // April 30 and May 31 days, 610 kWh is 10 a day: 100 × 0.90 + 200 × 1.68; 100 × 0.90 + 210 × 1.68
    expect(amounts(bill(UKRAINE, '2017-04-01 … 2017-05-31', 610))).toEqual([[9000, 33600, 9000, 35280], 86880]);
  });

  it('tells the days without a price, as one span', () => {
    const { gaps, total } = bill(UKRAINE, '2015-08-30 … 2016-03-02', 186);
    expect(gaps).toEqual([{ serviceKind: 'electricity', from: '2015-09-01', to: '2016-02-29' }]);
    // 2 days of August and 2 of March at 1 a day (186 days in all): 2 × 0.366 and 2 × 0.57
    expect(total).toBe(73 + 114);
    expect(bill([], '2017-04', 1).gaps).toEqual([{ serviceKind: 'electricity', from: '2017-04-01', to: '2017-04-30' }]);
    expect(bill([], '2017-04', 1).total).toBe(0);
  });

  it('a network company does not miss the price of what others sell', () => {
    expect(bill([tariff({ id: 'network', component: 'network' })], '2017-04', 1).gaps).toEqual([]);
  });
});
