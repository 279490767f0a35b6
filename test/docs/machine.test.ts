import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withoutLinksOutside } from '../../docs/.vitepress/build/links-outside.js';
import { policyOf } from '../../docs/.vitepress/build/policy.js';
import { guides, titleOf } from '../../docs/.vitepress/data/guides.js';
import { languages } from '../../docs/.vitepress/data/manifest.js';

/** Tokens as markdown-it makes them of one line. */
function rendered(href: string): string[] {
  const token = (type: string, link?: string) => ({ type, children: null, attrGet: () => link ?? null });
  const children = [token('text'), token('link_open', href), token('text'), token('link_close'), token('text')];
  let rule: ((state: { tokens: readonly never[] }) => void) | undefined;
  withoutLinksOutside({
    core: {
      ruler: {
        push: (_name, given) => {
          rule = given;
        },
      },
    },
  });
  rule?.({ tokens: [{ type: 'inline', children, attrGet: () => null }] as never[] });
  return children.map(({ type }) => type);
}

describe('a link in a guide', () => {
  const kept = ['text', 'link_open', 'text', 'link_close', 'text'];

  it('to what has no page becomes its text', () => {
    for (const href of [
      '../decisions/0041-a.md',
      '../../decisions/0041-a.md#b',
      '../architecture.md',
      '../../packages/api/src/x.ts',
      '../../README.md',
    ]) {
      expect(rendered(href), href).toEqual(['text', 'text', 'text']);
    }
  });

  it('to a page, a place on it or another site stays', () => {
    for (const href of ['./sign-on.md#a', '#b', '/en/server', 'https://example.com/decisions/', 'guides/react.md']) {
      expect(rendered(href), href).toEqual(kept);
    }
  });
});

describe('the policy of the docs', () => {
  it('names the scripts that stand in pages by their hashes, each once, and no others', () => {
    const hash = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
    const page = '<script id="a">one()</script><script type="module" src="/app.js"></script>';
    const policy = policyOf([page, `${page}<script>two()</script>`]);
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src '));
    expect(scripts?.split(' ').sort()).toEqual([`'self'`, hash('one()'), hash('two()'), 'script-src'].sort());
  });

  it('does without hashes where there is no script', () => {
    expect(policyOf(['<p>text</p>'])).toContain(`script-src 'self';`);
  });
});

describe('the list of guides', () => {
  it('begins with the beginning, by the titles of the pages, in every language', () => {
    for (const language of languages) {
      const [first] = guides(language, '');
      expect(first?.link).toBe(`/${language}/start`);
      for (const { text, link } of [
        ...guides(language, ''),
        ...guides(language, 'guides'),
        ...guides(language, 'running'),
      ]) {
        expect(text, link).not.toMatch(/[`*]|^$/);
        expect(link).not.toMatch(/\[|\.md|index$/);
      }
    }
  });

  it('reads a title without its marks', () => {
    expect(titleOf('---\na: b\n---\n\n# The `kabinet` *way*\n\n## More\n')).toBe('The kabinet way');
    expect(titleOf('no title')).toBeUndefined();
  });
});
