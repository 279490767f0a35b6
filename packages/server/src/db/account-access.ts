import type { AccountRole, Grant } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import { type RawBuilder, sql } from 'kysely';
import { putLinkBack } from './account-links.js';
import type { Tx } from './database.js';
import { isId } from './ids.js';

/** An account as authorisation finds it. */
export interface AccountOfCustomer {
  readonly id: string;
  readonly status: 'open' | 'closed';
  /** The locality of its premise: windows may differ by it. */
  readonly locality: string | null;
}

/** By what right a customer comes to an account, and what it lets them do. */
export interface AccountRight {
  readonly role: AccountRole;
  readonly grants: readonly Grant[];
  /** The last day of a helper's right; null for everybody else. */
  readonly untilOn: CalendarDate | null;
}

/** A customer's right to an account, with what most calls need of the account. */
export interface AccountAccess extends AccountRight {
  readonly account: AccountOfCustomer;
}

/** An account on a customer's list. */
export interface ListedAccount extends AccountOfCustomer, AccountRight {
  readonly accountNumber: string;
  readonly address: string | null;
  readonly serviceKinds: readonly string[];
  /** How the customer calls it; empty when they gave it no name. */
  readonly nickname: string;
  /** The one shown first: what the customer chose, else the first of the list. */
  readonly isDefault: boolean;
}

interface Whose {
  readonly supplierId: string;
  readonly customerRef: string;
  /** The day at the supplier: helpers' rights go by it. */
  readonly today: CalendarDate;
}

interface RightRow {
  readonly role: AccountRole;
  readonly given: readonly string[];
  readonly untilOn: CalendarDate | null;
}

/** What each role may do; a helper's own grants come on top of `link`. */
const GRANTS: Readonly<Record<AccountRole, readonly Grant[]>> = {
  holder: ['link', 'readings', 'payments', 'view', 'manage'],
  owner: ['link', 'readings', 'payments', 'view', 'manage'],
  payer: ['link', 'readings', 'payments', 'view'],
  helper: ['link'],
};

/** What a holder can let a helper do. */
export const HELPER_GRANTS = ['readings', 'payments'] as const satisfies readonly Grant[];
export type HelperGrant = (typeof HELPER_GRANTS)[number];

/**
 * The one rule of who comes to which account, as a query of (account_id, role, given, until_on) for one customer:
 * the holder whom the billing base names, unless they took the account off their list; owners and payers while their link lives; helpers
 * until their day, and only while who let them in still speaks for the account.
 */
function rightsOf({ supplierId, customerRef, today }: Whose): RawBuilder<unknown> {
  return sql`
    select a.id as account_id, 'holder' as role, array[]::text[] as given, null::date as until_on
    from accounts a
    where a.supplier_id = ${supplierId} and a.customer_ref = ${customerRef} and not ${isHidden(sql`a.id`, sql`a.customer_ref`, supplierId)}
    union all
    select l.account_id, l.role, l.grants, l.until_on
    from account_links l
    where l.supplier_id = ${supplierId} and l.customer_ref = ${customerRef} and l.ended_at is null
      and (l.role <> 'helper' or (l.until_on >= ${today}::date and exists (
        select from helper_invitations i
        where i.supplier_id = l.supplier_id and i.id = l.invitation_id and i.revoked_at is null
          and ${speaksFor(sql`i.account_id`, sql`i.customer_ref`, supplierId)})))`;
}

/** Whether a customer may `manage` an account: its holder or an owner. */
function speaksFor(accountId: RawBuilder<unknown>, ref: RawBuilder<unknown>, supplierId: string): RawBuilder<unknown> {
  return sql`(
    exists (select from accounts h where h.supplier_id = ${supplierId} and h.id = ${accountId} and h.customer_ref = ${ref}
      and not ${isHidden(sql`h.id`, sql`h.customer_ref`, supplierId)})
    or exists (select from account_links o where o.supplier_id = ${supplierId} and o.account_id = ${accountId}
      and o.customer_ref = ${ref} and o.ended_at is null and o.role = 'owner'))`;
}

function isHidden(accountId: RawBuilder<unknown>, ref: RawBuilder<unknown>, supplierId: string): RawBuilder<unknown> {
  return sql`exists (select from account_preferences hid where hid.supplier_id = ${supplierId}
    and hid.account_id = ${accountId} and hid.customer_ref = ${ref} and hid.hidden_at is not null)`;
}

/** The strongest right first: a holder may have been somebody's helper before. */
const STRONGEST_FIRST = sql`array_position(array['holder', 'owner', 'payer', 'helper'], r.role)`;

function rightOf({ role, given, untilOn }: RightRow): AccountRight {
  const grants = role === 'helper' ? HELPER_GRANTS.filter((grant) => given.includes(grant)) : [];
  return { role, grants: [...GRANTS[role], ...grants], untilOn: role === 'helper' ? untilOn : null };
}

/** The customer's right to the account; null without any, exactly as for an account that does not exist. */
export async function accessTo(tx: Tx, who: Whose & { accountId: string }): Promise<AccountAccess | null> {
  if (!isId(who.accountId)) return null;
  const { rows } = await sql<RightRow & AccountOfCustomer>`
    select a.id, a.status, p.locality, r.role, r.given, r.until_on as "untilOn"
    from (${rightsOf(who)}) as r
    join accounts a on a.supplier_id = ${who.supplierId} and a.id = r.account_id
    left join premises p on p.supplier_id = a.supplier_id and p.premise_ref = a.premise_ref
    where r.account_id = ${who.accountId}::uuid
    order by ${STRONGEST_FIRST} limit 1`.execute(tx);
  const [row] = rows;
  if (!row) return null;
  const { id, status, locality } = row;
  return { account: { id, status, locality }, ...rightOf(row) };
}

/** The accounts on the customer's list: the default one first, then open ones, then by number. */
export async function accountsOfCustomer(tx: Tx, who: Whose): Promise<ListedAccount[]> {
  const { rows } = await sql<RightRow & Omit<ListedAccount, 'isDefault' | keyof AccountRight>>`
    select a.id, a.account_number as "accountNumber", a.status, p.address, p.locality,
      coalesce(
        (select json_agg(distinct m.service_kind order by m.service_kind) from meters m
          where m.supplier_id = a.supplier_id and m.account_id = a.id),
        '[]'
      ) as "serviceKinds",
      r.role, r.given, r.until_on as "untilOn", coalesce(f.nickname, '') as nickname
    from (select distinct on (r.account_id) r.* from (${rightsOf(who)}) as r order by r.account_id, ${STRONGEST_FIRST}) as r
    join accounts a on a.supplier_id = ${who.supplierId} and a.id = r.account_id
    left join premises p on p.supplier_id = a.supplier_id and p.premise_ref = a.premise_ref
    left join account_preferences f on f.supplier_id = a.supplier_id and f.customer_ref = ${who.customerRef} and f.account_id = a.id
    order by coalesce(f.is_default, false) desc, a.status desc, a.account_number_key`.execute(tx);
  return rows.map(({ given, role, untilOn, ...account }, index) => ({
    ...account,
    ...rightOf({ given, role, untilOn }),
    isDefault: index === 0,
  }));
}

/** Who speaks for an account: the holder whom the billing base names, and owners. They are told of a new link. */
export async function holdersOf(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<{ customerRef: string; role: 'holder' | 'owner' }[]> {
  const { rows } = await sql<{ customerRef: string; role: 'holder' | 'owner' }>`
    select a.customer_ref as "customerRef", 'holder' as role from accounts a
    where a.supplier_id = ${supplierId} and a.id = ${accountId}::uuid and a.customer_ref is not null
    union all
    select l.customer_ref, 'owner' from account_links l
    where l.supplier_id = ${supplierId} and l.account_id = ${accountId}::uuid and l.ended_at is null and l.role = 'owner'
    order by 1`.execute(tx);
  return rows;
}

/** What a right was shown by. */
export type ProvenBy = 'pin' | 'last_payment' | 'meter_number' | 'staff';

/**
 * Puts an account on a customer's list by a right that was just shown. Somebody who has as good a right keeps it (`isNew` false, also where
 * two tries come at once); a lesser one becomes this one. Whoever took the account off their list has it back (`isBack`): as good a right
 * as they had, and nobody need be told of it again.
 */
export async function linkAccount(
  tx: Tx,
  {
    supplierId,
    customerRef,
    accountId,
    role,
    provenBy,
    now,
  }: {
    supplierId: string;
    customerRef: string;
    accountId: string;
    role: 'owner' | 'payer';
    provenBy: ProvenBy;
    now: Date;
  },
): Promise<{ isNew: boolean; isBack: boolean }> {
  const shown = await showAccount(tx, { supplierId, customerRef, accountId });
  if (shown !== 'not_holder') return { isNew: shown === 'was_hidden', isBack: shown === 'was_hidden' };
  const isBack = await putLinkBack(tx, { supplierId, customerRef, accountId, now });
  const { rows } = await sql`
    insert into account_links as l (supplier_id, account_id, customer_ref, role, proven_by, linked_at)
    values (${supplierId}, ${accountId}::uuid, ${customerRef}, ${role}, ${provenBy}, ${now.toISOString()}::timestamptz)
    on conflict (supplier_id, account_id, customer_ref) where ended_at is null
    do update set role = excluded.role, proven_by = excluded.proven_by, linked_at = excluded.linked_at,
      grants = '{}', until_on = null, invitation_id = null
    where l.role = 'helper' or (l.role = 'payer' and excluded.role = 'owner')
    returning l.id`.execute(tx);
  const isMore = rows.length > 0;
  return { isNew: isBack || isMore, isBack: isBack && !isMore };
}

/** Shows an account again that its holder, as the billing base names them, took off their list. */
export async function showAccount(
  tx: Tx,
  { supplierId, customerRef, accountId }: { supplierId: string; customerRef: string; accountId: string },
): Promise<'was_hidden' | 'was_shown' | 'not_holder'> {
  const holder = await tx
    .selectFrom('accounts')
    .select('id')
    .where('supplier_id', '=', supplierId)
    .where('id', '=', accountId)
    .where('customer_ref', '=', customerRef)
    .executeTakeFirst();
  if (!holder) return 'not_holder';
  const { numUpdatedRows } = await tx
    .updateTable('account_preferences')
    .set({ hidden_at: null })
    .where('supplier_id', '=', supplierId)
    .where('account_id', '=', accountId)
    .where('customer_ref', '=', customerRef)
    .where('hidden_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? 'was_hidden' : 'was_shown';
}
