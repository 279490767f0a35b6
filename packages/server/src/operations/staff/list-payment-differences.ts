import { contractOf, lookAtDifferences } from '../../domain/staff-payments.js';
import { READ_LIMIT, staffOperation } from '../operation.js';
import { paymentStaff } from './payment-staff.js';

/** Where we and the payment providers do not agree. Every one shown is written down as looked at. */
export const listPaymentDifferences = staffOperation('listPaymentDifferences', {
  rateLimit: READ_LIMIT,
  handle: async (tx, call) => {
    const found = await lookAtDifferences(tx, { ...paymentStaff(call), status: call.args.status });
    return { items: found.map(contractOf) };
  },
});
