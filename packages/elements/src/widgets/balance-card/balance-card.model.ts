import type { Balance } from '@kabinet/api';
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

/** A balance as a short story: what there was, all that came to it, what was paid, and what made it less otherwise. */
export function storyOf({ lines }: Balance): { opening: number; added: number; paid: number; less: number } {
  const sum = (of: Balance['lines']) => of.reduce((total, { amount }) => total + amount.amount, 0);
  const moved = lines.filter(({ kind }) => kind !== 'opening');
  const gone = moved.filter(({ amount }) => amount.amount < 0);
  return {
    opening: sum(lines.filter(({ kind }) => kind === 'opening')),
    added: sum(moved.filter(({ amount }) => amount.amount > 0)),
    paid: -sum(gone.filter(({ kind }) => kind === 'payment')),
    less: -sum(gone.filter(({ kind }) => kind !== 'payment')),
  };
}
