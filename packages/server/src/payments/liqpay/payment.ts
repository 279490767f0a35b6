import { fromMajor, isCurrency, newlyGivenBack } from '../common/amounts.js';
import { cardLabel } from '../common/card-label.js';
import type { JsonObject } from '../common/provider-http.js';
import type { ProviderEvent } from '../provider.js';

/**
 * A payment as LiqPay tells of it: in a callback, in the answer about its status, in the answer to a charge and in a report alike.
 * https://www.liqpay.ua/documentation/en/api/callback, …/api/information/status/doc,
 * https://liqpay.ua/en/doc/api/errors
 */
export interface LiqPayPayment {
  readonly id: string;
  readonly orderNumber: string;
  readonly status: string;
  readonly publicKey: string;
  readonly amount: bigint;
  readonly currency: string;
  /** Null where nothing was. */
  readonly refunded: bigint | null;
  readonly beganAt: Date;
  /** When it last changed: paid, refused or given back. */
  readonly changedAt: Date;
  readonly errorCode: string | null;
  readonly card: ProviderEvent['card'];
}

/** The money was taken. `wait_compensation`: paid, and on its way to the company; `wait_reserve`: paid, and about to be given back. */
const TAKEN = new Set(['success', 'wait_compensation', 'wait_reserve']);
const LOST = new Set(['failure', 'error']);
/**
 * Nothing happened: the page is only opened (`prepared`), a card was refused and the payer may take another one (`try_again`), or it is a
 * company that only tries it out (`sandbox`: no money moved).
 */
const NOTHING = new Set(['prepared', 'try_again', 'sandbox']);

/** Its published codes (https://liqpay.ua/en/doc/api/errors) by what they come to for the payer; what is not named here is the bank's refusal. */
const FAILURES: Readonly<Record<string, string>> = {
  '9851': 'card_expired',
  '9859': 'insufficient_funds',
  ...allOf('limit_exceeded', 'limit amount_limit err_limit_amount err_payment_amount_limit 103 104 112 2903 9860 9861'),
  // What the payer typed or the card is not good for: another card, or another try, helps.
  ...allOf('declined', 'err_sms_otp err_verify_code err_get_verify_code err_mpi err_no_card_token'),
  // Not the card's: what we sent, how the company is set up, or what went wrong there.
  ...allOf('provider_error', '90 106 107 109 113 114 2915 9867 9882 9886'),
  ...allOf(
    'provider_error',
    'shop_blocked shop_not_active user_not_found invalid_signature order_id_empty public_key_not_found',
  ),
  ...allOf(
    'provider_error',
    'payment_err_status payment_err_type payment_not_subscribed wrong_amount_currency order_id_duplicate',
  ),
  // A session that is over: nobody went on with it.
  ...allOf('cancelled', 'cancel 110'),
};

function allOf(failure: string, codes: string): Readonly<Record<string, string>> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, failure]));
}

/** Null where it is no payment that could be understood. */
export function readPayment(content: JsonObject): LiqPayPayment | null {
  const { status, order_id: orderNumber, public_key: publicKey, currency } = content;
  const id = nameOf(content['payment_id']);
  const beganAt = momentOf(content['create_date']);
  if (id === null || typeof status !== 'string' || typeof orderNumber !== 'string' || orderNumber === '') return null;
  if (typeof publicKey !== 'string' || !isCurrency(currency)) return null;
  const amount = fromMajor(content['amount'], currency);
  const given = content['refund_amount'];
  const refundAmount = given === undefined || given === null ? 0n : fromMajor(given, currency);
  if (amount === null || refundAmount === null || beganAt === null) return null;
  const isReversed = status === 'reversed';
  return {
    id,
    orderNumber,
    status,
    publicKey,
    amount,
    currency,
    refunded: refundAmount > 0n ? refundAmount : isReversed ? amount : null,
    beganAt,
    changedAt: momentOf(content['end_date']) ?? beganAt,
    errorCode: nameOf(content['err_code']),
    card: cardOf(content),
  };
}

/** Whether the payer's money was taken, if only to be given back. */
export function isTaken({ status, refunded }: LiqPayPayment): boolean {
  return TAKEN.has(status) || refunded !== null;
}

/**
 * What it means for an order; null for what means nothing. The names of events say what LiqPay knows them by, so that a callback and an
 * answer about the same thing are the same event.
 *
 * @param wasRefunded What is known to be given back already; null where the order is not known to be paid. Then it is told of first.
 */
export function eventOf(payment: LiqPayPayment, ourKey: string, wasRefunded: bigint | null): ProviderEvent | null {
  if (NOTHING.has(payment.status)) return null;
  const { refunded } = payment;
  const common = {
    orderNumber: payment.orderNumber,
    amount: payment.amount,
    currency: payment.currency,
    isOurMerchant: payment.publicKey === ourKey,
    reference: payment.id,
    failure: null,
    happenedAt: payment.changedAt,
    card: null,
  };
  if (refunded !== null && wasRefunded !== null) {
    return refundEvent(payment, ourKey, { amount: newlyGivenBack(refunded, wasRefunded), inAll: refunded });
  }
  if (isTaken(payment)) return { ...common, eventRef: `${payment.id}:paid`, kind: 'paid', card: payment.card };
  if (LOST.has(payment.status)) {
    return { ...common, eventRef: `${payment.id}:failed`, kind: 'failed', failure: failureOf(payment.errorCode) };
  }
  return { ...common, eventRef: `${payment.id}:pending`, kind: 'pending' };
}

/** LiqPay has no names for refunds: they are known by what was given back in all. */
export function refundEvent(
  payment: LiqPayPayment,
  ourKey: string,
  { amount, inAll }: { amount: bigint; inAll: bigint },
): ProviderEvent {
  return {
    eventRef: `${payment.id}:refunded:${inAll}`,
    orderNumber: payment.orderNumber,
    kind: 'refunded',
    amount,
    refundedInAll: inAll,
    currency: payment.currency,
    isOurMerchant: payment.publicKey === ourKey,
    reference: payment.id,
    failure: null,
    happenedAt: payment.changedAt,
    card: null,
  };
}

function failureOf(code: string | null): string {
  if (code === null) return 'declined';
  const known = FAILURES[code];
  if (known !== undefined) return known;
  // Of the confirmation, not of the card: the payer did not give the code, scan or sign in in time.
  if (code.startsWith('expired_')) return 'cancelled';
  if (code.startsWith('err_') && !code.startsWith('err_card')) return 'provider_error';
  return 'declined';
}

/** LiqPay writes its names and codes as numbers here and as texts there. */
function nameOf(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && /^[\w.-]{1,60}$/.test(text) ? text : null;
}

/** Milliseconds since 1970. */
function momentOf(value: unknown): Date | null {
  const milliseconds = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof milliseconds === 'number' && Number.isSafeInteger(milliseconds) && milliseconds > 0
    ? new Date(milliseconds)
    : null;
}

function cardOf(content: JsonObject): ProviderEvent['card'] {
  const { card_token: token, sender_card_mask2: mask, sender_card_type: type } = content;
  return typeof token === 'string' && token !== '' ? { token, label: cardLabel(type, mask) } : null;
}
