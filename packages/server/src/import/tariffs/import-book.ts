import { basename } from 'node:path';
import { TariffBook } from '@kabinet/api/contract';
import type { TariffAnswers } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Database, Tx } from '../../db/database.js';
import type { SupplierProfile } from '../../domain/supplier-profile.js';
import { waitForOtherImports } from '../import-lock.js';
import { readTariffBook } from './read-book.js';
import type { Places } from './read-parts.js';
import { type BookChanges, writeBook } from './write-book.js';

export interface BookImport {
  readonly supplierId: string;
  readonly profile: SupplierProfile;
  readonly path: string;
}

export interface BookResult extends BookChanges {
  readonly file: string;
  /** What is probably not meant, in sentences. */
  readonly warnings: readonly string[];
}

/** Carries the result of a dry run out of the transaction that it undoes. */
class DryRunEnds extends Error {
  readonly result: BookResult;

  constructor(result: BookResult) {
    super('dry run');
    this.result = result;
  }
}

/** Replaces the supplier's tariff book by the file's, in one transaction. The same file again changes nothing. */
export async function importBook(
  database: Database,
  { supplierId, profile, path }: BookImport,
  { dryRun = false, asOf = new Date() }: { dryRun?: boolean | undefined; asOf?: Date | undefined } = {},
): Promise<BookResult> {
  try {
    return await database.transaction(
      supplierId,
      async (tx) => {
        await waitForOtherImports(tx, supplierId);
        const { content, warnings, hash } = await readTariffBook(path, {
          profile,
          places: await placesOf(tx, supplierId),
        });
        // The reader makes what the contract promises; a page would take nothing else.
        TariffBook.parse({ ...content, variesByLocality: false });
        const result = { file: basename(path), warnings, ...(await writeBook(tx, supplierId, content)) };
        await remember(tx, {
          supplierId,
          hash,
          asOf,
          entries: result.added.length + result.changed.length + result.unchanged,
        });
        if (dryRun) throw new DryRunEnds(result);
        return result;
      },
      { patient: true },
    );
  } catch (error) {
    if (error instanceof DryRunEnds) return error.result;
    throw error;
  }
}

/** What became of the book, in a few lines. */
export function bookSummary({ file, added, changed, removed, unchanged, warnings }: BookResult): string {
  const named = (word: string, entries: readonly string[]) =>
    entries.length === 0
      ? []
      : [`  ${word}: ${entries.slice(0, 20).join(', ')}${entries.length > 20 ? `, … (${entries.length} in all)` : ''}`];
  const isSame = added.length + changed.length + removed.length === 0;
  return [
    isSame
      ? `${file}: unchanged (${unchanged} entries)`
      : `${file}: ${added.length} added, ${changed.length} changed, ${removed.length} removed, ${unchanged} unchanged`,
    ...named('added', added),
    ...named('changed', changed),
    ...named('removed', removed),
    ...warnings.map((warning) => `  warning: ${warning}`),
  ].join('\n');
}

async function placesOf(tx: Tx, supplierId: string): Promise<Places> {
  const { rows } = await sql<{
    id: string;
    answers: TariffAnswers;
  }>`select id, answers from localities where supplier_id = ${supplierId}`.execute(tx);
  return new Map(rows.map(({ id, answers }) => [id, answers]));
}

/** Leaves the import's own row, as every file does. */
async function remember(
  tx: Tx,
  { supplierId, hash, asOf, entries }: { supplierId: string; hash: string; asOf: Date; entries: number },
): Promise<void> {
  await sql`
    with remembered as (
      insert into imports (supplier_id, kind, file_hash, as_of, rows_accepted, rows_rejected)
      values (${supplierId}, 'tariffs', ${hash}, ${asOf.toISOString()}::timestamptz, ${entries}::bigint, 0)
      returning id
    )
    insert into audit_events (supplier_id, actor, action, subject_id)
    select ${supplierId}, 'supplier', 'import.tariffs', id from remembered`.execute(tx);
}
