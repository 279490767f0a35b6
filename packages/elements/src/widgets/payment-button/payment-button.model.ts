import type { Balance, Money, PaymentMethod, PaymentOrder, PaymentOrderLine, PaymentTerms } from '@kabinet/api';
import { minorDigits, paymentFee } from '@kabinet/rules';

/** Whether its payer had taken the order back, whatever became of it. */
export function isCancelled({ failure }: Pick<PaymentOrder, 'failure'>): boolean {
  return failure === 'cancelled_by_payer';
}

/** What is still to be paid of what is owed: a payment on its way is not asked for again. Never negative. */
export function dueOf({ amountOwed, paymentsOnTheWay }: Balance): Money {
  return { ...amountOwed, amount: Math.max(0, amountOwed.amount - Math.max(0, paymentsOnTheWay.amount)) };
}

/** The part of a sum that one payment may be for: no more than the most, and no less than the least, which leaves something ahead. */
export function withinTerms(
  sum: Money,
  { atLeast, atMost }: Pick<PaymentTerms, 'atLeast' | 'atMost'>,
): Money & { readonly limit: 'least' | 'most' | null } {
  if (sum.amount > atMost) return { ...sum, amount: atMost, limit: 'most' };
  return sum.amount < atLeast ? { ...sum, amount: atLeast, limit: 'least' } : { ...sum, limit: null };
}

/** The sum of the lines, what the method takes on top, and both together: what is charged. */
export interface PaymentTotal {
  readonly sum: Money;
  readonly fee: Money;
  readonly total: Money;
}

export function totalOf(
  lines: readonly PaymentOrderLine[],
  method: Pick<PaymentMethod, 'fee'> | null,
  currency: string,
): PaymentTotal {
  const sum = lines.reduce((total, { amount }) => total + amount.amount, 0);
  const fee = sum > 0 ? Number(paymentFee(BigInt(sum), method?.fee ?? null)) : 0;
  const money = (amount: number): Money => ({ amount, currency });
  return { sum: money(sum), fee: money(fee), total: money(sum + fee) };
}

/** The sum in the attribute `amount`, such as `358.20`, in minor units; null where it is no sum of the currency. */
export function amountOfAttribute(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(text.trim());
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || fraction.length > digits) return null;
  const amount = Number(whole + fraction.padEnd(digits, '0'));
  return amount > 0 ? amount : null;
}

/** Whether nothing more is to be expected of an order (a late success may still come, by the supplier's word). */
export function isSettled({ status }: Pick<PaymentOrder, 'status'>): boolean {
  return status !== 'created' && status !== 'pending';
}
