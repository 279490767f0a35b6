import { afterCommit } from '../../db/database.js';
import { findOrder } from '../../db/payment-orders.js';
import { askProviderAtTimes } from '../../domain/ask-provider.js';
import { mayHaveNews, orderWithLines } from '../../domain/payment-orders.js';
import { ProblemError } from '../../problem.js';
import { customerOperation, READ_LIMIT } from '../operation.js';

const ASK_TIMEOUT_MS = 10_000;

/** What became of an order, for who made it. While it may still be paid the provider is asked behind the answer. */
export const getPaymentOrder = customerOperation('getPaymentOrder', {
  rateLimit: READ_LIMIT,
  authorise: async (tx, { supplier, customer, args: { orderId } }) => {
    const order = await findOrder(tx, { supplierId: supplier.id, orderId });
    if (order?.customerRef !== customer.ref) throw new ProblemError('not_found');
    return order;
  },
  handle: async (tx, { context, supplier }, order) => {
    if (mayHaveNews(order, context.now())) {
      afterCommit(tx, () => {
        const signal = AbortSignal.any([context.stopping, AbortSignal.timeout(ASK_TIMEOUT_MS)]);
        askProviderAtTimes(context, { supplier, orderId: order.id, signal }).catch((error: unknown) => {
          // The job asks again, and so does the page.
          const reason = error instanceof Error ? error.name : 'unknown';
          context.logger.warn({ supplier: supplier.id, order: order.id, reason }, 'a provider could not be asked');
        });
      });
    }
    return orderWithLines(tx, context, supplier, order);
  },
});
