import { lookForPaymentOrders } from '../../domain/staff-payments.js';
import { READ_LIMIT, staffOperation } from '../operation.js';
import { paymentStaff } from './payment-staff.js';

/** Payment orders by their number or the account; none without either. Every one shown is written down as looked at. */
export const findPaymentOrders = staffOperation('findPaymentOrders', {
  rateLimit: READ_LIMIT,
  handle: async (tx, call) => {
    const { number, accountNumber } = call.args;
    const found = await lookForPaymentOrders(tx, { ...paymentStaff(call), number, accountNumber });
    return { items: found.map(({ order }) => order) };
  },
});
