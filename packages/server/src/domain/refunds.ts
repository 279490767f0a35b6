import { accountNumberKey } from '@kabinet/rules';
import type { Context } from '../context.js';
import { recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import { findOrder, lockOrder, type PaymentOrderRow } from '../db/payment-orders.js';
import {
  claimRefunds,
  insertRefund,
  type PaymentRefundRow,
  refundsOfOrders,
  settleRefund,
} from '../db/payment-refunds.js';
import { linesOfOrders, type OrderLineShown } from '../db/staff-payments.js';
import { describeError } from '../describe-error.js';
import { ProviderRefused, ProviderUnavailable } from '../payments/provider.js';
import { cleanLine } from './clean-text.js';
import type { StaffAtWork } from './link-requests.js';
import { orderForProvider } from './payment-orders.js';
import { applyEvent } from './settle-payment.js';
import type { KnownSupplier } from './supplier-directory.js';

/** What came of a wish to give money back. */
export type RefundOutcome =
  | { readonly kind: 'asked'; readonly order: PaymentOrderRow }
  | { readonly kind: 'not_found' }
  /** Nobody gives money back to themselves. */
  | { readonly kind: 'own_payment' }
  /** Not paid, all given back, or the provider cannot. */
  | { readonly kind: 'not_refundable' }
  /** More than is left, or nothing. */
  | { readonly kind: 'out_of_range' }
  /** A part of a payment for several accounts, and not a word of whose; or an account that it was not for. */
  | { readonly kind: 'account_missing' }
  | { readonly kind: 'reason_missing' };

/** How much of the payment can still be given back: what is not given back yet, nor asked for. */
export function leftToRefund(order: PaymentOrderRow, refunds: readonly PaymentRefundRow[]): bigint {
  if (order.status !== 'paid') return 0n;
  const asked = refunds.filter(({ status }) => status === 'asked').reduce((sum, { amount }) => sum + amount, 0n);
  const left = order.amount - order.refunded - asked;
  return left > 0n ? left : 0n;
}

/** The same for one account of a payment for several. */
export function leftOfAccount(
  line: Pick<OrderLineShown, 'accountId' | 'credited'>,
  order: PaymentOrderRow,
  refunds: readonly PaymentRefundRow[],
): bigint {
  const left = leftToRefund(order, refunds);
  const asked = refunds.filter(({ status, accountId }) => status === 'asked' && accountId === line.accountId);
  const own = asked.reduce((sum, { amount }) => sum - amount, line.credited);
  return own < left ? (own > 0n ? own : 0n) : left;
}

/** Whether the provider of the order's method lets us give money back. */
export function canRefund(
  { payments }: Pick<Context, 'payments'>,
  supplier: KnownSupplier,
  { methodId }: Pick<PaymentOrderRow, 'methodId'>,
): boolean {
  return payments.find(supplier, methodId)?.provider.refund !== undefined;
}

/**
 * Writes down that staff give money back. The provider is asked for it after this is committed, as often as it takes, under a key of its
 * own, so that it is given back once; the ledger learns of it from the provider's answer alone.
 */
export async function askForRefund(
  tx: Tx,
  {
    context,
    supplier,
    staff,
    orderId,
    amount,
    accountNumber = null,
    reason: typed,
    wishId = null,
    now,
    requestId,
  }: Omit<StaffAtWork, 'supplier'> & {
    context: Pick<Context, 'payments'>;
    supplier: KnownSupplier;
    orderId: string;
    /** In minor units. */
    amount: bigint;
    /** Off which account it comes: needed where the payment was for several, and not all that is left is given back. */
    accountNumber?: string | null;
    reason: string;
    /** By which a form that is sent twice is one wish; a new one without it. */
    wishId?: string | null;
  },
): Promise<RefundOutcome> {
  const supplierId = supplier.id;
  const order = await lockOrder(tx, { supplierId, orderId });
  if (!order) return { kind: 'not_found' };
  if (order.customerRef === staff.ref) return { kind: 'own_payment' };
  const refunds = await refundsOfOrders(tx, { supplierId, orderIds: [order.id] });
  if (refunds.some(({ id }) => id === wishId)) return { kind: 'asked', order };
  const left = leftToRefund(order, refunds);
  if (left === 0n || !canRefund(context, supplier, order)) return { kind: 'not_refundable' };
  if (amount < 1n || amount > left) return { kind: 'out_of_range' };
  const lines = await linesOfOrders(tx, { supplierId, orderIds: [order.id] });
  const accountKey = accountNumberKey(cleanLine(accountNumber ?? ''));
  const line = lines.find((each) => each.accountKey === accountKey);
  if (!line && (accountKey !== '' || (lines.length > 1 && amount < left))) return { kind: 'account_missing' };
  if (line && amount > leftOfAccount(line, order, refunds)) return { kind: 'out_of_range' };
  const reason = cleanLine(typed);
  if (reason === '') return { kind: 'reason_missing' };
  const id = wishId ?? newId(now);
  await insertRefund(tx, {
    supplierId,
    id,
    orderId: order.id,
    accountId: line?.accountId ?? null,
    amount,
    reason,
    staffRef: staff.ref,
    now,
  });
  await recordAct(tx, {
    supplierId,
    at: now,
    actor: 'staff',
    customerRef: staff.ref,
    action: 'payment_refund.asked',
    subjectId: order.id,
    requestId,
  });
  return { kind: 'asked', order };
}

/** Between two tries of one refund. */
const TRY_EVERY_MS = 5 * 60_000;
/** The longest wait for an answer: shorter than the pause, so that no two processes ask at once. */
const ANSWER_MS = 30_000;
const BATCH = 5;

/** Asks providers for the refunds that staff want: those just asked for, and those that could not be had before. Answers with how many. */
export async function giveBackAsked(
  context: Context,
  supplier: KnownSupplier,
  stop: AbortSignal = new AbortController().signal,
): Promise<number> {
  let count = 0;
  for (;;) {
    const now = context.now();
    const refunds = await context.database.transaction(supplier.id, (tx) =>
      claimRefunds(tx, {
        supplierId: supplier.id,
        now,
        notSince: new Date(now.getTime() - TRY_EVERY_MS),
        limit: BATCH,
      }),
    );
    for (const refund of refunds) await giveBack(context, { supplier, refund, stop });
    count += refunds.length;
    // Once more: of an order's refunds the next can be had only when the one before is settled.
    if (refunds.length === 0 || stop.aborted) return count;
  }
}

async function giveBack(
  context: Context,
  { supplier, refund, stop }: { supplier: KnownSupplier; refund: PaymentRefundRow; stop: AbortSignal },
): Promise<void> {
  const { database, logger } = context;
  const supplierId = supplier.id;
  const told = { supplier: supplierId, order: refund.orderId, refund: refund.id };
  const settle = (tx: Tx, status: 'done' | 'refused') =>
    settleRefund(tx, { supplierId, id: refund.id, status, now: context.now() });
  try {
    const order = await database.transaction(supplierId, (tx) =>
      findOrder(tx, { supplierId, orderId: refund.orderId }),
    );
    const method = order && context.payments.find(supplier, order.methodId);
    if (!order || !method?.provider.refund) throw new ProviderUnavailable('the way to pay is not set up any more');
    const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_MS)]);
    const wish = { id: refund.id, amount: refund.amount, refundedBefore: refund.refundedBefore ?? 0n };
    const event = await method.provider.refund(orderForProvider(context, supplier, order), wish, signal);
    if (event.orderNumber !== order.number) throw new ProviderUnavailable('an answer about another order');
    logger.info({ ...told, kind: event.kind }, 'refund answered');
    if (event.kind === 'failed') throw new ProviderRefused('it came to nothing');
    // A provider that still works on it is asked again.
    if (event.kind !== 'refunded') return;
    await database.transaction(supplierId, async (tx) => {
      const { outcome } = await applyEvent(tx, {
        context,
        supplier,
        methodId: order.methodId,
        event,
        source: 'answer',
        now: context.now(),
      });
      logger.info({ ...told, outcome }, 'refund booked');
      await settle(tx, 'done');
    });
  } catch (error) {
    if (error instanceof ProviderRefused) {
      logger.warn(told, 'refund refused');
      await database.transaction(supplierId, (tx) => settle(tx, 'refused'));
      return;
    }
    logger.warn({ ...told, error: describeError(error) }, 'refund not given yet, will be tried again');
  }
}
