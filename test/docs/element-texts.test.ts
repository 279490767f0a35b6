import { describe, expect, it } from 'vitest';
import { elementPages, forTheSite } from '../../docs/.vitepress/data/element-pages.js';
import {
  elementDocs,
  knobOf,
  type Language,
  languages,
  type Manifest,
  readTexts,
} from '../../docs/.vitepress/data/manifest.js';
import { ELEMENTS, TAG_NAMES } from '../manifest.js';

const manifest = { modules: [{ declarations: ELEMENTS }] } as unknown as Manifest;

describe('what the pages of elements say', () => {
  for (const language of languages) {
    it(`is there for every element in ${language}`, () => {
      const docs = elementDocs(language, manifest);
      expect(docs.map(({ tag }) => tag)).toEqual([...TAG_NAMES].sort());
      for (const { tag, text, attributes, properties, events, slots, parts, tokens } of docs) {
        const things = [...attributes, ...properties, ...events, ...slots, ...parts, ...tokens];
        expect(text, tag).not.toBe('');
        for (const thing of things) expect(thing.text, `${tag} ${thing.name}`).not.toBe('');
      }
    });
  }

  it('names what a language lacks', () => {
    const { 'kabinet-balance-card.reading-url': _, ...texts } = readTexts('uk') ?? {};
    expect(() => elementDocs('uk', manifest, texts)).toThrow('kabinet-balance-card.reading-url');
  });

  it('has no text of what is there no more', () => {
    for (const language of ['uk', 'ru'] as const) {
      const texts = readTexts(language) ?? {};
      const used = new Set<string>();
      const watched = new Proxy(texts, {
        get(target, key: string) {
          if (target[key] !== undefined) used.add(key);
          return target[key];
        },
      });
      elementDocs(language, manifest, watched);
      expect(Object.keys(texts).filter((key) => !used.has(key))).toEqual([]);
    }
  });

  it('has the same keys in Ukrainian and Russian', () => {
    expect(Object.keys(readTexts('ru') ?? {})).toEqual(Object.keys(readTexts('uk') ?? {}));
  });
});

describe('a knob', () => {
  it('is made of what an attribute can be', () => {
    expect(knobOf('boolean')).toEqual({ kind: 'switch' });
    expect(knobOf('boolean | undefined')).toEqual({ kind: 'switch' });
    expect(knobOf(`'use' | 'heating'`)).toEqual({ kind: 'choice', values: ['use', 'heating'] });
    expect(knobOf('string')).toEqual({ kind: 'text' });
    expect(knobOf(`'' | string`)).toEqual({ kind: 'text' });
  });
});

describe('prose beside an element', () => {
  const contentOf = (language: Language) =>
    new Map(elementPages(language, elementDocs(language, manifest)).map((page) => [page.params.tag, page.content]));
  const english = contentOf('en');

  it.each(['uk', 'ru'] as const)('says the same in %s: as many headings, rows and items, the same code', (language) => {
    const outline = (text = '') => ({
      code: text.match(/^```[\s\S]*?^```/gm),
      names: (text.replace(/^```[\s\S]*?^```/gm, '').match(/`[^`\n]+`/g) ?? []).sort(),
      lines: text.split('\n').flatMap((line) => /^(#+ |- |\|)/.exec(line)?.[1] ?? []),
      guides: [...text.matchAll(/\]\(\/(?:en|uk|ru)\/([^)]+)\)/g)].map(([, guide]) => guide),
    });
    for (const [tag, text] of contentOf(language)) {
      expect(outline(text), tag).toEqual(outline(english.get(tag)));
      expect(text, tag).not.toMatch(/\]\(\/en\//);
    }
  });

  it('becomes part of its page: without its title, headings below, links to guides of the site, the text of others', () => {
    const prose = [
      '# Paying',
      '',
      'See [guides](../../../../../docs/en/embedding.md#a-page) and [the source](./payment-button.ts).',
      '## More',
      '```html',
      '## not a heading',
      '```',
    ].join('\n');
    expect(forTheSite(prose)).toBe(
      ['See [guides](/en/embedding#a-page) and the source.', '### More', '```html', '## not a heading', '```'].join(
        '\n',
      ),
    );
  });
});
