import { afterCommit } from '../../db/database.js';
import { askForRefund, giveBackAsked } from '../../domain/refunds.js';
import { lookAtPaymentOrder } from '../../domain/staff-payments.js';
import { describeError } from '../../describe-error.js';
import { invalidRequest, ProblemError } from '../../problem.js';
import { staffOperation, WRITE_LIMIT } from '../operation.js';
import { paymentStaff } from './payment-staff.js';

/** Gives a payment back, or a part of it: written down now, asked of the provider behind the answer until it is given. */
export const refundPayment = staffOperation('refundPayment', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, call) => {
    const { context, supplier, args } = call;
    const { orderId, body } = args;
    if (body.amount.currency !== supplier.profile.currency) throw invalidRequest('/amount/currency', 'currency');
    const work = paymentStaff(call);
    const amount = BigInt(body.amount.amount);
    const { accountNumber, reason } = body;
    const outcome = await askForRefund(tx, { ...work, orderId, amount, accountNumber: accountNumber ?? null, reason });
    switch (outcome.kind) {
      case 'asked': {
        afterCommit(tx, () => {
          giveBackAsked(context, supplier, context.stopping).catch((error: unknown) =>
            context.logger.warn({ supplier: supplier.id, error: describeError(error) }, 'could not give money back'),
          );
        });
        const shown = await lookAtPaymentOrder(tx, { ...work, orderId });
        if (!shown) throw new Error('an order vanished while money of it was given back');
        return shown.order;
      }
      case 'not_found':
        throw new ProblemError('not_found');
      case 'own_payment':
        throw new ProblemError('forbidden');
      case 'not_refundable':
        throw new ProblemError('payment_not_refundable');
      case 'out_of_range':
        throw new ProblemError('payment_sum_out_of_range');
      case 'account_missing':
        throw invalidRequest('/accountNumber', 'account_missing');
      case 'reason_missing':
        throw invalidRequest('/reason', 'reason_missing');
    }
  },
});
