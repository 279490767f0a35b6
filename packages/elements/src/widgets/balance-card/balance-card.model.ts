import type { Balance } from '@kabinet/api';
import type { CalendarDate } from '@kabinet/rules';

/** How an account stands on the day: nothing owed, paid ahead, to be paid, or past the day it was due. */
export function balanceStanding(balance: Balance, today: CalendarDate): 'settled' | 'credit' | 'owed' | 'overdue' {
  const { amount } = balance.amountOwed;
  if (amount === 0) return 'settled';
  if (amount < 0) return 'credit';
  return balance.dueOn !== null && balance.dueOn < today ? 'overdue' : 'owed';
}
