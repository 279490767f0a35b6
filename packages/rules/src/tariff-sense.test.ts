import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeBill } from './bill.js';
import { tariffTimeline } from './tariff-choice.js';
import { isSensible } from './tariff-sense.js';
import { randomBillRequest } from './testing/random-tariffs.js';
import type { Benefit, ConsumptionNorm, Tariff } from './tariff.js';

const TARIFF: Tariff = {
  id: 'one',
  serviceKind: 'electricity',
  series: 'electricity',
  component: 'supply',
  basis: 'use',
  unit: 'kWh',
  validFrom: '2024-06-01',
  validTo: null,
  season: null,
  when: {},
  blocks: [
    { upTo: '2000', price: '2.64', zonePrices: [] },
    { upTo: null, price: '4.32', zonePrices: [{ zone: 'night', price: '2.16' }] },
  ],
  blockRule: 'marginal',
  perUnits: '1',
  touSets: [[{ zone: 'night', hours: [], coefficient: '0.5' }]],
  vatRate: '20',
};
const BENEFIT: Benefit = {
  id: 'one',
  serviceKind: 'electricity',
  components: ['supply'],
  kind: 'percent',
  value: '25',
  upTo: '100',
  validFrom: '2024-01-01',
  validTo: null,
};
const NORM: ConsumptionNorm = {
  id: 'one',
  serviceKind: 'electricity',
  unit: 'kWh',
  per: 'resident',
  quantity: '61',
  validFrom: '2024-01-01',
  validTo: null,
  season: { from: '10-15', to: '02-29' },
  when: {},
};
const block = (upTo: string | null, price = '1') => ({ upTo, price, zonePrices: [] });

describe('what a service tells of its charges', () => {
  it('can be reckoned with as published', () => {
    expect(isSensible({ tariffs: [TARIFF], benefits: [BENEFIT], norms: [NORM] })).toBe(true);
    expect(isSensible({ tariffs: [{ ...TARIFF, validTo: '9999-12-31' }] })).toBe(true);
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { tariffs, benefits, measures } = randomBillRequest(seed);
        expect(isSensible({ tariffs, benefits, measures })).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, Partial<Tariff>]>([
    ['units of zero', { perUnits: '0' }],
    ['negative units', { perUnits: '-1' }],
    ['no blocks', { blocks: [] }],
    ['a negative price', { blocks: [block(null, '-4')] }],
    ['a price nobody means', { blocks: [block(null, '9'.repeat(24))] }],
    ['a price that is no number', { blocks: [block(null, '1e9')] }],
    ['blocks that descend', { blocks: [block('250'), block('50'), block(null)] }],
    ['a block without an edge before the last', { blocks: [block(null), block(null)] }],
    ['thousands of blocks', { blocks: Array.from({ length: 1000 }, (_, index) => block(String(index + 1))) }],
    ['a negative price for a zone', { blocks: [{ ...block(null), zonePrices: [{ zone: 'night', price: '-1' }] }] }],
    ['a set of periods without any', { touSets: [[]] }],
    ['more VAT than price', { vatRate: '200' }],
    ['VAT below zero', { vatRate: '-100' }],
    ['a day that is none', { validFrom: '2026-99-99' }],
    ['a 30 February', { validTo: '2025-02-30' }],
    ['an end before the beginning', { validTo: '2024-05-31' }],
    ['a beginning after everybody’s life', { validFrom: '9999-12-31' }],
    ['a season of no month', { season: { from: '99-99', to: '00-00' } }],
  ])('means nothing with %s', (_what, part) => {
    expect(isSensible({ tariffs: [TARIFF, { ...TARIFF, ...part }] })).toBe(false);
  });

  it('means nothing with a benefit, a norm or a measure that cannot be', () => {
    expect(isSensible({ tariffs: [], benefits: [{ ...BENEFIT, value: '-300' }] })).toBe(false);
    expect(isSensible({ tariffs: [], benefits: [{ ...BENEFIT, value: '300' }] })).toBe(false);
    expect(isSensible({ tariffs: [], norms: [{ ...NORM, quantity: '-1' }] })).toBe(false);
    expect(isSensible({ tariffs: [], measures: { area: null, residents: -3, capacity: null } })).toBe(false);
  });

  it('is worked out quickly where old systems write "no end" as the year 9999', () => {
    for (const validTo of ['9999-12-31', '9997-12-31', '9996-01-01']) {
      const tariffs = [{ ...TARIFF, validTo }];
      const periods = tariffTimeline({ tariffs, series: 'electricity', answers: {}, on: '2026-11-22' });
      expect(periods.map(({ from }) => from)).toEqual(['2024-06-01']);
      const bill = computeBill({
        tariffs,
        answers: {},
        benefits: [],
        measures: { area: null, residents: null, capacity: null },
        period: { from: '2026-11-01', to: '2026-11-30' },
        use: [{ serviceKind: 'electricity', zone: 'total', quantity: '100' }],
        basis: 'actual',
        currencyDigits: 2,
      });
      expect(bill.total).toBe(264_00);
    }
  });
});
