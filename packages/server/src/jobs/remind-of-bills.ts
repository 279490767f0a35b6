import { dateInTimeZone } from '@kabinet/rules';
import type { Context } from '../context.js';
import { customersToRemind } from '../db/reminders.js';
import { remindCustomer } from '../domain/reminders.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { describeError } from '../describe-error.js';
import { isSensibleHour } from '../messages/sensible-hours.js';
import { hourIn } from '../words/local-hours.js';
import { every } from './every.js';

const EVERY_MS = 60_000;
const BATCH = 200;

/** Reminds all customers of the supplier who asked for it. Any number of processes may do so at once: each bill is told of once. */
export async function remindOfBills(context: Context, supplier: KnownSupplier): Promise<void> {
  const { database, now, stopping, logger } = context;
  const supplierId = supplier.id;
  let after = '';
  while (!stopping.aborted) {
    const refs = await database.transaction(supplierId, (tx) =>
      customersToRemind(tx, { supplierId, after, limit: BATCH }),
    );
    for (const customerRef of refs) {
      try {
        await database.transaction(supplierId, (tx) =>
          remindCustomer(tx, { context, supplier, customerRef, now: now() }),
        );
      } catch (error) {
        // One that fails holds up no other, and is tried again in the next round.
        logger.warn({ supplier: supplierId, error: describeError(error) }, 'could not remind a customer');
      }
    }
    if (refs.length < BATCH) return;
    after = refs.at(-1) ?? after;
  }
}

/**
 * Reminds every day from ten o'clock at the supplier's, and where the server was down then, until the evening; until the returned function is
 * called, which waits for what is under way.
 */
export function startReminding(context: Context): () => Promise<void> {
  const { suppliers, logger, now, stopping } = context;
  /** The hour in which a supplier's customers were reminded last: bills come in during the day. */
  const remindedIn = new Map<string, string>();
  return every(EVERY_MS, async (stop) => {
    try {
      for (const supplier of await suppliers.all()) {
        if (stop.aborted || stopping.aborted) return;
        const { timeZone } = supplier.profile;
        const key = `${dateInTimeZone(now(), timeZone)} ${hourIn(now(), timeZone)}`;
        if (!isSensibleHour(now(), timeZone) || remindedIn.get(supplier.id) === key) continue;
        await remindOfBills(context, supplier);
        remindedIn.set(supplier.id, key);
      }
    } catch (error) {
      logger.warn({ error: describeError(error) }, 'could not remind of bills');
    }
  });
}
