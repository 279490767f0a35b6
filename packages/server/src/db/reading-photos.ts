import { sql } from 'kysely';
import type { Tx } from './database.js';

interface PhotoOf {
  readonly supplierId: string;
  readonly readingId: string;
}

const COUNTS = sql`status in ('received', 'accepted', 'questioned')`;

/**
 * Stores the photo of a reading that counts, in place of the one before. The reading goes out with the next export again, now with its
 * photo. False when the reading does not count (any more): somebody has replaced it or taken it back meanwhile.
 */
export async function storePhoto(
  tx: Tx,
  { supplierId, readingId, jpeg, at }: PhotoOf & { jpeg: Buffer; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    with reading as (
      update readings set export_number = null, changed_at = ${at.toISOString()}::timestamptz
      where supplier_id = ${supplierId} and id = ${readingId}::uuid and ${COUNTS}
      returning supplier_id, id
    )
    insert into reading_photos (supplier_id, reading_id, jpeg, attached_at)
    select supplier_id, id, ${jpeg}::bytea, ${at.toISOString()}::timestamptz from reading
    on conflict (supplier_id, reading_id) do update set jpeg = excluded.jpeg, attached_at = excluded.attached_at
    returning 1`.execute(tx);
  return rows.length > 0;
}

/** Deletes the photo of a reading that counts; the next export says that it is gone. False when there was none. */
export async function removePhoto(tx: Tx, { supplierId, readingId, at }: PhotoOf & { at: Date }): Promise<boolean> {
  const { rows } = await sql`
    with reading as (
      update readings r set export_number = null, changed_at = ${at.toISOString()}::timestamptz
      where r.supplier_id = ${supplierId} and r.id = ${readingId}::uuid and ${COUNTS}
        and exists (select from reading_photos p where p.supplier_id = r.supplier_id and p.reading_id = r.id)
      returning supplier_id, id
    )
    delete from reading_photos p using reading r where p.supplier_id = r.supplier_id and p.reading_id = r.id
    returning 1`.execute(tx);
  return rows.length > 0;
}

/** Deletes the photo of a reading that the customer has taken back: it is evidence of nothing any more. */
export async function erasePhoto(tx: Tx, { supplierId, readingId }: PhotoOf): Promise<void> {
  await tx
    .deleteFrom('reading_photos')
    .where('supplier_id', '=', supplierId)
    .where('reading_id', '=', readingId)
    .execute();
}

/** Gives the photo to the reading that replaces its own: the dial in it is the same. Whether there was one. */
export async function movePhoto(
  tx: Tx,
  { supplierId, from, to }: { supplierId: string; from: string; to: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('reading_photos')
    .set({ reading_id: to })
    .where('supplier_id', '=', supplierId)
    .where('reading_id', '=', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The picture, by the number that the customer was given for the reading. */
export async function findPhoto(
  tx: Tx,
  { supplierId, number }: { supplierId: string; number: string },
): Promise<Uint8Array | null> {
  const row = await tx
    .selectFrom('reading_photos as p')
    .innerJoin('readings as r', (join) =>
      join.onRef('r.supplier_id', '=', 'p.supplier_id').onRef('r.id', '=', 'p.reading_id'),
    )
    .select('p.jpeg')
    .where('r.supplier_id', '=', supplierId)
    .where('r.number', '=', number)
    .executeTakeFirst();
  return row?.jpeg ?? null;
}
