import { sql } from 'kysely';
import { recordAct } from '../db/audit.js';
import { contactsOf } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { forgetStaffAnswers } from '../db/idempotency-keys.js';
import { HOSTED_REF } from './customer.js';
import { queueMessage } from '../messages/queue.js';
import { type PageLanguage, pageLanguageOf } from '../words/languages.js';
import { forgetAppeals } from '../db/my-appeals.js';
import { forgetAppointments } from '../db/my-appointments.js';
import { forgetPayments } from '../db/my-payments.js';

/**
 * Erases what a person left here, at their own wish or by staff's hand. Gone: contacts, password, passkeys, sessions, devices, codes,
 * dialogues, names of accounts, requests' texts, roles, kept cards, plans, reminders, the calendar, appointments ahead, what they wrote and were answered. What stays, and why, is docs/decisions/0045-what-erasure-keeps.md. Their rights to
 * accounts end, and so do those of the helpers they let in. False when there is nobody (any more) to erase.
 */
export async function erasePerson(
  tx: Tx,
  {
    supplierId,
    personId,
    actor,
    now,
    requestId,
  }: { supplierId: string; personId: string; actor: 'customer' | 'system'; now: Date; requestId: string | null },
): Promise<boolean> {
  const person = await tx
    .updateTable('people')
    .set({ display_name: '', kind: 'household', password_hash: null, erased_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .returning('language')
    .executeTakeFirst();
  if (!person) return false;
  const customerRef = `${HOSTED_REF}${personId}`;
  const erased = { supplierId, personId, customerRef, now };

  await forgetMessages(tx, erased);
  await sayGoodbye(tx, erased, pageLanguageOf(person.language));
  // Before the contacts go: what was sent without signing in is found by them.
  await forgetAppeals(tx, erased);
  await forgetSignIn(tx, erased);
  await endRights(tx, erased);
  await forgetPayments(tx, erased);
  await forgetAppointments(tx, erased);
  await forgetRequests(tx, erased);
  await recordAct(tx, {
    supplierId,
    at: now,
    actor,
    customerRef: actor === 'customer' ? customerRef : null,
    action: 'person.erased',
    subjectId: personId,
    requestId,
  });
  return true;
}

interface Erased {
  readonly supplierId: string;
  readonly personId: string;
  readonly customerRef: string;
  readonly now: Date;
}

/** What waits to be sent to them is not sent any more. */
async function forgetMessages(tx: Tx, { supplierId, personId }: Erased): Promise<void> {
  await sql`
    update outgoing_messages m set recipient = null, subject = null, body = null, status = 'expired'
    from contacts c
    where m.supplier_id = ${supplierId} and m.status = 'waiting' and c.supplier_id = m.supplier_id
      and c.address = m.recipient and c.person_id = ${personId}::uuid`.execute(tx);
}

/** To every contact, in case it was another's hand that erased them; text and recipient go once it is sent. */
async function sayGoodbye(tx: Tx, { supplierId, personId, now }: Erased, language: PageLanguage): Promise<void> {
  for (const { kind, address } of await contactsOf(tx, { supplierId, personId })) {
    const to = { kind, address };
    await queueMessage(tx, { supplierId, to, purpose: 'data_erased', language, facts: {}, now });
  }
}

/** Everything by which they could be reached, or signed in. */
async function forgetSignIn(tx: Tx, { supplierId, personId, customerRef }: Erased): Promise<void> {
  await sql`
    delete from proof_attempts p where p.supplier_id = ${supplierId} and (p.person_id = ${personId}::uuid or p.contact_address in (
      select address from contacts where supplier_id = ${supplierId} and person_id = ${personId}::uuid))`.execute(tx);
  await sql`
    delete from page_grants where supplier_id = ${supplierId} and session_id in (
      select id from sessions where supplier_id = ${supplierId} and person_id = ${personId}::uuid)`.execute(tx);
  const ofPerson = ['sessions', 'known_devices', 'passkeys', 'contacts', 'staff_roles', 'link_dialogues'] as const;
  for (const table of ofPerson) {
    await tx.deleteFrom(table).where('supplier_id', '=', supplierId).where('person_id', '=', personId).execute();
  }
  // Answers kept for a second try repeat what was sent.
  await tx
    .deleteFrom('idempotency_keys')
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .execute();
}

/** Links end and stay as references; helpers they let in are let out. */
async function endRights(tx: Tx, { supplierId, customerRef, now }: Erased): Promise<void> {
  const at = now.toISOString();
  await sql`
    update account_links l set ended_at = ${at}::timestamptz, ended_by = 'erasure'
    where l.supplier_id = ${supplierId} and l.ended_at is null and (l.customer_ref = ${customerRef} or l.invitation_id in (
      select id from helper_invitations where supplier_id = ${supplierId} and customer_ref = ${customerRef}))`.execute(
    tx,
  );
  await sql`
    update helper_invitations set label = '', revoked_at = coalesce(revoked_at, ${at}::timestamptz)
    where supplier_id = ${supplierId} and customer_ref = ${customerRef}`.execute(tx);
  await tx
    .deleteFrom('account_preferences')
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .execute();
}

/** A request keeps its number, its days and how it ended; nobody waits for the answer to an open one. */
async function forgetRequests(tx: Tx, { supplierId, customerRef, now }: Erased): Promise<void> {
  const requests = await tx
    .selectFrom('link_requests')
    .select('id')
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .execute();
  await forgetStaffAnswers(tx, { supplierId, about: requests.map(({ id }) => id) });
  await sql`
    update link_requests set account_number = '', holder_name = '', address = '', phone = '', comment = '', answer = '',
      status = case when status = 'open' then 'refused' else status end,
      answered_at = coalesce(answered_at, ${now.toISOString()}::timestamptz)
    where supplier_id = ${supplierId} and customer_ref = ${customerRef}`.execute(tx);
}
