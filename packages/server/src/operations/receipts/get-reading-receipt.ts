import { readingReceipt, receiptFor } from '../../domain/receipts.js';
import { ProblemError } from '../../problem.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/** The receipt of a reading of the customer's own account, written when it is first asked for. */
export const getReadingReceipt = accountOperation('getReadingReceipt', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { context, supplier, customer, args: { readingId }, now }, { account }) => {
    const receipt = await readingReceipt(tx, {
      context,
      supplier,
      accountId: account.id,
      readingId,
      customerRef: customer.ref,
      now,
    });
    if (!receipt) throw new ProblemError('not_found');
    return receiptFor(tx, { context, supplier, customerRef: customer.ref, receipt, now });
  },
});
