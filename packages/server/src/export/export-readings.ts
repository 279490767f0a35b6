import { sql } from 'kysely';
import type { Database } from '../db/database.js';

/**
 * From where an export begins: what has changed since a moment, or what has come after an earlier export. `null` is everything.
 */
export type Since =
  { readonly kind: 'moment'; readonly at: Date } | { readonly kind: 'export'; readonly number: number } | null;

/**
 * A handed-in reading as billing gets it. Empty cells are null. One of somebody who was not signed in has the status `provisional`: it is for
 * a meter and month that nobody known has read, and gives way to whatever comes for them later.
 */
export interface ExportedReading {
  readonly cabinet_number: string;
  readonly account_number: string;
  readonly serial_number: string;
  readonly service_kind: string;
  readonly read_at: string;
  readonly received_at: string;
  readonly source: string;
  readonly quality: string;
  readonly status: string;
  readonly counts_for: string;
  readonly value_total: string | null;
  readonly value_day: string | null;
  readonly value_night: string | null;
  readonly value_peak: string | null;
  readonly value_half_peak: string | null;
  /** The cabinet number of the reading that this one replaces. */
  readonly replaces: string | null;
  /** What the customer was asked about and confirmed. */
  readonly questioned_for: string | null;
  /** The file name of the photo that the customer added as evidence: the cabinet number and `.jpg`. */
  readonly photo: string | null;
  readonly changed_at: string;
}

/** The names in the order of the file; the same words as readings.csv has, so that it can come back as it went out. */
export const exportColumns = [
  'cabinet_number',
  'account_number',
  'serial_number',
  'service_kind',
  'read_at',
  'received_at',
  'source',
  'quality',
  'status',
  'counts_for',
  'value_total',
  'value_day',
  'value_night',
  'value_peak',
  'value_half_peak',
  'replaces',
  'questioned_for',
  'photo',
  'changed_at',
] as const satisfies readonly (keyof ExportedReading)[];

const PAGE_ROWS = 1000;

/** Whether somebody known has read the meter of the row `p` of provisional_readings for its month: then that one counts. */
const IS_READ_BY_SOMEBODY_KNOWN = sql`exists (
  select from readings known
  where known.supplier_id = p.supplier_id and known.meter_id = p.meter_id and known.counts_for = p.counts_for
    and known.status in ('received', 'accepted', 'questioned'))`;

/** Whether another reading without sign-in came for the same meter and month after the row `p`. */
const HAS_NEWER = sql`exists (
  select from provisional_readings newer
  where newer.supplier_id = p.supplier_id and newer.meter_id = p.meter_id and newer.counts_for = p.counts_for
    and newer.status = 'matched' and (newer.received_at, newer.id) > (p.received_at, p.id))`;

/**
 * Gives every reading that has changed since the last export the number of this one, and answers with the newest number.
 *
 * A reading gets its number here, after it was committed, and not from the request that stored it: however long that request's
 * transaction took, the reading is without a number until an export finds it. One export of a supplier numbers at a time, so
 * numbers appear in their own order: whoever has read up to a number has read everything up to it. What another transaction is changing
 * right now is left for the next export.
 */
export async function numberFreshReadings(database: Database, supplierId: string): Promise<number> {
  return database.transaction(
    supplierId,
    async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`kabinet export ${supplierId}`}, 0))`.execute(tx);
      const { rows } = await sql<{ newest: string }>`
        select coalesce(max(number), 0) as newest from exports where supplier_id = ${supplierId}`.execute(tx);
      const newest = Number(rows[0]?.newest ?? 0);
      const { numAffectedRows: fresh } = await sql`
        update readings set export_number = ${newest + 1}
        where supplier_id = ${supplierId} and id in (
          select id from readings
          where supplier_id = ${supplierId} and external_ref is null and export_number is null
          for no key update skip locked
        ) and external_ref is null and export_number is null`.execute(tx);
      const { numAffectedRows: freshOfGuests } = await sql`
        update provisional_readings set export_number = ${newest + 1}
        where supplier_id = ${supplierId} and export_number is null and id in (
          select p.id from provisional_readings p
          where p.supplier_id = ${supplierId} and p.status = 'matched' and p.export_number is null
            and not ${IS_READ_BY_SOMEBODY_KNOWN} and not ${HAS_NEWER}
          for no key update skip locked
        )`.execute(tx);
      if (!fresh && !freshOfGuests) return newest;
      await sql`insert into exports (supplier_id, number) values (${supplierId}, ${newest + 1})`.execute(tx);
      return newest + 1;
    },
    { patient: true },
  );
}

/** The readings after `since` up to an export's number, by pages. */
export async function* exportedReadings(
  database: Database,
  { supplierId, timeZone, since, upTo }: { supplierId: string; timeZone: string; since: Since; upTo: number },
): AsyncGenerator<readonly ExportedReading[]> {
  let after = { number: since?.kind === 'export' ? since.number : 0, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  for (;;) {
    const page = await readPage(database, { supplierId, timeZone, since, upTo, after });
    const last = page.at(-1);
    if (!last) return;
    yield page.map(({ reading }) => reading);
    after = { number: Number(last.export_number), id: last.id };
  }
}

interface PageRow {
  readonly id: string;
  readonly export_number: string;
  readonly reading: ExportedReading;
}

/** A page in a transaction of its own: a slow reader of the file holds nothing up. */
async function readPage(
  database: Database,
  page: {
    supplierId: string;
    timeZone: string;
    since: Since;
    upTo: number;
    after: { number: number; id: string };
  },
): Promise<readonly PageRow[]> {
  const { supplierId, timeZone, since, upTo, after } = page;
  const onlySince = since?.kind === 'moment' ? sql`and r.changed_at >= ${since.at.toISOString()}::timestamptz` : sql``;
  const onlySinceOfGuests =
    since?.kind === 'moment' ? sql`and p.settled_at >= ${since.at.toISOString()}::timestamptz` : sql``;
  const moment = (column: string) => sql`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM')`;
  return database.transaction(
    supplierId,
    async (tx) => {
      await sql`select set_config('timezone', ${timeZone}, true)`.execute(tx);
      const { rows } = await sql<PageRow>`
        (select r.id, r.export_number, json_build_object(
          'cabinet_number', r.number, 'account_number', a.account_number, 'serial_number', m.serial_number,
          'service_kind', m.service_kind, 'read_at', ${moment('r.read_at')}, 'received_at', ${moment('r.received_at')},
          'source', r.source, 'quality', r.quality, 'status', r.status, 'counts_for', to_char(r.counts_for, 'YYYY-MM'),
          'value_total', v.by_zone ->> 'total', 'value_day', v.by_zone ->> 'day', 'value_night', v.by_zone ->> 'night',
          'value_peak', v.by_zone ->> 'peak', 'value_half_peak', v.by_zone ->> 'half_peak', 'replaces', replaced.number,
          'questioned_for', nullif(array_to_string(r.questioned_for, ' '), ''),
          'photo', (select r.number || '.jpg' from reading_photos p where p.supplier_id = r.supplier_id and p.reading_id = r.id),
          'changed_at', ${moment('r.changed_at')}
        ) as reading
        from readings r
        join accounts a on a.supplier_id = r.supplier_id and a.id = r.account_id
        join meters m on m.supplier_id = r.supplier_id and m.id = r.meter_id
        left join readings replaced on replaced.supplier_id = r.supplier_id and replaced.id = r.supersedes_id
        cross join lateral (
          select json_object_agg(zone, value::text) as by_zone
          from reading_values join registers on registers.supplier_id = reading_values.supplier_id and registers.id = register_id
          where reading_values.supplier_id = r.supplier_id and reading_id = r.id
        ) v
        where r.supplier_id = ${supplierId} and r.external_ref is null and r.export_number <= ${upTo}
          and (r.export_number, r.id) > (${after.number}::bigint, ${after.id}::uuid) ${onlySince}
        order by r.export_number, r.id limit ${PAGE_ROWS})
        union all
        (select p.id, p.export_number, json_build_object(
          'cabinet_number', p.number, 'account_number', a.account_number, 'serial_number', m.serial_number,
          'service_kind', m.service_kind, 'read_at', ${moment('p.received_at')}, 'received_at', ${moment('p.received_at')},
          'source', 'customer', 'quality', 'actual', 'status', 'provisional', 'counts_for', to_char(p.counts_for, 'YYYY-MM'),
          'value_total', v.by_zone ->> 'total', 'value_day', v.by_zone ->> 'day', 'value_night', v.by_zone ->> 'night',
          'value_peak', v.by_zone ->> 'peak', 'value_half_peak', v.by_zone ->> 'half_peak', 'replaces', null,
          'questioned_for', null, 'photo', null, 'changed_at', ${moment('p.settled_at')}
        )
        from provisional_readings p
        join meters m on m.supplier_id = p.supplier_id and m.id = p.meter_id
        join accounts a on a.supplier_id = m.supplier_id and a.id = m.account_id
        cross join lateral (
          select json_object_agg(zone, value) as by_zone from jsonb_to_recordset(p.reading_values) as dials (zone text, value text)
        ) v
        where p.supplier_id = ${supplierId} and p.export_number <= ${upTo}
          and (p.export_number, p.id) > (${after.number}::bigint, ${after.id}::uuid) ${onlySinceOfGuests}
          and not ${IS_READ_BY_SOMEBODY_KNOWN} and not ${HAS_NEWER}
        order by p.export_number, p.id limit ${PAGE_ROWS})
        order by 2, 1 limit ${PAGE_ROWS}`.execute(tx);
      return rows;
    },
    { patient: true },
  );
}
