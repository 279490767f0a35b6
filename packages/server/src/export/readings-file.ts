import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { Refused } from '../import/refused.js';
import type { Encoding } from '../import/source-file.js';
import { exportColumns, type ExportedReading } from './export-readings.js';

export type ExportFormat = 'csv' | 'jsonl';

/** Writes readings; answers with how many there were. */
export function writeReadings(pages: AsyncIterable<readonly ExportedReading[]>, options: FileOptions): Promise<number> {
  return writeRows(pages, exportColumns, options);
}

export interface FileOptions {
  /** Standard output without it. */
  readonly out: string | undefined;
  readonly encoding: Encoding;
  readonly format: ExportFormat;
}

/** What a cell may hold. */
type Row<Column extends string> = Readonly<Record<Column, string | null>>;

/**
 * Writes rows to a file, or to standard output without one. The file appears under its name when it is whole, so that a billing
 * system which waits for it never reads half of it. Answers with how many there were.
 */
export async function writeRows<Column extends string>(
  pages: AsyncIterable<readonly Row<Column>[]>,
  columns: readonly Column[],
  { out, encoding, format }: FileOptions,
): Promise<number> {
  let count = 0;
  const bytes = async function* () {
    if (format === 'csv') yield encode(stringify([[...columns]], { delimiter: ';' }), encoding);
    for await (const page of pages) {
      count += page.length;
      yield encode(format === 'csv' ? csvOf(page, columns) : jsonlOf(page), encoding);
    }
  };
  if (out === undefined) {
    await pipeline(Readable.from(bytes()), process.stdout, { end: false });
    return count;
  }
  const unfinished = `${out}.part`;
  try {
    await pipeline(Readable.from(bytes()), createWriteStream(unfinished));
    await rename(unfinished, out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return count;
}

function csvOf<Column extends string>(page: readonly Row<Column>[], columns: readonly Column[]): string {
  return stringify(
    page.map((row) => columns.map((column) => row[column] ?? '')),
    { delimiter: ';' },
  );
}

function jsonlOf(page: readonly object[]): string {
  return page.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Text in the encoding; refused rather than written with question marks where it has no such letters. */
function encode(text: string, encoding: Encoding): Buffer {
  const bytes = iconv.encode(text, encoding, { addBOM: false });
  if (encoding !== 'utf-8' && iconv.decode(bytes, encoding) !== text) {
    throw new Refused(`Some account or meter number has a letter that ${encoding} does not know: export in utf-8.`);
  }
  return bytes;
}
