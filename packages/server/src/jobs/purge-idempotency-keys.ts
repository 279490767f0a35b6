import type { Context } from '../context.js';
import { purgeKeys } from '../db/idempotency-keys.js';

/** How long a retry finds the answer to its first try. */
const KEPT_DAYS = 7;

/** Forgets every supplier's outlived idempotency keys. */
export async function purgeIdempotencyKeys(context: Context): Promise<void> {
  const before = new Date(context.now().getTime() - KEPT_DAYS * 86_400_000);
  for (const { id } of await context.suppliers.all()) {
    await context.database.transaction(id, (tx) => purgeKeys(tx, id, before));
  }
}
