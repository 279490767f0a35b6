import { ApiError, errorKindOf } from './errors.js';
import { calls, type CallEntry } from './generated/calls.js';
import { shapes } from './generated/shapes.js';
import type { Problem } from './schemas/problem.js';
import { matchesShape } from './shape.js';
import type { CallOptions, UtilityApi } from './utility-api.js';

/**
 * Gives the session's token, or null when nobody is signed in. `refresh` is true when the one given last was refused:
 * then answer with a new one.
 */
export type TokenProvider = (request: { refresh: boolean; signal: AbortSignal }) => Promise<string | null>;

export interface ClientOptions {
  /** Address of the supplier's API, such as `https://api.example.com/mygas/v1`. */
  readonly baseUrl: string;
  /** Without one, only public calls can be made. */
  readonly getToken?: TokenProvider;
  /** Milliseconds until a try is given up, from the first byte sent to the last received. 10,000 without it. */
  readonly timeout?: number;
  /** For tests and for pages with a fetch of their own. */
  readonly fetch?: typeof fetch;
}

/** The problem document of an answer, or null for an HTML page of some proxy. */
async function readProblem(response: Response): Promise<Problem | null> {
  const value: unknown = await response.json().catch(() => null);
  return matchesShape(shapes.Problem, value) ? (value as Problem) : null;
}

async function toError(response: Response): Promise<ApiError> {
  const problem = await readProblem(response);
  const retryAfter = Number(response.headers.get('Retry-After') ?? NaN);
  return new ApiError(errorKindOf(response.status), {
    ...(problem && { problem }),
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
  });
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
  outer?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    isTimedOut: () => timedOut,
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

/** The REST client of the contract. */
export function createClient(options: ClientOptions): UtilityApi {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const timeout = options.timeout ?? 10_000;

  async function send(
    entry: CallEntry,
    args: Record<string, unknown>,
    call: CallOptions,
    token: string | null,
    signal: AbortSignal,
  ) {
    const { path, body } = toRequest(entry, args);
    // Looked up at each call, so that a page's own instrumentation of fetch keeps working.
    return await (options.fetch ?? fetch)(baseUrl + path, {
      method: entry.method,
      headers: {
        Accept: 'application/json',
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(call.idempotencyKey !== undefined && { 'Idempotency-Key': call.idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal,
      credentials: 'omit',
      cache: 'no-store',
      // The contract has no redirects: one is a captive portal or a login page of some proxy.
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  }

  async function call(entry: CallEntry, args: Record<string, unknown>, callOptions: CallOptions): Promise<unknown> {
    const limit = deadline(timeout, callOptions.signal);
    try {
      const attempt = async (refresh: boolean) => {
        const token = entry.auth ? ((await options.getToken?.({ refresh, signal: limit.signal })) ?? null) : null;
        if (entry.auth && token === null) throw new ApiError('unauthorized');
        return send(entry, args, callOptions, token, limit.signal);
      };
      let response = await attempt(false);
      if (response.status === 401) response = await attempt(true);
      if (!response.ok) throw await toError(response);
      const value: unknown = await response.json();
      if (!matchesShape(shapes[entry.response], value)) throw new ApiError('bad-response');
      return value;
    } catch (error) {
      if (error instanceof ApiError) throw error;
      if (limit.isTimedOut()) throw new ApiError('timeout', { cause: error });
      if (callOptions.signal?.aborted) throw error;
      // An answer that began and is not JSON, as against one that never came.
      if (error instanceof SyntaxError) throw new ApiError('bad-response', { cause: error });
      throw new ApiError(navigator.onLine === false ? 'offline' : 'unavailable', { cause: error });
    } finally {
      limit.clear();
    }
  }

  return Object.fromEntries(
    Object.entries(calls).map(([name, entry]) => [
      name,
      (args: Record<string, unknown>, callOptions: CallOptions = {}) => call(entry, args, callOptions),
    ]),
  ) as unknown as UtilityApi;
}
