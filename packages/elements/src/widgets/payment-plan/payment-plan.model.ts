import type { Balance, Money, PaymentMethod, PaymentPlan, PaymentPlanRequest } from '@kabinet/api';
import type { CalendarDate } from '@kabinet/rules';

/** What of a plan the customer decides. */
export function termsOf({ methodId, amount, atMost, timing }: PaymentPlan): PaymentPlanRequest {
  return { methodId, amount, atMost, timing };
}

/** Whether such a plan goes by what is owed, or by when: it tells it to whoever has it, and takes the right to see it. */
export function tellsWhatIsDue({ amount, timing }: Pick<PaymentPlanRequest, 'amount' | 'timing'>): boolean {
  return amount === null || timing.kind === 'days_before_due';
}

/** Whether the plan could be paid without the person, once its first payment has left a card with the provider. */
export function mayKeepCard(plan: PaymentPlan, method: PaymentMethod | undefined): boolean {
  return plan.mode === 'remind' && plan.status === 'active' && method?.keepsCard === true;
}

/** What the plan's first payment would be: its own sum, or all that is owed and not on its way yet; null where nothing is. */
export function firstSumOf({ amount }: PaymentPlan, balance: Balance | undefined): Money | null {
  if (amount !== null) return amount;
  return balance ? notOnItsWay(balance) : null;
}

/** All that is owed and not on its way yet; null where nothing is. */
function notOnItsWay({ amountOwed, paymentsOnTheWay }: Balance): Money | null {
  const left = amountOwed.amount - paymentsOnTheWay.amount;
  return left > 0 ? { ...amountOwed, amount: left } : null;
}

/** What somebody still has to pay. */
export interface Left {
  readonly sum: Money;
  readonly isOverdue: boolean;
}

/** What is left to pay on the day; null where nothing is, undefined while it is not known. */
export function leftOf(balance: Balance | undefined, today: CalendarDate): Left | null | undefined {
  const sum = balance && notOnItsWay(balance);
  return sum && { sum, isOverdue: balance.dueOn !== null && balance.dueOn < today };
}

/** Whether the plan waits for what it pays next: nothing is due, or what is due is not its own. */
export function waitsForBill({ status, nextOn }: PaymentPlan): boolean {
  return status === 'active' && nextOn === null;
}
