import type { KnownSupplier } from '../domain/supplier-directory.js';

const ALLOWED_HEADERS = 'Authorization, Content-Type, Idempotency-Key, X-Kabinet-Session';
const EXPOSED_HEADERS = 'Retry-After, X-Request-Id, Idempotency-Replayed';
/** Seconds a browser keeps the answer to its question; no browser keeps it longer. */
const MAX_AGE = '7200';

/**
 * The supplier's own sites may call, and no others: with a token in a header, or, where customers sign in here, with the session's
 * cookie and a header that says so, which no other page can send (http/who-calls.ts).
 */
export function corsHeaders(origin: string | null, supplier: KnownSupplier | null): Record<string, string> {
  const headers: Record<string, string> = { Vary: 'Origin' };
  if (origin === null || !supplier?.profile.origins.includes(origin)) return headers;
  headers['Access-Control-Allow-Origin'] = origin;
  headers['Access-Control-Expose-Headers'] = EXPOSED_HEADERS;
  if (supplier.profile.hostedSignIn) headers['Access-Control-Allow-Credentials'] = 'true';
  return headers;
}

/** The answer to a browser's question before a call. */
export function preflightHeaders(origin: string | null, supplier: KnownSupplier | null): Record<string, string> {
  const headers = corsHeaders(origin, supplier);
  if (!('Access-Control-Allow-Origin' in headers)) return headers;
  headers['Access-Control-Allow-Methods'] = 'GET, POST';
  headers['Access-Control-Allow-Headers'] = ALLOWED_HEADERS;
  headers['Access-Control-Max-Age'] = MAX_AGE;
  return headers;
}
