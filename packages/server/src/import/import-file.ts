import { basename, dirname } from 'node:path';
import { sql } from 'kysely';
import type { Database, Tx } from '../db/database.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import { Cells } from './cells.js';
import { type ColumnName, columnNamed } from './columns.js';
import { type FileKind, type ImportContext, type ImportKind, isFault } from './file-kind.js';
import { waitForOtherImports } from './import-lock.js';
import { Refused } from './refused.js';
import { accountAttributes } from './kinds/account-attributes.js';
import { accounts } from './kinds/accounts.js';
import { benefits } from './kinds/benefits.js';
import { contractDocuments } from './kinds/contract-documents.js';
import { contracts } from './kinds/contracts.js';
import { ledger } from './kinds/ledger.js';
import { localities } from './kinds/localities.js';
import { meters } from './kinds/meters.js';
import { premises } from './kinds/premises.js';
import { readings } from './kinds/readings.js';
import { registers } from './kinds/registers.js';
import type { Rejection, RejectionReport } from './rejections.js';
import { type Delimiter, type Encoding, examineFile, readRows, type SourceFile } from './source-file.js';
import { rowsFrom } from './upsert.js';

const kinds: Readonly<Record<ImportKind, FileKind<unknown>>> = {
  localities,
  premises,
  accounts,
  meters,
  registers,
  readings,
  ledger,
  account_attributes: accountAttributes,
  benefits,
  contracts,
  contract_documents: contractDocuments,
};

/** Rows written in one go: enough to make the way to the database cheap, few enough to keep memory flat. */
const BATCH_ROWS = 2000;

export interface ImportOptions {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  /** The moment the file's content is true for; now by default. */
  readonly asOf?: Date | undefined;
  /** The clock, for tests. */
  readonly now?: Date | undefined;
  /** The file has everything there is: what is not in it is gone. */
  readonly full?: boolean | undefined;
  /** Do everything, then undo it. */
  readonly dryRun?: boolean | undefined;
  /** The share of rows, in percent, above which the file is taken back as a whole. */
  readonly maxRejectedPercent?: number | undefined;
  /** The share of what there was, in percent, above which a full file is taken for a cut one and taken back as a whole. */
  readonly maxAbsentPercent?: number | undefined;
  readonly report?: RejectionReport | undefined;
}

export interface ImportResult {
  readonly kind: ImportKind;
  readonly file: string;
  readonly encoding: Encoding;
  /** Header cells that are no column of this kind; they were passed over. */
  readonly unknownColumns: readonly string[];
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Of a full file: how many things it does not have, and what was done to them. */
  readonly absent: { readonly count: number; readonly verb: string } | null;
}

interface Counts {
  inserted: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

/** Carries the result of a dry run out of the transaction that it undoes. */
class DryRunEnds extends Error {
  readonly result: ImportResult;

  constructor(result: ImportResult) {
    super('dry run');
    this.result = result;
  }
}

/**
 * Brings one file of a billing base in, in one transaction: all that is good in it or, when too much is bad, nothing. Bringing the
 * same file again changes nothing.
 */
export async function importFile(
  database: Database,
  { supplierId, profile, kind, path }: { supplierId: string; profile: SupplierProfile; kind: ImportKind; path: string },
  options: ImportOptions = {},
): Promise<ImportResult> {
  const source = await examineFile(path, options);
  try {
    return await database.transaction(
      supplierId,
      async (tx) => {
        const run = new FileRun({ tx, supplierId, profile, kind: kinds[kind], source, options });
        const result = await run.run();
        if (options.dryRun) throw new DryRunEnds(result);
        return result;
      },
      { patient: true },
    );
  } catch (error) {
    if (error instanceof DryRunEnds) return error.result;
    if (isLostRace(error)) {
      throw new Refused(
        `While ${basename(path)} was read, a customer handed in a reading that it speaks of. Nothing was changed: run the import again.`,
      );
    }
    throw error;
  }
}

/** The database's word for two rows that cannot both be, or for two transactions that wait for each other. */
function isLostRace(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '40P01' || (code === '23505' && constraint === 'readings_one_counts');
}

interface PendingRow {
  readonly line: number;
  readonly row: unknown;
}

/** One file on its way into the database. */
class FileRun {
  readonly #tx: Tx;
  readonly #supplierId: string;
  readonly #profile: SupplierProfile;
  readonly #kind: FileKind<unknown>;
  readonly #source: SourceFile;
  readonly #options: ImportOptions;
  readonly #counts: Counts = { inserted: 0, updated: 0, unchanged: 0, rejected: 0 };
  /** Rejected rows of which nobody knows what they are about. */
  #unreadable = 0;

  constructor(run: {
    tx: Tx;
    supplierId: string;
    profile: SupplierProfile;
    kind: FileKind<unknown>;
    source: SourceFile;
    options: ImportOptions;
  }) {
    this.#tx = run.tx;
    this.#supplierId = run.supplierId;
    this.#profile = run.profile;
    this.#kind = run.kind;
    this.#source = run.source;
    this.#options = run.options;
  }

  async run(): Promise<ImportResult> {
    const kind = this.#kind;
    if (this.#options.full && !kind.absent) {
      throw new Refused(
        `--full means nothing for ${kind.name}: they are never closed or cancelled because a file does not have them.`,
      );
    }
    const rows = readRows(this.#source);
    const first = await rows.next();
    const header = first.done ? undefined : first.value.record;
    if (!header) throw new Refused(`The file ${this.#name} is empty: it needs at least a header.`);
    const { indexes, unknownColumns } = readHeader(header, kind, this.#name);
    const now = this.#options.now ?? new Date();
    const context: ImportContext = {
      tx: this.#tx,
      supplierId: this.#supplierId,
      profile: this.#profile,
      now,
      folder: dirname(this.#source.path),
      asOf: this.#options.asOf ?? now,
      has: (column) => indexes.has(column),
    };
    await this.#begin(context);

    const cells = new Cells(indexes, this.#profile);
    let batch: PendingRow[] = [];
    for await (const { line, record } of rows) {
      const row = await this.#readRow(line, record, header.length, cells);
      if (row !== null) batch.push({ line, row });
      if (batch.length === BATCH_ROWS) {
        await this.#write(batch, context);
        batch = [];
      }
    }
    await this.#write(batch, context);
    this.#refuseTooManyRejected();
    await kind.finish?.(context);
    const absent = this.#options.full ? await this.#endAbsent(context) : null;
    await this.#remember(context);
    return {
      kind: kind.name,
      file: this.#name,
      encoding: this.#source.encoding,
      unknownColumns,
      ...this.#counts,
      absent,
    };
  }

  get #name(): string {
    return basename(this.#source.path);
  }

  async #begin(context: ImportContext): Promise<void> {
    await waitForOtherImports(this.#tx, this.#supplierId);
    await sql`create temporary table import_keys (row_key text primary key) on commit drop`.execute(this.#tx);
    await this.#kind.begin?.(context);
  }

  /** What the row says; null when it was rejected. */
  async #readRow(line: number, record: readonly string[], width: number, cells: Cells): Promise<unknown> {
    if (record.length < width || record.slice(width).some((cell) => cell.trim() !== '')) {
      this.#unreadable += 1;
      await this.#reject([{ line, reason: 'wrong_cell_count', column: null }]);
      return null;
    }
    cells.load(record);
    const row = this.#kind.read(cells);
    if (cells.faults.length === 0) return row;
    if (this.#kind.keyColumns.some((column) => cells.isFaulty(column))) this.#unreadable += 1;
    // A row that was rejected is there all the same: a full file must not end what it is about.
    else if (this.#options.full) await this.#claimKeys([this.#kind.keysOf(row)]);
    await this.#reject(cells.faults.map((fault) => ({ line, ...fault })));
    return null;
  }

  /** Takes the rows' keys; answers with those that no earlier row of the file has taken. */
  async #claimKeys(keys: readonly (readonly string[])[]): Promise<boolean[]> {
    const { rows } = await sql<{ row_key: string }>`
      insert into import_keys (row_key) select row_key from ${rowsFrom(
        keys.flat().map((row_key) => ({ row_key })),
        { row_key: 'text' },
      )} on conflict do nothing returning row_key`.execute(this.#tx);
    const free = new Set(rows.map((row) => row.row_key));
    // The first row with a key takes it, and the next one finds it gone.
    return keys.map((ofRow) => ofRow.map((key) => free.delete(key)).every(Boolean));
  }

  async #write(batch: readonly PendingRow[], context: ImportContext): Promise<void> {
    if (batch.length === 0) return;
    const isFirst = await this.#claimKeys(batch.map(({ row }) => this.#kind.keysOf(row)));
    const repeated = batch.filter((_, index) => !isFirst[index]);
    const fresh = batch.filter((_, index) => isFirst[index]);
    for (const { line } of repeated) await this.#reject([{ line, reason: 'duplicate_row', column: null }]);
    if (fresh.length === 0) return;
    const outcomes = await this.#kind.write(
      fresh.map(({ row }) => row),
      context,
    );
    for (const [index, outcome] of outcomes.entries()) {
      if (isFault(outcome)) await this.#reject([{ line: fresh[index]?.line ?? 0, ...outcome }]);
      else this.#counts[outcome] += 1;
    }
  }

  async #reject(rejections: readonly Rejection[]): Promise<void> {
    this.#counts.rejected += 1;
    for (const rejection of rejections) await this.#options.report?.add(this.#name, rejection);
  }

  #refuseTooManyRejected(): void {
    const { inserted, updated, unchanged, rejected } = this.#counts;
    const total = inserted + updated + unchanged + rejected;
    const limit = this.#options.maxRejectedPercent ?? 5;
    if (rejected * 100 <= total * limit) return;
    throw new Refused(
      `${rejected} of ${total} rows of ${this.#name} were rejected, more than ${limit} %, so nothing of it was taken in. ` +
        'Mend the rows that the report names, or allow more with --max-rejected.',
    );
  }

  async #endAbsent(context: ImportContext): Promise<ImportResult['absent']> {
    const rule = this.#kind.absent;
    if (!rule) return null;
    if (this.#unreadable > 0) {
      throw new Refused(
        `${this.#unreadable} rejected rows of ${this.#name} do not say which of the ${this.#kind.name} they are about, so it cannot ` +
          'be told what the full file lacks. Nothing of it was taken in: mend those rows, or import without --full.',
      );
    }
    await sql`analyze import_keys`.execute(this.#tx);
    const { absent, present } = await rule.count(context);
    const limit = this.#options.maxAbsentPercent ?? 5;
    if (absent * 100 > (absent + present) * limit) {
      throw new Refused(
        `${this.#name} lacks ${absent} of ${absent + present} ${this.#kind.name} that would be ${rule.verb}, more than ${limit} %: it ` +
          'looks cut off, so nothing of it was taken in. If it is whole, allow more with --max-absent.',
      );
    }
    if (absent > 0) await rule.apply(context);
    return { count: absent, verb: rule.verb };
  }

  /** Leaves the import's own row: balances say "as of" by it. */
  async #remember({ tx, supplierId, asOf }: ImportContext): Promise<void> {
    const { inserted, updated, unchanged, rejected } = this.#counts;
    await sql`
      with remembered as (
        insert into imports (supplier_id, kind, file_hash, as_of, rows_accepted, rows_rejected)
        values (${supplierId}, ${this.#kind.name}, ${this.#source.hash}, ${asOf.toISOString()}::timestamptz,
          ${inserted + updated + unchanged}::bigint, ${rejected}::bigint)
        returning id
      )
      insert into audit_events (supplier_id, actor, action, subject_id)
      select ${supplierId}, 'supplier', ${`import.${this.#kind.name}`}, id from remembered`.execute(tx);
  }
}

/** Which cell of a row is which column. */
function readHeader(header: readonly string[], kind: FileKind<unknown>, file: string) {
  const indexes = new Map<ColumnName, number>();
  const unknownColumns: string[] = [];
  header.forEach((cell, index) => {
    const column = columnNamed(cell, kind.columns);
    if (column === null) {
      if (cell.trim() !== '') unknownColumns.push(cell.trim());
      return;
    }
    if (indexes.has(column)) throw new Refused(`The header of ${file} has the column ${column} twice.`);
    indexes.set(column, index);
  });
  const missing = kind.required.filter((column) => !indexes.has(column));
  if (missing.length > 0) {
    throw new Refused(
      `The header of ${file} lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}. ` +
        'Check the delimiter and the encoding too; docs/en/billing-base.md lists the columns.',
    );
  }
  return { indexes, unknownColumns };
}
