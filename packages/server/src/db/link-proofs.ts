import { sql } from 'kysely';
import type { Tx } from './database.js';

/** What the billing base knows of an account that somebody wants to link: what their proof is compared with. */
export interface LinkableAccount {
  readonly id: string;
  readonly accountNumber: string;
  readonly status: 'open' | 'closed';
  /** Who its holder is; null where the base names none. */
  readonly holderKind: 'household' | 'entrepreneur' | 'legal_entity' | null;
  readonly pin: string | null;
  /** Of the meters in use. */
  readonly meterNumbers: readonly string[];
  /**
   * The sums of the last payment and of the one before it, in minor units. What was paid on one day counts whole, since one payment is
   * shared between an account's services, and each part too, since some bills print them so. One on its way is a payment as well.
   */
  readonly lastPayments: readonly string[];
}

/** The account with this number's key; null when the base has none. One query, whatever there is. */
export async function findLinkableAccount(
  tx: Tx,
  { supplierId, accountNumberKey }: { supplierId: string; accountNumberKey: string },
): Promise<LinkableAccount | null> {
  const { rows } = await sql<LinkableAccount>`
    with account as (
      select * from accounts where supplier_id = ${supplierId} and account_number_key = ${accountNumberKey}
    ),
    paid as (
      select l.amount, l.booked_on, dense_rank() over (order by l.booked_on desc) as nth
      from ledger_entries l join account a on a.supplier_id = l.supplier_id and a.id = l.account_id
      where l.supplier_id = ${supplierId} and l.kind = 'payment' and l.status in ('posted', 'pending') and l.amount < 0
    )
    select a.id, a.account_number as "accountNumber", a.status, c.kind as "holderKind", a.link_pin as pin,
      coalesce(
        (select json_agg(m.serial_number) from meters m
          where m.supplier_id = a.supplier_id and m.account_id = a.id and m.removed_on is null),
        '[]') as "meterNumbers",
      coalesce(
        (select json_agg(sum::text) from (
          select -amount as sum from paid where nth <= 2
          union select -sum(amount) from paid where nth <= 2 group by booked_on) as sums),
        '[]') as "lastPayments"
    from account a
    left join customers c on c.supplier_id = a.supplier_id and c.customer_ref = a.customer_ref`.execute(tx);
  return rows[0] ?? null;
}
