import type { SessionMode } from '@kabinet/elements/core/connection.js';
import type { PageConfiguration } from '@kabinet/elements/provider/page.js';

/** The script tag's `data-api`, `data-lang`, `data-session`, `data-token-url` and `data-sign-in-url`; null when it sets nothing. */
export function readSettings(dataset: DOMStringMap): PageConfiguration | null {
  const { api, lang, session, tokenUrl, signInUrl } = dataset;
  if (!api && !lang && !session && !tokenUrl && !signInUrl) return null;
  return {
    ...(api && { api }),
    ...(lang && { lang }),
    ...(session && { session: session as SessionMode }),
    ...(tokenUrl && { tokenUrl }),
    ...(signInUrl && { signInUrl }),
  };
}
