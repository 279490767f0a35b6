import { isCurrency, newlyGivenBack } from '../common/amounts.js';
import { cardLabel } from '../common/card-label.js';
import { isJsonObject, type JsonObject } from '../common/provider-http.js';
import type { ProviderEvent, RegisterRow } from '../provider.js';
import { fromStripe } from './amounts.js';

/** Under which name our order's number stands in Stripe's metadata. */
export const ORDER_METADATA = 'kabinet_order';
/** And under which one the wish that a refund was made for. */
export const REFUND_METADATA = 'kabinet_refund';

/** What of a payment is the same in a session, a payment intent and a charge. */
interface StripeThing {
  readonly id: string;
  readonly orderNumber: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly isLive: boolean;
  readonly createdAt: Date;
}

/** The card declines that say more than that. https://docs.stripe.com/declines/codes */
const FAILURES: Readonly<Record<string, string>> = {
  insufficient_funds: 'insufficient_funds',
  expired_card: 'card_expired',
  card_velocity_exceeded: 'limit_exceeded',
  withdrawal_count_limit_exceeded: 'limit_exceeded',
  processing_error: 'provider_error',
  issuer_not_available: 'provider_error',
  try_again_later: 'provider_error',
};

/** Whose they are and how they are known; null for what is not from an order of ours. */
function thingOf(object: unknown, amountField: string): StripeThing | null {
  if (!isJsonObject(object)) return null;
  const { id, metadata, livemode, created } = object;
  const currency = typeof object['currency'] === 'string' ? object['currency'].toUpperCase() : null;
  const orderNumber = isJsonObject(metadata) ? metadata[ORDER_METADATA] : null;
  if (typeof id !== 'string' || typeof orderNumber !== 'string' || orderNumber === '' || !isCurrency(currency))
    return null;
  const amount = fromStripe(object[amountField], currency);
  const createdAt = momentOf(created);
  if (amount === null || createdAt === null) return null;
  return { id, orderNumber, amount, currency, isLive: livemode === true, createdAt };
}

/** How events are read: whether our key is one of real money, and what is known to be given back already (null: not known to be paid). */
export interface Reading {
  readonly isLive: boolean;
  readonly wasRefunded: bigint | null;
}

type Kind = Pick<ProviderEvent, 'eventRef' | 'kind' | 'happenedAt'> & Partial<ProviderEvent>;

function eventFrom(thing: StripeThing, { isLive }: Reading, reference: string, more: Kind): ProviderEvent {
  const { orderNumber, amount, currency } = thing;
  const isOurMerchant = thing.isLive === isLive;
  return { orderNumber, amount, currency, isOurMerchant, reference, failure: null, card: null, ...more };
}

/**
 * A Checkout Session, as in webhooks and answers. Null where there is nothing to tell, undefined where it is none of ours.
 * https://docs.stripe.com/api/checkout/sessions/object
 */
export function sessionEvent(
  object: unknown,
  reading: Reading,
  happenedAt: Date | null,
): ProviderEvent | null | undefined {
  const session = thingOf(object, 'amount_total');
  if (!session || !isJsonObject(object)) return undefined;
  const intent = object['payment_intent'];
  if (isJsonObject(intent)) {
    const told = intentEvent(intent, reading);
    if (told === undefined) return undefined;
    if (told) return told;
  }
  const intentId = isJsonObject(intent) ? intent['id'] : intent;
  const reference = typeof intentId === 'string' ? intentId : session.id;
  const moment = { happenedAt: happenedAt ?? session.createdAt };
  const { status, payment_status: paymentStatus } = object;
  if (status === 'expired') {
    return eventFrom(session, reading, reference, {
      ...moment,
      eventRef: `${session.id}:expired`,
      kind: 'failed',
      failure: 'cancelled',
    });
  }
  if (status !== 'complete') return null;
  return paymentStatus === 'paid'
    ? eventFrom(session, reading, reference, { ...moment, eventRef: `${reference}:paid`, kind: 'paid' })
    : eventFrom(session, reading, reference, { ...moment, eventRef: `${reference}:pending`, kind: 'pending' });
}

/** A delayed way to pay that came to nothing after the session was complete. */
export function failedSessionEvent(object: unknown, reading: Reading, happenedAt: Date): ProviderEvent | undefined {
  const session = thingOf(object, 'amount_total');
  if (!session || !isJsonObject(object)) return undefined;
  const reference = typeof object['payment_intent'] === 'string' ? object['payment_intent'] : session.id;
  const eventRef = `${reference}:failed`;
  return eventFrom(session, reading, reference, { eventRef, kind: 'failed', failure: 'declined', happenedAt });
}

/**
 * A Payment Intent, its latest charge written out where it is an answer. Null while the payer may still try, undefined where it is none of
 * ours. https://docs.stripe.com/api/payment_intents/object
 */
export function intentEvent(object: unknown, reading: Reading): ProviderEvent | null | undefined {
  const intent = thingOf(object, 'amount');
  if (!intent || !isJsonObject(object)) return undefined;
  const { status, latest_charge: charge, last_payment_error: error } = object;
  const event = (more: Kind) => eventFrom(intent, reading, intent.id, more);
  const happenedAt = (isJsonObject(charge) ? momentOf(charge['created']) : null) ?? intent.createdAt;
  if (status === 'succeeded') {
    const refund = isJsonObject(charge) ? refundEvent(charge, reading) : null;
    if (refund) return refund;
    return event({ eventRef: `${intent.id}:paid`, kind: 'paid', happenedAt, card: cardOf(object) });
  }
  if (status === 'processing') return event({ eventRef: `${intent.id}:pending`, kind: 'pending', happenedAt });
  // Who is charged without being there cannot try again: what is not paid at once is not paid.
  const isFinal = status === 'canceled' || (isOffSession(object) && error !== null && error !== undefined);
  if (!isFinal) return null;
  return event({ eventRef: `${intent.id}:failed`, kind: 'failed', failure: failureOf(error), happenedAt });
}

/**
 * What of a charge was given back; null where nothing was, and where it is not known yet to be paid. Stripe has names for refunds, but tells
 * of the ones made in its dashboard by the charge: they are known by what was given back in all. A charge counts refunds that are on their
 * way too; where they are written out, only those that came through are.
 */
export function refundEvent(charge: JsonObject, reading: Reading, happenedAt?: Date): ProviderEvent | null {
  const thing = thingOf(charge, 'amount');
  const inAll =
    thing && (cameThrough(charge['refunds'], thing.currency) ?? fromStripe(charge['amount_refunded'], thing.currency));
  const intentId = charge['payment_intent'];
  const { wasRefunded } = reading;
  if (!thing || inAll === null || typeof intentId !== 'string') return null;
  if (wasRefunded === null || inAll === 0n) return null;
  return eventFrom(thing, reading, intentId, {
    eventRef: `${intentId}:refunded:${inAll}`,
    kind: 'refunded',
    amount: newlyGivenBack(inAll, wasRefunded),
    refundedInAll: inAll,
    happenedAt: happenedAt ?? thing.createdAt,
  });
}

/** What of a list of refunds came through; null where not all of them are in it. */
function cameThrough(list: unknown, currency: string): bigint | null {
  if (!isJsonObject(list) || list['has_more'] !== false || !Array.isArray(list['data'])) return null;
  const sums = list['data'].filter(isSucceeded).map(({ amount }) => fromStripe(amount, currency));
  return sums.includes(null) ? null : sums.reduce<bigint>((sum, each) => sum + (each ?? 0n), 0n);
}

function isSucceeded(refund: unknown): refund is JsonObject {
  return isJsonObject(refund) && refund['status'] === 'succeeded';
}

/** Whether it is the refund that was made for this wish. */
export function isRefundOf({ metadata }: JsonObject, wishId: string): boolean {
  return isJsonObject(metadata) && metadata[REFUND_METADATA] === wishId;
}

/** How far a refund of ours is, its charge written out; `pending` until the money went. `all` are those of its payment, with it. */
export function refundAnswer(refund: JsonObject, all: readonly JsonObject[], reading: Reading): ProviderEvent | null {
  const { id, charge } = refund;
  const happenedAt = momentOf(refund['created']);
  const thing = thingOf(charge, 'amount');
  const amount = thing && fromStripe(refund['amount'], thing.currency);
  if (!thing || !isJsonObject(charge) || typeof id !== 'string' || amount === null || happenedAt === null) return null;
  const told = refundEvent({ ...charge, refunds: { data: all, has_more: false } }, reading, happenedAt);
  if (isSucceeded(refund)) return told && { ...told, amount };
  const reference = typeof charge['payment_intent'] === 'string' ? charge['payment_intent'] : thing.id;
  return eventFrom(thing, reading, reference, { eventRef: `${id}:pending`, kind: 'pending', amount, happenedAt });
}

/**
 * A refund of ours that came to nothing after it had come through; null for one that nobody counted yet, and for those made in Stripe's
 * dashboard, which do not say whose they are. `isLive` is the webhook's word: a refund itself does not have it.
 */
export function failedRefundEvent(
  object: JsonObject,
  { previous, isLive, reading, happenedAt }: { previous: unknown; isLive: boolean; reading: Reading; happenedAt: Date },
): ProviderEvent | null {
  const thing = thingOf({ ...object, livemode: isLive }, 'amount');
  const wasStatus = isJsonObject(previous) ? (previous['status'] ?? 'succeeded') : 'succeeded';
  if (!thing || object['status'] !== 'failed' || wasStatus !== 'succeeded') return null;
  const reference = typeof object['payment_intent'] === 'string' ? object['payment_intent'] : thing.id;
  return eventFrom(thing, reading, reference, { eventRef: `${thing.id}:failed`, kind: 'refund_failed', happenedAt });
}

/** What a charge was before this change, for how much was given back by it. */
export function refundedBefore(previous: unknown, currency: unknown): bigint {
  const before = isJsonObject(previous) ? previous['amount_refunded'] : null;
  const code = typeof currency === 'string' ? currency.toUpperCase() : '';
  return (isCurrency(code) ? fromStripe(before, code) : null) ?? 0n;
}

/** A charge of ours in a register; null for what else the account took, and for what was not taken. */
export function chargeRow(object: unknown): RegisterRow | null {
  const charge = thingOf(object, 'amount_captured');
  if (!charge || !isJsonObject(object) || object['status'] !== 'succeeded' || object['captured'] !== true) return null;
  const { orderNumber, amount, currency, createdAt: happenedAt } = charge;
  const reference = typeof object['payment_intent'] === 'string' ? object['payment_intent'] : charge.id;
  return { orderNumber, kind: 'paid', amount, currency, reference, happenedAt };
}

/** A refund of a charge of ours, the charge written out. */
export function refundRow(object: unknown): RegisterRow | null {
  // One that is on its way is told of when it comes through.
  if (!isSucceeded(object)) return null;
  const charge = thingOf(object['charge'], 'amount');
  const happenedAt = momentOf(object['created']);
  const amount = charge && fromStripe(object['amount'], charge.currency);
  if (!charge || amount === null || happenedAt === null) return null;
  const reference = typeof object['payment_intent'] === 'string' ? object['payment_intent'] : charge.id;
  return {
    orderNumber: charge.orderNumber,
    kind: 'refunded',
    amount,
    currency: charge.currency,
    reference,
    happenedAt,
  };
}

/** How a charge without the payer was marked. */
export const OFF_SESSION_METADATA = 'kabinet_charge';

function isOffSession(intent: JsonObject): boolean {
  const { metadata } = intent;
  return isJsonObject(metadata) && metadata[OFF_SESSION_METADATA] !== undefined;
}

function failureOf(error: unknown): string {
  if (!isJsonObject(error)) return 'cancelled';
  const code = [error['decline_code'], error['code']].find(
    (each) => typeof each === 'string' && FAILURES[each] !== undefined,
  );
  return typeof code === 'string' ? (FAILURES[code] ?? 'declined') : 'declined';
}

/** A customer and a payment method of theirs: Stripe charges the second only together with the first. */
export interface KeptCard {
  readonly customer: string;
  readonly paymentMethod: string;
}

export function cardToken({ customer, paymentMethod }: KeptCard): string {
  return `${customer} ${paymentMethod}`;
}

export function readCardToken(token: string): KeptCard | null {
  const [, customer, paymentMethod] = /^(cus_\w+) (pm_\w+)$/.exec(token) ?? [];
  return customer === undefined || paymentMethod === undefined ? null : { customer, paymentMethod };
}

function cardOf(intent: JsonObject): ProviderEvent['card'] {
  const { customer, payment_method: paymentMethod, setup_future_usage: usage, latest_charge: charge } = intent;
  if (usage !== 'off_session' || typeof customer !== 'string' || typeof paymentMethod !== 'string') return null;
  const details = isJsonObject(charge) ? charge['payment_method_details'] : null;
  const card = isJsonObject(details) && isJsonObject(details['card']) ? details['card'] : {};
  return { token: cardToken({ customer, paymentMethod }), label: cardLabel(card['brand'], card['last4']) };
}

/** Seconds since 1970. */
export function momentOf(seconds: unknown): Date | null {
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0 ? new Date(seconds * 1000) : null;
}
