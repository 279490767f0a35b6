import type { OperationName } from '@kabinet/api/contract';
import { sql } from 'kysely';
import type { Tx } from './database.js';

/** What a mutation was answered with. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}

interface KeyOwner {
  readonly supplierId: string;
  readonly customerRef: string;
  readonly key: string;
}

/**
 * Takes the key for this transaction: null when it was free, the kept answer when an earlier transaction finished with it. While
 * another transaction holds it this waits, up to the transaction's lock limit, and then answers `in_flight`.
 */
export async function claimKey(
  tx: Tx,
  claim: KeyOwner & { operation: string; requestHash: string; now: Date },
): Promise<(KeptAnswer & { operation: string; requestHash: string }) | 'in_flight' | null> {
  try {
    const claimed = await tx
      .insertInto('idempotency_keys')
      .values({
        supplier_id: claim.supplierId,
        customer_ref: claim.customerRef,
        key: claim.key,
        operation: claim.operation,
        request_hash: claim.requestHash,
        created_at: claim.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst();
    if (claimed) return null;
  } catch (error) {
    const LOCK_NOT_AVAILABLE = '55P03';
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return 'in_flight';
    throw error;
  }
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['operation', 'request_hash', 'response_status', 'response_body'])
    .where('supplier_id', '=', claim.supplierId)
    .where('customer_ref', '=', claim.customerRef)
    .where('key', '=', claim.key)
    .executeTakeFirst();
  // Gone or unfinished only if it is being purged or written this very moment.
  if (!row || row.response_status === null || row.response_body === null) return 'in_flight';
  return {
    operation: row.operation,
    requestHash: row.request_hash,
    status: row.response_status,
    body: row.response_body,
  };
}

/** Stores the answer beside the effect, in the same transaction. */
export async function keepAnswer(tx: Tx, owner: KeyOwner, answer: KeptAnswer): Promise<void> {
  await tx
    .updateTable('idempotency_keys')
    .set({ response_status: answer.status, response_body: answer.body })
    .where('supplier_id', '=', owner.supplierId)
    .where('customer_ref', '=', owner.customerRef)
    .where('key', '=', owner.key)
    .execute();
}

/**
 * What staff are answered repeats what customers wrote: appeals with their conversations, who comes to a reception, requests. Erasure finds these
 * among all others by an index of theirs, so the names stand here and in the migration (`idempotency_keys_of_staff`).
 */
export const STAFF_ANSWERS = [
  'answerAppeal',
  'answerLinkRequest',
  'changeAppeal',
  'changeReceptionDay',
  'closePaymentDifference',
  'refundPayment',
  'settleAppointment',
] as const satisfies readonly OperationName[];

/** Forgets what staff were answered about any of these: a second try of theirs is a new one. */
export async function forgetStaffAnswers(
  tx: Tx,
  { supplierId, about }: { supplierId: string; about: readonly string[] },
): Promise<void> {
  if (about.length === 0) return;
  const operations = sql.join(STAFF_ANSWERS.map((name) => sql.lit(name)));
  await sql`
    delete from idempotency_keys where supplier_id = ${supplierId} and operation in (${operations})
      and exists (select from unnest(${[...about]}::text[]) as id where strpos(response_body, id) > 0)`.execute(tx);
}

/** Forgets keys older than the given moment. Answers with how many. */
export async function purgeKeys(tx: Tx, supplierId: string, before: Date): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    with gone as (
      delete from idempotency_keys where supplier_id = ${supplierId} and created_at < ${before.toISOString()}::timestamptz returning 1
    ) select count(*) as count from gone`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}
