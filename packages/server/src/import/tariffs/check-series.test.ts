import type { Tariff } from '@kabinet/api/contract';
import { describe, expect, it } from 'vitest';
import { warnOfTies } from './check-series.js';

/** A price of one series, in force from 2024: name what is different. */
function tariff(id: string, price: string, different: Partial<Tariff>): Tariff {
  return {
    id,
    serviceKind: 'electricity',
    series: 'power',
    component: 'supply',
    basis: 'use',
    unit: 'kWh',
    validFrom: '2024-01-01',
    validTo: null,
    season: null,
    when: {},
    blocks: [{ upTo: null, price, zonePrices: [] }],
    blockRule: 'marginal',
    perUnits: '1',
    touSets: [],
    vatRate: null,
    name: { uk: 'Світло' },
    provider: null,
    source: null,
    ...different,
  };
}

/** Two towns. */
const PLACES = new Map(['chernihiv', 'nizhyn'].map((id) => [id, { settlement: 'town' }]));
const warningsOf = (...tariffs: Tariff[]) => warnOfTies(tariffs, PLACES);

const village = (different: Partial<Tariff> = {}) =>
  tariff('village', '2', { when: { settlement: ['village'] }, ...different });
const stove = (different: Partial<Tariff> = {}) =>
  tariff('stove', '3', { validFrom: '2025-01-01', when: { stove: ['electric'] }, ...different });
const both = (different: Partial<Tariff> = {}) =>
  tariff('both', '2.5', {
    validFrom: '2023-01-01',
    when: { settlement: ['village'], stove: ['electric'] },
    ...different,
  });
const WINTER = { from: '10-01', to: '04-30' };
const SUMMER = { from: '05-01', to: '09-30' };

describe('two prices that one customer may have by different questions', () => {
  it('are warned of, naming both', () => {
    expect(warningsOf(tariff('all', '1', {}), village(), stove())).toEqual([
      '"village" (settlement: village) and "stove" (stove: electric) may be for the same customer and cost differently: ' +
        'whoever is both pays the one that begins later. If not, add a tariff that names the questions of both in "when".',
    ]);
    expect(warningsOf(stove({ season: WINTER }), village({ season: WINTER }))).toHaveLength(1);
  });

  it('are warned of once for the same questions, however many tariffs name them', () => {
    const town = village({ id: 'town', when: { settlement: ['town'] } });
    expect(warningsOf(village(), town, stove())).toHaveLength(1);
    const heating = tariff('heating', '4', { when: { heating: ['electric'] } });
    expect(warningsOf(village(), town, stove(), heating)).toHaveLength(3);
  });

  it('are warned of in a place, unless living there answers otherwise', () => {
    const nizhyn = tariff('nizhyn', '4', { when: { locality: ['nizhyn'] } });
    expect(warningsOf(nizhyn, village()), 'a town').toEqual([]);
    expect(warningsOf(village(), nizhyn), 'a town').toEqual([]);
    expect(warningsOf(nizhyn, village({ when: { settlement: ['village', 'town'] } }))).toHaveLength(1);
    expect(warningsOf(nizhyn, stove())).toHaveLength(1);
  });

  it.each([
    ['the same price', [village(), stove({ blocks: village().blocks, vatRate: '20' })]],
    ['other days', [village({ validTo: '2024-12-31' }), stove()]],
    ['other seasons', [village({ season: WINTER }), stove({ season: SUMMER })]],
    ['a season that goes first', [village(), stove({ season: SUMMER })]],
    ['more questions, which go first', [village(), stove({ when: { stove: ['electric'], heating: ['gas'] } })]],
    [
      'a question in common that tells them apart',
      [
        village({ when: { settlement: ['village'], family: ['large'] } }),
        stove({ when: { stove: ['electric'], family: ['usual'] } }),
      ],
    ],
    ['a third price for whoever is both', [village(), stove(), both()]],
    [
      'versions of a third price',
      [
        village(),
        stove(),
        both({ id: 'both-1', validTo: '2025-06-30' }),
        both({ id: 'both-2', validFrom: '2025-07-01' }),
      ],
    ],
    [
      'a third price for them and others',
      [village(), stove(), both({ when: { settlement: ['village', 'town'], stove: ['electric'] } })],
    ],
    [
      'a third price in their season',
      [village({ season: WINTER }), stove({ season: WINTER }), both({ season: WINTER })],
    ],
  ])('are not, with %s', (_, tariffs) => {
    expect(warningsOf(...tariffs)).toEqual([]);
  });

  it.each([
    ['begins too late', { validFrom: '2025-01-02' }],
    ['ends', { validTo: '2025-12-31' }],
    ['is for a season', { season: SUMMER }],
    ['is for others', { when: { settlement: ['village'], stove: ['gas'] } }],
  ])('are warned of also where a third one %s', (_, different) => {
    expect(warningsOf(village(), stove(), both(different))).toHaveLength(1);
  });
});
