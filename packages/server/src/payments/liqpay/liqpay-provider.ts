import { toMajor } from '../common/amounts.js';
import { askJson, codeForLog, isJsonObject, type JsonObject } from '../common/provider-http.js';
import {
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
import { readCallbackForm } from './callback.js';
import { eventOf, isTaken, type LiqPayPayment, readPayment, refundEvent } from './payment.js';
import { LIQPAY_SIGNATURES, type LiqPaySignature, signedForm } from './signature.js';

const DAY_MS = 86_400_000;
/** The currencies that LiqPay takes (sdk-php, `_supportedCurrencies`). */
const CURRENCIES = new Set(['UAH', 'USD', 'EUR']);
const LANGUAGES = new Set(['uk', 'en', 'ru']);

export interface LiqPayOptions {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly algorithm: LiqPaySignature;
  /** `https://www.liqpay.ua`. */
  readonly site: string;
  /** The server's own address: LiqPay asks for one where no payer is there. */
  readonly serverIp: string | null;
  readonly fetch: typeof fetch;
}

/** LiqPay's checkout and API. https://www.liqpay.ua/documentation/en */
export class LiqPayProvider implements PaymentProvider {
  readonly #options: LiqPayOptions;

  constructor(options: LiqPayOptions) {
    this.#options = options;
  }

  async depart(order: OrderForProvider): Promise<Departure> {
    const fields = this.#signed({
      action: 'pay',
      ...sumOf(order),
      description: order.description,
      order_id: order.number,
      expired_date: utcSeconds(order.expiresAt),
      language: languageOf(order.language),
      result_url: order.returnUrl,
      server_url: order.callbackUrl,
      // Asks for a card_token in the callback, by which the card can be charged later.
      ...(order.keepsCard ? { recurringbytoken: '1' } : {}),
    });
    return { url: `${this.#options.site}/api/3/checkout`, method: 'POST', fields };
  }

  async readCallback({ rawBody }: IncomingCallback): Promise<ReadCallback> {
    const payment = readCallbackForm(rawBody, this.#options);
    const event =
      payment.refunded === null
        ? eventOf(payment, this.#options.publicKey, null)
        : refundEvent(payment, this.#options.publicKey, { amount: payment.refunded, inAll: payment.refunded });
    return { event, isConclusive: true, answer: () => ({ contentType: 'text/plain; charset=utf-8', body: 'ok' }) };
  }

  async ask(order: OrderForProvider, signal: AbortSignal): Promise<ProviderEvent | null> {
    const payment = await this.#status(order, signal);
    return payment && eventOf(payment, this.#options.publicKey, order.refunded);
  }

  async *register({ from, to }: { from: Date; to: Date }, signal: AbortSignal): AsyncIterable<RegisterRow> {
    // Reports go by the moment a payment began, registers by the one it was paid at.
    const answer = await this.#call(
      { action: 'reports', date_from: from.getTime() - DAY_MS, date_to: to.getTime(), resp_format: 'json' },
      signal,
    );
    const rows = answer['data'];
    if (answer['result'] !== 'success' && answer['result'] !== 'ok') throw this.#notUnderstood(answer);
    if (!Array.isArray(rows)) throw this.#notUnderstood(answer);
    for (const row of rows as readonly unknown[]) {
      const payment = isJsonObject(row) ? readPayment(row) : null;
      if (payment) yield* registerRows(payment, { from, to });
    }
  }

  async charge(order: OrderForProvider, token: string, signal: AbortSignal): Promise<ProviderEvent> {
    const known = await this.ask(order, signal);
    if (known) return known;
    const answer = await this.#call(
      {
        action: 'paytoken',
        ...sumOf(order),
        card_token: token,
        description: order.description,
        order_id: order.number,
        language: languageOf(order.language),
        server_url: order.callbackUrl,
        recurring: true,
        ...(this.#options.serverIp === null ? {} : { ip: this.#options.serverIp }),
      },
      signal,
    );
    const payment = readPayment(answer);
    const event = payment && eventOf(payment, this.#options.publicKey, null);
    if (event) return event;
    // It was asked for already, and its answer was lost.
    if (answer['err_code'] === 'order_id_duplicate') {
      const before = await this.ask(order, signal);
      if (before) return before;
    }
    throw this.#refusal(answer);
  }

  async refund(
    order: OrderForProvider,
    { amount, refundedBefore }: RefundWish,
    signal: AbortSignal,
  ): Promise<ProviderEvent> {
    const payment = await this.#status(order, signal);
    if (!payment || !isTaken(payment)) throw new ProviderRefused('LiqPay: there is no such payment to give back');
    const { publicKey } = this.#options;
    const given = payment.refunded ?? 0n;
    // LiqPay knows refunds by no names: what is given back already is this one, asked for before, whose answer was lost.
    if (given >= refundedBefore + amount) {
      return refundEvent(payment, publicKey, { amount, inAll: refundedBefore + amount });
    }
    // It waits for the company's money: it may be this one.
    if (payment.status === 'wait_reserve') throw new ProviderUnavailable('LiqPay: a refund is on its way');
    const answer = await this.#call(
      { action: 'refund', order_id: order.number, amount: toMajor(amount, order.currency) },
      signal,
    );
    const isDone =
      answer['status'] === 'reversed' || answer['status'] === 'success' || answer['status'] === 'wait_reserve';
    if (answer['result'] === 'error' || !isDone) throw this.#refusal(answer);
    return refundEvent(payment, publicKey, { amount, inAll: given + amount });
  }

  #signed(content: JsonObject): { readonly data: string; readonly signature: string } {
    const { algorithm, privateKey, publicKey } = this.#options;
    const { version } = LIQPAY_SIGNATURES[algorithm];
    return signedForm(algorithm, privateKey, { version, public_key: publicKey, ...content });
  }

  #call(content: JsonObject, signal: AbortSignal): Promise<JsonObject> {
    const { fetch, site } = this.#options;
    const body = new URLSearchParams(this.#signed(content));
    return askJson({ fetch, provider: 'LiqPay', url: `${site}/api/request`, body, signal });
  }

  async #status(order: OrderForProvider, signal: AbortSignal): Promise<LiqPayPayment | null> {
    const answer = await this.#call({ action: 'status', order_id: order.number }, signal);
    const payment = readPayment(answer);
    if (payment && payment.orderNumber === order.number) return payment;
    if (!payment && answer['err_code'] === 'payment_not_found') return null;
    throw this.#notUnderstood(answer);
  }

  #notUnderstood(answer: JsonObject): ProviderUnavailable {
    return new ProviderUnavailable(
      `LiqPay: answered with something not understood (${codeForLog(answer['err_code'])})`,
    );
  }

  /** No for good, if LiqPay says so; else who knows. */
  #refusal(answer: JsonObject): ProviderRefused | ProviderUnavailable {
    const code = answer['err_code'];
    const isFinal = typeof code === 'string' && !PASSING.has(code);
    return isFinal ? new ProviderRefused(`LiqPay: refused (${codeForLog(code)})`) : this.#notUnderstood(answer);
  }
}

/** What may be otherwise soon, or once the company's settings are right. */
const PASSING = new Set([
  'payment_processing',
  'wait_info',
  'err_cache',
  'err_auth',
  'invalid_signature',
  'err_signature',
  'err_access',
]);

function* registerRows(payment: LiqPayPayment, { from, to }: { from: Date; to: Date }): Iterable<RegisterRow> {
  const { orderNumber, currency, id: reference, refunded } = payment;
  const isOfDay = (moment: Date) => moment >= from && moment < to;
  // A refund moves the moment of the last change; when the payment itself was is then known by its beginning alone.
  const paidAt = refunded === null ? payment.changedAt : payment.beganAt;
  if (isTaken(payment) && isOfDay(paidAt)) {
    yield { orderNumber, kind: 'paid', amount: payment.amount, currency, reference, happenedAt: paidAt };
  }
  if (refunded !== null && isOfDay(payment.changedAt)) {
    yield { orderNumber, kind: 'refunded', amount: refunded, currency, reference, happenedAt: payment.changedAt };
  }
}

function sumOf({ total, currency }: OrderForProvider): { readonly amount: string; readonly currency: string } {
  if (!CURRENCIES.has(currency)) throw new ProviderRefused(`LiqPay: does not take ${codeForLog(currency)}`);
  return { amount: toMajor(total, currency), currency };
}

function languageOf(language: string): string {
  const [base = ''] = language.split('-');
  return LANGUAGES.has(base) ? base : 'uk';
}

/** `2016-04-24 00:00:00`, in UTC, as LiqPay reads moments. */
function utcSeconds(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}
