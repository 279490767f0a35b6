import type { Balance, BalanceLine } from '@kabinet/api';
import type { CalendarDate } from '@kabinet/rules';

export type BalanceStanding = 'settled' | 'credit' | 'owed' | 'covered' | 'overdue';

/**
 * How an account stands on the day: nothing owed, paid ahead, to be paid, to be paid with a payment for all of it on its way, or past
 * the day it was due.
 */
export function balanceStanding(balance: Balance, today: CalendarDate): BalanceStanding {
  const { amount } = balance.amountOwed;
  if (amount === 0) return 'settled';
  if (amount < 0) return 'credit';
  if (balance.paymentsOnTheWay.amount >= amount) return 'covered';
  return balance.dueOn !== null && balance.dueOn < today ? 'overdue' : 'owed';
}

export type Sign = 'more' | 'zero' | 'less';

/** Which way money lies: the customer owes, nobody does, or they have paid ahead. */
export function signOf(amount: number): Sign {
  return amount > 0 ? 'more' : amount < 0 ? 'less' : 'zero';
}

/** A balance as a short story: what there was, and what has moved it since, by the words that the lines have. Sums without a sign. */
export interface BalanceStory {
  readonly opening: number;
  readonly charged: number;
  /** What came to it otherwise, as by a recalculation. */
  readonly more: number;
  /** What made it less otherwise: benefits, a recalculation. */
  readonly less: number;
  readonly paid: number;
  readonly refunded: number;
}

export function storyOf({ lines }: Balance): BalanceStory {
  const sum = (of: Balance['lines']) => of.reduce((total, { amount }) => total + amount.amount, 0);
  const of = (...kinds: readonly BalanceLine['kind'][]) => lines.filter(({ kind }) => kinds.includes(kind));
  const up = (some: Balance['lines']) => some.filter(({ amount }) => amount.amount > 0);
  const down = (some: Balance['lines']) => some.filter(({ amount }) => amount.amount < 0);
  return {
    opening: sum(of('opening')),
    charged: sum(up(of('charge'))),
    more: sum(up(of('benefit', 'recalculation', 'payment'))),
    less: -sum(down(of('charge', 'benefit', 'recalculation', 'refund'))),
    paid: -sum(down(of('payment'))),
    refunded: sum(up(of('refund'))),
  };
}

/** The charges that the balance is about, where they are few enough for a sentence and it is known what each is for; else none. */
export function chargesToTell({ lines }: Balance): readonly BalanceLine[] {
  const charges = lines.filter(({ kind, amount }) => kind === 'charge' && amount.amount > 0);
  const areKnown = charges.every(({ serviceKind, month }) => serviceKind !== null && month !== null);
  return areKnown && charges.length <= 2 ? charges : [];
}
