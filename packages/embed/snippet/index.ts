/**
 * What a webmaster copies into a page, made from what the build says of its files. Pure: the docs, the configurator, the demo and the
 * tests all show and run what this writes, and so does `kabinet-snippet` on the command line.
 */
import { checkApi, checkSettings, isSample, isWhole, readBase, siteOf } from './addresses.js';
import type { Integrity, Manifest, WidgetFiles } from './build-files.js';
import { hashOf, type ImportMap, importMapOf, importMapText } from './import-map.js';
import { sha256 } from './sha256.js';

export { hashOf, type ImportMap, importMapOf, importMapText };
export type { Integrity, Manifest, WidgetFiles };

/**
 * - `module`: one tag; its own file is checked, and the parts it loads are not.
 * - `module-with-map`: the same with an import map, so that a browser refuses every part that was changed.
 * - `one-file`: one module with everything; one hash covers it.
 * - `classic`: for places that know no modules, such as Google Tag Manager; loads the one file, by its hash.
 */
export type SnippetWay = 'module' | 'module-with-map' | 'one-file' | 'classic';
export const SNIPPET_WAYS: readonly SnippetWay[] = ['module', 'module-with-map', 'one-file', 'classic'];

/** Attributes of a tag by name; `true` is one without a value. */
export type Attributes = Readonly<Record<string, string | true>>;

export interface SnippetOptions {
  /** `dist/manifest.json` of the build. */
  readonly manifest: Manifest;
  /** `dist/integrity.json` of the same build. */
  readonly integrity: Integrity;
  readonly way: SnippetWay;
  /** Where the files lie: a whole address, or a path from the root; both with the version in them. */
  readonly base: string;
  /** The address of the supplier's API, or `mock:…` for sample data. */
  readonly api: string;
  /** The tags to put into the page, in this order. */
  readonly tags: readonly string[];
  /** The languages that people may read the page in. With one alone the script is told it. */
  readonly languages: readonly string[];
  /** More settings of the script, as `configure()` calls them: `lang`, `session`, `tokenUrl`, `signInUrl`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Attributes of the tags, by tag. */
  readonly attributes?: Readonly<Record<string, Attributes>>;
  /** What stands inside the tags until they are there and whenever they cannot be: a phone, say. */
  readonly inside?: Readonly<Record<string, string>>;
  /** Of a page whose policy allows scripts by it. */
  readonly nonce?: string;
  /** Whether to name what is needed first, so that nothing waits to be discovered. Where there is a map it does without being asked. */
  readonly preload?: boolean;
}

export interface Snippet {
  /** For the head, before every other module script of the page. */
  readonly head: string;
  /** For the place where the widgets shall be. */
  readonly body: string;
  /** The strictest policy under which this works. */
  readonly csp: string;
  /** For a page with an import map of its own: what to add to it, instead of a second one. Null where there is none. */
  readonly importMap: ImportMap | null;
}

/** The cabinet makes the other tags itself, whichever the supplier offers. */
const MAKES_OTHERS = 'kabinet-cabinet';

/** By language: what stands inside a tag where nobody said anything better. A page's own words have its phone in them. */
export const INSIDE: Readonly<Record<string, string>> = {
  uk: 'Якщо тут нічого не з’явилося, зателефонуйте нам.',
  ru: 'Если здесь ничего не появилось, позвоните нам.',
  en: 'If nothing appears here, please call us.',
};

/** The same words inside each tag that makes something of its own; the provider shows what is inside it. */
export function insideEach(tags: readonly string[], words: string): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.filter((tag) => tag !== 'kabinet-provider').map((tag) => [tag, words]));
}

/** Makes what to copy into a page. Throws a TypeError where it cannot work as asked. */
export function makeSnippet(options: SnippetOptions): Snippet {
  const { integrity, way, api, tags, languages, nonce, settings = {} } = options;
  const base = readBase(options.base);
  checkApi(api);
  checkSettings(settings);
  // It goes into the policy as it is, where a space or a semicolon would begin something else.
  if (nonce !== undefined && !/^[\w+/-]+={0,2}$/.test(nonce)) throw new TypeError(`not a nonce: "${nonce}"`);
  const allow: Attributes = nonce === undefined ? {} : { nonce };
  const files = filesFor(options);
  const hashed = (name: string): Attributes => ({
    integrity: hashOf(name, integrity),
    crossorigin: 'anonymous',
    ...allow,
  });
  const data: Attributes = {
    'data-api': api,
    ...(languages.length === 1 && { 'data-lang': languages[0] ?? '' }),
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`data-${kebab(name)}`, value])),
  };

  const isSplit = way === 'module' || way === 'module-with-map';
  if (isSample(api) && !isSplit) throw new TypeError(`way "${way}" has no sample data: "module" has`);
  const importMap = way === 'module-with-map' ? importMapOf(files.ever, base, integrity) : null;
  const preloaded = isSplit && (options.preload ?? importMap !== null) ? files.first : [];
  const connectTo = isWhole(api) ? siteOf(api) : null;
  const head = [
    // Before everything that loads a module: a map that comes later is not looked at.
    ...(importMap ? [element('script', { type: 'importmap', ...allow }, importMapText(importMap))] : []),
    ...(connectTo ? [empty('link', preconnect(connectTo, settings['session']))] : []),
    // With the hash: a file that was preloaded without one would be run unchecked, whatever the script tag asks for.
    ...preloaded.map((name) => empty('link', { rel: 'modulepreload', href: base + name, ...hashed(name) })),
    way === 'classic'
      ? element('script', { async: true, src: `${base}kabinet-classic.js`, ...hashed('kabinet-classic.js'), ...data })
      : element('script', {
          type: 'module',
          src: base + (isSplit ? 'kabinet.js' : 'kabinet-all.js'),
          ...hashed(isSplit ? 'kabinet.js' : 'kabinet-all.js'),
          ...data,
        }),
  ];
  const body = tags.map((tag) => element(tag, options.attributes?.[tag] ?? {}, escaped(options.inside?.[tag] ?? '')));
  return { head: head.join('\n'), body: body.join('\n'), csp: policy({ ...options, base, importMap }), importMap };
}

/** What the tags load until they can be used, and all that they may ever load; the entry first. */
export function filesFor({ manifest, api, tags, languages, settings = {} }: SnippetOptions): {
  readonly first: readonly string[];
  readonly ever: readonly string[];
} {
  if (tags.length === 0 || languages.length === 0) throw new TypeError('a snippet needs a tag and a language');
  const filesOf = (tag: string): WidgetFiles => {
    const files = Object.hasOwn(manifest.tags, tag) ? manifest.tags[tag] : undefined;
    if (!files) throw new TypeError(`the build knows no <${tag}>`);
    for (const language of languages) {
      if (!Object.hasOwn(files.texts, language)) throw new TypeError(`the build has no texts in "${language}"`);
    }
    return files;
  };
  const textsOf = (texts: WidgetFiles['texts']) => languages.flatMap((language) => texts[language] ?? []);
  const wanted = tags.map(filesOf);
  const possible = tags.includes(MAKES_OTHERS) ? Object.keys(manifest.tags).map(filesOf) : wanted;
  // Of several languages nobody knows beforehand which one it will be, unless the script is told.
  const firstLanguage = languages.length === 1 ? languages[0] : languages.find((each) => each === settings['lang']);
  const first = wanted.flatMap(({ code, texts }) => [...code, ...(texts[firstLanguage ?? ''] ?? [])]);
  const ever = possible.flatMap(({ code, texts, later }) => [
    ...code,
    ...textsOf(texts),
    ...later.code,
    ...textsOf(later.texts),
  ]);
  const sample = isSample(api) ? manifest.mock : [];
  return { first: [...new Set(first)], ever: [...new Set(['kabinet.js', ...first, ...ever, ...sample])] };
}

/** `tokenUrl` is `data-token-url` on a tag. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A connection with cookies is another one than a connection without. */
function preconnect(origin: string, session: string | undefined): Attributes {
  return { rel: 'preconnect', href: origin, crossorigin: session === 'cookie' ? 'use-credentials' : 'anonymous' };
}

function policy({
  way,
  base,
  api,
  tags,
  attributes,
  nonce,
  settings = {},
  importMap,
}: SnippetOptions & { readonly importMap: ImportMap | null }): string {
  const own = base.startsWith('/') ? "'self'" : siteOf(base);
  // A map is an inline script. Where the policy stops it, all else loads unchecked.
  const map = importMap ? [`'sha256-${sha256(importMapText(importMap))}'`] : [];
  const scripts = nonce === undefined ? [own, ...map] : [`'nonce-${nonce}'`];
  const asksOwnSite = (!isWhole(api) && !isSample(api)) || settings['tokenUrl'] !== undefined;
  const connects = [...(asksOwnSite ? ["'self'"] : []), ...(isWhole(api) ? [siteOf(api)] : [])];
  // A cabinet that can be installed: its worker, manifest and icons are the page's own site's.
  const isApp = tags.includes(MAKES_OTHERS) && Boolean(attributes?.[MAKES_OTHERS]?.['worker-url']);
  return [
    `default-src 'none'`,
    `script-src ${scripts.join(' ')}`,
    ...(connects.length > 0 ? [`connect-src ${connects.join(' ')}`] : []),
    ...(isApp ? [`worker-src 'self'`, `manifest-src 'self'`, `img-src 'self'`] : []),
    // The classic loader says by script which script is loaded: that is what Trusted Types forbid.
    ...(way === 'classic'
      ? []
      : [`require-trusted-types-for 'script'`, `trusted-types lit-html${isApp ? ' kabinet' : ''}`]),
  ].join('; ');
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

function opened(tag: string, attributes: Attributes): string {
  const written = Object.entries(attributes).map(([name, value]) => {
    if (!/^[a-z][\w-]*$/.test(name)) throw new TypeError(`not a name of an attribute: "${name}"`);
    return value === true ? ` ${name}` : ` ${name}="${escaped(value)}"`;
  });
  return `<${tag}${written.join('')}`;
}

/** `content` is markup: a text is escaped before. */
function element(tag: string, attributes: Attributes, content = ''): string {
  return `${opened(tag, attributes)}>${content}</${tag}>`;
}

function empty(tag: string, attributes: Attributes): string {
  return `${opened(tag, attributes)} />`;
}
