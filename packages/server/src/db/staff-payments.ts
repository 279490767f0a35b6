import { sql } from 'kysely';
import type { PaymentDifferenceKind } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import type { Tx } from './database.js';
import { isId } from './ids.js';

/** More are not shown at once: whoever closes the oldest sees the next, and a search can be narrowed. */
export const LIST_LIMIT = 100;

/** What staff look for payment orders by; all that is named has to fit. */
export interface OrderSearch {
  /** As we write it. */
  readonly number: string | null;
  readonly accountKey: string | null;
  /** The first and the last day on which it was made, at the supplier. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
}

/** The ids of the payment orders that are looked for, the newest first; none where nothing is named. */
export async function findOrderIds(
  tx: Tx,
  { supplierId, timeZone, number, accountKey, from, to }: OrderSearch & { supplierId: string; timeZone: string },
): Promise<string[]> {
  if (number === null && accountKey === null && from === null && to === null) return [];
  const { rows } = await sql<{ id: string }>`
    select o.id from payment_orders o
    where o.supplier_id = ${supplierId}
      and (${number}::text is null or o.number = ${number})
      and (${from}::date is null or o.created_at >= ${from}::date::timestamp at time zone ${timeZone})
      and (${to}::date is null or o.created_at < (${to}::date + interval '1 day') at time zone ${timeZone})
      and (${accountKey}::text is null or exists (
        select from payment_order_lines l join accounts a on a.supplier_id = l.supplier_id and a.id = l.account_id
        where l.supplier_id = o.supplier_id and l.order_id = o.id and a.account_number_key = ${accountKey}))
    order by o.created_at desc, o.id desc limit ${LIST_LIMIT}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** What of an order is for which account, as staff see it. In minor units. */
export interface OrderLineShown {
  readonly orderId: string;
  readonly accountId: string;
  readonly accountNumber: string;
  readonly accountKey: string;
  readonly amount: bigint;
  /** What the account still has of it: paid and not given back. */
  readonly credited: bigint;
}

/** The lines of orders, within an order as it has them. */
export async function linesOfOrders(
  tx: Tx,
  { supplierId, orderIds }: { supplierId: string; orderIds: readonly string[] },
): Promise<OrderLineShown[]> {
  type Line = Omit<OrderLineShown, 'amount' | 'credited'> & Record<'amount' | 'credited', string>;
  const { rows } = await sql<Line>`
    select l.order_id as "orderId", l.account_id as "accountId", a.account_number as "accountNumber",
      a.account_number_key as "accountKey", l.amount, coalesce((
        select -sum(e.amount) from ledger_entries e
        where e.supplier_id = l.supplier_id and e.order_id = l.order_id and e.account_id = l.account_id), 0)::text as credited
    from payment_order_lines l join accounts a on a.supplier_id = l.supplier_id and a.id = l.account_id
    where l.supplier_id = ${supplierId} and l.order_id = any(${orderIds}::uuid[])
    order by l.order_id, l.account_id`.execute(tx);
  return rows.map((line) => ({ ...line, amount: BigInt(line.amount), credited: BigInt(line.credited) }));
}

/** A difference as it is stored. Sums in minor units. */
export interface PaymentDifferenceRow {
  readonly id: string;
  readonly kind: PaymentDifferenceKind;
  readonly methodId: string;
  readonly day: CalendarDate;
  readonly orderId: string | null;
  readonly orderNumber: string | null;
  readonly reference: string | null;
  readonly ours: bigint | null;
  readonly oursCurrency: string | null;
  readonly theirs: bigint | null;
  readonly theirsCurrency: string | null;
  readonly foundAt: string;
  readonly closedAt: string | null;
  /** The person who closed it. */
  readonly closedBy: string | null;
  readonly note: string;
}

type Stored = Omit<PaymentDifferenceRow, 'ours' | 'theirs'> & Record<'ours' | 'theirs', string | null>;

const COLUMNS = sql`id, kind, method_id as "methodId", day, order_id as "orderId", order_number as "orderNumber", reference, ours,
  ours_currency as "oursCurrency", theirs, theirs_currency as "theirsCurrency", found_at as "foundAt", closed_at as "closedAt",
  closed_by as "closedBy", note`;

function differenceOf({ ours, theirs, ...row }: Stored): PaymentDifferenceRow {
  return { ...row, ours: ours === null ? null : BigInt(ours), theirs: theirs === null ? null : BigInt(theirs) };
}

/** Open differences, the oldest first, then closed ones, the newest first. */
export async function differences(
  tx: Tx,
  { supplierId, status }: { supplierId: string; status?: 'open' | 'closed' | undefined },
): Promise<PaymentDifferenceRow[]> {
  const which =
    status === undefined ? sql`true` : status === 'open' ? sql`closed_at is null` : sql`closed_at is not null`;
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from payment_differences where supplier_id = ${supplierId} and ${which}
    order by closed_at desc nulls first, found_at, id limit ${LIST_LIMIT}`.execute(tx);
  return rows.map(differenceOf);
}

/** One of them; held until the transaction ends where it is to be closed. */
export async function findDifference(
  tx: Tx,
  { supplierId, id, forClosing = false }: { supplierId: string; id: string; forClosing?: boolean },
): Promise<PaymentDifferenceRow | null> {
  if (!isId(id)) return null;
  const { rows } = await sql<Stored>`
    select ${COLUMNS} from payment_differences where supplier_id = ${supplierId} and id = ${id}::uuid
    ${forClosing ? sql`for update` : sql``}`.execute(tx);
  return rows[0] ? differenceOf(rows[0]) : null;
}

/** Writes down what a difference was. */
export async function closeDifferenceRow(
  tx: Tx,
  {
    supplierId,
    id,
    closedBy,
    note,
    now,
  }: { supplierId: string; id: string; closedBy: string; note: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('payment_differences')
    .set({ closed_at: now, closed_by: closedBy, note })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute();
}
