import { ApiError, type OperationArgs, type PageOperationName, type OperationResult } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import type { KabinetElement } from './base-element.js';
import { pause } from './pause.js';

/**
 * How a change stands.
 * - `sending`: on its way; `checking` is true from the second try on.
 * - `unsure`: it may have arrived, and it may not; trying again with the same key finds out and cannot double it.
 * - `failed`: it was not made, and `error` says why.
 */
export type ActionState<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'sending'; readonly checking: boolean }
  | { readonly status: 'unsure'; readonly error: ApiError }
  | { readonly status: 'failed'; readonly error: ApiError }
  | { readonly status: 'done'; readonly value: T };

/** A change whatever it is: how it stands, once more, and no more of it. */
export interface AnyAction {
  readonly state: ActionState<unknown>;
  readonly isSending: boolean;
  retry(): Promise<void>;
  reset(): void;
}

/** A person is told how it stands after 15 seconds at most, on a slow phone too; tries go on within this. */
const SETTLE_MS = 12_000;
/** A device that cannot make up its mind whether to keep something must not stop it from being sent. */
const KEEPING_MS = 1_000;
const PAUSES_MS = [1_000, 2_000, 4_000] as const;

/** 128 random bits as text. Not crypto.randomUUID: pages without https have none. */
export function newIdempotencyKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether the service has not judged the change itself: the same intent may be sent again. */
function mayStillBeTried(error: ApiError): boolean {
  return error.outcomeUnknown || error.kind === 'rate-limited' || error.kind === 'unauthorized';
}

/**
 * Sends a change for a widget. One is in flight at a time. The idempotency key is born with the person's intent and kept over
 * retries, until it is made, refused, or edited; so a lost answer never becomes a second reading.
 */
export class Action<N extends PageOperationName> implements ReactiveController {
  state: ActionState<OperationResult<N>> = { status: 'idle' };
  readonly #host: KabinetElement;
  readonly #name: N;
  readonly #onSettled: (state: ActionState<OperationResult<N>>) => void;
  readonly #settleMs: number;
  /** What the person wants done; `inDoubt` once a try ended without an answer to rely on. */
  #intent: { readonly key: string; readonly args: OperationArgs<N>; inDoubt: boolean } | null = null;
  #running: AbortController | null = null;
  #session: number | null = null;

  /** `onSettled` is called once for each run, after the last try. `settleMs`: for what is large and takes its time on a slow line. */
  constructor(
    host: KabinetElement,
    name: N,
    onSettled: (state: ActionState<OperationResult<N>>) => void = () => {},
    settleMs = SETTLE_MS,
  ) {
    this.#host = host;
    this.#name = name;
    this.#onSettled = onSettled;
    this.#settleMs = settleMs;
    host.addController(this);
  }

  get isSending(): boolean {
    return this.state.status === 'sending';
  }

  /** The key of the intent in hand, to be kept where a reload of the page cannot lose it. */
  get key(): string | null {
    return this.#intent?.key ?? null;
  }

  /**
   * Sends; the same arguments as in the unsettled try before go out under the same key. `key` resumes an intent kept from before;
   * `onIntent` is awaited before the first byte leaves, with the key, but not for long.
   */
  async run(args: OperationArgs<N>, key?: string, onIntent?: (key: string) => Promise<unknown>): Promise<void> {
    if (this.isSending) return;
    this.#set({ status: 'sending', checking: key !== undefined });
    const isSameIntent = this.#intent !== null && JSON.stringify(this.#intent.args) === JSON.stringify(args);
    if (!isSameIntent || key !== undefined)
      this.#intent = { args, key: key ?? newIdempotencyKey(), inDoubt: key !== undefined };
    const intent = this.#intent;
    if (intent && onIntent) {
      const isKept = new AbortController();
      await Promise.race([onIntent(intent.key).catch(() => undefined), pause(KEEPING_MS, isKept.signal)]);
      isKept.abort();
    }
    if (intent === this.#intent) await this.#settle();
  }

  /** Tries the intent in hand again, with its key. */
  async retry(): Promise<void> {
    if (this.isSending || !this.#intent) return;
    this.#set({ status: 'sending', checking: true });
    await this.#settle();
  }

  /** Forgets the intent: the person edits, or begins anew. */
  reset(): void {
    this.#running?.abort();
    this.#running = null;
    this.#intent = null;
    this.#set({ status: 'idle' });
  }

  /** Once somebody signed in, nobody is asked to sign in any more. The intent stays: the person says whether to go on with it. */
  hostUpdate(): void {
    const session = this.#host.connection?.session ?? null;
    if (session === this.#session) return;
    this.#session = session;
    if (!('error' in this.state) || this.state.error.kind !== 'unauthorized') return;
    this.state =
      this.state.status === 'unsure' ? { status: 'unsure', error: new ApiError('timeout') } : { status: 'idle' };
  }

  hostDisconnected(): void {
    if (!this.isSending) return;
    // The request may have arrived: what is known is that nothing is known.
    this.#running?.abort();
    this.#running = null;
    this.state = { status: 'unsure', error: new ApiError('timeout') };
  }

  async #settle(): Promise<void> {
    const running = (this.#running = new AbortController());
    const timer = setTimeout(() => running.abort(), this.#settleMs);
    const state = await this.#tryUntilSettled(running.signal);
    clearTimeout(timer);
    if (running !== this.#running) return;
    this.#running = null;
    const isOver = state.status === 'done' || (state.status === 'failed' && !mayStillBeTried(state.error));
    if (isOver) this.#intent = null;
    this.#set(state);
    this.#onSettled(state);
  }

  async #tryUntilSettled(signal: AbortSignal): Promise<ActionState<OperationResult<N>>> {
    const intent = this.#intent;
    const connection = this.#host.connection;
    if (!intent || !connection) return { status: 'failed', error: new ApiError('unavailable') };
    let lastError = new ApiError('timeout');
    for (const wait of [...PAUSES_MS, null]) {
      try {
        const value = await connection.send(this.#name, intent.args, { idempotencyKey: intent.key, signal });
        return { status: 'done', value };
      } catch (error) {
        const kind = signal.aborted ? 'timeout' : 'bad-response';
        lastError = error instanceof ApiError ? error : new ApiError(kind, { cause: error });
      }
      intent.inDoubt ||= lastError.outcomeUnknown;
      const askedMs = (lastError.retryAfter ?? 0) * 1000;
      // Without a network, or a session, there is nothing to wait for here: the widget tries again when it is back.
      const isWorthWaiting = mayStillBeTried(lastError) && !['offline', 'unauthorized'].includes(lastError.kind);
      // Who is asked to wait for longer than we try is told so at once.
      if (!isWorthWaiting || wait === null || askedMs >= this.#settleMs || signal.aborted) break;
      this.#set({ status: 'sending', checking: true });
      await pause(Math.max(askedMs, wait), signal);
      if (signal.aborted) break;
    }
    // A refusal by the service's rules settles an earlier doubt: the same key is answered the same way.
    const isStillInDoubt = intent.inDoubt && (lastError.outcomeUnknown || mayStillBeTried(lastError));
    return { status: isStillInDoubt ? 'unsure' : 'failed', error: lastError };
  }

  #set(state: ActionState<OperationResult<N>>): void {
    this.state = state;
    this.#host.requestUpdate();
  }
}
