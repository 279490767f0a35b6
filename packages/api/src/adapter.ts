import { faultOfAnswer } from './adapter-answer.js';
import { callsOfCapability } from './adapter-capabilities.js';
import { ApiError, type ApiErrorKind, errorKindOf } from './errors.js';
import { calls } from './generated/calls.js';
import { Problem as problemShape } from './generated/shapes.js';
import { requireIdempotencyKey } from './idempotency-key.js';
import type { PageOperationName } from './operations/index.js';
import { problemStatus } from './problem-status.js';
import type { Problem, ProblemCode } from './schemas/problem.js';
import type { Capability, Supplier } from './schemas/supplier.js';
import { matchesShape } from './shape.js';
import { untilAborted } from './until-aborted.js';
import type { CallOptions, OperationArgs, OperationResult, UtilityApi } from './utility-api.js';

/** What an adapter must say of the supplier; the rest of the profile is what a supplier has that offers nothing of it. */
export type AdapterSupplier = Partial<Supplier> &
  Pick<Supplier, 'id' | 'name' | 'serviceKinds' | 'timeZone' | 'currency' | 'languages' | 'phone' | 'accountNumber'>;

/** What a method gets beside its arguments. The signal is always there: pass it on to what the method waits for. */
export interface AdapterCallOptions extends CallOptions {
  readonly signal: AbortSignal;
}

type Answer<N extends PageOperationName> = N extends 'getSupplier' ? AdapterSupplier : OperationResult<N>;
type Method<N extends PageOperationName> = (
  args: OperationArgs<N>,
  options: AdapterCallOptions,
) => Answer<N> | Promise<Answer<N>>;

/** What a supplier's own system can do, call by call; what is left out it does not offer. */
export type AdapterMethods = { readonly [N in PageOperationName]?: Method<N> } & {
  readonly getSupplier: Method<'getSupplier'>;
};

export interface AdapterOptions {
  /** Milliseconds until a call is given up. 7,000 without it: a widget asks twice and has 15 seconds. A call that sends a picture gets six times as long. */
  readonly timeout?: number;
}

type AnyMethod = (args: unknown, options: AdapterCallOptions) => unknown;

const KINDS: readonly string[] = [
  'offline',
  'timeout',
  'unauthorized',
  'forbidden',
  'not-found',
  'conflict',
  'rejected',
  'rate-limited',
  'unavailable',
  'bad-response',
] satisfies readonly ApiErrorKind[];

/** Nothing of it is offered unless the adapter says so. */
const PLAIN_PROFILE = {
  phoneHours: null,
  emergencyPhone: null,
  channels: [],
  pages: null,
  linkProofs: [],
  guestReadings: null,
  payments: null,
} satisfies Partial<Supplier>;

type Said = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Said => typeof value === 'object' && value !== null;

const isKnownCode = (code: unknown): code is ProblemCode =>
  typeof code === 'string' && Object.hasOwn(problemStatus, code);

/** What a refusal may tell beside its code. */
const MORE = [
  'requestId',
  'issues',
  'findings',
  'opensOn',
  'orderId',
  'nextFree',
] as const satisfies readonly (keyof Problem)[];

/** The refusal as the service would say it. What it tells in a way that is not of the contract is left out, and not what it refuses. */
function problemOf(code: ProblemCode, said: Said, complain: (fault: string) => void): Problem {
  const title = code.replaceAll('_', ' ');
  let problem: Problem = { type: 'about:blank', title, status: problemStatus[code], requestId: '', code };
  for (const field of MORE) {
    if (said[field] == null) continue;
    const more = { ...problem, [field]: said[field] };
    const fault = faultOfAnswer(problemShape, more);
    if (fault === null) problem = more;
    else complain(fault);
  }
  return problem;
}

/** What a method says by throwing: an error with a `code` of the contract's problems, or with a `kind`. Null for any other. */
function saidBy(thrown: unknown, complain: (fault: string) => void): ApiError | null {
  if (!isObject(thrown)) return null;
  const { kind, retryAfter: wait, problem: whole } = thrown;
  if (thrown instanceof ApiError && (whole === null || matchesShape(problemShape, whole))) return thrown;
  // An ApiError has it in its problem: one of ours that was made by hand, or of another copy of this code.
  const said = isObject(whole) && isKnownCode(whole['code']) ? whole : thrown;
  const isWait = typeof wait === 'number' && wait >= 0;
  if (wait != null && !isWait) complain('at /retryAfter there must be a number of seconds');
  const more = { retryAfter: isWait ? wait : null, cause: thrown };
  const { code } = said;
  if (isKnownCode(code))
    return new ApiError(errorKindOf(problemStatus[code]), { ...more, problem: problemOf(code, said, complain) });
  return typeof kind === 'string' && KINDS.includes(kind) ? new ApiError(kind as ApiErrorKind, more) : null;
}

/** No answer: where the platform knows that there is no network, that is the reason. */
function unreachable(cause: unknown): ApiError {
  const { navigator } = globalThis as { navigator?: { onLine?: boolean } };
  return new ApiError(navigator?.onLine === false ? 'offline' : 'unavailable', { cause });
}

/** Works until the time is up or the caller gives up, whether the work heeds its signal or not. */
async function within<T>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new ApiError('timeout')), milliseconds);
  const giveUp = () => controller.abort(outer?.reason);
  outer?.addEventListener('abort', giveUp, { once: true });
  try {
    outer?.throwIfAborted();
    return await untilAborted(work(controller.signal), controller.signal);
  } catch (error) {
    // Who gave up, or ran out of time, hears of that, whatever became of the work.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', giveUp);
  }
}

/** Of some of what is offered the profile says how: without that, nothing of it can be shown. */
const SAID_BY_PROFILE: Partial<Readonly<Record<Capability, 'payments' | 'guestReadings'>>> = {
  payments: 'payments',
  'payment-plans': 'payments',
  'guest-readings': 'guestReadings',
};

/**
 * The profile as the page gets it. It offers what the adapter has all calls for; where it names capabilities itself, only those. What is no
 * list of them stays as it is, and is found with whatever else is not of the contract.
 */
function profileOf(given: AdapterSupplier, has: (name: PageOperationName) => boolean): unknown {
  const profile = { ...PLAIN_PROFILE, ...given };
  if (given.capabilities != null && !Array.isArray(given.capabilities)) return profile;
  const capabilities = (Object.keys(callsOfCapability) as Capability[]).filter((each) => {
    const said = SAID_BY_PROFILE[each];
    const isPossible = callsOfCapability[each].every(has) && (!said || profile[said] !== null);
    return isPossible && (given.capabilities?.includes(each) ?? true);
  });
  return { ...profile, capabilities };
}

/**
 * A supplier's own system behind the widgets: give the calls it can answer, in the contract's words, and take a whole
 * {@link UtilityApi} for `configure({ service })` or `<kabinet-provider>.service`.
 *
 * - Widgets for what the methods cannot do hide themselves: the profile's `capabilities` follow from the methods that are there.
 * - A method refuses by throwing an error with a `code` of the contract (`{ code: 'reading_rejected', findings }`), or a `kind` such as
 *   `unauthorized`. Whatever else it throws means that the service is not available.
 * - An answer that is not of the contract is an error and shows as one, never as a wrong sum; the console says where.
 * - A change comes with an `idempotencyKey`, the same for every try of one intent: what was done under it before is not done again.
 */
export function defineAdapter(methods: AdapterMethods, { timeout = 7_000 }: AdapterOptions = {}): UtilityApi {
  const methodOf = (name: string) => (methods as Readonly<Record<string, unknown>>)[name];
  const has = (name: PageOperationName) => typeof methodOf(name) === 'function';
  if (!has('getSupplier'))
    console.warn('Kabinet: the adapter has no getSupplier; without it no widget shows anything.');
  for (const name of Object.keys(methods)) {
    if (typeof methodOf(name) === 'function' && !Object.hasOwn(calls, name))
      console.warn(`Kabinet: the contract has no call "${name}"; this method of the adapter is never used.`);
  }

  async function answer(name: PageOperationName, args: unknown, options: AdapterCallOptions): Promise<unknown> {
    if (!has(name)) throw new ApiError('unavailable', { cause: new TypeError(`the adapter has no ${name}`) });
    const { response } = calls[name];
    let value: unknown;
    try {
      value = await (methodOf(name) as AnyMethod).call(methods, args, options);
      if (name === 'getSupplier' && isObject(value)) value = profileOf(value as unknown as AdapterSupplier, has);
    } catch (error) {
      // After the time is up nobody is told: the call has its answer.
      const complain = (...what: unknown[]) => {
        if (!options.signal.aborted) console.warn(...what);
      };
      let said: ApiError | null = null;
      try {
        said = saidBy(error, (fault) =>
          complain(
            `Kabinet: what ${name} of the adapter refused with is not of the contract, and is left out: ${fault}.`,
          ),
        );
      } catch {
        // What cannot even be read says nothing.
      }
      if (!said) complain(`Kabinet: ${name} of the adapter failed.`, error);
      throw said ?? unreachable(error);
    }
    const shape = typeof response === 'function' ? await response().catch(fail) : response;
    const fault = faultOfAnswer(shape, value);
    if (fault === null) return value;
    console.warn(`Kabinet: what ${name} of the adapter answered is not of the contract: ${fault}.`);
    throw new ApiError('bad-response', { cause: new TypeError(fault) });
  }

  const call =
    (name: PageOperationName) =>
    (args: unknown, options: CallOptions = {}) => {
      requireIdempotencyKey(name, options);
      const limit = calls[name].large ? 6 * timeout : timeout;
      return within(limit, options.signal, (signal) => answer(name, args, { ...options, signal }));
    };

  const names = Object.keys(calls) as PageOperationName[];
  return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as UtilityApi;
}

function fail(cause: unknown): never {
  throw unreachable(cause);
}
