import { sql } from 'kysely';
import { reportDifference } from '../db/payment-differences.js';
import type { ImportContext, RowOutcome } from './file-kind.js';
import { cancelByRef, countingEntries, type LedgerEntry } from './ledger-entries.js';
import { type BillingRef, findBillingRefs, rememberBillingRefs } from './billing-refs.js';

/** A row of the billing base's ledger; of a payment that was made here it may give our number. */
export interface LedgerFileRow extends LedgerEntry {
  readonly payment_number: string | null;
}

type Context = Pick<ImportContext, 'tx' | 'supplierId' | 'now' | 'has'>;

interface OwnPayment {
  readonly id: string;
  readonly number: string;
  readonly method_id: string;
  readonly currency: string;
  /** The sums it moved: each movement of an account and all of one kind together, whole, by service, and by service and month. */
  readonly sums: readonly {
    /** Of all movements of the kind: refunds may be several. */
    readonly in_all: boolean;
    readonly account_id: string;
    readonly kind: string;
    readonly service_kind: string | null;
    readonly amount: string;
  }[];
  /** What billing calls it, as known so far. */
  readonly refs: Map<string, BillingRef>;
}

/** What a row says of our payments: nothing, or how it is taken, with what is remembered of its name. */
interface Judged {
  readonly outcome: RowOutcome;
  readonly remember?: BillingRef;
  /** Of a row that does not agree: the payment it is told of to staff with. */
  readonly differsFrom?: OwnPayment;
}

/**
 * The billing base tells us of our own payments. The ledger has them already, so nothing is booked, and we remember how billing calls them:
 * a name that a payment of ours once had is its name for good, also in files that do not give our number. Where billing has another sum
 * or account, has a payment more than once, or takes back what was really paid, the row is rejected, and staff see the difference.
 * Answers in order, with null for rows that are not about our payments.
 */
export async function recogniseOwnPayments(
  rows: readonly LedgerFileRow[],
  context: Context,
): Promise<(RowOutcome | null)[]> {
  const refs = await findBillingRefs(rows, context);
  const payments = await findPayments(rows, [...refs.values()], context);
  const entries = await countingEntries(
    rows.filter((row) => row.payment_number !== null || refs.has(row.external_ref)).map((row) => row.external_ref),
    context,
  );
  const remembered: BillingRef[] = [];
  const bookedTwice: string[] = [];
  const outcomes: (RowOutcome | null)[] = [];
  for (const row of rows) {
    const [before, entry] = [refs.get(row.external_ref), entries.get(row.external_ref)];
    const number = numberOf(row, { before, entry, hasColumn: context.has('payment_number') });
    if (number === null) {
      outcomes.push(null);
      continue;
    }
    const payment = payments.get(number);
    const { outcome, remember, differsFrom } = payment
      ? judge(row, { before, entry, payment })
      : { outcome: { reason: 'unknown_payment_number', column: 'payment_number' } as const };
    outcomes.push(outcome);
    if (differsFrom) await writeDifference(row, differsFrom, context);
    if (remember) {
      remembered.push(remember);
      payment?.refs.set(remember.ref, remember);
      // Booked once as billing's own, before it said whose it was: the same money must not count twice.
      if (remember.agrees && entry) bookedTwice.push(row.external_ref);
    }
  }
  await rememberBillingRefs(remembered, context);
  await cancelByRef(bookedTwice, context);
  return outcomes;
}

/**
 * By which number of ours a row goes: first by the one that its name was recognised by. A name that did not agree may be given another
 * number, or none; in a file without the column it is as it was, a payment of ours or billing's own entry.
 */
function numberOf(
  row: LedgerFileRow,
  { before, entry, hasColumn }: { before: BillingRef | undefined; entry: LedgerEntry | undefined; hasColumn: boolean },
): string | null {
  if (before?.agrees) return before.number;
  if (hasColumn || !before) return row.payment_number;
  return entry ? null : before.number;
}

function judge(
  row: LedgerFileRow,
  { before, entry, payment }: { before: BillingRef | undefined; entry: LedgerEntry | undefined; payment: OwnPayment },
): Judged {
  const mismatch: Judged = { outcome: { reason: 'payment_mismatch', column: null }, differsFrom: payment };
  const isCancelled = row.status === 'cancelled';
  // Billing takes back what never counted.
  if (isCancelled && before?.agrees === false) return { outcome: 'unchanged' };
  // The name is that of another movement, which stays.
  if (entry && !isSameMoney(entry, row)) return mismatch;
  const isOfAnother = row.payment_number !== null && row.payment_number !== payment.number;
  // What agreed stays so, also when more is given back later.
  const isKnown = before?.agrees === true && isOfSameKind(before, row) && before.amount === row.amount;
  const agrees = !isCancelled && !isOfAnother && (isKnown || (isOurs(row, payment) && isNotTooMuch(row, payment)));
  const { external_ref: ref, account_id, kind, amount } = row;
  const now: BillingRef = { ref, order_id: payment.id, number: payment.number, account_id, kind, amount, agrees };
  const isNews = !before || !isSameRef(before, now);
  if (agrees) return isNews ? { outcome: 'updated', remember: now } : { outcome: 'unchanged' };
  // What once agreed stays as it was then; billing's own entry stays its own.
  return isNews && !before?.agrees && !entry ? { ...mismatch, remember: now } : mismatch;
}

function isSameRef(one: BillingRef, other: BillingRef): boolean {
  return (
    one.order_id === other.order_id &&
    one.account_id === other.account_id &&
    one.kind === other.kind &&
    one.amount === other.amount &&
    one.agrees === other.agrees
  );
}

function isSameMoney(one: LedgerEntry, other: LedgerEntry): boolean {
  return (['account_id', 'kind', 'amount', 'currency'] as const).every((column) => one[column] === other[column]);
}

/**
 * Whether the row is one of the payment's movements: of the account, or of a service of it. Of refunds billing learns what was given back in
 * all; it may book all of it at once, or what was new to it since.
 */
function isOurs(row: LedgerFileRow, payment: OwnPayment): boolean {
  if (row.currency !== payment.currency) return false;
  const isMovement = payment.sums.some(
    (sum) =>
      isOfSameKind(sum, row) &&
      sum.amount === row.amount &&
      (sum.service_kind === null || sum.service_kind === row.service_kind),
  );
  const givenBack = row.kind === 'refund' ? movedBy(row, payment) : 0n;
  return isMovement || (givenBack !== 0n && sumWithOthers(row, payment) === givenBack);
}

/** All that billing has of the payment, with this row: not more than it moved. */
function isNotTooMuch(row: LedgerFileRow, payment: OwnPayment): boolean {
  return magnitude(sumWithOthers(row, payment)) <= magnitude(movedBy(row, payment));
}

function sumWithOthers(row: LedgerFileRow, { refs }: OwnPayment): bigint {
  return [...refs.values()]
    .filter((ref) => ref.agrees && ref.ref !== row.external_ref && isOfSameKind(ref, row))
    .reduce((sum, { amount }) => sum + BigInt(amount), BigInt(row.amount));
}

/** What a payment moved on the row's account: in, or back. */
function movedBy(row: LedgerFileRow, { sums }: OwnPayment): bigint {
  return sums
    .filter((sum) => sum.in_all && sum.service_kind === null && isOfSameKind(sum, row))
    .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
}

function isOfSameKind(
  one: { readonly account_id: string; readonly kind: string },
  other: { readonly account_id: string; readonly kind: string },
): boolean {
  return one.account_id === other.account_id && one.kind === other.kind;
}

async function findPayments(
  rows: readonly LedgerFileRow[],
  refs: readonly BillingRef[],
  { tx, supplierId }: Pick<Context, 'tx' | 'supplierId'>,
): Promise<ReadonlyMap<string, OwnPayment>> {
  const named = [...rows.map((row) => row.payment_number), ...refs.map(({ number }) => number)];
  const numbers = [...new Set(named)].filter((number) => number !== null);
  if (numbers.length === 0) return new Map();
  const { rows: payments } = await sql<Omit<OwnPayment, 'refs'> & { readonly refs: readonly BillingRef[] }>`
    select o.id, o.number, o.method_id, o.currency, coalesce((
      select json_agg(json_build_object(
        'in_all', in_all, 'account_id', account_id, 'kind', kind, 'service_kind', service_kind, 'amount', amount::text))
      from (
        select grouping(order_movement) = 1 as in_all, account_id, kind, service_kind, sum(amount) as amount from ledger_entries
        where supplier_id = ${supplierId} and order_id = o.id
        group by grouping sets (
          (order_movement, account_id, kind), (order_movement, account_id, kind, service_kind),
          (order_movement, account_id, kind, service_kind, period_month),
          (account_id, kind), (account_id, kind, service_kind), (account_id, kind, service_kind, period_month))
      ) as moved), '[]'::json) as sums, coalesce((
      select json_agg(json_build_object('ref', ref, 'order_id', order_id, 'number', o.number, 'account_id', account_id, 'kind', kind,
        'amount', amount::text, 'agrees', agrees))
      from payment_billing_refs where supplier_id = ${supplierId} and order_id = o.id), '[]'::json) as refs
    from payment_orders o where o.supplier_id = ${supplierId} and o.number = any(${numbers}::text[])`.execute(tx);
  return new Map(
    payments.map((payment) => [
      payment.number,
      { ...payment, refs: new Map(payment.refs.map((each) => [each.ref, each])) },
    ]),
  );
}

/** For staff; the same row brought again is the same difference. */
async function writeDifference(
  row: LedgerFileRow,
  payment: OwnPayment,
  { tx, supplierId, now }: Pick<Context, 'tx' | 'supplierId' | 'now'>,
): Promise<void> {
  const isCancelled = row.status === 'cancelled';
  await reportDifference(tx, supplierId, {
    kind: 'billing',
    methodId: payment.method_id,
    day: row.booked_on,
    orderId: payment.id,
    orderNumber: payment.number,
    reference: row.external_ref,
    ours: { amount: magnitude(movedBy(row, payment)), currency: payment.currency },
    theirs: { amount: isCancelled ? 0n : magnitude(sumWithOthers(row, payment)), currency: row.currency },
    fingerprint: `billing ${row.external_ref} ${row.account_id} ${isCancelled ? 'cancelled' : row.amount}`,
    foundAt: now,
  });
}

/** People compare sums, not signs. */
function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
