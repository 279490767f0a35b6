import { sql } from 'kysely';
import type { Tx } from '../../db/database.js';
import { LOCALITY_QUESTION, type TariffBookContent } from '../../domain/tariff-book.js';
import { Refused } from '../refused.js';
import { type PlainRow, rowsFrom, upsertRows } from '../upsert.js';

/** What replacing the book did, by entry: `tariff electricity-2024`. */
export interface BookChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** The parts of a book: its table, and what its entries are called. */
const PARTS = [
  { name: 'questions', table: 'tariff_questions', called: 'question' },
  { name: 'tariffs', table: 'tariffs', called: 'tariff' },
  { name: 'norms', table: 'consumption_norms', called: 'norm' },
  { name: 'benefits', table: 'benefit_kinds', called: 'benefit' },
] as const satisfies readonly { name: keyof TariffBookContent; table: string; called: string }[];

/** Makes the supplier's book this one. What is the same already is not touched. */
export async function writeBook(tx: Tx, supplierId: string, content: TariffBookContent): Promise<BookChanges> {
  await refuseMissingBenefits(tx, supplierId, content);
  const added: string[] = [];
  const changed: string[] = [];
  const removed: string[] = [];
  let unchanged = 0;
  for (const { name, table, called } of PARTS) {
    const entries: readonly { readonly id: string }[] = content[name];
    const gone = await removeOthers(tx, supplierId, table, entries);
    removed.push(...gone.map((id) => `${called} ${id}`));
    const rows = name === 'tariffs' ? tariffRows(content) : entryRows(entries);
    const outcomes = await writeEntries(tx, supplierId, table, rows);
    entries.forEach(({ id }, index) => {
      if (outcomes[index] === 'inserted') added.push(`${called} ${id}`);
      else if (outcomes[index] === 'updated') changed.push(`${called} ${id}`);
      else unchanged += 1;
    });
  }
  await writePlaces(tx, supplierId, content);
  return { added, changed, removed, unchanged };
}

function entryRows(entries: readonly { readonly id: string }[]): PlainRow[] {
  return entries.map((entry, position) => ({ id: entry.id, position, content: entry }));
}

function tariffRows({ tariffs }: TariffBookContent): PlainRow[] {
  return tariffs.map((tariff, position) => ({
    id: tariff.id,
    position,
    by_locality: tariff.when[LOCALITY_QUESTION] !== undefined,
    content: tariff,
  }));
}

async function writeEntries(tx: Tx, supplierId: string, table: string, rows: readonly PlainRow[]) {
  const byLocality = table === 'tariffs' ? { by_locality: 'boolean' } : {};
  const columns = { id: 'text', position: 'integer', ...byLocality, content: 'jsonb' };
  const update = [...Object.keys(byLocality), 'content'];
  const outcomes = await upsertRows(tx, supplierId, { table, columns, key: ['id'], update }, rows);
  // An entry that only moved, because another was put in before it, is the same entry.
  await sql`
    update ${sql.table(table)} as entry set position = input.position from ${rowsFrom(rows, { id: 'text', position: 'integer' })}
    where entry.supplier_id = ${supplierId} and entry.id = input.id and entry.position <> input.position`.execute(tx);
  return outcomes;
}

async function removeOthers(
  tx: Tx,
  supplierId: string,
  table: string,
  entries: readonly { readonly id: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from ${sql.table(table)} where supplier_id = ${supplierId} and id <> all(${entries.map(({ id }) => id)}::text[])
    returning id`.execute(tx);
  return rows.map(({ id }) => id).sort();
}

/** For which localities a tariff is, in rows that a question about one locality finds. */
async function writePlaces(tx: Tx, supplierId: string, { tariffs }: TariffBookContent): Promise<void> {
  const places = tariffs.flatMap(({ id, when }) =>
    (when[LOCALITY_QUESTION] ?? []).map((locality_id) => ({ locality_id, tariff_id: id })),
  );
  const input = rowsFrom(places, { locality_id: 'text', tariff_id: 'text' });
  await sql`
    delete from tariff_localities where supplier_id = ${supplierId}
      and (locality_id, tariff_id) not in (select locality_id, tariff_id from ${input})`.execute(tx);
  await sql`
    insert into tariff_localities (supplier_id, locality_id, tariff_id)
    select ${supplierId}, locality_id, tariff_id from ${input} on conflict do nothing`.execute(tx);
}

/** A benefit that accounts have is not to vanish with a line of a file. */
async function refuseMissingBenefits(tx: Tx, supplierId: string, { benefits }: TariffBookContent): Promise<void> {
  const { rows } = await sql<{ benefit_id: string; count: string }>`
    select benefit_id, count(distinct account_id) as count from account_benefits
    where supplier_id = ${supplierId} and benefit_id <> all(${benefits.map(({ id }) => id)}::text[])
    group by benefit_id order by benefit_id`.execute(tx);
  if (rows.length === 0) return;
  const missing = rows.map(({ benefit_id, count }) => `"${benefit_id}" (${count} accounts)`).join(', ');
  throw new Refused(
    `The book lacks benefits that accounts have: ${missing}. Nothing was changed: keep them under "benefits", and end them for the ` +
      'accounts in benefits.csv.',
  );
}
