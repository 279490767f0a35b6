import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId } from './ids.js';
import type { ReadingsTable } from './schema.js';

export interface ReadingValueRow {
  readonly registerId: string;
  readonly value: string;
  readonly consumption: string | null;
}

/** A reading with its values, as queries build it; `readingOf` makes the contract's Reading of it. */
export interface ReadingRow {
  readonly id: string;
  readonly number: string | null;
  readonly meterId: string;
  readonly readAt: string;
  readonly receivedAt: string;
  readonly source: string;
  readonly quality: 'actual' | 'estimated';
  readonly status: ReadingsTable['status'];
  readonly questionedFor: readonly string[];
  readonly countsFor: string;
  /** Whether it came from the billing base, and so is not the customer's to change. */
  readonly imported: boolean;
  readonly hasPhoto: boolean;
  readonly values: readonly ReadingValueRow[];
}

/** What is known of a reading's use: how the rules see the history. */
export type ReadingInHistoryRow = Pick<ReadingRow, 'readAt' | 'quality' | 'values'>;

/** The values of the row `r` of readings. */
export const VALUES_JSON = sql`(select coalesce(json_agg(json_build_object(
      'registerId', v.register_id, 'value', v.value::text, 'consumption', v.consumption::text) order by v.register_id), '[]')
    from reading_values v where v.supplier_id = r.supplier_id and v.reading_id = r.id)`;

/** A {@link ReadingRow} out of the row `r` of readings. */
export const READING_JSON = sql`json_build_object(
  'id', r.id, 'number', r.number, 'meterId', r.meter_id, 'readAt', r.read_at, 'receivedAt', r.received_at,
  'source', r.source, 'quality', r.quality, 'status', r.status, 'questionedFor', to_json(r.questioned_for),
  'countsFor', to_char(r.counts_for, 'YYYY-MM'), 'imported', r.external_ref is not null,
  'hasPhoto', exists (select from reading_photos p where p.supplier_id = r.supplier_id and p.reading_id = r.id),
  'values', ${VALUES_JSON})`;

/** A reading of the account, with the service of its meter. */
export async function findReading(
  tx: Tx,
  { supplierId, accountId, readingId }: { supplierId: string; accountId: string; readingId: string },
): Promise<{ reading: ReadingRow; serviceKind: string } | null> {
  if (!isId(readingId)) return null;
  const { rows } = await sql<{ reading: ReadingRow; serviceKind: string }>`
    select ${READING_JSON} as reading, m.service_kind as "serviceKind"
    from readings r join meters m on m.supplier_id = r.supplier_id and m.id = r.meter_id
    where r.supplier_id = ${supplierId} and r.account_id = ${accountId}::uuid and r.id = ${readingId}::uuid`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** A page of the account's history, newest first, from after the reading `after`. */
export async function pageOfReadings(
  tx: Tx,
  {
    supplierId,
    accountId,
    meterId,
    after,
    limit,
  }: { supplierId: string; accountId: string; meterId?: string; after?: string; limit: number },
): Promise<{ reading: ReadingRow; serviceKind: string }[]> {
  const onlyMeter = meterId === undefined ? sql`` : sql`and r.meter_id = ${meterId}::uuid`;
  // Readings are never deleted, so the last one of a page is where the next one begins.
  const onlyAfter =
    after === undefined
      ? sql``
      : sql`and (r.read_at, r.id) < (select c.read_at, c.id from readings c
          where c.supplier_id = ${supplierId} and c.account_id = ${accountId}::uuid and c.id = ${after}::uuid)`;
  const { rows } = await sql<{ reading: ReadingRow; serviceKind: string }>`
    select ${READING_JSON} as reading, m.service_kind as "serviceKind"
    from readings r join meters m on m.supplier_id = r.supplier_id and m.id = r.meter_id
    where r.supplier_id = ${supplierId} and r.account_id = ${accountId}::uuid ${onlyMeter} ${onlyAfter}
    order by r.read_at desc, r.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** The values of the earliest reading that counts and was taken at or after the moment, other than the given one. */
export async function valuesReadAfter(
  tx: Tx,
  { supplierId, meterId, at, exceptId }: { supplierId: string; meterId: string; at: Date; exceptId: string | null },
): Promise<readonly ReadingValueRow[]> {
  const except = exceptId === null ? sql`` : sql`and r.id <> ${exceptId}::uuid`;
  const { rows } = await sql<{ reading: ReadingRow }>`
    select ${READING_JSON} as reading from readings r
    where r.supplier_id = ${supplierId} and r.meter_id = ${meterId}::uuid
      and r.status in ('received', 'accepted', 'questioned') and r.read_at >= ${at.toISOString()}::timestamptz ${except}
    order by r.read_at, r.id limit 1`.execute(tx);
  return rows[0]?.reading.values ?? [];
}

export interface NewReading {
  readonly id: string;
  readonly supplierId: string;
  readonly accountId: string;
  readonly meterId: string;
  readonly readAt: Date;
  readonly receivedAt: Date;
  readonly source: 'customer';
  readonly status: 'accepted' | 'questioned';
  readonly questionedFor: readonly string[];
  readonly supersedesId: string | null;
  /** The month, as `2026-11`. */
  readonly countsFor: string;
  readonly values: readonly ReadingValueRow[];
}

/**
 * Stores a reading with its values and the trace of who did it, in one statement. Null when another reading counts for the meter
 * and month already: however close two devices come, the database lets one through.
 */
export async function insertReading(
  tx: Tx,
  reading: NewReading,
  audit: { customerRef: string; action: string; requestId: string },
): Promise<{ number: string } | null> {
  const { rows } = await sql<{ number: string }>`
    with new_reading as (
      insert into readings (supplier_id, id, number, account_id, meter_id, read_at, received_at, changed_at, source, status,
        questioned_for, supersedes_id, counts_for)
      values (${reading.supplierId}, ${reading.id}::uuid, next_reading_number(), ${reading.accountId}::uuid, ${reading.meterId}::uuid,
        ${reading.readAt.toISOString()}::timestamptz, ${reading.receivedAt.toISOString()}::timestamptz,
        ${reading.receivedAt.toISOString()}::timestamptz, ${reading.source}, ${reading.status},
        array(select json_array_elements_text(${JSON.stringify(reading.questionedFor)}::json)),
        ${reading.supersedesId}::uuid, ${`${reading.countsFor}-01`}::date)
      on conflict (supplier_id, meter_id, counts_for)
        where external_ref is null and status in ('received', 'accepted', 'questioned') do nothing
      returning supplier_id, id, number
    ),
    new_values as (
      insert into reading_values (supplier_id, reading_id, register_id, value, consumption)
      select r.supplier_id, r.id, v."registerId", v.value, v.consumption
      from new_reading r, json_to_recordset(${JSON.stringify(reading.values)}::json)
        as v ("registerId" uuid, value numeric, consumption numeric)
    ),
    new_audit as (
      insert into audit_events (supplier_id, at, actor, actor_ref, action, subject_id, request_id)
      select supplier_id, ${reading.receivedAt.toISOString()}::timestamptz, 'customer', ${audit.customerRef}, ${audit.action}, id,
        ${audit.requestId}
      from new_reading
    )
    select number from new_reading`.execute(tx);
  return rows[0] ?? null;
}

/** Ends a reading that counts. False when it did not count (any more): somebody else was faster. */
export async function endReading(
  tx: Tx,
  { supplierId, id, status, at }: { supplierId: string; id: string; status: 'superseded' | 'withdrawn'; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('readings')
    .set({ status, changed_at: at })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .where('status', 'in', ['received', 'accepted', 'questioned'])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The account that a reading is of. */
export async function accountOfReading(
  tx: Tx,
  { supplierId, readingId }: { supplierId: string; readingId: string },
): Promise<string | null> {
  const row = await tx
    .selectFrom('readings')
    .select('account_id as accountId')
    .where('supplier_id', '=', supplierId)
    .where('id', '=', readingId)
    .executeTakeFirst();
  return row?.accountId ?? null;
}
