import type { PageConfiguration } from '@kabinet/elements/provider/page.js';

/** The script tag's `data-api`, `data-lang`, `data-token-url` and `data-sign-in-url`; null when it sets nothing. */
export function readSettings(dataset: DOMStringMap): PageConfiguration | null {
  const { api, lang, tokenUrl, signInUrl } = dataset;
  if (!api && !lang && !tokenUrl && !signInUrl) return null;
  return {
    ...(api && { api }),
    ...(lang && { lang }),
    ...(tokenUrl && { tokenUrl }),
    ...(signInUrl && { signInUrl }),
  };
}
