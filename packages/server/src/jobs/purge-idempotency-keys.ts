import type { Context } from '../context.js';
import { purgeKeys } from '../db/idempotency-keys.js';
import { describeError } from '../http/describe-error.js';

/** How long a retry finds the answer to its first try. */
const KEPT_DAYS = 7;
const EVERY_MS = 60 * 60_000;

/** Forgets every supplier's outlived idempotency keys. */
export async function purgeIdempotencyKeys(context: Context): Promise<void> {
  const before = new Date(context.now().getTime() - KEPT_DAYS * 86_400_000);
  for (const { id } of await context.suppliers.all()) {
    await context.database.transaction(id, (tx) => purgeKeys(tx, id, before));
  }
}

/** Does so every hour until the returned function is called; that waits for a purge under way. */
export function startPurging(context: Context): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = purgeIdempotencyKeys(context).catch((error: unknown) => {
      context.logger.warn({ error: describeError(error) }, 'could not purge idempotency keys');
    });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
