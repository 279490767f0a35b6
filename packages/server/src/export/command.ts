import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../config.js';
import type { Database } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { storedProfile } from '../import/import-profile.js';
import { Refused } from '../import/refused.js';
import { type Encoding, encodingNamed } from '../import/source-file.js';
import { openDatabase } from '../index.js';
import { exportedReadings, numberFreshReadings, type Since } from './export-readings.js';
import { savingPhotos } from './photo-folder.js';
import { exportedPayments, numberFreshPayments, paymentColumns } from './export-payments.js';
import { type ExportFormat, writeReadings, writeRows } from './readings-file.js';

const USAGE = `Usage: kabinet-server export readings --supplier <id> [options]
       kabinet-server export payments --supplier <id> [options]

Writes what customers handed in, corrected and took back, or what they paid here and were given back, for the supplier's billing. The last line says where the next export
begins: next_since=<number>. Nothing is lost or written twice between one export and the next.

  --supplier <id>      whose readings or payments
  --since <where>      the next_since of the export before, or a moment (ISO 8601 with offset); everything without it
  --cursor <file>      keep next_since in this file: read it from there, and write it there when the export is whole
  --out <file>         where to write; standard output without it (then next_since goes to standard error)
  --photos <folder>    of readings: put the photos that customers added there, named by the reading's number, and delete those taken back
  --encoding <name>    utf-8 (default), windows-1251, koi8-u, utf-16le
  --format <format>    csv (default), jsonl

Give each of the two exports a cursor of its own. docs/en/billing-base.md describes the columns and how billing's answer comes back.
`;

/** The command line's export: answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      supplier: { type: 'string' },
      since: { type: 'string' },
      cursor: { type: 'string' },
      out: { type: 'string' },
      photos: { type: 'string' },
      encoding: { type: 'string', default: 'utf-8' },
      format: { type: 'string', default: 'csv' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    const [what, ...rest] = positionals;
    if (rest.length > 0 || (what !== 'readings' && what !== 'payments') || values.supplier === undefined) {
      throw new Refused(
        'Say what to export and of whom: kabinet-server export readings --supplier <id>. --help tells more.',
      );
    }
    const { supplier, out, photos, cursor } = values;
    const since = await sinceOf(values.since, cursor);
    const encoding = encodingNamed(values.encoding) ?? 'utf-8';
    const format = formatNamed(values.format);
    const database = await openDatabase(readConfig(process.env), pino({ level: 'silent' }));
    try {
      await migrate(database);
      const options = { supplierId: supplier, since, out, encoding, format };
      const { count, nextSince } =
        what === 'payments'
          ? await exportPayments(database, options)
          : await exportReadings(database, { ...options, photos });
      if (cursor !== undefined) await keepCursor(cursor, nextSince);
      const tell = out === undefined ? process.stderr : process.stdout;
      tell.write(`${count.toLocaleString('en')} ${what}\nnext_since=${nextSince}\n`);
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** Writes everything since then; answers with where the next export begins. */
export async function exportReadings(
  database: Database,
  options: {
    supplierId: string;
    since: Since;
    out: string | undefined;
    /** The folder for the photos; without one they stay here. */
    photos?: string | undefined;
    encoding: Encoding;
    format: ExportFormat;
  },
): Promise<{ readonly count: number; readonly nextSince: number }> {
  const { supplierId, since, photos } = options;
  const { timeZone } = await storedProfile(database, supplierId);
  const upTo = await numberFreshReadings(database, supplierId);
  refuseAhead(since, upTo);
  const readings = exportedReadings(database, { supplierId, timeZone, since, upTo });
  const pages = photos === undefined ? readings : savingPhotos(readings, { database, supplierId, folder: photos });
  const count = await writeReadings(pages, options);
  return { count, nextSince: upTo };
}

/** Writes the payments since then; answers with where the next export begins. */
export async function exportPayments(
  database: Database,
  options: { supplierId: string; since: Since; out: string | undefined; encoding: Encoding; format: ExportFormat },
): Promise<{ readonly count: number; readonly nextSince: number }> {
  const { supplierId, since } = options;
  const profile = await storedProfile(database, supplierId);
  const upTo = await numberFreshPayments(database, supplierId);
  refuseAhead(since, upTo);
  const count = await writeRows(exportedPayments(database, { profile, since, upTo }), paymentColumns, options);
  return { count, nextSince: upTo };
}

function refuseAhead(since: Since, upTo: number): void {
  if (since?.kind !== 'export' || since.number <= upTo) return;
  throw new Refused(
    `--since ${since.number} is ahead of this database, which knows exports up to ${upTo}: it was probably restored from a backup. ` +
      'Begin at a moment before the backup instead, such as --since 2026-11-05T00:00:00+02:00.',
  );
}

async function sinceOf(given: string | undefined, cursorFile: string | undefined): Promise<Since> {
  if (given !== undefined) return parseSince(given);
  if (cursorFile === undefined) return null;
  const text = await readFile(cursorFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    // The first export has no cursor yet.
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : parseSince(text.trim());
}

/** A number of an export, or a moment with its offset. */
export function parseSince(text: string): Since {
  if (/^\d{1,15}$/.test(text)) return { kind: 'export', number: Number(text) };
  const at = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) && !Number.isNaN(at.getTime()))
    return { kind: 'moment', at };
  throw new Refused(
    '--since must be the next_since of an earlier export, or a moment such as 2026-11-05T00:00:00+02:00.',
  );
}

/** All or nothing, so that a full disk does not leave an empty cursor: the next export would begin at the beginning. */
async function keepCursor(file: string, nextSince: number): Promise<void> {
  await writeFile(`${file}.part`, `${nextSince}\n`);
  await rename(`${file}.part`, file);
}

function formatNamed(name: string): ExportFormat {
  if (name === 'csv' || name === 'jsonl') return name;
  throw new Refused('--format must be csv or jsonl.');
}
