import type { PageConfiguration } from '@kabinet/elements/provider/page.js';

const SESSIONS: readonly string[] = ['token', 'cookie', 'pkce'] satisfies PageConfiguration['session'][];

function isSession(text: string | undefined): text is NonNullable<PageConfiguration['session']> {
  if (text === undefined || SESSIONS.includes(text)) return text !== undefined;
  console.warn(`Kabinet: data-session is one of ${SESSIONS.join(', ')}, not "${text}".`);
  return false;
}

/** The script tag's `data-api`, `data-lang`, `data-session`, `data-token-url` and `data-sign-in-url`; null when it sets nothing. */
export function readSettings(dataset: DOMStringMap): PageConfiguration | null {
  const { api, lang, session, tokenUrl, signInUrl } = dataset;
  if (!api && !lang && !session && !tokenUrl && !signInUrl) return null;
  return {
    ...(api && { api }),
    ...(lang && { lang }),
    ...(isSession(session) && { session }),
    ...(tokenUrl && { tokenUrl }),
    ...(signInUrl && { signInUrl }),
  };
}
