import type { Account, ServiceKind } from '@kabinet/api/contract';
import { dateInTimeZone } from '@kabinet/rules';
import { accountsOfCustomer, type ListedAccount } from '../../db/account-access.js';
import type { Tx } from '../../db/database.js';
import type { KnownSupplier } from '../../domain/supplier-directory.js';
import { ProblemError } from '../../problem.js';
import type { Customer } from '../../domain/customer.js';

interface Call {
  readonly supplier: KnownSupplier;
  readonly customer: Customer;
  readonly now: Date;
}

/** The customer's list: the query itself asks for nobody else's accounts. */
export async function listOf(tx: Tx, { supplier, customer, now }: Call): Promise<Account[]> {
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const accounts = await accountsOfCustomer(tx, { supplierId: supplier.id, customerRef: customer.ref, today });
  return accounts.map(accountOf);
}

/** One account as it stands on the customer's list. */
export async function listedAccount(tx: Tx, call: Call, accountId: string): Promise<Account> {
  const account = (await listOf(tx, call)).find(({ id }) => id === accountId);
  if (!account) throw new ProblemError('not_found');
  return account;
}

function accountOf({ address, locality, serviceKinds, grants, ...account }: ListedAccount): Account {
  return {
    id: account.id,
    accountNumber: account.accountNumber,
    serviceKinds: serviceKinds as ServiceKind[],
    premise: { address: address ?? '', locality: locality ?? '' },
    status: account.status,
    role: account.role,
    grants: [...grants],
    untilOn: account.untilOn,
    nickname: account.nickname,
    isDefault: account.isDefault,
  };
}
