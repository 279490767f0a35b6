import { ApiError } from './errors.js';
import { type IssuedToken, keepToken, type KeptToken } from './token-source.js';

/*
 * Signing in on the service's own pages from a page on another site: OAuth 2.0 authorisation code with PKCE (RFC 6749, RFC 7636, and
 * RFC 10017 for applications in browsers). Tokens are kept in memory only.
 */

/** How the answer comes back: in the page's address, or as a message from a window. */
export type ResponseMode = 'query' | 'web_message';

/** Asks for a sign-in. */
export interface AuthorizationRequest {
  /** `pages.authorize` of the supplier's profile. */
  readonly authorizeUrl: string;
  /** The page to come back to. Its origin is who asks (`client_id`), and must be among the supplier's own. */
  readonly redirectUri: string;
  /** Comes back unchanged. */
  readonly state: string;
  /** Proves at the exchange that it was this page that asked; null to be signed in by a cookie only, without a code. */
  readonly verifier: string | null;
  readonly responseMode: ResponseMode;
  /** Who has no cabinet yet signs up. */
  readonly isNew: boolean;
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The address to open for it. */
export async function authorizationUrl(request: AuthorizationRequest): Promise<string> {
  const { authorizeUrl, redirectUri, state, verifier, responseMode, isNew } = request;
  const url = new URL(authorizeUrl);
  const set = (name: string, value: string) => url.searchParams.set(name, value);
  set('response_type', verifier === null ? 'none' : 'code');
  set('response_mode', responseMode);
  set('client_id', new URL(redirectUri).origin);
  set('redirect_uri', redirectUri);
  set('state', state);
  if (isNew) set('prompt', 'create');
  if (verifier !== null) {
    set('code_challenge', base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
    set('code_challenge_method', 'S256');
  }
  return url.href;
}

/** Access tokens of a signed-in page, renewed shortly before they end as long as the session lives. */
export interface PkceTokens extends KeptToken {
  /** Takes the tokens for the code that a sign-in gave. Rejects with an ApiError when it gave none. */
  readonly exchange: (given: { code: string; verifier: string; redirectUri: string }) => Promise<void>;
  /** Uses a token that another tab of the same page got. It cannot be renewed here. */
  readonly adopt: (token: IssuedToken) => void;
  /** The token in hand, to hand it to another tab; null when this tab renews none itself. */
  readonly share: (signal: AbortSignal) => Promise<IssuedToken | null>;
}

interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in: number;
  readonly refresh_token: string;
}

function isTokenAnswer(value: unknown): value is TokenAnswer {
  const { access_token, expires_in, refresh_token } = (value ?? {}) as Partial<Record<keyof TokenAnswer, unknown>>;
  return typeof access_token === 'string' && typeof expires_in === 'number' && typeof refresh_token === 'string';
}

/** Tokens by code and PKCE from the API at `baseUrl`. */
export function pkceTokens({
  baseUrl,
  clientId,
  fetch: fetchTokens = (...args) => fetch(...args),
}: {
  /** Address of the supplier's API. */
  baseUrl: string;
  /** The page's origin. */
  clientId: string;
  fetch?: typeof fetch;
}): PkceTokens {
  let refreshToken: string | null = null;
  /** One that is here already, for who asks next. */
  let ready: IssuedToken | null = null;
  let last: IssuedToken | null = null;
  /** Counts who is signed in: an answer for the one before is nobody's. */
  let session = 0;

  /** Null when the service does not give any (more). */
  async function ask(fields: Readonly<Record<string, string>>): Promise<IssuedToken | null> {
    const asked = session;
    const response = await fetchTokens(`${baseUrl.replace(/\/+$/, '')}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, ...fields }),
      headers: { Accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status === 400 || response.status === 401) return null;
    if (!response.ok) throw new ApiError(response.status === 429 ? 'rate-limited' : 'unavailable');
    const answer: unknown = await response.json().catch(() => null);
    if (!isTokenAnswer(answer)) throw new ApiError('bad-response');
    if (asked !== session) return null;
    refreshToken = answer.refresh_token;
    const expiresAt = new Date(Date.now() + answer.expires_in * 1000).toISOString();
    return (last = { token: answer.access_token, expiresAt });
  }

  const kept = keepToken(async () => {
    const issued = ready;
    ready = null;
    if (issued) return issued;
    if (refreshToken === null) return null;
    const spent = refreshToken;
    const renewed = await ask({ grant_type: 'refresh_token', refresh_token: spent });
    // It was refused: the session has ended.
    if (renewed === null && refreshToken === spent) refreshToken = null;
    return renewed;
  });
  const forget = () => {
    session += 1;
    refreshToken = null;
    ready = null;
    last = null;
    kept.forget();
  };
  return Object.assign<KeptToken, Omit<PkceTokens, keyof KeptToken>>(
    Object.assign((request: Parameters<KeptToken>[0]) => kept(request), { forget }),
    {
      exchange: async ({ code, verifier, redirectUri }) => {
        forget();
        const issued = await ask({
          grant_type: 'authorization_code',
          code,
          code_verifier: verifier,
          redirect_uri: redirectUri,
        });
        if (!issued) throw new ApiError('unauthorized');
        ready = issued;
      },
      adopt: (token) => {
        forget();
        ready = token;
      },
      share: async (signal) => {
        if (refreshToken === null) return null;
        const token = await kept({ refused: null, signal });
        return last?.token === token ? last : null;
      },
    },
  );
}
