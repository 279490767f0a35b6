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
import { waitingRefunds } from '../db/payment-events.js';
import { accountOfRefundUnderWay } from '../db/payment-refunds.js';
import { changeOrder, linesOfOrder, type PaymentOrderRow } from '../db/payment-orders.js';
import type { ProviderEvent } from '../payments/provider.js';
import { CANCELLED_BY_PAYER, isOfAnother, judgeRefund, refundedAfter, type RefundTold } from './judge-payment-event.js';
import { keepCard } from './payment-cards.js';
import { countPaymentByHand } from './plan-runs.js';
import { issuePaymentReceipt } from './receipts.js';
import type { KnownSupplier } from './supplier-directory.js';
import { tellRefund } from './tell-refund.js';

/** What the whole of settling needs. */
export interface Settling {
  readonly context: Pick<Context, 'secretKey' | 'logger'>;
  readonly supplier: KnownSupplier;
  readonly now: Date;
}

/** Writes down what became of an order, within its settling. */
export async function change(
  tx: Tx,
  { id: orderId }: PaymentOrderRow,
  { supplier: { id: supplierId } }: Settling,
  what: Parameters<typeof changeOrder>[1]['change'],
): Promise<void> {
  await changeOrder(tx, { supplierId, orderId, change: what });
}

/** When it happened, as the provider says: but not before the order was made, nor later than now. */
export function momentOf(
  { createdAt }: PaymentOrderRow,
  { happenedAt }: { happenedAt: Date },
  { now }: Settling,
): Date {
  return new Date(Math.min(Math.max(happenedAt.getTime(), new Date(createdAt).getTime()), now.getTime()));
}

/** Credits the payment: each account its line, spread over what it owes; then the receipt, and the card for later payments. */
export async function credit(tx: Tx, order: PaymentOrderRow, event: ProviderEvent, settling: Settling): Promise<void> {
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
  // Whoever took it back and has paid all the same is to be told so.
  const failure = order.failure === CANCELLED_BY_PAYER ? CANCELLED_BY_PAYER : null;
  // Nothing more is asked of it: a refund is told by itself, or in the provider's register.
  await change(tx, order, settling, { status: 'paid', failure, reference, settledAt, nextAskAt: null });
  const shares = entries.map((entry) => ({ ...entry, amount: -entry.amount }));
  await issuePaymentReceipt(tx, { context, supplier, order: paid, lines, shares, now });
  if (event.card) await keepCard(tx, { context, supplier, order: paid, card: event.card, now });
  await countPaymentByHand(tx, { supplier, order: paid });
  if (event.kind === 'paid') await applyWaitingRefunds(tx, paid, settling);
}

/** The refunds that were told before the payment. */
async function applyWaitingRefunds(tx: Tx, paid: PaymentOrderRow, settling: Settling): Promise<void> {
  let order = paid;
  for (const refund of await waitingRefunds(tx, { supplierId: settling.supplier.id, orderId: paid.id })) {
    if (isOfAnother(order, refund) || judgeRefund(order, refund) !== 'applied') continue;
    await giveBack(tx, order, refund, settling);
    order = { ...order, refunded: refundedAfter(order, refund) };
  }
}

/** Takes what was given back out of the accounts again: of the account that staff gave back for first, and what was credited last first. */
export async function giveBack(
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
  const meant = await accountOfRefundUnderWay(tx, { supplierId, orderId: order.id });
  const isMeant = ({ accountId }: OrderEntry) => accountId === meant;
  const lastFirst = [...credited].reverse();
  let rest = refunded - order.refunded;
  const entries: OrderEntry[] = [];
  for (const entry of [...lastFirst.filter(isMeant), ...lastFirst.filter((entry) => !isMeant(entry))]) {
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
