import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.js';
import { forgetStaffAnswers } from './idempotency-keys.js';

/** What somebody wrote to the supplier, and was answered, as they take it along. */
export interface MyAppeals {
  /** With the names of the files; the files themselves are fetched from the conversations. */
  readonly appeals: readonly unknown[];
  /** Appeals sent without signing in, that wait for their code. */
  readonly guestAppeals: readonly unknown[];
  /** Files sent that are part of no appeal yet. */
  readonly uploads: readonly unknown[];
  /** Mails that came from their address, and what became of them. */
  readonly inboundMails: readonly unknown[];
}

interface Whose {
  readonly supplierId: string;
  readonly personId: string;
  readonly customerRef: string;
}

function ownContacts({ supplierId, personId }: Whose): RawBuilder<unknown> {
  return sql`(select address from contacts where supplier_id = ${supplierId} and person_id = ${personId}::uuid)`;
}

/** The ids of their appeals: those they sent signed in, and those sent without from a contact that is theirs. */
export function ownAppeals(whose: Whose): RawBuilder<unknown> {
  const { supplierId, customerRef } = whose;
  return sql`(
    select id from appeals where supplier_id = ${supplierId} and customer_ref = ${customerRef}
    union select id from appeals where supplier_id = ${supplierId} and contact_address in ${ownContacts(whose)})`;
}

/** All of it, the oldest first. What staff noted for each other is theirs. */
export function myAppeals(tx: Tx, whose: Whose): Promise<MyAppeals> {
  const { supplierId, customerRef } = whose;
  return writtenIn(tx, { supplierId, customerRef, ids: ownAppeals(whose), contacts: ownContacts(whose) });
}

/** What belongs to these appeals, and what these contacts have left besides; `customerRef`: whose uploads. */
async function writtenIn(
  tx: Tx,
  {
    supplierId,
    customerRef,
    ids,
    contacts,
  }: { supplierId: string; customerRef: string; ids: RawBuilder<unknown>; contacts: RawBuilder<unknown> },
): Promise<MyAppeals> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx)).rows;
  return {
    appeals: await list(sql`
      select a.number, a.channel, a.kind_id as kind, n.account_number as "accountNumber", a.account_number_told as "accountNumberTold",
        a.person_name as name, a.contact_address as contact, a.language, a.fields, a.status, a.sent_at as "sentAt", a.due_on as "dueOn",
        a.rating, a.rating_comment as "ratingComment",
        (select json_agg(json_build_object('author', m.author, 'name', m.author_name, 'channel', m.channel, 'text', m.text,
            'writtenAt', m.written_at, 'files', (select json_agg(json_build_object('name', f.name, 'sizeBytes', f.size_bytes) order by f.id)
              from appeal_attachments f where f.supplier_id = m.supplier_id and f.appeal_id = m.appeal_id and f.message_id = m.id)) order by m.written_at, m.id)
          from appeal_messages m where m.supplier_id = a.supplier_id and m.appeal_id = a.id and m.author <> 'note') as messages,
        (select json_agg(json_build_object('at', s.at, 'status', s.detail) order by s.at, s.id)
          from appeal_steps s where s.supplier_id = a.supplier_id and s.appeal_id = a.id and s.what = 'status') as steps
      from appeals a left join accounts n on n.supplier_id = a.supplier_id and n.id = a.account_id
      where a.supplier_id = ${supplierId} and a.id in ${ids} order by a.sent_at, a.number`),
    guestAppeals: await list(sql`
      select submission, contact_address as contact, created_at as "createdAt" from guest_appeals
      where supplier_id = ${supplierId} and contact_address in ${contacts} order by created_at, id`),
    uploads: await list(sql`
      select name, size_bytes as "sizeBytes", status, created_at as "createdAt" from uploads
      where supplier_id = ${supplierId} and (customer_ref = ${customerRef} or customer_ref in (select 'appeal:' || i.id from ${ids} as i))
      order by created_at, id`),
    inboundMails: await list(sql`
      select sender, received_at as "receivedAt", outcome from inbound_mails
      where supplier_id = ${supplierId} and sender in ${contacts} order by received_at, message_id`),
  };
}

/** Somebody who wrote without signing in, or by mail. */
interface Guest {
  readonly supplierId: string;
  /** A phone or an e-mail address, in the one form that is kept. */
  readonly contact: string;
}

function guestAppeals({ supplierId, contact }: Guest): RawBuilder<unknown> {
  return sql`(select id from appeals where supplier_id = ${supplierId} and contact_address = ${contact})`;
}

/** The ids of a guest's appeals; held where they are to be emptied. */
export async function guestAppealIds(tx: Tx, guest: Guest, { forChange }: { forChange: boolean }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from appeals where supplier_id = ${guest.supplierId} and contact_address = ${guest.contact}
    order by id ${forChange ? sql`for update` : sql``}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** All that is kept of a guest, the oldest first. */
export function guestsAppeals(tx: Tx, guest: Guest): Promise<MyAppeals> {
  const { supplierId, contact } = guest;
  return writtenIn(tx, { supplierId, customerRef: '', ids: guestAppeals(guest), contacts: sql`(${contact}::text)` });
}

/** Forgets all that is kept of a guest, as {@link forgetAppeals} does of a customer. Answers with the ids of their appeals. */
export async function forgetGuest(tx: Tx, guest: Guest & { now: Date }): Promise<readonly string[]> {
  const { supplierId, contact, now } = guest;
  const ids = await guestAppealIds(tx, guest, { forChange: true });
  await emptyAppeals(tx, { supplierId, ids, now });
  await forgetStaffAnswers(tx, { supplierId, about: ids });
  await forgetUnsent(tx, { supplierId, contacts: sql`(${contact}::text)` });
  return ids;
}

/** Ids of what was written without signing in, or by mail, and ended before a moment; held. What others hold is left for the next time. */
export async function outlivedGuestAppeals(
  tx: Tx,
  { supplierId, before, limit }: { supplierId: string; before: Date; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from appeals where supplier_id = ${supplierId} and contact_address is not null
      and status in ('closed', 'withdrawn') and changed_at < ${before.toISOString()}::timestamptz
    order by id limit ${limit} for update skip locked`.execute(tx);
  return rows.map(({ id }) => id);
}

/**
 * Takes back what nobody has answered yet, and forgets all that was written, by whichever side, with its files. Number, kind, days and how it
 * ended stay under a reference that names nobody any more. Before the contacts go: appeals of guests are found by them.
 */
export async function forgetAppeals(tx: Tx, whose: Whose & { now: Date }): Promise<void> {
  const { supplierId, customerRef, now } = whose;
  const { rows } = await sql<{ id: string }>`
    select id from appeals where supplier_id = ${supplierId} and id in ${ownAppeals(whose)} order by id for update`.execute(
    tx,
  );
  const ids = rows.map(({ id }) => id);
  await emptyAppeals(tx, { supplierId, ids, now });
  await forgetStaffAnswers(tx, { supplierId, about: ids });
  await sql`delete from uploads where supplier_id = ${supplierId} and customer_ref = ${customerRef}`.execute(tx);
  await forgetUnsent(tx, { supplierId, contacts: ownContacts(whose) });
}

/**
 * Takes back those of these appeals that nobody has answered yet, and forgets all that was written in them, with its files and whose they were. The
 * caller holds them.
 */
export async function emptyAppeals(
  tx: Tx,
  { supplierId, ids: all, now }: { supplierId: string; ids: readonly string[]; now: Date },
): Promise<void> {
  const ids = sql`any(${[...all]}::uuid[])`;
  const of = sql`supplier_id = ${supplierId} and appeal_id = ${ids}`;
  const at = sql`${now.toISOString()}::timestamptz`;
  await sql`
    update outgoing_messages set recipient = null, subject = null, body = null, status = 'expired'
    where supplier_id = ${supplierId} and status = 'waiting' and thread_id = any(${[...all]}::text[])`.execute(tx);
  await sql`delete from appeal_attachments where ${of}`.execute(tx);
  await sql`delete from appeal_messages where ${of}`.execute(tx);
  await sql`
    insert into appeal_steps (supplier_id, appeal_id, at, what, detail)
    select supplier_id, id, ${at}, 'status', 'withdrawn' from appeals
    where supplier_id = ${supplierId} and id = ${ids} and status in ('received', 'in_progress', 'waiting')`.execute(tx);
  await sql`
    update appeals set person_name = '', contact_kind = null, contact_address = null, account_number_told = '', fields = '{}',
      rating_comment = '', undelivered_at = null, changed_at = ${at},
      status = case when status in ('received', 'in_progress', 'waiting') then 'withdrawn' else status end
    where supplier_id = ${supplierId} and id = ${ids}`.execute(tx);
  await sql`
    delete from uploads where supplier_id = ${supplierId}
      and customer_ref = any(${all.map((id) => `appeal:${id}`)}::text[])`.execute(tx);
}

/** Forgets what was written without signing in from these contacts and waits for its code, with its files, and from whom mails came. */
export async function forgetUnsent(
  tx: Tx,
  { supplierId, contacts }: { supplierId: string; contacts: RawBuilder<unknown> },
): Promise<void> {
  await sql`
    delete from uploads where supplier_id = ${supplierId} and customer_ref in (
      select 'appeal:' || id from guest_appeals where supplier_id = ${supplierId} and contact_address in ${contacts})`.execute(
    tx,
  );
  await sql`delete from guest_appeals where supplier_id = ${supplierId} and contact_address in ${contacts}`.execute(tx);
  await sql`
    update appeal_messages set sent_from = null where supplier_id = ${supplierId} and sent_from in ${contacts}`.execute(
    tx,
  );
  // That a mail came stays, so that it is not taken twice; from whom goes.
  await sql`update inbound_mails set sender = '' where supplier_id = ${supplierId} and sender in ${contacts}`.execute(
    tx,
  );
}
