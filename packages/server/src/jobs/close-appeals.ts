import type { Context } from '../context.js';
import { answeredBefore } from '../db/appeals.js';
import { closeByClock } from '../domain/appeals.js';
import { closedBefore } from '../domain/appeal-rules.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { describeError } from '../describe-error.js';
import { every } from './every.js';

const EVERY_MS = 60 * 60_000;
const BATCH = 100;

/** Closes what was answered long ago and not taken up again. Any number of processes may do so at once. Answers with how many it closed. */
export async function closeAppeals(
  { database, now, stopping }: Pick<Context, 'database' | 'now' | 'stopping'>,
  { id: supplierId }: Pick<KnownSupplier, 'id'>,
): Promise<number> {
  let count = 0;
  while (!stopping.aborted) {
    const at = now();
    const closed = await database.transaction(supplierId, async (tx) => {
      const ids = await answeredBefore(tx, { supplierId, before: closedBefore(at), limit: BATCH });
      for (const appealId of ids) await closeByClock(tx, { supplierId, appealId, now: at });
      return ids.length;
    });
    count += closed;
    if (closed < BATCH) break;
  }
  return count;
}

/** Closes all suppliers' appeals every hour until the returned function is called; that waits for what is under way. */
export function startClosing(context: Context): () => Promise<void> {
  const { suppliers, logger, stopping } = context;
  return every(EVERY_MS, async (stop) => {
    try {
      for (const supplier of await suppliers.all()) {
        if (stop.aborted || stopping.aborted) return;
        const closed = await closeAppeals(context, supplier);
        if (closed > 0) logger.info({ supplier: supplier.id, closed }, 'closed answered appeals');
      }
    } catch (error) {
      logger.warn({ error: describeError(error) }, 'could not close answered appeals');
    }
  });
}
