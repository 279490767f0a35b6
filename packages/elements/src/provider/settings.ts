import { whenIdle } from '../core/later.js';
import type { Configuration } from './configuration.js';
import type { Said } from './settings-check.js';

/**
 * What is said by attributes: `api="..." token-url="..."` on `<kabinet-provider>`, `data-api="..." data-token-url="..."` on the script tag; `lang`
 * besides. What is not a plain text is given by code: `service`, `getToken`, and `texts`, of which many are functions. Colours are the
 * business of the page's style sheet.
 */
export const SETTINGS = ['api', 'session', 'tokenUrl', 'signInUrl'] as const satisfies readonly (keyof Configuration)[];

/** Has looked at what a page said, when there is time: it is a word to whoever makes the page, and no customer waits for it. */
export function planCheck(said: Said): void {
  whenIdle(() => {
    void import('./settings-check.js').then(({ checkSettings }) => checkSettings(said)).catch(() => undefined);
  });
}
