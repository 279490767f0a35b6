import { namePreferred } from '../../domain/account-list.js';
import { accountOperation, WRITE_LIMIT } from '../operation.js';
import { listedAccount } from './account-of.js';

/** Gives an account a name of the customer's own, or makes it the default. Nobody else sees it. */
export const setAccountPreferences = accountOperation('setAccountPreferences', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, call, { account }) => {
    const { supplier, customer, now, requestId, args } = call;
    await namePreferred(tx, {
      supplierId: supplier.id,
      customerRef: customer.ref,
      accountId: account.id,
      now,
      requestId,
      nickname: args.body.nickname,
      isDefault: args.body.isDefault,
    });
    return listedAccount(tx, call, account.id);
  },
});
