import type { Context as HonoContext } from 'hono';
import type { Context } from '../context.js';
import type { Tx } from '../db/database.js';
import {
  changeOrder,
  findOrder,
  linesOfOrder,
  lockOrder,
  lockOrdersOf,
  orderInProgress,
  type PaymentOrderRow,
} from '../db/payment-orders.js';
import { askProviderAtTimes } from '../domain/ask-provider.js';
import { ASK_EVERY_MS } from '../domain/asking-again.js';
import { CANCELLED_BY_PAYER } from '../domain/judge-payment-event.js';
import { isPayable, isPayLinkSigned, orderForProvider, payUrlOf } from '../domain/payment-orders.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { backTo, deadEndPage, type DeadEnd, leavingPage, readyPage } from '../pages/departure/departure.js';
import { newNonce } from '../pages/headers.js';
import type { PageCall, PageDocument } from '../pages/page.js';
import { problemPage } from '../pages/problem-page.js';
import { type Departure, type PaymentMethodInUse, ProviderRefused, ProviderUnavailable } from '../payments/provider.js';
import { networksOf } from '../caller-address.js';
import { describeError } from '../describe-error.js';
import type { Env } from './env.js';
import { asProblem } from './problem.js';
import { enforce, type RateLimit } from './rate-limit.js';
import { visitorCall, visitorHeaders, visitorPage } from './visitor-page.js';

/** A person going to pay and coming back, or a household of them. */
const VISITS: RateLimit = { perMinute: 60, burst: 60 };
/** How long the provider may take to open a payment, and while somebody waits to come back. */
const DEPART_MS = 15_000;
const RETURN_ASK_MS = 3000;

/** Somebody's browser on its way to or from the provider. */
export interface Visit {
  readonly context: Context;
  readonly supplier: KnownSupplier;
  readonly call: PageCall;
  readonly orderId: string;
  readonly signature: string;
  readonly nonce: string;
}

export type VisitAnswer =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'show'; readonly document: PageDocument; readonly formsTo?: string };

/** Answers a browser with a page like our others, or sends it on; whatever goes wrong is a page too. */
export async function onPage(
  context: Context,
  c: HonoContext<Env>,
  supplier: KnownSupplier,
  work: (visit: Visit) => Promise<VisitAnswer>,
): Promise<Response> {
  const order = await context.database.transaction(supplier.id, (tx) =>
    findOrder(tx, { supplierId: supplier.id, orderId: c.req.param('orderId') ?? '' }),
  );
  const call = visitorCall(context, c, { supplier, language: order?.language });
  const nonce = newNonce();
  try {
    enforce(context.rateLimiter, `pay ${networksOf(call.address)[0]}`, VISITS);
    const orderId = order?.id ?? '';
    const answer = await work({ context, supplier, call, orderId, signature: c.req.param('signature') ?? '', nonce });
    if (answer.kind === 'go') {
      return new Response(null, { status: 303, headers: { ...visitorHeaders(call, { nonce }), Location: answer.to } });
    }
    const formsTo = answer.formsTo === undefined ? [] : [answer.formsTo];
    return await visitorPage(call, answer.document, { nonce, formsTo });
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status >= 500) {
      const { requestId } = call;
      context.logger.error({ requestId, operation: c.var.operation, error: describeError(error) }, 'failed');
    }
    const { title, body } = problemPage(call, problem);
    return visitorPage(call, { title, body, status: problem.status });
  }
}

/** To the provider's page, if the address is one that we gave out and the order still waits to be paid. */
export async function depart(visit: Visit): Promise<VisitAnswer> {
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
  if (!isGoing(visit)) {
    return { kind: 'show', document: readyPage(visit.call, { order, method, site, goUrl: sameUrlWith(visit, 'go') }) };
  }
  const departure = await departureOf(visit, { order, method });
  if (departure === 'silent' || departure === 'refused') return deadEnd(visit, { why: departure, order, site });
  const leaving = await leave(visit, departure);
  if (!leaving) return deadEnd(visit, { why: 'unknown' });
  const { order: left, other } = leaving;
  // Paid or over while the provider thought about it.
  if (!isPayable(left, context.now())) return notPayable(visit, left);
  if (other) return onItsWay(visit, left, other);
  if (departure.method === 'GET') return { kind: 'go', to: departure.url };
  const document = leavingPage(visit.call, { order, method, site, departure, nonce: visit.nonce });
  return { kind: 'show', document, formsTo: new URL(departure.url).origin };
}

/**
 * Whether somebody goes to pay, and does not only look: who departs keeps others from paying for the account, and a payment is opened at the
 * provider. A browser says that it goes somewhere; programs that draw previews of links do not, nor do browsers from before 2023.
 */
function isGoing({ call }: Visit): boolean {
  return call.request.headers.get('sec-fetch-mode') === 'navigate' || call.query.get('go') === '1';
}

/** The visit's own address with one thing more said in it. */
function sameUrlWith({ call }: Visit, said: 'go' | 'anew'): string {
  const url = new URL(call.request.url);
  url.searchParams.set(said, '1');
  return `${url.pathname}${url.search}`;
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

/** An order whose payer wants to leave, and another payment for one of its accounts that is in the way. */
interface Leaving {
  readonly order: PaymentOrderRow;
  readonly other: PaymentOrderRow | null;
}

/**
 * Remembers that the browser goes there, before it does: from now on it may have been paid, and the provider is asked. Whoever leaves first
 * is looked for once more: two orders may have been made before either was.
 */
async function leave(visit: Visit, departure: Departure): Promise<Leaving | null> {
  const { context, supplier, orderId } = visit;
  const supplierId = supplier.id;
  return context.database.transaction(supplierId, async (tx) => {
    const order = await lockOrder(tx, { supplierId, orderId });
    const now = context.now();
    if (!order) return null;
    if (!isPayable(order, now)) return { order, other: null };
    const other = order.departedAt === null ? await otherOnItsWay(tx, visit, order) : null;
    if (other) return { order, other };
    const change = {
      ...(order.departedAt === null && { departedAt: now }),
      ...(order.reference === null && departure.reference !== undefined && { reference: departure.reference }),
      nextAskAt: new Date(now.getTime() + ASK_EVERY_MS),
    };
    await changeOrder(tx, { supplierId, orderId, change });
    return { order, other: null };
  });
}

/** Another payment for one of the order's accounts, unless the payer means to pay all the same. */
async function otherOnItsWay(
  tx: Tx,
  { context, supplier, call }: Visit,
  order: PaymentOrderRow,
): Promise<PaymentOrderRow | null> {
  const supplierId = supplier.id;
  const lines = await linesOfOrder(tx, { supplierId, orderId: order.id });
  const accountIds = lines.map(({ accountId }) => accountId);
  await lockOrdersOf(tx, supplierId, accountIds);
  if (order.anew || call.query.get('anew') === '1') return null;
  const first = await orderInProgress(tx, { supplierId, accountIds, exceptId: order.id, now: context.now() });
  return first && findOrder(tx, { supplierId, orderId: first.id });
}

/** Asks before somebody pays twice. The other payment is theirs to go on with only if they made it. */
function onItsWay(visit: Visit, order: PaymentOrderRow, other: PaymentOrderRow): VisitAnswer {
  const { context, supplier } = visit;
  const isTheirs = other.customerRef === order.customerRef;
  const canGoOn = isTheirs && other.status === 'created' && isPayable(other, context.now());
  return deadEnd(visit, {
    why: 'on_its_way',
    order,
    anewUrl: sameUrlWith(visit, 'anew'),
    goOnUrl: canGoOn ? payUrlOf(context, supplier, other) : null,
    seeUrl: isTheirs && !canGoOn ? backTo(other) : null,
  });
}

/** Back to the page that the payer came from. Nothing of what the browser brings along is read: only the provider is asked. */
export async function comeBack(visit: Visit): Promise<VisitAnswer> {
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
  // Of one that its payer cancelled the time is not over.
  const isOver =
    (order.status === 'expired' && order.failure !== CANCELLED_BY_PAYER) ||
    (order.status === 'created' && new Date(order.expiresAt) <= visit.context.now());
  return deadEnd(visit, { why: isOver ? 'expired' : 'closed', order });
}

function deadEnd({ call }: Visit, end: DeadEnd): VisitAnswer {
  return { kind: 'show', document: deadEndPage(call, end) };
}
