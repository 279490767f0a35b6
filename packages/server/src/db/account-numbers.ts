import type { Tx } from './database.js';

/** The numbers of accounts, as people know them, by their ids. */
export async function accountNumbersOf(
  tx: Tx,
  { supplierId, accountIds }: { supplierId: string; accountIds: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('accounts')
    .select(['id', 'account_number as accountNumber'])
    .where('supplier_id', '=', supplierId)
    .where('id', 'in', [...accountIds])
    .execute();
  return new Map(rows.map(({ id, accountNumber }) => [id, accountNumber]));
}
