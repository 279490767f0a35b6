import { sql } from 'kysely';
import { reportDifference } from '../db/payment-differences.js';
import type { ImportContext, RowOutcome } from './file-kind.js';
import type { LedgerEntry } from './ledger-entries.js';
import { cancelByRef } from './ledger-entries.js';
import { rowsFrom } from './upsert.js';

/** A row of the billing base about a payment that was made here, named by our number. */
export interface OwnPaymentRow extends LedgerEntry {
  readonly payment_number: string;
}

interface OwnPayment {
  readonly id: string;
  readonly number: string;
  readonly method_id: string;
  readonly currency: string;
  readonly billing_ref: string | null;
  /** The sums it moved: each movement of an account, whole, by service, and by service and month. */
  readonly sums: readonly {
    readonly account_id: string;
    readonly kind: string;
    readonly service_kind: string | null;
    readonly amount: string;
  }[];
}

/**
 * The billing base tells us of our own payments. The ledger has them already, so nothing is booked: the order remembers how billing calls
 * it. Where billing has another sum or account, or takes back what was really paid, the row is rejected, and staff see the difference.
 */
export async function recogniseOwnPayments(
  rows: readonly OwnPaymentRow[],
  context: Pick<ImportContext, 'tx' | 'supplierId' | 'now'>,
): Promise<RowOutcome[]> {
  if (rows.length === 0) return [];
  const payments = await findPayments(rows, context);
  const named = new Map<string, string>();
  const outcomes: RowOutcome[] = [];
  const recognised: string[] = [];
  for (const row of rows) {
    const payment = payments.get(row.payment_number);
    if (!payment) {
      outcomes.push({ reason: 'unknown_payment_number', column: 'payment_number' });
      continue;
    }
    if (row.status === 'cancelled' || !isOurs(row, payment)) {
      await writeDifference(row, payment, context);
      outcomes.push({ reason: 'payment_mismatch', column: null });
      continue;
    }
    recognised.push(row.external_ref);
    const isNew = payment.billing_ref === null && !named.has(payment.id);
    if (isNew) named.set(payment.id, row.external_ref);
    outcomes.push(isNew ? 'updated' : 'unchanged');
  }
  await nameOrders(named, context);
  // Booked once as billing's own, before it said whose it was: the same money must not count twice.
  await cancelByRef(recognised, context);
  return outcomes;
}

/** Whether the row is one of the payment's movements: of the account, or of a service of it. */
function isOurs(row: OwnPaymentRow, { sums, currency }: OwnPayment): boolean {
  return (
    row.currency === currency &&
    sums.some(
      (sum) =>
        sum.account_id === row.account_id &&
        sum.kind === row.kind &&
        sum.amount === row.amount &&
        (sum.service_kind === null || sum.service_kind === row.service_kind),
    )
  );
}

async function findPayments(
  rows: readonly OwnPaymentRow[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<ReadonlyMap<string, OwnPayment>> {
  const numbers = [...new Set(rows.map(({ payment_number }) => payment_number))];
  const { rows: payments } = await sql<OwnPayment>`
    select o.id, o.number, o.method_id, o.currency, o.billing_ref, coalesce((
      select json_agg(json_build_object(
        'account_id', account_id, 'kind', kind, 'service_kind', service_kind, 'amount', amount::text))
      from (
        select account_id, kind, service_kind, sum(amount) as amount from ledger_entries
        where supplier_id = ${supplierId} and order_id = o.id
        group by grouping sets (
          (order_movement, account_id, kind), (order_movement, account_id, kind, service_kind),
          (order_movement, account_id, kind, service_kind, period_month))
      ) as moved), '[]'::json) as sums
    from payment_orders o where o.supplier_id = ${supplierId} and o.number = any(${numbers}::text[])`.execute(tx);
  return new Map(payments.map((payment) => [payment.number, payment]));
}

async function nameOrders(
  named: ReadonlyMap<string, string>,
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<void> {
  if (named.size === 0) return;
  const rows = [...named].map(([id, billing_ref]) => ({ id, billing_ref }));
  await sql`
    update payment_orders set billing_ref = input.billing_ref from ${rowsFrom(rows, { id: 'uuid', billing_ref: 'text' })}
    where supplier_id = ${supplierId} and payment_orders.id = input.id`.execute(tx);
}

/** For staff; the same row brought again is the same difference. */
async function writeDifference(
  row: OwnPaymentRow,
  payment: OwnPayment,
  { tx, supplierId, now }: Pick<ImportContext, 'tx' | 'supplierId' | 'now'>,
): Promise<void> {
  const whole = payment.sums.find(
    (sum) => sum.account_id === row.account_id && sum.kind === row.kind && sum.service_kind === null,
  );
  const isCancelled = row.status === 'cancelled';
  await reportDifference(tx, supplierId, {
    kind: 'billing',
    methodId: payment.method_id,
    day: row.booked_on,
    orderId: payment.id,
    orderNumber: payment.number,
    reference: row.external_ref,
    ours: { amount: whole ? magnitude(whole.amount) : 0n, currency: payment.currency },
    theirs: { amount: isCancelled ? 0n : magnitude(row.amount), currency: row.currency },
    fingerprint: `billing ${row.external_ref} ${row.account_id} ${isCancelled ? 'cancelled' : row.amount}`,
    foundAt: now,
  });
}

/** People compare sums, not signs. */
function magnitude(amount: string): bigint {
  const minor = BigInt(amount);
  return minor < 0n ? -minor : minor;
}
