import { makeSnippet } from '@kabinet/embed/snippet';
import { data as embed } from '../data/embed.data.js';
import type { ElementDoc } from '../data/manifest.js';
import type { Choices } from './choices.js';

/** The ways of embedding that a snippet is made for, the plainest first. */
export const ways = ['module', 'module-with-map', 'one-file', 'classic'] as const;

/** What somebody has chosen for a page. */
export interface PageChoices {
  tags: string[];
  way: (typeof ways)[number];
  base: string;
  api: string;
  languages: string[];
  session: 'token' | 'cookie' | 'pkce';
  tokenUrl: string;
  /** A colour; the widgets' own without it. */
  accent: string;
  nonce: string;
}

export interface Snippet {
  readonly head: string;
  readonly body: string;
  readonly csp: string;
}

/** The page's snippet; what the script tag says for the whole page is in `head`. */
export function snippetOfPage(choices: PageChoices): Snippet {
  const { tags, way, base, api, languages, session, tokenUrl, accent, nonce } = choices;
  const { head, body, csp } = makeSnippet({
    ...embed,
    way,
    base,
    api,
    tags,
    languages,
    ...(nonce && { nonce }),
    settings: { session, ...(session === 'token' && tokenUrl && { tokenUrl }) },
  });
  return { head: head + styleOf(accent === '' ? {} : { '--kabinet-accent': accent }, nonce), body, csp };
}

/** The snippet of one element with what is set by its knobs, answered by the mock: it works before there is an API. */
export function snippetOfElement(element: ElementDoc, choices: Choices): Snippet {
  const { head, body, csp } = makeSnippet({
    ...embed,
    way: 'module-with-map',
    base: 'https://cdn.example.com/kabinet/',
    api: 'mock:',
    tags: [element.tag],
    languages: [choices.lang],
    attributes: { [element.tag]: choices.attributes },
  });
  return { head: head + styleOf(choices.tokens), body, csp };
}

/** Tokens as a page sets them. What could end the style is left out: the snippet is pasted into a page as it is. */
function styleOf(tokens: Readonly<Record<string, string>>, nonce = ''): string {
  const lines = Object.entries(tokens)
    .filter(([name, value]) => /^--kabinet-[a-z-]+$/.test(name) && /^[^<>{};]+$/.test(value))
    .map(([name, value]) => `  ${name}: ${value};`);
  if (lines.length === 0) return '';
  const attribute = /^[\w+/=-]+$/.test(nonce) ? ` nonce="${nonce}"` : '';
  return `\n<style${attribute}>\n:root {\n${lines.join('\n')}\n}\n</style>`;
}
