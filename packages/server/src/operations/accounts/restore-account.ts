import { dateInTimeZone } from '@kabinet/rules';
import { putBackOnList } from '../../domain/account-list.js';
import { customerOperation, WRITE_LIMIT } from '../operation.js';
import { listedAccount } from './account-of.js';

/**
 * Puts an account back that the customer took off their list. It cannot ask for a grant: whoever took the account off has no right to
 * it. What it asks for instead is a right that only the customer themself ended; every other account does not exist for them.
 */
export const restoreAccount = customerOperation('restoreAccount', {
  rateLimit: WRITE_LIMIT,
  authorise: (tx, { supplier, customer, args: { accountId }, now, requestId }) =>
    putBackOnList(tx, {
      supplierId: supplier.id,
      customerRef: customer.ref,
      accountId,
      today: dateInTimeZone(now, supplier.profile.timeZone),
      now,
      requestId,
    }),
  handle: (tx, call) => listedAccount(tx, call, call.args.accountId),
});
