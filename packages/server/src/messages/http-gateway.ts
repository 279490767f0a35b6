import * as z from 'zod/mini';
import { type MessageToSend, NotSent, type Sender } from './sender.js';

/** The gateway's answer as far as we look at it: about the request, and about the one recipient in it. */
const GatewayAnswer = z.object({
  response_code: z.int(),
  response_result: z.optional(z.nullable(z.array(z.object({ response_code: z.int() })))),
});

/** Taken, sent, and the two for "some of the recipients". */
const TAKEN = new Set([0, 800, 801, 802, 803]);
/** "You have sent the same just now": an earlier try of ours, whose answer was lost, did arrive. */
const TAKEN_BEFORE = new Set([427, 507]);
/** The number is on the stop list, in a country that is not served, or none. */
const RECIPIENT_REFUSED = new Set([305, 404, 406]);

/**
 * SMS by the HTTP gateway of TurboSMS (https://turbosms.ua/api.html): `turbosms+https://<token>@api.turbosms.ua`. Another address serves for
 * gateways that speak the same protocol.
 */
export class HttpGatewaySender implements Sender {
  readonly #address: string;
  readonly #token: string;
  readonly #from: string;

  constructor({ url, from }: { url: string; from: string }) {
    const { protocol, host, pathname, username } = new URL(url);
    const path = pathname === '' || pathname === '/' ? '/message/send.json' : pathname;
    this.#address = `${protocol.replace('turbosms+', '')}//${host}${path}`;
    this.#token = decodeURIComponent(username);
    this.#from = from;
  }

  async send({ to, body }: MessageToSend, signal: AbortSignal): Promise<void> {
    const response = await fetch(this.#address, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.#token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ recipients: [to.replace(/^\+/, '')], sms: { sender: this.#from, text: body } }),
      redirect: 'error',
      signal,
    }).catch((error: unknown) => {
      throw new NotSent('unavailable', signal.aborted ? 'timeout' : causeOf(error));
    });
    const text = await response.text().catch(() => '');
    if (signal.aborted) throw new NotSent('unavailable', 'timeout');
    if (response.status === 429) throw new NotSent('throttled', 'http 429', retryAfter(response.headers));
    if (!response.ok) throw new NotSent('unavailable', `http ${response.status}`, retryAfter(response.headers));
    const code = codeOf(text);
    if (code === null) throw new NotSent('unavailable', 'not an answer of the gateway');
    if (TAKEN.has(code) || TAKEN_BEFORE.has(code)) return;
    throw new NotSent(RECIPIENT_REFUSED.has(code) ? 'refused' : 'unavailable', `gateway ${code}`);
  }

  async close(): Promise<void> {}
}

/** What became of the recipient, else of the request; null for something else than the gateway's answer. */
function codeOf(text: string): number | null {
  try {
    const { response_code: ofRequest, response_result: results } = GatewayAnswer.parse(JSON.parse(text));
    const ofRecipient = results?.[0]?.response_code;
    return ofRecipient === undefined || ofRecipient === 0 ? ofRequest : ofRecipient;
  } catch {
    return null;
  }
}

function retryAfter(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function causeOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string } }).cause;
  return cause?.code ?? 'no connection';
}
