import type { PaymentDifferenceKind } from '@kabinet/api/contract';
import { allocatePayment, type Allocation, dateInTimeZone, openDebts, type ServiceMoney } from '@kabinet/rules';
import type { Context } from '../context.js';
import type { Tx } from '../db/database.js';
import {
  bookMovement,
  creditedByOrder,
  lockMoneyOf,
  type OrderEntry,
  serviceOfAccount,
  sumsByServiceAndMonth,
} from '../db/order-movements.js';
import { reportDifference } from '../db/payment-differences.js';
import { keepEvent, waitingRefunds } from '../db/payment-events.js';
import {
  changeOrder,
  findOrder,
  linesOfOrder,
  lockOrderByNumber,
  type PaymentOrderRow,
  type PaymentOrderStatus,
} from '../db/payment-orders.js';
import type { PaymentEventsTable } from '../db/schema.js';
import type { ProviderEvent } from '../payments/provider.js';
import { keepCard } from './payment-cards.js';
import { countPaymentByHand } from './plan-runs.js';
import { issuePaymentReceipt } from './receipts.js';
import type { KnownSupplier } from './supplier-directory.js';
import { tellRefund } from './tell-refund.js';

/**
 * What came of a provider's word. `applied`: the order is further than before. `repeated`: it was told before. `stale`: what is known is
 * newer. `waits`: a refund of a part, told before the payment. Else it is a difference for staff, and no money moved.
 */
export type Outcome = 'applied' | 'repeated' | 'stale' | 'waits' | PaymentDifferenceKind;

export interface Applied {
  readonly outcome: Outcome;
  /** The order as it is now; null where the word was of no order of ours. */
  readonly order: PaymentOrderRow | null;
}

/** What the whole of settling needs. */
interface Settling {
  readonly context: Pick<Context, 'secretKey'>;
  readonly supplier: KnownSupplier;
  readonly now: Date;
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
  const outcome = judge(order, methodId, event);
  const isNew = await keepEvent(tx, supplierId, {
    ...event,
    methodId,
    orderId: order?.id ?? null,
    refundedInAll: event.refundedInAll ?? null,
    source,
    receivedAt: now,
    outcome,
  });
  if (!isNew) return { outcome: 'repeated', order };
  if (isDifference(outcome)) await report(tx, { order, methodId, event, kind: outcome, settling });
  if (!order || outcome !== 'applied') return { outcome, order };
  await apply(tx, order, event, settling);
  return { outcome, order: await findOrder(tx, { supplierId, orderId: order.id }) };
}

const RANKS: readonly PaymentOrderStatus[] = ['created', 'pending', 'failed', 'expired', 'paid', 'refunded'];

function isFurther(kind: ProviderEvent['kind'], status: PaymentOrderStatus): boolean {
  return RANKS.indexOf(kind) > RANKS.indexOf(status);
}

function isDifference(outcome: Outcome): outcome is PaymentDifferenceKind {
  return !['applied', 'repeated', 'stale', 'waits'].includes(outcome);
}

/** What a word that was not heard before comes to. */
function judge(order: PaymentOrderRow | null, methodId: string, event: ProviderEvent): Exclude<Outcome, 'repeated'> {
  if (!order) return 'unknown_order';
  if (!event.isOurMerchant || order.methodId !== methodId) return 'merchant';
  if (event.currency !== order.currency) return 'currency';
  if (event.kind === 'refunded') return judgeRefund(order, event);
  if (event.amount !== order.total) return 'amount';
  if (event.kind === 'paid' && isPaid(order)) {
    const isOther = event.reference !== null && order.reference !== null && event.reference !== order.reference;
    return isOther ? 'paid_twice' : 'stale';
  }
  return isFurther(event.kind, order.status) ? 'applied' : 'stale';
}

function isPaid({ status }: Pick<PaymentOrderRow, 'status'>): boolean {
  return status === 'paid' || status === 'refunded';
}

function judgeRefund(order: PaymentOrderRow, event: RefundTold): 'applied' | 'stale' | 'waits' | 'amount' {
  const inAll = event.refundedInAll ?? order.refunded + event.amount;
  if (event.amount <= 0n || inAll > order.total) return 'amount';
  if (isPaid(order)) return refundedAfter(order, event) > order.refunded ? 'applied' : 'stale';
  // Who gives all of it back was paid all of it; of a part nothing follows for the rest.
  return inAll === order.total ? 'applied' : 'waits';
}

interface RefundTold {
  readonly amount: bigint;
  readonly refundedInAll?: bigint | null;
}

/** How much of the lines is given back after this refund. What is more than the lines is the fee, which is not the accounts' money. */
function refundedAfter({ refunded, amount }: PaymentOrderRow, event: RefundTold): bigint {
  const inAll = event.refundedInAll ?? refunded + event.amount;
  return inAll < amount ? inAll : amount;
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
  }
}

async function change(
  tx: Tx,
  { id: orderId }: PaymentOrderRow,
  { supplier: { id: supplierId } }: Settling,
  what: Parameters<typeof changeOrder>[1]['change'],
): Promise<void> {
  await changeOrder(tx, { supplierId, orderId, change: what });
}

/** When it happened, as the provider says: but not before the order was made, nor later than now. */
function momentOf({ createdAt }: PaymentOrderRow, { happenedAt }: { happenedAt: Date }, { now }: Settling): Date {
  return new Date(Math.min(Math.max(happenedAt.getTime(), new Date(createdAt).getTime()), now.getTime()));
}

/** Credits the payment: each account its line, spread over what it owes; then the receipt, and the card for later payments. */
async function credit(tx: Tx, order: PaymentOrderRow, event: ProviderEvent, settling: Settling): Promise<void> {
  const { context, supplier, now } = settling;
  const supplierId = supplier.id;
  const settledAt = momentOf(order, event, settling);
  const reference = event.reference ?? order.reference;
  const paid = { ...order, status: 'paid' as const, reference, settledAt: settledAt.toISOString() };
  const lines = await linesOfOrder(tx, { supplierId, orderId: order.id });
  await lockMoneyOf(
    tx,
    supplierId,
    lines.map(({ accountId }) => accountId),
  );
  const entries: OrderEntry[] = [];
  for (const { accountId, amount } of lines) {
    const spread = await allocateToAccount(tx, { supplier, accountId, amount });
    const shares = await bookedShares(tx, { supplier, accountId, spread });
    entries.push(...shares.map((share) => ({ ...share, accountId, amount: -share.amount })));
  }
  await bookMovement(tx, {
    supplierId,
    orderId: order.id,
    movement: 'paid',
    currency: order.currency,
    bookedOn: dateInTimeZone(settledAt, supplier.profile.timeZone),
    entries,
    now,
  });
  // Nothing more is asked of it: a refund is told by itself, or in the provider's register.
  await change(tx, order, settling, { status: 'paid', failure: null, reference, settledAt, nextAskAt: null });
  await issuePaymentReceipt(tx, { context, supplier, order: paid, lines, now });
  if (event.card) await keepCard(tx, { context, supplier, order: paid, card: event.card, now });
  await countPaymentByHand(tx, { supplier, order: paid });
  if (event.kind === 'paid') await applyWaitingRefunds(tx, paid, settling);
}

/** The refunds that were told before the payment. */
async function applyWaitingRefunds(tx: Tx, paid: PaymentOrderRow, settling: Settling): Promise<void> {
  let order = paid;
  for (const refund of await waitingRefunds(tx, { supplierId: settling.supplier.id, orderId: paid.id })) {
    if (judgeRefund(order, refund) !== 'applied') continue;
    await giveBack(tx, order, refund, settling);
    order = { ...order, refunded: refundedAfter(order, refund) };
  }
}

/** Takes what was given back out of the accounts again, what was credited last first. */
async function giveBack(
  tx: Tx,
  order: PaymentOrderRow,
  event: RefundTold & { readonly eventRef: string; readonly happenedAt: Date },
  settling: Settling,
): Promise<void> {
  const { supplier, now } = settling;
  const supplierId = supplier.id;
  const credited = await creditedByOrder(tx, { supplierId, orderId: order.id });
  await lockMoneyOf(tx, supplierId, [...new Set(credited.map(({ accountId }) => accountId))]);
  const refunded = refundedAfter(order, event);
  let rest = refunded - order.refunded;
  const entries: OrderEntry[] = [];
  for (const entry of credited.reverse()) {
    const taken = rest < entry.amount ? rest : entry.amount;
    if (taken > 0n) entries.push({ ...entry, amount: taken });
    rest -= taken;
  }
  await bookMovement(tx, {
    supplierId,
    orderId: order.id,
    movement: `refund ${event.eventRef}`,
    currency: order.currency,
    bookedOn: dateInTimeZone(momentOf(order, event, settling), supplier.profile.timeZone),
    entries,
    now,
  });
  await change(tx, order, settling, { refunded, ...(refunded === order.amount && { status: 'refunded' }) });
  await tellRefund(tx, { supplierId, order, amount: refunded - order.refunded, now });
}

/** How a sum would be spread over what the account owes now, the supplier's first service first within a month. */
export async function allocateToAccount(
  tx: Tx,
  { supplier, accountId, amount }: { supplier: KnownSupplier; accountId: string; amount: bigint },
): Promise<Allocation> {
  return allocatePayment({ debts: await debtsOf(tx, { supplier, accountId }), amount });
}

/** What the account owes, by service and month, the oldest first. The debts add up to what it owes in all. */
export async function debtsOf(
  tx: Tx,
  { supplier, accountId }: { supplier: KnownSupplier; accountId: string },
): Promise<ServiceMoney[]> {
  const kinds: readonly string[] = supplier.profile.serviceKinds;
  const place = ({ serviceKind }: ServiceMoney) =>
    kinds.includes(serviceKind) ? kinds.indexOf(serviceKind) : kinds.length;
  const sums = await sumsByServiceAndMonth(tx, { supplierId: supplier.id, accountId });
  return openDebts(sums.sort((a, b) => place(a) - place(b)));
}

/** The shares as the ledger takes them: what is paid ahead belongs to a service too, and to no month. */
async function bookedShares(
  tx: Tx,
  { supplier, accountId, spread }: { supplier: KnownSupplier; accountId: string; spread: Allocation },
): Promise<readonly ServiceMoney[]> {
  const { shares, ahead } = spread;
  if (ahead === 0n) return shares;
  const serviceKind =
    (await serviceOfAccount(tx, { supplierId: supplier.id, accountId })) ?? supplier.profile.serviceKinds[0] ?? 'gas';
  // A debt of no known month and what is paid ahead are one entry.
  const isSame = (share: ServiceMoney) => share.serviceKind === serviceKind && share.month === null;
  const before = shares.find(isSame)?.amount ?? 0n;
  return [...shares.filter((share) => !isSame(share)), { serviceKind, month: null, amount: before + ahead }];
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
      event.kind === 'refunded' ? event.eventRef : '',
    ].join(' '),
    foundAt: now,
  });
}
