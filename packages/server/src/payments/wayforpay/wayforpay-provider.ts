import { fromMajor, isCurrency, toMajor } from '../common/amounts.js';
import { askJson, codeForLog, isJsonObject, type JsonObject, readJson } from '../common/provider-http.js';
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
import { wayForPaySignature } from './signature.js';
import {
  eventOf,
  isTaken,
  momentOf,
  readSigned,
  refundedOf,
  refundEvent,
  type SignedTransaction,
  signedTexts,
} from './transaction.js';

const DAY_MS = 86_400_000;
const OK = 1100;
const DUPLICATE_ORDER = 1112;
const ORDER_NOT_FOUND = 1127;
/** What is signed of the answer to REFUND. https://wiki.wayforpay.com/en/view/852115 */
const REFUND_SIGNED = ['merchantAccount', 'orderReference', 'transactionStatus', 'reasonCode'];
const LANGUAGES: Readonly<Record<string, string>> = { uk: 'UA', ru: 'RU', en: 'EN' };
/** What may be otherwise soon, or once the merchant's settings are right: an order or a refund on its way, a fault there, our key. */
const PASSING = new Set([1113, 1117, 1120, 1121, 1129, 1131, 1132, 1134, 1136, 1138]);

export interface WayForPayOptions {
  readonly merchantAccount: string;
  readonly merchantDomainName: string;
  readonly secretKey: string;
  /** `https://secure.wayforpay.com`, where payers go. */
  readonly site: string;
  /** `https://api.wayforpay.com`. */
  readonly api: string;
  /** Whose contact WayForPay is given where a kept card is charged: the supplier's own, never the payer's. */
  readonly chargeClient: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

/** WayForPay's page and API. https://wiki.wayforpay.com/en */
export class WayForPayProvider implements PaymentProvider {
  readonly #options: WayForPayOptions;

  constructor(options: WayForPayOptions) {
    this.#options = options;
  }

  async depart(order: OrderForProvider): Promise<Departure> {
    const { fields, products } = this.#purchase(order);
    return {
      url: `${this.#options.site}/pay`,
      method: 'POST',
      fields: {
        ...fields,
        'productName[]': products.name,
        'productCount[]': '1',
        'productPrice[]': products.price,
        language: LANGUAGES[order.language.split('-')[0] ?? ''] ?? 'UA',
        // From now on: who comes later to the page has less time on it, and nobody can pay an order that has expired.
        orderTimeout: String(Math.max(1, seconds(order.expiresAt) - seconds(this.#options.now()))),
        returnUrl: order.returnUrl,
      },
    };
  }

  async readCallback({ rawBody }: IncomingCallback): Promise<ReadCallback> {
    const { merchantAccount, secretKey, now } = this.#options;
    const content = readJson(Buffer.from(rawBody).toString('utf8'));
    const transaction = isJsonObject(content) ? readSigned(content, secretKey) : null;
    if (!transaction) throw new CallbackRefused();
    const event = eventOf(transaction, { answer: null, ourAccount: merchantAccount, wasRefunded: null, now: now() });
    return {
      event,
      // The signature is weak and leaves out the card's token, what was given back and when: WayForPay is asked.
      isConclusive: false,
      answer: (moment) => {
        const { orderReference } = transaction;
        const time = Math.floor(moment.getTime() / 1000);
        const signature = wayForPaySignature(secretKey, [orderReference, 'accept', time]);
        const body = JSON.stringify({ orderReference, status: 'accept', time, signature });
        return { contentType: 'application/json', body };
      },
    };
  }

  async ask(order: OrderForProvider, signal: AbortSignal): Promise<ProviderEvent | null> {
    const known = await this.#status(order, signal);
    return known && this.#event(known.transaction, known.answer, order.refunded);
  }

  async *register({ from, to }: { from: Date; to: Date }, signal: AbortSignal): AsyncIterable<RegisterRow> {
    const { merchantAccount } = this.#options;
    // A day more: what began before the day may have been paid on it.
    const dates = [seconds(from) - DAY_MS / 1000, seconds(to)] as const;
    const answer = await this.#call(
      {
        transactionType: 'TRANSACTION_LIST',
        merchantSignature: this.#sign([merchantAccount, ...dates]),
        dateBegin: dates[0],
        dateEnd: dates[1],
      },
      signal,
    );
    const list = answer['transactionList'];
    if (Number(answer['reasonCode']) !== OK || !Array.isArray(list)) throw this.#notUnderstood(answer);
    yield* registerRows(list, { from, to });
  }

  async charge(order: OrderForProvider, token: string, signal: AbortSignal): Promise<ProviderEvent> {
    const before = await this.ask(order, signal);
    if (before) return before;
    const { fields, products } = this.#purchase(order);
    const answer = await this.#call(
      {
        ...fields,
        transactionType: 'CHARGE',
        orderDate: Number(fields.orderDate),
        amount: Number(fields.amount),
        // Nobody is there to answer a bank's question.
        merchantTransactionSecureType: 'NON3DS',
        recToken: token,
        productName: [products.name],
        productCount: [1],
        productPrice: [Number(products.price)],
        ...this.#options.chargeClient,
      },
      signal,
    );
    const transaction = readSigned(answer, this.#options.secretKey);
    const code = Number(answer['reasonCode']);
    // It was asked for already, and its answer was lost.
    if (code === DUPLICATE_ORDER) {
      const known = await this.ask(order, signal);
      if (known) return known;
    }
    if (transaction?.orderReference === order.number && code !== DUPLICATE_ORDER && !PASSING.has(code)) {
      return this.#event(transaction, answer, null);
    }
    throw this.#refusal(answer);
  }

  async refund(
    order: OrderForProvider,
    { id, amount, refundedBefore }: RefundWish,
    signal: AbortSignal,
  ): Promise<ProviderEvent> {
    const known = await this.#status(order, signal);
    if (!known || !isTaken(known.transaction))
      throw new ProviderRefused('WayForPay: there is no such payment to give back');
    const { transaction, answer: status } = known;
    if (transaction.status === 'RefundInProcessing') throw new ProviderUnavailable('WayForPay: a refund is on its way');
    const given = refundedOf(transaction, status) ?? 0n;
    const payment = this.#event(transaction, status, null);
    // Refunds have no names there: what is given back already is this one, asked for before, whose answer was lost.
    if (given >= refundedBefore + amount) return refundEvent(payment, { amount, inAll: refundedBefore + amount });
    const major = toMajor(amount, order.currency);
    const { merchantAccount, secretKey, now } = this.#options;
    const answer = await this.#call(
      {
        transactionType: 'REFUND',
        orderReference: order.number,
        amount: Number(major),
        currency: order.currency,
        comment: id,
        merchantSignature: this.#sign([merchantAccount, order.number, major, order.currency]),
      },
      signal,
    );
    const result = signedTexts(answer, REFUND_SIGNED, secretKey)?.[2];
    const isDone = result === 'Refunded' || result === 'Voided';
    if (!isDone) throw this.#refusal(answer);
    return refundEvent({ ...payment, happenedAt: now() }, { amount, inAll: given + amount });
  }

  #sign(fields: readonly (string | number)[]): string {
    return wayForPaySignature(this.#options.secretKey, fields);
  }

  /** What a purchase and a charge have in common, with its signature. */
  #purchase(order: OrderForProvider) {
    const { merchantAccount, merchantDomainName } = this.#options;
    const amount = toMajor(order.total, order.currency);
    // What is joined by semicolons cannot have any.
    const products = { name: order.description.replaceAll(';', ','), price: amount };
    const orderDate = String(seconds(order.createdAt));
    const { number, currency } = order;
    const signed = [merchantAccount, merchantDomainName, number, orderDate, amount, currency, products.name, 1, amount];
    const fields = {
      merchantAccount,
      merchantAuthType: 'SimpleSignature',
      merchantDomainName,
      merchantTransactionType: 'SALE',
      merchantTransactionSecureType: 'AUTO',
      merchantSignature: this.#sign(signed),
      apiVersion: '1',
      serviceUrl: order.callbackUrl,
      orderReference: number,
      orderDate,
      amount,
      currency,
    };
    return { fields, products };
  }

  #event(transaction: SignedTransaction, answer: JsonObject, wasRefunded: bigint | null): ProviderEvent {
    const { merchantAccount: ourAccount, now } = this.#options;
    return eventOf(transaction, { answer, ourAccount, wasRefunded, now: now() });
  }

  #call(content: JsonObject, signal: AbortSignal): Promise<JsonObject> {
    const { api, fetch, merchantAccount } = this.#options;
    const body = { merchantAccount, apiVersion: 1, ...content };
    return askJson({ fetch, provider: 'WayForPay', url: `${api}/api`, body, signal });
  }

  async #status(
    order: OrderForProvider,
    signal: AbortSignal,
  ): Promise<{ transaction: SignedTransaction; answer: JsonObject } | null> {
    const merchantSignature = this.#sign([this.#options.merchantAccount, order.number]);
    const answer = await this.#call(
      { transactionType: 'CHECK_STATUS', orderReference: order.number, merchantSignature },
      signal,
    );
    if (Number(answer['reasonCode']) === ORDER_NOT_FOUND) return null;
    const transaction = readSigned(answer, this.#options.secretKey);
    if (transaction?.orderReference !== order.number) throw this.#notUnderstood(answer);
    return { transaction, answer };
  }

  #notUnderstood(answer: JsonObject): ProviderUnavailable {
    return new ProviderUnavailable(
      `WayForPay: answered with something not understood (${codeForLog(answer['reasonCode'])})`,
    );
  }

  /** No for good, if WayForPay says so; else who knows. */
  #refusal(answer: JsonObject): ProviderRefused | ProviderUnavailable {
    const code = Number(answer['reasonCode']);
    const isFinal = Number.isSafeInteger(code) && code > OK && !PASSING.has(code);
    return isFinal ? new ProviderRefused(`WayForPay: refused (${code})`) : this.#notUnderstood(answer);
  }
}

/** Refunds stand there as transactions of their own, or only as what became of the payment. */
function* registerRows(list: readonly unknown[], { from, to }: { from: Date; to: Date }): Iterable<RegisterRow> {
  const isOfDay = (moment: Date | null): moment is Date => moment !== null && moment >= from && moment < to;
  const rows = list.filter(isJsonObject);
  const isRefund = (row: JsonObject) => String(row['transactionType']).toUpperCase() === 'REFUND';
  const refundedApart = new Set(rows.filter(isRefund).map((row) => row['orderReference']));
  for (const row of rows) {
    const { orderReference: orderNumber, currency, transactionStatus: status } = row;
    if (typeof orderNumber !== 'string' || typeof status !== 'string' || !isCurrency(currency)) continue;
    const amount = fromMajor(row['amount'], currency);
    const changedAt = momentOf(row['processingDate']);
    const beganAt = momentOf(row['createdDate']);
    if (amount === null || !isTaken({ status })) continue;
    const common = { orderNumber, currency, reference: orderNumber };
    const refunded = refundedOf({ status, amount, currency } as SignedTransaction, row);
    if (isRefund(row)) {
      if (isOfDay(changedAt)) yield { ...common, kind: 'refunded', amount, happenedAt: changedAt };
      continue;
    }
    // A refund moves the moment of the last change; when the payment itself was is then known by its beginning alone.
    const paidAt = refunded === null ? changedAt : beganAt;
    if (isOfDay(paidAt)) yield { ...common, kind: 'paid', amount, happenedAt: paidAt };
    if (refunded !== null && !refundedApart.has(orderNumber) && isOfDay(changedAt)) {
      yield { ...common, kind: 'refunded', amount: refunded, happenedAt: changedAt };
    }
  }
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
