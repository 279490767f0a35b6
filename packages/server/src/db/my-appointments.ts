import { sql } from 'kysely';
import type { Tx } from './database.js';

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
  await sql`
    update outgoing_messages m set recipient = null, subject = null, body = null, status = 'expired'
    where m.supplier_id = ${supplierId} and m.status = 'waiting' and m.purpose like 'appointment_%' and m.recipient in (
      select phone from appointments where supplier_id = ${supplierId} and customer_ref = ${customerRef} and phone <> '')`.execute(
    tx,
  );
  await sql`
    update appointments set topic = '', phone = '',
      place = case when status in ('booked', 'held') and starts_at > ${at}::timestamptz then null else place end,
      changed_at = case when status in ('booked', 'held') then ${at}::timestamptz else changed_at end,
      status = case when status = 'held' then 'let_go' when status = 'booked' and starts_at > ${at}::timestamptz then 'cancelled' else status end
    where supplier_id = ${supplierId} and customer_ref = ${customerRef}`.execute(tx);
  await sql`
    update waiting_places set topic = '', phone = '', appointment_id = null, held_until = null,
      ended_at = coalesce(ended_at, ${at}::timestamptz)
    where supplier_id = ${supplierId} and customer_ref = ${customerRef}`.execute(tx);
}
