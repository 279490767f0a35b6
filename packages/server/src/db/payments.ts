import type { CalendarDate, CalendarMonth } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';
import { IS_PENDING } from './payment-orders.js';

/** A payment of an account or money given back, as its history has it. Sums in minor units. */
export interface PaymentRow {
  readonly id: string;
  readonly kind: 'payment' | 'refund';
  readonly status: 'posted' | 'pending';
  /** Without a sign. */
  readonly amount: bigint;
  readonly paidOn: CalendarDate;
  readonly shares: readonly { serviceKind: string; month: CalendarMonth | null; amount: bigint }[];
  /** Of one made here. */
  readonly order: {
    readonly id: string;
    readonly number: string;
    readonly customerRef: string;
    readonly receiptId: string | null;
  } | null;
}

/** Where a page begins: after this payment. */
export interface PaymentCursor {
  readonly paidOn: CalendarDate;
  readonly id: string;
}

/** An account's part of an order that a provider works on. */
export interface PaymentOnTheWay {
  readonly orderId: string;
  readonly createdAt: string;
  readonly amount: bigint;
}

/** The orders that providers work on for the account. */
export async function paymentsOnTheWay(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<PaymentOnTheWay[]> {
  const rows = await tx
    .selectFrom('payment_order_lines as l')
    .innerJoin('payment_orders as o', (join) =>
      join.onRef('o.supplier_id', '=', 'l.supplier_id').onRef('o.id', '=', 'l.order_id'),
    )
    .select(['o.id', 'o.created_at', 'l.amount'])
    .where('l.supplier_id', '=', supplierId)
    .where('l.account_id', '=', accountId)
    .where(IS_PENDING)
    .execute();
  return rows.map((row) => ({ orderId: row.id, createdAt: row.created_at, amount: BigInt(row.amount) }));
}

/**
 * The account's payments and refunds, newest first. What an order moved at once is one of them, however many services it went to; a
 * payment of the billing base that is taken back there is money given back.
 */
export async function pageOfPayments(
  tx: Tx,
  {
    supplierId,
    accountId,
    onTheWay,
    after,
    limit,
  }: {
    supplierId: string;
    accountId: string;
    /** Those of {@link paymentsOnTheWay}, with the supplier's day on which they were made. */
    onTheWay: readonly { orderId: string; paidOn: CalendarDate; amount: bigint }[];
    after: PaymentCursor | null;
    limit: number;
  },
): Promise<PaymentRow[]> {
  const pending = JSON.stringify(
    onTheWay.map(({ orderId, paidOn, amount }) => ({ id: orderId, paidOn, amount: amount.toString() })),
  );
  const { rows } = await sql<Stored>`
    with entries as (
      select id, status, amount, booked_on, service_kind, period_month, order_id, order_movement from ledger_entries
      where supplier_id = ${supplierId} and account_id = ${accountId}::uuid and kind in ('payment', 'refund')
        and status <> 'cancelled' and amount <> 0
    ),
    payments as (
      select min(id::text) as id, status, sum(amount) as amount, booked_on as paid_on, order_id,
        json_agg(json_build_object('serviceKind', service_kind, 'month', to_char(period_month, 'YYYY-MM'), 'amount', abs(amount)::text)
          order by period_month nulls first, id) as shares
      from entries
      group by coalesce(order_id, id), order_id, order_movement, status, booked_on
      union all
      select p.id::text, 'pending', -p.amount, p."paidOn", p.id, '[]'
      from json_to_recordset(${pending}::json) as p (id uuid, "paidOn" date, amount bigint)
    )
    select p.id, case when p.amount < 0 then 'payment' else 'refund' end as kind, p.status, abs(p.amount)::text as amount,
      p.paid_on as "paidOn", case when p.status = 'pending' then '[]'::json else p.shares end as shares,
      case when o.id is not null then json_build_object('id', o.id, 'number', o.number, 'customerRef', o.customer_ref, 'receiptId', r.id) end
        as "order"
    from payments p
    left join payment_orders o on o.supplier_id = ${supplierId} and o.id = p.order_id
    left join receipts r on r.supplier_id = ${supplierId} and r.kind = 'payment' and r.subject_id = p.order_id
    ${after ? sql`where (p.paid_on, p.id) < (${after.paidOn}::date, ${after.id})` : sql``}
    order by p.paid_on desc, p.id desc limit ${limit}`.execute(tx);
  return rows.map(({ amount, shares, ...payment }) => ({
    ...payment,
    amount: BigInt(amount),
    shares: shares.map((share) => ({ ...share, amount: BigInt(share.amount) })),
  }));
}

/** Sums arrive as text. */
type Stored = Omit<PaymentRow, 'amount' | 'shares'> & {
  readonly amount: string;
  readonly shares: readonly { serviceKind: string; month: CalendarMonth | null; amount: string }[];
};
