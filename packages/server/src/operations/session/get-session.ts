import { findCustomer } from '../../db/customers.js';
import { customerOperation, READ_LIMIT, signedIn } from '../operation.js';

/** Who is signed in. A customer that the billing base does not know yet is signed in all the same, without a name. */
export const getSession = customerOperation('getSession', {
  rateLimit: READ_LIMIT,
  authorise: signedIn,
  handle: async (tx, { supplier, customer }) => {
    const known = await findCustomer(tx, { supplierId: supplier.id, customerRef: customer.ref });
    return {
      customer: { displayName: known?.name ?? '', kind: known?.kind ?? 'household' },
      expiresAt: customer.expiresAt.toISOString(),
      isRenewable: false,
    };
  },
});
