import { sql } from 'kysely';
import { APPOINTMENT_COLUMNS, type AppointmentRow, type AppointmentStatus } from './appointments.js';
import type { Tx } from './database.js';

interface OfReception {
  readonly supplierId: string;
  readonly receptionId: string;
}

/** A place of a slot that somebody has, or that is held for somebody; or nobody's, because nobody is received there then. */
export interface TakenPlace {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: number;
}

/** The places of a reception that are taken between two moments. */
export async function takenPlaces(
  tx: Tx,
  { supplierId, receptionId, from, to }: OfReception & { from: string; to: string },
): Promise<TakenPlace[]> {
  const rows = await tx
    .selectFrom('appointments')
    .select(['starts_at as startsAt', 'ends_at as endsAt', 'place'])
    .where('supplier_id', '=', supplierId)
    .where('reception_id', '=', receptionId)
    .where('ends_at', '>', from)
    .where('starts_at', '<', to)
    .where('place', 'is not', null)
    .execute();
  return rows.map((row) => ({ ...row, place: row.place ?? 0 }));
}

/** What a customer has booked that is not over, the next first, and then what is over or came to nothing, the newest first. */
export async function appointmentsOfCustomer(
  tx: Tx,
  { supplierId, customerRef, now, limit }: { supplierId: string; customerRef: string; now: Date; limit: number },
): Promise<AppointmentRow[]> {
  const isAhead = sql<boolean>`status = 'booked' and ends_at > ${now.toISOString()}::timestamptz`;
  const rows = await tx
    .selectFrom('appointments')
    .select(APPOINTMENT_COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .where('status', 'not in', ['held', 'let_go'])
    .orderBy(isAhead, 'desc')
    .orderBy(sql`case when ${isAhead} then starts_at end`)
    .orderBy('starts_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows as AppointmentRow[];
}

/** A time that a customer has booked. */
export interface BookedTime {
  readonly id: string;
  readonly receptionId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** What a customer has booked that is not over, with any reception. */
export async function bookedAhead(
  tx: Tx,
  { supplierId, customerRef, now }: { supplierId: string; customerRef: string; now: Date },
): Promise<BookedTime[]> {
  return tx
    .selectFrom('appointments')
    .select(['id', 'reception_id as receptionId', 'starts_at as startsAt', 'ends_at as endsAt'])
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .where('status', '=', 'booked')
    .where('ends_at', '>', now.toISOString())
    .execute();
}

/** Every time ahead that somebody has or that is held for somebody, by reception. */
export async function takenAhead(
  tx: Tx,
  { supplierId, now }: { supplierId: string; now: Date },
): Promise<{ readonly receptionId: string; readonly startsAt: string }[]> {
  return tx
    .selectFrom('appointments')
    .select(['reception_id as receptionId', 'starts_at as startsAt'])
    .distinct()
    .where('supplier_id', '=', supplierId)
    .where('status', 'in', ['booked', 'held'])
    .where('starts_at', '>', now.toISOString())
    .orderBy('reception_id')
    .orderBy('starts_at')
    .execute();
}

/** The appointments of a reception between two moments that somebody comes to, came to or would have come to. */
export async function appointmentsBetween(
  tx: Tx,
  {
    supplierId,
    receptionId,
    from,
    to,
    statuses = ['booked', 'attended', 'missed', 'called_off'],
  }: OfReception & { from: Date; to: Date; statuses?: readonly AppointmentStatus[] },
): Promise<AppointmentRow[]> {
  const rows = await tx
    .selectFrom('appointments')
    .select(APPOINTMENT_COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('reception_id', '=', receptionId)
    .where('starts_at', '>=', from.toISOString())
    .where('starts_at', '<=', to.toISOString())
    .where('status', 'in', [...statuses])
    .orderBy('starts_at')
    .orderBy('number')
    .execute();
  return rows as AppointmentRow[];
}
