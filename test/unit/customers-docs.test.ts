import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// What customers are told to press and to read is what stands on the buttons and in the messages, letter by letter.

const root = join(import.meta.dirname, '../..');

/** All that the widgets say in a language; what is put into a text while it is shown is an ellipsis here, as in the guide. */
function saidIn(language: string): string {
  const folder = join(root, 'packages/elements/src/locales', language);
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
    .replace(/\$\{[^}]*\}/g, '…');
}

/** Words in quotation marks, and the first column of the table of messages. */
function quotedIn(language: string): readonly string[] {
  const text = readFileSync(join(root, 'docs', language, 'customers.md'), 'utf8');
  const quotes = [...text.matchAll(/"([^"]+)"|«([^»]+)»/g)].map(([, english, other]) => english ?? other ?? '');
  const rows = [...text.matchAll(/^\| (.+?) \|/gm)].map(([, first = '']) => first);
  return [...quotes, ...rows.slice(1)];
}

describe.each(['en', 'uk', 'ru'])('docs/%s/customers.md', (language) => {
  it('quotes the cabinet as it speaks', () => {
    const quoted = quotedIn(language);
    expect(quoted.length).toBeGreaterThan(5);
    const said = saidIn(language);
    expect(quoted.filter((words) => !said.includes(words))).toEqual([]);
  });
});
