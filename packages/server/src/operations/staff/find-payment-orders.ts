import { lookForPaymentOrders } from '../../domain/staff-payments.js';
import { READ_LIMIT, staffOperation } from '../operation.js';
import { paymentStaff } from './payment-staff.js';

/** Payment orders by their number, the account or the days they were made on; none without any of these. Every one shown is written down as looked at. */
export const findPaymentOrders = staffOperation('findPaymentOrders', {
  rateLimit: READ_LIMIT,
  handle: async (tx, call) => {
    const { number, accountNumber, from, to } = call.args;
    const found = await lookForPaymentOrders(tx, { ...paymentStaff(call), number, accountNumber, from, to });
    return { items: found.map(({ order }) => order) };
  },
});
