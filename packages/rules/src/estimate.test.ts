import { describe, expect, it } from 'vitest';
import { type EstimateRequest, estimateUse, useByNorm } from './estimate.js';
import { exactText } from './exact.js';
import type { ConsumptionNorm } from './tariff.js';

const HEATING = { from: '10-01', to: '04-30' };

function norm(different: Partial<ConsumptionNorm> & Pick<ConsumptionNorm, 'id'>): ConsumptionNorm {
  return {
    serviceKind: 'gas',
    unit: 'm3',
    per: 'resident',
    quantity: '3.29',
    validFrom: '2000-01-01',
    validTo: null,
    season: null,
    when: {},
    ...different,
  };
}

function request(different: Partial<EstimateRequest>): EstimateRequest {
  return {
    serviceKind: 'gas',
    norms: [],
    answers: {},
    measures: { area: '50', residents: 3, capacity: null },
    period: { from: '2025-01-01', to: '2025-01-31' },
    history: [],
    season: HEATING,
    decimalDigits: 3,
    ...different,
  };
}

const span = (from: string, to: string, quantity: string, quality: 'actual' | 'estimated' = 'actual') => ({
  from,
  to,
  quantity,
  quality,
});

describe('use without a reading', () => {
  const history = [
    span('2024-06-01', '2024-06-30', '30'),
    span('2024-07-01', '2024-07-31', '31'),
    span('2024-11-01', '2024-11-30', '300'),
    span('2024-12-01', '2024-12-31', '341'),
  ];

  it('is the average of the same season', () => {
    // (300 + 341) / 61 days × 31 days = 325.754…
    expect(estimateUse(request({ history }))).toEqual({
      quantity: '325.754',
      method: 'same_season',
      basedOn: history.slice(2),
    });
    // Summer: 61 in 61 days, so 31 in August
    const august = { from: '2024-08-01', to: '2024-08-31' };
    expect(estimateUse(request({ history, period: august }))).toMatchObject({ quantity: '31', method: 'same_season' });
  });

  it('is the average of all readings where the season has none, or does not matter', () => {
    expect(estimateUse(request({ history: history.slice(0, 2) }))).toMatchObject({ quantity: '31', method: 'average' });
    // (30 + 31 + 300 + 341) / 122 × 31 = 178.377…
    expect(estimateUse(request({ history, season: null }))).toMatchObject({ quantity: '178.377', method: 'average' });
  });

  it('never stands on estimates', () => {
    const estimated = history.map((each) => ({ ...each, quality: 'estimated' as const }));
    expect(estimateUse(request({ history: estimated }))).toBeNull();
  });

  it('counts a span for the season in which most of its days are', () => {
    // 16 September to 15 October: 15 of 30 days in season is not most of it
    expect(estimateUse(request({ history: [span('2024-09-16', '2024-10-15', '30')] }))?.method).toBe('average');
    expect(estimateUse(request({ history: [span('2024-09-17', '2024-10-16', '30')] }))?.method).toBe('same_season');
  });

  it('of a new customer is by the norm', () => {
    // 3 residents × 3.29
    expect(estimateUse(request({ norms: [norm({ id: 'n' })] }))).toEqual({
      quantity: '9.87',
      method: 'norm',
      basedOn: [],
    });
    expect(estimateUse(request({}))).toBeNull();
  });

  it('uses digits that the dial has, halves up', () => {
    expect(estimateUse(request({ history, decimalDigits: 0 }))?.quantity).toBe('326');
  });
});

describe('the norm', () => {
  const by = (norms: ConsumptionNorm[], period: { from: string; to: string }, residents: number | null = 3) => {
    const measures = { area: '50', residents, capacity: null };
    const use = useByNorm({ norms, serviceKind: 'gas', answers: { stove: 'gas' }, measures, period });
    return use && exactText(use);
  };

  it('is a month for each resident, square metre or household', () => {
    const january = { from: '2025-01-01', to: '2025-01-31' };
    expect(by([norm({ id: 'a' })], january)).toBe('9.87');
    expect(by([norm({ id: 'a', per: 'area', quantity: '5' })], january)).toBe('250');
    expect(by([norm({ id: 'a', per: 'household', quantity: '12' })], january)).toBe('12');
    expect(by([norm({ id: 'a' })], january, null)).toBeNull();
    expect(by([norm({ id: 'a', serviceKind: 'heat' })], january)).toBeNull();
  });

  it('goes by days, over months and changes', () => {
    const norms = [
      norm({ id: 'a', quantity: '3', validTo: '2025-01-20' }),
      norm({ id: 'b', quantity: '6', validFrom: '2025-01-21' }),
    ];
    // 11 to 20 January 10/31 of 9, 21 to 31 January 11/31 of 18, 1 to 14 February half of 18: (90 + 198) / 31 + 9 = 567/31
    expect(by(norms, { from: '2025-01-11', to: '2025-02-14' })).toBe('567/31');
  });

  it('holds in its season, and for whom it is meant', () => {
    const norms = [
      norm({ id: 'heating', per: 'area', quantity: '5', season: HEATING }),
      norm({ id: 'stove', quantity: '4', when: { stove: ['gas'] } }),
      norm({ id: 'else' }),
    ];
    expect(by([norms[0]!], { from: '2025-04-01', to: '2025-05-31' })).toBe('250');
    expect(by([norms[0]!], { from: '2025-05-01', to: '2025-05-31' })).toBeNull();
    expect(by(norms, { from: '2025-05-01', to: '2025-05-31' })).toBe('12');
  });
});
