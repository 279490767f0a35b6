import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { TextDecoder } from 'node:util';
import { type Options, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { Refused } from './refused.js';

export const encodings = ['utf-8', 'windows-1251', 'koi8-u', 'utf-16le'] as const;
export type Encoding = (typeof encodings)[number];

export const delimiters = [';', ',', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** The encoding an option names; undefined for `auto`. */
export function encodingNamed(name: string): Encoding | undefined {
  if (name === 'auto') return undefined;
  const plain = name
    .toLowerCase()
    .replace(/^utf-?8$/, 'utf-8')
    .replace(/^(cp|win|windows)-?1251$/, 'windows-1251');
  const encoding = encodings.find((each) => each === plain);
  if (!encoding) throw new Refused(`--encoding must be auto, ${encodings.join(', ')}.`);
  return encoding;
}

/** The delimiter an option names; undefined for `auto`. */
export function delimiterNamed(name: string): Delimiter | undefined {
  if (name === 'auto') return undefined;
  if (name === 'tab' || name === '\\t' || name === '\t') return '\t';
  if (name === ';' || name === ',') return name;
  throw new Refused('--delimiter must be auto, ";", "," or tab.');
}

/** What must be known of a file before its rows can be read. */
export interface SourceFile {
  readonly path: string;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** SHA-256 of the bytes. */
  readonly hash: string;
}

export interface SourceRow {
  /** The line of the file on which the row begins; the header is line 1. */
  readonly line: number;
  readonly record: readonly string[];
}

/**
 * Reads the whole file once to learn its hash and its encoding: with a byte-order mark the one it names, otherwise UTF-8 when every
 * byte of it is valid UTF-8, otherwise windows-1251. (A Cyrillic text in windows-1251 is practically never valid UTF-8; a guess by
 * the first block would be wrong for a file that begins with digits.)
 */
export async function examineFile(
  path: string,
  given: { readonly encoding?: Encoding | undefined; readonly delimiter?: Delimiter | undefined } = {},
): Promise<SourceFile> {
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const lenient = new TextDecoder('utf-8');
  let isUtf8 = true;
  /** Cyrillic letters, and bytes that are none, when the file is read as UTF-8. */
  const asUtf8 = { letters: 0, faults: 0 };
  let mark: Encoding | null = null;
  let start = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      if (start.length < 65_536) start = Buffer.concat([start, chunk.subarray(0, 65_536)]);
      if (isUtf8) isUtf8 = decodes(utf8, chunk);
      const text = lenient.decode(chunk, { stream: true });
      asUtf8.letters += text.match(/[\u0400-\u04ff]/g)?.length ?? 0;
      asUtf8.faults += text.match(/\ufffd/g)?.length ?? 0;
    }
  } catch (error) {
    throw new Refused(`The file ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}).`);
  }
  if (start[0] === 0xff && start[1] === 0xfe) mark = 'utf-16le';
  else if (start.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) mark = 'utf-8';
  isUtf8 &&= decodes(utf8);
  if (!given.encoding && mark === null && !isUtf8 && asUtf8.letters > 10 * asUtf8.faults) {
    throw new Refused(
      `Nearly all of ${path} is UTF-8, but not quite: some of its bytes are damaged or in another encoding. Nothing of it was taken in. ` +
        'Mend it, or name the encoding with --encoding.',
    );
  }
  const encoding = given.encoding ?? mark ?? (isUtf8 ? 'utf-8' : 'windows-1251');
  const header = iconv.decode(start, encoding).split(/\r\n|\n|\r/, 1)[0] ?? '';
  return { path, encoding, delimiter: given.delimiter ?? likelyDelimiter(header), hash: hash.digest('hex') };
}

/** Whether the next piece of the text is valid; without a piece, whether the text may end here. */
function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    if (chunk) decoder.decode(chunk, { stream: true });
    else decoder.decode();
    return true;
  } catch {
    return false;
  }
}

function likelyDelimiter(header: string): Delimiter {
  const outsideQuotes = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => outsideQuotes.split(delimiter).length;
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Longest row; a longer one is a quotation mark that nobody closed, and would swallow the rest of the file. */
const MAX_ROW_CHARACTERS = 65_536;

/** The file's rows, header included, one after another. */
export async function* readRows({ path, encoding, delimiter }: SourceFile): AsyncGenerator<SourceRow> {
  let lastLine = 0;
  // The parser takes a line end of two characters inside a cell for two line ends.
  let countedTwice = 0;
  const options: Options<SourceRow, string[]> = {
    delimiter,
    relax_column_count: true,
    // ТОВ "Ромашка" without outer quotation marks is what real files have.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_CHARACTERS,
    on_record: (record, { lines }) => {
      let linesInside = 0;
      for (const cell of record) {
        if (!cell.includes('\n')) continue;
        linesInside += cell.split('\n').length - 1;
        countedTwice += cell.split('\r\n').length - 1;
      }
      lastLine = lines - countedTwice;
      return { line: lastLine - linesInside, record };
    },
  };
  // The parser's types know rows with their own shape only when it names the columns itself.
  const parser = parse(options as unknown as Options);
  // Errors of any part arrive where the rows are read.
  pipeline(createReadStream(path, { highWaterMark: 1 << 18 }), iconv.decodeStream(encoding), parser, () => {});
  try {
    for await (const row of parser as AsyncIterable<SourceRow>) yield row;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
      throw new Refused(
        `A quotation mark is opened on line ${lastLine + 1} and never closed, so the rows below it cannot be told apart.`,
      );
    }
    throw error;
  }
}
