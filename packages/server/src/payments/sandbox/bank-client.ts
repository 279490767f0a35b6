import { boundedText, readJson } from '../common/provider-http.js';
import { ProviderRefused, ProviderUnavailable } from '../provider.js';
import { type Answer, BankPayment, OpenedPayment, RefundAnswer, RegisterPage } from './protocol.js';

/** How long the bank may take for an answer, whoever waits for it. */
const ANSWER_MS = 20_000;

/** The sandbox bank's API for merchants (docs/en/sandbox-bank.md). */
export class BankClient {
  readonly #options: { readonly url: string; readonly apiKey: string; readonly fetch: typeof fetch };

  constructor(options: { url: string; apiKey: string; fetch: typeof fetch }) {
    this.#options = options;
  }

  openPayment(body: object, signal: AbortSignal): Promise<OpenedPayment> {
    return this.#ask('POST', '/api/payments', { body, answer: OpenedPayment, signal });
  }

  charge(body: object, signal: AbortSignal): Promise<BankPayment> {
    return this.#ask('POST', '/api/charges', { body, answer: BankPayment, signal });
  }

  refund(orderNumber: string, body: object, signal: AbortSignal): Promise<RefundAnswer> {
    return this.#ask('POST', `/api/payments/${orderNumber}/refunds`, { body, answer: RefundAnswer, signal });
  }

  /** Null where the bank knows of no such payment. */
  async payment(orderNumber: string, signal: AbortSignal): Promise<BankPayment | null> {
    const response = await this.#send('GET', `/api/payments/${orderNumber}`, { signal });
    if (response.status === 404) {
      await response.body?.cancel();
      return null;
    }
    return this.#read(response, BankPayment);
  }

  register(query: { from: Date; to: Date; after: number }, signal: AbortSignal): Promise<RegisterPage> {
    const { from, to, after } = query;
    const search = new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), after: String(after) });
    return this.#ask('GET', `/api/register?${search.toString()}`, { answer: RegisterPage, signal });
  }

  async #ask<Shape>(
    method: 'GET' | 'POST',
    path: string,
    { body, answer, signal }: { body?: object; answer: Answer<Shape>; signal: AbortSignal },
  ): Promise<Shape> {
    return this.#read(await this.#send(method, path, { ...(body && { body }), signal }), answer);
  }

  async #send(
    method: 'GET' | 'POST',
    path: string,
    { body, signal }: { body?: object; signal: AbortSignal },
  ): Promise<Response> {
    const { url, apiKey, fetch } = this.#options;
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'error',
      headers: { authorization: `Bearer ${apiKey}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
    }).catch(() => {
      throw new ProviderUnavailable('sandbox: cannot be reached');
    });
    // What the bank will never do, however often it is asked. All else may be better later.
    if (response.status === 400 || response.status === 409) {
      await response.body?.cancel();
      throw new ProviderRefused(`sandbox: answered with ${response.status}`);
    }
    return response;
  }

  async #read<Shape>(response: Response, answer: Answer<Shape>): Promise<Shape> {
    if (!response.ok) {
      await response.body?.cancel();
      throw new ProviderUnavailable(`sandbox: answered with ${response.status}`);
    }
    const text = await boundedText(response).catch(() => '');
    const parsed = answer.safeParse(readJson(text));
    if (!parsed.success) throw new ProviderUnavailable('sandbox: answered with something else');
    return parsed.data;
  }
}
