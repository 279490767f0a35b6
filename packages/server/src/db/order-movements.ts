import type { CalendarDate, CalendarMonth, ServiceMoney } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';
import { newId } from './ids.js';

/** What an order moves in the ledger: its payment once, and each refund once. */
export type OrderMovement = 'paid' | `refund ${string}`;

/** One entry that an order makes. `amount` is signed by the effect on what is owed: of a payment it is negative. */
export interface OrderEntry {
  readonly accountId: string;
  readonly serviceKind: string;
  readonly month: CalendarMonth | null;
  readonly amount: bigint;
}

/**
 * Holds the accounts' money until the transaction ends, so that of two payments the second sees what the first has covered. Always in one
 * order, and not by the accounts' rows, which an import may hold for minutes.
 */
export async function lockMoneyOf(tx: Tx, supplierId: string, accountIds: readonly string[]): Promise<void> {
  for (const accountId of [...accountIds].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`money ${supplierId} ${accountId}`}, 0))`.execute(tx);
  }
}

/** The sums of the account's posted movements by service and month, zeros left out. */
export async function sumsByServiceAndMonth(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<ServiceMoney[]> {
  const { rows } = await sql<{ serviceKind: string; month: CalendarMonth | null; amount: string }>`
    select service_kind as "serviceKind", to_char(period_month, 'YYYY-MM') as month, sum(amount)::text as amount
    from ledger_entries
    where supplier_id = ${supplierId} and account_id = ${accountId}::uuid and status = 'posted'
    group by service_kind, period_month
    having sum(amount) <> 0`.execute(tx);
  return rows.map(({ amount, ...sum }) => ({ ...sum, amount: BigInt(amount) }));
}

/** The service that money paid ahead is booked to: the one charged last; of an account without charges the one it has a meter of. */
export async function serviceOfAccount(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<string | null> {
  const { rows } = await sql<{ serviceKind: string | null }>`
    select coalesce(
      (select service_kind from ledger_entries
        where supplier_id = ${supplierId} and account_id = ${accountId}::uuid and status = 'posted' and kind = 'charge'
        order by booked_on desc, service_kind limit 1),
      (select service_kind from meters
        where supplier_id = ${supplierId} and account_id = ${accountId}::uuid
        order by removed_on is not null, service_kind limit 1)
    ) as "serviceKind"`.execute(tx);
  return rows[0]?.serviceKind ?? null;
}

/** Books a movement of an order, in the order given. The database refuses the same one a second time. */
export async function bookMovement(
  tx: Tx,
  {
    supplierId,
    orderId,
    movement,
    currency,
    bookedOn,
    entries,
    now,
  }: {
    supplierId: string;
    orderId: string;
    movement: OrderMovement;
    currency: string;
    bookedOn: CalendarDate;
    entries: readonly OrderEntry[];
    now: Date;
  },
): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('ledger_entries')
    .values(
      entries.map(({ accountId, serviceKind, month, amount }) => ({
        supplier_id: supplierId,
        id: newId(now),
        account_id: accountId,
        service_kind: serviceKind,
        kind: movement === 'paid' ? ('payment' as const) : ('refund' as const),
        status: 'posted' as const,
        basis: null,
        amount,
        currency,
        booked_on: bookedOn,
        period_month: month === null ? null : `${month}-01`,
        due_on: null,
        external_ref: null,
        order_id: orderId,
        order_movement: movement,
      })),
    )
    .execute();
}

/** What an order still has in the ledger, by account, service and month: paid and not given back. Sums are positive. */
export async function creditedByOrder(
  tx: Tx,
  { supplierId, orderId }: { supplierId: string; orderId: string },
): Promise<OrderEntry[]> {
  const { rows } = await sql<{
    accountId: string;
    serviceKind: string;
    month: CalendarMonth | null;
    amount: string;
  }>`
    select account_id as "accountId", service_kind as "serviceKind", to_char(period_month, 'YYYY-MM') as month,
      (-sum(amount))::text as amount
    from ledger_entries
    where supplier_id = ${supplierId} and order_id = ${orderId}::uuid
    group by account_id, service_kind, period_month
    having sum(amount) < 0
    order by min(id::text)`.execute(tx);
  return rows.map(({ amount, ...entry }) => ({ ...entry, amount: BigInt(amount) }));
}

/** Money of an order that came back off an account, on the day it was booked. In minor units. */
export interface RefundBooked {
  readonly orderId: string;
  readonly accountNumber: string;
  readonly bookedOn: CalendarDate;
  readonly amount: bigint;
}

/** What was given back of these orders as the ledger has it, whoever gave it back: the oldest first. */
export async function refundsBooked(
  tx: Tx,
  { supplierId, orderIds }: { supplierId: string; orderIds: readonly string[] },
): Promise<RefundBooked[]> {
  if (orderIds.length === 0) return [];
  const { rows } = await sql<Omit<RefundBooked, 'amount'> & { amount: string }>`
    select e.order_id as "orderId", a.account_number as "accountNumber", e.booked_on as "bookedOn", sum(e.amount)::text as amount
    from ledger_entries e join accounts a on a.supplier_id = e.supplier_id and a.id = e.account_id
    where e.supplier_id = ${supplierId} and e.order_id = any(${orderIds}::uuid[]) and e.kind = 'refund'
    group by e.order_id, e.order_movement, e.booked_on, a.account_number
    order by e.booked_on, e.order_movement, a.account_number`.execute(tx);
  return rows.map(({ amount, ...refund }) => ({ ...refund, amount: BigInt(amount) }));
}
