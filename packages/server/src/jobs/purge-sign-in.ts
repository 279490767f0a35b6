import { sql } from 'kysely';
import type { Context } from '../context.js';
import type { Tx } from '../db/database.js';
import { deleteExpiredGuestAppeals } from '../db/guest-appeals.js';
import { forgetRefusedReadings } from '../db/guest-readings.js';
import { forgetLinkDialogues } from '../db/link-dialogues.js';
import { WAITING_DAYS } from '../domain/guest-readings.js';

const DAY_MS = 86_400_000;
/** Longer than the longest span of a budget, and than anything can be proven. */
const COUNTS_KEPT_DAYS = 2;
/** A dialogue of linking is gone on with at once or not at all. */
const DIALOGUES_KEPT_DAYS = 1;
/** What a page on another site was given is of no use once it has ended, or its session has. */
const GRANTS_KEPT_DAYS = 1;
/** How long the trace of where somebody was signed in is kept. */
const SESSIONS_KEPT_DAYS = 90;

/** Forgets every supplier's outlived counts, attempts, sessions, devices, appeals without sign-in that were confirmed or not, and readings that fitted nothing. */
export async function purgeSignIn(context: Context): Promise<void> {
  const now = context.now();
  for (const { id } of await context.suppliers.all()) {
    await context.database.transaction(id, (tx) => purge(tx, id, now));
  }
}

async function purge(tx: Tx, supplierId: string, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
  await tx
    .deleteFrom('attempt_counts')
    .where('supplier_id', '=', supplierId)
    .where('span_start', '<', before(COUNTS_KEPT_DAYS))
    .execute();
  await tx
    .deleteFrom('proof_attempts')
    .where('supplier_id', '=', supplierId)
    .where('created_at', '<', before(COUNTS_KEPT_DAYS))
    .execute();
  await tx
    .deleteFrom('known_devices')
    .where('supplier_id', '=', supplierId)
    .where('expires_at', '<', now.toISOString())
    .execute();
  await forgetLinkDialogues(tx, { supplierId, before: new Date(before(DIALOGUES_KEPT_DAYS)) });
  await purgeGrants(tx, supplierId, before(GRANTS_KEPT_DAYS));
  await deleteExpiredGuestAppeals(tx, { supplierId, now });
  await forgetRefusedReadings(tx, { supplierId, before: new Date(before(WAITING_DAYS)) });
  const ended = endedBefore(tx, supplierId, before(SESSIONS_KEPT_DAYS));
  await tx.deleteFrom('sessions').where('supplier_id', '=', supplierId).where('id', 'in', ended).execute();
}

function endedBefore(tx: Tx, supplierId: string, before: string) {
  return tx
    .selectFrom('sessions')
    .select('id')
    .where('supplier_id', '=', supplierId)
    .where(sql<string>`coalesce(ended_at, expires_at)`, '<', before);
}

async function purgeGrants(tx: Tx, supplierId: string, before: string): Promise<void> {
  const ofEnded = endedBefore(tx, supplierId, before);
  await tx
    .deleteFrom('page_grants')
    .where('supplier_id', '=', supplierId)
    .where((or) => or.or([or('expires_at', '<', before), or('session_id', 'in', ofEnded)]))
    .execute();
}
