import type { Reception } from '@kabinet/api/contract';
import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId } from './ids.js';
import type { AppointmentsTable } from './schema.js';

export type AppointmentStatus = AppointmentsTable['status'];

/** A booked slot as it is kept. */
export interface AppointmentRow {
  readonly id: string;
  readonly number: string;
  readonly customerRef: string;
  readonly receptionId: string;
  /** As it was told when it was booked. */
  readonly reception: Reception;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly topic: string;
  readonly accountId: string | null;
  /** Where to be told; empty for the customer's own contact. */
  readonly phone: string;
  readonly language: string;
  readonly status: AppointmentStatus;
  readonly reason: string;
  readonly bookedAt: string;
  /** When it was booked, moved or settled last. */
  readonly changedAt: string;
}

/** The columns of an {@link AppointmentRow}. */
export const APPOINTMENT_COLUMNS = [
  'id',
  'number',
  'customer_ref as customerRef',
  'reception_id as receptionId',
  'reception',
  'starts_at as startsAt',
  'ends_at as endsAt',
  'topic',
  'account_id as accountId',
  'phone',
  'language',
  'status',
  'reason',
  'booked_at as bookedAt',
  'changed_at as changedAt',
] as const;

/**
 * One after another at a reception until the transaction ends: whoever books, moves, cancels, waits or closes a day sees what those before did.
 * That a place is given once is the index's word (`appointments_once`), not this one's.
 */
export async function lockReception(
  tx: Tx,
  { supplierId, receptionId }: { supplierId: string; receptionId: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reception ${supplierId} ${receptionId}`}, 0))`.execute(tx);
}

/** One after another also for a customer who books at two receptions at once. After the reception, so that nobody waits for one another. */
export async function lockVisitor(
  tx: Tx,
  { supplierId, customerRef }: { supplierId: string; customerRef: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`visitor ${supplierId} ${customerRef}`}, 0))`.execute(tx);
}

/** Writes an appointment at a free place; null where somebody has that place. */
export async function insertAppointment(
  tx: Tx,
  appointment: Omit<AppointmentRow, 'id' | 'number' | 'reason' | 'bookedAt' | 'changedAt'> & {
    supplierId: string;
    place: number;
    status: 'held' | 'booked';
    now: Date;
  },
): Promise<AppointmentRow | null> {
  const row = await tx
    .insertInto('appointments')
    .values({
      supplier_id: appointment.supplierId,
      number: sql<string>`next_appointment_number()`,
      customer_ref: appointment.customerRef,
      reception_id: appointment.receptionId,
      reception: JSON.stringify(appointment.reception),
      starts_at: appointment.startsAt,
      ends_at: appointment.endsAt,
      place: appointment.place,
      topic: appointment.topic,
      account_id: appointment.accountId,
      phone: appointment.phone,
      language: appointment.language,
      status: appointment.status,
      booked_at: appointment.now,
      changed_at: appointment.now,
      reminded_at: null,
    })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'reception_id', 'starts_at', 'place']).doNothing())
    .returning(APPOINTMENT_COLUMNS)
    .executeTakeFirst();
  return (row as AppointmentRow | undefined) ?? null;
}

/** An appointment; only of that customer where one is named. */
export async function findAppointment(
  tx: Tx,
  { supplierId, id, customerRef }: { supplierId: string; id: string; customerRef?: string },
): Promise<AppointmentRow | null> {
  if (!isId(id)) return null;
  let query = tx
    .selectFrom('appointments')
    .select(APPOINTMENT_COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id);
  if (customerRef !== undefined) query = query.where('customer_ref', '=', customerRef);
  return ((await query.executeTakeFirst()) as AppointmentRow | undefined) ?? null;
}

/** Changes what became of an appointment; `givesBack` lets its place go to somebody else. */
export async function settleAppointmentRow(
  tx: Tx,
  {
    supplierId,
    id,
    status,
    reason,
    givesBack,
    now,
  }: { supplierId: string; id: string; status: AppointmentStatus; reason?: string; givesBack: boolean; now: Date },
): Promise<void> {
  await tx
    .updateTable('appointments')
    .set({
      status,
      changed_at: now,
      ...(reason !== undefined && { reason }),
      ...(givesBack && { place: null }),
    })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .execute();
}

/** A held place becomes a booked one, with what its customer says of it. */
export async function bookHeld(
  tx: Tx,
  {
    supplierId,
    id,
    topic,
    accountId,
    phone,
    now,
  }: { supplierId: string; id: string; topic: string; accountId: string | null; phone: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('appointments')
    .set({ status: 'booked', topic, account_id: accountId, phone, booked_at: now, changed_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .execute();
}

/** Another slot for an appointment, at a place that is free. It is reminded of anew. */
export async function moveAppointmentRow(
  tx: Tx,
  {
    supplierId,
    id,
    reception,
    startsAt,
    endsAt,
    place,
    now,
  }: {
    supplierId: string;
    id: string;
    reception: Reception;
    startsAt: string;
    endsAt: string;
    place: number;
    now: Date;
  },
): Promise<void> {
  await tx
    .updateTable('appointments')
    .set({
      reception: JSON.stringify(reception),
      starts_at: startsAt,
      ends_at: endsAt,
      place,
      changed_at: now,
      reminded_at: null,
    })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .execute();
}

/**
 * Takes the next appointment to remind of: it begins between the two moments, and was booked or moved more than so many hours before. Another
 * process's is left to it, and none is taken twice.
 */
export async function takeToRemind(
  tx: Tx,
  {
    supplierId,
    from,
    to,
    hoursAhead,
    now,
  }: { supplierId: string; from: Date; to: Date; hoursAhead: number; now: Date },
): Promise<AppointmentRow | null> {
  const { rows } = await sql<{ id: string }>`
    update appointments set reminded_at = ${now.toISOString()}::timestamptz
    where supplier_id = ${supplierId} and id = (
      select id from appointments
      where supplier_id = ${supplierId} and status = 'booked' and reminded_at is null
        and starts_at > ${from.toISOString()}::timestamptz and starts_at <= ${to.toISOString()}::timestamptz
        and changed_at < starts_at - make_interval(hours => ${hoursAhead}::int)
      order by starts_at, id limit 1 for update skip locked)
    returning id`.execute(tx);
  const [row] = rows;
  return row ? findAppointment(tx, { supplierId, id: row.id }) : null;
}
