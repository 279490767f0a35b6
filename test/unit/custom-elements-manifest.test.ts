import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeManifest } from '../../packages/elements/manifest/config.mjs';
import { cssData, htmlData, webTypes } from '../../packages/elements/manifest/editor-data.mjs';
import { jsxTypes, svelteTypes, vueTypes } from '../../packages/elements/manifest/framework-types.mjs';
import { TAGS } from '../../packages/embed/src/tags.js';
import { elementOf, ELEMENTS, TAG_NAMES, WIDGET_TAGS } from '../manifest.js';

// What editors, frameworks, the docs and other tests believe of the elements is what the elements are.

const root = join(import.meta.dirname, '../..');
const source = join(root, 'packages/elements/src');
const read = (name: string) => readFileSync(join(source, name), 'utf8');
const names = (items: readonly { readonly name: string }[] = []) => items.map(({ name }) => name);

const everyFile = new Map(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => [name, read(name)]),
);

/** All the code that an element may come to run: its own file, what that imports, now or later, and so on. */
function codeOf(tag: string): string {
  const word = tag.slice('kabinet-'.length);
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const text = everyFile.get(name);
    if (text === undefined || seen.has(name)) return;
    seen.add(name);
    for (const [, type, now, later] of text.matchAll(
      /^(?:import|export) (type )?[^;]*?'(\.[^']+)';|import\('(\.[^']+)'\)/gm,
    )) {
      if (!type) visit(posix.join(posix.dirname(name), (now ?? later ?? '').replace(/\.js$/, '.ts')));
    }
  };
  visit(everyFile.has(`widgets/${word}/${word}.ts`) ? `widgets/${word}/${word}.ts` : `${word}/${word}.ts`);
  expect(seen.size).toBeGreaterThan(1);
  return [...seen].map((name) => everyFile.get(name)).join('\n');
}

describe('the manifest of the elements', () => {
  it('has the tags that the loader knows, and no others', () => {
    expect(TAG_NAMES).toEqual(Object.keys(TAGS).sort());
  });

  it('is the same each time', () => {
    const folder = join(root, 'packages/elements');
    expect(JSON.stringify(makeManifest(folder))).toBe(JSON.stringify(makeManifest(folder)));
  });

  it('names files that the build writes', () => {
    const manifest = makeManifest(join(root, 'packages/elements')) as { modules: { path: string }[] };
    expect(manifest.modules.length).toBeGreaterThanOrEqual(2 * TAG_NAMES.length);
    for (const { path } of manifest.modules) {
      expect(path).toMatch(/^dist\/.*\.js$/);
      expect(() => read(path.replace(/^dist\//, '').replace(/\.js$/, '.ts'))).not.toThrow();
    }
  });

  it.each(TAG_NAMES)('says of <%s> what it is, and of all that it has what it is for', (tag) => {
    const element = elementOf(tag);
    expect(element.description).not.toBe('');
    const { attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [] } = element;
    const silent = [attributes, members, events, slots, cssParts, cssProperties]
      .flat()
      .filter(({ description }) => !description);
    expect(names(silent)).toEqual([]);
    expect(names(slots)).toEqual(['']);
  });

  it.each(WIDGET_TAGS)('tells what <%s> has from its bases', (tag) => {
    const element = elementOf(tag);
    expect(names(element.attributes)).toEqual(expect.arrayContaining(['lang']));
    const tokens = new Set(`${read('core/base.styles.ts')}${read('core/states.styles.ts')}`.match(/--kabinet-[\w-]+/g));
    expect(names(element.cssProperties).sort()).toEqual([...tokens].sort());
  });

  it('leaves out what is between our own files', () => {
    for (const { tagName, members = [] } of ELEMENTS) {
      const methods = members.filter(({ kind }) => kind === 'method');
      const onlyRead = members.filter(({ readonly }) => readonly);
      expect(names(onlyRead), tagName).toEqual(['connection']);
      // A page may call these. What else is public is for our own files: `@internal`, or without a word.
      const callable = tagName === 'kabinet-provider' ? ['sessionChanged', 'signedOut'] : ['focus', 'open'];
      expect(callable, tagName).toEqual(expect.arrayContaining(names(methods)));
    }
  });

  it('names no attribute or property as a framework names a listener', () => {
    // Svelte listens to whatever begins with "on", however short.
    for (const { attributes, members } of ELEMENTS) {
      expect([...names(attributes), ...names(members)].filter((name) => name.startsWith('on'))).toEqual([]);
    }
  });

  it.each(TAG_NAMES)('tells every part and event of <%s>, whichever file they come from', (tag) => {
    const code = codeOf(tag);
    const { cssParts, events = [] } = elementOf(tag);
    const parts = new Set([...code.matchAll(/ part="([\w-]+)"/g)].map(([, part = '']) => part));
    const told = names(cssParts);
    expect(told.filter((part) => !parts.has(part))).toEqual([]);
    expect([...parts].filter((part) => !told.includes(part) && !isOfBase(part))).toEqual([]);
    const sent = new Set([...code.matchAll(/new (\w+Event)\(/g)].map(([, type = '']) => type));
    const types = events.map(({ type }) => type?.text ?? '');
    expect(types.filter((type) => !sent.has(type))).toEqual([]);
    expect([...sent].filter((type) => !types.includes(type) && isPublicEvent(type))).toEqual([]);

    /** What the common base has for those that speak of an account, or sign somebody in: not every element does. */
    function isOfBase(part: string): boolean {
      return tag === 'kabinet-account-menu'
        ? ['card', 'heading', 'contact', 'account'].includes(part)
        : part === 'account';
    }
    function isPublicEvent(type: string): boolean {
      const isOwn = [...everyFile.values()].some((text) => text.includes(`class ${type} extends Event`));
      return isOwn && type !== 'SignInRequestEvent' && type !== 'ContextRequestEvent';
    }
  });

  it('has the properties of the provider that are no attributes', () => {
    const { attributes, members } = elementOf('kabinet-provider');
    expect(names(attributes)).toEqual(expect.arrayContaining(['api', 'lang', 'session', 'token-url', 'sign-in-url']));
    expect(names(members)).toEqual(
      expect.arrayContaining(['tokenUrl', 'getToken', 'service', 'texts', 'connection', 'sessionChanged', 'signedOut']),
    );
  });

  it('has the values behind the name of a type', () => {
    const session = elementOf('kabinet-provider').attributes?.find(({ name }) => name === 'session');
    expect(session?.parsedType?.text.split(' | ').sort()).toEqual(["'cookie'", "'pkce'", "'token'"]);
  });

  it('has every event that an element sends, with its class', () => {
    const sent = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.events.ts'))
      .flatMap((name) => [...read(name).matchAll(/class (\w+)[^{]*\{[\s\S]*?super\('([\w-]+)'/g)])
      .map(([, type, name]) => `${name} ${type}`);
    const told = ELEMENTS.flatMap(({ events = [] }) => events.map(({ name, type }) => `${name} ${type?.text}`));
    expect(sent.length).toBeGreaterThan(10);
    expect([...new Set(told)].sort()).toEqual([...new Set(sent)].sort());
  });
});

describe('@kabinet/elements', () => {
  it('exports every element and every event', () => {
    const exported = read('index.ts');
    const classes = ELEMENTS.flatMap(({ name, events = [] }) => [
      name,
      ...events.flatMap(({ type }) => type?.text ?? []),
    ]);
    expect([...new Set(classes)].filter((name) => !new RegExp(`\\b${name}\\b`).test(exported))).toEqual([]);
  });

  it('registers every tag by define-all', () => {
    const defined = [...read('define-all.ts').matchAll(/import '\.\/(.*)\.js'/g)].map(([, path]) => `${path}.ts`);
    const all = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.define.ts'));
    expect(defined.sort()).toEqual(all.sort());
  });
});

describe('the data for editors', () => {
  const { tags } = htmlData(ELEMENTS);

  it('has every tag with its attributes', () => {
    expect(tags.map(({ name }) => name)).toEqual(TAG_NAMES);
    for (const { name, attributes } of tags) expect(names(attributes)).toEqual(names(elementOf(name).attributes));
  });

  it('offers values where there is a choice, and none where the name alone is written', () => {
    const attribute = (tag: string, wanted: string) =>
      tags.find(({ name }) => name === tag)?.attributes.find(({ name }) => name === wanted);
    expect(attribute('kabinet-reading-form', 'with-outbox')).toMatchObject({ valueSet: 'v' });
    expect(attribute('kabinet-cost-calculator', 'mode')).toMatchObject({
      values: [{ name: 'use' }, { name: 'heating' }],
    });
    expect(attribute('kabinet-payment-button', 'amount')).toMatchObject({ values: [] });
  });

  it('has every CSS property and part once', () => {
    const { properties, pseudoElements } = cssData(ELEMENTS);
    expect(new Set(names(properties)).size).toBe(properties.length);
    expect(new Set(names(pseudoElements)).size).toBe(pseudoElements.length);
    expect(names(properties)).toContain('--kabinet-accent');
    expect(names(pseudoElements)).toContain('::part(card)');
  });

  it('knows nothing that is not there', () => {
    const about = { name: '@kabinet/elements', version: '1.2.3' };
    const all = JSON.stringify([htmlData(ELEMENTS), cssData(ELEMENTS), webTypes(ELEMENTS, about)]);
    expect(all).not.toMatch(/undefined|\[object/);
    expect(webTypes(ELEMENTS, about)).toMatchObject({ name: '@kabinet/elements', version: '1.2.3' });
  });
});

describe('the types for frameworks', () => {
  const pascal = (name: string) => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

  it.each([
    ['React', jsxTypes, (event: string) => `'on${event}'`],
    ['Vue', vueTypes, (event: string) => `'on${pascal(event)}'`],
    ['Svelte', svelteTypes, (event: string) => `'on${event}'`],
  ] as const)('have every tag, attribute and event for %s', (_framework, write, listener) => {
    const types = write(ELEMENTS);
    for (const { tagName, name, attributes = [], events = [] } of ELEMENTS) {
      expect(types).toContain(`'${tagName}':`);
      const [, own = ''] = types.split(`interface ${name}Own {`);
      const [body = ''] = own.split('\n}');
      for (const attribute of attributes) expect(body).toContain(`'${attribute.name}'?:`);
      for (const { name: event, type } of events) {
        expect(body).toContain(`${listener(event)}?: ((event: ${type?.text}) => void)`);
      }
    }
  });
});
