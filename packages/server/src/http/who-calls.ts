import type { OperationName } from '@kabinet/api/contract';
import type { Context } from '../context.js';
import { ACCESS_PREFIX, findByAccessToken } from '../domain/page-grants.js';
import { findSession } from '../domain/sessions.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { networksOf } from '../caller-address.js';
import { ProblemError } from '../problem.js';
import { enforce, type RateLimit } from './rate-limit.js';
import type { Customer } from '../domain/customer.js';
import { unauthorized } from './session.js';
import { readCookies, sessionTokenOf } from './session-cookie.js';

/** Tokens that cannot be accepted, per address: a page with an ended session asks again, a guesser asks much more often. */
const REFUSED_TOKENS: RateLimit = { perMinute: 120, burst: 120 };

/** What a page sends along with the cookie: no form and no other site can. */
const COOKIE_HEADER = 'X-Kabinet-Session';

interface Call {
  readonly name: OperationName;
  readonly request: Request;
  readonly supplier: KnownSupplier;
  /** For limits only. */
  readonly address: string;
  readonly now: Date;
}

/**
 * Who makes a call, in one of three ways: with a token of the supplier's own sign-on; with a token that was given to the page's origin;
 * or with the cookie of somebody who signed in here, from a page of the supplier's. Throws when it is nobody.
 */
export async function whoCalls(context: Context, call: Call): Promise<Customer> {
  try {
    return await identify(context, call);
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) {
      enforce(context.rateLimiter, `refused token ${networksOf(call.address)[0]}`, REFUSED_TOKENS);
    }
    throw error;
  }
}

async function identify(context: Context, call: Call): Promise<Customer> {
  const { request, supplier, now } = call;
  const authorization = request.headers.get('authorization');
  const pageToken = new RegExp(`^Bearer +(${ACCESS_PREFIX}[\\w-]+)$`, 'i').exec(authorization ?? '')?.[1];
  if (pageToken !== undefined) return byPageToken(context, call, pageToken);
  // Where there is a token, it says who calls, whatever else the browser has sent along.
  if (authorization === null && request.headers.get(COOKIE_HEADER) === 'cookie') return byCookie(context, call);
  return context.sessions.verify(authorization, supplier, now);
}

/** To ask who is signed in is not to use the session: a page that minds its end would put it off for ever. */
function isLookOnly({ name }: Call): boolean {
  return name === 'getSession';
}

async function byPageToken({ database }: Context, call: Call, token: string): Promise<Customer> {
  const { request, supplier, now } = call;
  if (!supplier.profile.hostedSignIn) throw unauthorized('token_invalid');
  const found = await database.transaction(supplier.id, (tx) =>
    findByAccessToken(tx, {
      supplierId: supplier.id,
      token,
      origin: request.headers.get('origin'),
      now,
      isLookOnly: isLookOnly(call),
    }),
  );
  if (!found) throw unauthorized('token_invalid');
  if (found === 'expired') throw unauthorized('token_expired');
  return found;
}

async function byCookie(context: Context, call: Call): Promise<Customer> {
  const { request, supplier, now } = call;
  if (!comesFromOwnPage(request, supplier, context.publicUrl())) throw new ProblemError('forbidden');
  const token = sessionTokenOf(readCookies(request.headers.get('cookie')), supplier.id);
  if (token === null || !supplier.profile.hostedSignIn) throw unauthorized('token_missing');
  const found = await context.database.transaction(supplier.id, (tx) =>
    findSession(tx, { supplierId: supplier.id, token, now, isLookOnly: isLookOnly(call) }),
  );
  if (!found) throw unauthorized('token_expired');
  return found;
}

/** Whether a browser says that a page of the supplier's, or one of ours, makes the call. */
function comesFromOwnPage(request: Request, { profile }: KnownSupplier, publicUrl: string): boolean {
  const origin = request.headers.get('origin');
  return (origin !== null && profile.origins.includes(origin)) || comesFromOurPage(request, publicUrl);
}

/** Whether a browser says that one of our own pages makes the call. */
function comesFromOurPage(request: Request, publicUrl: string): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null) return origin === new URL(publicUrl).origin;
  // Browsers leave the origin out when a page reads from its own.
  return request.method === 'GET' && request.headers.get('sec-fetch-site') === 'same-origin';
}

/**
 * Whether a call may be one of staff: with the cookie, from one of our own pages. What a script on the supplier's site can do in the name
 * of who looks at it ends at their own accounts; it reads nobody's requests because a colleague opened the site.
 */
export function mayBeOfStaff(request: Request, publicUrl: string): boolean {
  return !request.headers.has('authorization') && comesFromOurPage(request, publicUrl);
}
