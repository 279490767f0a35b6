import { Stripe } from 'stripe';
import { boundedText, codeForLog, isJsonObject, readJson } from '../common/provider-http.js';
import { ProviderRefused, ProviderUnavailable } from '../provider.js';

const ANSWER_MS = 20_000;

export interface StripeOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly isLive: boolean;
  /** `https://api.stripe.com`. */
  readonly api: string;
  /** `https://checkout.stripe.com`, where payers go. */
  readonly site: string;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

/** A client whose calls end when the caller no longer waits. It tries once: who calls it tries again. */
export function stripeClient({ api, fetch, secretKey }: StripeOptions, signal: AbortSignal): Stripe {
  const { protocol, hostname, port } = new URL(api);
  const isPlain = protocol === 'http:';
  return new Stripe(secretKey, {
    httpClient: Stripe.createFetchHttpClient(async (url: string | URL | Request, init?: RequestInit) => {
      const waited = AbortSignal.any([signal, ...(init?.signal ? [init.signal] : [])]);
      const response = await fetch(url, { ...init, redirect: 'error', signal: waited });
      const text = await boundedText(response);
      // Stripe's library never comes back from JSON that is no object, and rejects where nobody listens, which ends the process.
      if (!isJsonObject(readJson(text))) throw new TypeError('not an answer of Stripe');
      return new Response(text, { status: response.status, headers: response.headers });
    }),
    protocol: isPlain ? 'http' : 'https',
    host: hostname,
    port: port || (isPlain ? 80 : 443),
    timeout: ANSWER_MS,
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** Asks, and says what went wrong in our own words. */
export async function askedOnce<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw failureOf(error);
  }
}

/** What came is none of the answers that Stripe documents. */
export function notUnderstood(): ProviderUnavailable {
  return new ProviderUnavailable('Stripe: answered with something not understood');
}

/** A question that changes nothing is asked again, whatever Stripe said to it. */
export function asQuestion(error: unknown): ProviderUnavailable {
  const failure = failureOf(error);
  return failure instanceof ProviderUnavailable ? failure : new ProviderUnavailable(failure.message);
}

/** What Stripe's library throws holds what was sent and what came: only its codes go on. */
export function failureOf(error: unknown): ProviderRefused | ProviderUnavailable {
  if (error instanceof ProviderRefused || error instanceof ProviderUnavailable) return error;
  if (!(error instanceof Stripe.errors.StripeError)) return new ProviderUnavailable('Stripe: cannot be asked');
  const { StripeInvalidRequestError, StripeCardError } = Stripe.errors;
  const text = `Stripe: ${codeForLog(error.type)} (${codeForLog(error.code)})`;
  const isFinal = error instanceof StripeInvalidRequestError || error instanceof StripeCardError;
  return isFinal ? new ProviderRefused(text) : new ProviderUnavailable(text);
}
