import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/run.mjs';

/** The first is the one that is executed; the others say the same in other words, which languages.test.ts holds them to. */
export const LANGUAGES = ['en', 'uk', 'ru'] as const;
export type DocsLanguage = (typeof LANGUAGES)[number];

/**
 * A block of code in the docs. What stands behind the language says what the reader does with it:
 * `file=<name>` saves it under that name, `run=server` starts it and leaves it running, `run=env` makes settings for the commands that
 * follow, `run=packed` installs what `npm run packages` has packed, `run=admin` is for the administrator of the database, `run=print` prints something to paste; a word alone names a sort of text.
 */
export interface Fence {
  /** Below docs/<language>/. */
  readonly page: string;
  readonly line: number;
  /** The language of the code; empty where none is named. */
  readonly kind: string;
  /** All that stands behind the backticks. */
  readonly info: string;
  readonly marks: ReadonlyMap<string, string>;
  readonly code: string;
  /** The heading that it stands below. */
  readonly heading: string;
}

/** The pages of a language, `guides/react.md`; those that are made for each element and operation have no text of their own. */
export function pagesOf(language: DocsLanguage): readonly string[] {
  return readdirSync(join(root, 'docs', language), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md'))
    .sort();
}

export const readPage = (language: DocsLanguage, page: string): string =>
  readFileSync(join(root, 'docs', language, page), 'utf8');

/** The blocks of code of a page, in their order; those within a list without its indent. */
export const fencesOf = (page: string, language: DocsLanguage = 'en'): readonly Fence[] =>
  fencesIn(readPage(language, page), page);

/** The blocks of code of what stands beside each element's source: its page on the site shows them. */
export const proseFences = (): readonly Fence[] =>
  readdirSync(join(root, 'packages/elements/src/widgets'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    // Other languages show the same code, which element-blocks.test.ts sees to.
    .filter((name) => /^[\w-]+\/[\w-]+\.md$/.test(name))
    .sort()
    .flatMap((name) => fencesIn(readFileSync(join(root, 'packages/elements/src/widgets', name), 'utf8'), name));

/** The blocks of code in a text, in their order; `page` is what they are told to be of. */
export function fencesIn(markdown: string, page: string): readonly Fence[] {
  const fences: Fence[] = [];
  let heading = '';
  let open: { indent: number; line: number; info: string; lines: string[] } | null = null;
  for (const [index, text] of markdown.split('\n').entries()) {
    const [, indent = '', info = ''] = /^( *)```(.*)$/.exec(text) ?? [];
    const isEdge = /^ *```/.test(text);
    if (!open && isEdge) open = { indent: indent.length, line: index + 1, info: info.trim(), lines: [] };
    else if (open && isEdge) {
      const [kind = '', ...marks] = open.info.split(/\s+/);
      fences.push({
        page,
        line: open.line,
        kind,
        info: open.info,
        marks: new Map(marks.map((mark) => mark.split(/=(.*)/, 2) as [string, string])),
        code: open.lines.map((line) => `${line}\n`).join(''),
        heading,
      });
      open = null;
    } else if (open) open.lines.push(text.slice(open.indent));
    else heading = /^#{1,6} (.*?)(?: \{#.*\})?$/.exec(text)?.[1] ?? heading;
  }
  if (open) throw new Error(`${page}: the block in line ${open.line} has no end`);
  return fences;
}

/** All blocks of a language. */
export const allFences = (language: DocsLanguage = 'en'): readonly Fence[] =>
  pagesOf(language).flatMap((page) => fencesOf(page, language));

/** How a test names a block. */
export const nameOf = ({ page, line, info }: Fence): string => `${page}:${line} ${info || '(no language)'}`;

/** The pages whose blocks are steps: each is done in its order, by the test that is named. */
export const STEP_PAGES: Readonly<Record<string, string>> = {
  'start.md': 'from-an-empty-folder.test.ts',
  'guides/angular.md': 'from-an-empty-folder.test.ts',
  'guides/bitrix.md': 'from-an-empty-folder.test.ts',
  'guides/bundler.md': 'from-an-empty-folder.test.ts',
  'guides/joomla.md': 'from-an-empty-folder.test.ts',
  'guides/react.md': 'from-an-empty-folder.test.ts',
  'guides/svelte.md': 'from-an-empty-folder.test.ts',
  'guides/tag-manager.md': 'from-an-empty-folder.test.ts',
  'guides/tilda.md': 'from-an-empty-folder.test.ts',
  'guides/vue.md': 'from-an-empty-folder.test.ts',
  'guides/wordpress.md': 'from-an-empty-folder.test.ts',
  'adapter.md': 'adapter.test.ts',
  'billing-base.md': 'billing-base.test.ts',
  'phone-app.md': '../e2e/installable.test.ts',
};

/** Gives the blocks of a page one after the other, and knows at the end which ones nobody asked for. */
export class Steps {
  readonly #left: Fence[];
  readonly #page: string;

  constructor(page: string) {
    this.#page = page;
    this.#left = [...fencesOf(page)];
  }

  /** The first block left over with this info string, such as `html file=index.html`. */
  take(info: string): Fence {
    const index = this.#left.findIndex((fence) => fence.info === info);
    const [taken] = index < 0 ? [] : this.#left.splice(index, 1);
    if (!taken) throw new Error(`docs/en/${this.#page} has no further block \`${info}\``);
    return taken;
  }

  /** The first block left over; null after the last. */
  next(): Fence | null {
    return this.#left.shift() ?? null;
  }

  /** What nobody took: a test of the page ends with none. */
  get left(): readonly string[] {
    return this.#left.map(nameOf);
  }
}
