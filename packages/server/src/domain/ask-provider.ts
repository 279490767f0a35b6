import type { Context } from '../context.js';
import { claimAsk, findOrder, type PaymentOrderRow } from '../db/payment-orders.js';
import { ProviderUnavailable } from '../payments/provider.js';
import { orderForProvider } from './payment-orders.js';
import { type Applied, applyEvent } from './settle-payment.js';
import type { KnownSupplier } from './supplier-directory.js';

interface Question {
  readonly supplier: KnownSupplier;
  readonly orderId: string;
  readonly signal: AbortSignal;
}

/**
 * Asks the provider what became of an order, and books what it says. Holds no transaction while it waits for the provider. Null where
 * there was nothing to ask or no word of the order. Throws ProviderUnavailable.
 */
export async function askProvider(context: Context, { supplier, orderId, signal }: Question): Promise<Applied | null> {
  const { database } = context;
  const order = await database.transaction(supplier.id, (tx) => findOrder(tx, { supplierId: supplier.id, orderId }));
  return order && hasDeparted(order) ? askAfter(context, { supplier, order, signal }) : null;
}

/** Nobody can have paid an order that no browser was sent away with, and no card was charged for. */
export function hasDeparted({ departedAt }: Pick<PaymentOrderRow, 'departedAt'>): boolean {
  return departedAt !== null;
}

async function askAfter(
  context: Context,
  { supplier, order, signal }: { supplier: KnownSupplier; order: PaymentOrderRow; signal: AbortSignal },
): Promise<Applied | null> {
  const method = context.payments.find(supplier, order.methodId);
  if (!method) throw new ProviderUnavailable('the way to pay is not set up any more');
  const event = await method.provider.ask(orderForProvider(context, supplier, order), signal);
  if (event === null) return null;
  // Whatever went wrong there: it is no answer to what was asked.
  if (event.orderNumber !== order.number) throw new ProviderUnavailable('an answer about another order');
  return context.database.transaction(supplier.id, (tx) =>
    applyEvent(tx, { context, supplier, methodId: order.methodId, event, source: 'answer', now: context.now() }),
  );
}

/** Between two questions about one order that pages or callbacks cause, however many of them there are. */
const ASK_AGAIN_AFTER_MS = 10_000;

/** The same, unless the provider was asked about the order a moment ago. */
export async function askProviderAtTimes(context: Context, question: Question): Promise<Applied | null> {
  return (await takeTurn(context, question)) ? askProvider(context, question) : null;
}

/** The same where a callback says that there is something to hear; `not_now` a moment after another question. */
export async function askProviderWhenTold(context: Context, question: Question): Promise<Applied | null | 'not_now'> {
  return (await takeTurn(context, question)) ? askProvider(context, question) : 'not_now';
}

/** The one gate before questions that others than our own clock cause. */
async function takeTurn(context: Context, { supplier, orderId }: Question): Promise<boolean> {
  const now = context.now();
  const notSince = new Date(now.getTime() - ASK_AGAIN_AFTER_MS);
  return context.database.transaction(supplier.id, (tx) =>
    claimAsk(tx, { supplierId: supplier.id, orderId, now, notSince }),
  );
}
