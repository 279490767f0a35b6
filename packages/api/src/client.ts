import { ApiError, errorKindOf } from './errors.js';
import { calls, type CallEntry } from './generated/calls.js';
import { Problem as problemShape } from './generated/shapes.js';
import { requireIdempotencyKey } from './idempotency-key.js';
import type { PageOperationName } from './operations/index.js';
import type { Problem } from './schemas/problem.js';
import { matchesShape } from './shape.js';
import { untilAborted } from './until-aborted.js';
import type { CallOptions, UtilityApi } from './utility-api.js';

/**
 * Gives the session's token, or null when nobody is signed in. `refused` is the one that the service has just refused, null at the first
 * try: answer with another one. Of many calls that were refused with the same, the later ones can have what the first one brought.
 */
export type TokenProvider = (request: { refused: string | null; signal: AbortSignal }) => Promise<string | null>;

export interface ClientOptions {
  /** Address of the supplier's API, such as `https://api.example.com/mygas/v1`. */
  readonly baseUrl: string;
  /** Without one, only public calls can be made; or all of them, with a session cookie. */
  readonly getToken?: TokenProvider;
  /**
   * How the customer is known: `token` by what `getToken` gives (without it); `cookie` by the cookie that the service's own pages have
   * set, which browsers send on the same site only.
   */
  readonly session?: 'token' | 'cookie';
  /**
   * Milliseconds until a call is given up, from asking for the token to the last byte of the answer. 10,000 without it. A call
   * that sends a picture gets six times as long.
   */
  readonly timeout?: number;
  /** For tests and for pages with a fetch of their own. */
  readonly fetch?: typeof fetch;
}

/** The problem document of an answer, or null for an HTML page of some proxy. */
async function readProblem(response: Response): Promise<Problem | null> {
  const value: unknown = await response.json().catch(() => null);
  return matchesShape(problemShape, value) ? (value as Problem) : null;
}

/** Seconds to wait, written as seconds or as a date. */
function retryAfterOf(response: Response): number | null {
  const text = response.headers.get('Retry-After')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? null : Math.max(0, Math.ceil((moment - Date.now()) / 1000));
}

/** Statuses that whatever stands before the service may answer with in its own words. */
const SAID_BY_ANYONE: readonly number[] = [401, 429];

async function toError(response: Response): Promise<ApiError> {
  const { status } = response;
  const problem = await readProblem(response);
  // "Not found" or "forbidden" without the contract's document was not said by the service about this account, but by a
  // proxy about an address: nobody may be told that their account does not exist because of it.
  const isOurs = problem !== null || status >= 500 || SAID_BY_ANYONE.includes(status);
  return new ApiError(isOurs ? errorKindOf(status) : 'bad-response', {
    ...(problem && { problem }),
    retryAfter: retryAfterOf(response),
  });
}

/** JSON of plain data, whatever the page has done to it: Prototype.js gives lists a toJSON that makes them texts. */
function toJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${toJson(each)}`).join(',')}}`;
}

/** The address and body of a call: path parameters fill the path, other arguments become the query. */
function toRequest(entry: CallEntry, args: Readonly<Record<string, unknown>>) {
  const { body, ...rest } = args;
  const query = new URLSearchParams();
  let path = entry.path;
  for (const [name, value] of Object.entries(rest)) {
    const slot = `{${name}}`;
    if (path.includes(slot)) path = path.replace(slot, encodeURIComponent(String(value)));
    else if (value !== undefined) query.set(name, String(value));
  }
  const search = query.toString();
  return { path: search ? `${path}?${search}` : path, body };
}

/** An abort signal that fires with the caller's own signal or when the time is up, and tells which of the two it was. */
function deadline(milliseconds: number, outer: AbortSignal | undefined) {
  const controller = new AbortController();
  let timedOut = false;
  const abort = () => controller.abort(outer?.reason);
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, milliseconds);
  if (outer?.aborted) abort();
  else outer?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    isTimedOut: () => timedOut,
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

/** No answer at all. Only where the platform knows that there is no network is that the reason; Node 20 knows nothing of it. */
function unreachable(cause: unknown): ApiError {
  const { navigator } = globalThis as { navigator?: { onLine?: boolean } };
  return new ApiError(navigator?.onLine === false ? 'offline' : 'unavailable', { cause });
}

/** The REST client of the contract. */
export function createClient(options: ClientOptions): UtilityApi {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const timeout = options.timeout ?? 10_000;
  const hasCookie = options.session === 'cookie';

  async function tokenFor(entry: CallEntry, refused: string | null, signal: AbortSignal): Promise<string | null> {
    if (entry.public || hasCookie) return null;
    try {
      const token = await options.getToken?.({ refused, signal });
      if (token) return token;
    } catch (error) {
      if (error instanceof ApiError || signal.aborted) throw error;
      // Whatever the page's own function threw: without a token nothing can be asked of the service.
      throw unreachable(error);
    }
    throw new ApiError('unauthorized');
  }

  async function send(
    entry: CallEntry,
    args: Record<string, unknown>,
    { idempotencyKey, token, signal }: { idempotencyKey?: string; token: string | null; signal: AbortSignal },
  ): Promise<Response> {
    const { path, body } = toRequest(entry, args);
    const usesCookie = hasCookie && !entry.public;
    // Looked up at each call, so that a page's own instrumentation of fetch keeps working.
    return (options.fetch ?? fetch)(baseUrl + path, {
      method: entry.mutation ? 'POST' : 'GET',
      headers: {
        Accept: 'application/json',
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        // No form and no other site can send it: whoever does was let by the service's answer to the browser's question.
        ...(usesCookie && { 'X-Kabinet-Session': 'cookie' }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
      },
      ...(body !== undefined && { body: toJson(body) }),
      signal,
      credentials: usesCookie ? 'include' : 'omit',
      cache: 'no-store',
      // The contract has no redirects: one is a captive portal or a login page of some proxy.
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  }

  async function call(
    entry: CallEntry,
    args: Record<string, unknown>,
    { signal: outer, idempotencyKey }: CallOptions,
  ): Promise<unknown> {
    const limit = deadline(entry.large ? 6 * timeout : timeout, outer);
    const attempt = async (token: string | null) => {
      // A token that came too late sends nothing any more.
      limit.signal.throwIfAborted();
      return send(entry, args, { ...(idempotencyKey && { idempotencyKey }), token, signal: limit.signal });
    };
    const answer = async () => {
      const token = await tokenFor(entry, null, limit.signal);
      let response = await attempt(token);
      if (response.status === 401 && !entry.public && !hasCookie) {
        // What is not read would keep the connection busy.
        await response.body?.cancel();
        response = await attempt(await tokenFor(entry, token, limit.signal));
      }
      if (!response.ok) throw await toError(response);
      return response;
    };
    const work = async () => {
      limit.signal.throwIfAborted();
      const { response: shapeOrLoad } = entry;
      const [response, shape] = await Promise.all([
        answer(),
        typeof shapeOrLoad === 'function' ? shapeOrLoad() : shapeOrLoad,
      ]);
      const value: unknown = await response.json();
      if (!matchesShape(shape, value)) throw new ApiError('bad-response');
      return value;
    };
    try {
      return await untilAborted(work(), limit.signal);
    } catch (error) {
      // Who gave up asked for no answer, whatever else has happened meanwhile.
      if (outer?.aborted) throw outer.reason;
      if (error instanceof ApiError) throw error;
      if (limit.isTimedOut()) throw new ApiError('timeout', { cause: error });
      // An answer that came and is not JSON, as against one that never came.
      if (error instanceof SyntaxError) throw new ApiError('bad-response', { cause: error });
      throw unreachable(error);
    } finally {
      limit.clear();
    }
  }

  return Object.fromEntries(
    Object.entries(calls).map(([name, entry]) => [
      name,
      (args: Record<string, unknown>, callOptions: CallOptions = {}) => {
        requireIdempotencyKey(name as PageOperationName, callOptions);
        return call(entry, args, callOptions);
      },
    ]),
  ) as unknown as UtilityApi;
}
