import type { CalendarMonth } from './calendar.js';

/**
 * Money of one service in one month, in minor units. `month` is null where the billing base does not say, as of what was brought forward
 * from an older program.
 */
export interface ServiceMoney<Kind extends string = string> {
  readonly serviceKind: Kind;
  readonly month: CalendarMonth | null;
  readonly amount: bigint;
}

/** How a payment is spread: the shares and `ahead` add up to it. */
export interface Allocation<Kind extends string = string> {
  readonly shares: readonly ServiceMoney<Kind>[];
  /** Paid more than is owed: it counts for the bills to come. */
  readonly ahead: bigint;
}

/** What no month is known of is older than anything that has one. */
function isOlder(a: ServiceMoney, b: ServiceMoney): number {
  if (a.month === b.month) return 0;
  if (a.month === null || b.month === null) return a.month === null ? -1 : 1;
  return a.month < b.month ? -1 : 1;
}

function sumOf(money: readonly ServiceMoney[]): bigint {
  return money.reduce((sum, { amount }) => sum + amount, 0n);
}

/** Takes as much of the debts as the sum covers, the first ones first. */
function cover<Kind extends string>(
  debts: readonly ServiceMoney<Kind>[],
  sum: bigint,
): { covered: ServiceMoney<Kind>[]; open: ServiceMoney<Kind>[]; rest: bigint } {
  const covered: ServiceMoney<Kind>[] = [];
  const open: ServiceMoney<Kind>[] = [];
  let rest = sum;
  for (const debt of debts) {
    const taken = rest < debt.amount ? rest : debt.amount;
    if (taken > 0n) covered.push({ ...debt, amount: taken });
    if (taken < debt.amount) open.push({ ...debt, amount: debt.amount - taken });
    rest -= taken;
  }
  return { covered, open, rest };
}

/**
 * What of an account is still owed, the oldest debt first, from the sums of its movements by service and month (charges positive, payments
 * negative). What a service has too much covers its own oldest debts first and then the oldest of the others, so that the debts add up to what
 * the account owes; an account that is paid ahead has none. Of debts of one month the service named first comes first.
 */
export function openDebts<Kind extends string>(sums: readonly ServiceMoney<Kind>[]): ServiceMoney<Kind>[] {
  const kinds = [...new Set(sums.map(({ serviceKind }) => serviceKind))];
  let spare = 0n;
  const ownCovered = kinds.flatMap((kind) => {
    const own = sums.filter(({ serviceKind }) => serviceKind === kind);
    const debts = own.filter(({ amount }) => amount > 0n).sort(isOlder);
    const { open, rest } = cover(debts, -sumOf(own.filter(({ amount }) => amount < 0n)));
    spare += rest;
    return open;
  });
  return cover(ownCovered.sort(isOlder), spare).open;
}

/** Spreads a payment over what is owed: the oldest debt first, those of one month in the order given. */
export function allocatePayment<Kind extends string>({
  debts,
  amount,
}: {
  debts: readonly ServiceMoney<Kind>[];
  amount: bigint;
}): Allocation<Kind> {
  const { covered, rest } = cover([...debts].sort(isOlder), amount);
  return { shares: covered, ahead: rest };
}
