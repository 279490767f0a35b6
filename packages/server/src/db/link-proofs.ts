import type { CalendarDate } from '@kabinet/rules';
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
  /** Of the meters in use; after a new holder only of those that were installed since, for the one before has seen the others. */
  readonly meterNumbers: readonly string[];
  /**
   * The sums of the last payment and of the one before it, in minor units. What was paid on one day counts whole, since one payment is
   * shared between an account's services, and each part too, since some bills print them so; of a payment made here no part, for no bill
   * prints how it was spread. One on its way, one booked today and one from before a new holder are none.
   */
  readonly lastPayments: readonly string[];
  /** What helpers are let do, or were in the last year: what that shows them is known to others than the holder. */
  readonly helperGrants: readonly string[];
}

/** How long what a helper was shown is remembered. */
const HELPERS_REMEMBER = '365 days';

/** The account with this number's key; null when the base has none. One query, whatever there is. */
export async function findLinkableAccount(
  tx: Tx,
  {
    supplierId,
    accountNumberKey,
    today,
  }: {
    supplierId: string;
    accountNumberKey: string;
    /** The day at the supplier. */
    today: CalendarDate;
  },
): Promise<LinkableAccount | null> {
  const { rows } = await sql<LinkableAccount>`
    with account as (
      select * from accounts where supplier_id = ${supplierId} and account_number_key = ${accountNumberKey}
    ),
    paid as (
      select coalesce(l.order_id, l.id) as payment, l.amount, l.booked_on, dense_rank() over (order by l.booked_on desc) as nth
      from ledger_entries l join account a on a.supplier_id = l.supplier_id and a.id = l.account_id
      where l.supplier_id = ${supplierId} and l.kind = 'payment' and l.status = 'posted' and l.amount < 0
        and l.booked_on < ${today}::date and (a.holder_since is null or l.booked_on >= a.holder_since)
    )
    select a.id, a.account_number as "accountNumber", a.status, c.kind as "holderKind", a.link_pin as pin,
      coalesce(
        (select json_agg(m.serial_number) from meters m
          where m.supplier_id = a.supplier_id and m.account_id = a.id and m.removed_on is null
            and (a.holder_since is null or m.installed_on >= a.holder_since)),
        '[]') as "meterNumbers",
      coalesce(
        (select json_agg(sum::text) from (
          select -sum(amount) as sum from paid where nth <= 2 group by payment
          union select -sum(amount) from paid where nth <= 2 group by booked_on) as sums),
        '[]') as "lastPayments",
      coalesce(
        (select json_agg(distinct granted) from account_links l cross join lateral unnest(l.grants) as granted
          where l.supplier_id = a.supplier_id and l.account_id = a.id and l.role = 'helper'
            and least(l.ended_at::date, l.until_on) >= ${today}::date - ${HELPERS_REMEMBER}::interval),
        '[]') as "helperGrants"
    from account a
    left join customers c on c.supplier_id = a.supplier_id and c.customer_ref = a.customer_ref`.execute(tx);
  return rows[0] ?? null;
}
