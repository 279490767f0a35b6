import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeLlms } from '../../scripts/lib/llms.mjs';
import { TAG_NAMES } from '../manifest.js';

const docs = join(import.meta.dirname, '../../docs');

describe('llms.txt', () => {
  const text = makeLlms();
  const links = [...text.matchAll(/^- \[([^\]]+)\]\(([^)]+)\): (.*)$/gm)].map(([, title, link = '', said]) => ({
    title,
    link,
    said,
  }));

  it('begins with what Kabinet is, as its readers expect', () => {
    expect(text).toMatch(/^# Kabinet\n\n> .+\n\n## /);
    expect(text.match(/^- /gm)).toHaveLength(links.length);
  });

  it('leads only to pages that there are, and says something of each', () => {
    expect(links.length).toBeGreaterThan(20);
    for (const { link, said } of links) {
      expect(said, link).not.toBe('');
      const page = link.replace(/^\/en\/elements\/kabinet-[\w-]+$/, '/en/elements/[tag]').replace(/\/$/, '/index');
      expect(existsSync(join(docs, `${page}.md`)), link).toBe(true);
    }
  });

  it('has every element and every guide', () => {
    const all = links.map(({ link }) => link);
    expect(all).toEqual(expect.arrayContaining(TAG_NAMES.map((tag) => `/en/elements/${tag}`)));
    const guides = readdirSync(join(docs, 'en')).filter((name) => name.endsWith('.md') && name !== 'index.md');
    expect(all).toEqual(expect.arrayContaining(guides.map((name) => `/en/${name.slice(0, -'.md'.length)}`)));
  });
});
