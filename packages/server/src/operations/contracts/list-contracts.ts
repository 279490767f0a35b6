import { contractsOfAccount } from '../../db/contracts.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/** What the account's holder and the supplier agreed on, as the billing base has it. */
export const listContracts = accountOperation('listContracts', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier }, { account }) => ({
    items: await contractsOfAccount(tx, { supplierId: supplier.id, accountId: account.id }),
  }),
});
