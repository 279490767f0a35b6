import type { CalendarDate } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';

interface LinkOf {
  readonly supplierId: string;
  readonly customerRef: string;
  readonly accountId: string;
}

/** How long a customer can put an account back without proving anything anew. */
export const RESTORABLE_DAYS = 30;

/** The moment until which what is taken off now can be put back. */
export function restorableUntil(now: Date): Date {
  return new Date(now.getTime() + RESTORABLE_DAYS * 24 * 60 * 60_000);
}

/** Lets one at a time change who may do what with the account, until the transaction ends. */
export async function lockAccount(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<void> {
  await sql`select from accounts where supplier_id = ${supplierId} and id = ${accountId}::uuid for no key update`.execute(
    tx,
  );
}

/** The customer takes their own link off; false when they had none. */
export async function takeLinkOff(tx: Tx, { supplierId, customerRef, accountId, now }: LinkOf & { now: Date }) {
  const { numUpdatedRows } = await tx
    .updateTable('account_links')
    .set({ ended_at: now, ended_by: 'customer' })
    .where('supplier_id', '=', supplierId)
    .where('account_id', '=', accountId)
    .where('customer_ref', '=', customerRef)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Lets the link that the customer took off last live again; false when there is none such, or not any more: it was long ago, or the account
 * has a new holder since, with whom every link ended.
 */
export async function putLinkBack(tx: Tx, { supplierId, customerRef, accountId, now }: LinkOf & { now: Date }) {
  const { rows } = await sql`
    update account_links set ended_at = null, ended_by = null
    where supplier_id = ${supplierId} and id = (
      select l.id from account_links l
      where l.supplier_id = ${supplierId} and l.account_id = ${accountId}::uuid and l.customer_ref = ${customerRef}
      order by l.ended_at desc nulls first limit 1 for update)
      and ended_by = 'customer' and ended_at + ${`${RESTORABLE_DAYS} days`}::interval >= ${now.toISOString()}::timestamptz
    returning id`.execute(tx);
  return rows.length > 0;
}

/** The holder whom the billing base names takes the account off their list. */
export async function hideAccount(tx: Tx, { supplierId, customerRef, accountId, now }: LinkOf & { now: Date }) {
  await tx
    .insertInto('account_preferences')
    .values({ supplier_id: supplierId, customer_ref: customerRef, account_id: accountId, hidden_at: now })
    .onConflict((conflict) =>
      conflict.columns(['supplier_id', 'customer_ref', 'account_id']).doUpdateSet({ hidden_at: now }),
    )
    .execute();
}

/** An account that a customer took off their list and can still put back. */
export interface TakenOffAccount {
  readonly id: string;
  readonly accountNumber: string;
  readonly address: string | null;
  readonly nickname: string;
}

/** What the customer took off their list and can put back, the latest first. */
export async function accountsTakenOff(
  tx: Tx,
  { supplierId, customerRef, now, today }: Omit<LinkOf, 'accountId'> & { now: Date; today: CalendarDate },
): Promise<TakenOffAccount[]> {
  const { rows } = await sql<TakenOffAccount>`
    select a.id, a.account_number as "accountNumber", p.address, coalesce(f.nickname, '') as nickname
    from accounts a
    left join premises p on p.supplier_id = a.supplier_id and p.premise_ref = a.premise_ref
    left join account_preferences f
      on f.supplier_id = a.supplier_id and f.customer_ref = ${customerRef} and f.account_id = a.id
    left join lateral (
      select l.ended_at, l.ended_by, l.role, l.until_on, l.invitation_id from account_links l
      where l.supplier_id = a.supplier_id and l.account_id = a.id and l.customer_ref = ${customerRef}
      order by l.ended_at desc nulls first limit 1) as last on true
    where a.supplier_id = ${supplierId} and (
      (a.customer_ref = ${customerRef} and f.hidden_at is not null)
      or (a.customer_ref is distinct from ${customerRef} and last.ended_by = 'customer'
        and last.ended_at + ${`${RESTORABLE_DAYS} days`}::interval >= ${now.toISOString()}::timestamptz
        and (last.role <> 'helper' or (last.until_on >= ${today}::date and exists (
          select from helper_invitations i
          where i.supplier_id = a.supplier_id and i.id = last.invitation_id and i.revoked_at is null)))))
    order by coalesce(f.hidden_at, last.ended_at) desc`.execute(tx);
  return rows;
}

/** What a customer says of an account on their list; what is left out stays. */
export async function setPreferences(
  tx: Tx,
  {
    supplierId,
    customerRef,
    accountId,
    nickname,
    isDefault,
  }: LinkOf & { nickname: string | undefined; isDefault: boolean | undefined },
): Promise<void> {
  const said = {
    ...(nickname === undefined ? {} : { nickname }),
    ...(isDefault === undefined ? {} : { is_default: isDefault }),
  };
  if (Object.keys(said).length === 0) return;
  if (isDefault === true) {
    // Of two at once, the later one is it.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${supplierId} ${customerRef}`}, 0))`.execute(tx);
    await tx
      .updateTable('account_preferences')
      .set({ is_default: false })
      .where('supplier_id', '=', supplierId)
      .where('customer_ref', '=', customerRef)
      .where('account_id', '<>', accountId)
      .execute();
  }
  await tx
    .insertInto('account_preferences')
    .values({ supplier_id: supplierId, customer_ref: customerRef, account_id: accountId, hidden_at: null, ...said })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'customer_ref', 'account_id']).doUpdateSet(said))
    .execute();
}

/**
 * The billing base names a new holder: nobody whom the one before let in, and nothing the one before said of the account, is left. What
 * a customer had taken off cannot be put back either. Answers with the accounts where somebody lost a right.
 */
export async function endLinksOfAccounts(
  tx: Tx,
  { supplierId, accountIds, now }: { supplierId: string; accountIds: readonly string[]; now: Date },
): Promise<string[]> {
  if (accountIds.length === 0) return [];
  const ids = sql`(select id::uuid from json_array_elements_text(${JSON.stringify(accountIds)}::text::json) as given (id))`;
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await sql<{ account_id: string }>`
    with ended as (
      update account_links set ended_at = coalesce(ended_at, ${at}), ended_by = 'supplier'
      where supplier_id = ${supplierId} and account_id in ${ids} and (ended_at is null or ended_by = 'customer')
      returning account_id
    ),
    revoked as (
      update helper_invitations set revoked_at = ${at}
      where supplier_id = ${supplierId} and account_id in ${ids} and revoked_at is null
      returning account_id
    ),
    forgotten as (
      delete from account_preferences where supplier_id = ${supplierId} and account_id in ${ids}
    )
    select account_id from ended union select account_id from revoked`.execute(tx);
  return rows.map((row) => row.account_id);
}
