import { createHmac } from 'node:crypto';
import type { Counterpart, Paying } from './counterpart.js';
import { type GivenAnswer, json, page, serve, type TakenRequest } from './http-counterpart.js';

type Params = { readonly [name: string]: string | Params };

interface Intent {
  readonly id: string;
  status: string;
  amount: number;
  currency: string;
  livemode: boolean;
  readonly metadata: unknown;
  readonly customer: string | null;
  readonly payment_method: string | null;
  readonly setup_future_usage: string | null;
  readonly created: number;
  last_payment_error: unknown;
  latest_charge: string | null;
}

interface Session {
  readonly id: string;
  status: string;
  payment_status: string;
  amount_total: number;
  currency: string;
  livemode: boolean;
  readonly metadata: unknown;
  readonly client_reference_id: string;
  readonly params: Params;
  payment_intent: string | null;
  readonly created: number;
}

interface Charge {
  readonly id: string;
  readonly payment_intent: string;
  readonly amount: number;
  amount_refunded: number;
  readonly currency: string;
  readonly livemode: boolean;
  readonly metadata: unknown;
  readonly created: number;
}

interface Refund {
  readonly id: string;
  readonly charge: string;
  readonly payment_intent: string;
  readonly amount: number;
  readonly currency: string;
  readonly metadata: unknown;
  readonly created: number;
  status: 'succeeded' | 'pending' | 'requires_action' | 'failed' | 'canceled';
}

const CARD = { customer: 'cus_Qy1', paymentMethod: 'pm_1Q2w' };

export interface StripeAccount {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Where webhooks go: it is set in Stripe's dashboard. */
  readonly webhookUrl: string;
  readonly now: () => Date;
}

/** What only Stripe does. */
export interface StripeCounterpart extends Counterpart {
  readonly url: string;
  /** How far refunds come that are made from now on. */
  refundsBecome(status: Refund['status']): void;
  /** What the refunds of a payment are by now; idempotency keys are forgotten meanwhile. */
  aDayLater(paymentIntent: string, status: Refund['status']): void;
}

/**
 * Stripe's API, its hosted page and its webhooks, as far as Checkout goes. Written from its reference and not from our adapter, which it is
 * there to find fault with. https://docs.stripe.com/api
 */
export async function startStripe(account: StripeAccount): Promise<StripeCounterpart> {
  const { secretKey, webhookSecret, webhookUrl, now } = account;
  const sessions = new Map<string, Session>();
  const intents = new Map<string, Intent>();
  const charges = new Map<string, Charge>();
  const refunds: Refund[] = [];
  const answered = new Map<string, { readonly request: string; readonly answer: GivenAnswer }>();
  let last = 0;
  let refundStatus: Refund['status'] = 'succeeded';
  const newId = (prefix: string) => `${prefix}_test_${String(++last).padStart(6, '0')}`;
  const seconds = () => Math.floor(now().getTime() / 1000);

  const error = (type: string, code: string, status: number, more: object = {}) =>
    json({ error: { type, code, message: `No: ${code}. The key was ${secretKey}`, ...more } }, status);

  const chargeTold = (charge: Charge) => ({
    object: 'charge',
    ...charge,
    status: 'succeeded',
    captured: true,
    paid: true,
    refunded: charge.amount_refunded >= charge.amount,
    amount_captured: charge.amount,
    payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
  });
  const refundsTold = (charge: Charge) => ({
    object: 'list',
    data: refunds
      .filter((each) => each.charge === charge.id)
      .map((each) => ({ object: 'refund', ...each }))
      .reverse(),
    has_more: false,
  });
  const intentTold = (intent: Intent, isExpanded: boolean) => {
    const charge = intent.latest_charge === null ? undefined : charges.get(intent.latest_charge);
    return {
      object: 'payment_intent',
      ...intent,
      latest_charge:
        isExpanded && charge ? { ...chargeTold(charge), refunds: refundsTold(charge) } : intent.latest_charge,
    };
  };
  const sessionTold = ({ params, ...session }: Session, isExpanded: boolean) => {
    const intent = session.payment_intent === null ? undefined : intents.get(session.payment_intent);
    return {
      object: 'checkout.session',
      mode: params['mode'],
      ...session,
      payment_intent: isExpanded && intent ? intentTold(intent, true) : session.payment_intent,
      url: `${server.url}/c/pay/${session.id}`,
    };
  };

  const succeed = (intent: Intent) => {
    const { id, amount, currency, livemode, metadata } = intent;
    const created = seconds();
    const charge: Charge = {
      id: newId('ch'),
      payment_intent: id,
      amount,
      amount_refunded: 0,
      currency,
      livemode,
      metadata,
      created,
    };
    charges.set(charge.id, charge);
    Object.assign(intent, { status: 'succeeded', latest_charge: charge.id });
  };

  const giveBack = (charge: Charge, amount: number, metadata: unknown = {}): Refund => {
    charge.amount_refunded += amount;
    const { id, payment_intent, currency } = charge;
    const refund: Refund = {
      id: newId('re'),
      charge: id,
      payment_intent,
      amount,
      currency,
      metadata,
      created: seconds(),
      status: refundStatus,
    };
    refunds.push(refund);
    return refund;
  };

  const createSession = (params: Params): GivenAnswer => {
    const price = at(params, 'line_items', '0', 'price_data');
    const leftSeconds = Number(params['expires_at']) - seconds();
    if (leftSeconds < 1800 || leftSeconds > 86_400) return error('invalid_request_error', 'expires_at', 400);
    const session: Session = {
      id: newId('cs'),
      status: 'open',
      payment_status: 'unpaid',
      amount_total: Number(at(price, 'unit_amount')) * Number(at(params, 'line_items', '0', 'quantity')),
      currency: String(at(price, 'currency')),
      livemode: true,
      metadata: params['metadata'] ?? {},
      client_reference_id: String(params['client_reference_id']),
      params,
      payment_intent: null,
      created: seconds(),
    };
    sessions.set(session.id, session);
    return json(sessionTold(session, false));
  };

  const expire = (id: string): GivenAnswer => {
    const session = sessions.get(id);
    if (session?.status !== 'open') return error('invalid_request_error', 'resource_missing', 400);
    session.status = 'expired';
    return json(sessionTold(session, false));
  };

  const createIntent = (params: Params): GivenAnswer => {
    const { customer, payment_method: method, off_session: offSession, confirm } = params;
    if (customer !== CARD.customer || method !== CARD.paymentMethod)
      return error('invalid_request_error', 'resource_missing', 400);
    if (offSession !== 'true' || confirm !== 'true') return error('invalid_request_error', 'parameter_missing', 400);
    const intent: Intent = {
      id: newId('pi'),
      status: 'requires_confirmation',
      amount: Number(params['amount']),
      currency: String(params['currency']),
      livemode: true,
      metadata: params['metadata'] ?? {},
      customer: CARD.customer,
      payment_method: CARD.paymentMethod,
      setup_future_usage: null,
      created: seconds(),
      last_payment_error: null,
      latest_charge: null,
    };
    intents.set(intent.id, intent);
    succeed(intent);
    return json(intentTold(intent, true));
  };

  const createRefund = (params: Params): GivenAnswer => {
    const charge = [...charges.values()].find((each) => each.payment_intent === params['payment_intent']);
    if (!charge) return error('invalid_request_error', 'resource_missing', 404);
    const amount = Number(params['amount']);
    if (charge.amount_refunded + amount > charge.amount) return error('invalid_request_error', 'amount_too_large', 400);
    const refund = giveBack(charge, amount, params['metadata']);
    return json({ object: 'refund', ...refund, charge: chargeTold(charge) });
  };

  const listed = (url: URL, all: readonly { readonly id: string; readonly created: number }[]): GivenAnswer => {
    const { searchParams } = url;
    const [gte, lt] = [Number(searchParams.get('created[gte]')), Number(searchParams.get('created[lt]'))];
    // Pages of two, so that a day has several.
    const rows = all.filter(({ created }) => created >= gte && created < lt);
    const start = rows.findIndex(({ id }) => id === searchParams.get('starting_after')) + 1;
    return json({ object: 'list', data: rows.slice(start, start + 2), has_more: rows.length > start + 2 });
  };

  const read = (url: URL): GivenAnswer => {
    const [, , resource = '', id = '', deeper = ''] = url.pathname.split('/');
    const missing = error('invalid_request_error', 'resource_missing', 404);
    if (resource === 'checkout') {
      const session = sessions.get(deeper);
      return session ? json(sessionTold(session, true)) : missing;
    }
    if (resource === 'charges') return listed(url, [...charges.values()].map(chargeTold));
    if (resource === 'refunds') {
      const told = refunds.map((refund) => {
        const charge = charges.get(refund.charge);
        return { object: 'refund', ...refund, charge: charge && chargeTold(charge) };
      });
      const payment = url.searchParams.get('payment_intent');
      if (payment === null) return listed(url, told);
      return json({ object: 'list', data: told.filter((each) => each.payment_intent === payment), has_more: false });
    }
    if (resource === 'payment_intents' && id === 'search') {
      const [, name = '', value = ''] =
        /^metadata\['(\w+)'\]:'([^']*)'$/.exec(url.searchParams.get('query') ?? '') ?? [];
      const found = [...intents.values()].filter(
        ({ metadata }) => (metadata as Record<string, unknown>)[name] === value,
      );
      return json({ object: 'search_result', data: found.map((each) => intentTold(each, true)), has_more: false });
    }
    const intent = intents.get(id);
    return intent && resource === 'payment_intents' ? json(intentTold(intent, true)) : missing;
  };

  const answer = ({ method, url, headers, body }: TakenRequest): GivenAnswer => {
    if (url.pathname.startsWith('/c/pay/')) {
      const isOpen = sessions.get(url.pathname.slice('/c/pay/'.length))?.status === 'open';
      return page('Stripe', isOpen && method === 'GET' ? 200 : 404);
    }
    if (headers.authorization !== `Bearer ${secretKey}`) return error('authentication_error', 'api_key_invalid', 401);
    if (method === 'GET') return read(url);
    const request = `${url.pathname}?${body.toString('utf8')}`;
    const key = String(headers['idempotency-key']);
    const before = answered.get(key);
    if (before)
      return before.request === request ? before.answer : error('idempotency_error', 'idempotency_key_in_use', 400);
    const params = unfolded(new URLSearchParams(body.toString('utf8')));
    const creators: Readonly<Record<string, (params: Params) => GivenAnswer>> = {
      '/v1/checkout/sessions': createSession,
      '/v1/payment_intents': createIntent,
      '/v1/refunds': createRefund,
    };
    const [, closed] = /^\/v1\/checkout\/sessions\/(\w+)\/expire$/.exec(url.pathname) ?? [];
    const create = closed === undefined ? creators[url.pathname] : () => expire(closed);
    const made = create?.(params) ?? error('invalid_request_error', 'url_invalid', 404);
    answered.set(key, { request, answer: made });
    return made;
  };

  const tell = async (type: string, object: object, previous?: object) => {
    const timestamp = seconds();
    const data = { object, ...(previous ? { previous_attributes: previous } : {}) };
    const body = JSON.stringify({
      id: newId('evt'),
      object: 'event',
      api_version: '2026-10-28.endive',
      created: timestamp,
      livemode: true,
      type,
      data,
    });
    const signature = createHmac('sha256', webhookSecret).update(`${timestamp}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${timestamp},v1=${signature}` };
    await fetch(webhookUrl, { method: 'POST', headers, body });
  };

  const server = await serve(answer);
  const known = (orderNumber: string): Session => {
    const session = [...sessions.values()].find((each) => each.client_reference_id === orderNumber);
    if (!session) throw new Error('nobody opened its page');
    return session;
  };
  const chargeOf = (orderNumber: string) =>
    [...charges.values()].find(({ metadata }) => Object.values(metadata as object).includes(orderNumber));

  return {
    url: server.url,
    refundsBecome: (status) => (refundStatus = status),
    aDayLater: (paymentIntent, status) => {
      answered.clear();
      for (const refund of refunds) if (refund.payment_intent === paymentIntent) refund.status = status;
    },
    pay: async (orderNumber, { outcome, amount, currency, isOtherMerchant }: Paying) => {
      const session = known(orderNumber);
      if (amount !== undefined) session.amount_total = Number(amount);
      if (currency !== undefined) session.currency = currency.toLowerCase();
      if (isOtherMerchant) session.livemode = false;
      const intent: Intent = {
        id: newId('pi'),
        status: 'requires_payment_method',
        amount: session.amount_total,
        currency: session.currency,
        livemode: session.livemode,
        metadata: at(session.params, 'payment_intent_data', 'metadata') ?? {},
        customer: session.params['customer_creation'] === 'always' ? CARD.customer : null,
        payment_method: CARD.paymentMethod,
        setup_future_usage:
          (at(session.params, 'payment_intent_data', 'setup_future_usage') as string | undefined) ?? null,
        created: seconds(),
        last_payment_error:
          outcome === 'declined' ? { code: 'card_declined', decline_code: 'insufficient_funds' } : null,
        latest_charge: null,
      };
      intents.set(intent.id, intent);
      session.payment_intent = intent.id;
      if (outcome === 'declined') {
        await tell('payment_intent.payment_failed', intentTold(intent, false));
        return;
      }
      succeed(intent);
      Object.assign(session, { status: 'complete', payment_status: 'paid' });
      await tell('payment_intent.succeeded', intentTold(intent, false));
      await tell('checkout.session.completed', sessionTold(session, false));
    },
    giveBack: async (orderNumber, amount) => {
      const charge = chargeOf(orderNumber);
      if (!charge) throw new Error('nobody paid');
      const before = charge.amount_refunded;
      giveBack(charge, Number(amount));
      await tell('charge.refunded', chargeTold(charge), { amount_refunded: before, refunded: false });
    },
    moved: (orderNumber) => {
      const charge = chargeOf(orderNumber);
      return { taken: BigInt(charge?.amount ?? 0), givenBack: BigInt(charge?.amount_refunded ?? 0) };
    },
    close: server.close,
  };
}

/** `a[b][0]=c` as objects within objects. */
function unfolded(form: URLSearchParams): Params {
  const root: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const path = name.split(/[[\]]+/).filter(Boolean);
    let place = root;
    for (const step of path.slice(0, -1)) place = (place[step] ??= {}) as Record<string, unknown>;
    place[path.at(-1) ?? ''] = value;
  }
  return root as Params;
}

function at(params: string | Params | undefined, ...path: readonly string[]): string | Params | undefined {
  return path.reduce<string | Params | undefined>(
    (place, step) => (typeof place === 'object' ? place[step] : undefined),
    params,
  );
}
