import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId } from './ids.js';

/** An account as authorisation finds it. */
export interface AccountOfCustomer {
  readonly id: string;
  readonly status: 'open' | 'closed';
  /** The locality of its premise: windows may differ by it. */
  readonly locality: string | null;
}

/** The account, if it is linked to the customer. */
export async function findAccount(
  tx: Tx,
  { supplierId, customerRef, accountId }: { supplierId: string; customerRef: string; accountId: string },
): Promise<AccountOfCustomer | null> {
  if (!isId(accountId)) return null;
  const row = await tx
    .selectFrom('accounts')
    .leftJoin('premises', (join) =>
      join
        .onRef('premises.supplier_id', '=', 'accounts.supplier_id')
        .onRef('premises.premise_ref', '=', 'accounts.premise_ref'),
    )
    .select(['accounts.id', 'accounts.status', 'premises.locality'])
    .where('accounts.supplier_id', '=', supplierId)
    .where('accounts.id', '=', accountId)
    .where('accounts.customer_ref', '=', customerRef)
    .executeTakeFirst();
  return row ?? null;
}

export interface AccountRow extends AccountOfCustomer {
  readonly accountNumber: string;
  readonly address: string | null;
  readonly serviceKinds: readonly string[];
}

/** The customer's accounts, open ones first. */
export async function accountsOfCustomer(
  tx: Tx,
  { supplierId, customerRef }: { supplierId: string; customerRef: string },
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select a.id, a.account_number as "accountNumber", a.status, p.address, p.locality,
      coalesce(
        (select json_agg(distinct m.service_kind order by m.service_kind) from meters m
          where m.supplier_id = a.supplier_id and m.account_id = a.id),
        '[]'
      ) as "serviceKinds"
    from accounts a
    left join premises p on p.supplier_id = a.supplier_id and p.premise_ref = a.premise_ref
    where a.supplier_id = ${supplierId} and a.customer_ref = ${customerRef}
    order by a.status desc, a.account_number_key`.execute(tx);
  return rows;
}
