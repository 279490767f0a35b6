import type { PaymentDifferenceKind } from '@kabinet/api/contract';
import type { PaymentOrderRow, PaymentOrderStatus } from '../db/payment-orders.js';
import type { ProviderEvent } from '../payments/provider.js';

/**
 * Why an order has expired before its time, kept once it is paid all the same. One that has expired may have another reason, of a try that
 * failed before.
 */
export const CANCELLED_BY_PAYER = 'cancelled_by_payer';

/**
 * What came of a provider's word. `applied`: the order is further than before. `repeated`: it was told before. `stale`: what is known is
 * newer. `waits`: a refund of a part, told before the payment. Else it is a difference for staff, and no money moved.
 */
export type Outcome = 'applied' | 'repeated' | 'stale' | 'waits' | PaymentDifferenceKind;

const RANKS: readonly PaymentOrderStatus[] = ['created', 'pending', 'failed', 'expired', 'paid', 'refunded'];

function isFurther(kind: Exclude<ProviderEvent['kind'], 'refund_failed'>, status: PaymentOrderStatus): boolean {
  return RANKS.indexOf(kind) > RANKS.indexOf(status);
}

/** Whether it is something for staff to look at. */
export function isDifference(outcome: string): outcome is PaymentDifferenceKind {
  return !['applied', 'repeated', 'stale', 'waits'].includes(outcome);
}

/** What a word that was not heard before comes to. Without side effects, and before anything is written. */
export function judge(
  order: PaymentOrderRow | null,
  methodId: string,
  event: ProviderEvent,
): Exclude<Outcome, 'repeated'> {
  if (!order) return 'unknown_order';
  if (!event.isOurMerchant || order.methodId !== methodId) return 'merchant';
  if (event.currency !== order.currency) return 'currency';
  if (event.kind === 'refunded') return isOfAnother(order, event) ? 'refund_elsewhere' : judgeRefund(order, event);
  // What is booked stays; staff see to it that the payer gets the money another way.
  if (event.kind === 'refund_failed') return order.refunded > 0n ? 'refund_failed' : 'stale';
  if (event.amount !== order.total) return 'amount';
  if (event.kind === 'paid' && isPaid(order)) return isOfAnother(order, event) ? 'paid_twice' : 'stale';
  return isFurther(event.kind, order.status) ? 'applied' : 'stale';
}

/** Whether the payment is in the ledger. */
export function isPaid({ status }: Pick<PaymentOrderRow, 'status'>): boolean {
  return status === 'paid' || status === 'refunded';
}

/** Whether it is said of another payment than the one that was booked, as of a second one for the same order. */
export function isOfAnother(
  order: Pick<PaymentOrderRow, 'status' | 'reference'>,
  { reference }: { readonly reference: string | null },
): boolean {
  return isPaid(order) && reference !== null && order.reference !== null && reference !== order.reference;
}

/** What a refund comes to whose currency and recipient are right. */
export function judgeRefund(order: PaymentOrderRow, event: RefundTold): 'applied' | 'stale' | 'waits' | 'amount' {
  const inAll = event.refundedInAll ?? order.refunded + event.amount;
  if (event.amount <= 0n || inAll > order.total) return 'amount';
  if (isPaid(order)) return refundedAfter(order, event) > order.refunded ? 'applied' : 'stale';
  // Who gives all of it back was paid all of it; of a part nothing follows for the rest.
  return inAll === order.total ? 'applied' : 'waits';
}

/** What of a refund counts. In minor units. */
export interface RefundTold {
  readonly amount: bigint;
  readonly refundedInAll?: bigint | null;
}

/** How much of the lines is given back after this refund. What is more than the lines is the fee, which is not the accounts' money. */
export function refundedAfter({ refunded, amount }: PaymentOrderRow, event: RefundTold): bigint {
  const inAll = event.refundedInAll ?? refunded + event.amount;
  return inAll < amount ? inAll : amount;
}
