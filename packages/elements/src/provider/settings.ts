import { LANGUAGES, toLanguage } from '../locales/load.js';
import type { Configuration } from './configuration.js';

/**
 * What is said by attributes: `api="..." token-url="..."` on `<kabinet-provider>`, `data-api="..." data-token-url="..."` on the script tag; `lang`
 * besides. What is not a plain text is given by code: `service`, `getToken`, and `texts`, of which many are functions. Colours are the
 * business of the page's style sheet.
 */
export const SETTINGS = ['api', 'session', 'tokenUrl', 'signInUrl'] as const satisfies readonly (keyof Configuration)[];

const letters = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');

/**
 * Tells whoever makes the page of names in a tag that were most likely meant as ours: HTML knows no capitals, so that `tokenUrl` there is
 * `tokenurl`. Of other names nothing is said: tag managers and frameworks put their own beside ours.
 */
export function warnOfMisspelt(names: readonly string[], { before }: { before: '' | 'data-' }): void {
  for (const name of names) {
    const meant = SETTINGS.find((each) => letters(each) === letters(name));
    const written = meant?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (written && written !== name)
      console.warn(`Kabinet: ${before}${name} is no attribute of ours; write ${before}${written}.`);
  }
}

/** Tells whoever makes the page of a language that there are no texts in; widgets follow the page then. */
export function warnOfLanguage(lang: string): void {
  if (lang && !toLanguage(lang)) console.warn(`Kabinet: lang="${lang}": there are texts in ${LANGUAGES.join(', ')}.`);
}
