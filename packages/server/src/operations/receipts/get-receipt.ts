import { receiptFor } from '../../domain/receipts.js';
import { customerOperation, READ_LIMIT } from '../operation.js';
import { ownReceipt } from './own-receipt.js';

/** A receipt as it was signed. */
export const getReceipt = customerOperation('getReceipt', {
  rateLimit: READ_LIMIT,
  authorise: ownReceipt,
  handle: (tx, { context, supplier, customer, now }, receipt) =>
    receiptFor(tx, { context, supplier, customerRef: customer.ref, receipt, now }),
});
