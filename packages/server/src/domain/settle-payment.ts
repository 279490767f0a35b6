import { dateInTimeZone } from '@kabinet/rules';
import type { PaymentDifferenceKind } from '@kabinet/api/contract';
import type { Tx } from '../db/database.js';
import { reportDifference } from '../db/payment-differences.js';
import { keepEvent, outcomeOfEvent } from '../db/payment-events.js';
import { findOrder, lockOrderByNumber, type PaymentOrderRow } from '../db/payment-orders.js';
import type { PaymentEventsTable } from '../db/schema.js';
import type { ProviderEvent } from '../payments/provider.js';
import { ASK_EVERY_MS } from './asking-again.js';
import { change, credit, giveBack, momentOf, type Settling } from './book-payment.js';
import { isDifference, isPaid, judge, type Outcome } from './judge-payment-event.js';
import { keepLateCard } from './payment-cards.js';

export interface Applied {
  readonly outcome: Outcome;
  /** The same, were it said for the first time: what a repeated word came to. */
  readonly judged: Exclude<Outcome, 'repeated'>;
  /** The order as it is now; null where the word was of no order of ours. */
  readonly order: PaymentOrderRow | null;
}

/**
 * Takes a provider's word, however it came: the one door from providers to the ledger. Whatever is told twice, late, in another order or by
 * two ways at once counts once; what does not fit the order moves no money and is reported to staff. All of it is one transaction, with the
 * receipt, and the order is held until it ends.
 */
export async function applyEvent(
  tx: Tx,
  {
    methodId,
    event,
    source,
    ...settling
  }: Settling & { methodId: string; event: ProviderEvent; source: PaymentEventsTable['source'] },
): Promise<Applied> {
  const { supplier, now } = settling;
  const supplierId = supplier.id;
  const order = await lockOrderByNumber(tx, { supplierId, number: event.orderNumber });
  const judged = judge(order, methodId, event);
  const said = {
    ...event,
    methodId,
    orderId: order?.id ?? null,
    refundedInAll: event.refundedInAll ?? null,
    source,
    receivedAt: now,
    outcome: judged,
  };
  const isNew = (await keepEvent(tx, supplierId, said)) || (await keepAgain(tx, supplierId, said));
  // Also where it is told again: some providers call all tries under one number the same.
  if (order && judged === 'stale') await takeNote(tx, order, { event, source, settling });
  if (!isNew) return { outcome: 'repeated', judged, order };
  if (isDifference(judged)) await report(tx, { order, methodId, event, kind: judged, settling });
  if (!order || judged !== 'applied') return { outcome: judged, judged, order };
  await apply(tx, order, event, settling);
  return { outcome: judged, judged, order: await findOrder(tx, { supplierId, orderId: order.id }) };
}

/**
 * A word that did not fit when it was told first, as while a setting was wrong, counts once it fits. What was kept of it then stays as it is:
 * the new judgement is kept beside it, once.
 */
async function keepAgain(
  tx: Tx,
  supplierId: string,
  said: Parameters<typeof keepEvent>[2] & { readonly outcome: Outcome },
): Promise<boolean> {
  if (said.outcome !== 'applied' && said.outcome !== 'waits') return false;
  const before = await outcomeOfEvent(tx, { supplierId, ...said });
  if (before === null || !isDifference(before)) return false;
  return keepEvent(tx, supplierId, { ...said, eventRef: `${said.eventRef} again` });
}

async function apply(tx: Tx, order: PaymentOrderRow, event: ProviderEvent, settling: Settling): Promise<void> {
  switch (event.kind) {
    case 'pending':
      return change(tx, order, settling, { status: 'pending', reference: event.reference ?? order.reference });
    case 'failed':
      return change(tx, order, settling, {
        status: 'failed',
        failure: event.failure,
        reference: event.reference ?? order.reference,
        settledAt: momentOf(order, event, settling),
      });
    case 'paid':
      return credit(tx, order, event, settling);
    case 'refunded':
      if (!isPaid(order)) await credit(tx, order, event, settling);
      return giveBack(tx, order, event, settling);
    case 'refund_failed':
      throw new Error('a refund that failed moves nothing');
  }
}

/** What is new in a word that moves neither money nor the order's status: a card, or that the payer tries again. */
async function takeNote(
  tx: Tx,
  order: PaymentOrderRow,
  { event, source, settling }: { event: ProviderEvent; source: PaymentEventsTable['source']; settling: Settling },
): Promise<void> {
  if (event.kind === 'paid' && event.card) return keepLateCard(tx, { ...settling, order, card: event.card });
  if (order.status !== 'failed' && order.status !== 'expired') return;
  // An answer says how it is now. A callback may be late, and tell of the try before.
  const since = order.pendingAgainAt ?? (order.status === 'failed' ? order.settledAt : null);
  const isNews = source === 'answer' || since === null || event.happenedAt > new Date(since);
  if (event.kind === 'pending' && order.pendingAgainAt === null && isNews) {
    const nextAskAt = new Date(settling.now.getTime() + ASK_EVERY_MS);
    await change(tx, order, settling, { pendingAgainAt: momentOf(order, event, settling), nextAskAt });
  }
  if (event.kind === 'failed' && order.pendingAgainAt !== null && isNews) {
    await change(tx, order, settling, { pendingAgainAt: null, failure: event.failure });
  }
}

/** Tells staff of a word that does not fit. */
async function report(
  tx: Tx,
  {
    order,
    methodId,
    event,
    kind,
    settling: { supplier, now },
  }: {
    order: PaymentOrderRow | null;
    methodId: string;
    event: ProviderEvent;
    kind: PaymentDifferenceKind;
    settling: Settling;
  },
): Promise<void> {
  await reportDifference(tx, supplier.id, {
    kind,
    methodId,
    day: dateInTimeZone(event.happenedAt, supplier.profile.timeZone),
    orderId: order?.id ?? null,
    orderNumber: event.orderNumber,
    reference: event.reference,
    ours: order && { amount: order.total, currency: order.currency },
    theirs: { amount: event.amount, currency: event.currency },
    // The provider may tell of one payment by several events; it is one thing to look at.
    fingerprint: [
      kind,
      methodId,
      event.orderNumber,
      event.reference ?? event.eventRef,
      event.kind === 'refunded' || event.kind === 'refund_failed' ? event.eventRef : '',
    ].join(' '),
    foundAt: now,
  });
}
