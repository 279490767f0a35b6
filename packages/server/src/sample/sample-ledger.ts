import type { ServiceKind } from '@kabinet/api/contract';
import { addDays, addMonths, type CalendarDate, type CalendarMonth, daysBetween } from '@kabinet/rules';
import type { CostPart, MonthlyCost } from './prices.js';
import type { Random } from './random.js';
import type { Payer } from './stories.js';

/** What a service costs in a month; below zero where an estimate before was too high. */
export interface MonthlyCharge extends MonthlyCost {
  readonly serviceKind: ServiceKind;
  readonly month: CalendarMonth;
  readonly basis: 'actual' | 'estimated';
}

export interface SampleEntry {
  readonly ref: string;
  readonly serviceKind: ServiceKind;
  readonly kind: 'opening' | 'charge' | 'payment' | 'benefit' | 'recalculation' | 'refund';
  readonly status: 'posted' | 'pending';
  readonly basis: 'actual' | 'estimated' | null;
  /** Minor units. */
  readonly amount: number;
  readonly bookedOn: CalendarDate;
  readonly periodMonth: CalendarMonth | null;
  readonly dueOn: CalendarDate | null;
  /** Of a charge. */
  readonly part: CostPart | null;
}

function anyPayer(random: Random): Payer {
  const draw = random.next();
  if (draw < 0.62) return 'punctual';
  if (draw < 0.74) return 'late';
  if (draw < 0.8) return 'partial';
  return draw < 0.91 ? 'ahead' : 'debtor';
}

/** Days of a month: when bills are made, and by when they are to be paid. */
export interface BillingDays {
  readonly billDay: number;
  readonly dueDay: number;
}

const USUAL_DAYS: BillingDays = { billDay: 8, dueDay: 20 };
const dayOf = (month: CalendarMonth, day: number): CalendarDate => `${month}-${String(day).padStart(2, '0')}`;

interface LedgerOptions {
  readonly random: Random;
  readonly key: string;
  readonly charges: readonly MonthlyCharge[];
  readonly today: CalendarDate;
  /** Left to chance where no story says how it pays. */
  readonly payer: Payer | null;
  readonly billing?: BillingDays | undefined;
}

/** The account's money: bills month by month, and what its payer does about them. */
export function makeLedger(options: LedgerOptions): readonly SampleEntry[] {
  const { random, key, charges, today, billing = USUAL_DAYS } = options;
  const payer = options.payer ?? anyPayer(random);
  const entries: SampleEntry[] = [];
  const services = [...new Set(charges.map(({ serviceKind }) => serviceKind))];
  const owed = new Map(services.map((serviceKind) => [serviceKind, 0]));
  const book = (entry: Pick<SampleEntry, 'serviceKind' | 'kind' | 'amount' | 'bookedOn'> & Partial<SampleEntry>) => {
    entries.push({
      status: 'posted',
      basis: null,
      periodMonth: null,
      dueOn: null,
      part: null,
      ref: `L-${key}-${entries.length + 1}`,
      ...entry,
    });
    const before = owed.get(entry.serviceKind) ?? 0;
    if (entry.status !== 'pending') owed.set(entry.serviceKind, before + entry.amount);
  };
  const [firstService] = services;
  if (firstService === undefined) return [];
  const opening = random.chance(0.5) ? 0 : random.whole(-40_000, 60_000);
  if (opening !== 0) {
    const bookedOn = `${charges[0]?.month ?? today.slice(0, 7)}-01`;
    book({ serviceKind: firstService, kind: 'opening', amount: opening, bookedOn });
  }

  const months = [...new Set(charges.map(({ month }) => month))].sort();
  const stopsAt = Math.floor(months.length * random.next());
  const bills = months
    .map((month) => ({ month, bookedOn: dayOf(addMonths(month, 1), billing.billDay) }))
    .filter(({ bookedOn }) => bookedOn <= today);
  bills.forEach(({ month, bookedOn }, index) => {
    const isLast = index === bills.length - 1;
    for (const { serviceKind, cost, benefit, basis, parts } of charges.filter((charge) => charge.month === month)) {
      if (cost > 0) {
        const dueOn = dayOf(addMonths(month, 1), billing.dueDay);
        for (const part of parts) {
          book({ serviceKind, kind: 'charge', amount: part.cost, bookedOn, basis, periodMonth: month, dueOn, part });
        }
      } else if (cost < 0) {
        // The estimate before was too high: the difference comes back.
        book({ serviceKind, kind: 'recalculation', amount: cost, bookedOn, periodMonth: month });
      }
      if (benefit > 0) book({ serviceKind, kind: 'benefit', amount: -benefit, bookedOn, periodMonth: month });
    }
    const total = [...owed.values()].reduce((sum, each) => sum + each, 0);
    const paid = paymentOf({ payer, owed: total, isLast, hasStopped: index >= stopsAt, random });
    if (paid <= 0) return;
    const usual = addDays(bookedOn, random.whole(3, 11));
    const mustBeThere = isLast && (payer === 'settled' || payer === 'paid_ahead');
    const paidOn = mustBeThere && usual > today ? today : usual;
    const isAtBank = isLast && payer === 'payment_on_the_way';
    if (!isAtBank && paidOn > today) return;
    const isOnTheWay = isAtBank || (!mustBeThere && daysBetween(paidOn, today) < 2);
    for (const [serviceKind, amount] of shared(paid, owed)) {
      const status = isOnTheWay ? 'pending' : 'posted';
      book({ serviceKind, kind: 'payment', amount: -amount, bookedOn: isAtBank ? today : paidOn, status });
    }
  });
  return entries;
}

/** A payment divided between services: each its debt as far as it goes, and what is left over to the first. */
function shared(paid: number, owed: ReadonlyMap<ServiceKind, number>): [ServiceKind, number][] {
  let left = paid;
  const parts = [...owed].map(([serviceKind, amount]): [ServiceKind, number] => {
    const part = Math.min(left, Math.max(0, amount));
    left -= part;
    return [serviceKind, part];
  });
  if (parts[0]) parts[0][1] += left;
  return parts.filter(([, amount]) => amount > 0);
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
