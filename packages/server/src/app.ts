import { randomUUID } from 'node:crypto';
import { buildOpenApi, type OperationName, operations } from '@kabinet/api/contract';
import { type Context as HonoContext, Hono } from 'hono';
import type { Context } from './context.js';
import { mountCalendar } from './http/calendar.js';
import { callOperation } from './http/call-operation.js';
import { corsHeaders, preflightHeaders } from './http/cors.js';
import { addressOf, type Env, warnOfUntrustedProxy } from './http/env.js';
import { mountFiles } from './http/files.js';
import { mountOAuth } from './http/oauth.js';
import { mountPayments } from './http/payments.js';
import { ProblemError } from './problem.js';
import { asProblem, problemBody } from './http/problem.js';
import { describeError } from './describe-error.js';
import { mountOutbox } from './messages/outbox-page.js';
import { allPages } from './pages/index.js';
import type { HostedPage } from './pages/page.js';
import { mountPages } from './pages/router.js';
import { VERSION } from './version.js';

/** What every answer carries. The API serves data to scripts: nothing of it may be framed, sniffed or run. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
};

/** The request handler, without a socket: tests call its `fetch` in process, and may give it pages of their own. */
export function createApp(context: Context, pages: readonly HostedPage[] = allPages): Hono<Env> {
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const started = performance.now();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('operation', 'none');
    c.set('supplier', null);
    await next();
    c.header('X-Request-Id', requestId);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      // A page for people says itself what it may do.
      if (!c.res.headers.has(name)) c.header(name, value);
    }
    context.logger.info(
      {
        requestId,
        supplier: c.var.supplier?.id,
        operation: c.var.operation,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      'answered',
    );
  });

  app.use(warnOfUntrustedProxy(context));

  app.onError((error, c) => answerProblem(context, c, error));
  app.notFound((c) => answerProblem(context, c, new ProblemError('not_found')));

  app.get('/healthz', (c) => {
    c.set('operation', 'healthz');
    return c.json({ status: 'ok' });
  });
  app.get('/readyz', async (c) => {
    c.set('operation', 'readyz');
    if (context.stopping.aborted) throw new ProblemError('unavailable');
    try {
      await context.database.ping();
    } catch {
      throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
    }
    return c.json({ status: 'ok' });
  });
  app.get('/openapi.json', (c) => {
    c.set('operation', 'openapi');
    // Public and the same for everybody: documentation tools on any site may read it.
    c.header('Access-Control-Allow-Origin', '*');
    return c.json(buildOpenApi({ version: VERSION, serverUrl: context.publicUrl() }));
  });

  app.use('/:supplierId/v1/*', async (c, next) => {
    const supplier = await context.suppliers.find(c.req.param('supplierId'));
    c.set('supplier', supplier);
    const origin = c.req.header('origin') ?? null;
    if (c.req.method === 'OPTIONS') {
      c.set('operation', 'preflight');
      return c.body(null, 204, preflightHeaders(origin, supplier));
    }
    await next();
    for (const [name, value] of Object.entries(corsHeaders(origin, supplier))) c.header(name, value);
    return undefined;
  });
  for (const name of Object.keys(operations) as OperationName[]) mount(app, context, name);
  for (const path of new Set(Object.values(operations).map((operation) => operation.path)))
    refuseOtherMethods(app, path);
  mountOAuth(app, context);
  mountOutbox(app, context);
  mountPayments(app, context);
  mountCalendar(app, context);
  mountFiles(app, context);
  mountPages(app, context, pages);
  return app;
}

function routeOf(path: string): string {
  return `/:supplierId/v1${path.replace(/\{(\w+)\}/g, ':$1')}`;
}

function mount(app: Hono<Env>, context: Context, name: OperationName): void {
  const { method, path, auth } = operations[name];
  app.on(method, routeOf(path), async (c) => {
    c.set('operation', name);
    const supplier = c.var.supplier;
    if (!supplier) throw new ProblemError('not_found');
    const answer = await callOperation(context, name, {
      request: c.req.raw,
      supplier,
      params: c.req.param(),
      address: addressOf(c, context.trustedProxies),
      requestId: c.var.requestId,
    });
    const isProblem = answer.status >= 400;
    return c.body(answer.body, answer.status as 200, {
      'Content-Type': isProblem ? 'application/problem+json' : 'application/json',
      'Cache-Control': auth === 'public' && method === 'GET' ? 'public, max-age=60' : 'no-store',
      ...(answer.replayed ? { 'Idempotency-Replayed': 'true' } : {}),
    });
  });
}

function refuseOtherMethods(app: Hono<Env>, path: string): void {
  const allowed = Object.values(operations)
    .filter((each) => each.path === path)
    .map((each) => each.method);
  app.all(routeOf(path), (c) => {
    if (!c.var.supplier) throw new ProblemError('not_found');
    throw new ProblemError('method_not_allowed', {}, { Allow: allowed.join(', ') });
  });
}

function answerProblem(context: Context, c: HonoContext<Env>, error: unknown): Response {
  const problem = asProblem(error);
  const requestId = c.var.requestId;
  if (problem.status >= 500) {
    context.logger.error({ requestId, operation: c.var.operation, error: describeError(error) }, 'failed');
  }
  return c.body(problemBody(problem, requestId), problem.status as 400, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...problem.headers,
  });
}
