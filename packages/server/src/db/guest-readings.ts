import type { GuestReadingSubmission, ServiceKind } from '@kabinet/api/contract';
import { sql } from 'kysely';
import type { AccountOfCustomer } from './account-access.js';
import type { Tx } from './database.js';

interface ZoneValue {
  readonly zone: string;
  readonly value: string;
}

/** A reading of somebody who was not signed in, as it waits. */
export interface GuestReadingRow {
  readonly id: string;
  readonly accountNumberKey: string;
  readonly proof: { readonly kind: GuestReadingSubmission['proof']['kind']; readonly value: string };
  readonly serviceKind: ServiceKind | null;
  readonly values: readonly ZoneValue[];
  readonly receivedAt: string;
}

/** Puts a reading aside; answers with its number. The numbers are of one row with all other readings'. */
export async function insertGuestReading(
  tx: Tx,
  reading: Omit<GuestReadingRow, 'id' | 'receivedAt'> & { supplierId: string; receivedAt: Date },
): Promise<string> {
  const { number } = await tx
    .insertInto('provisional_readings')
    .values({
      supplier_id: reading.supplierId,
      number: sql<string>`next_reading_number()`,
      account_number_key: reading.accountNumberKey,
      proof_kind: reading.proof.kind,
      proof: reading.proof.value,
      reading_values: JSON.stringify(reading.values),
      service_kind: reading.serviceKind,
      received_at: reading.receivedAt,
      meter_id: null,
      counts_for: null,
      settled_at: null,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

/** The next reading that waits, in the order they came; another process's are left to it. `after` is the one before. */
export async function nextWaiting(
  tx: Tx,
  {
    supplierId,
    since,
    after,
  }: { supplierId: string; since: Date; after: Pick<GuestReadingRow, 'id' | 'receivedAt'> | null },
): Promise<GuestReadingRow | null> {
  const onlyAfter =
    after === null ? sql`` : sql`and (received_at, id) > (${after.receivedAt}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<GuestReadingRow>`
    select id, account_number_key as "accountNumberKey", json_build_object('kind', proof_kind, 'value', proof) as proof,
      service_kind as "serviceKind", reading_values as values, received_at::text as "receivedAt"
    from provisional_readings
    where supplier_id = ${supplierId} and status = 'waiting' and received_at >= ${since.toISOString()}::timestamptz ${onlyAfter}
    order by received_at, id limit 1 for update skip locked`.execute(tx);
  return rows[0] ?? null;
}

/** The account of that number. */
export async function accountByKey(tx: Tx, supplierId: string, key: string): Promise<AccountOfCustomer | null> {
  const { rows } = await sql<AccountOfCustomer>`
    select a.id, a.status, p.locality from accounts a
    left join premises p on p.supplier_id = a.supplier_id and p.premise_ref = a.premise_ref
    where a.supplier_id = ${supplierId} and a.account_number_key = ${key}`.execute(tx);
  return rows[0] ?? null;
}

/** Says whose it is. The fact that showed it is not needed any more. */
export async function matchGuestReading(
  tx: Tx,
  matched: {
    supplierId: string;
    id: string;
    meterId: string;
    /** The month, as `2026-11`. */
    countsFor: string;
    values: readonly ZoneValue[];
    now: Date;
  },
): Promise<void> {
  await tx
    .updateTable('provisional_readings')
    .set({
      status: 'matched',
      proof: '',
      meter_id: matched.meterId,
      counts_for: `${matched.countsFor}-01`,
      reading_values: JSON.stringify(matched.values),
      settled_at: matched.now,
    })
    .where('supplier_id', '=', matched.supplierId)
    .where('id', '=', matched.id)
    .execute();
}

/** Says that it is nobody's, or cannot be. */
export async function refuseGuestReading(
  tx: Tx,
  { supplierId, id, now }: { supplierId: string; id: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('provisional_readings')
    .set({ status: 'refused', proof: '', settled_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .execute();
}

/** Forgets readings that were refused before then: nobody is there to ask about them. */
export async function forgetRefusedReadings(
  tx: Tx,
  { supplierId, before }: { supplierId: string; before: Date },
): Promise<void> {
  await tx
    .deleteFrom('provisional_readings')
    .where('supplier_id', '=', supplierId)
    .where('status', '=', 'refused')
    .where('settled_at', '<', before.toISOString())
    .execute();
}
