import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mockPaymentOutcomes, mockStateNames, sampleAccountNames } from '@kabinet/api/mock';
import { TAG_SETTINGS } from '../../packages/embed/src/settings.js';
import { TAGS } from '../../packages/embed/src/tags.js';

// What a webmaster reads of the tags is what the tags have: no attribute, event or part of one is known to its code alone, or to the page alone.

const root = join(import.meta.dirname, '../..');
const docs = readFileSync(join(root, 'docs/en/embedding.md'), 'utf8');
const elements = join(root, 'packages/elements/src');
const code = new Map(
  readdirSync(elements, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test|testing\/.*)\.ts$/.test(name))
    .map((name) => [name, readFileSync(join(elements, name), 'utf8')]),
);
const everyLine = [...code.values()].join('\n');

/** The code of the element itself. */
function classOf(tag: string): string {
  const name = tag.slice('kabinet-'.length);
  return code.get(`widgets/${name}/${name}.ts`) ?? code.get(`${name}/${name}.ts`) ?? '';
}

/** All that the rows of a table say of each tag; a row without one is of the tag above. */
function rowsByTag(heading: string): ReadonlyMap<string, readonly string[]> {
  const [, after = ''] = docs.split(`\n## ${heading}\n`);
  const rows = new Map<string, string[]>();
  let tags: readonly string[] = [];
  for (const row of after.split('\n## ')[0]?.match(/^\|.*\|$/gm) ?? []) {
    const [, first = '', ...rest] = row.split(/(?<!\\)\|/);
    if (first.includes('<kabinet-')) tags = first.match(/kabinet-[a-z-]+/g) ?? [];
    for (const tag of tags) rows.set(tag, [...(rows.get(tag) ?? []), ...rest]);
  }
  return rows;
}

const attributesOf = (tag: string): readonly string[] =>
  [...classOf(tag).matchAll(/@property\((?:\{(?<options>[^}]*)\})?\) (?:override )?(?<name>\w+)/g)].flatMap(
    ({ groups }) => {
      if (groups?.['options']?.includes('attribute: false')) return [];
      return [/attribute: '([\w-]+)'/.exec(groups?.['options'] ?? '')?.[1] ?? groups?.['name'] ?? ''];
    },
  );

const partsOf = (tag: string): readonly string[] =>
  [...classOf(tag).matchAll(/@csspart ([\w-]+) - /g)].map(([, part = '']) => part);

/** Parts that the page names once for all. */
const COMMON_PARTS = ['card', 'heading', 'account', 'notice', 'contact'];

describe.each(Object.keys(TAGS))('docs/en/embedding.md on <%s>', (tag) => {
  it('names every attribute', () => {
    expect(classOf(tag)).toContain('class ');
    const written = (rowsByTag('Attributes of the widgets').get(tag) ?? []).join('\n');
    expect(attributesOf(tag).filter((name) => !written.includes(`\`${name}\``))).toEqual([]);
  });

  it('names the parts there are, and no others', () => {
    const [parts = ''] = rowsByTag('Looks').get(tag) ?? [];
    const named = (parts.match(/`[\w-]+`/g) ?? []).map((each) => each.slice(1, -1));
    const own = partsOf(tag).filter((part) => tag === 'kabinet-account-menu' || !COMMON_PARTS.includes(part));
    expect([...named].sort()).toEqual([...own].sort());
    for (const part of partsOf(tag)) expect(everyLine).toContain(`part="${part}"`);
  });
});

describe('docs/en/embedding.md', () => {
  it('names every event', () => {
    const events = new Set([...everyLine.matchAll(/super\('(kabinet-[\w-]+)'/g)].map(([, name]) => name));
    expect(events.size).toBeGreaterThan(10);
    expect([...events].filter((name) => !docs.includes(`| \`${name}\` |`))).toEqual([]);
  });
});

describe.each(['uk', 'ru', 'en'])('docs/%s/embedding.md', (language) => {
  const page = readFileSync(join(root, 'docs', language, 'embedding.md'), 'utf8');
  const [, sampleData = ''] = page.split('{#sample-data}');
  /** What a row names, without what its own words say in code. */
  const namedIn = (row: string) =>
    [...(new RegExp(`^\\| \`${row}\` \\|(.*)\\|$`, 'm').exec(sampleData)?.[1] ?? '').matchAll(/`([\w-]+)`/g)].map(
      ([, name]) => name,
    );

  it('names every state of the sample data, every account and every end of a payment', () => {
    expect(namedIn('state')).toEqual(mockStateNames);
    expect(namedIn('account')).toEqual(sampleAccountNames);
    expect(namedIn('payment')).toEqual(mockPaymentOutcomes);
  });

  it('names every setting in each of the three ways', () => {
    const rows = page.match(/^\|.*\|$/gm) ?? [];
    for (const name of TAG_SETTINGS) {
      const written = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const start = `| \`data-${written}\` | \`${written}\` | \`${name}\``;
      expect(
        rows.some((row) => row.startsWith(start)),
        start,
      ).toBe(true);
    }
  });
});
