import { findOrder } from '../../db/payment-orders.js';
import { askBeforeCancelling, cancelOrder } from '../../domain/cancel-order.js';
import { orderWithLines } from '../../domain/payment-orders.js';
import type { RateLimit } from '../../http/rate-limit.js';
import { ProblemError } from '../../problem.js';
import { ProviderUnavailable } from '../../payments/provider.js';
import { type CustomerCall, customerOperation } from '../operation.js';

const ASK_TIMEOUT_MS = 10_000;
/** Each may ask the provider. */
const CANCEL_LIMIT: RateLimit = { perMinute: 12, burst: 6 };

/** Takes back an order that nobody has paid, for who made it; answers with how it stands then. */
export const cancelPaymentOrder = customerOperation('cancelPaymentOrder', {
  rateLimit: CANCEL_LIMIT,
  prepare: async ({ context, supplier, customer, args: { orderId } }: CustomerCall<'cancelPaymentOrder'>) => {
    const signal = AbortSignal.any([context.stopping, AbortSignal.timeout(ASK_TIMEOUT_MS)]);
    try {
      return await askBeforeCancelling(context, { supplier, customerRef: customer.ref, orderId, signal });
    } catch (error) {
      if (!(error instanceof ProviderUnavailable) && !signal.aborted) throw error;
      // Nobody knows whether it was paid.
      throw new ProblemError('unavailable', {}, { 'Retry-After': '10' });
    }
  },
  authorise: async (tx, { supplier, customer, args: { orderId } }) => {
    const order = await findOrder(tx, { supplierId: supplier.id, orderId });
    if (order?.customerRef !== customer.ref) throw new ProblemError('not_found');
    return order;
  },
  handle: async (tx, { context, supplier, now, requestId }, order, heard) => {
    const isAsked = heard();
    return orderWithLines(tx, context, supplier, await cancelOrder(tx, { supplier, order, isAsked, now, requestId }));
  },
});
