import type { SupplierProfile } from '../domain/supplier-profile.js';
import type { Tx } from '../db/database.js';
import type { Cells } from './cells.js';
import type { ColumnName } from './columns.js';
import type { Fault } from './rejections.js';
import type { WriteOutcome } from './upsert.js';

export const importKinds = [
  'localities',
  'premises',
  'accounts',
  'meters',
  'registers',
  'readings',
  'ledger',
  'account_attributes',
  'benefits',
  'contracts',
  'contract_documents',
] as const;
/** The CSV files of a billing base, in the order in which they depend on each other. */
export type ImportKind = (typeof importKinds)[number];

/** What writing a batch needs to know; lives as long as the file's transaction. */
export interface ImportContext {
  readonly tx: Tx;
  readonly supplierId: string;
  readonly profile: SupplierProfile;
  readonly now: Date;
  /** The folder that the file lies in. */
  readonly folder: string;
  /** The moment the file's content is true for. */
  readonly asOf: Date;
  /** Whether the file has the column. */
  has(column: ColumnName): boolean;
}

/** What became of a row: written or not, or a fault that only the database could show. */
export type RowOutcome = WriteOutcome | Fault;

/** One kind of file: which columns it has, what a row says, and how rows are written. One folder entry each in `kinds/`. */
export interface FileKind<Row> {
  readonly name: ImportKind;
  readonly columns: readonly ColumnName[];
  /** Columns without which the file is refused as a whole. */
  readonly required: readonly ColumnName[];
  /** Columns that say what the row is about: with a fault in them nobody knows. */
  readonly keyColumns: readonly ColumnName[];

  /** What the row says. Faults are kept by the cells. */
  read(cells: Cells): Row;
  /** By what a second row about the same thing is known. */
  keysOf(row: Row): readonly string[];
  /** Writes rows of different keys; answers with an outcome for each, in order. */
  write(rows: readonly Row[], context: ImportContext): Promise<RowOutcome[]>;
  /** Runs before the first row. */
  begin?(context: ImportContext): Promise<void>;
  /** Runs after the last row. */
  finish?(context: ImportContext): Promise<void>;
  /** Kinds that take `--full`: what happens to things that the full file does not have. */
  readonly absent?: AbsentRule;
}

/** The rows of a full file are in the table `import_keys` when these run. */
export interface AbsentRule {
  /** "accounts were closed": what the summary says. */
  readonly verb: string;
  count(context: ImportContext): Promise<{ readonly absent: number; readonly present: number }>;
  apply(context: ImportContext): Promise<void>;
}

/** Writes the rows that have what they refer to, and tells the others what they lack; keeps the order. */
export async function writeResolved<Row, Resolved>(
  rows: readonly Row[],
  resolve: (row: Row) => Resolved | Fault,
  write: (resolved: readonly Resolved[]) => Promise<RowOutcome[]>,
): Promise<RowOutcome[]> {
  const resolved = rows.map(resolve);
  const written = await write(resolved.filter((each): each is Resolved => !isFault(each)));
  let next = 0;
  return resolved.map((each) => (isFault(each) ? each : (written[next++] ?? 'unchanged')));
}

export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'reason' in value && 'column' in value;
}
