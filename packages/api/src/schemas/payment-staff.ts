import * as z from 'zod/mini';
import { DateText, DateTimeText, Money } from './common.js';
import { PaymentOrderStatus } from './payment.js';

/**
 * Where the service and a payment provider do not agree: something for a person to look at. `amount`, `currency`, `merchant`: the
 * provider speaks of another one than the order's. `unknown_order`: of an order that is not ours. `paid_twice`: two payments for one
 * order. `missing_here`: the provider has a payment that we have not credited. `missing_there`: we credited one that the provider does
 * not know. `unsettled`: days after its time a provider still works on it, or cannot be asked. `billing`: the billing base has another
 * sum for a payment of ours, or has cancelled it. `refund_failed`: money that was booked as given back did not get there.
 * `refund_elsewhere`: a refund of another payment than
 * the one that is booked, as of a second one for the same order. `not_compared`: the provider's register of a day could not be had for a week.
 */
export const PaymentDifferenceKind = z.enum([
  'amount',
  'currency',
  'merchant',
  'unknown_order',
  'paid_twice',
  'missing_here',
  'missing_there',
  'unsettled',
  'refund_failed',
  'refund_elsewhere',
  'billing',
  'not_compared',
]);
export type PaymentDifferenceKind = z.infer<typeof PaymentDifferenceKind>;

export const PaymentDifference = z.object({
  id: z.string(),
  kind: PaymentDifferenceKind,
  methodId: z.string(),
  /** The provider's day it is about. */
  day: DateText,
  orderNumber: z.nullable(z.string()),
  /** What the order was for; none where it is not ours. */
  accountNumbers: z.array(z.string()),
  /** The provider's name of the payment; of a `billing` one, the billing base's name of the movement. */
  reference: z.nullable(z.string()),
  ours: z.nullable(Money),
  theirs: z.nullable(Money),
  foundAt: DateTimeText,
  closedAt: z.nullable(DateTimeText),
  /** What whoever closed it found. */
  note: z.string(),
});
export type PaymentDifference = z.infer<typeof PaymentDifference>;

export const PaymentDifferenceList = z.object({ items: z.array(PaymentDifference) });
export type PaymentDifferenceList = z.infer<typeof PaymentDifferenceList>;

export const PaymentDifferenceAnswer = z.object({ note: z.string().check(z.minLength(1), z.maxLength(1000)) });
export type PaymentDifferenceAnswer = z.infer<typeof PaymentDifferenceAnswer>;

/** A payment order as staff see it. */
export const StaffPaymentOrder = z.object({
  id: z.string(),
  number: z.string(),
  status: PaymentOrderStatus,
  methodId: z.string(),
  reference: z.nullable(z.string()),
  lines: z.array(z.object({ accountNumber: z.string(), amount: Money })),
  fee: Money,
  total: Money,
  refunded: Money,
  createdAt: DateTimeText,
  settledAt: z.nullable(DateTimeText),
  failure: z.nullable(z.string()),
  /** Whether the provider lets us give money back. */
  isRefundable: z.boolean(),
});
export type StaffPaymentOrder = z.infer<typeof StaffPaymentOrder>;

export const StaffPaymentOrderList = z.object({ items: z.array(StaffPaymentOrder) });
export type StaffPaymentOrderList = z.infer<typeof StaffPaymentOrderList>;

export const PaymentRefundRequest = z.object({
  amount: Money,
  /** Off which account it comes: needed where the payment was for several, and not all that is left is given back. */
  accountNumber: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  /** Why, for the books; the customer is told the sum. */
  reason: z.string().check(z.minLength(1), z.maxLength(300)),
});
export type PaymentRefundRequest = z.infer<typeof PaymentRefundRequest>;
