import type { PageConfiguration } from '@kabinet/elements/provider/page.js';
import { planCheck, SETTINGS } from '@kabinet/elements/provider/settings.js';

/** What a tag can say of the page-wide configuration: what `<kabinet-provider>` takes as attributes, in the same words. */
export const TAG_SETTINGS = ['lang', ...SETTINGS] as const;

/** The script tag's `data-api`, `data-lang`, `data-session`, `data-token-url` and `data-sign-in-url`; null when it sets nothing. */
export function readSettings(dataset: DOMStringMap): PageConfiguration | null {
  planCheck({ attributes: Object.keys(dataset) });
  const given = TAG_SETTINGS.filter((name) => dataset[name]).map((name) => [name, dataset[name]]);
  return given.length > 0 ? (Object.fromEntries(given) as PageConfiguration) : null;
}
