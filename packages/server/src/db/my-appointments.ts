import { sql } from 'kysely';
import { lockReception } from './appointments.js';
import type { Tx } from './database.js';
import { forgetStaffAnswers } from './idempotency-keys.js';

/** What a customer has booked or waited for, as they take it along. */
export interface MyAppointments {
  readonly appointments: readonly unknown[];
  readonly waitingPlaces: readonly unknown[];
}

export async function myAppointments(
  tx: Tx,
  { supplierId, ref }: { supplierId: string; ref: string },
): Promise<MyAppointments> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx)).rows;
  return {
    appointments: await list(sql`
      select p.number, p.reception_id as reception, p.starts_at as "startsAt", p.ends_at as "endsAt", p.topic, p.phone, p.status, p.reason,
        a.account_number as "accountNumber", p.booked_at as "bookedAt", p.reminded_at as "remindedAt"
      from appointments p left join accounts a on a.supplier_id = p.supplier_id and a.id = p.account_id
      where p.supplier_id = ${supplierId} and p.customer_ref = ${ref} order by p.booked_at, p.id`),
    waitingPlaces: await list(sql`
      select w.reception_id as reception, w.topic, w.phone, a.account_number as "accountNumber", w.since, w.held_until as "heldUntil",
        w.ended_at as "endedAt"
      from waiting_places w left join accounts a on a.supplier_id = w.supplier_id and a.id = w.account_id
      where w.supplier_id = ${supplierId} and w.customer_ref = ${ref} order by w.since, w.id`),
  };
}

/**
 * Gives back what a customer has booked and is held for them, ends their waiting, and forgets what they said. That somebody was received, or
 * was not, stays under a reference that names nobody any more; those who wait are offered the places by the job.
 */
export async function forgetAppointments(
  tx: Tx,
  { supplierId, customerRef, now }: { supplierId: string; customerRef: string; now: Date },
): Promise<void> {
  const at = now.toISOString();
  // Nobody is offered a place, or takes one, beside this: what would be written then nobody would forget.
  for (const receptionId of await receptionsOf(tx, { supplierId, customerRef })) {
    await lockReception(tx, { supplierId, receptionId });
  }
  await sql`
    update outgoing_messages m set recipient = null, subject = null, body = null, status = 'expired'
    where m.supplier_id = ${supplierId} and m.status = 'waiting' and m.purpose like 'appointment_%' and m.recipient in (
      select phone from appointments where supplier_id = ${supplierId} and customer_ref = ${customerRef} and phone <> '')`.execute(
    tx,
  );
  const { rows } = await sql<{ id: string }>`
    select id from appointments where supplier_id = ${supplierId} and customer_ref = ${customerRef}`.execute(tx);
  await forgetStaffAnswers(tx, { supplierId, about: rows.map(({ id }) => id) });
  await sql`
    update appointments set topic = '', phone = '', reason = '',
      place = case when status in ('booked', 'held') and starts_at > ${at}::timestamptz then null else place end,
      changed_at = case when status in ('booked', 'held') then ${at}::timestamptz else changed_at end,
      status = case when status = 'held' then 'let_go' when status = 'booked' and starts_at > ${at}::timestamptz then 'cancelled' else status end
    where supplier_id = ${supplierId} and customer_ref = ${customerRef}`.execute(tx);
  await sql`
    update waiting_places set topic = '', phone = '', appointment_id = null, held_until = null,
      ended_at = coalesce(ended_at, ${at}::timestamptz)
    where supplier_id = ${supplierId} and customer_ref = ${customerRef}`.execute(tx);
}

/** Where a customer has booked or waits, always in one order: two who hold several do not wait for one another. */
async function receptionsOf(
  tx: Tx,
  { supplierId, customerRef }: { supplierId: string; customerRef: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select reception_id as id from appointments
      where supplier_id = ${supplierId} and customer_ref = ${customerRef} and status in ('booked', 'held')
    union select reception_id from waiting_places
      where supplier_id = ${supplierId} and customer_ref = ${customerRef} and ended_at is null
    order by id`.execute(tx);
  return rows.map(({ id }) => id);
}

/**
 * Forgets what was said of visits that were over before that moment: topics, phones, and why they were called off. That there was one stays.
 */
export async function forgetVisits(
  tx: Tx,
  { supplierId, before }: { supplierId: string; before: Date },
): Promise<void> {
  await tx
    .updateTable('appointments')
    .set({ topic: '', phone: '', reason: '' })
    .where('supplier_id', '=', supplierId)
    .where('ends_at', '<', before.toISOString())
    .where(sql<boolean>`(topic <> '' or phone <> '' or reason <> '')`)
    .execute();
  await tx
    .updateTable('waiting_places')
    .set({ topic: '', phone: '' })
    .where('supplier_id', '=', supplierId)
    .where('ended_at', '<', before.toISOString())
    .where(sql<boolean>`(topic <> '' or phone <> '')`)
    .execute();
}
