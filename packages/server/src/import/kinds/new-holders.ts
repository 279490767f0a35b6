import { dateInTimeZone } from '@kabinet/rules';
import { sql } from 'kysely';
import { endLinksOfAccounts } from '../../db/account-links.js';
import { recordActs } from '../../db/audit.js';
import type { ImportContext } from '../file-kind.js';
import { found, rowsFrom } from '../upsert.js';

interface HolderRow {
  readonly key: string;
  readonly customerRef: string | null;
  readonly holderName: string;
}

interface Before {
  readonly id: string;
  readonly key: string;
  readonly customerRef: string | null;
  readonly holderName: string;
}

/**
 * Where the rows name another holder than the base did, nobody whom the former one let in keeps a right, and nobody who had shown a fact of
 * the former one's bill. The day is kept, and the former one's PIN forgotten: what they know of the bill is no proof any more. Asked before
 * the rows are written, which may bring the new PIN.
 */
export async function endLinksOfFormerHolders(
  rows: readonly HolderRow[],
  { tx, supplierId, profile, now, has }: ImportContext,
): Promise<void> {
  const given = new Map(rows.map((row) => [row.key, row]));
  const { rows: before } = await sql<Before>`
    select account.*
    from ${rowsFrom(
      rows.map(({ key, customerRef, holderName }) => ({ key, ref: customerRef, name: holderName })),
      { key: 'text', ref: 'text', name: 'text' },
    )}
    cross join lateral ${found(
      sql`select id, account_number_key as key, customer_ref as "customerRef", holder_name as "holderName"
        from accounts where supplier_id = ${supplierId} and account_number_key = input.key`,
      'account',
    )}
    where (account."customerRef", account."holderName") is distinct from (input.ref, input.name)`.execute(tx);
  const isOther = (account: Before) => {
    const row = given.get(account.key);
    return row !== undefined && isNewHolder(account, has('customer_ref') ? row : { ...row, customerRef: null });
  };
  const accountIds = before.filter(isOther).map(({ id }) => id);
  if (accountIds.length === 0) return;
  await tx
    .updateTable('accounts')
    .set({ holder_since: dateInTimeZone(now, profile.timeZone), link_pin: null })
    .where('supplier_id', '=', supplierId)
    .where('id', 'in', accountIds)
    .execute();
  const ended = await endLinksOfAccounts(tx, { supplierId, accountIds, now });
  await recordActs(
    tx,
    ended.map((subjectId) => ({
      supplierId,
      at: now,
      actor: 'supplier' as const,
      customerRef: null,
      action: 'account.links_ended',
      subjectId,
      requestId: null,
    })),
  );
}

/**
 * Another name or another customer is another holder. A name spelt otherwise (case, spaces, apostrophes) is the same: a base that goes over
 * to capitals must not end every link in a night. So is a customer who had no reference until now, or has none any more.
 */
function isNewHolder(before: Before, { customerRef, holderName }: HolderRow): boolean {
  const isOtherCustomer = before.customerRef !== null && customerRef !== null && before.customerRef !== customerRef;
  return isOtherCustomer || bareName(before.holderName) !== bareName(holderName);
}

function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
