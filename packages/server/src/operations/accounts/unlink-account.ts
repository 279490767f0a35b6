import { takeOffList } from '../../domain/account-list.js';
import { accountOperation, WRITE_LIMIT } from '../operation.js';

/** Takes an account off the customer's list; it can be put back for a while. */
export const unlinkAccount = accountOperation('unlinkAccount', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, { supplier, customer, now, requestId }, { account, role }) => {
    const restorable = await takeOffList(tx, {
      supplierId: supplier.id,
      customerRef: customer.ref,
      accountId: account.id,
      role,
      now,
      requestId,
    });
    return { unlinkedAt: now.toISOString(), restorableUntil: restorable.toISOString() };
  },
});
