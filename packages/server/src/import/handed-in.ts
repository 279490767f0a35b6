import type { Decimal } from '@kabinet/rules';
import { canonicalDecimal } from '@kabinet/rules';
import { sql } from 'kysely';
import { rememberMeters } from './consumption.js';
import type { ImportContext, RowOutcome } from './file-kind.js';
import type { ResolvedReading } from './kinds/readings.js';
import type { Fault } from './rejections.js';
import { found, rowsFrom } from './upsert.js';

/** A reading that a customer handed in here. */
export interface HandedInReading {
  readonly id: string;
  readonly number: string;
  readonly billingRef: string | null;
  readonly meterId: string;
  readonly countsFor: string;
  /** Whether it counts, and was neither refused nor replaced nor taken back. */
  readonly isLive: boolean;
  readonly valueByRegister: ReadonlyMap<string, Decimal>;
}

/** The readings handed in here that rows may speak of. */
export interface HandedInReadings {
  readonly byNumber: ReadonlyMap<string, HandedInReading>;
  readonly byBillingRef: ReadonlyMap<string, HandedInReading>;
  readonly liveByMonth: ReadonlyMap<string, HandedInReading>;
  /** Numbers of readings of somebody who was not signed in: billing takes one over as a reading of its own. */
  readonly provisional: ReadonlySet<string>;
}

function monthKey(meterId: string, countsFor: string): string {
  return `${meterId}|${countsFor}`;
}

/** Looks for what was handed in here by the numbers, the billing base's names and the meters that the rows name. */
export async function findHandedIn(
  rows: readonly ResolvedReading[],
  { tx, supplierId }: ImportContext,
): Promise<HandedInReadings> {
  const input = rowsFrom(
    rows.map((row) => ({ number: row.cabinetNumber, ref: row.readingRef, meter_id: row.meter.id })),
    { number: 'text', ref: 'text', meter_id: 'uuid' },
  );
  const { rows: ours } = await sql<{
    id: string;
    number: string;
    billing_ref: string | null;
    meter_id: string;
    counts_for: string;
    is_live: boolean;
    values: Readonly<Record<string, string>>;
  }>`
    with named as materialized (select * from ${input}),
    ours as (
      select r.id from named cross join lateral ${found(
        sql`select id from readings where supplier_id = ${supplierId} and number = named.number`,
        'r',
      )}
      union
      select r.id from named cross join lateral ${found(
        sql`select id from readings where supplier_id = ${supplierId} and billing_ref = named.ref and billing_ref is not null`,
        'r',
      )}
      union
      select r.id from (select distinct meter_id from named) as metered cross join lateral ${found(
        sql`select id from readings where supplier_id = ${supplierId} and meter_id = metered.meter_id
          and external_ref is null and status in ('received', 'accepted', 'questioned')`,
        'r',
      )}
    )
    select r.id, r.number, r.billing_ref, r.meter_id, r.counts_for,
      r.status in ('received', 'accepted', 'questioned') as is_live,
      (select coalesce(json_object_agg(register_id, value::text), '{}'::json) from reading_values
       where supplier_id = ${supplierId} and reading_id = r.id) as values
    from ours cross join lateral ${found(
      sql`select id, number, billing_ref, meter_id, counts_for, status from readings
        where supplier_id = ${supplierId} and id = ours.id and external_ref is null`,
      'r',
    )}`.execute(tx);
  const readings = ours.map((row): HandedInReading => ({
    id: row.id,
    number: row.number,
    billingRef: row.billing_ref,
    meterId: row.meter_id,
    countsFor: row.counts_for,
    isLive: row.is_live,
    valueByRegister: new Map(
      Object.entries(row.values).map(([register, value]) => [register, canonicalDecimal(value)]),
    ),
  }));
  return {
    byNumber: new Map(readings.map((each) => [each.number, each])),
    provisional: await findProvisional(rows, { tx, supplierId }),
    byBillingRef: new Map(
      readings.flatMap((each) => (each.billingRef === null ? [] : [[each.billingRef, each] as const])),
    ),
    liveByMonth: new Map(
      readings.filter((each) => each.isLive).map((each) => [monthKey(each.meterId, each.countsFor), each]),
    ),
  };
}

/** Which of the numbers that the rows name are of readings without sign-in that were found to be of a meter. */
async function findProvisional(
  rows: readonly ResolvedReading[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<ReadonlySet<string>> {
  const numbers = rows.flatMap(({ cabinetNumber }) => (cabinetNumber === null ? [] : [{ number: cabinetNumber }]));
  if (numbers.length === 0) return new Set();
  const { rows: provisional } = await sql<{ number: string }>`
    select p.number from ${rowsFrom(numbers, { number: 'text' })} cross join lateral ${found(
      sql`select number from provisional_readings
        where supplier_id = ${supplierId} and number = input.number and status = 'matched'`,
      'p',
    )}`.execute(tx);
  return new Set(provisional.map(({ number }) => number));
}

/** Words for "nobody of ours came by": a reading of these sources is what a customer said, somewhere. */
const NOT_FROM_CUSTOMER: ReadonlySet<string> = new Set(['inspector', 'estimate']);

/**
 * The reading handed in here that a row of the billing base speaks of; null when the row is a reading of its own.
 *
 * It is named by `cabinet_number`, or by a `reading_ref` that came with a cabinet number before. A billing system that cannot keep
 * our number is understood too: a customer's reading with the same meter, month and values is the same reading. A row that
 * names one and contradicts it is a fault, because the values that a customer handed in never change.
 */
export function matchHandedIn(
  row: ResolvedReading,
  { byNumber, byBillingRef, liveByMonth, provisional }: HandedInReadings,
  isKnownAsOwn: boolean,
): HandedInReading | Fault | null {
  const ofThisRef = row.readingRef === null ? undefined : byBillingRef.get(row.readingRef);
  if (row.cabinetNumber !== null) {
    const named = byNumber.get(row.cabinetNumber);
    if (!named) {
      const isWhole = row.readingRef !== null && row.valueByRegister.size > 0;
      const isTakenOver = isWhole && provisional.has(row.cabinetNumber);
      return isTakenOver ? null : { reason: 'unknown_cabinet_number', column: 'cabinet_number' };
    }
    const contradicts = !agrees(row, named) || (ofThisRef !== undefined && ofThisRef.id !== named.id);
    return contradicts ? { reason: 'cabinet_number_mismatch', column: 'cabinet_number' } : named;
  }
  if (ofThisRef)
    return agrees(row, ofThisRef) ? ofThisRef : { reason: 'cabinet_number_mismatch', column: 'reading_ref' };
  if (isKnownAsOwn || NOT_FROM_CUSTOMER.has(row.source) || row.quality === 'estimated') return null;
  const inMonth = liveByMonth.get(monthKey(row.meter.id, row.countsFor));
  const isSame =
    inMonth?.billingRef === null && agrees(row, inMonth) && row.valueByRegister.size === inMonth.valueByRegister.size;
  return isSame ? inMonth : null;
}

function agrees(row: ResolvedReading, reading: HandedInReading): boolean {
  return (
    row.meter.id === reading.meterId &&
    [...row.valueByRegister].every(([register, value]) => reading.valueByRegister.get(register) === value)
  );
}

export interface Verdict {
  readonly reading: HandedInReading;
  /** What billing says of it; only `accepted` and `rejected` are verdicts. */
  readonly status: string;
  readonly readingRef: string | null;
}

/**
 * Writes billing's verdicts on readings that were handed in here: their status and the name billing has for them, never their
 * values. What a customer did later stands: a reading that was replaced or taken back stays so, and a refused one does not come back
 * to life beside the one handed in instead.
 */
export async function giveVerdicts(verdicts: readonly Verdict[], context: ImportContext): Promise<RowOutcome[]> {
  if (verdicts.length === 0) return [];
  const { tx, supplierId } = context;
  const input = rowsFrom(
    verdicts.map(({ reading, status, readingRef }) => ({
      id: reading.id,
      status: status === 'accepted' || status === 'rejected' ? status : null,
      ref: readingRef,
    })),
    { id: 'uuid', status: 'text', ref: 'text' },
  );
  const newStatus = sql`case
    when input.status is null or r.status in ('superseded', 'withdrawn') then r.status
    when r.status = 'rejected' and exists (
      select from readings other where other.supplier_id = ${supplierId} and other.meter_id = r.meter_id
        and other.counts_for = r.counts_for and other.external_ref is null and other.id <> r.id
        and other.status in ('received', 'accepted', 'questioned')
    ) then r.status
    else input.status end`;
  const { rows: changed } = await sql<{ id: string; meter_id: string; status_changed: boolean }>`
    with changed as (
      update readings r set
        status = ${newStatus},
        changed_at = case when ${newStatus} is distinct from r.status then now() else r.changed_at end,
        billing_ref = coalesce(input.ref, r.billing_ref)
      from ${input}
      where r.supplier_id = ${supplierId} and r.id = input.id
        and (${newStatus} is distinct from r.status or coalesce(input.ref, r.billing_ref) is distinct from r.billing_ref)
      returning r.id, r.meter_id, r.status, r.changed_at = now() as status_changed
    ),
    traces as (
      insert into audit_events (supplier_id, actor, action, subject_id)
      select ${supplierId}, 'supplier', 'reading.' || status, id from changed where status_changed
    )
    select id, meter_id, status_changed from changed`.execute(tx);
  await hideTwins(verdicts, context);
  await rememberMeters(
    changed.filter((row) => row.status_changed).map((row) => row.meter_id),
    context,
  );
  const changedIds = new Set(changed.map((row) => row.id));
  return verdicts.map(({ reading }) => (changedIds.has(reading.id) ? 'updated' : 'unchanged'));
}

/** A file that learned our number late had brought the same reading as one of its own before: one of the two is enough. */
async function hideTwins(verdicts: readonly Verdict[], context: ImportContext): Promise<void> {
  const refs = verdicts.flatMap(({ readingRef }) => (readingRef === null ? [] : [{ ref: readingRef }]));
  if (refs.length === 0) return;
  const { tx, supplierId } = context;
  const { rows } = await sql<{ meter_id: string }>`
    update readings set status = 'superseded', changed_at = now()
    from ${rowsFrom(refs, { ref: 'text' })}
    where supplier_id = ${supplierId} and external_ref = input.ref and status <> 'superseded'
    returning meter_id`.execute(tx);
  await rememberMeters(
    rows.map((row) => row.meter_id),
    context,
  );
}
