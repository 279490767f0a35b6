import { addDays, dateInTimeZone } from '@kabinet/rules';
import type { Context } from '../context.js';
import { claimUnchargedOrder, livingPlans, settleRuns } from '../db/payment-plans.js';
import { askProvider } from '../domain/ask-provider.js';
import { ASK_AFTER_MS, chargeOrder, concludeRun, tendPlan } from '../domain/run-plan.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { describeError } from '../describe-error.js';
import { hourIn } from '../words/local-hours.js';
import { every } from './every.js';

const EVERY_MS = 60_000;
/** By the supplier's clock: whoever is asked to pay, or told of it, is awake. */
const FIRST_HOUR = 8;
const LAST_HOUR = 19;
const BATCH = 100;
/** How many plans are looked after at once: a provider takes a second or two to charge a card. */
const AT_ONCE = 4;
/** The longest wait for a provider. */
const CHARGE_MS = 30_000;
/** A payment that failed may still come to be paid within a day; what is older than this is over. */
const SETTLED_WITHIN_DAYS = 40;

/** Looks after all plans of the supplier that have not ended: runs those that are due. Any number of processes may do so at once. */
export async function runPaymentPlans(context: Context, supplier: KnownSupplier): Promise<void> {
  const { database, now, stopping } = context;
  const supplierId = supplier.id;
  const waiting: string[] = [];
  let after: string | null = null;
  const next = async (): Promise<string | null> => {
    if (waiting.length === 0) {
      const ids = await database.transaction(supplierId, (tx) => livingPlans(tx, { supplierId, after, limit: BATCH }));
      waiting.push(...ids);
      after = ids.at(-1) ?? after;
    }
    return stopping.aborted ? null : (waiting.shift() ?? null);
  };
  // One list for all, read by whoever finds it empty, one at a time.
  let turn = Promise.resolve<string | null>(null);
  const takeNext = () => (turn = turn.then(next));
  const work = async () => {
    for (let planId = await takeNext(); planId !== null; planId = await takeNext()) {
      await guarded(context, supplier, planId, async () => {
        const orderId = await database.transaction(supplierId, (tx) =>
          tendPlan(tx, { context, supplier, planId, now: now() }),
        );
        if (orderId !== null) await charge(context, supplier, { planId, orderId });
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/**
 * Goes on with charges that were begun and of which nothing is known, as after a crash: the provider is asked first, and only where it knows of
 * nothing the card is charged, for the same order.
 */
export async function resumeCharges(context: Context, supplier: KnownSupplier): Promise<void> {
  const { database, now, stopping } = context;
  const supplierId = supplier.id;
  while (!stopping.aborted) {
    const at = now();
    const notSince = new Date(at.getTime() - ASK_AFTER_MS);
    const found = await database.transaction(supplierId, (tx) =>
      claimUnchargedOrder(tx, { supplierId, now: at, notSince }),
    );
    if (!found) return;
    await guarded(context, supplier, found.planId, async () => {
      const signal = AbortSignal.timeout(CHARGE_MS);
      const told = await askProvider(context, { supplier, orderId: found.orderId, signal });
      if (told === null) await charge(context, supplier, found);
    });
  }
}

/** Notes and tells what plans' orders came to, by whatever way it became known: each once. */
export async function settlePlanRuns(context: Context, supplier: KnownSupplier): Promise<void> {
  const { database, now } = context;
  const supplierId = supplier.id;
  const since = addDays(dateInTimeZone(now(), supplier.profile.timeZone), -SETTLED_WITHIN_DAYS);
  for (;;) {
    const settled = await database.transaction(supplierId, async (tx) => {
      const runs = await settleRuns(tx, { supplierId, since, limit: BATCH });
      for (const run of runs) await concludeRun(tx, { context, supplier, now: now() }, run);
      return runs.length;
    });
    if (settled < BATCH) return;
  }
}

async function charge(
  context: Context,
  supplier: KnownSupplier,
  { planId, orderId }: { planId: string; orderId: string },
): Promise<void> {
  await chargeOrder({ context, supplier, planId }, { orderId, signal: AbortSignal.timeout(CHARGE_MS) });
}

/** One that fails holds up no other. */
async function guarded(
  { logger }: Context,
  supplier: KnownSupplier,
  planId: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.warn({ supplier: supplier.id, plan: planId, error: describeError(error) }, 'could not run a payment plan');
  }
}

/** Looks after all suppliers' plans until the returned function is called; that waits for what is under way. */
export function startRunningPlans(context: Context): () => Promise<void> {
  const { suppliers, logger, now, stopping } = context;
  /** The hour in which a supplier's plans were looked after last. */
  const lookedAfter = new Map<string, string>();
  return every(EVERY_MS, async (stop) => {
    try {
      for (const supplier of await suppliers.all()) {
        if (stop.aborted || stopping.aborted) return;
        if (supplier.profile.paying === null) continue;
        await resumeCharges(context, supplier);
        await settlePlanRuns(context, supplier);
        const { timeZone } = supplier.profile;
        const hour = hourIn(now(), timeZone);
        const key = `${dateInTimeZone(now(), timeZone)} ${hour}`;
        if (hour < FIRST_HOUR || hour > LAST_HOUR || lookedAfter.get(supplier.id) === key) continue;
        await runPaymentPlans(context, supplier);
        await settlePlanRuns(context, supplier);
        lookedAfter.set(supplier.id, key);
      }
    } catch (error) {
      logger.warn({ error: describeError(error) }, 'could not run payment plans');
    }
  });
}
