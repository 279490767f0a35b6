import type { Context } from '../context.js';
import { type GuestReadingRow, nextWaiting } from '../db/guest-readings.js';
import { type Settled, settleGuestReading } from '../domain/guest-readings.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { describeError } from '../describe-error.js';

/** New ones are looked at soon, but not when they come: what is found must not be told by how busy the server is then. */
const EVERY_MS = 60_000;
/** Those that fitted nothing are looked at again so often: a later file of the billing base may bring what they are about. */
const AGAIN_EVERY = 60;
const NEW_MS = 10 * EVERY_MS;

/** Looks at the supplier's waiting readings that came since the moment, each in a transaction of its own. */
export async function settleGuestReadings(
  { database, logger, now }: Pick<Context, 'database' | 'logger' | 'now'>,
  supplier: KnownSupplier,
  since: Date = new Date(0),
): Promise<Readonly<Record<Settled, number>>> {
  const count: Record<Settled, number> = { matched: 0, refused: 0, waiting: 0 };
  let after: GuestReadingRow | null = null;
  for (;;) {
    const previous: GuestReadingRow | null = after;
    let row: GuestReadingRow | null = null;
    try {
      const settled: Settled | null = await database.transaction(supplier.id, async (tx) => {
        row = await nextWaiting(tx, { supplierId: supplier.id, since, after: previous });
        return row && settleGuestReading(tx, { supplier, row, now: now() });
      });
      if (settled === null) return count;
      count[settled] += 1;
    } catch (error) {
      // One that cannot be judged holds up no other; without a row it is the database that is away.
      if (row === null) throw error;
      logger.warn({ supplier: supplier.id, error: describeError(error) }, 'could not settle a reading without sign-in');
    }
    after = row;
  }
}

/** Settles all suppliers' readings every minute until the returned function is called; that waits for what is under way. */
export function startSettling(context: Context): () => Promise<void> {
  const { suppliers, logger, now, stopping } = context;
  let rounds = 0;
  let running = Promise.resolve();
  const settleAll = async () => {
    const since = rounds % AGAIN_EVERY === 0 ? new Date(0) : new Date(now().getTime() - NEW_MS);
    rounds += 1;
    try {
      for (const supplier of await suppliers.all()) {
        if (stopping.aborted) return;
        if (supplier.profile.guestReadings === null) continue;
        const { matched, refused } = await settleGuestReadings(context, supplier, since);
        if (matched + refused > 0) logger.info({ supplier: supplier.id, matched, refused }, 'settled guest readings');
      }
    } catch (error) {
      logger.warn({ error: describeError(error) }, 'could not settle guest readings');
    }
  };
  const timer = setInterval(() => (running = running.then(settleAll)), EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
