import type { AppealKind, AppealStatus } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import { type RawBuilder, sql } from 'kysely';
import type { Contact } from '../domain/contacts.js';
import type { Tx } from './database.js';
import { isId, newId } from './ids.js';
import type { AppealsTable } from './schema.js';

/** What of its kind an appeal keeps as it was when it was sent; name, department and term follow when staff correct the kind. */
export type KindKept = Pick<AppealKind, 'name' | 'department' | 'term' | 'fields'>;

/** Where an appeal came in. */
export type AppealChannel = AppealsTable['channel'];

/** An appeal as it is stored, with the beginning of what was written. */
export interface AppealRow {
  readonly id: string;
  readonly number: string;
  readonly customerRef: string;
  /** How a guest calls themselves; empty of whoever is signed in: their name stands elsewhere. */
  readonly personName: string;
  /** Where a guest is answered; null of whoever is signed in: they are written to as everywhere. */
  readonly contact: Contact | null;
  readonly language: string;
  readonly channel: AppealChannel;
  readonly kindId: string;
  readonly kind: KindKept;
  readonly accountId: string | null;
  readonly accountNumberTold: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly status: AppealStatus;
  readonly sentAt: string;
  readonly countsFrom: CalendarDate;
  readonly dueOn: CalendarDate;
  readonly settledAt: string | null;
  readonly changedAt: string;
  readonly assigneeRef: string | null;
  readonly rating: number | null;
  readonly ratingComment: string;
  /** Since when it is known that something we wrote did not reach its author; null where it did, as far as we know. */
  readonly undeliveredAt: string | null;
  readonly beginning: string;
  /** Messages of the supplier that its author has not seen. */
  readonly unread: number;
}

/** One step of what was done with an appeal. */
export interface AppealStepRow {
  readonly at: string;
  readonly byRef: string | null;
  readonly what: AppealStep['what'];
  readonly detail: string;
}

/**
 * `status`: the new one; `kind`: its id; `assignee`: their reference, or nothing; `due_on`: the new day; `rating`: the score; `undelivered`: why
 * a letter of ours did not arrive, as mail servers say it, or nothing.
 */
export interface AppealStep {
  readonly what: 'status' | 'kind' | 'assignee' | 'due_on' | 'rating' | 'undelivered';
  readonly detail: string;
  /** Whoever of staff did it; null for the customer and the clock. */
  readonly byRef: string | null;
}

interface OfAppeal {
  readonly supplierId: string;
  readonly appealId: string;
}

/** The columns of {@link AppealRow}, of `appeals a`. */
export const APPEAL_COLUMNS: RawBuilder<unknown> = sql`
  a.id, a.number, a.customer_ref as "customerRef", a.person_name as "personName",
  case when a.contact_kind is null then null else json_build_object('kind', a.contact_kind, 'address', a.contact_address) end as contact,
  a.language, a.channel, a.kind_id as "kindId", a.kind, a.account_id as "accountId", a.account_number_told as "accountNumberTold",
  a.fields, a.status, a.sent_at as "sentAt", a.counts_from as "countsFrom", a.due_on as "dueOn", a.settled_at as "settledAt",
  a.changed_at as "changedAt", a.assignee_ref as "assigneeRef", a.rating, a.rating_comment as "ratingComment",
  a.undelivered_at as "undeliveredAt",
  coalesce((select left(m.text, 300) from appeal_messages m
    where m.supplier_id = a.supplier_id and m.appeal_id = a.id and m.author = 'customer' order by m.written_at, m.id limit 1), '') as beginning,
  (select count(*)::int from appeal_messages m where m.supplier_id = a.supplier_id and m.appeal_id = a.id and m.author = 'supplier'
    and (a.seen_at is null or m.written_at > a.seen_at)) as unread`;

async function appealsWhere(tx: Tx, supplierId: string, which: RawBuilder<unknown>): Promise<AppealRow[]> {
  const { rows } = await sql<AppealRow>`
    select ${APPEAL_COLUMNS} from appeals a where a.supplier_id = ${supplierId} ${which}`.execute(tx);
  return rows;
}

/** Null when there is none; held until the transaction ends where it is to be written to or changed. */
export async function findAppeal(
  tx: Tx,
  { supplierId, appealId, forChange = false }: OfAppeal & { forChange?: boolean },
): Promise<AppealRow | null> {
  if (!isId(appealId)) return null;
  // Held first and read then: what somebody else has just written is seen too.
  if (forChange) {
    await sql`select from appeals where supplier_id = ${supplierId} and id = ${appealId}::uuid for update`.execute(tx);
  }
  return (await appealsWhere(tx, supplierId, sql`and a.id = ${appealId}::uuid`))[0] ?? null;
}

/** Where a page of a list begins: after this appeal. */
export interface AppealCursor {
  readonly changedAt: string;
  readonly id: string;
}

/** A customer's appeals, what changed last first. */
export async function appealsOf(
  tx: Tx,
  {
    supplierId,
    customerRef,
    after,
    limit,
  }: { supplierId: string; customerRef: string; after: AppealCursor | null; limit: number },
): Promise<AppealRow[]> {
  const from = after ? sql`and (a.changed_at, a.id) < (${after.changedAt}::timestamptz, ${after.id}::uuid)` : sql``;
  return appealsWhere(
    tx,
    supplierId,
    sql`and a.customer_ref = ${customerRef} ${from} order by a.changed_at desc, a.id desc limit ${limit}`,
  );
}

/** An appeal about to be stored: without what only comes later. */
export type NewAppealRow = Omit<
  AppealRow,
  | 'number'
  | 'status'
  | 'sentAt'
  | 'settledAt'
  | 'changedAt'
  | 'assigneeRef'
  | 'rating'
  | 'ratingComment'
  | 'undeliveredAt'
  | 'beginning'
  | 'unread'
>;

export async function insertAppeal(
  tx: Tx,
  { supplierId, appeal, now }: { supplierId: string; appeal: NewAppealRow; now: Date },
): Promise<void> {
  await tx
    .insertInto('appeals')
    .values({
      supplier_id: supplierId,
      id: appeal.id,
      number: sql<string>`next_appeal_number()`,
      customer_ref: appeal.customerRef,
      person_name: appeal.personName,
      contact_kind: appeal.contact?.kind ?? null,
      contact_address: appeal.contact?.address ?? null,
      language: appeal.language,
      channel: appeal.channel,
      kind_id: appeal.kindId,
      kind: JSON.stringify(appeal.kind),
      account_id: appeal.accountId,
      account_number_told: appeal.accountNumberTold,
      fields: JSON.stringify(appeal.fields),
      sent_at: now,
      counts_from: appeal.countsFrom,
      due_on: appeal.dueOn,
      settled_at: null,
      changed_at: now,
      assignee_ref: null,
      seen_at: null,
      undelivered_at: null,
      rating: null,
    })
    .execute();
}

/** What of an appeal changes; what is left out stays. */
export interface AppealChange {
  readonly status?: AppealStatus;
  readonly settledAt?: Date | null;
  readonly countsFrom?: CalendarDate;
  readonly dueOn?: CalendarDate;
  readonly kindId?: string;
  readonly kind?: KindKept;
  readonly assigneeRef?: string | null;
  readonly rating?: { readonly score: number; readonly comment: string };
  readonly undeliveredAt?: Date | null;
}

/** Changes an appeal that the caller holds. `isSeen`: the customer is to notice that it changed. */
export async function updateAppeal(
  tx: Tx,
  {
    supplierId,
    appealId,
    change,
    now,
    isSeen = true,
  }: OfAppeal & { change: AppealChange; now: Date; isSeen?: boolean },
): Promise<void> {
  const { status, settledAt, countsFrom, dueOn, kindId, kind, assigneeRef, rating, undeliveredAt } = change;
  const set = {
    ...(status !== undefined && { status }),
    ...(settledAt !== undefined && { settled_at: settledAt }),
    ...(countsFrom !== undefined && { counts_from: countsFrom }),
    ...(dueOn !== undefined && { due_on: dueOn }),
    ...(kindId !== undefined && { kind_id: kindId }),
    ...(kind !== undefined && { kind: JSON.stringify(kind) }),
    ...(assigneeRef !== undefined && { assignee_ref: assigneeRef }),
    ...(rating !== undefined && { rating: rating.score, rating_comment: rating.comment }),
    ...(undeliveredAt !== undefined && { undelivered_at: undeliveredAt }),
    ...(isSeen && { changed_at: now }),
  };
  if (Object.keys(set).length === 0) return;
  await tx.updateTable('appeals').set(set).where('supplier_id', '=', supplierId).where('id', '=', appealId).execute();
}

/** False when the appeal has no such message. What was read once stays read. */
export async function markSeen(
  tx: Tx,
  { supplierId, appealId, messageId }: OfAppeal & { messageId: string },
): Promise<boolean> {
  if (!isId(messageId)) return false;
  const { numAffectedRows } = await sql`
    update appeals a set seen_at = greatest(a.seen_at, m.written_at),
      -- Read in the cabinet, it has reached them after all.
      undelivered_at = case when m.written_at >= (select max(l.written_at) from appeal_messages l
        where l.supplier_id = a.supplier_id and l.appeal_id = a.id and l.author = 'supplier') then null else a.undelivered_at end
    from appeal_messages m
    where a.supplier_id = ${supplierId} and a.id = ${appealId}::uuid and m.supplier_id = a.supplier_id and m.appeal_id = a.id
      and m.id = ${messageId}::uuid and m.author <> 'note'`.execute(tx);
  return numAffectedRows === 1n;
}

/** Writes down what was done. */
export async function insertSteps(
  tx: Tx,
  { supplierId, appealId, steps, now }: OfAppeal & { steps: readonly AppealStep[]; now: Date },
): Promise<void> {
  if (steps.length === 0) return;
  await tx
    .insertInto('appeal_steps')
    .values(
      steps.map(({ what, detail, byRef }) => ({
        supplier_id: supplierId,
        // Later ones are greater: steps of one moment keep their order.
        id: newId(now),
        appeal_id: appealId,
        at: now,
        by_ref: byRef,
        what,
        detail,
      })),
    )
    .execute();
}

/** All that was done with it, the oldest first. */
export async function stepsOf(tx: Tx, { supplierId, appealId }: OfAppeal): Promise<AppealStepRow[]> {
  const { rows } = await sql<AppealStepRow>`
    select at, by_ref as "byRef", what, detail from appeal_steps
    where supplier_id = ${supplierId} and appeal_id = ${appealId}::uuid order by at, id`.execute(tx);
  return rows;
}

/** The ids of what was answered before a moment and has not been closed since: a job goes through them in batches. */
export async function answeredBefore(
  tx: Tx,
  { supplierId, before, limit }: { supplierId: string; before: Date; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from appeals where supplier_id = ${supplierId} and status = 'answered' and settled_at < ${before.toISOString()}::timestamptz
    order by settled_at, id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}
