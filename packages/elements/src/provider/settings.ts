import type { Configuration } from './configuration.js';

/**
 * What is said by attributes: `api="..." token-url="..."` on `<kabinet-provider>`, `data-api="..." data-token-url="..."` on the script tag; `lang`
 * besides. What is not a plain text is given by code: `service`, `getToken`, and `texts`, of which many are functions. Colours are the
 * business of the page's style sheet.
 */
export const SETTINGS = ['api', 'session', 'tokenUrl', 'signInUrl'] as const satisfies readonly (keyof Configuration)[];
