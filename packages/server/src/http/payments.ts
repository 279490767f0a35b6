import { type Context as HonoContext, Hono } from 'hono';
import type { Context } from '../context.js';
import { changeOrder, findOrder, findOrderByNumber, lockOrder, type PaymentOrderRow } from '../db/payment-orders.js';
import { askProvider, askProviderAtTimes } from '../domain/ask-provider.js';
import { ASK_EVERY_MS } from '../domain/asking-again.js';
import { isPayable, isPayLinkSigned, orderForProvider } from '../domain/payment-orders.js';
import { applyEvent } from '../domain/settle-payment.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { backTo, deadEndPage, type DeadEnd, leavingPage } from '../pages/departure/departure.js';
import { newNonce, pageHeaders } from '../pages/headers.js';
import { chooseLanguage } from '../pages/languages.js';
import { renderDocument } from '../pages/layout.js';
import type { PageCall, PageDocument } from '../pages/page.js';
import { problemPage } from '../pages/problem-page.js';
import {
  CallbackRefused,
  type Departure,
  type PaymentMethodInUse,
  ProviderRefused,
  ProviderUnavailable,
  type ReadCallback,
} from '../payments/provider.js';
import { readBytes } from './body.js';
import { networksOf } from './caller-address.js';
import { describeError } from './describe-error.js';
import { addressOf, type Env } from './env.js';
import { asProblem, ProblemError } from './problem.js';
import { enforce, type RateLimit } from './rate-limit.js';

/** Far more than any provider sends. */
const MAX_CALLBACK_BYTES = 64 * 1024;
/** Of callbacks that are not the provider's, per address: what comes above it is not even written into the log. */
const REFUSED_CALLBACKS: RateLimit = { perMinute: 30, burst: 30 };
/** A person going to pay and coming back, or a household of them. */
const VISITS: RateLimit = { perMinute: 60, burst: 60 };
/** How long the provider may take to open a payment, to answer about one that it told of itself, and while somebody waits to come back. */
const DEPART_MS = 15_000;
const ASK_MS = 15_000;
const RETURN_ASK_MS = 3000;

/** The way to the provider's page and back, and where the provider tells what happened. */
export function mountPayments(app: Hono<Env>, context: Context): void {
  const paying = new Hono<Env>();
  paying.use(async (c, next) => {
    const supplier = await context.suppliers.find(c.req.param('supplierId') ?? '');
    if (!supplier?.profile.paying) throw new ProblemError('not_found');
    c.set('supplier', supplier);
    await next();
  });

  paying.post('/callback/:methodId', async (c) => {
    c.set('operation', 'pay:callback');
    return takeCallback(context, c, supplierOf(c));
  });
  paying.all('/callback/:methodId', (c) => {
    c.set('operation', 'pay:callback');
    throw new ProblemError('method_not_allowed', {}, { Allow: 'POST' });
  });
  // Some providers send the browser back with a form.
  paying.on(['GET', 'POST'], '/:orderId/return', async (c) => {
    c.set('operation', 'pay:return');
    return onPage(context, c, (page) => comeBack(page));
  });
  paying.get('/:orderId/:signature', async (c) => {
    c.set('operation', 'pay:departure');
    return onPage(context, c, (page) => depart(page));
  });
  app.route('/:supplierId/pay', paying);
}

function supplierOf(c: HonoContext<Env>): KnownSupplier {
  if (!c.var.supplier) throw new ProblemError('not_found');
  return c.var.supplier;
}

/** Takes the provider's word: checked over the bytes as they came, booked, and only then acknowledged. */
async function takeCallback(context: Context, c: HonoContext<Env>, supplier: KnownSupplier): Promise<Response> {
  const request = c.req.raw;
  const method = context.payments.find(supplier, c.req.param('methodId') ?? '');
  if (!method) throw new ProblemError('not_found');
  if (Number(request.headers.get('content-length') ?? 0) > MAX_CALLBACK_BYTES) {
    throw new ProblemError('payload_too_large');
  }
  const rawBody = await readBytes(request, MAX_CALLBACK_BYTES);
  let callback: ReadCallback;
  try {
    const query = new URL(request.url).searchParams;
    callback = await method.provider.readCallback({ rawBody, headers: request.headers, query });
  } catch (error) {
    if (error instanceof CallbackRefused) return refuseCallback(context, c, { supplier, method });
    throw error;
  }
  await book(context, { supplier, method, callback });
  const { contentType, body } = callback.answer(context.now());
  return c.body(body, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' });
}

/**
 * Whoever it was is told nothing. Only refused ones are counted: a real provider is always let in, even from an address that others have
 * used up, as behind a proxy that we were not told of.
 */
function refuseCallback(
  { rateLimiter, logger, trustedProxies }: Context,
  c: HonoContext<Env>,
  { supplier, method }: { supplier: KnownSupplier; method: PaymentMethodInUse },
): Response {
  const [network] = networksOf(addressOf(c, trustedProxies));
  const wait = rateLimiter.take(`refused callback ${network}`, REFUSED_CALLBACKS);
  if (wait === null) logger.warn({ supplier: supplier.id, method: method.id }, 'a payment callback was refused');
  return c.body(null, wait === null ? 400 : 429, { 'Cache-Control': 'no-store' });
}

async function book(
  context: Context,
  { supplier, method, callback }: { supplier: KnownSupplier; method: PaymentMethodInUse; callback: ReadCallback },
): Promise<void> {
  const { event, isConclusive } = callback;
  if (event === null) return;
  const { database } = context;
  const supplierId = supplier.id;
  if (isConclusive) {
    await database.transaction(supplierId, (tx) =>
      applyEvent(tx, { context, supplier, methodId: method.id, event, source: 'callback', now: context.now() }),
    );
    return;
  }
  const order = await database.transaction(supplierId, (tx) =>
    findOrderByNumber(tx, { supplierId, number: event.orderNumber }),
  );
  // About no order of ours, or one of another method: what was said proves nothing, and there is nobody to ask.
  if (order?.methodId !== method.id) return;
  try {
    await askProvider(context, { supplier, orderId: order.id, signal: AbortSignal.timeout(ASK_MS) });
  } catch (error) {
    // Told again later, or asked for by our own clock.
    if (error instanceof ProviderUnavailable) throw new ProblemError('unavailable', {}, { 'Retry-After': '60' });
    throw error;
  }
}

/** Somebody's browser on its way to or from the provider. */
interface Visit {
  readonly context: Context;
  readonly supplier: KnownSupplier;
  readonly call: PageCall;
  readonly orderId: string;
  readonly signature: string;
  readonly nonce: string;
}

type VisitAnswer =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'show'; readonly document: PageDocument; readonly formsTo?: string };

/** Answers a browser with a page like our others, or sends it on; whatever goes wrong is a page too. */
async function onPage(
  context: Context,
  c: HonoContext<Env>,
  work: (visit: Visit) => Promise<VisitAnswer>,
): Promise<Response> {
  const supplier = supplierOf(c);
  const order = await context.database.transaction(supplier.id, (tx) =>
    findOrder(tx, { supplierId: supplier.id, orderId: c.req.param('orderId') ?? '' }),
  );
  const call = callOf(context, c, { supplier, order });
  const nonce = newNonce();
  const headersFor = (formsTo: readonly string[]) => ({
    ...pageHeaders({ supplier, nonce, keepsOpener: false, formsTo }),
    // The address has the order in it: it is nobody's business where the browser goes next.
    'Referrer-Policy': 'no-referrer',
  });
  const show = async (document: Pick<PageDocument, 'title' | 'body' | 'status'>, status: number, formsTo?: string) => {
    const text = await renderDocument({ call, document, signedInAs: null, script: null, nonce });
    return new Response(text.toString(), {
      status,
      headers: {
        ...headersFor(formsTo === undefined ? [] : [formsTo]),
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': call.language,
      },
    });
  };
  try {
    enforce(context.rateLimiter, `pay ${networksOf(call.address)[0]}`, VISITS);
    const orderId = order?.id ?? '';
    const answer = await work({ context, supplier, call, orderId, signature: c.req.param('signature') ?? '', nonce });
    if (answer.kind === 'go') {
      return new Response(null, { status: 303, headers: { ...headersFor([]), Location: answer.to } });
    }
    return await show(answer.document, answer.document.status ?? 200, answer.formsTo);
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status >= 500) {
      const { requestId } = call;
      context.logger.error({ requestId, operation: c.var.operation, error: describeError(error) }, 'failed');
    }
    const { title, body } = problemPage(call, problem);
    return show({ title, body }, problem.status);
  }
}

function callOf(
  context: Context,
  c: HonoContext<Env>,
  { supplier, order }: { supplier: KnownSupplier; order: PaymentOrderRow | null },
): PageCall {
  const request = c.req.raw;
  const query = new URL(request.url).searchParams;
  return {
    context,
    supplier,
    request,
    query,
    form: new URLSearchParams(),
    cookies: {},
    language: chooseLanguage({
      supplier: supplier.profile,
      asked: query.get('lang'),
      remembered: order?.language,
      acceptLanguage: request.headers.get('accept-language'),
    }),
    customer: null,
    address: addressOf(c, context.trustedProxies),
    now: context.now(),
    requestId: c.var.requestId,
  };
}

/** To the provider's page, if the address is one that we gave out and the order still waits to be paid. */
async function depart(visit: Visit): Promise<VisitAnswer> {
  const { context, supplier, orderId, signature } = visit;
  const { database } = context;
  const supplierId = supplier.id;
  const order = await database.transaction(supplierId, (tx) => findOrder(tx, { supplierId, orderId }));
  if (!order || !isPayLinkSigned(context, supplier, order, signature)) return deadEnd(visit, { why: 'unknown' });
  if (!isPayable(order, context.now())) return notPayable(visit, order);
  const method = context.payments.find(supplier, order.methodId);
  if (!method) return deadEnd(visit, { why: 'refused', order, site: '' });
  const settings = supplier.profile.paying?.methods.find(({ id }) => id === method.id)?.settings ?? {};
  const site = method.kind.site(settings);
  const departure = await departureOf(visit, { order, method });
  if (departure === 'silent' || departure === 'refused') return deadEnd(visit, { why: departure, order, site });
  const left = await leave(visit, departure);
  if (!left) return deadEnd(visit, { why: 'unknown' });
  // Paid or over while the provider thought about it.
  if (!isPayable(left, context.now())) return notPayable(visit, left);
  if (departure.method === 'GET') return { kind: 'go', to: departure.url };
  const document = leavingPage(visit.call, { order, method, site, departure, nonce: visit.nonce });
  return { kind: 'show', document, formsTo: new URL(departure.url).origin };
}

async function departureOf(
  { context, supplier }: Visit,
  { order, method }: { order: PaymentOrderRow; method: PaymentMethodInUse },
): Promise<Departure | 'silent' | 'refused'> {
  try {
    return await method.provider.depart(orderForProvider(context, supplier, order), AbortSignal.timeout(DEPART_MS));
  } catch (error) {
    const told = { supplier: supplier.id, method: method.id, order: order.id, error: describeError(error) };
    context.logger.warn(told, 'could not send a payer to the provider');
    if (error instanceof ProviderRefused) return 'refused';
    if (error instanceof ProviderUnavailable || isTimeout(error)) return 'silent';
    throw error;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

/** Remembers that the browser goes there, before it does: from now on it may have been paid, and the provider is asked. */
async function leave({ context, supplier, orderId }: Visit, departure: Departure): Promise<PaymentOrderRow | null> {
  const supplierId = supplier.id;
  return context.database.transaction(supplierId, async (tx) => {
    const order = await lockOrder(tx, { supplierId, orderId });
    const now = context.now();
    if (!order || !isPayable(order, now)) return order;
    const change = {
      ...(order.departedAt === null && { departedAt: now }),
      ...(order.reference === null && departure.reference !== undefined && { reference: departure.reference }),
      nextAskAt: new Date(now.getTime() + ASK_EVERY_MS),
    };
    await changeOrder(tx, { supplierId, orderId, change });
    return order;
  });
}

/** Back to the page that the payer came from. Nothing of what the browser brings along is read: only the provider is asked. */
async function comeBack(visit: Visit): Promise<VisitAnswer> {
  const { context, supplier, orderId } = visit;
  const supplierId = supplier.id;
  const order = await context.database.transaction(supplierId, (tx) => findOrder(tx, { supplierId, orderId }));
  if (!order) return deadEnd(visit, { why: 'unknown' });
  try {
    await askProviderAtTimes(context, { supplier, orderId, signal: AbortSignal.timeout(RETURN_ASK_MS) });
  } catch (error) {
    // The page asks again, and so does our clock.
    context.logger.warn(
      { supplier: supplierId, order: orderId, error: describeError(error) },
      'could not ask on return',
    );
  }
  return { kind: 'go', to: backTo(order) };
}

function notPayable(visit: Visit, order: PaymentOrderRow): VisitAnswer {
  const isOver =
    order.status === 'expired' || (order.status === 'created' && new Date(order.expiresAt) <= visit.context.now());
  return deadEnd(visit, { why: isOver ? 'expired' : 'closed', order });
}

function deadEnd({ call }: Visit, end: DeadEnd): VisitAnswer {
  return { kind: 'show', document: deadEndPage(call, end) };
}
