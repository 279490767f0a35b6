import { sql } from 'kysely';
import type { Tx } from './database.js';
import { IS_PENDING } from './payment-orders.js';
import type { LedgerEntriesTable } from './schema.js';

export interface LedgerLine {
  readonly kind: LedgerEntriesTable['kind'];
  /** Null on the opening line: it sums up all services. */
  readonly serviceKind: string | null;
  readonly basis: 'actual' | 'estimated' | null;
  /** Minor units, signed by the effect on what is owed. */
  readonly amount: string;
}

export interface AccountLedger {
  /** When the billing base was last brought in; null when it never was. */
  readonly asOf: string | null;
  /** The first day the lines speak of. */
  readonly periodFrom: string | null;
  /** The day to pay the newest charge by, where the billing base says so. */
  readonly dueOn: string | null;
  readonly lines: readonly LedgerLine[];
  /** Payments that are not credited yet, here or in the billing base; signed like every payment. */
  readonly pending: string;
  /** The last day on which a payment made here was booked: it may be later than what the billing base knows. */
  readonly paidHereOn: string | null;
  /** The newest payment that was credited, signed like every payment; all that an order brought is one. */
  readonly lastPayment: { readonly amount: string; readonly bookedOn: string } | null;
}

/**
 * An account's money: everything before the period as one opening line, then the period's movements by kind. The period begins
 * with the month in which the newest charge was booked, so that a bill and the payments after it are seen together.
 */
export async function readLedger(
  tx: Tx,
  { supplierId, accountId, today }: { supplierId: string; accountId: string; today: string },
): Promise<AccountLedger> {
  const { rows } = await sql<AccountLedger>`
    with entries as (
      select id, kind, service_kind, status, basis, amount, booked_on, due_on, order_id from ledger_entries
      where supplier_id = ${supplierId} and account_id = ${accountId}::uuid
    ),
    period as (
      select date_trunc('month', coalesce(max(booked_on) filter (where kind = 'charge'), ${today}::date))::date as starts_on
      from entries where status = 'posted'
    ),
    posted as (
      select
        case when booked_on < starts_on then 'opening' else kind end as kind,
        case when booked_on < starts_on or kind = 'opening' then null else service_kind end as service_kind,
        case when booked_on < starts_on then null else basis end as basis,
        amount
      from entries, period where status = 'posted'
    ),
    lines as (
      select kind, service_kind, basis, sum(amount) as amount from posted group by kind, service_kind, basis
    )
    select
      (select max(as_of) from imports where supplier_id = ${supplierId} and kind = 'ledger') as "asOf",
      (select starts_on from period) as "periodFrom",
      (select due_on from entries where kind = 'charge' and status = 'posted' and due_on is not null
        order by booked_on desc, due_on desc limit 1) as "dueOn",
      coalesce(
        (select json_agg(
            json_build_object('kind', kind, 'serviceKind', service_kind, 'basis', basis, 'amount', amount::text)
            order by array_position(array['opening', 'charge', 'benefit', 'recalculation', 'payment', 'refund'], kind), service_kind, basis)
          from lines),
        '[]'
      ) as lines,
      (
        (select coalesce(sum(amount), 0) from entries where status = 'pending' and kind = 'payment')
        - (select coalesce(sum(l.amount), 0) from payment_order_lines l
            join payment_orders o on o.supplier_id = l.supplier_id and o.id = l.order_id
            where l.supplier_id = ${supplierId} and l.account_id = ${accountId}::uuid and ${IS_PENDING})
      )::text as pending,
      (select max(booked_on) from entries where status = 'posted' and order_id is not null) as "paidHereOn",
      (select json_build_object('amount', sum(amount)::text, 'bookedOn', booked_on) from entries
        where status = 'posted' and kind = 'payment' and amount < 0
        group by coalesce(order_id, id), booked_on
        order by booked_on desc, max(id::text) desc limit 1) as "lastPayment"`.execute(tx);
  const row = rows[0];
  if (!row) throw new Error('an aggregate without a row');
  return row;
}
