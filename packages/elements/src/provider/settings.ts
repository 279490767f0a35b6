import { toLanguage } from '../locales/load.js';
import type { Configuration } from './configuration.js';

/**
 * What is said by attributes: `api="..." token-url="..."` on `<kabinet-provider>`, `data-api="..." data-token-url="..."` on the script tag; `lang`
 * besides. What is not a plain text is given by code: `service`, `getToken`, and `texts`, of which many are functions. Colours are the
 * business of the page's style sheet.
 */
export const SETTINGS = ['api', 'session', 'tokenUrl', 'signInUrl'] as const satisfies readonly (keyof Configuration)[];

/** What was most likely meant as ours: HTML knows no capitals, so that `tokenUrl` in a tag is `tokenurl`. */
const MISSPELT = /^(token_?u|sign_?in(U|[_-]?u))rl$/;

/** Tells whoever makes the page of such names in a tag. Of others nothing is said: tag managers and frameworks put their own beside ours. */
export function warnOfMisspelt(names: readonly string[]): void {
  const misspelt = names.filter((name) => MISSPELT.test(name));
  if (misspelt.length > 0)
    console.warn(`Kabinet: no setting is called ${misspelt.join()}; write token-url, sign-in-url.`);
}

/** Tells whoever makes the page of a language that there are no texts in; widgets follow the page then. */
export function warnOfLanguage(lang: string): void {
  if (lang && !toLanguage(lang)) console.warn(`Kabinet: there are no texts in "${lang}".`);
}
