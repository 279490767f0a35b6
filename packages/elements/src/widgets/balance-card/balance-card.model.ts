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
