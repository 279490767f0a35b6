import type { ServiceKind } from '@kabinet/api/contract';
import {
  type AccountMeasures,
  addDays,
  addMonths,
  type Benefit,
  type CalendarDate,
  type CalendarMonth,
  dayOfMonth,
  type TariffAnswers,
  type Zone,
} from '@kabinet/rules';
import { address, type CustomerKind, holder } from './people.js';
import { Prices } from './prices.js';
import { Random } from './random.js';
import { makeLedger, type MonthlyCharge, type SampleEntry } from './sample-ledger.js';
import type { AccountTraits } from './stories.js';
import type {
  MeterMake,
  SampleLocality,
  SampleMetering,
  SampleService,
  SampleSupplier,
} from './suppliers/sample-supplier.js';

/** Quantities are whole thousandths: sums come out the same on every machine. */
const THOUSAND = 1000;
const PIN_DIGITS = 6;

export interface SampleReading {
  readonly ref: string;
  readonly readOn: CalendarDate;
  readonly countsFor: CalendarMonth;
  readonly source: 'customer' | 'inspector' | 'sms' | 'voice' | 'messenger' | 'estimate';
  readonly status: 'accepted' | 'rejected';
  /** What the dials showed, in thousandths, in the order of the meter's zones. */
  readonly values: readonly number[];
}

export interface SampleMeter {
  readonly serviceKind: ServiceKind;
  /** As the supplier's files write the unit. */
  readonly unit: string;
  readonly serialNumber: string;
  readonly sealNumber: string | null;
  readonly place: string | null;
  readonly installedOn: CalendarDate | null;
  readonly removedOn: CalendarDate | null;
  readonly verificationDueOn: CalendarDate | null;
  readonly make: MeterMake;
  readonly readings: readonly SampleReading[];
}

export interface SampleAccount {
  readonly number: { readonly key: string; readonly printed: string; readonly elsewhere: string };
  readonly customerRef: string | null;
  readonly kind: CustomerKind;
  readonly holderName: string;
  readonly premiseRef: string;
  readonly address: string;
  readonly locality: SampleLocality;
  readonly openedOn: CalendarDate;
  readonly closedOn: CalendarDate | null;
  /** On the bills of suppliers who link accounts by it. */
  readonly linkPin: string | null;
  /** What the supplier knows of the customer, by the questions of its tariffs. */
  readonly answers: TariffAnswers;
  readonly measures: AccountMeasures;
  readonly benefits: readonly SampleBenefit[];
  readonly meters: readonly SampleMeter[];
  readonly ledger: readonly SampleEntry[];
}

/** A benefit that the account has, by its id in the tariff book. */
export interface SampleBenefit extends Benefit {
  /** Whether the value is the account's own. */
  readonly isOwnValue: boolean;
}

/** The part of time a sample tells of: the months whose readings are all in, oldest first. */
export interface SampleTime {
  readonly today: CalendarDate;
  readonly months: readonly CalendarMonth[];
}

/** One account with all its history, made from the seed, its place in the base and what its story asks for. */
export function sampleAccount({
  supplier,
  seed,
  index,
  time,
  traits = {},
}: {
  supplier: SampleSupplier;
  seed: number;
  index: number;
  time: SampleTime;
  traits?: AccountTraits;
}): SampleAccount {
  const random = new Random(seed, index);
  const leader = customerLeader(seed, index, traits);
  const owner = holder(leader === index ? random : new Random(seed, leader), supplier.nation, traits.kind);
  const isCompany = owner.kind === 'legal_entity';
  const place = address(random, supplier.localities, supplier.nation);
  const isClosed = traits.meter === undefined && time.months.length > 1 && random.chance(0.02);
  // A closed account's history ends before everybody else's.
  const months = isClosed ? time.months.slice(0, -random.whole(1, Math.max(1, time.months.length - 1))) : time.months;
  const closedOn = isClosed
    ? addDays(`${addMonths(months.at(-1) ?? time.months[0] ?? '', 1)}-01`, random.whole(0, 5))
    : null;
  const number = supplier.accountNumber(uniqueNumber(seed, index), random);
  const answers = supplier.answers(random);
  const measures = { area: String(random.whole(280, 1200) / 10), residents: random.whole(1, 5), capacity: null };
  const benefits = owner.kind === 'household' ? anyBenefits(supplier, random, time.today) : [];
  const prices = new Prices(supplier, {
    answers: { settlement: place.locality.settlement, customer: owner.kind, ...answers },
    measures,
    benefits,
  });
  const services = supplier.services.map((service, order) =>
    makeService({
      service,
      prices,
      // Each service draws from its own source: what one needs more does not shift the others.
      random: new Random(seed, index, 11 + order),
      key: number.key,
      isCompany,
      months,
      // The stories are told of the first service's meter.
      traits: order === 0 ? traits : { ...traits, ...(traits.meter === undefined ? {} : { meter: 'plain' }) },
      closedOn,
    }),
  );
  return {
    number,
    // A few accounts are nobody's in the cabinet: the supplier never learned who lives there.
    customerRef: traits.name === undefined && random.chance(0.01) ? null : customerRef(leader),
    kind: owner.kind,
    holderName: traits.name?.[supplier.nation] ?? owner.name,
    premiseRef: `P-${String(index).padStart(7, '0')}`,
    address: place.text,
    locality: place.locality,
    openedOn: `${random.whole(1994, 2021)}-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`,
    closedOn,
    // From a source of its own, so that who prints PINs shifts nothing else.
    linkPin: supplier.profile.linkProofs.includes('pin') ? new Random(seed, index, 31).digits(PIN_DIGITS) : null,
    answers,
    measures,
    benefits,
    meters: services.flatMap(({ meters }) => meters),
    ledger: makeLedger({
      random,
      key: number.key,
      charges: services.flatMap(({ charges }) => charges),
      today: time.today,
      payer: traits.payer ?? null,
      billing: supplier.billing,
    }),
  };
}

/** Subsidies are given until the end of the year after; privileges for good. */
function anyBenefits({ tariffBook }: SampleSupplier, random: Random, today: CalendarDate): SampleBenefit[] {
  return tariffBook.benefits.flatMap((each): SampleBenefit[] => {
    if (!random.chance(0.06)) return [];
    const isOwnValue = each.value === null;
    const value = each.value ?? `${random.whole(120, 900)}.${random.digits(2)}`;
    const year = Number(today.slice(0, 4));
    return [
      {
        ...each,
        value,
        isOwnValue,
        validFrom: isOwnValue ? `${year - 1}-10-01` : `${year - random.whole(3, 9)}-01-01`,
        validTo: isOwnValue ? `${year + 1}-12-31` : null,
      },
    ];
  });
}

export function customerRef(leader: number): string {
  return `C-${String(leader).padStart(7, '0')}`;
}

/** The first of the accounts that belong to the same customer. */
function customerLeader(seed: number, index: number, traits: AccountTraits): number {
  if (traits.sharesCustomer !== undefined) return traits.sharesCustomer ? index - 1 : index;
  if (traits.name !== undefined) return index;
  let leader = index;
  while (leader > 32 && new Random(seed, leader, 7).chance(0.03)) leader -= 1;
  return leader;
}

/** Eight digits, different for every index: multiplying by a number without a common factor shuffles them all. */
function uniqueNumber(seed: number, index: number): number {
  return Number((BigInt(index) * 61_234_567n + BigInt(seed) * 7919n + 1_234_567n) % 100_000_000n);
}

interface ServiceOptions {
  readonly service: SampleService;
  readonly prices: Prices;
  readonly random: Random;
  readonly key: string;
  readonly isCompany: boolean;
  readonly months: readonly CalendarMonth[];
  readonly traits: AccountTraits;
  readonly closedOn: CalendarDate | null;
}

interface MeterOptions extends ServiceOptions {
  readonly metering: SampleMetering;
}

interface ServiceHistory {
  readonly meters: readonly SampleMeter[];
  readonly charges: readonly MonthlyCharge[];
}

/** One service of an account: its meters with their readings, and what each month of it cost. */
function makeService(options: ServiceOptions): ServiceHistory {
  const { service, prices, random, isCompany, months, traits } = options;
  const { metering, serviceKind } = service;
  const plan = metering === null ? 'none' : (traits.meter ?? anyMeterPlan(random));
  if (metering === null || plan === 'none') {
    // Without a meter every month is charged by the norm.
    const charges = months.map((month): MonthlyCharge => ({
      serviceKind,
      month,
      ...prices.byNorm(serviceKind, month),
      basis: 'estimated',
    }));
    return { meters: [], charges };
  }
  const average = random.whole(...metering.monthlyUse) * (isCompany ? 12 : 1);
  const twoZones = plan === 'two_zones' || (plan === 'replaced' && traits.meter !== undefined);
  const make =
    (twoZones ? metering.twoZoneMake : null) ??
    (traits.meter === undefined ? metering.meterMake(random, isCompany) : metering.plainMake);
  const withMetering = { ...options, metering };
  const history = readHistory(withMetering, make, plan, average);
  return {
    meters:
      plan === 'two_meters'
        ? [...history.meters, ...secondMeter(withMetering, history.meters[0]?.serialNumber ?? '')]
        : history.meters,
    charges: history.charges,
  };
}

type MeterPlan = NonNullable<AccountTraits['meter']> | 'two_meters';

function anyMeterPlan(random: Random): MeterPlan {
  const draw = random.next();
  if (draw < 0.015) return 'none';
  if (draw < 0.06) return 'replaced';
  if (draw < 0.07) return 'rolled_over';
  return draw < 0.08 ? 'two_meters' : 'plain';
}

/** A meter that stands beside the first and is hardly used: a boiler of a summer house. */
function secondMeter(
  { service, metering, random, months, closedOn }: MeterOptions,
  firstSerial: string,
): SampleMeter[] {
  const make = metering.plainMake;
  const readings = months.map((month, index): SampleReading => ({
    ref: `R-${firstSerial}-2-${month}`,
    readOn: readDay(metering, month, 1),
    countsFor: month,
    source: 'customer',
    status: 'accepted',
    values: make.zones.map(() => (120 + index) * THOUSAND),
  }));
  return [{ ...plate(service, random, months, null, closedOn), serialNumber: `${firstSerial}-2`, make, readings }];
}

/** The day in the month's window on which a reading is taken. */
function readDay({ window }: SampleMetering, month: CalendarMonth, daysIn: number): CalendarDate {
  const opens = dayOfMonth(window.countsFor === 'opening_month' ? month : addMonths(month, 1), window.opensOnDay);
  return addDays(opens, daysIn);
}

/** The day of the month on which a meter is replaced: before the month's readings are taken. */
function replacementDay({ window }: SampleMetering, random: Random): number {
  const isInMonth = window.countsFor === 'opening_month' && window.opensOnDay > 0;
  return isInMonth ? random.whole(2, window.opensOnDay - 1) : random.whole(8, 24);
}

function plate(
  { serviceKind, unit }: SampleService,
  random: Random,
  months: readonly CalendarMonth[],
  installedOn: CalendarDate | null,
  removedOn: CalendarDate | null,
): Omit<SampleMeter, 'make' | 'readings' | 'serialNumber'> {
  const year = Number((months[0] ?? '2020-01').slice(0, 4));
  const installed =
    installedOn ??
    `${random.whole(year - 9, year - 2)}-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`;
  return {
    serviceKind,
    unit,
    sealNumber: random.chance(0.92) ? `${random.pick(['К', 'С', 'Ґ', 'АТ'])}${random.digits(7)}` : null,
    place: null,
    installedOn: random.chance(0.95) ? installed : null,
    removedOn,
    verificationDueOn: random.chance(0.9) ? `${Number(installed.slice(0, 4)) + 8}${installed.slice(4)}` : null,
  };
}

function readHistory(
  { service, metering, prices, random, key, months, traits, closedOn }: MeterOptions,
  make: MeterMake,
  plan: MeterPlan,
  average: number,
): ServiceHistory {
  const { serviceKind } = service;
  const { season } = metering;
  const range = 10 ** make.integerDigits * THOUSAND;
  const shares = zoneShares(make.zones);
  const seasonOf = (month: CalendarMonth) => season[Number(month.slice(5)) - 1] ?? 1;
  // What each dial turns in each month: use without the transformers' factor.
  const turns = months.map((month) => {
    const use = (average * seasonOf(month) * (0.8 + random.next() * 0.4)) / make.multiplier;
    return shares.map((share) => Math.round(use * share * THOUSAND));
  });
  const eventMonth = Math.max(1, months.length - random.whole(3, 8));
  const silentFrom = months.length - (traits.silentMonths ?? (random.chance(0.04) ? random.whole(1, 4) : 0));

  const meters: SampleMeter[] = [];
  const charges: MonthlyCharge[] = [];
  let serial = serialNumber(random);
  let dials = startDials({ random, plan, range, turns, eventMonth });
  let readings: SampleReading[] = [];
  let installedOn: CalendarDate | null = null;
  let reported: readonly number[] = [];
  const read = (part: Omit<SampleReading, 'ref' | 'status'>, status: SampleReading['status'] = 'accepted') => {
    readings.push({ ...part, status, ref: `R-${key}-${serial}-${part.readOn}${status === 'rejected' ? '-x' : ''}` });
    if (status === 'accepted') reported = part.values;
  };
  const first = addMonths(months[0] ?? '', -1);
  read({
    readOn: readDay(metering, first, 0),
    countsFor: first,
    source: 'inspector',
    values: shown(dials, make, range),
  });

  months.forEach((month, index) => {
    let before = reported;
    let carried = make.zones.map(() => 0);
    const turn = turns[index] ?? [];
    if (plan === 'replaced' && index === eventMonth) {
      const day = `${month}-${String(replacementDay(metering, random)).padStart(2, '0')}`;
      const half = turn.map((each) => Math.round(each / 2));
      dials = dials.map((dial, zone) => dial + (half[zone] ?? 0));
      read({ readOn: day, countsFor: month, source: 'inspector', values: shown(dials, make, range) });
      carried = turnedBetween(before, reported, range);
      meters.push({
        ...plate(service, random, months, installedOn, day),
        serialNumber: serial,
        place: random.pick(metering.places),
        make,
        readings,
      });
      serial = serialNumber(random);
      readings = [];
      installedOn = day;
      dials = make.zones.map(() => 0);
      read({ readOn: day, countsFor: month, source: 'inspector', values: dials });
      before = reported;
      dials = turn.map((each, zone) => each - (half[zone] ?? 0));
    } else {
      dials = dials.map((dial, zone) => dial + (turn[zone] ?? 0));
    }
    const isSilent = index >= silentFrom || (traits.silentMonths === undefined && random.chance(0.07));
    const readOn = readDay(metering, month, random.whole(0, 3));
    if (isSilent) {
      // An estimate knows the season, and neither the holidays nor the guests.
      const guess = shares.map((share) => Math.round((average * seasonOf(month) * share) / make.multiplier) * THOUSAND);
      read({
        readOn,
        countsFor: month,
        source: 'estimate',
        values: before.map((each, zone) => (each + (guess[zone] ?? 0)) % range),
      });
    } else {
      const source = anySource(random);
      if (random.chance(0.004)) {
        // A slip of the finger that the supplier refused; the right one came after it.
        read(
          {
            readOn,
            countsFor: month,
            source,
            values: dials.map((dial) => Math.floor(((dial * 7) % range) / THOUSAND) * THOUSAND),
          },
          'rejected',
        );
      }
      read({
        readOn,
        countsFor: month,
        source,
        values:
          source === 'inspector'
            ? shown(dials, make, range)
            : dials.map((dial) => Math.floor((dial % range) / THOUSAND) * THOUSAND),
      });
    }
    const turned = turnedBetween(before, reported, range).map((each, zone) => each + (carried[zone] ?? 0));
    charges.push({
      serviceKind,
      month,
      ...prices.ofUse(serviceKind, month, useByZone(make, turned)),
      basis: isSilent ? 'estimated' : 'actual',
    });
  });
  meters.push({
    ...plate(service, random, months, installedOn, closedOn),
    serialNumber: serial,
    place: random.pick(metering.places),
    make,
    readings,
  });
  return { meters, charges };
}

function zoneShares(zones: readonly Zone[]): readonly number[] {
  if (zones.length === 1) return [1];
  return zones.length === 2 ? [0.62, 0.38] : [0.25, 0.45, 0.3];
}

function serialNumber(random: Random): string {
  const shape = random.next();
  if (shape < 0.5) return random.digits(8);
  return shape < 0.75
    ? `${random.pick(['G4', 'RS', 'NIK', 'НІК', 'САМ'])}-${random.digits(7)}`
    : `00${random.digits(6)}`;
}

function startDials({
  random,
  plan,
  range,
  turns,
  eventMonth,
}: {
  random: Random;
  plan: MeterPlan;
  range: number;
  turns: readonly (readonly number[])[];
  eventMonth: number;
}): readonly number[] {
  const zones = turns[0]?.map((_, zone) => zone) ?? [];
  const turned = (zone: number, months: readonly (readonly number[])[]) =>
    months.reduce((sum, each) => sum + (each[zone] ?? 0), 0);
  return zones
    .map((zone) => {
      // It passes zero in the middle of the month of the event.
      if (plan === 'rolled_over')
        return range - turned(zone, turns.slice(0, eventMonth)) - Math.round((turns[eventMonth]?.[zone] ?? 0) / 2);
      const room = Math.max(THOUSAND, Math.floor(range * 0.9) - turned(zone, turns));
      return Math.floor(random.next() * room);
    })
    .map((dial) => ((dial % range) + range) % range);
}

/** What the dials show, with as many decimals as they have. */
function shown(dials: readonly number[], make: MeterMake, range: number): readonly number[] {
  const step = 10 ** (3 - Math.min(3, make.decimalDigits));
  return dials.map((dial) => Math.floor((dial % range) / step) * step);
}

/** How far each dial turned between two readings, in thousandths; below zero where an estimate before was too high. */
function turnedBetween(before: readonly number[], after: readonly number[], range: number): number[] {
  return after.map((value, zone) => {
    const turned = value - (before[zone] ?? 0);
    return turned < -range / 2 ? turned + range : turned;
  });
}

/** Units of the service used in each zone, in thousandths, with the transformers' factor. */
function useByZone(make: MeterMake, turned: readonly number[]): { zone: Zone; thousandths: number }[] {
  return make.zones.map((zone, index) => ({ zone, thousandths: (turned[index] ?? 0) * make.multiplier }));
}

function anySource(random: Random): SampleReading['source'] {
  const draw = random.next();
  if (draw < 0.6) return 'customer';
  if (draw < 0.75) return 'sms';
  if (draw < 0.85) return 'voice';
  return draw < 0.9 ? 'messenger' : 'inspector';
}
