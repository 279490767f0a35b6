import { toLanguage } from '../locales/load.js';
import type { PageConfiguration } from './page.js';
import { SETTINGS } from './settings.js';

/** What a page said, and where. */
export interface Said {
  /** The names of a tag's attributes: as they stand in it, or as its `dataset` has them. */
  readonly attributes?: readonly string[];
  /** The names of what `configure()` was given. */
  readonly settings?: readonly string[];
  readonly lang?: string | undefined;
}

const NAMES: readonly string[] = [
  ...SETTINGS,
  'lang',
  'service',
  'getToken',
  'texts',
] satisfies (keyof PageConfiguration)[];

/** What was most likely meant as ours: HTML knows no capitals, so that `tokenUrl` in a tag is `tokenurl`. */
const MISSPELT = /^(token_?u|sign_?in(U|[_-]?u))rl$/;

/**
 * Tells whoever makes the page what cannot be: names that were meant as ours, and a language that there are no texts in, where widgets
 * follow the page. Of other attributes nothing is said: tag managers and frameworks put their own beside ours.
 */
export function checkSettings({ attributes = [], settings = [], lang }: Said): void {
  const misspelt = attributes.filter((name) => MISSPELT.test(name));
  if (misspelt.length > 0) warn(`no setting is called ${misspelt.join()}; write token-url, sign-in-url.`);
  const unknown = settings.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) warn(`no setting is called ${unknown.join()}; there are ${NAMES.join()}.`);
  if (lang && !toLanguage(lang)) warn(`there are no texts in "${lang}".`);
}

function warn(text: string): void {
  console.warn(`Kabinet: ${text}`);
}
