import { ApiError } from '@kabinet/api';

/** How a read stands. `value` is the last good answer, kept while it is read again and after a failure. */
export interface QueryState<T> {
  readonly status: 'idle' | 'loading' | 'ready' | 'error';
  readonly value: T | undefined;
  readonly error: ApiError | undefined;
}

export const IDLE: QueryState<never> = { status: 'idle', value: undefined, error: undefined };

type Read<T> = (signal: AbortSignal) => Promise<T>;

/** An answer older than this is read again when a widget first asks for it. */
const FRESH_MS = 30_000;

class Entry<T> {
  state: QueryState<T> = IDLE;
  readonly #listeners = new Set<() => void>();
  readonly #read: Read<T>;
  #running: AbortController | null = null;
  #answeredAt = 0;

  constructor(read: Read<T>) {
    this.#read = read;
  }

  get inUse(): boolean {
    return this.#listeners.size > 0;
  }

  subscribe(listener: () => void): () => void {
    const isFirst = !this.inUse;
    this.#listeners.add(listener);
    const isStale = Date.now() - this.#answeredAt > FRESH_MS;
    const isRunning = this.#running !== null && !this.#running.signal.aborted;
    if (isFirst && !isRunning && (this.state.status !== 'ready' || isStale)) void this.reload();
    return () => {
      this.#listeners.delete(listener);
      // A widget that is moved in the page leaves and comes back in one task: only what stays unused is given up.
      queueMicrotask(() => {
        if (!this.inUse) this.#running?.abort();
      });
    };
  }

  /** Reads again; the answer of an earlier, slower try is dropped. */
  async reload(): Promise<void> {
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    this.#set({ status: 'loading', value: this.state.value, error: undefined });
    try {
      const value = await this.#read(running.signal);
      if (running !== this.#running) return;
      this.#answeredAt = Date.now();
      this.#set({ status: 'ready', value, error: undefined });
    } catch (error) {
      if (running !== this.#running) return;
      if (running.signal.aborted) this.#set({ status: 'idle', value: this.state.value, error: undefined });
      else {
        const apiError = error instanceof ApiError ? error : new ApiError('bad-response', { cause: error });
        this.#set({ status: 'error', value: this.state.value, error: apiError });
      }
    } finally {
      if (running === this.#running) this.#running = null;
    }
  }

  /** What is known is out of date: read it again if somebody shows it, else when somebody asks. */
  invalidate(): void {
    this.#answeredAt = 0;
    if (this.inUse) void this.reload();
  }

  /** Nothing of what was read, or is being read, is known any more. */
  forget(): void {
    this.#running?.abort();
    this.#running = null;
    this.state = IDLE;
    this.invalidate();
  }

  #set(state: QueryState<T>): void {
    this.state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** One answer for each question, however many widgets ask it. */
export class QueryCache {
  readonly #entries = new Map<string, Entry<unknown>>();

  entry<T>(key: string, read: Read<T>): Entry<T> {
    let entry = this.#entries.get(key) as Entry<T> | undefined;
    if (!entry) this.#entries.set(key, (entry = new Entry(read)));
    return entry;
  }

  /** Marks the matching answers as out of date. */
  invalidate(matches: (key: string) => boolean): void {
    for (const [key, entry] of this.#entries) if (matches(key)) entry.invalidate();
  }

  /** Tries again what failed: the network is back. */
  retryFailed(): void {
    for (const entry of this.#entries.values()) if (entry.inUse && entry.state.status === 'error') void entry.reload();
  }

  /** Forgets what matches, or everything: another person is signed in. */
  clear(matches: (key: string) => boolean = () => true): void {
    for (const [key, entry] of this.#entries) if (matches(key)) entry.forget();
  }
}

export type QueryEntry<T> = Entry<T>;
