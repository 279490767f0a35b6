import { dateInTimeZone } from '@kabinet/rules';
import type { Context } from '../context.js';
import type { Tx } from '../db/database.js';
import { reportDifference } from '../db/payment-differences.js';
import { changeOrder, claimOrdersToAsk, lockOrder, type PaymentOrderRow } from '../db/payment-orders.js';
import { askProvider } from '../domain/ask-provider.js';
import { ASK_EVERY_MS, byTheClock, type Heard } from '../domain/asking-again.js';
import { giveBackAsked } from '../domain/refunds.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { describeError } from '../describe-error.js';
import { ProviderUnavailable } from '../payments/provider.js';
import { every } from './every.js';

const LOOK_EVERY_MS = 60_000;
/** How many of a supplier's orders are asked for at once. */
const BATCH = 10;
/** The longest wait for an answer: shorter than the pause between two questions, so that no two processes ask at once. */
const ANSWER_MS = 20_000;

/**
 * Asks for those of a supplier's orders whose turn it is. A turn is taken before asking, so that several processes never ask for the same
 * order; whoever dies on the way leaves it to the next turn. Answers with how many there were.
 */
export async function askPendingOrders(
  context: Context,
  supplier: KnownSupplier,
  stop: AbortSignal = new AbortController().signal,
): Promise<number> {
  let count = 0;
  for (;;) {
    const now = context.now();
    const ids = await context.database.transaction(supplier.id, (tx) =>
      claimOrdersToAsk(tx, {
        supplierId: supplier.id,
        now,
        nextAskAt: new Date(now.getTime() + ASK_EVERY_MS),
        limit: BATCH,
      }),
    );
    await Promise.all(ids.map((orderId) => askFor(context, { supplier, orderId, stop })));
    count += ids.length;
    if (ids.length < BATCH || stop.aborted) return count;
  }
}

async function askFor(
  context: Context,
  { supplier, orderId, stop }: { supplier: KnownSupplier; orderId: string; stop: AbortSignal },
): Promise<void> {
  const told = { supplier: supplier.id, order: orderId };
  try {
    const heard = await hear(context, { supplier, orderId, stop });
    const expired = await context.database.transaction(supplier.id, async (tx) => {
      const order = await lockOrder(tx, { supplierId: supplier.id, orderId });
      if (!order) return false;
      const { expires, isUnsettled, nextAskAt } = byTheClock(order, { heard, now: context.now() });
      if (isUnsettled) await reportUnsettled(tx, { supplier, order, now: context.now() });
      const change = expires
        ? { nextAskAt, status: 'expired' as const, settledAt: new Date(order.expiresAt) }
        : { nextAskAt };
      await changeOrder(tx, { supplierId: supplier.id, orderId, change });
      return expires;
    });
    if (expired) context.logger.info(told, 'payment order expired');
  } catch (error) {
    context.logger.warn({ ...told, error: describeError(error) }, 'could not ask for a payment order');
  }
}

/** Tells staff, once, of an order that neither comes to an end nor can be asked for. */
async function reportUnsettled(
  tx: Tx,
  { supplier, order, now }: { supplier: KnownSupplier; order: PaymentOrderRow; now: Date },
): Promise<void> {
  await reportDifference(tx, supplier.id, {
    kind: 'unsettled',
    methodId: order.methodId,
    day: dateInTimeZone(new Date(order.createdAt), supplier.profile.timeZone),
    orderId: order.id,
    orderNumber: order.number,
    reference: order.reference,
    ours: { amount: order.total, currency: order.currency },
    theirs: null,
    fingerprint: `unsettled ${order.number}`,
    foundAt: now,
  });
}

/** Asks the provider. */
async function hear(
  context: Context,
  { supplier, orderId, stop }: { supplier: KnownSupplier; orderId: string; stop: AbortSignal },
): Promise<Heard> {
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_MS)]);
    const applied = await askProvider(context, { supplier, orderId, signal });
    if (applied?.outcome === 'applied') {
      context.logger.info(
        { supplier: supplier.id, order: orderId, status: applied.order?.status },
        'payment order asked for',
      );
    }
    return applied === null ? 'nothing' : 'word';
  } catch (error) {
    if (!(error instanceof ProviderUnavailable) && !stop.aborted) throw error;
    context.logger.warn({ supplier: supplier.id, order: orderId }, 'a payment provider does not answer');
    return 'silence';
  }
}

/** Asks for all suppliers' orders, and for what is to be given back, every minute until the returned function is called. */
export function startAsking(context: Context): () => Promise<void> {
  return every(LOOK_EVERY_MS, async (stop) => {
    try {
      for (const supplier of await context.suppliers.all()) {
        if (stop.aborted) return;
        if (supplier.profile.paying === null) continue;
        await askPendingOrders(context, supplier, stop);
        await giveBackAsked(context, supplier, stop);
      }
    } catch (error) {
      context.logger.warn({ error: describeError(error) }, 'could not ask for payment orders');
    }
  });
}
