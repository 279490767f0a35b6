import type { CalendarDate } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';
import type { PaymentOrderRow } from './payment-orders.js';

/** The days since then that were compared with a method's register. */
export async function reconciledDays(
  tx: Tx,
  { supplierId, methodId, since }: { supplierId: string; methodId: string; since: CalendarDate },
): Promise<ReadonlySet<CalendarDate>> {
  const rows = await tx
    .selectFrom('payment_reconciliations')
    .select('day')
    .where('supplier_id', '=', supplierId)
    .where('method_id', '=', methodId)
    .where('day', '>=', since)
    .execute();
  return new Set(rows.map(({ day }) => day));
}

/** Remembers that a day was compared. False where another process was first. */
export async function rememberReconciliation(
  tx: Tx,
  done: { supplierId: string; methodId: string; day: CalendarDate; payments: number; differences: number; now: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('payment_reconciliations')
    .values({
      supplier_id: done.supplierId,
      method_id: done.methodId,
      day: done.day,
      payments: done.payments,
      differences: done.differences,
      done_at: done.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** A payment or a refund as we have booked it. In minor units. */
export interface BookedMovement {
  readonly orderId: string;
  readonly number: string;
  readonly kind: 'paid' | 'refunded';
  readonly amount: bigint;
  readonly currency: string;
  readonly reference: string | null;
}

/**
 * What was booked for a method's orders in a span of time, by the provider's own moments. A refund is booked if the ledger has it: one that
 * came before its payment was so only later than it was heard.
 */
export async function bookedBetween(
  tx: Tx,
  { supplierId, methodId, from, to }: { supplierId: string; methodId: string; from: Date; to: Date },
): Promise<BookedMovement[]> {
  const { rows } = await sql<Omit<BookedMovement, 'amount'> & { amount: string }>`
    select o.id as "orderId", o.number, 'paid' as kind, o.total as amount, o.currency, o.reference
    from payment_orders o
    where o.supplier_id = ${supplierId} and o.method_id = ${methodId} and o.status in ('paid', 'refunded')
      and o.settled_at >= ${from.toISOString()}::timestamptz and o.settled_at < ${to.toISOString()}::timestamptz
    union all
    select o.id, o.number, 'refunded', o.refunded, o.currency, o.reference
    from payment_orders o
    where o.supplier_id = ${supplierId} and o.method_id = ${methodId} and o.refunded > 0 and exists (
      select from payment_events e
      join ledger_entries l on l.supplier_id = e.supplier_id and l.order_id = e.order_id and l.order_movement = 'refund ' || e.event_ref
      where e.supplier_id = o.supplier_id and e.order_id = o.id and e.kind = 'refunded'
        and e.happened_at >= ${from.toISOString()}::timestamptz and e.happened_at < ${to.toISOString()}::timestamptz)
    order by 2, 3`.execute(tx);
  return rows.map(({ amount, ...row }) => ({ ...row, amount: BigInt(amount) }));
}

/** What of an order a register is compared with. */
export type ComparedOrder = Pick<
  PaymentOrderRow,
  'id' | 'number' | 'methodId' | 'status' | 'amount' | 'total' | 'refunded' | 'currency' | 'reference'
>;

/** The orders of these numbers, by number: all at once, for a register may have thousands. */
export async function ordersByNumber(
  tx: Tx,
  { supplierId, numbers }: { supplierId: string; numbers: readonly string[] },
): Promise<ReadonlyMap<string, ComparedOrder>> {
  const rows = await tx
    .selectFrom('payment_orders')
    .select(['id', 'number', 'method_id as methodId', 'status', 'amount', 'total', 'refunded', 'currency', 'reference'])
    .where('supplier_id', '=', supplierId)
    .where('number', '=', sql<string>`any(${numbers}::text[])`)
    .execute();
  return new Map(
    rows.map(({ amount, total, refunded, ...row }) => [
      row.number,
      { ...row, amount: BigInt(amount), total: BigInt(total), refunded: BigInt(refunded) },
    ]),
  );
}

/** When the first order of a method was settled, whatever became of it; null before. */
export async function firstSettled(
  tx: Tx,
  { supplierId, methodId }: { supplierId: string; methodId: string },
): Promise<Date | null> {
  const row = await tx
    .selectFrom('payment_orders')
    .select(({ fn }) => fn.min('settled_at').as('settledAt'))
    .where('supplier_id', '=', supplierId)
    .where('method_id', '=', methodId)
    .where('settled_at', 'is not', null)
    .executeTakeFirst();
  return row?.settledAt ? new Date(row.settledAt) : null;
}
