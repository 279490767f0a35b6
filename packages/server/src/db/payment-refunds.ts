import { sql } from 'kysely';
import type { Tx } from './database.js';

/** Money that staff give back. In minor units. */
export interface PaymentRefundRow {
  readonly id: string;
  readonly orderId: string;
  /** Off which account it comes; null where the order has one, or all of it is given back. */
  readonly accountId: string | null;
  readonly amount: bigint;
  readonly reason: string;
  /** Whoever of staff gave it back. */
  readonly staffRef: string;
  readonly status: 'asked' | 'done' | 'refused';
  /** What was given back of the order before this one; null until the provider is first asked for it. */
  readonly refundedBefore: bigint | null;
  readonly askedAt: string;
  readonly settledAt: string | null;
}

const COLUMNS = sql`
  id, order_id as "orderId", account_id as "accountId", amount, reason, staff_ref as "staffRef", status, refunded_before as "refundedBefore", asked_at as "askedAt", settled_at as "settledAt"`;

type Stored = Omit<PaymentRefundRow, 'amount' | 'refundedBefore'> & {
  readonly amount: string;
  readonly refundedBefore: string | null;
};

function refundOf({ amount, refundedBefore, ...refund }: Stored): PaymentRefundRow {
  return {
    ...refund,
    amount: BigInt(amount),
    refundedBefore: refundedBefore === null ? null : BigInt(refundedBefore),
  };
}

/**
 * Writes down that staff want money given back; a wish of that id that is there already stays as it is. The order has to be held: what is
 * written down later is asked for later, whatever the clocks say.
 */
export async function insertRefund(
  tx: Tx,
  refund: {
    supplierId: string;
    id: string;
    orderId: string;
    accountId: string | null;
    amount: bigint;
    reason: string;
    staffRef: string;
    now: Date;
  },
): Promise<void> {
  await tx
    .insertInto('payment_refunds')
    .values({
      supplier_id: refund.supplierId,
      id: refund.id,
      order_id: refund.orderId,
      account_id: refund.accountId,
      amount: refund.amount,
      reason: refund.reason,
      staff_ref: refund.staffRef,
      asked_at: sql<Date>`greatest(${refund.now.toISOString()}::timestamptz, (
        select max(asked_at) + interval '1 millisecond' from payment_refunds
        where supplier_id = ${refund.supplierId} and order_id = ${refund.orderId}::uuid))`,
      tried_at: null,
      settled_at: null,
    })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'id']).doNothing())
    .execute();
}

/** The refunds of orders, the oldest first. */
export async function refundsOfOrders(
  tx: Tx,
  { supplierId, orderIds }: { supplierId: string; orderIds: readonly string[] },
): Promise<PaymentRefundRow[]> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from payment_refunds
    where supplier_id = ${supplierId} and order_id = any(${orderIds}::uuid[]) order by asked_at, id`.execute(tx);
  return rows.map(refundOf);
}

/** Off which account the refund comes that the provider was asked for last and that is not settled; null where that is any of the order's. */
export async function accountOfRefundUnderWay(
  tx: Tx,
  { supplierId, orderId }: { supplierId: string; orderId: string },
): Promise<string | null> {
  const refund = await tx
    .selectFrom('payment_refunds')
    .select('account_id as accountId')
    .where('supplier_id', '=', supplierId)
    .where('order_id', '=', orderId)
    .where('status', '=', 'asked')
    .where('tried_at', 'is not', null)
    .orderBy('asked_at')
    .limit(1)
    .executeTakeFirst();
  return refund?.accountId ?? null;
}

/**
 * Takes refunds that no process has tried since then; other processes pass over them meanwhile. Of an order only the first one that waits:
 * the next is asked for when that is settled. What was given back before is written down once, however often it is tried.
 */
export async function claimRefunds(
  tx: Tx,
  { supplierId, now, notSince, limit }: { supplierId: string; now: Date; notSince: Date; limit: number },
): Promise<PaymentRefundRow[]> {
  const { rows } = await sql<Stored>`
    update payment_refunds as claimed set tried_at = ${now.toISOString()}::timestamptz,
      refunded_before = coalesce(refunded_before, (
        select o.refunded from payment_orders o where o.supplier_id = claimed.supplier_id and o.id = claimed.order_id))
    where supplier_id = ${supplierId} and id in (
      select r.id from payment_refunds r
      where r.supplier_id = ${supplierId} and r.status = 'asked'
        and (r.tried_at is null or r.tried_at <= ${notSince.toISOString()}::timestamptz)
        and not exists (
          select from payment_refunds earlier
          where earlier.supplier_id = r.supplier_id and earlier.order_id = r.order_id and earlier.status = 'asked'
            and (earlier.asked_at, earlier.id) < (r.asked_at, r.id))
      order by r.asked_at limit ${limit}
      for update skip locked)
    returning ${COLUMNS}`.execute(tx);
  return rows.map(refundOf);
}

/** Writes down what the provider made of it; once. */
export async function settleRefund(
  tx: Tx,
  { supplierId, id, status, now }: { supplierId: string; id: string; status: 'done' | 'refused'; now: Date },
): Promise<void> {
  await tx
    .updateTable('payment_refunds')
    .set({ status, settled_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .where('status', '=', 'asked')
    .execute();
}
