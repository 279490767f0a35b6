import { hashOf, INSIDE, insideEach, makeSnippet, SNIPPET_WAYS, type SnippetWay } from '@kabinet/embed/snippet';
import { checkApi, checkSettings, isSample, readBase } from '../../../packages/embed/snippet/addresses.js';
import { sha256 } from '../../../packages/embed/snippet/sha256.js';
import { data as build } from '../data/embed.data.js';
import type { ElementDoc } from '../data/manifest.js';
import type { Choices } from './choices.js';

export { INSIDE, SNIPPET_WAYS };

/** Somebody's server with our files; their version is in the address. */
export const exampleBase = `https://cdn.example.com/kabinet/${build.manifest.version}/`;

/** What somebody has chosen for a page. */
export interface PageChoices {
  tags: string[];
  way: SnippetWay;
  base: string;
  api: string;
  languages: string[];
  session: 'token' | 'cookie' | 'pkce';
  tokenUrl: string;
  /** What stands inside the tags until they are there. */
  inside: string;
  /** A colour; the widgets' own without it. */
  accent: string;
  nonce: string;
}

export interface Snippet {
  readonly head: string;
  readonly body: string;
  readonly csp: string;
}

/** The page's snippet, with what the script tag says for the whole page. Null where something is typed that no snippet can be made of. */
export function snippetOfPage(choices: PageChoices): Snippet | null {
  const { tags, way, base, api, languages, session, tokenUrl, inside, accent, nonce } = choices;
  try {
    const { head, body, csp } = makeSnippet({
      ...build,
      way,
      base,
      api,
      tags,
      languages,
      inside: insideEach(tags, inside),
      ...(nonce && { nonce }),
      settings: { session, ...(session === 'token' && tokenUrl && { tokenUrl }) },
    });
    return withTokens({ head, body, csp }, isAccent(accent) ? { '--kabinet-accent': accent } : {}, nonce);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Whether something is typed that widgets take for a colour, and a snippet can have in it. */
export function isAccent(accent: string): boolean {
  if (!PLAIN_VALUE.test(accent) || /^transparent$|currentcolor/i.test(accent)) return false;
  // On the server nobody has typed anything yet.
  return typeof CSS !== 'undefined' && CSS.supports('color', accent);
}

export type WrongField = 'base' | 'api' | 'tokenUrl' | 'accent' | 'nonce';

/** The fields in which something is typed that no snippet, or no colour, can be made of. */
export function wrongFields({ base, api, session, tokenUrl, accent, nonce }: PageChoices): ReadonlySet<WrongField> {
  const throws = (check: () => unknown) => {
    try {
      check();
      return false;
    } catch {
      return true;
    }
  };
  const isWrong: Readonly<Record<WrongField, boolean>> = {
    base: throws(() => readBase(base)),
    api: throws(() => checkApi(api)),
    tokenUrl: session === 'token' && tokenUrl !== '' && throws(() => checkSettings({ tokenUrl })),
    accent: accent !== '' && !isAccent(accent),
    nonce: nonce !== '' && !isNonce(nonce),
  };
  return new Set((Object.keys(isWrong) as WrongField[]).filter((field) => isWrong[field]));
}

/** Of an API that only a page without encryption can ask; on one's own machine that is all there is. */
export function isPlainApi(api: string): boolean {
  return /^http:/i.test(api) && URL.canParse(api) && !/^(localhost|127\.|\[::1\])/.test(new URL(api).hostname);
}

/** The one file, which the classic loader loads too, goes without the mock. */
export function lacksData({ api, way }: PageChoices): boolean {
  return isSample(api) && way !== 'module' && way !== 'module-with-map';
}

const isNonce = (nonce: string) => /^[\w+/-]+={0,2}$/.test(nonce);

/** The snippet of one element with what is set by its knobs, answered by the mock: it works before there is an API. */
export function snippetOfElement(element: ElementDoc, choices: Choices): Snippet {
  const attributes = Object.entries(choices.attributes).map(
    ([name, value]) => [name, value === '' ? true : value] as const,
  );
  const { head, body, csp } = makeSnippet({
    ...build,
    way: 'module-with-map',
    base: exampleBase,
    api: 'mock:',
    tags: [element.tag],
    languages: [choices.lang],
    attributes: { [element.tag]: Object.fromEntries(attributes) },
    ...(element.tag !== 'kabinet-provider' && { inside: { [element.tag]: choices.slot } }),
  });
  return withTokens({ head, body, csp }, choices.tokens);
}

/** The line that puts a theme into a page: as checked as the scripts are. */
export function linkOfTheme(theme: string): string {
  const name = `themes/${theme}.css`;
  return `<link rel="stylesheet" href="${exampleBase}${name}" integrity="${hashOf(name, build.integrity)}" crossorigin="anonymous" />`;
}

/** ASCII without ; < > { }: values of CSS need no more. */
const PLAIN_VALUE = /^[ -:=?-z|~]+$/;

/**
 * Tokens as a page sets them, and what its policy must allow for that. What could end the style is left out: the snippet is pasted into a
 * page as it is.
 */
function withTokens(snippet: Snippet, tokens: Readonly<Record<string, string>>, nonce = ''): Snippet {
  const lines = Object.entries(tokens)
    .filter(([name, value]) => /^--kabinet-[a-z-]+$/.test(name) && PLAIN_VALUE.test(value))
    .map(([name, value]) => `  ${name}: ${value};`);
  if (lines.length === 0) return snippet;
  const css = `\n:root {\n${lines.join('\n')}\n}\n`;
  const isAllowed = isNonce(nonce);
  return {
    head: `${snippet.head}\n<style${isAllowed ? ` nonce="${nonce}"` : ''}>${css}</style>`,
    body: snippet.body,
    csp: `${snippet.csp}; style-src '${isAllowed ? `nonce-${nonce}` : `sha256-${sha256(css)}`}'`,
  };
}
