/** The part of a heating plant's peak that each month needs. */
const HEATING = [1, 0.95, 0.7, 0.3, 0.03, 0, 0, 0, 0.05, 0.4, 0.7, 0.95];
/** Lamps, ovens and boilers in the dark months, coolers in hot ones. */
const ELECTRIC = [1.25, 1.2, 1.05, 0.95, 0.85, 0.85, 1, 1, 0.85, 0.95, 1.1, 1.25];
const EVEN = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

export type HouseholdKind =
  | 'gas_heating'
  | 'gas_cooking'
  | 'electricity'
  | 'electric_heating'
  | 'two_zones'
  | 'three_zones'
  | 'workshop'
  | 'cold_water'
  | 'hot_water'
  | 'summer_house';

/** How a kind of household uses a service. */
export interface Trait {
  readonly serviceKind: string;
  readonly maxDailyUse: string;
  /** What may be used in a day by anybody, without a habit to tell it from: a guest, a wash day, coming back from holidays. */
  readonly anybodys: number;
  readonly zones: readonly (readonly [string, number])[];
  readonly multiplier: number;
  readonly digits: readonly (readonly [number, number])[];
  /** Units in a day that go on all year, and at the peak of the season on top. */
  readonly base: readonly [number, number];
  readonly peak: readonly [number, number];
  readonly season: readonly number[];
  readonly baseSeason: readonly number[];
}

const ONE: Trait['zones'] = [['total', 1]];
const electricity = {
  serviceKind: 'electricity',
  maxDailyUse: '100',
  anybodys: 12,
  multiplier: 1,
  baseSeason: ELECTRIC,
};
const ELECTRIC_DIALS: Trait['digits'] = [
  [5, 1],
  [6, 1],
  [6, 2],
  [5, 0],
  [6, 0],
];

export const TRAITS: Readonly<Record<HouseholdKind, Trait>> = {
  gas_heating: {
    serviceKind: 'gas',
    maxDailyUse: '40',
    anybodys: 3,
    zones: ONE,
    multiplier: 1,
    digits: [
      [5, 3],
      [5, 3],
      [5, 2],
      [6, 3],
    ],
    base: [0.3, 1.2],
    peak: [4, 14],
    season: HEATING,
    baseSeason: EVEN,
  },
  gas_cooking: {
    serviceKind: 'gas',
    maxDailyUse: '40',
    anybodys: 3,
    zones: ONE,
    multiplier: 1,
    digits: [
      [5, 3],
      [5, 2],
      [4, 3],
    ],
    base: [0.15, 0.9],
    peak: [0, 0],
    season: EVEN,
    baseSeason: EVEN,
  },
  electricity: { ...electricity, zones: ONE, digits: ELECTRIC_DIALS, base: [2.5, 12], peak: [0, 0], season: EVEN },
  electric_heating: {
    ...electricity,
    zones: ONE,
    digits: ELECTRIC_DIALS,
    base: [5, 10],
    peak: [15, 50],
    season: HEATING,
  },
  two_zones: {
    ...electricity,
    zones: [
      ['day', 0.68],
      ['night', 0.32],
    ],
    digits: ELECTRIC_DIALS,
    base: [4, 16],
    peak: [0, 8],
    season: HEATING,
  },
  three_zones: {
    ...electricity,
    zones: [
      ['peak', 0.24],
      ['half_peak', 0.46],
      ['night', 0.3],
    ],
    digits: ELECTRIC_DIALS,
    base: [5, 18],
    peak: [0, 8],
    season: HEATING,
  },
  workshop: {
    ...electricity,
    maxDailyUse: '4000',
    anybodys: 400,
    zones: ONE,
    multiplier: 40,
    digits: [
      [5, 0],
      [5, 1],
      [6, 2],
    ],
    base: [80, 500],
    peak: [0, 200],
    season: HEATING,
  },
  cold_water: {
    serviceKind: 'cold_water',
    maxDailyUse: '3',
    anybodys: 0.6,
    zones: ONE,
    multiplier: 1,
    digits: [
      [5, 3],
      [5, 3],
      [5, 0],
      [4, 3],
    ],
    base: [0.08, 0.55],
    peak: [0, 0],
    season: EVEN,
    baseSeason: EVEN,
  },
  hot_water: {
    serviceKind: 'hot_water',
    maxDailyUse: '2',
    anybodys: 0.5,
    zones: ONE,
    multiplier: 1,
    digits: [
      [5, 3],
      [5, 3],
      [5, 0],
      [4, 3],
    ],
    base: [0.05, 0.35],
    peak: [0, 0],
    season: EVEN,
    baseSeason: EVEN,
  },
  summer_house: {
    ...electricity,
    zones: ONE,
    digits: ELECTRIC_DIALS,
    base: [3, 9],
    peak: [0, 0],
    season: EVEN,
    baseSeason: [0, 0, 0, 0.3, 1, 1, 1, 1, 0.8, 0.2, 0, 0],
  },
};

/** All of them. */
export const householdKinds = Object.keys(TRAITS) as HouseholdKind[];
