import { Stripe } from 'stripe';
import { isJsonObject, type JsonObject } from '../common/provider-http.js';
import {
  CallbackRefused,
  type Departure,
  type IncomingCallback,
  type OrderForProvider,
  type PaymentProvider,
  type ProviderEvent,
  ProviderRefused,
  ProviderUnavailable,
  type ReadCallback,
  type RefundWish,
  type RegisterRow,
} from '../provider.js';
import { toStripe } from './amounts.js';
import { askedOnce, asQuestion, failureOf, notUnderstood, stripeClient, type StripeOptions } from './client.js';
import {
  chargeRow,
  failedRefundEvent,
  failedSessionEvent,
  intentEvent,
  momentOf,
  OFF_SESSION_METADATA,
  ORDER_METADATA,
  REFUND_METADATA,
  isRefundOf,
  readCardToken,
  type Reading,
  refundedBefore,
  refundAnswer,
  refundEvent,
  refundRow,
  sessionEvent,
} from './payment.js';

/** How old a webhook may be: Stripe signs each try anew. */
const WEBHOOK_SECONDS = 300;
/** A session lives for half an hour at least, counted from when it is made, which may be just before the order's end. */
const SESSION_AT_LEAST_MS = 31 * 60_000;
const PAGE = 100;
/** Those of ours that Stripe's page does not know are shown by the browser's own. */
const LOCALES: Readonly<Record<string, 'en' | 'ru'>> = { en: 'en', ru: 'ru' };
/** With a payment's charge, for by which card it was, and the charge's refunds, for which of them came through. */
const WITH_CHARGE = { expand: ['latest_charge.refunds'] };

/** Stripe Checkout by Stripe's own library. https://docs.stripe.com/payments/checkout, https://github.com/stripe/stripe-node */
export class StripeProvider implements PaymentProvider {
  readonly #options: StripeOptions;

  constructor(options: StripeOptions) {
    this.#options = options;
  }

  async depart(order: OrderForProvider, signal: AbortSignal): Promise<Departure> {
    // On the session and the payment alike: either may be told of first.
    const metadata = { [ORDER_METADATA]: order.number, ...(order.keepsCard ? { keeps_card: 'yes' } : {}) };
    const currency = order.currency.toLowerCase();
    const amount = toStripe(order.total, order.currency);
    // The key is the order's number: every try is the same session, and has to be asked for in the same words.
    const session = await askedOnce(() =>
      this.#client(signal).checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: order.number,
          line_items: [
            { quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: order.description } } },
          ],
          success_url: order.returnUrl,
          cancel_url: order.returnUrl,
          expires_at: Math.floor((order.expiresAt.getTime() + SESSION_AT_LEAST_MS) / 1000),
          locale: LOCALES[order.language.split('-')[0] ?? ''] ?? 'auto',
          metadata,
          payment_intent_data: { metadata, ...(order.keepsCard ? { setup_future_usage: 'off_session' as const } : {}) },
          ...(order.keepsCard ? { customer_creation: 'always' as const } : {}),
        },
        { idempotencyKey: order.number },
      ),
    );
    const { id, url } = session;
    if (typeof id !== 'string' || typeof url !== 'string') throw notUnderstood();
    // People were told to check the address: we send them nowhere else.
    if (!URL.canParse(url) || new URL(url).origin !== new URL(this.#options.site).origin) {
      throw new ProviderUnavailable('Stripe: its page is at another address than the setting site says');
    }
    return { url, method: 'GET', fields: {}, reference: id };
  }

  async readCallback({ rawBody, headers }: IncomingCallback): Promise<ReadCallback> {
    const event = this.#verified(rawBody, headers.get('stripe-signature') ?? '');
    const happenedAt = momentOf(event['created']);
    const data = event['data'];
    const object = isJsonObject(data) ? data['object'] : undefined;
    if (!isJsonObject(data) || !isJsonObject(object) || happenedAt === null) throw new CallbackRefused();
    const metadata = object['metadata'];
    // Which card it was, and which refunds of a charge came through, is only in the answers of Stripe's API.
    const keepsCard = isJsonObject(metadata) && metadata['keeps_card'] === 'yes';
    const isOfRefunds = event['type'] === 'charge.refunded';
    return {
      event: this.#told(event, { object, previous: data['previous_attributes'], happenedAt }) ?? null,
      isConclusive: !keepsCard && !isOfRefunds,
      answer: () => ({ contentType: 'text/plain; charset=utf-8', body: 'ok' }),
    };
  }

  async ask(order: OrderForProvider, signal: AbortSignal): Promise<ProviderEvent | null> {
    const known = await this.#find(order, signal);
    if (known === null) return null;
    const event = known.isSession
      ? sessionEvent(known.object, this.#reading(order.refunded), null)
      : intentEvent(known.object, this.#reading(order.refunded));
    if (event === undefined) throw notUnderstood();
    return event;
  }

  /** A page that is open expires; one that was paid or is over does not. https://docs.stripe.com/api/checkout/sessions/expire */
  async close({ number, reference }: OrderForProvider, signal: AbortSignal): Promise<void> {
    if (!reference?.startsWith('cs_')) return;
    const sessions = this.#client(signal).checkout.sessions;
    await askedOnce(() => sessions.expire(reference, {}, { idempotencyKey: `${number}-close` }));
  }

  async *register({ from, to }: { from: Date; to: Date }, signal: AbortSignal): AsyncIterable<RegisterRow> {
    const created = { gte: Math.floor(from.getTime() / 1000), lt: Math.floor(to.getTime() / 1000) };
    const stripe = this.#client(signal);
    const charges = (after: object) => stripe.charges.list({ created, limit: PAGE, ...after });
    const refunds = (after: object) => stripe.refunds.list({ created, limit: PAGE, expand: ['data.charge'], ...after });
    yield* this.#rows(charges, chargeRow);
    yield* this.#rows(refunds, refundRow);
  }

  async charge(order: OrderForProvider, token: string, signal: AbortSignal): Promise<ProviderEvent> {
    const card = readCardToken(token);
    if (!card) throw new ProviderRefused('Stripe: no card that it keeps');
    const amount = toStripe(order.total, order.currency);
    let intent: unknown;
    try {
      intent = await this.#client(signal).paymentIntents.create(
        {
          amount,
          currency: order.currency.toLowerCase(),
          customer: card.customer,
          payment_method: card.paymentMethod,
          off_session: true,
          confirm: true,
          description: order.description,
          metadata: { [ORDER_METADATA]: order.number, [OFF_SESSION_METADATA]: 'kept card' },
          ...WITH_CHARGE,
        },
        { idempotencyKey: `${order.number}-charge` },
      );
    } catch (error) {
      // A refused card comes as an error, with the payment that failed.
      intent = error instanceof Stripe.errors.StripeError ? error.payment_intent : undefined;
      if (!intent) throw failureOf(error);
    }
    const event = intentEvent(intent, this.#reading(null));
    if (!event) throw notUnderstood();
    return event;
  }

  async refund(order: OrderForProvider, wish: RefundWish, signal: AbortSignal): Promise<ProviderEvent> {
    const { reference } = order;
    if (!reference?.startsWith('pi_')) throw new ProviderRefused('Stripe: there is no such payment to give back');
    const before = await this.#refundsOf(reference, signal);
    // Stripe forgets idempotency keys after a day: what it has of the wish is looked at first, and says how far it is.
    const known = before.find((each) => isRefundOf(each, wish.id));
    const refund = known ?? (await this.#newRefund(order, { ...wish, payment: reference }, signal));
    if (refund['status'] === 'failed' || refund['status'] === 'canceled') {
      throw new ProviderRefused('Stripe: cannot give it back');
    }
    const event = refundAnswer(refund, known ? before : [refund, ...before], this.#reading(0n));
    if (!event) throw notUnderstood();
    return event;
  }

  async #newRefund(
    { number, currency }: OrderForProvider,
    { id, amount, payment }: RefundWish & { readonly payment: string },
    signal: AbortSignal,
  ): Promise<JsonObject> {
    const refund: unknown = await askedOnce(() =>
      this.#client(signal).refunds.create(
        {
          payment_intent: payment,
          amount: toStripe(amount, currency),
          metadata: { [ORDER_METADATA]: number, [REFUND_METADATA]: id },
          expand: ['charge'],
        },
        { idempotencyKey: id },
      ),
    );
    if (!isJsonObject(refund)) throw notUnderstood();
    return refund;
  }

  async #refundsOf(payment: string, signal: AbortSignal): Promise<readonly JsonObject[]> {
    const list = await askedOnce(() =>
      this.#client(signal).refunds.list({ payment_intent: payment, limit: PAGE, expand: ['data.charge'] }),
    );
    const data: unknown = list.data;
    if (!Array.isArray(data) || !data.every(isJsonObject) || list.has_more) throw notUnderstood();
    return data;
  }

  #reading(wasRefunded: bigint | null): Reading {
    return { isLive: this.#options.isLive, wasRefunded };
  }

  #client(signal: AbortSignal): Stripe {
    return stripeClient(this.#options, signal);
  }

  /** The webhook's content once its signature is right. https://docs.stripe.com/webhooks/signature */
  #verified(rawBody: Uint8Array, signature: string): JsonObject {
    const { now, webhookSecret } = this.#options;
    let event: unknown;
    try {
      event = Stripe.webhooks.constructEvent(
        Buffer.from(rawBody),
        signature,
        webhookSecret,
        WEBHOOK_SECONDS,
        undefined,
        now().getTime(),
      );
    } catch {
      // Stripe's own error carries the header and the body.
      throw new CallbackRefused();
    }
    if (!isJsonObject(event)) throw new CallbackRefused();
    return event;
  }

  #told(
    { type, livemode }: JsonObject,
    { object, previous, happenedAt }: { object: JsonObject; previous: unknown; happenedAt: Date },
  ): ProviderEvent | null | undefined {
    const reading = this.#reading(null);
    switch (type) {
      case 'checkout.session.completed':
      case 'checkout.session.async_payment_succeeded':
      case 'checkout.session.expired':
        return sessionEvent(object, reading, happenedAt);
      case 'checkout.session.async_payment_failed':
        return failedSessionEvent(object, reading, happenedAt);
      case 'payment_intent.succeeded':
        return intentEvent(object, reading);
      case 'charge.refunded':
        return refundEvent(object, this.#reading(refundedBefore(previous, object['currency'])), happenedAt);
      case 'refund.failed':
        return failedRefundEvent(object, { previous, isLive: livemode === true, reading, happenedAt });
      default:
        return null;
    }
  }

  /** The order's session or payment by the name that Stripe gave, or by the order's number where its answer was lost. */
  async #find(order: OrderForProvider, signal: AbortSignal): Promise<{ isSession: boolean; object: unknown } | null> {
    const { reference, number } = order;
    const stripe = this.#client(signal);
    try {
      if (reference?.startsWith('cs_')) {
        const expand = ['payment_intent.latest_charge.refunds'];
        return { isSession: true, object: await stripe.checkout.sessions.retrieve(reference, { expand }) };
      }
      if (reference?.startsWith('pi_')) {
        return { isSession: false, object: await stripe.paymentIntents.retrieve(reference, WITH_CHARGE) };
      }
      const query = `metadata['${ORDER_METADATA}']:'${number.replaceAll(/[^\w-]/g, '')}'`;
      const expand = ['data.latest_charge.refunds'];
      const found = await stripe.paymentIntents.search({ query, limit: 1, expand });
      if (!Array.isArray(found.data)) throw notUnderstood();
      return found.data[0] === undefined ? null : { isSession: false, object: found.data[0] };
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing') return null;
      throw error instanceof ProviderUnavailable ? error : asQuestion(error);
    }
  }

  async *#rows(
    page: (after: object) => Promise<{ readonly data: readonly { readonly id: string }[]; readonly has_more: boolean }>,
    rowOf: (object: unknown) => RegisterRow | null,
  ): AsyncIterable<RegisterRow> {
    let after: object = {};
    for (;;) {
      const { data, has_more: hasMore } = await askedOnce(() => page(after));
      if (!Array.isArray(data)) throw notUnderstood();
      for (const object of data as readonly { readonly id: string }[]) {
        const row = rowOf(object);
        if (row) yield row;
      }
      const last = (data as readonly { readonly id: string }[]).at(-1);
      if (!hasMore || last === undefined) return;
      after = { starting_after: last.id };
    }
  }
}
