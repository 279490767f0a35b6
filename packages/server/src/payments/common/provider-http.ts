import { ProviderUnavailable } from '../provider.js';

/** How long a provider may take for an answer, whoever waits for it. */
const ANSWER_MS = 20_000;
/** A register of a day is the longest answer there is. */
const ANSWER_BYTES = 32 * 1024 * 1024;

/** An answer in JSON: an object whose fields are still to be checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Posts to a provider and reads its answer: a JSON object, whatever the content type says. Throws ProviderUnavailable for all else; its text
 * says what went wrong and holds nothing of what was sent or came.
 */
export async function askJson({
  fetch,
  provider,
  url,
  body,
  signal,
}: {
  fetch: typeof globalThis.fetch;
  /** For the log. */
  provider: string;
  url: string;
  /** A form, or JSON. */
  body: URLSearchParams | JsonObject;
  signal: AbortSignal;
}): Promise<JsonObject> {
  const unavailable = (what: string) => new ProviderUnavailable(`${provider}: ${what}`);
  const isForm = body instanceof URLSearchParams;
  const headers = { accept: 'application/json', ...(isForm ? {} : { 'content-type': 'application/json' }) };
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: isForm ? body : JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw unavailable(`answered with ${response.status}`);
    }
    text = await boundedText(response);
  } catch (error) {
    if (error instanceof ProviderUnavailable) throw error;
    if (error instanceof TooLong) throw unavailable('answered with too much');
    const isLate = error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
    throw unavailable(isLate ? 'did not answer in time' : 'cannot be reached');
  }
  const answer = readJson(text);
  if (!isJsonObject(answer)) throw unavailable('answered with something else than JSON');
  return answer;
}

/** What the text says as JSON; undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

class TooLong extends Error {}

/** The whole of an answer, if it is not far too long. */
export async function boundedText(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += piece.byteLength;
    if (length > ANSWER_BYTES) throw new TooLong();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Codes that providers answer with, fit for a log: anything else than a short word or number is left out. */
export function codeForLog(code: unknown): string {
  const text = typeof code === 'number' ? String(code) : code;
  return typeof text === 'string' && /^[A-Za-z0-9_.-]{1,40}$/.test(text) ? text : 'no code';
}
