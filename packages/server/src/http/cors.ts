import type { KnownSupplier } from '../domain/supplier-directory.js';

const ALLOWED_HEADERS = 'Authorization, Content-Type, Idempotency-Key';
const EXPOSED_HEADERS = 'Retry-After, X-Request-Id, Idempotency-Replayed';
/** Seconds a browser keeps the answer to its question; no browser keeps it longer. */
const MAX_AGE = '7200';

/**
 * The supplier's own sites may call, and no others. Without credentials: the session is a token in a header, so a foreign page cannot
 * ride on anybody's cookie.
 */
export function corsHeaders(origin: string | null, supplier: KnownSupplier | null): Record<string, string> {
  const headers: Record<string, string> = { Vary: 'Origin' };
  if (origin === null || !supplier?.profile.origins.includes(origin)) return headers;
  headers['Access-Control-Allow-Origin'] = origin;
  headers['Access-Control-Expose-Headers'] = EXPOSED_HEADERS;
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
