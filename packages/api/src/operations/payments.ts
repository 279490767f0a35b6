import * as z from 'zod/mini';
import { PaymentAllocation, PaymentOrder, PaymentOrderRequest, PaymentPage, PaymentSlip } from '../schemas/payment.js';
import { defineOperations } from './operation.js';

const accountParams = z.object({ accountId: z.string() });
/** Minor units of the supplier's currency. */
const amountQuery = z.object({ amount: z.optional(z.string().check(z.regex(/^[1-9]\d{0,11}$/))) });

export const paymentOperations = defineOperations({
  createPaymentOrder: {
    method: 'POST',
    path: '/payment-orders',
    summary: 'Fix a sum to pay on the provider’s page, for one account or several',
    auth: 'customer',
    body: PaymentOrderRequest,
    response: PaymentOrder,
    status: 201,
    errors: ['not_found', 'forbidden', 'payment_sum_out_of_range', 'payment_in_progress', 'payment_method_unavailable'],
  },
  getPaymentOrder: {
    method: 'GET',
    path: '/payment-orders/{orderId}',
    summary: 'What became of a payment order; only for who made it',
    auth: 'customer',
    params: z.object({ orderId: z.string() }),
    response: PaymentOrder,
    status: 200,
    errors: ['not_found'],
  },
  cancelPaymentOrder: {
    method: 'POST',
    path: '/payment-orders/{orderId}/cancellation',
    summary: 'Take an order back that nobody has paid; answers with how it stands then',
    auth: 'customer',
    params: z.object({ orderId: z.string() }),
    body: z.object({}),
    response: PaymentOrder,
    status: 200,
    errors: ['not_found'],
  },
  getPaymentAllocation: {
    method: 'GET',
    path: '/accounts/{accountId}/payment-allocation',
    summary: 'To which services and debts a sum would go',
    auth: 'customer',
    grant: 'view',
    params: accountParams,
    query: amountQuery,
    response: PaymentAllocation,
    status: 200,
    errors: ['not_found'],
  },
  getPaymentSlip: {
    method: 'GET',
    path: '/accounts/{accountId}/payment-slip',
    summary: 'The details of a bank transfer for an account, with a QR code',
    auth: 'customer',
    grant: 'payments',
    params: accountParams,
    query: amountQuery,
    response: PaymentSlip,
    status: 200,
    errors: ['not_found'],
  },
  listPayments: {
    method: 'GET',
    path: '/accounts/{accountId}/payments',
    summary: 'Payments and refunds, newest first, by pages',
    auth: 'customer',
    grant: 'view',
    params: accountParams,
    query: z.object({
      /** Payments on a page, 1 to 100; 24 without it. */
      limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/))),
      cursor: z.optional(z.string()),
    }),
    response: PaymentPage,
    status: 200,
    errors: ['not_found'],
  },
});
