import { createOrder, orderWithLines } from '../../domain/payment-orders.js';
import { customerOperation, signedIn, WRITE_LIMIT } from '../operation.js';

/** Fixes a sum to pay on the provider's page, for accounts that the customer may pay for. */
export const createPaymentOrder = customerOperation('createPaymentOrder', {
  rateLimit: WRITE_LIMIT,
  // Which accounts it is about stands in what was sent: `createOrder` asks for the right to each of them before anything else.
  authorise: signedIn,
  handle: async (tx, { context, supplier, customer, args: { body }, now, requestId }) => {
    const order = await createOrder(tx, {
      context,
      supplier,
      customerRef: customer.ref,
      lines: body.lines.map(({ accountId, amount: { amount, currency } }) => ({
        accountId,
        amount: BigInt(amount),
        currency,
      })),
      methodId: body.methodId,
      returnUrl: body.returnUrl,
      language: body.language,
      anew: body.anew ?? false,
      planId: body.planId ?? null,
      now,
      requestId,
    });
    return orderWithLines(tx, context, supplier, order);
  },
});
