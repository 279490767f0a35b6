import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  INSIDE,
  insideEach,
  type Integrity,
  makeSnippet,
  type Manifest,
  SNIPPET_WAYS,
  type SnippetOptions,
} from './index.js';

const widget = (name: string, later: string[] = []) => ({
  code: ['kabinet.js', 'core-1.js', `${name}.define-1.js`],
  texts: { uk: [`uk-${name}-1.js`], ru: [`ru-${name}-1.js`] },
  later: { code: ['states-1.js', ...later], texts: { uk: ['uk-states-1.js'], ru: ['ru-states-1.js'] } },
});

const manifest: Manifest = {
  version: '1.2.3',
  tags: {
    'kabinet-cabinet': widget('cabinet'),
    'kabinet-balance-card': widget('balance-card'),
    'kabinet-reading-form': widget('reading-form', ['reading-steps-1.js']),
  },
  hosted: ['hosted.js'],
  mock: ['mock-1.js'],
};

const named = Object.values(manifest.tags).flatMap(({ code, texts, later }) => [
  ...code,
  ...Object.values(texts).flat(),
  ...later.code,
  ...Object.values(later.texts).flat(),
]);
const hash = (name: string) => `sha384-${createHash('sha384').update(name).digest('base64')}`;
const integrity: Integrity = {
  version: '1.2.3',
  files: Object.fromEntries(
    [...named, 'mock-1.js', 'kabinet-all.js', 'kabinet-classic.js'].map((name) => [
      name,
      { integrity: hash(name), bytes: 1 },
    ]),
  ),
};

const BASE = 'https://cdn.example.com/kabinet/1.2.3/';
const made = (options: Partial<SnippetOptions> = {}) =>
  makeSnippet({
    manifest,
    integrity,
    way: 'module',
    base: BASE,
    api: 'https://api.example.com/mygas/v1',
    tags: ['kabinet-reading-form'],
    languages: ['uk'],
    ...options,
  });

describe('a snippet', () => {
  it.each([
    ['module', 'kabinet.js', 'type="module" '],
    ['one-file', 'kabinet-all.js', 'type="module" '],
    ['classic', 'kabinet-classic.js', 'async '],
  ] as const)('by way of %s is one tag with its hash and its settings', (way, file, kind) => {
    const { head, importMap } = made({ way, settings: { session: 'cookie' } });
    expect(head).toBe(
      '<link rel="preconnect" href="https://api.example.com" crossorigin="use-credentials" />\n' +
        `<script ${kind}src="${BASE}${file}" integrity="${hash(file)}" crossorigin="anonymous" ` +
        'data-api="https://api.example.com/mygas/v1" data-lang="uk" data-session="cookie"></script>',
    );
    expect(importMap).toBeNull();
  });

  it('with a map names every file that the tags may ever ask for, in the chosen languages, and no other', () => {
    const { importMap } = made({ way: 'module-with-map' });
    expect(importMap).toEqual({
      integrity: Object.fromEntries(
        [
          'kabinet.js',
          'core-1.js',
          'reading-form.define-1.js',
          'uk-reading-form-1.js',
          'states-1.js',
          'reading-steps-1.js',
          'uk-states-1.js',
        ].map((name) => [BASE + name, hash(name)]),
      ),
    });
    const both = made({ way: 'module-with-map', languages: ['uk', 'ru'] });
    expect(Object.keys(both.importMap?.integrity ?? {})).toContain(`${BASE}ru-states-1.js`);
    expect(both.head).not.toContain('data-lang');
  });

  it('puts the map before everything that loads a module', () => {
    const { head } = made({ way: 'module-with-map' });
    expect(head.startsWith('<script type="importmap">{"integrity":{')).toBe(true);
    expect(head.indexOf('importmap')).toBeLessThan(head.indexOf('modulepreload'));
    expect(head.indexOf('modulepreload')).toBeLessThan(head.indexOf('type="module"'));
  });

  it.each([...SNIPPET_WAYS])('never names a script without its hash (%s)', (way) => {
    const { head } = made({ way, preload: true, nonce: 'abc' });
    const loading = head.split('\n').filter((line) => /\b(src|modulepreload)\b/.test(line));
    expect(loading.length).toBe(way.startsWith('module') ? 5 : 1);
    for (const line of loading) expect(line).toMatch(/integrity="sha384-[\w+/]{64}" crossorigin="anonymous"/);
  });

  it('gives everything that a policy of nonces asks about the nonce', () => {
    const { head, csp } = made({ way: 'module-with-map', nonce: 'abc' });
    const asked = head.split('\n').filter((line) => /^<script|modulepreload/.test(line));
    expect(asked.filter((line) => !line.includes(' nonce="abc"'))).toEqual([]);
    expect(csp).toBe(
      "default-src 'none'; script-src 'nonce-abc'; connect-src https://api.example.com; " +
        "require-trusted-types-for 'script'; trusted-types lit-html",
    );
  });

  it('without a nonce allows the map by its own hash', () => {
    const { head, csp } = made({ way: 'module-with-map', settings: { tokenUrl: '/token' } });
    const map = /<script type="importmap">(.*)<\/script>/.exec(head)?.[1] ?? '';
    const hashed = createHash('sha256').update(map).digest('base64');
    expect(csp).toContain(`script-src https://cdn.example.com 'sha256-${hashed}'`);
    expect(csp).toContain("connect-src 'self' https://api.example.com");
    expect(head).toContain(' data-token-url="/token"');
  });

  it('from a path of the page’s own site asks for nothing of others', () => {
    const { head, csp } = made({ way: 'one-file', base: '/kabinet/1.2.3', api: '/api/mygas/v1' });
    expect(head).toContain('src="/kabinet/1.2.3/kabinet-all.js"');
    expect(head).not.toContain('preconnect');
    expect(csp).toMatch(/script-src 'self'; connect-src 'self';/);
  });

  it('does not promise Trusted Types where the classic loader cannot keep them', () => {
    expect(made({ way: 'classic' }).csp).not.toContain('trusted-types');
  });

  it('names the sample data where the page asks for it, and lets it connect nowhere', () => {
    const { csp, head, importMap } = made({ way: 'module-with-map', api: 'mock:?state=ready' });
    expect(Object.keys(importMap?.integrity ?? {})).toContain(`${BASE}mock-1.js`);
    expect(csp).not.toContain('connect-src');
    expect(head).not.toContain('preconnect');
  });

  it('lets a cabinet that can be installed have its worker, manifest and icons, and no other page', () => {
    const attributes = { 'kabinet-cabinet': { 'worker-url': '/kabinet-sw.js?files=/kabinet/1.2.3/' } };
    const { csp } = made({ tags: ['kabinet-cabinet'], attributes });
    expect(csp).toBe(
      "default-src 'none'; script-src https://cdn.example.com; connect-src https://api.example.com; worker-src 'self'; " +
        "manifest-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html kabinet",
    );
    expect(made({ way: 'classic', tags: ['kabinet-cabinet'], attributes }).csp).toMatch(/worker-src.*img-src 'self'$/);
    for (const options of [{ tags: ['kabinet-cabinet'] }, { attributes }])
      expect(made(options).csp).not.toMatch(/worker-src|manifest-src|img-src|lit-html kabinet/);
  });

  it('of the cabinet names what every tag may ask for, and preloads its own', () => {
    const { head, importMap } = made({ way: 'module-with-map', tags: ['kabinet-cabinet'] });
    expect(Object.keys(importMap?.integrity ?? {})).toContain(`${BASE}reading-steps-1.js`);
    expect(head).toContain(`modulepreload" href="${BASE}cabinet.define-1.js"`);
    expect(head).not.toContain(`modulepreload" href="${BASE}reading-form.define-1.js"`);
  });

  it('writes tags with their attributes and the text inside them, as text', () => {
    const { body } = made({
      tags: ['kabinet-reading-form', 'kabinet-balance-card'],
      attributes: { 'kabinet-reading-form': { 'with-outbox': true, 'receipt-url': '/a?b="c"&d' } },
      inside: { 'kabinet-balance-card': '<b>0 800</b>' },
    });
    expect(body).toBe(
      '<kabinet-reading-form with-outbox receipt-url="/a?b=&quot;c&quot;&amp;d"></kabinet-reading-form>\n' +
        '<kabinet-balance-card>&lt;b&gt;0 800&lt;/b&gt;</kabinet-balance-card>',
    );
  });

  it('is pure ASCII where the map is, and ends no script early', () => {
    const { head } = made({ way: 'module-with-map', base: 'https://cdn.example.com/кабінет/' });
    expect([...head].every((character) => character.charCodeAt(0) < 0x80)).toBe(true);
    expect(head).not.toContain('</script>{');
  });

  it.each([
    ['a relative base, which <base> would turn elsewhere', { base: 'kabinet/' }],
    ['a base of nobody’s scheme', { base: '//cdn.example.com/' }],
    ['a base that a browser reads as another site', { base: '/\\evil.example/' }],
    ['the same with a letter that a browser leaves out', { base: '/\t/evil.example/' }],
    ['the same by a dot between its slashes', { base: '/.//evil.example/k/' }],
    ['the same by a folder that is left again', { base: '/k/..//evil.example/' }],
    ['a base whose host would begin a directive of the policy', { base: 'https://x;sandbox/' }],
    ['a base whose host would begin another policy', { base: 'https://a,default-src/' }],
    ['a base with a name and a password, which browsers ask for no file', { base: 'https://me:pw@cdn.example.com/' }],
    ['an API whose host is every site to a policy', { api: 'https://*/v1' }],
    ['an API that is a script', { api: 'javascript:alert(1)' }],
    ['an API that is markup', { api: '<script>alert(1)</script>' }],
    ['an API that is a word', { api: 'api.example.com' }],
    ['an API of another site that looks like a path', { api: '//evil.example/v1' }],
    ['a session of no kind', { settings: { session: 'nonsense' } }],
    ['a token of another site', { settings: { tokenUrl: 'https://evil.example/token' } }],
    ['the same without a scheme', { settings: { tokenUrl: '/\\\\evil.example/token' } }],
    ['a sign-in that is a script', { settings: { signInUrl: 'javascript:alert(1)' } }],
    ['a base that is no folder', { base: '/kabinet/?v=2' }],
    ['a tag that is none of ours', { tags: ['kabinet-poll'] }],
    ['a tag called like a property of every object', { tags: ['constructor'] }],
    ['a language without texts', { languages: ['pl'] }],
    ['sample data in the one file, which has none', { way: 'one-file' as const, api: 'mock:' }],
    [
      'sample data by the classic loader, which loads the one file',
      { way: 'classic' as const, api: 'mock:?state=debt' },
    ],
    ['a nonce that would end its place in the policy', { nonce: "abc' *; script-src 'unsafe-inline" }],
    ['an empty nonce', { nonce: '' }],
    ['no tag', { tags: [] }],
    ['no language', { languages: [] }],
    ['an attribute that is none', { attributes: { 'kabinet-reading-form': { 'onclick=x': true as const } } }],
  ])('is refused with %s', (_why, wrong) => {
    expect(() => made(wrong)).toThrow(TypeError);
  });

  it.each([
    { api: '/api/mygas/v1' },
    { api: './api/v1' },
    { api: 'http://127.0.0.1:8080/v1' },
    { api: 'http://[::1]:8080/v1' },
    { settings: { session: 'token', tokenUrl: '/kabinet-token?of=page', signInUrl: 'https://www.example.com/login' } },
    { settings: { session: 'pkce', signInUrl: '/login' } },
  ])('takes %j', (options) => {
    expect(() => made(options)).not.toThrow();
  });

  it('has words for inside the tags in every language, and none for the provider, which shows them', () => {
    expect(Object.keys(INSIDE).sort()).toEqual(['en', 'ru', 'uk']);
    expect(insideEach(['kabinet-provider', 'kabinet-cabinet'], '0 800')).toEqual({ 'kabinet-cabinet': '0 800' });
  });

  it('is refused when the build lacks a file’s hash', () => {
    const files = Object.fromEntries(Object.entries(integrity.files).filter(([name]) => name !== 'states-1.js'));
    expect(() => made({ way: 'module-with-map', integrity: { ...integrity, files } })).toThrow('states-1.js');
  });
});
