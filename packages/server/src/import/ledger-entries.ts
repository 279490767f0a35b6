import { sql } from 'kysely';
import { newId } from '../db/ids.js';
import type { ImportContext } from './file-kind.js';
import { found, rowsFrom, type WriteOutcome } from './upsert.js';

/** A movement of an account's money as a file has it. */
export interface LedgerEntry {
  readonly external_ref: string;
  readonly account_id: string;
  readonly service_kind: string;
  readonly kind: string;
  readonly status: string;
  readonly basis: string | null;
  /** Minor units. */
  readonly amount: string;
  readonly currency: string;
  readonly booked_on: string;
  readonly period_month: string | null;
  readonly due_on: string | null;
  /** Of a charge: what part of the service, what was used, and the price of a unit. */
  readonly component: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly price: string | null;
}

/** One that the ledger has under the same name: the one that counts, else the one cancelled last. */
interface KnownEntry extends LedgerEntry {
  readonly id: string;
}

/** What makes it another movement of money. */
const MONEY = ['account_id', 'service_kind', 'kind', 'amount', 'currency', 'booked_on', 'period_month'] as const;
/** What is only said about it, and may be said better. */
const NOTES = ['basis', 'due_on', 'component', 'quantity', 'unit', 'price'] as const;

const COLUMNS = {
  id: 'uuid',
  external_ref: 'text',
  account_id: 'uuid',
  service_kind: 'text',
  kind: 'text',
  status: 'text',
  basis: 'text',
  amount: 'bigint',
  currency: 'text',
  booked_on: 'date',
  period_month: 'date',
  due_on: 'date',
  component: 'text',
  quantity: 'numeric',
  unit: 'text',
  price: 'numeric',
};

/**
 * Writes entries, and edits none: where the sum, the account, the day or anything else of the money has changed, the entry before is cancelled
 * and a new one stands beside it. Answers with an outcome for each, in order.
 */
export async function writeEntries(
  entries: readonly LedgerEntry[],
  context: Pick<ImportContext, 'tx' | 'supplierId' | 'now' | 'has'>,
): Promise<WriteOutcome[]> {
  const known = await findKnown(entries, context);
  const cancelled: string[] = [];
  const noted: KnownEntry[] = [];
  const fresh: KnownEntry[] = [];
  const outcomes = entries.map((given): WriteOutcome => {
    const before = known.get(given.external_ref);
    const entry = before ? withColumnsNotSent(given, before, context) : given;
    const counts = before !== undefined && before.status !== 'cancelled';
    const isSameMoney = before !== undefined && MONEY.every((column) => before[column] === entry[column]);
    if (before && entry.status === 'cancelled') {
      if (counts) cancelled.push(before.id);
      return counts ? 'updated' : 'unchanged';
    }
    const mayStay = counts && isSameMoney && !(before.status === 'posted' && entry.status === 'pending');
    if (mayStay) {
      if (before.status === entry.status && NOTES.every((column) => before[column] === entry[column]))
        return 'unchanged';
      noted.push({ ...entry, id: before.id });
      return 'updated';
    }
    if (counts) cancelled.push(before.id);
    fresh.push({ ...entry, id: newId(context.now) });
    return before ? 'updated' : 'inserted';
  });
  await cancelEntries(cancelled, context);
  await noteEntries(noted, context);
  await insertEntries(fresh, context);
  return outcomes;
}

/** What a file does not tell of stays as it was. */
function withColumnsNotSent(entry: LedgerEntry, before: KnownEntry, { has }: Pick<ImportContext, 'has'>): LedgerEntry {
  const kept = (['basis', 'period_month', 'due_on', 'component', 'quantity', 'price'] as const).filter(
    (column) => !has(column),
  );
  // The unit is the quantity's: also where a file has no column for it.
  const unit = has('quantity') ? {} : { unit: before.unit };
  return { ...entry, ...Object.fromEntries(kept.map((column) => [column, before[column]])), ...unit };
}

/** The entries of these names that count. */
export async function countingEntries(
  refs: readonly string[],
  context: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<ReadonlyMap<string, LedgerEntry>> {
  if (refs.length === 0) return new Map();
  const known = await findKnown(
    refs.map((external_ref) => ({ external_ref })),
    context,
  );
  return new Map([...known].filter(([, { status }]) => status !== 'cancelled'));
}

async function findKnown(
  entries: readonly Pick<LedgerEntry, 'external_ref'>[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<ReadonlyMap<string, KnownEntry>> {
  const refs = entries.map(({ external_ref }) => ({ external_ref }));
  const { rows } = await sql<KnownEntry>`
    select e.* from ${rowsFrom(refs, { external_ref: 'text' })} cross join lateral ${found(
      sql`select id, external_ref, account_id, service_kind, kind, status, basis, amount, currency, booked_on, period_month, due_on,
          component, quantity::text, unit, price::text
        from ledger_entries where supplier_id = ${supplierId} and external_ref = input.external_ref
        order by status = 'cancelled', id desc limit 1`,
      'e',
    )}`.execute(tx);
  return new Map(rows.map((row) => [row.external_ref, row]));
}

/** Takes entries back: they stay, and count for nothing. */
async function cancelEntries(
  ids: readonly string[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`update ledger_entries set status = 'cancelled'
    where supplier_id = ${supplierId} and id = any(${ids}::uuid[])`.execute(tx);
}

async function noteEntries(
  entries: readonly KnownEntry[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ id, status, basis, due_on, component, quantity, unit, price }) => {
    return { id, status, basis, due_on, component, quantity, unit, price };
  });
  const { basis, due_on, component, quantity, unit, price } = COLUMNS;
  await sql`
    update ledger_entries set status = input.status, basis = input.basis, due_on = input.due_on,
      component = input.component, quantity = input.quantity, unit = input.unit, price = input.price
    from ${rowsFrom(rows, { id: 'uuid', status: 'text', basis, due_on, component, quantity, unit, price })}
    where supplier_id = ${supplierId} and ledger_entries.id = input.id`.execute(tx);
}

async function insertEntries(
  entries: readonly KnownEntry[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<void> {
  if (entries.length === 0) return;
  const names = sql.raw(Object.keys(COLUMNS).join(', '));
  await sql`insert into ledger_entries (supplier_id, ${names})
    select ${supplierId}, ${names} from ${rowsFrom(
      entries.map((entry) => ({ ...entry })),
      COLUMNS,
    )}`.execute(tx);
}

/** Cancels the entry of that name, where one counts: it is known by another name now. */
export async function cancelByRef(
  refs: readonly string[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<void> {
  if (refs.length === 0) return;
  await sql`update ledger_entries set status = 'cancelled'
    where supplier_id = ${supplierId} and status <> 'cancelled' and external_ref = any(${refs}::text[])`.execute(tx);
}
