import { sql } from 'kysely';
import type { Tx } from './database.js';

/** Money that staff give back. In minor units. */
export interface PaymentRefundRow {
  readonly id: string;
  readonly orderId: string;
  readonly amount: bigint;
  readonly reason: string;
  readonly status: 'asked' | 'done' | 'refused';
  readonly askedAt: string;
  readonly settledAt: string | null;
}

const COLUMNS = sql`id, order_id as "orderId", amount, reason, status, asked_at as "askedAt", settled_at as "settledAt"`;

type Stored = Omit<PaymentRefundRow, 'amount'> & { readonly amount: string };

function refundOf({ amount, ...refund }: Stored): PaymentRefundRow {
  return { ...refund, amount: BigInt(amount) };
}

/** Writes down that staff want money given back; a wish of that id that is there already stays as it is. */
export async function insertRefund(
  tx: Tx,
  refund: {
    supplierId: string;
    id: string;
    orderId: string;
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
      amount: refund.amount,
      reason: refund.reason,
      staff_ref: refund.staffRef,
      asked_at: refund.now,
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

/** Takes refunds that no process has tried since then; other processes pass over them meanwhile. */
export async function claimRefunds(
  tx: Tx,
  { supplierId, now, notSince, limit }: { supplierId: string; now: Date; notSince: Date; limit: number },
): Promise<PaymentRefundRow[]> {
  const { rows } = await sql<Stored>`
    update payment_refunds set tried_at = ${now.toISOString()}::timestamptz
    where supplier_id = ${supplierId} and id in (
      select id from payment_refunds
      where supplier_id = ${supplierId} and status = 'asked'
        and (tried_at is null or tried_at <= ${notSince.toISOString()}::timestamptz)
      order by asked_at limit ${limit}
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
