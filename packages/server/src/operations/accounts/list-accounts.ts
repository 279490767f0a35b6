import type { ServiceKind } from '@kabinet/api/contract';
import { accountsOfCustomer } from '../../db/accounts.js';
import { customerOperation, READ_LIMIT, signedIn } from '../operation.js';

/** The customer's accounts: the query itself asks for nobody else's. */
export const listAccounts = customerOperation('listAccounts', {
  rateLimit: READ_LIMIT,
  authorise: signedIn,
  handle: async (tx, { supplier, customer }) => {
    const accounts = await accountsOfCustomer(tx, { supplierId: supplier.id, customerRef: customer.ref });
    return {
      items: accounts.map(({ id, accountNumber, serviceKinds, address, locality, status }) => ({
        id,
        accountNumber,
        serviceKinds: serviceKinds as ServiceKind[],
        premise: { address: address ?? '', locality: locality ?? '' },
        status,
        role: 'holder' as const,
        grants: ['link' as const, 'readings' as const, 'payments' as const, 'view' as const, 'manage' as const],
        untilOn: null,
        nickname: '',
        isDefault: false,
      })),
    };
  },
});
