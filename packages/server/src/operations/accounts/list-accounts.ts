import { customerOperation, READ_LIMIT, signedIn } from '../operation.js';
import { listOf } from './account-of.js';

/** The accounts on the customer's list: their own, relatives', and those they help with. */
export const listAccounts = customerOperation('listAccounts', {
  rateLimit: READ_LIMIT,
  authorise: signedIn,
  handle: async (tx, call) => ({ items: await listOf(tx, call) }),
});
