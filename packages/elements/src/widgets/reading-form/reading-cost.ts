import type { Account, AccountTariff, Balance, Meter } from '@kabinet/api';
import {
  type Bill,
  billedMonths,
  type BlockDistance,
  type CalendarMonth,
  computeBill,
  dayOfMonth,
  distanceToNextBlock,
  addDecimals,
  type Tariff,
  tariffsOn,
} from '@kabinet/rules';

/** Units used, by register. */
export type Use = Readonly<Record<string, string>>;

export interface CostQuestion {
  readonly meter: Meter;
  readonly account: Account;
  /** The account's meters in use. */
  readonly meters: readonly Meter[];
  readonly use: Use;
  /** The month the reading counts for. */
  readonly countsFor: CalendarMonth;
  readonly tariff: AccountTariff;
  /** Digits of the currency after the point. */
  readonly currencyDigits: number;
}

/** What the use of a reading costs. */
export interface ReadingCost {
  /** The charges for what was used, with the benefits on them. Standing charges come anyway and are not in it. */
  readonly bill: Bill;
  /** How far the month's use is from another price; null where there is none, or where it cannot be told of one month. */
  readonly next: BlockDistance | null;
  /** Whether the supplier charges something for the service besides the use. */
  readonly hasStanding: boolean;
}

/** What the use costs by the account's own tariff; null where that cannot be known: then nothing is said of money. */
export function costOfUse(question: CostQuestion): ReadingCost | null {
  const { meter, use, tariff } = question;
  if (meter.registers.some(({ id }) => use[id] === undefined)) return null;
  const tariffs = tariff.tariffs.filter(({ serviceKind }) => serviceKind === meter.serviceKind);
  const bill = billOf(question, tariffs);
  const lines = bill.lines.filter(({ basis }) => basis === 'use');
  const applied = tariffs.filter(({ id }) => lines.some(({ tariffId }) => tariffId === id));
  if (bill.gaps.length > 0 || !isPriceKnown(question, applied)) return null;
  return {
    bill: {
      ...bill,
      lines,
      total: lines.reduce((sum, { amount }) => sum + amount, 0),
      vat: [],
      missing: [],
      unused: [],
    },
    next: nextPrice(question, tariffs),
    hasStanding: bill.missing.length > 0 || lines.length < bill.lines.length,
  };
}

function billOf(question: CostQuestion, tariffs: readonly Tariff[]): Bill {
  const { meter, use, tariff, currencyDigits } = question;
  return computeBill({
    ...tariff,
    tariffs,
    period: periodOf(question),
    use: meter.registers.map(({ id, zone }) => ({ serviceKind: meter.serviceKind, zone, quantity: use[id] ?? '0' })),
    basis: 'actual',
    currencyDigits,
  });
}

/** The whole months that the reading is billed for. */
function periodOf({ meter, countsFor }: CostQuestion): Bill['period'] {
  const [first = countsFor] = billedMonths({ baselineMonth: meter.baseline?.countsFor ?? null, countsFor });
  return { from: `${first}-01`, to: dayOfMonth(countsFor, -1) };
}

/** What a month allows is shared by all meters of the service: one of them alone cannot be priced then. */
function isPriceKnown({ meter, meters, tariff }: CostQuestion, tariffs: readonly Tariff[]): boolean {
  const isOnly = meters.every((each) => each.id === meter.id || each.serviceKind !== meter.serviceKind);
  const isPlain =
    tariffs.every(({ blocks }) => blocks.length === 1) &&
    tariff.benefits.every(({ serviceKind }) => serviceKind !== meter.serviceKind);
  return isOnly || isPlain;
}

/** The distance to the next block, where one price list holds throughout the one month that is billed. */
function nextPrice(question: CostQuestion, tariffs: readonly Tariff[]): BlockDistance | null {
  const {
    use,
    tariff: { answers },
    countsFor,
  } = question;
  const { from, to } = periodOf(question);
  const sold = tariffs.filter(({ component, basis }) => component === 'supply' && basis === 'use');
  const [first, ...more] = tariffsOn({ tariffs: sold, answers, on: from });
  const [last] = tariffsOn({ tariffs: sold, answers, on: to });
  const isOnePrice = from.startsWith(countsFor) && more.length === 0 && first?.id === last?.id;
  if (!first || !isOnePrice || first.perUnits !== '1') return null;
  return distanceToNextBlock({ tariff: first, quantity: Object.values(use).reduce(addDecimals, '0') });
}

/**
 * What will be owed once the reading is charged: what is owed now, and the whole bill of the supplier's own for the same months. Null
 * where anything else may come into it, or the balance may have counted those months already.
 */
export function sumAfterCharge(question: CostQuestion, balance: Balance): number | null {
  const { account, meters, tariff } = question;
  const isAlone = account.serviceKinds.length === 1 && meters.length === 1;
  if (!isAlone || balance.period.to >= periodOf(question).from || balance.paymentsOnTheWay.amount !== 0) return null;
  // What another company bills is owed to that one.
  const bill = billOf(
    question,
    tariff.tariffs.filter(({ provider }) => provider === null),
  );
  return bill.gaps.length > 0 || bill.missing.length > 0 ? null : balance.amountOwed.amount + bill.total;
}
