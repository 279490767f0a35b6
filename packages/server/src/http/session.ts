import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { type Customer, HOSTED_REF } from '../domain/customer.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { ProblemError } from '../problem.js';

type SignOn = NonNullable<KnownSupplier['profile']['signOn']>;

const ALGORITHMS = ['ES256', 'EdDSA', 'RS256'];
/** The longest life of a token, and how far clocks may differ, in seconds. */
const MAX_AGE = 10 * 60;
const CLOCK_SKEW = 60;
/** Printable, and no longer than any billing base names a customer. */
// eslint-disable-next-line no-control-regex
const CUSTOMER_REF = /^[^\u0000-\u001f\u007f]{1,200}$/;

/** Verifies the supplier's tokens. Keys fetched from a supplier are kept; a supplier whose keys cannot be had is "unavailable", not "signed out". */
export class SessionVerifier {
  /** By supplier and profile, so that a changed profile brings its new keys. */
  readonly #keys = new Map<string, { hash: string; getKey: JWTVerifyGetKey }>();

  async verify(authorization: string | null, supplier: KnownSupplier, now: Date): Promise<Customer> {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw unauthorized(authorization === null ? 'token_missing' : 'token_invalid');
    const payload = await this.#verified(token, supplier, now);
    const { sub, exp, iat } = payload;
    const limit = now.getTime() / 1000 + MAX_AGE + CLOCK_SKEW;
    if (
      typeof sub !== 'string' ||
      !CUSTOMER_REF.test(sub) ||
      sub.startsWith(HOSTED_REF) ||
      exp === undefined ||
      exp > limit
    )
      throw unauthorized('token_invalid');
    if (iat !== undefined && exp - iat > MAX_AGE + CLOCK_SKEW) throw unauthorized('token_invalid');
    return { ref: sub, expiresAt: new Date(exp * 1000), hosted: null };
  }

  async #verified(token: string, supplier: KnownSupplier, now: Date): Promise<JWTPayload> {
    const { signOn } = supplier.profile;
    if (!signOn) throw unauthorized('token_invalid');
    try {
      const { payload } = await jwtVerify(token, this.#keysOf(supplier, signOn), {
        algorithms: ALGORITHMS,
        issuer: signOn.issuer,
        audience: supplier.id,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: CLOCK_SKEW,
        currentDate: now,
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw unauthorized('token_expired');
      if (isKeysUnavailable(error)) throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
      throw unauthorized('token_invalid');
    }
  }

  #keysOf({ id, hash }: KnownSupplier, { jwks, jwksUri }: SignOn): JWTVerifyGetKey {
    const kept = this.#keys.get(id);
    if (kept?.hash === hash) return kept.getKey;
    const getKey = jwks
      ? createLocalJWKSet(jwks)
      : jwksUri
        ? createRemoteJWKSet(new URL(jwksUri), {
            timeoutDuration: 3000,
            cooldownDuration: 30_000,
            cacheMaxAge: 600_000,
          })
        : createLocalJWKSet({ keys: [] });
    this.#keys.set(id, { hash, getKey });
    return getKey;
  }
}

/** Nobody may call with this: what is wrong with it, as the contract and RFC 6750 say it. */
export function unauthorized(code: 'token_missing' | 'token_invalid' | 'token_expired'): ProblemError {
  return new ProblemError(
    code,
    {},
    { 'WWW-Authenticate': code === 'token_missing' ? 'Bearer' : 'Bearer error="invalid_token"' },
  );
}

/** The fetch of a supplier's keys failed: not the customer's fault. Everything else jose throws is about the token. */
function isKeysUnavailable(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  return error instanceof errors.JOSEError ? error.code === 'ERR_JOSE_GENERIC' : true;
}
