import * as z from 'zod/mini';
import { DateText, DateTimeText, Money, ServiceKind } from './common.js';

/** One reason why the sum is what it is. */
export const BalanceLine = z.object({
  /** `opening` is what was owed when the period began. */
  kind: z.enum(['opening', 'charge', 'payment', 'benefit', 'recalculation', 'refund']),
  serviceKind: z.nullable(ServiceKind),
  /** Its effect on what is owed: charges are positive, payments and benefits negative. */
  amount: Money,
  /** Of a charge: by the meter, or by average use because no reading came. */
  basis: z.nullable(z.enum(['actual', 'estimated'])),
});
export type BalanceLine = z.infer<typeof BalanceLine>;

/** What is owed on an account, and why. The lines add up to `amountOwed`. */
export const Balance = z.object({
  asOf: DateTimeText,
  /** Positive: the customer owes. Negative: paid ahead. */
  amountOwed: Money,
  /** The day to pay by; null when nothing is due. */
  dueOn: z.nullable(DateText),
  /** The first and last day the lines speak of; what came before is the `opening` line. */
  period: z.object({ from: DateText, to: DateText }),
  lines: z.array(BalanceLine),
  /** Payments made but not yet credited; not part of `amountOwed`. Zero when there are none. */
  paymentsOnTheWay: Money,
  /** The newest payment that was credited; null where there is none. */
  lastPayment: z.nullable(z.object({ amount: Money, paidOn: DateText })),
});
export type Balance = z.infer<typeof Balance>;
