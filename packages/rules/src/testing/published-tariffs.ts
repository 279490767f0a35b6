import type { Benefit, Tariff, TariffBlock, TouPeriod } from '../tariff.js';

/** A tariff of one price for every unit, in force for ever, with VAT of 20 %: name what is different. */
export function tariff(different: Partial<Tariff> & Pick<Tariff, 'id'>): Tariff {
  return {
    serviceKind: 'electricity',
    series: 'electricity',
    component: 'supply',
    basis: 'use',
    unit: 'kWh',
    validFrom: '2000-01-01',
    validTo: null,
    season: null,
    when: {},
    blocks: blocks('1'),
    blockRule: 'marginal',
    perUnits: '1',
    touSets: [],
    vatRate: '20',
    ...different,
  };
}

/** `blocks('0.90', 100, '1.68')`: 0.90 up to 100, 1.68 above. */
export function blocks(first: string, ...more: (string | number)[]): TariffBlock[] {
  const made: TariffBlock[] = [];
  let price = first;
  for (let index = 0; index < more.length; index += 2) {
    made.push({ upTo: String(more[index]), price, zonePrices: [] });
    price = String(more[index + 1]);
  }
  return [...made, { upTo: null, price, zonePrices: [] }];
}

export function benefit(different: Partial<Benefit> & Pick<Benefit, 'id' | 'kind' | 'value'>): Benefit {
  return {
    serviceKind: 'electricity',
    components: ['supply'],
    upTo: null,
    validFrom: '2000-01-01',
    validTo: null,
    ...different,
  };
}

/** Two-zone meter: 23:00-07:00 coefficient 0.5, the rest 1. */
const TWO_ZONES: readonly TouPeriod[] = [
  { zone: 'day', hours: [{ from: '07:00', to: '23:00' }], coefficient: '1' },
  { zone: 'night', hours: [{ from: '23:00', to: '07:00' }], coefficient: '0.5' },
];

/** Three-zone meter: 08-11 and 20-22 coefficient 1.5; 23-07 0.4; the rest 1. */
const THREE_ZONES: readonly TouPeriod[] = [
  {
    zone: 'peak',
    hours: [
      { from: '08:00', to: '11:00' },
      { from: '20:00', to: '22:00' },
    ],
    coefficient: '1.5',
  },
  {
    zone: 'half_peak',
    hours: [
      { from: '07:00', to: '08:00' },
      { from: '11:00', to: '20:00' },
      { from: '22:00', to: '23:00' },
    ],
    coefficient: '1',
  },
  { zone: 'night', hours: [{ from: '23:00', to: '07:00' }], coefficient: '0.4' },
];

const touSets = [TWO_ZONES, THREE_ZONES];
const HEATING_SEASON = { from: '10-01', to: '04-30' };

/**
 * Electricity for households in Ukraine, as published (the regulator's resolution 220 of 26.02.2015 and those after it). What the
 * tables leave out is left out here: there is no price between September 2015 and February 2016, nor from 2018 to 2021.
 */
export const UKRAINE: readonly Tariff[] = [
  tariff({
    id: 'ua-2015-town',
    validFrom: '2015-04-01',
    validTo: '2015-08-31',
    blocks: blocks('0.366', 100, '0.630', 600, '1.407'),
    touSets,
  }),
  tariff({
    id: 'ua-2015-village',
    validFrom: '2015-04-01',
    validTo: '2015-08-31',
    when: { settlement: ['village'] },
    blocks: blocks('0.366', 150, '0.630', 600, '1.407'),
    touSets,
  }),
  tariff({
    id: 'ua-2016',
    validFrom: '2016-03-01',
    validTo: '2016-08-31',
    blocks: blocks('0.57', 100, '0.99', 600, '1.56'),
    touSets,
  }),
  tariff({
    id: 'ua-2016-autumn',
    validFrom: '2016-09-01',
    validTo: '2017-02-28',
    blocks: blocks('0.714', 100, '1.29', 600, '1.638'),
    touSets,
  }),
  tariff({
    id: 'ua-2016-autumn-large-family',
    validFrom: '2016-09-01',
    validTo: '2017-02-28',
    when: { family: ['large'] },
    blocks: blocks('0.714'),
    touSets,
  }),
  tariff({
    id: 'ua-2017',
    validFrom: '2017-03-01',
    validTo: '2017-12-31',
    blocks: blocks('0.90', 100, '1.68'),
    touSets,
  }),
  tariff({
    id: 'ua-2017-large-family',
    validFrom: '2017-03-01',
    validTo: '2017-12-31',
    when: { family: ['large'] },
    blocks: blocks('0.90'),
    touSets,
  }),
  tariff({
    id: 'ua-2022',
    validFrom: '2022-01-01',
    validTo: '2023-05-31',
    blocks: blocks('1.44', 250, '1.68'),
    blockRule: 'whole_volume',
    touSets,
  }),
  tariff({ id: 'ua-2023', validFrom: '2023-06-01', validTo: '2024-05-31', blocks: blocks('2.64'), touSets }),
  tariff({ id: 'ua-2024', validFrom: '2024-06-01', blocks: blocks('4.32'), touSets }),
  // Registered electric heating. Before the season of 2024: over 2,000 kWh the whole volume at the full price. The rule is as published; its
  // days are ours, to have both rules side by side: in the season of 2023/24 everybody paid 2.64 for everything, so nobody met this price then.
  tariff({
    id: 'ua-2023-electric-heating',
    validFrom: '2023-10-01',
    validTo: '2024-04-30',
    season: HEATING_SEASON,
    when: { heating: ['electric'] },
    blocks: blocks('2.64', 2000, '4.32'),
    blockRule: 'whole_volume',
    touSets,
  }),
  tariff({
    id: 'ua-2024-electric-heating',
    validFrom: '2024-10-01',
    season: HEATING_SEASON,
    when: { heating: ['electric'] },
    blocks: blocks('2.64', 2000, '4.32'),
    touSets,
  }),
];

function tverTariffs(
  year: string,
  validFrom: string,
  validTo: string | null,
  price: string,
  day: string,
  night: string,
) {
  const own = (prices: { zone: 'day' | 'night'; price: string }[], all: string) => [
    { upTo: null, price: all, zonePrices: prices },
  ];
  return [
    tariff({
      id: `tver-${year}`,
      validFrom,
      validTo,
      blocks: own(
        [
          { zone: 'day', price: day },
          { zone: 'night', price: night },
        ],
        price,
      ),
    }),
    tariff({
      id: `tver-${year}-village`,
      validFrom,
      validTo,
      when: { settlement: ['village'] },
      blocks: own([], night),
    }),
    tariff({ id: `tver-${year}-stove`, validFrom, validTo, when: { stove: ['electric'] }, blocks: own([], night) }),
  ];
}

/** The Tver region: RUB per kWh in one rate, by day and by night; villages and electric stoves have one lower price. */
export const TVER: readonly Tariff[] = [
  ...tverTariffs('2021a', '2021-01-01', '2021-06-30', '4.27', '4.41', '2.99'),
  ...tverTariffs('2021b', '2021-07-01', null, '4.32', '4.46', '3.03'),
];

/** Gas in the Tver region from 2009-01-01, RUB per 1,000 m3, by purpose and by whether there is a meter. */
export const TVER_GAS: readonly Tariff[] = [
  tariff({
    id: 'tver-gas-cooking',
    serviceKind: 'gas',
    series: 'gas',
    unit: 'm3',
    validFrom: '2009-01-01',
    perUnits: '1000',
    when: { purpose: ['cooking', 'hot_water'], meter: ['no'] },
    blocks: blocks('3268'),
  }),
  tariff({
    id: 'tver-gas-heating',
    serviceKind: 'gas',
    series: 'gas',
    unit: 'm3',
    validFrom: '2009-01-01',
    perUnits: '1000',
    when: { purpose: ['heating'], meter: ['no'] },
    blocks: blocks('2145'),
  }),
  tariff({
    id: 'tver-gas-meter',
    serviceKind: 'gas',
    series: 'gas',
    unit: 'm3',
    validFrom: '2009-01-01',
    perUnits: '1000',
    when: { meter: ['yes'] },
    blocks: blocks('2145'),
  }),
];
