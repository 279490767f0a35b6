import type { BillRequest, BillUse } from '../bill.js';
import { addDays, addMonths, type CalendarDate, dayOfMonth, daysBetween, daysInMonth, monthOf } from '../calendar.js';
import type { AccountMeasures, Benefit, Season, Tariff, TariffBlock, TouPeriod, Zone } from '../tariff.js';
import { random, type Random } from './random.js';

/** How a made-up service is sold. */
interface ServiceKind {
  readonly name: string;
  readonly unit: string;
  /** Edges of blocks that a tariff of this service may have. */
  readonly edges: readonly string[];
  readonly zones: readonly (readonly Zone[])[];
  readonly usual: number;
}

const SERVICES: readonly ServiceKind[] = [
  {
    name: 'electricity',
    unit: 'kWh',
    edges: ['100', '150', '250', '600', '800', '2000', '3000.5'],
    zones: [['total'], ['total'], ['day', 'night'], ['peak', 'half_peak', 'night']],
    usual: 400,
  },
  { name: 'gas', unit: 'm3', edges: ['50', '200', '208.333', '500'], zones: [['total']], usual: 120 },
  { name: 'heat', unit: 'Gcal', edges: ['0.5', '1.25'], zones: [['total']], usual: 1 },
  { name: 'cold_water', unit: 'm3', edges: ['3.6', '10'], zones: [['total'], ['day', 'night']], usual: 9 },
];

const SEASONS: readonly Season[] = [
  { from: '10-01', to: '04-30' },
  { from: '10-15', to: '04-15' },
  { from: '05-01', to: '09-30' },
  { from: '01-01', to: '12-31' },
  { from: '12-31', to: '01-01' },
  { from: '12-01', to: '02-29' },
  { from: '02-29', to: '09-01' },
  { from: '03-01', to: '02-28' },
  { from: '06-11', to: '06-20' },
];

const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  settlement: ['town', 'village'],
  stove: ['gas', 'electric'],
  heating: ['central', 'electric', 'gas'],
  family: ['usual', 'large'],
};

/** Prices as published (36.6 kopecks, 2,145 roubles a thousand), with digits enough for halves of a kopeck to turn up. */
function price(from: Random, upTo = 8): string {
  const digits = from.pick([0, 1, 2, 2, 2, 3, 3, 4, 5]);
  if (from.chance(2)) return '0';
  const units = from.int(1, upTo * 10 ** digits);
  return digits === 0
    ? String(units)
    : `${Math.floor(units / 10 ** digits)}.${String(units % 10 ** digits).padStart(digits, '0')}`;
}

function quantity(from: Random, usual: number): string {
  const whole = from.int(0, from.pick([1, usual, usual * 2, usual * 12]));
  return from.chance(60) ? String(whole) : `${whole}.${from.pick(['5', '25', '333', '001', '999', '75', '50'])}`;
}

/** The day before, on or after something happens. */
function near(from: Random, day: CalendarDate): CalendarDate {
  return addDays(day, from.int(-1, 1));
}

function somePeriod(from: Random): { from: CalendarDate; to: CalendarDate } {
  const month = from.chance(15)
    ? `${from.pick([2016, 2020, 2023, 2024])}-02`
    : `${from.int(2015, 2027)}-${String(from.chance(20) ? from.pick([12, 1]) : from.int(1, 12)).padStart(2, '0')}`;
  const first = from.chance(55) ? `${month}-01` : dayOfMonth(month, from.int(1, 31));
  const shape = from.int(1, 100);
  if (shape <= 4) return { from: first, to: first };
  if (shape <= 55) return { from: first, to: dayOfMonth(monthOf(first), -1) };
  if (shape <= 75) return { from: first, to: dayOfMonth(addMonths(monthOf(first), from.int(1, 4)), -1) };
  if (shape <= 99) return { from: first, to: addDays(first, from.int(1, 75)) };
  return { from: first, to: addDays(first, from.int(300, 760)) };
}

/** A day within the period or a little outside, often a month's first. */
function someDay(from: Random, period: { from: CalendarDate; to: CalendarDate }): CalendarDate {
  const day = addDays(period.from, from.int(-20, daysBetween(period.from, period.to) + 20));
  return from.chance(40) ? `${monthOf(day)}-01` : day;
}

function conditions(from: Random): Tariff['when'] {
  const named = from.shuffle(Object.keys(QUESTIONS)).slice(0, from.pick([0, 0, 0, 1, 1, 2, 3]));
  return Object.fromEntries(
    named.map((question) => {
      const words = QUESTIONS[question]!;
      return [question, from.shuffle(words).slice(0, from.int(1, words.length))];
    }),
  );
}

/** Edges of blocks that a charge by the month may have: below, at and above what is counted of each. */
const STANDING_EDGES: Readonly<Record<Exclude<Tariff['basis'], 'use'>, readonly string[]>> = {
  month: ['0.25', '0.5', '1'],
  area: ['21', '45', '54.333', '100'],
  resident: ['1', '2', '4'],
  capacity: ['50', '100', '150.5'],
};

function blocksOf(from: Random, service: ServiceKind, basis: Tariff['basis'], maxPrice: number): TariffBlock[] {
  const isUse = basis === 'use';
  const known = isUse ? service.edges : STANDING_EDGES[basis];
  const start = from.int(0, known.length - 1);
  const edges = from.chance(isUse ? 60 : 40) ? known.slice(start, start + from.int(1, 3)) : [];
  return [...edges, null].map((upTo) => ({
    upTo,
    price: price(from, maxPrice),
    zonePrices:
      isUse && from.chance(15)
        ? from
            .shuffle(from.pick(service.zones))
            .slice(0, from.int(1, 3))
            .map((zone) => ({ zone, price: price(from, maxPrice) }))
        : [],
  }));
}

const TWO_ZONES: readonly TouPeriod[] = [
  { zone: 'day', hours: [{ from: '07:00', to: '23:00' }], coefficient: '1' },
  { zone: 'night', hours: [{ from: '23:00', to: '07:00' }], coefficient: '0.5' },
];
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

/** One series: a price that changes over time, with prices for special customers and seasons over it. */
function seriesOf(
  from: Random,
  service: ServiceKind,
  name: string,
  component: Tariff['component'],
  period: { from: CalendarDate; to: CalendarDate },
): Tariff[] {
  const basis =
    component === 'supply' && from.chance(92)
      ? 'use'
      : from.pick(['use', 'month', 'month', 'area', 'resident', 'capacity'] as const);
  const isUse = basis === 'use';
  const perUnits = isUse && from.chance(12) ? '1000' : '1';
  const maxPrice = perUnits === '1000' ? 5000 : isUse ? 8 : 60;
  const tariff = (id: string, validFrom: CalendarDate, validTo: CalendarDate | null, special: boolean): Tariff => ({
    id,
    serviceKind: service.name,
    series: name,
    component,
    basis,
    unit: isUse ? service.unit : null,
    validFrom,
    validTo,
    season: special && from.chance(50) ? from.pick(SEASONS) : null,
    when: special ? conditions(from) : {},
    blocks: blocksOf(from, service, basis, maxPrice),
    blockRule: from.chance(70) ? 'marginal' : 'whole_volume',
    perUnits,
    touSets: from.pick([
      [],
      [TWO_ZONES, THREE_ZONES],
      [TWO_ZONES, THREE_ZONES],
      [THREE_ZONES],
      [from.shuffle(TWO_ZONES)],
    ]),
    vatRate: from.pick(['20', '20', '20', '18', '7', '0', '20.0', null]),
  });
  const changes = Array.from({ length: from.pick([0, 0, 1, 1, 2, 4]) }, () => someDay(from, period)).sort();
  const begins = [addDays(period.from, -from.int(30, 900)), ...new Set(changes)];
  const usual = begins.map((begin, index) => {
    const next = begins[index + 1];
    // Published tables: mostly one ends where the next begins, some are left open, and some leave days out.
    const end =
      next === undefined
        ? null
        : from.chance(75)
          ? addDays(next, -1)
          : from.chance(60)
            ? null
            : addDays(next, -from.int(2, 9));
    return tariff(`${name}-${index}`, begin, end !== null && end < begin ? begin : end, false);
  });
  const special = Array.from({ length: from.pick([0, 0, 1, 2, 4]) }, (_, index) => {
    const begin = someDay(from, period);
    return tariff(`${name}-s${index}`, begin, from.chance(50) ? null : addDays(begin, from.int(0, 60)), true);
  });
  // Nobody's usual price at all: days without a tariff.
  return from.chance(6) ? special : [...usual, ...special];
}

function benefitsOf(from: Random, service: ServiceKind, period: { from: CalendarDate; to: CalendarDate }): Benefit[] {
  return Array.from({ length: from.pick([0, 0, 1, 1, 2, 3]) }, (_, index): Benefit => {
    const kind = from.pick(['percent', 'money', 'volume'] as const);
    const begin = from.chance(60) ? '2000-01-01' : someDay(from, period);
    return {
      id: `${service.name}-benefit-${from.chance(50) ? index : 9 - index}`,
      serviceKind: service.name,
      components: from.pick([
        ['supply'],
        ['supply', 'network'],
        ['supply', 'network', 'service'],
        ['network'],
        ['service', 'supply'],
      ] as const),
      kind,
      value: {
        percent: from.pick(['25', '50', '75', '100', '33.3', '60', '12.5']),
        money: from.pick(['10', '90.55', '500', '0.01', '123.456', '5000']),
        volume: quantity(from, service.usual / 4),
      }[kind],
      upTo: kind === 'percent' && from.chance(50) ? quantity(from, service.usual / 3) : null,
      validFrom: begin,
      validTo: from.chance(70) ? null : near(from, addDays(begin, from.int(1, 400))),
    };
  });
}

function useOf(from: Random, service: ServiceKind, period: { from: CalendarDate; to: CalendarDate }): BillUse[] {
  const months = Math.max(1, Math.round(daysBetween(period.from, period.to) / 30));
  const zones = from.pick(service.zones);
  // Exactly on a block's edge, for a whole month.
  if (zones.length === 1 && from.chance(15)) {
    const isMonth =
      period.from.endsWith('-01') && daysBetween(period.from, period.to) + 1 === daysInMonth(monthOf(period.from));
    if (isMonth) return [{ serviceKind: service.name, zone: zones[0]!, quantity: from.pick(service.edges) }];
  }
  const once = zones.map((zone): BillUse => ({
    serviceKind: service.name,
    zone,
    quantity: from.chance(5) ? '0' : quantity(from, service.usual * months),
  }));
  // A meter replaced in the period: two entries of a zone.
  return from.chance(10) ? [...once, { ...once[0]!, quantity: quantity(from, service.usual) }] : once;
}

/**
 * A bill to work out, the same for the same seed everywhere: several services and series, both rules of blocks, zones, seasons over the
 * new year and leap days, benefits of each kind, prices by the thousand, changes in mid-month, periods from a day to two years.
 */
export function randomBillRequest(seed: number): BillRequest {
  const from = random(seed);
  const period = somePeriod(from);
  const services = from.shuffle(SERVICES).slice(0, from.pick([1, 1, 1, 2, 3]));
  const tariffs = services.flatMap((service) => {
    const more = from
      .shuffle(['network', 'network', 'service', 'supply'] as const)
      .slice(0, from.pick([0, 1, 1, 2, 3]));
    return [
      ...seriesOf(from, service, `${service.name}-supply`, 'supply', period),
      ...more.flatMap((component, index) =>
        seriesOf(from, service, `${service.name}-${component}-${index}`, component, period),
      ),
    ];
  });
  const answers = Object.fromEntries(
    Object.entries(QUESTIONS).flatMap(([question, words]) => (from.chance(75) ? [[question, from.pick(words)]] : [])),
  );
  const measures: AccountMeasures = {
    area: from.chance(85) ? from.pick(['45', '54.3', '67.85', '120']) : null,
    residents: from.chance(85) ? from.int(0, 6) : null,
    capacity: from.chance(85) ? from.pick(['1200', '1000', '2437.5', '0']) : null,
  };
  return {
    tariffs: from.shuffle(tariffs),
    answers,
    benefits: from.shuffle(services.flatMap((service) => benefitsOf(from, service, period))),
    measures,
    period,
    use: from.shuffle(services.flatMap((service) => (from.chance(95) ? useOf(from, service, period) : []))),
    basis: from.pick(['actual', 'estimated']),
    currencyDigits: from.pick([2, 2, 2, 2, 2, 2, 2, 2, 0, 3]),
  };
}
