import type { CalendarDate } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';

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

/** What was booked for a method's orders in a span of time, by the provider's own moments. */
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
      where e.supplier_id = o.supplier_id and e.order_id = o.id and e.kind = 'refunded' and e.outcome = 'applied'
        and e.happened_at >= ${from.toISOString()}::timestamptz and e.happened_at < ${to.toISOString()}::timestamptz)
    order by 2, 3`.execute(tx);
  return rows.map(({ amount, ...row }) => ({ ...row, amount: BigInt(amount) }));
}
