import type { Tariff, Unit } from '@kabinet/api/contract';
import type { CalendarMonth, Decimal } from '@kabinet/rules';
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
  /** Of charges and what is taken off them: the month they are for, where the billing base says so. */
  readonly month: CalendarMonth | null;
  /** Of a charge, as the billing base says. */
  readonly component: Tariff['component'] | null;
  /** Of a charge: what was used, and the price of a unit in major units, as the billing base says. */
  readonly quantity: Decimal | null;
  readonly unit: Unit | null;
  readonly price: Decimal | null;
}

export interface AccountLedger {
  /** When the billing base was last brought in, or a payment made here moved something since; null when neither ever was. */
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
 * An account's money: everything before the period as one opening line, then the period's movements by kind and by the month they are for;
 * a charge that says what was used is a line of its own. The period begins with the month in which the newest charge was booked, so that a
 * bill and the payments after it are seen together.
 */
export async function readLedger(
  tx: Tx,
  { supplierId, accountId, today }: { supplierId: string; accountId: string; today: string },
): Promise<AccountLedger> {
  const { rows } = await sql<AccountLedger>`
    with entries as (
      select id, kind, service_kind, status, basis, amount, booked_on, period_month, due_on, component, quantity, unit, price, order_id
      from ledger_entries
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
        case when booked_on >= starts_on and kind in ('charge', 'benefit', 'recalculation') then to_char(period_month, 'YYYY-MM') end as month,
        case when booked_on >= starts_on and kind = 'charge' then component end as component,
        case when booked_on >= starts_on and kind = 'charge' and quantity is not null then id end as used_id,
        amount, quantity, unit, price
      from entries, period where status = 'posted'
    ),
    lines as (
      select kind, service_kind, basis, month, component, used_id, sum(amount) as amount,
        case when used_id is not null then min(quantity::text) end as quantity,
        case when used_id is not null then min(unit) end as unit,
        case when used_id is not null then min(price::text) end as price
      from posted group by kind, service_kind, basis, month, component, used_id
    ),
    orders as (
      select o.id, o.supplier_id, o.pending_again_at from payment_order_lines l
      join payment_orders o on o.supplier_id = l.supplier_id and o.id = l.order_id
      where l.supplier_id = ${supplierId} and l.account_id = ${accountId}::uuid
    )
    select
      greatest(
        (select max(as_of) from imports where supplier_id = ${supplierId} and kind = 'ledger'),
        (select max(e.received_at) from orders
          join payment_events e on e.supplier_id = orders.supplier_id and e.order_id = orders.id and e.outcome = 'applied'
          where e.kind <> 'failed'),
        (select max(pending_again_at) from orders)
      ) as "asOf",
      (select starts_on from period) as "periodFrom",
      (select due_on from entries where kind = 'charge' and status = 'posted' and due_on is not null
        order by booked_on desc, due_on desc limit 1) as "dueOn",
      coalesce(
        (select json_agg(
            json_build_object('kind', kind, 'serviceKind', service_kind, 'basis', basis, 'amount', amount::text,
              'month', month, 'component', component, 'quantity', quantity, 'unit', unit, 'price', price)
            order by array_position(array['opening', 'charge', 'benefit', 'recalculation', 'payment', 'refund'], kind), service_kind, month,
              array_position(array['supply', 'network', 'service'], component), basis, used_id)
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
