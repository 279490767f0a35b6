import { randomUUID } from 'node:crypto';
import { Stripe } from 'stripe';
import { describe, expect, it } from 'vitest';
import { describeProvider } from '../../testing/providers/conformance.js';
import { serve } from '../../testing/providers/http-counterpart.js';
import { startStripe } from '../../testing/providers/stripe.js';
import { CallbackRefused, type IncomingCallback, ProviderRefused, ProviderUnavailable } from '../provider.js';
import { stripe } from './index.js';

const secretKey = 'sk_live_canary51Qy7';
const webhookSecret = 'whsec_canaryMfKQ9r8G';

describeProvider('Stripe', {
  kind: stripe,
  currencies: ['UAH', 'JPY', 'KWD'],
  signatureHeaders: ['stripe-signature'],
  isConclusive: true,
  // On Stripe's page a refused card can be followed by another one.
  keepsTrying: true,
  differences: ['amount', 'currency', 'isOtherMerchant'],
  start: async ({ callbackUrl, now }) => {
    const counterpart = await startStripe({ secretKey, webhookSecret, webhookUrl: callbackUrl, now });
    const { url } = counterpart;
    return { counterpart, settings: { api: url, site: url }, secrets: { secretKey, webhookSecret } };
  },
});

describe('Stripe', () => {
  const now = () => new Date('2026-11-20T12:05:00Z');
  const create = (fetcher: typeof fetch = fetch) =>
    stripe.create({ settings: {}, secrets: { secretKey, webhookSecret }, fetch: fetcher, now });
  const { signal } = new AbortController();
  const order = {
    id: '0',
    number: '5000-0004',
    total: 35_820n,
    currency: 'UAH',
    description: 'x',
    language: 'uk',
    createdAt: now(),
    expiresAt: new Date('2026-11-20T13:35:00Z'),
    keepsCard: false,
    reference: 'pi_1',
    refunded: null,
    returnUrl: 'https://a.example',
    callbackUrl: 'https://b.example',
  };
  const signed = (event: object, at = now()) => {
    const payload = JSON.stringify(event);
    const timestamp = Math.floor(at.getTime() / 1000);
    const header = Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret, timestamp });
    const headers = new Headers({ 'stripe-signature': header });
    return { rawBody: Buffer.from(payload), headers, query: new URLSearchParams() };
  };
  const session = {
    id: 'cs_1',
    object: 'checkout.session',
    metadata: { kabinet_order: '5000-0004' },
    amount_total: 35_820,
    currency: 'uah',
    livemode: true,
    created: 1_795_000_000,
    status: 'complete',
    payment_status: 'paid',
    payment_intent: 'pi_1',
  };
  const event = (type: string, object: object) => ({
    id: 'evt_1',
    object: 'event',
    created: 1_795_000_100,
    livemode: true,
    type,
    data: { object },
  });

  it.each([
    ['checkout.session.completed', {}, { kind: 'paid', eventRef: 'pi_1:paid', failure: null }],
    ['checkout.session.completed', { payment_status: 'unpaid' }, { kind: 'pending', failure: null }],
    ['checkout.session.async_payment_succeeded', {}, { kind: 'paid', eventRef: 'pi_1:paid' }],
    ['checkout.session.async_payment_failed', { payment_status: 'unpaid' }, { kind: 'failed', failure: 'declined' }],
    [
      'checkout.session.expired',
      { status: 'expired', payment_status: 'unpaid', payment_intent: null },
      { kind: 'failed', failure: 'cancelled', reference: 'cs_1' },
    ],
  ])('reads %s with %j', async (type, more, told) => {
    const read = await create().readCallback(signed(event(type, { ...session, ...more })));
    expect(read.event).toMatchObject({ orderNumber: '5000-0004', amount: 35_820n, currency: 'UAH', ...told });
  });

  it('passes over what is none of its orders, and asks Stripe where a card is kept', async () => {
    const foreign = await create().readCallback(
      signed(event('checkout.session.completed', { ...session, metadata: {} })),
    );
    expect(foreign.event).toBeNull();
    const other = await create().readCallback(signed(event('customer.created', { id: 'cus_1' })));
    expect(other.event).toBeNull();
    const metadata = { ...session.metadata, keeps_card: 'yes' };
    const keeping = await create().readCallback(signed(event('checkout.session.completed', { ...session, metadata })));
    expect(keeping).toMatchObject({ isConclusive: false, event: { kind: 'paid' } });
  });

  it('tells of a refund of ours that failed after it had come through, and of no other', async () => {
    const refund = {
      id: 're_1',
      object: 'refund',
      metadata: { kabinet_order: '5000-0004' },
      amount: 5_000,
      currency: 'uah',
      created: 1_795_000_000,
      status: 'failed',
      payment_intent: 'pi_1',
      charge: 'ch_1',
    };
    const read = async (more: object, previous?: object) => {
      const { data, ...rest } = event('refund.failed', { ...refund, ...more });
      const sent = { ...rest, data: { ...data, ...(previous && { previous_attributes: previous }) } };
      return (await create().readCallback(signed(sent))).event;
    };
    const told = {
      kind: 'refund_failed',
      eventRef: 're_1:failed',
      reference: 'pi_1',
      amount: 5_000n,
      isOurMerchant: true,
    };
    expect(await read({})).toMatchObject(told);
    expect(await read({}, { status: 'succeeded' })).toMatchObject(told);
    expect(await read({}, { status: 'pending' })).toBeNull();
    expect(await read({ metadata: {} })).toBeNull();
  });

  it('refuses a webhook that is older than five minutes', async () => {
    const old = signed(event('checkout.session.completed', session), new Date(now().getTime() - 301_000));
    await expect(create().readCallback(old)).rejects.toThrow(CallbackRefused);
  });

  it.each([
    ['insufficient_funds', 'insufficient_funds'],
    ['expired_card', 'card_expired'],
    ['card_velocity_exceeded', 'limit_exceeded'],
    ['do_not_honor', 'declined'],
    ['authentication_required', 'declined'],
  ])('tells why a kept card was refused: %s', async (code, failure) => {
    const intent = {
      ...session,
      id: 'pi_2',
      amount: 35_820,
      status: 'requires_payment_method',
      metadata: { kabinet_order: '5000-0004', kabinet_charge: 'kept card' },
      last_payment_error: { code: 'card_declined', decline_code: code },
    };
    const answer = { error: { type: 'card_error', code: 'card_declined', decline_code: code, payment_intent: intent } };
    const charge = create(() => Promise.resolve(Response.json(answer, { status: 402 }))).charge;
    const told = await charge?.call(
      create(() => Promise.resolve(Response.json(answer, { status: 402 }))),
      order,
      'cus_1 pm_1',
      signal,
    );
    expect(told).toMatchObject({ kind: 'failed', failure, eventRef: 'pi_2:failed' });
  });

  it('says no for good only where Stripe does, and asks again where its key is wrong', async () => {
    const answering = (type: string, status: number) =>
      create(() => Promise.resolve(Response.json({ error: { type, code: 'a_code', message: secretKey } }, { status })));
    const failures = [
      ['invalid_request_error', 400, ProviderRefused],
      ['authentication_error', 401, ProviderUnavailable],
      ['idempotency_error', 400, ProviderUnavailable],
      ['rate_limit_error', 429, ProviderUnavailable],
      ['api_error', 500, ProviderUnavailable],
    ] as const;
    for (const [type, status, failure] of failures) {
      const error: unknown = await answering(type, status)
        .depart(order, signal)
        .catch((reason: unknown) => reason);
      expect(error, type).toBeInstanceOf(failure);
      expect(String(error)).not.toContain(secretKey);
    }
    const missing = create(() =>
      Promise.resolve(
        Response.json({ error: { type: 'invalid_request_error', code: 'resource_missing' } }, { status: 404 }),
      ),
    );
    expect(await missing.ask(order, signal)).toBeNull();
  });

  it('sends nobody to another address than people were told to check', async () => {
    const answering = (url: string) => create(() => Promise.resolve(Response.json({ id: 'cs_1', url })));
    const own = await answering('https://checkout.stripe.com/c/pay/cs_1').depart(order, signal);
    expect(own.url).toBe('https://checkout.stripe.com/c/pay/cs_1');
    for (const url of ['https://checkout.stripe.com.example/c', 'http://checkout.stripe.com/c', 'javascript:1', 'x']) {
      await expect(answering(url).depart(order, signal), url).rejects.toThrow(ProviderUnavailable);
    }
    const secrets = { secretKey, webhookSecret };
    expect(() => stripe.create({ settings: { site: 'ftp://x' }, secrets, fetch, now })).toThrow('site');
  });

  it('closes its page for an order that is not wanted any more, and refuses to where it was paid', async () => {
    const inbox = await serve(() => ({ status: 200, contentType: 'text/plain', body: 'ok' }));
    const counterpart = await startStripe({ secretKey, webhookSecret, webhookUrl: inbox.url, now });
    const { url: api } = counterpart;
    const provider = stripe.create({ settings: { api, site: api }, secrets: { secretKey, webhookSecret }, fetch, now });
    const open = async () => {
      const fresh = { ...order, number: `5${randomUUID()}` };
      const { reference = null, url } = await provider.depart(fresh, signal);
      return { known: { ...fresh, reference }, url };
    };
    const [unwanted, paid] = [await open(), await open()];
    await provider.close?.(unwanted.known, signal);
    expect((await fetch(unwanted.url)).status).toBe(404);
    expect(await provider.ask(unwanted.known, signal)).toMatchObject({ kind: 'failed', failure: 'cancelled' });
    await counterpart.pay(paid.known.number, { outcome: 'paid' });
    await expect(provider.close?.(paid.known, signal)).rejects.toThrow(ProviderRefused);
    expect(await provider.ask(paid.known, signal)).toMatchObject({ kind: 'paid' });
    // A kept card that was charged has no page.
    await provider.close?.({ ...paid.known, reference: 'pi_1' }, signal);
    await Promise.all([counterpart.close(), inbox.close()]);
  });

  describe('money that is given back', () => {
    const refunded = async () => {
      const webhooks: IncomingCallback[] = [];
      const inbox = await serve(({ headers, body }) => {
        const signature = String(headers['stripe-signature']);
        webhooks.push({
          rawBody: body,
          headers: new Headers({ 'stripe-signature': signature }),
          query: new URLSearchParams(),
        });
        return { status: 200, contentType: 'text/plain', body: 'ok' };
      });
      const counterpart = await startStripe({ secretKey, webhookSecret, webhookUrl: inbox.url, now });
      const { url: api } = counterpart;
      const secrets = { secretKey, webhookSecret };
      const provider = stripe.create({ settings: { api, site: api }, secrets, fetch, now });
      const fresh = { ...order, number: `5${randomUUID()}` };
      const { reference = null } = await provider.depart(fresh, signal);
      await counterpart.pay(fresh.number, { outcome: 'paid' });
      const paid = await provider.ask({ ...fresh, reference }, signal);
      const known = { ...fresh, reference: paid?.reference ?? null, refunded: 0n };
      webhooks.length = 0;
      const wish = { id: randomUUID(), amount: 5_000n, refundedBefore: 0n };
      return {
        ...{ counterpart, provider, known, webhooks, payment: known.reference ?? '' },
        ask: () => provider.ask(known, signal),
        giveBack: () => provider.refund?.(known, wish, signal),
        register: async () => {
          const rows = [];
          const [from, to] = [new Date(now().getTime() - 60_000), new Date(now().getTime() + 60_000)];
          for await (const row of provider.register({ from, to }, signal)) rows.push(row.kind);
          return rows;
        },
        close: () => Promise.all([counterpart.close(), inbox.close()]),
      };
    };

    it.each(['pending', 'requires_action'] as const)(
      'is not given back while it is %s, but once it came through',
      async (status) => {
        const { counterpart, provider, known, webhooks, payment, ask, giveBack, register, close } = await refunded();
        counterpart.refundsBecome(status);
        expect(await giveBack()).toMatchObject({ kind: 'pending', amount: 5_000n });
        expect(await ask()).toMatchObject({ kind: 'paid' });
        expect(await register()).toEqual(['paid']);
        // In its dashboard too: the webhook tells of the charge, and not of what came through.
        await counterpart.giveBack(known.number, 1_000n);
        const [webhook] = webhooks;
        if (!webhook) throw new Error('nothing was told');
        expect(await provider.readCallback(webhook)).toMatchObject({
          isConclusive: false,
          event: { kind: 'refunded' },
        });
        expect(await ask()).toMatchObject({ kind: 'paid' });

        counterpart.aDayLater(payment, 'succeeded');
        expect(await giveBack()).toMatchObject({ kind: 'refunded', amount: 5_000n, refundedInAll: 6_000n });
        expect(await counterpart.moved(known.number)).toEqual({ taken: 35_820n, givenBack: 6_000n });
        expect(await ask()).toMatchObject({ kind: 'refunded', refundedInAll: 6_000n });
        expect(await register()).toEqual(['paid', 'refunded', 'refunded']);
        await close();
      },
    );

    it.each(['failed', 'canceled'] as const)('is not asked for again where it %s', async (status) => {
      const { counterpart, known, payment, ask, giveBack, close } = await refunded();
      counterpart.refundsBecome('pending');
      await giveBack();
      counterpart.aDayLater(payment, status);
      await expect(giveBack()).rejects.toThrow(ProviderRefused);
      expect(await ask()).toMatchObject({ kind: 'paid' });
      expect((await counterpart.moved(known.number)).givenBack).toBe(5_000n);
      await close();
    });
  });

  it('does not credit what was paid in test mode', () => {
    const secrets = { secretKey: 'sk_test_51Qy7', webhookSecret };
    expect(() => stripe.create({ settings: {}, secrets, fetch, now })).toThrow('test: true');
    expect(() => stripe.create({ settings: { test: true }, secrets, fetch, now })).not.toThrow();
  });
});
