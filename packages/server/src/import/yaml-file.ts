import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  type Document,
  isNode,
  Lexer,
  LineCounter,
  parseDocument,
  type ParseOptions,
  Parser,
  type SchemaOptions,
} from 'yaml';
import { Refused } from './refused.js';

/** A file that a person wrote in YAML, and where in it everything stands. */
export interface YamlFile {
  readonly path: string;
  /** What it says, as plain objects, lists and values. */
  readonly value: unknown;
  /** SHA-256 of the bytes. */
  readonly hash: string;
  /** The line on which the value under these names and indexes begins, or the nearest thing around it. */
  lineOf(place: readonly (string | number)[]): number;
}

export interface YamlOptions {
  /** How messages call it: "The profile …". */
  readonly what: string;
  /** Take every number, date and word as the text that is written: `0.90` stays `0.90`, `no` stays `no`. */
  readonly asText?: boolean;
}

/** Far more than a country's tariffs; a file of this size is something else. */
const MAX_BYTES = 32 * 1024 * 1024;

/** How deep lists and names may stand within one another; a book needs ten. */
const MAX_DEPTH = 100;

/** Reads a YAML file (JSON is YAML too). What cannot be read is told in a sentence, with its line where there is one. */
export async function readYaml(path: string, { what, asText = false }: YamlOptions): Promise<YamlFile> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refused(`${what} ${path} cannot be read (${error.code ?? 'error'}).`);
  });
  if (bytes.length > MAX_BYTES) throw new Refused(`${what} ${path} is larger than any such file can be.`);
  const text = textOf(bytes, what, path);
  refuseDepth(text, what, path);
  const lines = new LineCounter();
  const options: ParseOptions & SchemaOptions & { logLevel: 'error' } = {
    lineCounter: lines,
    logLevel: 'error',
    ...(asText ? { schema: 'failsafe', customTags: ['null'] } : {}),
  };
  const document = parseDocument(text, options);
  const [broken] = document.errors;
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line;
    throw new Refused(`${what} ${path} is not valid YAML, line ${line}: ${broken.message.split('\n')[0] ?? ''}`);
  }
  return {
    path,
    value: valueOf(document, what, path),
    hash: createHash('sha256').update(bytes).digest('hex'),
    lineOf: (place) => lineOf(document, lines, place),
  };
}

function textOf(bytes: Buffer, what: string, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused(`${what} ${path} is not in UTF-8: save it in that encoding.`);
  }
}

/**
 * The reader goes down the call stack by some steps for each list within a list, and at its end the program may die without a word. A list in
 * brackets without its commas is enough: each line is taken for one within the line before.
 */
function refuseDepth(text: string, what: string, path: string): void {
  const lines = new LineCounter();
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    // What is read is of no interest here, only how deep it stands; but it is read by taking it.
    for (const token of parser.next(lexeme)) void token;
    if (parser.stack.length > MAX_DEPTH) {
      const { line } = lines.linePos(parser.offset);
      throw new Refused(
        `${what} ${path} cannot be used, line ${line}: lists and names stand more than ${MAX_DEPTH} deep within one another. ` +
          'Is a comma or a closing bracket missing?',
      );
    }
  }
}

/** Aliases (`*name`) can stand for one another until a small file fills the memory, or for themselves until there is no end. */
function valueOf(document: Document, what: string, path: string): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    JSON.stringify(value);
    return value;
  } catch (error) {
    const { message } = error as Error;
    const reason = message.startsWith('Unresolved alias')
      ? `${message.split(': ').at(-1) ?? 'an alias'} is used (*) but stands nowhere before (&)`
      : 'its aliases (*) stand for one another too often, or for themselves: write out what they stand for';
    throw new Refused(`${what} ${path} cannot be used: ${reason}.`);
  }
}

function lineOf(document: Document, lines: LineCounter, place: readonly (string | number)[]): number {
  for (let depth = place.length; depth > 0; depth -= 1) {
    const node = document.getIn(place.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
