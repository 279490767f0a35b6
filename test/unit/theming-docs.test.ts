/** What pages can colour is said in four places: the look itself, what editors are told, and the docs in each language. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostStyles } from '@kabinet/elements/core/host.styles.js';
import { describe, expect, it } from 'vitest';
import { ELEMENTS, WIDGET_TAGS } from '../manifest.js';

const root = join(import.meta.dirname, '../..');
const namesIn = (text: string) => [...new Set(text.match(/--kabinet-[a-z-]+/g))].sort();
const TOKENS = namesIn(hostStyles.map(({ cssText }) => cssText).join('\n'));

describe('the tokens of a theme', () => {
  it('are ten', () => {
    expect(TOKENS).toHaveLength(10);
  });

  it.each(WIDGET_TAGS)('are told to editors of <%s>', (tag) => {
    const { cssProperties = [] } = ELEMENTS.find(({ tagName }) => tagName === tag) ?? {};
    expect(cssProperties.map(({ name }) => name).sort()).toEqual(TOKENS);
  });

  it.each(['uk', 'ru', 'en'])('stand in the table of docs/%s/theming.md, each once', (language) => {
    const lines = readFileSync(join(root, 'docs', language, 'theming.md'), 'utf8').split('\n');
    const named = lines
      .filter((line) => line.startsWith('| `--kabinet-'))
      .flatMap((line) => line.match(/`--kabinet-[a-z-]+`/g) ?? [])
      .map((name) => name.slice(1, -1));
    expect(named.sort()).toEqual(TOKENS);
  });

  const themes = join(root, 'docs/public/themes');
  it.each(readdirSync(themes))('are all that the theme %s gives', (file) => {
    const used = namesIn(readFileSync(join(themes, file), 'utf8'));
    expect(used).not.toEqual([]);
    expect(used.filter((name) => !TOKENS.includes(name))).toEqual([]);
  });
});
