import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bill, type BillRequest, computeBill } from './bill.js';
import { evaluateFormula } from './bill-formula.js';
import { addDays, daysBetween } from './calendar.js';
import { exact, exactText, isLess, plus, times, ZERO } from './exact.js';
import type { Tariff } from './tariff.js';
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
  const zones = ['total', 'day', 'night', 'peak', 'half_peak'] as const;
  // An own price beside a coefficient would have to rise against what the coefficient makes of the others.
  if (blocks.some(({ zonePrices }) => zonePrices.length > 0) && blocks.length > 1) return false;
  return zones.every(() =>
    blocks.every(({ price }, index) => index === 0 || !isLess(exact(price), exact(blocks[index - 1]?.price ?? '0'))),
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

  it('is less only where a published rule says so: the whole volume at the price of a cheaper block', () => {
    // Like the price of 2022 turned round: up to 250 kWh 1.68 for all of it, above 1.44. 250 × 1.68 = 420.00; 251 × 1.44 = 361.44
    const cliff = (use: string) =>
      computeBill({
        ...randomBillRequest(1),
        benefits: [],
        tariffs: [
          {
            id: 'cliff',
            serviceKind: 'electricity',
            series: 'electricity',
            component: 'supply',
            basis: 'use',
            unit: 'kWh',
            validFrom: '2000-01-01',
            validTo: null,
            season: null,
            when: {},
            blocks: [
              { upTo: '250', price: '1.68', zonePrices: [] },
              { upTo: null, price: '1.44', zonePrices: [] },
            ],
            blockRule: 'whole_volume',
            perUnits: '1',
            touSets: [],
            vatRate: '20',
          },
        ],
        period: { from: '2022-03-01', to: '2022-03-31' },
        use: [{ serviceKind: 'electricity', zone: 'total', quantity: use }],
        currencyDigits: 2,
      }).total;
    expect([cliff('250'), cliff('251')]).toEqual([42000, 36144]);
  });
});
