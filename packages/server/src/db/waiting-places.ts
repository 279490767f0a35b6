import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId, newId } from './ids.js';

/** Somebody who waits for a slot of a reception to become free. */
export interface WaitingPlaceRow {
  readonly id: string;
  readonly customerRef: string;
  readonly receptionId: string;
  readonly topic: string;
  readonly accountId: string | null;
  readonly phone: string;
  readonly language: string;
  readonly since: string;
  /** The appointment that is held for them, and until when. */
  readonly appointmentId: string | null;
  readonly heldUntil: string | null;
  /** When they were told of it. */
  readonly toldAt: string | null;
}

const COLUMNS = [
  'id',
  'customer_ref as customerRef',
  'reception_id as receptionId',
  'topic',
  'account_id as accountId',
  'phone',
  'language',
  'since',
  'appointment_id as appointmentId',
  'held_until as heldUntil',
  'told_at as toldAt',
] as const;

/** Puts somebody at the end of the list; who is on it already keeps their place, with what they say now. */
export async function joinWaiting(
  tx: Tx,
  {
    supplierId,
    now,
    ...place
  }: Omit<WaitingPlaceRow, 'id' | 'since' | 'appointmentId' | 'heldUntil' | 'toldAt'> & {
    supplierId: string;
    now: Date;
  },
): Promise<WaitingPlaceRow> {
  const said = { topic: place.topic, account_id: place.accountId, phone: place.phone, language: place.language };
  return tx
    .insertInto('waiting_places')
    .values({
      supplier_id: supplierId,
      // Later ones are greater: whoever came first is first.
      id: newId(now),
      customer_ref: place.customerRef,
      reception_id: place.receptionId,
      ...said,
      since: now,
      appointment_id: null,
      held_until: null,
      told_at: null,
      ended_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['supplier_id', 'reception_id', 'customer_ref']).where('ended_at', 'is', null).doUpdateSet(said),
    )
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

/** The places that are waited on, in turn: of a customer, of a reception, or of both. */
export async function waitingPlaces(
  tx: Tx,
  { supplierId, customerRef, receptionId }: { supplierId: string; customerRef?: string; receptionId?: string },
): Promise<WaitingPlaceRow[]> {
  let query = tx
    .selectFrom('waiting_places')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('ended_at', 'is', null);
  if (customerRef !== undefined) query = query.where('customer_ref', '=', customerRef);
  if (receptionId !== undefined) query = query.where('reception_id', '=', receptionId);
  return query.orderBy('since').orderBy('id').execute();
}

/** A customer's own place in the list. */
export async function findWaitingPlace(
  tx: Tx,
  { supplierId, id, customerRef }: { supplierId: string; id: string; customerRef: string },
): Promise<WaitingPlaceRow | null> {
  if (!isId(id)) return null;
  return (await waitingPlaces(tx, { supplierId, customerRef })).find((each) => each.id === id) ?? null;
}

/** How many are before this one who have not been offered anything yet. */
export async function countAhead(
  tx: Tx,
  { supplierId, place }: { supplierId: string; place: WaitingPlaceRow },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from waiting_places
    where supplier_id = ${supplierId} and reception_id = ${place.receptionId} and ended_at is null and appointment_id is null
      and (since, id) < (${place.since}::timestamptz, ${place.id}::uuid)`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** What is held for who waits, and until when; null where it is taken back. */
export async function setOffer(
  tx: Tx,
  {
    supplierId,
    id,
    offer,
  }: { supplierId: string; id: string; offer: { appointmentId: string; heldUntil: Date } | null },
): Promise<void> {
  await tx
    .updateTable('waiting_places')
    .set({ appointment_id: offer?.appointmentId ?? null, held_until: offer?.heldUntil ?? null, told_at: null })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .execute();
}

/** Notes that who waits knows of what is held for them. */
export async function setTold(
  tx: Tx,
  { supplierId, id, now }: { supplierId: string; id: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('waiting_places')
    .set({ told_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .execute();
}

export async function endWaiting(
  tx: Tx,
  { supplierId, id, now }: { supplierId: string; id: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('waiting_places')
    .set({ ended_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .execute();
}

/** The receptions that somebody waits for. */
export async function receptionsWaitedFor(tx: Tx, { supplierId }: { supplierId: string }): Promise<string[]> {
  const rows = await tx
    .selectFrom('waiting_places')
    .select('reception_id')
    .distinct()
    .where('supplier_id', '=', supplierId)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map((row) => row.reception_id);
}
