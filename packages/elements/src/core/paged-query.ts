import { ApiError, type OperationArgs, type OperationResult } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import type { KabinetElement } from './base-element.js';
import type { Connection } from './connection.js';
import { IDLE, type QueryState } from './query-cache.js';

/** What is read page by page, the newest first. */
type PagedOperation = 'listReadings' | 'listPayments';

type Item<N extends PagedOperation> = OperationResult<N>['items'][number];

/** The most that the service gives at once. */
const LATER_PAGE = 100;

/** Reads a history page by page; begins anew when the account or the connection changes, or something was changed. */
export class PagedQuery<N extends PagedOperation> implements ReactiveController {
  items: readonly Item<N>[] = [];
  readonly #host: KabinetElement;
  readonly #name: N;
  readonly #args: () => { accountId: string } | null;
  readonly #firstPage: number;
  readonly #laterPage: number;
  readonly #handleOnline = () => {
    if (this.error) void this.more();
  };
  #state: QueryState<readonly Item<N>[]> = IDLE;
  #connection: Connection | null = null;
  #accountId: string | null = null;
  #cursor: string | null = null;
  #revision = 0;
  /** Whether the next page is the first one again; what was read stays on show until it is here. */
  #startsOver = true;
  #running: AbortController | null = null;

  /** `firstPage`: how many at first; `laterPage`: how many with each page after that, as many as the service gives without it. */
  constructor(
    host: KabinetElement,
    name: N,
    args: () => { accountId: string } | null,
    { firstPage, laterPage = LATER_PAGE }: { readonly firstPage: number; readonly laterPage?: number },
  ) {
    this.#host = host;
    this.#name = name;
    this.#args = args;
    this.#firstPage = firstPage;
    this.#laterPage = laterPage;
    host.addController(this);
  }

  /** How the newest read stands; its value is all that was read so far. */
  get state(): QueryState<readonly Item<N>[]> {
    return this.#state;
  }

  get isLoading(): boolean {
    return this.#state.status === 'loading';
  }

  get error(): ApiError | undefined {
    return this.#state.error;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  hostConnected(): void {
    window.addEventListener('online', this.#handleOnline);
  }

  hostUpdate(): void {
    const connection = this.#host.isConnected ? this.#host.connection : null;
    const accountId = this.#args()?.accountId ?? null;
    const revision = connection?.revision ?? 0;
    const isSame = connection === this.#connection && accountId === this.#accountId;
    if (isSame && revision === this.#revision) return;
    this.#running?.abort();
    this.#running = null;
    this.#connection = connection;
    this.#accountId = accountId;
    this.#revision = revision;
    this.#startsOver = true;
    if (!isSame) {
      this.#cursor = null;
      this.items = [];
      this.#state = IDLE;
    }
    if (connection && accountId) void this.more();
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#handleOnline);
    this.#running?.abort();
    this.#connection = null;
    this.#accountId = null;
  }

  /** Reads the next page. */
  async more(): Promise<void> {
    const connection = this.#connection;
    if (!connection || this.#accountId === null) return;
    const running = (this.#running = new AbortController());
    const known = () => (this.#startsOver && this.items.length === 0 ? undefined : this.items);
    this.#set({ status: 'loading', value: known(), error: undefined });
    try {
      const cursor = this.#startsOver ? null : this.#cursor;
      const limit = String(cursor === null ? this.#firstPage : this.#laterPage);
      const args = { accountId: this.#accountId, limit, ...(cursor !== null && { cursor }) };
      const call: (args: OperationArgs<N>, options: { signal: AbortSignal }) => Promise<OperationResult<N>> =
        connection.api[this.#name];
      const page = await call(args as OperationArgs<N>, { signal: running.signal });
      if (running !== this.#running) return;
      const items = page.items as readonly Item<N>[];
      this.items = this.#startsOver ? items : [...this.items, ...items];
      this.#startsOver = false;
      this.#cursor = page.nextCursor;
      this.#running = null;
      this.#set({ status: 'ready', value: this.items, error: undefined });
    } catch (error) {
      if (running !== this.#running) return;
      this.#running = null;
      if (running.signal.aborted) return;
      const apiError = error instanceof ApiError ? error : new ApiError('bad-response', { cause: error });
      this.#set({ status: 'error', value: known(), error: apiError });
    }
  }

  #set(state: QueryState<readonly Item<N>[]>): void {
    this.#state = state;
    this.#host.requestUpdate();
  }
}
