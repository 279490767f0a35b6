import * as z from 'zod/mini';
import { DateText, DateTimeText, DecimalText, Money, MonthText, ServiceKind, Unit } from './common.js';

/** One reason why the sum is what it is. */
export const BalanceLine = z.object({
  /** `opening` is what was owed when the period began. */
  kind: z.enum(['opening', 'charge', 'payment', 'benefit', 'recalculation', 'refund']),
  serviceKind: z.nullable(ServiceKind),
  /** Its effect on what is owed: charges are positive, payments and benefits negative. */
  amount: Money,
  /** Of a charge: by the meter, or by average use because no reading came. */
  basis: z.nullable(z.enum(['actual', 'estimated'])),
  /** Of what is charged, or taken off: the month it is for. Null where the billing base does not say, and of everything else. */
  month: z.nullable(MonthText),
  /** Of a charge: the thing itself, its delivery by the network, or servicing; null where the billing base does not say. */
  component: z.nullable(z.enum(['supply', 'network', 'service'])),
  /**
   * Of a charge: how much was used, where the billing base says so. The price of a unit, in major units of money, is there only where both
   * together make the amount; else there is more to it than one price.
   */
  use: z.nullable(z.object({ quantity: DecimalText, unit: Unit, price: z.nullable(DecimalText) })),
});
export type BalanceLine = z.infer<typeof BalanceLine>;

/** What is owed on an account, and why. The lines add up to `amountOwed`. */
export const Balance = z.object({
  /** The moment of the newest that is known: of what the billing base brought, or of a payment made here that is in the sums. */
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
