import type { Contract } from '@kabinet/api/contract';
import { contractsOfAccount } from '../../db/contracts.js';
import { accountOperation, READ_LIMIT } from '../operation.js';

/**
 * What the account's holder and the supplier agreed on, as the billing base has it. Who is let see what is owed is shown that there is a
 * contract: whose name is in it, and its scans, are for who may manage the account.
 */
export const listContracts = accountOperation('listContracts', {
  rateLimit: READ_LIMIT,
  handle: async (tx, { supplier }, { account, grants }) => {
    const items = await contractsOfAccount(tx, { supplierId: supplier.id, accountId: account.id });
    return { items: grants.includes('manage') ? items : items.map(withoutPerson) };
  },
});

function withoutPerson(contract: Contract): Contract {
  return { ...contract, parties: contract.parties.filter(({ role }) => role !== 'customer'), documents: [] };
}
