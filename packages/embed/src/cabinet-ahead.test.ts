import {
  firstSection,
  PARTS,
  partsFor,
  partsOf,
  SECTION_NAMES,
  sectionsOf,
} from '@kabinet/elements/widgets/cabinet/cabinet.model.js';
import { describe, expect, it } from 'vitest';
import { FIRST_PARTS, tagsAhead } from './cabinet-ahead.js';
import { TAGS } from './tags.js';

const CAPABILITIES = PARTS.flatMap(({ needs }) => needs);

/** As much of an element as is asked of it. */
function cabinet(attributes: object): Element {
  const given = new Map<string, unknown>(Object.entries(attributes));
  return {
    getAttribute: (name: string) => given.get(name) ?? null,
    hasAttribute: (name: string) => given.has(name),
  } as unknown as Element;
}

describe('the code that is loaded beside the cabinet’s own', () => {
  it('is of what a customer meets first in each section', () => {
    const first = SECTION_NAMES.map((section) => [section, partsFor(partsOf(section, CAPABILITIES), false)[0]?.tag]);
    expect(Object.entries(FIRST_PARTS).map(([section, part]) => [section, `kabinet-${part}`])).toEqual(first);
  });

  it('is of the section that the cabinet opens with, and of the menu', () => {
    const attributes: readonly { readonly section?: string; readonly sections?: string }[] = [
      {},
      { section: 'tariffs' },
      { sections: 'payments readings' },
      { sections: 'appeals contracts readings', section: 'contracts' },
    ];
    for (const hash of ['', '#kabinet/readings', '#top']) {
      for (const search of ['', '?kabinet-order=1', '?a=b&kabinet-order=1']) {
        for (const given of attributes) {
          const { sections = '', section: named = '' } = given;
          const address = { hash, search };
          const known = sectionsOf(CAPABILITIES, sections).sections;
          // A page that leaves out what its own address names is guessed wrong.
          if (hash.includes('/readings') && !known.includes('readings')) continue;
          if (search && !known.includes('payments')) continue;
          const opened = firstSection({ sections: known, address, named });
          const tags = ['kabinet-account-menu', `kabinet-${FIRST_PARTS[opened ?? '']}`];
          expect(tagsAhead(cabinet(given), address), JSON.stringify({ given, address })).toEqual(tags);
        }
      }
    }
  });

  it('is not of what the address says where it is not about the cabinet', () => {
    const address = { hash: '#kabinet/payments', search: '' };
    expect(tagsAhead(cabinet({ 'without-address': '' }), address)[1]).toBe('kabinet-balance-card');
  });

  it('is of no widget where a word names no section', () => {
    for (const word of ['nothing', 'constructor', '__proto__']) {
      const [, tag = ''] = tagsAhead(cabinet({}), { hash: `#kabinet/${word}`, search: '' });
      expect(TAGS[tag], word).toBeUndefined();
    }
  });
});
