import type { Context } from '../context.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { changeOrder, findOrder, lockOrder, type PaymentOrderRow } from '../db/payment-orders.js';
import { isBeingCharged } from '../db/payment-plans.js';
import { ProviderRefused } from '../payments/provider.js';
import { ProblemError } from '../problem.js';
import { askProvider } from './ask-provider.js';
import { ASK_EVERY_MS } from './asking-again.js';
import { CANCELLED_BY_PAYER } from './judge-payment-event.js';
import { mayHaveNews, orderForProvider } from './payment-orders.js';
import type { KnownSupplier } from './supplier-directory.js';

/**
 * Before an order is cancelled that its payer went to pay: the provider's page is closed, where that can be done, and the provider is asked
 * what became of it, so that nobody is told "cancelled" of a payment that was made. Holds no transaction. Answers whether the provider was asked.
 * Throws ProviderUnavailable.
 */
export async function askBeforeCancelling(
  context: Context,
  {
    supplier,
    customerRef,
    orderId,
    signal,
  }: {
    supplier: KnownSupplier;
    customerRef: string;
    orderId: string;
    signal: AbortSignal;
  },
): Promise<boolean> {
  const supplierId = supplier.id;
  const order = await context.database.transaction(supplierId, async (tx) => {
    const found = await findOrder(tx, { supplierId, orderId });
    return found?.customerRef === customerRef && (await isToBeCancelled(tx, supplierId, found)) ? found : null;
  });
  if (!order || !mayHaveNews(order, context.now())) return false;
  const provider = context.payments.find(supplier, order.methodId)?.provider;
  try {
    await provider?.close?.(orderForProvider(context, supplier, order), signal);
  } catch (error) {
    // There is nothing to close any more: what became of it is asked next.
    if (!(error instanceof ProviderRefused)) throw error;
  }
  await askProvider(context, { supplier, orderId, signal });
  return true;
}

/**
 * Takes back an order that nobody has paid, as far as is known: it expires at once. One that was paid, is worked on, or is over stays as it is.
 * Whoever pays it all the same, at a page of the provider that was left open, has paid: a late success is credited as that of any expired order.
 * Throws a ProblemError where a browser has left for the provider since it was looked whether one had: then the provider is to be asked first.
 */
export async function cancelOrder(
  tx: Tx,
  {
    supplier,
    order: { id: orderId, customerRef },
    isAsked,
    now,
    requestId,
  }: {
    supplier: KnownSupplier;
    order: PaymentOrderRow;
    /** Whether the provider was just asked about it. */
    isAsked: boolean;
    now: Date;
    requestId: string;
  },
): Promise<PaymentOrderRow> {
  const supplierId = supplier.id;
  const order = await lockOrder(tx, { supplierId, orderId });
  if (!order) throw new Error('an order does not vanish');
  if (!(await isToBeCancelled(tx, supplierId, order))) return order;
  if (order.departedAt !== null && !isAsked) throw new ProblemError('unavailable', {}, { 'Retry-After': '1' });
  // Nobody can have paid one that no browser left for.
  const nextAskAt = order.departedAt === null ? null : new Date(now.getTime() + ASK_EVERY_MS);
  const change = { status: 'expired', failure: CANCELLED_BY_PAYER, settledAt: now, nextAskAt } as const;
  await changeOrder(tx, { supplierId, orderId, change });
  await recordAct(tx, {
    supplierId,
    at: now,
    customerRef,
    action: 'payment_order.cancelled',
    subjectId: orderId,
    requestId,
  });
  return (await findOrder(tx, { supplierId, orderId })) ?? order;
}

/** Nothing is known of a payment, and no kept card is being charged for it. */
async function isToBeCancelled(tx: Tx, supplierId: string, { id, status }: PaymentOrderRow): Promise<boolean> {
  return status === 'created' && !(await isBeingCharged(tx, { supplierId, orderId: id }));
}
