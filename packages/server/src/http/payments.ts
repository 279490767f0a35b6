import { type Context as HonoContext, Hono } from 'hono';
import type { Context } from '../context.js';
import { findOrder, findOrderByNumber } from '../db/payment-orders.js';
import { askProviderWhenTold } from '../domain/ask-provider.js';
import { applyEvent } from '../domain/settle-payment.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import {
  CallbackRefused,
  type PaymentMethodInUse,
  ProviderUnavailable,
  type ReadCallback,
} from '../payments/provider.js';
import { readBytes } from './body.js';
import { networksOf } from '../caller-address.js';
import { addressOf, type Env } from './env.js';
import { comeBack, depart, onPage } from './paying-visits.js';
import { ProblemError } from '../problem.js';
import type { RateLimit } from './rate-limit.js';

/** Far more than any provider sends. */
const MAX_CALLBACK_BYTES = 64 * 1024;
/** Of callbacks that are not the provider's, per address: what comes above it is not even written into the log. */
const REFUSED_CALLBACKS: RateLimit = { perMinute: 30, burst: 30 };
/** How long the provider may take to answer about a payment that it told of itself. */
const ASK_MS = 15_000;

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
    return onPage(context, c, supplierOf(c), comeBack);
  });
  paying.get('/:orderId/:signature', async (c) => {
    c.set('operation', 'pay:departure');
    // Whoever only looks, as a browser that loads pages beforehand or a program that draws a preview, does not leave.
    if (c.req.method === 'HEAD' || c.req.header('sec-purpose') !== undefined) return c.body(null, 204);
    return onPage(context, c, supplierOf(c), depart);
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
  const orderId = order.id;
  try {
    const heard = await askProviderWhenTold(context, { supplier, orderId, signal: AbortSignal.timeout(ASK_MS) });
    if (heard !== 'not_now') return;
    const after = await database.transaction(supplierId, (tx) => findOrder(tx, { supplierId, orderId }));
    // Two callbacks may tell of one payment: the second one tells nothing more.
    const isKnown = event.kind === 'paid' && (after?.status === 'paid' || after?.status === 'refunded');
    if (!isKnown) throw new ProblemError('unavailable', {}, { 'Retry-After': '10' });
  } catch (error) {
    // Told again later, or asked for by our own clock.
    if (error instanceof ProviderUnavailable) throw new ProblemError('unavailable', {}, { 'Retry-After': '60' });
    throw error;
  }
}
