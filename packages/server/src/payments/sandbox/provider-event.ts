import type { ProviderEvent } from '../provider.js';
import type { BankEvent, BankPayment, Refund } from './protocol.js';

/**
 * What a payment as the bank has it comes to; null where nothing has happened that matters.
 *
 * @param wasPaid Whether that is known: what was given back is told after it.
 */
export function eventOfPayment(payment: BankPayment, merchant: string, wasPaid = false): ProviderEvent | null {
  const lastRefund = payment.refunds.at(-1);
  if (wasPaid && lastRefund) return eventOfRefund(payment, lastRefund, merchant);
  switch (payment.status) {
    case 'processing':
      return eventOf(payment, merchant, 'pending');
    case 'succeeded':
      return eventOf(payment, merchant, 'paid');
    case 'failed':
      return eventOf(payment, merchant, 'failed');
    case 'open':
    case 'confirming':
    case 'expired':
      return null;
  }
}

/** What a callback tells; null for what is of a kind not known here. */
export function eventOfCallback({ type, payment, refund }: BankEvent, merchant: string): ProviderEvent | null {
  switch (type) {
    case 'payment.pending':
      return eventOf(payment, merchant, 'pending');
    case 'payment.succeeded':
      return eventOf(payment, merchant, 'paid');
    case 'payment.failed':
      return eventOf(payment, merchant, 'failed');
    case 'payment.refunded':
      return refund && eventOfRefund(payment, refund, merchant);
    default:
      return null;
  }
}

export function eventOfRefund(payment: BankPayment, refund: Refund, merchant: string): ProviderEvent {
  return {
    ...eventOf(payment, merchant, 'refunded'),
    eventRef: `${payment.id}/refunded/${refund.id}`,
    amount: BigInt(refund.amount),
    refundedInAll: inAllWith(payment, refund),
    happenedAt: new Date(refund.createdAt),
    card: null,
  };
}

/** What was given back up to and with this one. */
function inAllWith({ refunds }: BankPayment, refund: Refund): bigint {
  const index = refunds.findIndex(({ id }) => id === refund.id);
  return refunds.slice(0, index + 1).reduce((sum, { amount }) => sum + BigInt(amount), 0n);
}

/** Each of these happens to a payment once, so that the same thing has one name by whatever way it is told. */
function eventOf(payment: BankPayment, merchant: string, kind: ProviderEvent['kind']): ProviderEvent {
  return {
    eventRef: `${payment.id}/${kind}`,
    orderNumber: payment.orderNumber,
    kind,
    amount: BigInt(payment.amount),
    currency: payment.currency,
    isOurMerchant: payment.merchant === merchant,
    reference: payment.id,
    failure: kind === 'failed' ? (payment.failure ?? 'declined') : null,
    happenedAt: new Date(payment.settledAt ?? payment.createdAt),
    card: kind === 'paid' ? payment.card : null,
  };
}
