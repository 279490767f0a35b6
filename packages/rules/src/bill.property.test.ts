import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bill, type BillRequest, computeBill } from './bill.js';
import { evaluateFormula } from './bill-formula.js';
import { addDays, daysBetween } from './calendar.js';
import { exact, exactText, isLess, plus, times, ZERO } from './exact.js';
import type { Tariff, Zone } from './tariff.js';
import { blocks, tariff, UKRAINE } from './testing/published-tariffs.js';
import { random } from './testing/random.js';
import { randomBillRequest } from './testing/random-tariffs.js';

/** Any bill: shrinking a seed means nothing, so a failure names it and that is all there is to say. */
const request = fc.nat(2 ** 31 - 1).map(randomBillRequest);
const RUNS = { numRuns: 1000, seed: 220_2015, endOnFailure: true };

/** Half a minor unit for each line of each bill: what rounding may change. */
function rounding(...bills: Bill[]): number {
  return bills.reduce((sum, { lines }) => sum + lines.length, 0) / 2;
}

/** The use of some days of the period, exactly. */
function useOfDays(request: BillRequest, days: number): BillRequest['use'] {
  const all = daysBetween(request.period.from, request.period.to) + 1;
  return request.use.map((each) => ({
    ...each,
    quantity: exactText(times(exact(each.quantity), exact(`${days}/${all}`))),
  }));
}

describe('any bill', () => {
  it('is the sum of its lines, and every line is what its formula says', () => {
    fc.assert(
      fc.property(request, (any) => {
        const { lines, total, vat } = computeBill(any);
        expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
        for (const line of lines) {
          expect(evaluateFormula(line.formula)).toBe(line.amount);
          expect(Number.isSafeInteger(line.amount)).toBe(true);
          expect(line.kind === 'benefit' ? line.amount < 0 : line.amount >= 0).toBe(true);
        }
        const taxed = lines.filter(({ vatRate }) => vatRate !== null).reduce((sum, { amount }) => sum + amount, 0);
        expect(vat.reduce((sum, { gross }) => sum + gross, 0)).toBe(taxed);
        for (const each of vat) {
          expect(each.net + each.vat).toBe(each.gross);
          expect(each.vat).toBeGreaterThanOrEqual(0);
        }
      }),
      RUNS,
    );
  });

  it('charges all that was used, once, in each series on each day that has a price', () => {
    fc.assert(
      fc.property(request, (any) => {
        const { lines } = computeBill(any);
        const days = daysBetween(any.period.from, any.period.to) + 1;
        const series = new Map<string, { charged: ReturnType<typeof exact>; expected: ReturnType<typeof exact> }>();
        const seen = new Set<string>();
        for (const line of lines.filter(({ kind }) => kind === 'use')) {
          const sums = series.get(line.series) ?? { charged: ZERO, expected: ZERO };
          sums.charged = plus(sums.charged, exact(line.formula.quantity));
          const span = `${line.series} ${line.from}`;
          if (!seen.has(span)) {
            const part = exact(`${daysBetween(line.from, line.to) + 1}/${days}`);
            for (const use of any.use.filter(({ serviceKind }) => serviceKind === line.serviceKind)) {
              sums.expected = plus(sums.expected, times(exact(use.quantity), part));
            }
          }
          seen.add(span);
          series.set(line.series, sums);
        }
        for (const { charged, expected } of series.values()) expect(charged).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('never goes below zero, in all or for a service, whatever the benefits', () => {
    fc.assert(
      fc.property(request, (any) => {
        const { lines, total, unused } = computeBill(any);
        expect(total).toBeGreaterThanOrEqual(0);
        for (const series of new Set(lines.map((line) => line.series))) {
          const own = lines.filter((line) => line.series === series);
          expect(own.reduce((sum, { amount }) => sum + amount, 0)).toBeGreaterThanOrEqual(0);
        }
        for (const { amount } of unused) expect(amount).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  it('is the same in whatever order tariffs, benefits and use come', () => {
    fc.assert(
      fc.property(request, fc.nat(), (any, seed) => {
        const { shuffle } = random(seed);
        const shuffled = {
          ...any,
          tariffs: shuffle(any.tariffs),
          benefits: shuffle(any.benefits),
          use: shuffle(any.use),
        };
        expect(computeBill(shuffled)).toEqual(computeBill(any));
      }),
      RUNS,
    );
  });

  it('divided into two periods comes to the same, but for half a minor unit a line', () => {
    fc.assert(
      fc.property(request, fc.nat(), (any, where) => {
        const { from, to } = any.period;
        const days = daysBetween(from, to) + 1;
        if (days === 1) return;
        const first = 1 + (where % (days - 1));
        const whole = computeBill(any);
        const one = computeBill({
          ...any,
          period: { from, to: addDays(from, first - 1) },
          use: useOfDays(any, first),
        });
        const two = computeBill({
          ...any,
          period: { from: addDays(from, first), to },
          use: useOfDays(any, days - first),
        });
        expect(Math.abs(one.total + two.total - whole.total)).toBeLessThanOrEqual(rounding(one, two, whole));
      }),
      RUNS,
    );
  });
});

/** Prices that rise from block to block, also where zones have prices of their own: without this more may well cost less. */
function rises({ blocks }: Tariff): boolean {
  // An own price beside a coefficient would have to rise against what the coefficient makes of the others.
  if (blocks.some(({ zonePrices }) => zonePrices.length > 0) && blocks.length > 1) return false;
  return blocks.every(
    ({ price }, index) => index === 0 || !isLess(exact(price), exact(blocks[index - 1]?.price ?? '0')),
  );
}

describe('the cost of more use', () => {
  /** A little more in one zone. */
  const more = (any: BillRequest, which: number, by: number): BillRequest => ({
    ...any,
    use: any.use.map((each, index) =>
      index === which % any.use.length
        ? { ...each, quantity: exactText(plus(exact(each.quantity), exact(`${by}/1000`))) }
        : each,
    ),
  });
  /** What such a tariff would be if it followed the rule that more never costs less. */
  const inOrder = (tariff: Tariff): Tariff =>
    rises(tariff)
      ? tariff
      : {
          ...tariff,
          blocks: [...tariff.blocks]
            .map(({ price }) => price)
            .sort((a, b) => (isLess(exact(a), exact(b)) ? -1 : 1))
            .map((price, index) => ({ upTo: tariff.blocks[index]?.upTo ?? null, price, zonePrices: [] })),
        };

  it('is never less, where the price rises from block to block', () => {
    fc.assert(
      fc.property(request, fc.nat(), fc.integer({ min: 1, max: 500_000 }), (any, which, by) => {
        if (any.use.length === 0) return;
        const rising = { ...any, tariffs: any.tariffs.map(inOrder) };
        const before = computeBill(rising);
        const after = computeBill(more(rising, which, by));
        expect(after.total).toBeGreaterThanOrEqual(before.total - rounding(before, after));
      }),
      RUNS,
    );
  });

  it('is never less by a single kopeck in one zone, however the blocks of a marginal price go', () => {
    fc.assert(
      fc.property(request, fc.integer({ min: 1, max: 500_000 }), (any, by) => {
        const [first] = any.use;
        if (!first) return;
        const rising = {
          ...any,
          tariffs: any.tariffs.map((each) => (each.blockRule === 'whole_volume' ? inOrder(each) : each)),
          benefits: any.benefits.filter(({ kind }) => kind === 'money'),
          use: [{ ...first, zone: 'total' as const }],
        };
        expect(computeBill(more(rising, 0, by)).total).toBeGreaterThanOrEqual(computeBill(rising).total);
      }),
      RUNS,
    );
  });

  const cost = (price: Partial<Tariff>, use: Record<string, number>) =>
    computeBill({
      tariffs: [tariff({ id: 'falling', ...price })],
      answers: {},
      benefits: [],
      measures: { area: null, residents: null, capacity: null },
      period: { from: '2022-03-01', to: '2022-03-31' },
      use: Object.entries(use).map(([zone, quantity]) => ({
        serviceKind: 'electricity',
        zone: zone as Zone,
        quantity: String(quantity),
      })),
      basis: 'actual',
      currencyDigits: 2,
    }).total;

  it('is less where a rule says so: the whole volume at the price of a cheaper block', () => {
    // Like 2022 turned round. 250 × 1.68 = 420.00; 251 × 1.44 = 361.44
    const price = { blocks: blocks('1.68', 250, '1.44'), blockRule: 'whole_volume' } as const;
    expect([cost(price, { total: 250 }), cost(price, { total: 251 })]).toEqual([42000, 36144]);
  });

  it('is less where night use takes its share of a dear first block', () => {
    const touSets = UKRAINE[0]?.touSets ?? [];
    const price = { blocks: blocks('10', 100, '0.10'), touSets };
    // 100 × 10 = 1,000.00; with 100 more by night 50 × 10 + 50 × 10 × 0.5 + 50 × 0.10 + 50 × 0.10 × 0.5 = 757.50
    expect([cost(price, { day: 100, night: 0 }), cost(price, { day: 100, night: 100 })]).toEqual([100000, 75750]);
  });
});
