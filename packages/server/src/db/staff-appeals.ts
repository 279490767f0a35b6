import { accountNumberKey, type CalendarDate, writtenNumber } from '@kabinet/rules';
import { type RawBuilder, sql } from 'kysely';
import { HOSTED_REF } from '../domain/customer.js';
import { APPEAL_COLUMNS, type AppealRow } from './appeals.js';
import type { Tx } from './database.js';
import { isId } from './ids.js';

/** Somebody of the supplier, by the name that colleagues know. */
export interface StaffNamed {
  readonly ref: string;
  readonly name: string;
}

/** An appeal as staff see it. */
export interface StaffAppealRow extends AppealRow {
  readonly customerName: string;
  readonly accountNumber: string | null;
  readonly assignee: StaffNamed | null;
  /** The last message is the customer's. */
  readonly isAskedLast: boolean;
}

/** The person whose reference it is; null of one that is not a person's here. */
function personId(ref: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${ref} ~ ${`^${HOSTED_REF}[0-9a-f-]{36}$`} then substr(${ref}, ${HOSTED_REF.length + 1}::int)::uuid end`;
}

/** Whoever of staff left themselves without a name is known by the contact they sign in with. */
function nameOfStaff(ref: RawBuilder<unknown>, supplierId: string): RawBuilder<unknown> {
  return sql`(select coalesce(nullif(s.display_name, ''), (select c.address from contacts c
      where c.supplier_id = s.supplier_id and c.person_id = s.id order by c.verified_at, c.id limit 1), '')
    from people s where s.supplier_id = ${supplierId} and s.id = ${personId(ref)})`;
}

async function appealsWhere(tx: Tx, supplierId: string, which: RawBuilder<unknown>): Promise<StaffAppealRow[]> {
  const { rows } = await sql<StaffAppealRow>`
    select ${APPEAL_COLUMNS},
      coalesce(nullif(a.person_name, ''), w.display_name, k.name, '') as "customerName",
      coalesce(n.account_number, nullif(a.account_number_told, '')) as "accountNumber",
      case when a.assignee_ref is null then null else json_build_object('ref', a.assignee_ref,
        'name', coalesce(${nameOfStaff(sql`a.assignee_ref`, supplierId)}, '')) end as assignee,
      coalesce((select m.author = 'customer' from appeal_messages m
        where m.supplier_id = a.supplier_id and m.appeal_id = a.id and m.author <> 'note'
        order by m.written_at desc, m.id desc limit 1), true) as "isAskedLast"
    from appeals a
    left join people w on w.supplier_id = a.supplier_id and w.id = ${personId(sql`a.customer_ref`)}
    left join customers k on k.supplier_id = a.supplier_id and k.customer_ref = a.customer_ref
    left join accounts n on n.supplier_id = a.supplier_id and n.id = a.account_id
    where a.supplier_id = ${supplierId} ${which}`.execute(tx);
  return rows;
}

/** One appeal; null when there is none such. */
export async function findStaffAppeal(
  tx: Tx,
  { supplierId, appealId }: { supplierId: string; appealId: string },
): Promise<StaffAppealRow | null> {
  if (!isId(appealId)) return null;
  return (await appealsWhere(tx, supplierId, sql`and a.id = ${appealId}::uuid`))[0] ?? null;
}

/** What of the queue is wanted; what is left out does not matter. */
export interface QueueFilter {
  /** Only what somebody has to do something about, or waits for. */
  readonly isOpen?: boolean;
  readonly status?: string;
  readonly kindId?: string;
  /** A reference, or null for nobody. */
  readonly assigneeRef?: string | null;
  /** Only where something we wrote did not arrive, and nobody has closed it since. */
  readonly isUndelivered?: boolean;
  /** Only what is due before this day. */
  readonly dueBefore?: CalendarDate;
  /** A number of an appeal or an account, or words of what was written. */
  readonly search?: string;
  /** The same where it reads as a phone or an e-mail address: whoever is reached there. */
  readonly contact?: string;
}

/** Where a page of the queue begins: after the appeal of this id, which stands at this day or moment. */
export interface QueueCursor {
  readonly at: string;
  readonly id: string;
}

/** What is due first comes first; with `isNewestFirst`, for what was settled, what changed last. */
export async function staffQueue(
  tx: Tx,
  {
    supplierId,
    filter,
    isNewestFirst,
    after,
    limit,
  }: {
    supplierId: string;
    filter: QueueFilter;
    isNewestFirst: boolean;
    after: QueueCursor | null;
    limit: number;
  },
): Promise<StaffAppealRow[]> {
  const order = isNewestFirst ? sql`order by a.changed_at desc, a.id desc` : sql`order by a.due_on, a.id`;
  const from = after
    ? isNewestFirst
      ? sql`and (a.changed_at, a.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
      : sql`and (a.due_on, a.id) > (${after.at}::date, ${after.id}::uuid)`
    : sql``;
  const { search = '', ...others } = filter;
  const numbered = await withNumber(tx, supplierId, search);
  const which = numbered ? sql`${wanted(others, supplierId)} and ${numbered}` : wanted(filter, supplierId);
  return appealsWhere(tx, supplierId, sql`${which} ${from} ${order} limit ${limit}`);
}

/**
 * Digits alone that are the number of an appeal are not looked for in all that was ever written: they mean that appeal, and those about an account
 * of that number. Null of anything else.
 */
async function withNumber(tx: Tx, supplierId: string, search: string): Promise<RawBuilder<unknown> | null> {
  const number = /^\d+$/.test(search) ? writtenNumber(search) : null;
  if (number === null) return null;
  const of = tx.selectFrom('appeals').select('id').where('supplier_id', '=', supplierId);
  const appeal = await of.where('number', '=', number).executeTakeFirst();
  if (!appeal) return null;
  return sql`(a.id = ${appeal.id}::uuid or a.account_id = (
    select o.id from accounts o where o.supplier_id = ${supplierId} and o.account_number_key = ${accountNumberKey(search)}))`;
}

function wanted(filter: QueueFilter, supplierId: string): RawBuilder<unknown> {
  const {
    isOpen = false,
    isUndelivered = false,
    status,
    kindId,
    assigneeRef,
    dueBefore,
    search = '',
    contact = '',
  } = filter;
  const conditions: RawBuilder<unknown>[] = [];
  // In these words, which are the index's: the queue is found by it however much has been settled.
  if (isOpen) conditions.push(sql`and a.status in ('received', 'in_progress', 'waiting')`);
  if (isUndelivered) {
    conditions.push(sql`and a.undelivered_at is not null and a.status not in ('closed', 'withdrawn')`);
  }
  if (status !== undefined) conditions.push(sql`and a.status = ${status}`);
  if (kindId !== undefined) conditions.push(sql`and a.kind_id = ${kindId}`);
  if (assigneeRef === null) conditions.push(sql`and a.assignee_ref is null`);
  else if (assigneeRef !== undefined) conditions.push(sql`and a.assignee_ref = ${assigneeRef}`);
  if (dueBefore !== undefined) conditions.push(sql`and a.due_on < ${dueBefore}::date`);
  if (search !== '') conditions.push(sql`and ${found(search, contact, supplierId)}`);
  return conditions.length === 0 ? sql`` : sql.join(conditions, sql` `);
}

/** More words than that tell no more. */
const MOST_WORDS = 6;

/** By number, however it is grouped; else each word stands somewhere in the conversation, or in who wrote. */
function found(search: string, contact: string, supplierId: string): RawBuilder<unknown> {
  const number = writtenNumber(search) ?? '';
  const key = accountNumberKey(search);
  const words = search.split(/\s+/).filter((word) => word !== '');
  const inText = words.slice(0, MOST_WORDS).map((word) => {
    const likes = sql`any(${spellingsOf(word).map((each) => `%${each.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`)}::text[])`;
    return sql`(a.person_name like ${likes} or w.display_name like ${likes} or k.name like ${likes} or exists (
      select from appeal_messages t where t.supplier_id = ${supplierId} and t.appeal_id = a.id and t.text like ${likes}))`;
  });
  return sql`(
    (${number} <> '' and a.number = ${number})
    or (${key} <> '' and n.account_number_key = ${key})
    or (${contact} <> '' and (a.contact_address = ${contact} or exists (select from contacts c
      where c.supplier_id = ${supplierId} and c.person_id = w.id and c.address = ${contact})))
    or (${sql.join(inText, sql` and `)}))`;
}

/** As it stands within a sentence, at its beginning, and in capitals: by which letters belong together databases differ (`ilike` knows Latin ones alone in some). */
function spellingsOf(word: string): string[] {
  const small = word.toLowerCase();
  const [first = ''] = small;
  return [...new Set([word, small, first.toUpperCase() + small.slice(first.length), word.toUpperCase()])];
}

/** How many appeals wait for somebody to reach their author by another way. */
export async function countUndelivered(tx: Tx, supplierId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from appeals a where a.supplier_id = ${supplierId}
      and a.undelivered_at is not null and a.status not in ('closed', 'withdrawn')`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** The names of these members of staff, by reference. */
export async function namesOfStaff(
  tx: Tx,
  { supplierId, refs }: { supplierId: string; refs: readonly string[] },
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<StaffNamed>`
    select r.ref, coalesce(${nameOfStaff(sql`r.ref`, supplierId)}, '') as name
    from (select distinct unnest(${[...refs]}::text[]) as ref) r`.execute(tx);
  return new Map(rows.map(({ ref, name }) => [ref, name]));
}
