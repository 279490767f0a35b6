import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.js';
import { isId } from './ids.js';

export type PaymentOrderStatus = 'created' | 'pending' | 'failed' | 'expired' | 'paid' | 'refunded';

/** A payment order. All sums in minor units. */
export interface PaymentOrderRow {
  readonly id: string;
  readonly number: string;
  readonly customerRef: string;
  readonly methodId: string;
  /** Of the lines. */
  readonly amount: bigint;
  readonly fee: bigint;
  /** What is charged. */
  readonly total: bigint;
  readonly currency: string;
  readonly status: PaymentOrderStatus;
  readonly failure: string | null;
  /** Given back so far, of the lines' sum. */
  readonly refunded: bigint;
  readonly returnUrl: string;
  readonly language: string;
  readonly planId: string | null;
  readonly keepsCard: boolean;
  /** Made although another payment for one of its accounts may have been on its way. */
  readonly anew: boolean;
  /** The provider's name of the payment. */
  readonly reference: string | null;
  /** Of a failed or expired one: since when the provider works on another try under the same number. */
  readonly pendingAgainAt: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly departedAt: string | null;
  readonly settledAt: string | null;
  readonly nextAskAt: string | null;
  readonly askedAt: string | null;
  readonly receiptId: string | null;
}

/** What of an order is for which account. */
export interface PaymentOrderLineRow {
  readonly accountId: string;
  readonly amount: bigint;
}

/** Sums arrive as text; nothing between the database and a bigint may round them. */
type Stored = Omit<PaymentOrderRow, 'amount' | 'fee' | 'total' | 'refunded'> &
  Record<'amount' | 'fee' | 'total' | 'refunded', string>;

const COLUMNS = sql`
  o.id, o.number, o.customer_ref as "customerRef", o.method_id as "methodId", o.amount, o.fee, o.total, o.currency, o.status, o.failure,
  o.refunded, o.return_url as "returnUrl", o.language, o.plan_id as "planId", o.keeps_card as "keepsCard", o.anew,
  o.reference, o.pending_again_at as "pendingAgainAt",
  o.created_at as "createdAt", o.expires_at as "expiresAt", o.departed_at as "departedAt", o.settled_at as "settledAt",
  o.next_ask_at as "nextAskAt", o.asked_at as "askedAt",
  (select r.id from receipts r where r.supplier_id = o.supplier_id and r.kind = 'payment' and r.subject_id = o.id) as "receiptId"`;

function orderOfStored({ amount, fee, total, refunded, ...order }: Stored): PaymentOrderRow {
  return {
    ...order,
    amount: BigInt(amount),
    fee: BigInt(fee),
    total: BigInt(total),
    refunded: BigInt(refunded),
  };
}

async function oneOrder(
  tx: Tx,
  supplierId: string,
  condition: RawBuilder<unknown>,
  lock: RawBuilder<unknown> = sql``,
): Promise<PaymentOrderRow | null> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from payment_orders o where o.supplier_id = ${supplierId} and ${condition} ${lock}`.execute(tx);
  return rows[0] ? orderOfStored(rows[0]) : null;
}

/** The order of this id, whoever made it; null for none, and for what is no id. */
export async function findOrder(
  tx: Tx,
  { supplierId, orderId }: { supplierId: string; orderId: string },
): Promise<PaymentOrderRow | null> {
  return isId(orderId) ? oneOrder(tx, supplierId, sql`o.id = ${orderId}::uuid`) : null;
}

/** The orders of these ids, as they are given; those that are none are left out. */
export async function findOrders(
  tx: Tx,
  { supplierId, orderIds }: { supplierId: string; orderIds: readonly string[] },
): Promise<PaymentOrderRow[]> {
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from payment_orders o where o.supplier_id = ${supplierId} and o.id = any(${orderIds}::uuid[])
    order by array_position(${orderIds}::uuid[], o.id)`.execute(tx);
  return rows.map(orderOfStored);
}

/** The order of this number, whoever made it. */
export async function findOrderByNumber(
  tx: Tx,
  { supplierId, number }: { supplierId: string; number: string },
): Promise<PaymentOrderRow | null> {
  return oneOrder(tx, supplierId, sql`o.number = ${number}`);
}

/** The order of this number, held until the transaction ends: whoever else wants to change it waits. */
export async function lockOrderByNumber(
  tx: Tx,
  { supplierId, number }: { supplierId: string; number: string },
): Promise<PaymentOrderRow | null> {
  return oneOrder(tx, supplierId, sql`o.number = ${number}`, sql`for update`);
}

/** The same by its id. */
export async function lockOrder(
  tx: Tx,
  { supplierId, orderId }: { supplierId: string; orderId: string },
): Promise<PaymentOrderRow | null> {
  return isId(orderId) ? oneOrder(tx, supplierId, sql`o.id = ${orderId}::uuid`, sql`for update`) : null;
}

/** What of the order is for which account, in one order always. */
export async function linesOfOrder(
  tx: Tx,
  { supplierId, orderId }: { supplierId: string; orderId: string },
): Promise<PaymentOrderLineRow[]> {
  const rows = await tx
    .selectFrom('payment_order_lines')
    .select(['account_id', 'amount'])
    .where('supplier_id', '=', supplierId)
    .where('order_id', '=', orderId)
    .orderBy('account_id')
    .execute();
  return rows.map((row) => ({ accountId: row.account_id, amount: BigInt(row.amount) }));
}

/** What a new order is made of; the rest follows from it. */
export type NewPaymentOrder = Pick<
  PaymentOrderRow,
  | 'id'
  | 'customerRef'
  | 'methodId'
  | 'amount'
  | 'fee'
  | 'currency'
  | 'returnUrl'
  | 'language'
  | 'planId'
  | 'keepsCard'
  | 'anew'
> & {
  readonly lines: readonly PaymentOrderLineRow[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** Stores an order with its lines. When its time is over it is looked at, whether or not anybody ever went to pay. */
export async function insertOrder(tx: Tx, supplierId: string, order: NewPaymentOrder): Promise<PaymentOrderRow> {
  const { rows } = await sql<Stored>`
    insert into payment_orders as o (supplier_id, id, number, customer_ref, method_id, amount, fee, total, currency, return_url, language,
      plan_id, keeps_card, anew, created_at, expires_at, next_ask_at)
    values (${supplierId}, ${order.id}::uuid, next_payment_number(), ${order.customerRef}, ${order.methodId}, ${order.amount},
      ${order.fee}, ${order.amount + order.fee}, ${order.currency}, ${order.returnUrl}, ${order.language}, ${order.planId}::uuid,
      ${order.keepsCard}, ${order.anew}, ${order.createdAt.toISOString()}::timestamptz, ${order.expiresAt.toISOString()}::timestamptz,
      ${order.expiresAt.toISOString()}::timestamptz)
    returning ${COLUMNS}`.execute(tx);
  await tx
    .insertInto('payment_order_lines')
    .values(
      order.lines.map(({ accountId, amount }) => ({
        supplier_id: supplierId,
        order_id: order.id,
        account_id: accountId,
        amount,
      })),
    )
    .execute();
  const [stored] = rows;
  if (!stored) throw new Error('an order was not stored');
  return orderOfStored(stored);
}

/**
 * Holds the accounts' orders until the transaction ends: of two that look whether a payment is on its way, the second sees the first. Not the
 * lock on their money, which is taken after orders and plans are.
 */
export async function lockOrdersOf(tx: Tx, supplierId: string, accountIds: readonly string[]): Promise<void> {
  for (const accountId of [...accountIds].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`orders ${supplierId} ${accountId}`}, 0))`.execute(tx);
  }
}

/** Of an order `o`: a provider works on it. */
export const IS_PENDING = sql<boolean>`(o.status = 'pending' or o.pending_again_at is not null)`;

/**
 * The newest order that may still bring money for one of the accounts: one that a provider works on, or one whose payer is at the provider's
 * page within its time. Null where there is none but `exceptId`.
 */
export async function orderInProgress(
  tx: Tx,
  {
    supplierId,
    accountIds,
    exceptId = null,
    now,
  }: { supplierId: string; accountIds: readonly string[]; exceptId?: string | null; now: Date },
): Promise<{ readonly id: string; readonly customerRef: string } | null> {
  const order = await tx
    .selectFrom('payment_orders as o')
    .innerJoin('payment_order_lines as l', (join) =>
      join.onRef('l.supplier_id', '=', 'o.supplier_id').onRef('l.order_id', '=', 'o.id'),
    )
    .select(['o.id', 'o.customer_ref'])
    .where('o.supplier_id', '=', supplierId)
    .where('l.account_id', 'in', [...accountIds])
    .where(({ or, and, eb }) =>
      or([
        IS_PENDING,
        and([
          eb('o.status', '=', 'created'),
          eb('o.departed_at', 'is not', null),
          eb('o.expires_at', '>', now.toISOString()),
        ]),
      ]),
    )
    .$if(exceptId !== null, (orders) => orders.where('o.id', '<>', exceptId))
    .orderBy('o.created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return order ? { id: order.id, customerRef: order.customer_ref } : null;
}

/** What may change of an order; the database refuses everything else, and a status that goes back. */
export interface OrderChange {
  readonly status?: PaymentOrderStatus;
  readonly failure?: string | null;
  readonly refunded?: bigint;
  readonly reference?: string | null;
  readonly pendingAgainAt?: Date | null;
  readonly departedAt?: Date;
  readonly settledAt?: Date;
  readonly nextAskAt?: Date | null;
}

/** Writes down what became of an order. With a new status no other try is known of. */
export async function changeOrder(
  tx: Tx,
  { supplierId, orderId, change }: { supplierId: string; orderId: string; change: OrderChange },
): Promise<void> {
  const { status, failure, refunded, reference, pendingAgainAt, departedAt, settledAt, nextAskAt } = change;
  await tx
    .updateTable('payment_orders')
    .set({
      ...(status !== undefined && { status, pending_again_at: null }),
      ...(pendingAgainAt !== undefined && { pending_again_at: pendingAgainAt }),
      ...(failure !== undefined && { failure }),
      ...(refunded !== undefined && { refunded }),
      ...(reference !== undefined && { reference }),
      ...(departedAt !== undefined && { departed_at: departedAt }),
      ...(settledAt !== undefined && { settled_at: settledAt }),
      ...(nextAskAt !== undefined && { next_ask_at: nextAskAt }),
    })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', orderId)
    .execute();
}

/**
 * Takes an order's turn to be asked for at its provider now: false where it was asked for since `notSince`, or is being changed this very
 * moment, so that pages which ask every two seconds do not.
 */
export async function claimAsk(
  tx: Tx,
  { supplierId, orderId, now, notSince }: { supplierId: string; orderId: string; now: Date; notSince: Date },
): Promise<boolean> {
  const { rows } = await sql`
    update payment_orders set asked_at = ${now.toISOString()}::timestamptz
    where supplier_id = ${supplierId} and id in (
      select id from payment_orders
      where supplier_id = ${supplierId} and id = ${orderId}::uuid
        and (asked_at is null or asked_at <= ${notSince.toISOString()}::timestamptz)
      for update skip locked)
    returning id`.execute(tx);
  return rows.length > 0;
}

/**
 * Takes the orders whose turn to be asked for has come, the longest waiting first, and puts their next turn off; other processes pass over
 * them meanwhile. Answers with their ids.
 */
export async function claimOrdersToAsk(
  tx: Tx,
  { supplierId, now, nextAskAt, limit }: { supplierId: string; now: Date; nextAskAt: Date; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update payment_orders set next_ask_at = ${nextAskAt.toISOString()}::timestamptz, asked_at = ${now.toISOString()}::timestamptz
    where supplier_id = ${supplierId} and id in (
      select id from payment_orders
      where supplier_id = ${supplierId} and next_ask_at <= ${now.toISOString()}::timestamptz
      order by next_ask_at limit ${limit}
      for update skip locked)
    returning id`.execute(tx);
  return rows.map(({ id }) => id);
}
