import type { KnownSupplier } from '../../domain/supplier-directory.js';

/** A page's request to sign its customer in (RFC 6749, RFC 7636). */
export interface AuthorizationRequest {
  /** The page's origin, which is who it is. */
  readonly origin: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly responseMode: 'query' | 'web_message';
  /** Null where the page asks to be come back to only, because it goes by the cookie (`response_type=none`). */
  readonly codeChallenge: string | null;
  /** Somebody who has no cabinet yet is to sign up (`prompt=create`, OpenID Connect "Initiating User Registration"). */
  readonly isNew: boolean;
}

/** What is wrong with a request that can be told to the page that made it. */
export type RequestError = 'invalid_request' | 'unsupported_response_type';

export type ReadRequest =
  | { readonly request: AuthorizationRequest }
  | { readonly error: RequestError; readonly request: AuthorizationRequest }
  /** It is not known who asks: nobody is sent anywhere. */
  | { readonly error: 'unknown_page'; readonly request: null };

const LONGEST_REDIRECT = 1000;
const STATE = /^[\x20-\x7e]{1,500}$/;
/** What base64url makes of a SHA-256. */
const CHALLENGE = /^[\w-]{43}$/;

/** Reads the request. An address to come back to is believed only on the supplier's own sites. */
export function readAuthorizationRequest(query: URLSearchParams, { profile }: KnownSupplier): ReadRequest {
  const one = (name: string) => {
    const values = query.getAll(name);
    return values.length === 1 ? (values[0] ?? null) : null;
  };
  const origin = one('client_id');
  const redirectUri = one('redirect_uri');
  if (origin === null || redirectUri === null || !profile.origins.includes(origin) || !isOn(origin, redirectUri)) {
    return { error: 'unknown_page', request: null };
  }
  // An address of the site that leads on to wherever its query says would take the code along.
  if (profile.redirectUris !== undefined && !profile.redirectUris.includes(redirectUri)) {
    return { error: 'unknown_page', request: null };
  }
  const state = one('state') ?? '';
  const responseMode = one('response_mode') === 'web_message' ? 'web_message' : 'query';
  const challenge = one('code_challenge');
  const isNew = one('prompt') === 'create';
  const request = { origin, redirectUri, state, responseMode, codeChallenge: null, isNew } as const;
  const wrong = (error: RequestError): ReadRequest => ({ error, request });

  if (!STATE.test(state)) return { error: 'invalid_request', request: { ...request, state: '' } };
  if (!['query', 'web_message', null].includes(one('response_mode'))) return wrong('invalid_request');
  switch (one('response_type')) {
    case 'none':
      return { request };
    case 'code':
      if (challenge === null || !CHALLENGE.test(challenge)) return wrong('invalid_request');
      if (one('code_challenge_method') !== 'S256') return wrong('invalid_request');
      return { request: { ...request, codeChallenge: challenge } };
    default:
      return wrong('unsupported_response_type');
  }
}

/** Whether the address is on the origin, as a browser reads it, and as it was written: it is compared with what comes later. */
function isOn(origin: string, address: string): boolean {
  // It is kept as it was written; control characters are no part of any address.
  if (address.length > LONGEST_REDIRECT || /\p{Cc}/u.test(address) || !URL.canParse(address)) return false;
  const url = new URL(address);
  return url.origin === origin && url.hash === '' && url.username === '' && url.password === '';
}

/** What the page is told. */
export interface AuthorizationAnswer {
  readonly state: string;
  readonly code?: string;
  readonly error?: string;
}

/** The page's address with the answer in it. */
export function answeredAddress({ redirectUri }: AuthorizationRequest, answer: AuthorizationAnswer): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer) as [string, string][]) url.searchParams.set(name, value);
  return url.href;
}
