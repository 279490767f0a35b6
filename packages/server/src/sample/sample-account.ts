import { addDays, addMonths, type CalendarDate, type CalendarMonth, dayOfMonth, daysBetween } from '@kabinet/rules';
import { address, type CustomerKind, holder, type Locality } from './people.js';
import { Random } from './random.js';
import type { AccountTraits, Payer } from './stories.js';
import type { MeterMake, SampleSupplier, Zone } from './suppliers.js';

/** Quantities are whole thousandths, money is whole kopecks: sums come out the same on every machine. */
const THOUSAND = 1000;

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
  readonly serialNumber: string;
  readonly sealNumber: string | null;
  readonly place: string | null;
  readonly installedOn: CalendarDate | null;
  readonly removedOn: CalendarDate | null;
  readonly verificationDueOn: CalendarDate | null;
  readonly make: MeterMake;
  readonly readings: readonly SampleReading[];
}

export interface SampleEntry {
  readonly ref: string;
  readonly kind: 'opening' | 'charge' | 'payment' | 'benefit' | 'recalculation' | 'refund';
  readonly status: 'posted' | 'pending';
  readonly basis: 'actual' | 'estimated' | null;
  /** Kopecks. */
  readonly amount: number;
  readonly bookedOn: CalendarDate;
  readonly periodMonth: CalendarMonth | null;
  readonly dueOn: CalendarDate | null;
}

export interface SampleAccount {
  readonly number: { readonly key: string; readonly printed: string; readonly elsewhere: string };
  readonly customerRef: string | null;
  readonly kind: CustomerKind;
  readonly holderName: string;
  readonly premiseRef: string;
  readonly address: string;
  readonly locality: Locality;
  readonly openedOn: CalendarDate;
  readonly closedOn: CalendarDate | null;
  readonly meters: readonly SampleMeter[];
  readonly ledger: readonly SampleEntry[];
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
  const owner = holder(leader === index ? random : new Random(seed, leader), traits.kind);
  const isCompany = owner.kind === 'legal_entity';
  const place = address(random, supplier.localities);
  const isClosed = traits.meter === undefined && time.months.length > 1 && random.chance(0.02);
  // A closed account's history ends before everybody else's.
  const months = isClosed ? time.months.slice(0, -random.whole(1, Math.max(1, time.months.length - 1))) : time.months;
  const closedOn = isClosed
    ? addDays(`${addMonths(months.at(-1) ?? time.months[0] ?? '', 1)}-01`, random.whole(0, 5))
    : null;
  const number = supplier.accountNumber(uniqueNumber(seed, index), random);
  const metered = makeMeters({ supplier, random, key: number.key, isCompany, months, traits, closedOn });
  return {
    number,
    // A few accounts are nobody's in the cabinet: the supplier never learned who lives there.
    customerRef: traits.name === undefined && random.chance(0.01) ? null : customerRef(leader),
    kind: owner.kind,
    holderName: traits.name ?? owner.name,
    premiseRef: `P-${String(index).padStart(7, '0')}`,
    address: place.text,
    locality: place.locality,
    openedOn: `${random.whole(1994, 2021)}-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`,
    closedOn,
    meters: metered.meters,
    ledger: makeLedger({
      random,
      key: number.key,
      isCompany,
      charges: metered.charges,
      today: time.today,
      payer: traits.payer ?? anyPayer(random),
    }),
  };
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

/** What one month's bill is made from. */
interface MonthlyUse {
  readonly month: CalendarMonth;
  /** Kopecks. */
  readonly cost: number;
  readonly basis: 'actual' | 'estimated';
}

interface MetersOptions {
  readonly supplier: SampleSupplier;
  readonly random: Random;
  readonly key: string;
  readonly isCompany: boolean;
  readonly months: readonly CalendarMonth[];
  readonly traits: AccountTraits;
  readonly closedOn: CalendarDate | null;
}

function makeMeters(options: MetersOptions): {
  readonly meters: readonly SampleMeter[];
  readonly charges: readonly MonthlyUse[];
} {
  const { supplier, random, isCompany, months, traits } = options;
  const plan = traits.meter ?? anyMeterPlan(random);
  const average = random.whole(...supplier.monthlyUse) * (isCompany ? 12 : 1);
  if (plan === 'none') {
    // Without a meter every month is charged by the norm.
    const cost = average * supplier.price.total;
    return { meters: [], charges: months.map((month) => ({ month, cost, basis: 'estimated' })) };
  }
  const twoZones = plan === 'two_zones' || (plan === 'replaced' && traits.meter !== undefined);
  const make =
    (twoZones ? supplier.twoZoneMake : null) ??
    (traits.meter === undefined ? supplier.meterMake(random, isCompany) : supplier.plainMake);
  const history = readHistory(options, make, plan, average);
  return {
    meters:
      plan === 'two_meters'
        ? [...history.meters, ...secondMeter(options, history.meters[0]?.serialNumber ?? '')]
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
function secondMeter({ supplier, random, months, closedOn }: MetersOptions, firstSerial: string): SampleMeter[] {
  const make = supplier.plainMake;
  const readings = months.map((month, index): SampleReading => ({
    ref: `R-${firstSerial}-2-${month}`,
    readOn: readDay(supplier, month, 1),
    countsFor: month,
    source: 'customer',
    status: 'accepted',
    values: make.zones.map(() => (120 + index) * THOUSAND),
  }));
  return [{ ...plate(random, months, null, closedOn), serialNumber: `${firstSerial}-2`, make, readings }];
}

/** The day in the month's window on which a reading is taken. */
function readDay({ window }: SampleSupplier, month: CalendarMonth, daysIn: number): CalendarDate {
  const opens = dayOfMonth(window.countsFor === 'opening_month' ? month : addMonths(month, 1), window.opensOnDay);
  return addDays(opens, daysIn);
}

function plate(
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
    sealNumber: random.chance(0.92) ? `${random.pick(['К', 'С', 'Ґ', 'АТ'])}${random.digits(7)}` : null,
    place: null,
    installedOn: random.chance(0.95) ? installed : null,
    removedOn,
    verificationDueOn: random.chance(0.9) ? `${Number(installed.slice(0, 4)) + 8}${installed.slice(4)}` : null,
  };
}

function readHistory(
  { supplier, random, key, months, traits, closedOn }: MetersOptions,
  make: MeterMake,
  plan: MeterPlan,
  average: number,
): { readonly meters: SampleMeter[]; readonly charges: MonthlyUse[] } {
  const range = 10 ** make.integerDigits * THOUSAND;
  const shares = zoneShares(make.zones);
  // What each dial turns in each month: use without the transformers' factor.
  const turns = months.map((month) => {
    const season = supplier.season[Number(month.slice(5)) - 1] ?? 1;
    const use = (average * season * (0.8 + random.next() * 0.4)) / make.multiplier;
    return shares.map((share) => Math.round(use * share * THOUSAND));
  });
  const eventMonth = Math.max(1, months.length - random.whole(3, 8));
  const silentFrom = months.length - (traits.silentMonths ?? (random.chance(0.04) ? random.whole(1, 4) : 0));

  const meters: SampleMeter[] = [];
  const charges: MonthlyUse[] = [];
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
    readOn: readDay(supplier, first, 0),
    countsFor: first,
    source: 'inspector',
    values: shown(dials, make, range),
  });

  months.forEach((month, index) => {
    let before = reported;
    let carried = 0;
    const turn = turns[index] ?? [];
    if (plan === 'replaced' && index === eventMonth) {
      const day = `${month}-${String(random.whole(8, 24)).padStart(2, '0')}`;
      const half = turn.map((each) => Math.round(each / 2));
      dials = dials.map((dial, zone) => dial + (half[zone] ?? 0));
      read({ readOn: day, countsFor: month, source: 'inspector', values: shown(dials, make, range) });
      carried = costOf(supplier, make, before, reported, range);
      meters.push({
        ...plate(random, months, installedOn, day),
        serialNumber: serial,
        place: random.pick(supplier.places),
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
    const readOn = readDay(supplier, month, random.whole(0, 3));
    if (isSilent) {
      // An estimate knows the season, and neither the holidays nor the guests.
      const season = supplier.season[Number(month.slice(5)) - 1] ?? 1;
      const guess = shares.map((share) => Math.round((average * season * share) / make.multiplier) * THOUSAND);
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
    charges.push({
      month,
      cost: carried + costOf(supplier, make, before, reported, range),
      basis: isSilent ? 'estimated' : 'actual',
    });
  });
  meters.push({
    ...plate(random, months, installedOn, closedOn),
    serialNumber: serial,
    place: random.pick(supplier.places),
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

/** What was used between two readings costs; below zero where an estimate before was too high. */
function costOf(
  supplier: SampleSupplier,
  make: MeterMake,
  before: readonly number[],
  after: readonly number[],
  range: number,
): number {
  return make.zones.reduce((sum, zone, index) => {
    let turned = (after[index] ?? 0) - (before[index] ?? 0);
    if (turned < -range / 2) turned += range;
    return sum + Math.round((turned * make.multiplier * supplier.price[zone]) / THOUSAND);
  }, 0);
}

function anySource(random: Random): SampleReading['source'] {
  const draw = random.next();
  if (draw < 0.6) return 'customer';
  if (draw < 0.75) return 'sms';
  if (draw < 0.85) return 'voice';
  return draw < 0.9 ? 'messenger' : 'inspector';
}

function anyPayer(random: Random): Payer {
  const draw = random.next();
  if (draw < 0.62) return 'punctual';
  if (draw < 0.74) return 'late';
  if (draw < 0.8) return 'partial';
  return draw < 0.91 ? 'ahead' : 'debtor';
}

const BILL_DAY = 8;
const DUE_DAY = 20;

interface LedgerOptions {
  readonly random: Random;
  readonly key: string;
  readonly isCompany: boolean;
  readonly charges: readonly MonthlyUse[];
  readonly today: CalendarDate;
  readonly payer: Payer;
}

/** The account's money: bills month by month, and what its payer does about them. */
function makeLedger({ random, key, isCompany, charges, today, payer }: LedgerOptions): readonly SampleEntry[] {
  const entries: SampleEntry[] = [];
  let owed = 0;
  const book = (entry: Pick<SampleEntry, 'kind' | 'amount' | 'bookedOn'> & Partial<SampleEntry>) => {
    entries.push({
      status: 'posted',
      basis: null,
      periodMonth: null,
      dueOn: null,
      ref: `L-${key}-${entries.length + 1}`,
      ...entry,
    });
    if (entry.status !== 'pending') owed += entry.amount;
  };
  const opening = random.chance(0.5) ? 0 : random.whole(-40_000, 60_000);
  if (opening !== 0)
    book({ kind: 'opening', amount: opening, bookedOn: `${charges[0]?.month ?? today.slice(0, 7)}-01` });

  const getsBenefit = !isCompany && random.chance(0.08);
  const stopsAt = Math.floor(charges.length * random.next());
  const bills = charges
    .map((charge) => ({ ...charge, bookedOn: `${addMonths(charge.month, 1)}-${String(BILL_DAY).padStart(2, '0')}` }))
    .filter(({ bookedOn }) => bookedOn <= today);
  bills.forEach(({ month, cost, basis, bookedOn }, index) => {
    const isLast = index === bills.length - 1;
    if (cost >= 0) {
      const dueOn = `${bookedOn.slice(0, 7)}-${DUE_DAY}`;
      book({ kind: 'charge', amount: cost, bookedOn, basis, periodMonth: month, dueOn });
    } else {
      // The estimate before was too high: the difference comes back.
      book({ kind: 'recalculation', amount: cost, bookedOn, periodMonth: month });
    }
    if (getsBenefit && cost > 0)
      book({ kind: 'benefit', amount: -Math.round(cost * 0.2), bookedOn, periodMonth: month });
    const paid = paymentOf({ payer, owed, isLast, hasStopped: index >= stopsAt, random });
    if (paid <= 0) return;
    const usual = addDays(bookedOn, random.whole(3, 11));
    const mustBeThere = isLast && (payer === 'settled' || payer === 'paid_ahead');
    const paidOn = mustBeThere && usual > today ? today : usual;
    if (isLast && payer === 'payment_on_the_way')
      book({ kind: 'payment', amount: -paid, bookedOn: today, status: 'pending' });
    else if (paidOn <= today) {
      const isOnTheWay = !mustBeThere && daysBetween(paidOn, today) < 2;
      book({ kind: 'payment', amount: -paid, bookedOn: paidOn, status: isOnTheWay ? 'pending' : 'posted' });
    }
  });
  return entries;
}

/** How much is paid after a bill; zero or less for nothing. */
function paymentOf({
  payer,
  owed,
  isLast,
  hasStopped,
  random,
}: {
  payer: Payer;
  owed: number;
  isLast: boolean;
  hasStopped: boolean;
  random: Random;
}): number {
  switch (payer) {
    case 'punctual':
    case 'settled':
    case 'payment_on_the_way':
      return owed;
    case 'owes_last':
      return isLast ? 0 : owed;
    case 'paid_ahead':
      return isLast ? owed + 50_000 : owed;
    case 'late':
      return random.chance(0.35) ? 0 : owed;
    case 'partial':
      return Math.floor((owed * random.whole(40, 90)) / 1_000_000) * 10_000;
    case 'ahead':
      return owed <= 0 ? 0 : Math.ceil(owed / 50_000) * 50_000 + 50_000;
    case 'debtor':
      return hasStopped ? 0 : owed;
  }
}
