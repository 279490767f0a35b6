import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// Guides name the version in addresses, as a reader has it in front of them; here each is held to the one that is published.

const root = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'packages/embed/package.json'), 'utf8')) as { version: string };

/** The folder of a version, as in `/kabinet/0.1.0/kabinet.js`; what stands behind `kabinet/` may be a part of a name. */
const FOLDER = /\bkabinet\/(\d+\.\d+\.\d+[\w.-]*)/g;

describe.each(['en', 'uk', 'ru'])('docs/%s', (language) => {
  it('names the version of the package and no other', () => {
    const folder = join(root, 'docs', language);
    const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .flatMap((name) =>
        [...readFileSync(join(folder, name), 'utf8').matchAll(FOLDER)].map(([, found = '']) => ({ name, found })),
      );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ found }) => found !== version)).toEqual([]);
  });
});
