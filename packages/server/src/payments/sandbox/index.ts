import { Webhook } from 'standardwebhooks';
import { addressOf, textOf } from '../common/settings.js';
import {
  CallbackRefused,
  type IncomingCallback,
  type OrderForProvider,
  type PaymentProvider,
  type ProviderKind,
  ProviderUnavailable,
  type ReadCallback,
  type RegisterRow,
} from '../provider.js';
import { BankClient } from './bank-client.js';
import { BankEvent } from './protocol.js';
import { eventOfCallback, eventOfPayment, eventOfRefund } from './provider-event.js';

const USUAL_URL = 'http://127.0.0.1:8900';

/** The sandbox bank (packages/sandbox-bank): everything is as with a real provider, and no real money moves. */
export const sandbox: ProviderKind = {
  id: 'sandbox',
  canKeepCards: true,
  isTest: true,
  site: (settings) => new URL(addressOf(settings, 'url', USUAL_URL)).host,
  create({ settings, secrets, fetch }) {
    const url = addressOf(settings, 'url', USUAL_URL);
    const merchant = textOf(settings, 'merchant');
    const client = new BankClient({ url, apiKey: textOf(secrets, 'apiKey'), fetch });
    const webhook = new Webhook(textOf(secrets, 'webhookSecret', /^whsec_[A-Za-z0-9+/=]{32,}$/));
    return new SandboxProvider({ url, merchant, client, webhook });
  },
};

class SandboxProvider implements PaymentProvider {
  readonly #url: string;
  readonly #merchant: string;
  readonly #client: BankClient;
  readonly #webhook: Webhook;

  constructor(options: { url: string; merchant: string; client: BankClient; webhook: Webhook }) {
    this.#url = options.url;
    this.#merchant = options.merchant;
    this.#client = options.client;
    this.#webhook = options.webhook;
  }

  async depart(order: OrderForProvider, signal: AbortSignal) {
    const { payUrl, id } = await this.#client.openPayment(
      {
        ...requestOf(order),
        returnUrl: order.returnUrl,
        keepCard: order.keepsCard,
        expiresAt: order.expiresAt.toISOString(),
      },
      signal,
    );
    // People were told to check the address: we send them nowhere else.
    if (new URL(payUrl).origin !== new URL(this.#url).origin) {
      throw new ProviderUnavailable('sandbox: its page is at another address');
    }
    return { url: payUrl, method: 'GET' as const, fields: {}, reference: id };
  }

  async readCallback(callback: IncomingCallback): Promise<ReadCallback> {
    const told = this.#verified(callback);
    return {
      event: eventOfCallback(told, this.#merchant),
      // The signature covers every byte.
      isConclusive: true,
      answer: () => ({ contentType: 'text/plain; charset=utf-8', body: '' }),
    };
  }

  async ask({ number, refunded }: OrderForProvider, signal: AbortSignal) {
    const payment = await this.#client.payment(number, signal);
    return payment && eventOfPayment(payment, this.#merchant, refunded !== null);
  }

  async *register({ from, to }: { from: Date; to: Date }, signal: AbortSignal): AsyncGenerator<RegisterRow> {
    let after: number | null = 0;
    while (after !== null) {
      const page = await this.#client.register({ from, to, after }, signal);
      for (const { id, type, orderNumber, amount, currency, happenedAt } of page.rows) {
        yield {
          orderNumber,
          kind: type === 'payment' ? 'paid' : 'refunded',
          amount: BigInt(amount),
          currency,
          reference: id,
          happenedAt: new Date(happenedAt),
        };
      }
      after = page.next;
    }
  }

  async charge(order: OrderForProvider, token: string, signal: AbortSignal) {
    const event = eventOfPayment(await this.#client.charge({ ...requestOf(order), token }, signal), this.#merchant);
    if (event === null) throw new ProviderUnavailable('sandbox: a charge that came to nothing');
    return event;
  }

  async refund({ number }: OrderForProvider, { id, amount }: { id: string; amount: bigint }, signal: AbortSignal) {
    const { payment, refund } = await this.#client.refund(number, { id, amount: Number(amount) }, signal);
    return eventOfRefund(payment, refund, this.#merchant);
  }

  /** What the bank has signed. The library looks at the moment too: a callback that is minutes old is nobody's. */
  #verified({ rawBody, headers }: IncomingCallback): BankEvent {
    const signed = {
      'webhook-id': headers.get('webhook-id') ?? '',
      'webhook-timestamp': headers.get('webhook-timestamp') ?? '',
      'webhook-signature': headers.get('webhook-signature') ?? '',
    };
    try {
      // The library reads a number's beginning and bytes as text: what is not whole is not ours.
      if (!/^\d{1,12}$/.test(signed['webhook-timestamp'])) throw new CallbackRefused();
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(rawBody);
      return BankEvent.parse(this.#webhook.verify(text, signed));
    } catch {
      // Not a word of why: whoever forges learns nothing.
      throw new CallbackRefused();
    }
  }
}

function requestOf({ number, total, currency, description, language, callbackUrl }: OrderForProvider) {
  return { orderNumber: number, amount: Number(total), currency, description, language, callbackUrl };
}
