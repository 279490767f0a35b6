import type { Context as HonoContext, Hono } from 'hono';
import type { Context } from '../context.js';
import type { Tx } from '../db/database.js';
import { ACCESS_MS, exchangeCode, type PageTokens, refreshTokens } from '../domain/page-grants.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { pageUrl } from '../domain/page-addresses.js';
import { networksOf } from '../caller-address.js';
import { readText } from './body.js';
import { addressOf, type Env } from './env.js';
import { ProblemError } from '../problem.js';
import { enforce, type RateLimit } from './rate-limit.js';

/** A page renews its token every ten minutes; many pages may be behind one address. */
const TOKEN_LIMIT: RateLimit = { perMinute: 120, burst: 60 };
const MAX_FORM_BYTES = 8 * 1024;
/** Of everything that goes into the exchange: a verifier has 128 characters at most (RFC 7636), an address of ours 2,000. */
const LONGEST = 2048;

/** RFC 6749's words for what is wrong with a request for tokens. */
type OAuthError = 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type';

/** Below `/{supplier}/v1`, so that it answers across origins as the API does; and the document by which libraries find it. */
export function mountOAuth(app: Hono<Env>, context: Context): void {
  app.post('/:supplierId/v1/oauth/token', async (c) => {
    c.set('operation', 'oauth:token');
    const supplier = hostedSupplier(c.var.supplier);
    enforce(
      context.rateLimiter,
      `oauth ${supplier.id} ${networksOf(addressOf(c, context.trustedProxies))[0]}`,
      TOKEN_LIMIT,
    );
    const answer = await tokensFor(context, supplier, c.req.raw);
    return typeof answer === 'string' ? refuse(c, answer) : grant(c, answer);
  });
  app.all('/:supplierId/v1/oauth/token', (c) => {
    c.set('operation', 'oauth:token');
    hostedSupplier(c.var.supplier);
    throw new ProblemError('method_not_allowed', {}, { Allow: 'POST' });
  });
  app.get('/.well-known/oauth-authorization-server/:supplierId', async (c) => {
    c.set('operation', 'oauth:metadata');
    const { id } = hostedSupplier(await context.suppliers.find(c.req.param('supplierId')));
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Cache-Control', 'public, max-age=3600');
    return c.json(metadata(context, id));
  });
}

function hostedSupplier(supplier: KnownSupplier | null): KnownSupplier {
  if (!supplier?.profile.hostedSignIn) throw new ProblemError('not_found');
  return supplier;
}

/** RFC 8414. Clients are not registered: one is known by its origin, which must be among the supplier's own. */
function metadata(context: Context, supplierId: string): object {
  const url = (path: string) => new URL(path, context.publicUrl()).href;
  return {
    issuer: url(`/${supplierId}`),
    authorization_endpoint: pageUrl(context, supplierId, 'authorize'),
    token_endpoint: url(`/${supplierId}/v1/oauth/token`),
    response_types_supported: ['code', 'none'],
    response_modes_supported: ['query', 'web_message'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
  };
}

async function tokensFor(
  { database, now }: Context,
  { id: supplierId, profile }: KnownSupplier,
  request: Request,
): Promise<PageTokens | OAuthError> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
    return 'invalid_request';
  const form = new URLSearchParams(await readText(request, MAX_FORM_BYTES));
  // Said by the browser, not by the page.
  const origin = request.headers.get('origin');
  if (origin === null || form.get('client_id') !== origin || !profile.origins.includes(origin)) return 'invalid_client';
  const work = workFor(form, { supplierId, origin, now: now() });
  if (typeof work === 'string') return work;
  return (await database.transaction(supplierId, work)) ?? 'invalid_grant';
}

function workFor(
  form: URLSearchParams,
  known: { supplierId: string; origin: string; now: Date },
): ((tx: Tx) => Promise<PageTokens | null>) | OAuthError {
  const field = (name: string) => {
    const values = form.getAll(name);
    return values.length === 1 && values[0] && values[0].length <= LONGEST ? values[0] : null;
  };
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const [code, verifier, redirectUri] = [field('code'), field('code_verifier'), field('redirect_uri')];
      if (code === null || verifier === null || redirectUri === null) return 'invalid_request';
      return (tx) => exchangeCode(tx, { ...known, code, verifier, redirectUri });
    }
    case 'refresh_token': {
      const refreshToken = field('refresh_token');
      if (refreshToken === null) return 'invalid_request';
      return (tx) => refreshTokens(tx, { ...known, refreshToken });
    }
    default:
      return 'unsupported_grant_type';
  }
}

function grant(c: HonoContext<Env>, { accessToken, refreshToken }: PageTokens): Response {
  c.header('Cache-Control', 'no-store');
  return c.json({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: ACCESS_MS / 1000,
    refresh_token: refreshToken,
  });
}

function refuse(c: HonoContext<Env>, error: OAuthError): Response {
  c.header('Cache-Control', 'no-store');
  return c.json({ error }, 400);
}
