import { isSameText } from '../common/compare.js';
import { fromMajor, isCurrency, newlyGivenBack } from '../common/amounts.js';
import { cardLabel } from '../common/card-label.js';
import type { JsonObject } from '../common/provider-http.js';
import type { ProviderEvent } from '../provider.js';
import { wayForPaySignature } from './signature.js';

/**
 * What WayForPay says of an order and signs: to the serviceUrl, and in the answers to CHECK_STATUS and CHARGE.
 * https://wiki.wayforpay.com/en/view/852102, …/852117, …/1736987; statuses and codes: …/852131
 */
export interface SignedTransaction {
  readonly merchantAccount: string;
  readonly orderReference: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly status: string;
  readonly reasonCode: number;
}

/** In the order they are signed in. */
const SIGNED = [
  'merchantAccount',
  'orderReference',
  'amount',
  'currency',
  'authCode',
  'cardPan',
  'transactionStatus',
  'reasonCode',
] as const;

const TAKEN = new Set(['Approved', 'RefundInProcessing']);
const GIVEN_BACK = new Set(['Refunded', 'Voided']);
const LOST = new Set(['Declined', 'Expired']);

const FAILURES: Readonly<Record<number, string>> = {
  1103: 'card_expired',
  1104: 'insufficient_funds',
  1106: 'limit_exceeded',
  1124: 'cancelled',
  1125: 'cancelled',
  1135: 'limit_exceeded',
  // Not the card's: what we sent, or what went wrong there.
  ...Object.fromEntries(
    [1109, 1110, 1112, 1113, 1115, 1117, 1118, 1120, 1129, 1130].map((code) => [code, 'provider_error']),
  ),
};

/** Null where the signature is wrong, or what is signed cannot be read. */
export function readSigned(content: JsonObject, secretKey: string): SignedTransaction | null {
  const texts = signedTexts(content, SIGNED, secretKey);
  if (!texts) return null;
  const [merchantAccount = '', orderReference = '', major = '', currency, , , status = '', code = ''] = texts;
  if (orderReference === '' || !isCurrency(currency) || !/^\w{1,40}$/.test(status) || !/^\d{1,6}$/.test(code))
    return null;
  const amount = fromMajor(major, currency);
  return amount === null
    ? null
    : { merchantAccount, orderReference, amount, currency, status, reasonCode: Number(code) };
}

/** The fields as they are signed; null where the signature over them is wrong. */
export function signedTexts(
  content: JsonObject,
  names: readonly string[],
  secretKey: string,
): readonly string[] | null {
  const fields = names.map((name) => signedText(content[name]));
  const texts = fields.filter((field) => field !== null);
  const signature = content['merchantSignature'];
  if (typeof signature !== 'string' || texts.length < fields.length) return null;
  return isSameText(signature, wayForPaySignature(secretKey, texts)) ? texts : null;
}

/** What is signed of a value: as PHP writes it. With a semicolon in it, it could be two fields. */
function signedText(value: unknown): string | null {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && !value.includes(';') ? value : null;
}

/**
 * What it means for an order. An order has one payment at WayForPay, known by the order's own number.
 *
 * @param answer What is not signed, of an answer that WayForPay gave us itself; null of a callback.
 * @param wasRefunded What is known to be given back already; null where the order is not known to be paid. Then it is told of first.
 */
export function eventOf(
  transaction: SignedTransaction,
  {
    answer,
    ourAccount,
    wasRefunded,
    now,
  }: { answer: JsonObject | null; ourAccount: string; wasRefunded: bigint | null; now: Date },
): ProviderEvent {
  const { orderReference, amount, currency, status } = transaction;
  const common = {
    orderNumber: orderReference,
    amount,
    currency,
    isOurMerchant: transaction.merchantAccount === ourAccount,
    reference: orderReference,
    failure: null,
    happenedAt: momentOf(answer?.['processingDate']) ?? now,
    card: null,
  };
  const refunded = refundedOf(transaction, answer);
  if (refunded !== null && wasRefunded !== null) {
    return refundEvent(common, { amount: newlyGivenBack(refunded, wasRefunded), inAll: refunded });
  }
  if (refunded !== null || TAKEN.has(status)) {
    return { ...common, eventRef: `${orderReference}:paid`, kind: 'paid', card: answer && cardOf(answer) };
  }
  if (LOST.has(status)) {
    const failure = status === 'Expired' ? 'cancelled' : (FAILURES[transaction.reasonCode] ?? 'declined');
    return { ...common, eventRef: `${orderReference}:failed`, kind: 'failed', failure };
  }
  return { ...common, eventRef: `${orderReference}:pending`, kind: 'pending' };
}

/** Refunds have no names there: they are known by what was given back in all. */
export function refundEvent(
  payment: Pick<ProviderEvent, 'orderNumber' | 'currency' | 'isOurMerchant' | 'happenedAt'>,
  { amount, inAll }: { amount: bigint; inAll: bigint },
): ProviderEvent {
  const { orderNumber, currency, isOurMerchant, happenedAt } = payment;
  return {
    eventRef: `${orderNumber}:refunded:${inAll}`,
    orderNumber,
    kind: 'refunded',
    amount,
    refundedInAll: inAll,
    currency,
    isOurMerchant,
    reference: orderNumber,
    failure: null,
    happenedAt,
    card: null,
  };
}

/** What was given back in all; null where nothing was. */
export function refundedOf({ status, amount, currency }: SignedTransaction, answer: JsonObject | null): bigint | null {
  const told = fromMajor(answer?.['refundAmount'], currency);
  if (told !== null && told > 0n && told <= amount) return told;
  return GIVEN_BACK.has(status) ? amount : null;
}

/** Whether the payer's money was taken, if only to be given back. */
export function isTaken({ status }: Pick<SignedTransaction, 'status'>): boolean {
  return TAKEN.has(status) || GIVEN_BACK.has(status);
}

/** Seconds since 1970. */
export function momentOf(value: unknown): Date | null {
  const seconds = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds > 0 ? new Date(seconds * 1000) : null;
}

function cardOf(answer: JsonObject): ProviderEvent['card'] {
  const { recToken: token, cardPan: pan, cardType: type } = answer;
  return typeof token === 'string' && token !== '' ? { token, label: cardLabel(type, pan) } : null;
}
