import type { CalendarDate, CalendarMonth } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';
import { IS_PENDING } from './payment-orders.js';

/** What is owed on an account, and by when. Minor units. */
export interface AccountDue {
  /** The sum of the ledger: positive where the customer owes. */
  readonly owed: bigint;
  /** Payments that were made and are not credited yet. */
  readonly onTheWay: bigint;
  /** The newest bill with a day to pay by; null without one. The month is that of the use, or of the booking where it is not told. */
  readonly bill: { readonly month: CalendarMonth; readonly dueOn: CalendarDate } | null;
}

/** Reads what plans, reminders and calendars go by: the same entries and payments that the balance is made of. */
export async function dueOf(
  tx: Tx,
  { supplierId, accountId }: { supplierId: string; accountId: string },
): Promise<AccountDue> {
  const { rows } = await sql<{ owed: string; pending: string; month: string | null; dueOn: CalendarDate | null }>`
    with entries as (
      select kind, status, amount, booked_on, period_month, due_on from ledger_entries
      where supplier_id = ${supplierId} and account_id = ${accountId}::uuid
    ),
    bill as (
      select coalesce(period_month, booked_on) as month, due_on from entries
      where kind = 'charge' and status = 'posted' and due_on is not null
      order by booked_on desc, due_on desc limit 1
    )
    select
      (select coalesce(sum(amount), 0)::text from entries where status = 'posted') as owed,
      ((select coalesce(-sum(amount), 0) from entries where status = 'pending' and kind = 'payment')
        + (select coalesce(sum(l.amount), 0) from payment_order_lines l
            join payment_orders o on o.supplier_id = l.supplier_id and o.id = l.order_id
            where l.supplier_id = ${supplierId} and l.account_id = ${accountId}::uuid and ${IS_PENDING}))::text as pending,
      (select month from bill) as month,
      (select due_on from bill) as "dueOn"`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('an aggregate without a row');
  const { owed, pending, month, dueOn } = row;
  return {
    owed: BigInt(owed),
    onTheWay: BigInt(pending),
    bill: month === null || dueOn === null ? null : { month: month.slice(0, 7), dueOn },
  };
}

/** What is still to be paid. */
export function stillDue({ owed, onTheWay }: Pick<AccountDue, 'owed' | 'onTheWay'>): bigint {
  return owed > onTheWay ? owed - onTheWay : 0n;
}
