import type { TokenProvider } from './client.js';
import { ApiError } from './errors.js';
import { untilAborted } from './until-aborted.js';

/** A session's token as the supplier's site hands it over; kept in memory only. */
export interface IssuedToken {
  readonly token: string;
  /** ISO 8601; without it the token is used until the service refuses it. */
  readonly expiresAt?: string;
}

/** Ask for the next token this long before the one in hand ends, so that none ends on its way. */
const RENEW_BEFORE_MS = 30_000;

function isFresh(token: IssuedToken, now: number): boolean {
  return token.expiresAt === undefined || Date.parse(token.expiresAt) - RENEW_BEFORE_MS > now;
}

/** Gives tokens, and forgets the one in hand when somebody else signs in. */
export type KeptToken = TokenProvider & { readonly forget: () => void };

/**
 * Keeps the token that `issue` gives until shortly before its end. Many widgets asking at once make one request. `issue` answers
 * null when nobody is signed in.
 */
export function keepToken(issue: () => Promise<IssuedToken | string | null>): KeptToken {
  let kept: IssuedToken | null = null;
  let pending: Promise<IssuedToken | null> | null = null;
  const renew = () => {
    const renewing = issue().then((answer) => {
      const issued = typeof answer === 'string' ? { token: answer } : answer;
      // One that was asked for before somebody else signed in is nobody's now.
      if (pending === renewing) kept = issued;
      return issued;
    });
    const over = () => {
      if (pending === renewing) pending = null;
    };
    pending = renewing;
    renewing.then(over, over);
    return renewing;
  };
  const provide: TokenProvider = async ({ refused, signal }) => {
    if (kept && kept.token !== refused && isFresh(kept, Date.now())) return kept.token;
    return (await untilAborted(pending ?? renew(), signal))?.token ?? null;
  };
  const forget = () => {
    kept = null;
    pending = null;
  };
  return Object.assign(provide, { forget });
}

/** The address, if it is the page's own site's: a `<base>` of the page must not send anybody's session elsewhere. */
function ownAddress(url: string): string | null {
  if (typeof location === 'undefined') return url;
  try {
    const address = new URL(url, location.href);
    return address.origin === location.origin ? address.href : null;
  } catch {
    return null; // no address at all
  }
}

/**
 * Tokens from an address of the supplier's own site, called with its cookies: `POST` answers `{token, expiresAt}`, or 401 when
 * nobody is signed in.
 */
export function tokenFromUrl(url: string, fetchToken: typeof fetch = (...args) => fetch(...args)): KeptToken {
  let isTold = false;
  return keepToken(async () => {
    const address = ownAddress(url);
    if (address === null) {
      if (!isTold) console.warn(`Kabinet: tokens are taken from the page's own site only, not from ${url}.`);
      isTold = true;
      return null;
    }
    const response = await fetchToken(address, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status === 401 || response.status === 403) return null;
    if (!response.ok) throw new ApiError('unavailable');
    const value: unknown = await response.json().catch(() => null);
    const issued = value as Partial<IssuedToken> | null;
    if (typeof issued?.token !== 'string') throw new ApiError('bad-response');
    return { token: issued.token, ...(typeof issued.expiresAt === 'string' && { expiresAt: issued.expiresAt }) };
  });
}
