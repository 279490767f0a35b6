import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../db/database.js';

/** A row as JSON carries it to the database; an object goes into a jsonb column. */
export type PlainRow = Readonly<Record<string, string | number | boolean | object | null>>;

export type WriteOutcome = 'inserted' | 'updated' | 'unchanged';

export interface UpsertTarget {
  readonly table: string;
  /** Every column that is written on insert, with its type. */
  readonly columns: Readonly<Record<string, string>>;
  /** The columns of the unique key beside supplier_id. */
  readonly key: readonly string[];
  /** The columns that a later file changes. */
  readonly update: readonly string[];
}

/**
 * A `from` of rows sent as one JSON parameter: any number of rows in one statement, the same on PGlite and PostgreSQL.
 * Names of tables, columns and types are written in this program, never read from a file.
 */
export function rowsFrom(rows: readonly PlainRow[], columns: Readonly<Record<string, string>>) {
  const list = Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
  return sql`json_to_recordset(${JSON.stringify(rows)}::text::json) as input(${sql.raw(list)})`;
}

/**
 * Looks something up for each row before it: `from <rows> cross join lateral <found(…)>`. The fence (`offset 0`) keeps the planner from
 * turning the search round. It has no statistics of what this very transaction has loaded, takes a supplier's rows for a handful
 * and would go through all of them for each batch.
 */
export function found(query: RawBuilder<unknown>, name: string) {
  return sql`(${query} offset 0) as ${sql.raw(name)}`;
}

/**
 * Inserts what is new, updates what differs, touches nothing else: a row that says what the database has already costs no write.
 * Answers with an outcome for each row, in order. No two rows may have the same key.
 */
export async function upsertRows(
  tx: Tx,
  supplierId: string,
  { table, columns, key, update }: UpsertTarget,
  rows: readonly PlainRow[],
): Promise<WriteOutcome[]> {
  if (rows.length === 0) return [];
  const names = Object.keys(columns).join(', ');
  const onConflict =
    update.length === 0
      ? 'do nothing'
      : `do update set ${update.map((name) => `${name} = excluded.${name}`).join(', ')}
         where (${update.map((name) => `${table}.${name}`).join(', ')})
           is distinct from (${update.map((name) => `excluded.${name}`).join(', ')})`;
  const { rows: written } = await sql<Record<string, string> & { inserted: boolean }>`
    insert into ${sql.raw(table)} (supplier_id, ${sql.raw(names)})
    select ${supplierId}, ${sql.raw(names)} from ${rowsFrom(rows, columns)}
    on conflict (supplier_id, ${sql.raw(key.join(', '))}) ${sql.raw(onConflict)}
    returning ${sql.raw(key.map((name) => `${table}.${name}::text`).join(', '))}, (${sql.raw(table)}.xmax = 0) as inserted
  `.execute(tx);
  const outcomes = new Map(written.map((row) => [keyText(row, key), row.inserted ? 'inserted' : 'updated'] as const));
  return rows.map((row) => outcomes.get(keyText(row, key)) ?? 'unchanged');
}

function keyText(row: Readonly<Record<string, unknown>>, key: readonly string[]): string {
  return JSON.stringify(key.map((name) => row[name]));
}
