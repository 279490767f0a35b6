import * as z from 'zod/mini';
import { DateText } from '../schemas/common.js';
import { LinkRequest, LinkRequestAnswer, LinkRequestList } from '../schemas/link-request.js';
import {
  PaymentDifference,
  PaymentDifferenceAnswer,
  PaymentDifferenceList,
  PaymentRefundRequest,
  StaffPaymentOrder,
  StaffPaymentOrderList,
} from '../schemas/payment-staff.js';
import { defineOperations } from './operation.js';

export const staffOperations = defineOperations({
  listLinkRequests: {
    method: 'GET',
    path: '/staff/link-requests',
    summary: 'Requests to link an account by hand, the oldest open one first',
    auth: 'staff',
    role: 'link_requests',
    query: z.object({ status: z.optional(z.enum(['open', 'approved', 'refused'])) }),
    response: LinkRequestList,
    status: 200,
    errors: ['forbidden'],
  },
  answerLinkRequest: {
    method: 'POST',
    path: '/staff/link-requests/{requestId}/answer',
    summary: 'Link the account to the customer, or say why not',
    auth: 'staff',
    role: 'link_requests',
    params: z.object({ requestId: z.string() }),
    body: LinkRequestAnswer,
    response: LinkRequest,
    status: 200,
    errors: ['forbidden', 'not_found', 'link_request_answered'],
  },
  listPaymentDifferences: {
    method: 'GET',
    path: '/staff/payment-differences',
    summary: 'Where we and the payment providers do not agree, the oldest open one first',
    auth: 'staff',
    role: 'payments',
    query: z.object({ status: z.optional(z.enum(['open', 'closed'])) }),
    response: PaymentDifferenceList,
    status: 200,
    errors: ['forbidden'],
  },
  closePaymentDifference: {
    method: 'POST',
    path: '/staff/payment-differences/{differenceId}/closing',
    summary: 'Say what a difference was, and close it',
    auth: 'staff',
    role: 'payments',
    params: z.object({ differenceId: z.string() }),
    body: PaymentDifferenceAnswer,
    response: PaymentDifference,
    status: 200,
    errors: ['forbidden', 'not_found', 'payment_difference_closed'],
  },
  findPaymentOrders: {
    method: 'GET',
    path: '/staff/payment-orders',
    summary:
      'Payment orders by their number, the account they are for, or the days they were made on, the newest first',
    auth: 'staff',
    role: 'payments',
    query: z.object({
      number: z.optional(z.string()),
      accountNumber: z.optional(z.string()),
      /** The first and the last of these days, at the supplier. */
      from: z.optional(DateText),
      to: z.optional(DateText),
    }),
    response: StaffPaymentOrderList,
    status: 200,
    errors: ['forbidden'],
  },
  refundPayment: {
    method: 'POST',
    path: '/staff/payment-orders/{orderId}/refund',
    summary: 'Give a payment back, or a part of it',
    auth: 'staff',
    role: 'payments',
    params: z.object({ orderId: z.string() }),
    body: PaymentRefundRequest,
    response: StaffPaymentOrder,
    status: 200,
    errors: ['forbidden', 'not_found', 'payment_not_refundable', 'payment_sum_out_of_range'],
  },
});
