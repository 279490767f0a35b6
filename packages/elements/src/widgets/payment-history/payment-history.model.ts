import type { Payment } from '@kabinet/api';

/** Payments of one year, the newest first. */
export interface PaymentYear {
  readonly year: string;
  readonly payments: readonly Payment[];
}

/** What is on its way, and what was booked, by year; both newest first. */
export function arrangePayments(payments: readonly Payment[]): {
  readonly onTheWay: readonly Payment[];
  readonly years: readonly PaymentYear[];
} {
  const years: { year: string; payments: Payment[] }[] = [];
  for (const payment of payments) {
    if (payment.status === 'pending') continue;
    const year = payment.paidOn.slice(0, 4);
    const last = years.at(-1);
    if (last?.year === year) last.payments.push(payment);
    else years.push({ year, payments: [payment] });
  }
  return { onTheWay: payments.filter(({ status }) => status === 'pending'), years };
}

/** What of a payment went to no service yet: it counts for the bills to come. Zero while nothing is known of its shares. */
export function paidAhead({ amount, shares, kind }: Payment): number {
  if (shares.length === 0 || kind === 'refund') return 0;
  return Math.max(0, amount.amount - shares.reduce((sum, share) => sum + share.amount.amount, 0));
}
