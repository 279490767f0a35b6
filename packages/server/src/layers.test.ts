import { readdir, readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { expect, it } from 'vitest';

const HERE = import.meta.dirname;
/** What pages and operations are made of knows nothing of them. */
const BELOW = ['calendar', 'db', 'domain', 'messages', 'payments', 'words'];
/** The page that shows messages where none are sent. */
const PAGES = ['messages/outbox-page.ts', 'messages/outbox-page.test.ts'];

it.each(BELOW)('%s imports nothing of the hosted pages, nor of how requests come in', async (folder) => {
  const files = (await readdir(join(HERE, folder), { recursive: true })).filter((name) => name.endsWith('.ts'));
  expect(files).not.toEqual([]);
  const reaching: string[] = [];
  for (const file of files) {
    const path = join(folder, file);
    if (PAGES.includes(path) || path.endsWith('.test.ts')) continue;
    const text = await readFile(join(HERE, path), 'utf8');
    for (const [, imported = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
      if (/^(pages|http)\//.test(normalize(join(path, '..', imported)))) reaching.push(`${path} ${imported}`);
    }
  }
  expect(reaching).toEqual([]);
});
