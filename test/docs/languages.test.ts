/** English is executed; here Ukrainian and Russian are held to it: the same pages, the same headings, the same code, the same tables. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/run.mjs';
import { type DocsLanguage, type Fence, fencesOf, LANGUAGES, pagesOf, readPage } from './support/fences.js';

const [ENGLISH, ...TRANSLATIONS] = LANGUAGES;

/** What may be said otherwise: comments, words in Cyrillic letters, and the language that a page says it is in. */
function withoutWords({ kind, code }: Fence): string {
  const comments: Partial<Record<string, RegExp>> = {
    sh: /(^|\s)#.*$/gm,
    yaml: /(^|\s)#.*$/gm,
    ini: /^[;#].*$/gm,
    js: /\/\/.*$|\/\*[\s\S]*?\*\//gm,
    php: /\/\/.*$|\/\*[\s\S]*?\*\//gm,
    css: /\/\*[\s\S]*?\*\//gm,
    // Behind what is sent stands what it is.
    http: / {2,}\S.*$/gm,
    text: / {2,}\S.*$/gm,
    // A name to fill in.
    sql: /<[^>]*>/g,
  };
  const comment = comments[kind];
  return (comment ? code.replace(comment, '') : code)
    .replace(/[\p{Script=Cyrillic}’'][\p{Script=Cyrillic}’',\s]*/gu, '…')
    .replace(/lang="(uk|ru|en)"/g, 'lang')
    .replace(/[ \t]+$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The headings of a page by their rank, and below each how many rows of tables and items of lists there are. */
function outline(language: DocsLanguage, page: string): readonly string[] {
  const lines: string[] = [];
  let isCode = false;
  let section = { heading: '(before the first)', rows: 0, items: 0 };
  const end = () => lines.push(`${section.heading}: ${section.rows} rows, ${section.items} items`);
  for (const text of readPage(language, page).split('\n')) {
    if (/^ *```/.test(text)) isCode = !isCode;
    if (isCode) continue;
    const [, rank] = /^(#{1,6}) /.exec(text) ?? [];
    if (rank) {
      end();
      section = { heading: rank, rows: 0, items: 0 };
    } else if (/^\s*\|/.test(text)) section.rows += 1;
    else if (/^\s*([-*]|\d+\.) /.test(text)) section.items += 1;
  }
  end();
  return lines;
}

/** Addresses within the docs that a page leads to. */
const linksOf = (language: DocsLanguage, page: string): readonly string[] =>
  [...readPage(language, page).matchAll(/\]\(([^)\s#]+\.md)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);

describe.each(TRANSLATIONS)('docs/%s', (language) => {
  it('has the pages that English has', () => {
    expect(pagesOf(language)).toEqual(pagesOf(ENGLISH));
  });

  it.each(pagesOf(ENGLISH))('%s has the same headings, tables and lists', (page) => {
    expect(outline(language, page)).toEqual(outline(ENGLISH, page));
  });

  it.each(pagesOf(ENGLISH))('%s has the same code, but for words and comments', (page) => {
    const code = (of: DocsLanguage) =>
      fencesOf(page, of).map((each) => ({ info: each.info, code: withoutWords(each) }));
    expect(code(language)).toEqual(code(ENGLISH));
  });

  it.each(pagesOf(ENGLISH))('%s shows the same files', (page) => {
    const shown = (of: DocsLanguage) => readPage(of, page).match(/^<<< .*$/gm) ?? [];
    expect(shown(language)).toEqual(shown(ENGLISH));
    for (const line of shown(ENGLISH))
      expect(existsSync(join(root, 'docs/en', dirname(page), line.slice(4))), line).toBe(true);
  });

  it.each(pagesOf(ENGLISH))('%s leads only to what is there, and to no other language instead of its own', (page) => {
    const folder = join(root, 'docs', language, dirname(page));
    expect(linksOf(language, page).filter((link) => !existsSync(join(folder, link)))).toEqual([]);
    expect(linksOf(language, page).filter((link) => /\.\.\/(en|uk|ru)\//.test(link))).toEqual([]);
  });
});
