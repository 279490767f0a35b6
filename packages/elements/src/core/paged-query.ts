import { ApiError, type OperationArgs, type OperationResult } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import type { KabinetElement } from './base-element.js';
import type { Connection } from './connection.js';
import { Query } from './query.js';
import type { QueryState } from './query-cache.js';

/** What is read page by page, the newest first. */
type PagedOperation = 'listReadings' | 'listPayments' | 'listAppeals';

/** Of what: all but the page itself. */
type Args<N extends PagedOperation> = Omit<OperationArgs<N>, 'limit' | 'cursor'>;

type Item<N extends PagedOperation> = OperationResult<N>['items'][number];

/** The most that the service gives at once. */
const LATER_PAGE = 100;

/**
 * Reads a history page by page. The first page is shared and read again like every other read; when it was, so are the later ones that were on
 * show, which followed the one from before: nobody loses their place in a long list.
 */
export class PagedQuery<N extends PagedOperation> implements ReactiveController {
  /** All that was read so far. */
  items: readonly Item<N>[] = [];
  readonly #host: KabinetElement;
  readonly #name: N;
  readonly #args: () => Args<N> | null;
  readonly #laterPage: number;
  readonly #first: Query<N>;
  /** The first page that `items` begin with. */
  #firstPage: OperationResult<N> | undefined;
  /** Of whom, and of what, they are. */
  #connection: Connection | null = null;
  #of = '';
  #cursor: string | null = null;
  #running: AbortController | null = null;
  #laterError: ApiError | undefined;
  readonly #handleOnline = () => {
    if (this.#laterError) void this.more();
  };

  /** `firstPage`: how many at first; `laterPage`: how many with each page after that, as many as the service gives without it. */
  constructor(
    host: KabinetElement,
    name: N,
    args: () => Args<N> | null,
    { firstPage, laterPage = LATER_PAGE }: { readonly firstPage: number; readonly laterPage?: number },
  ) {
    this.#host = host;
    this.#name = name;
    this.#args = args;
    this.#laterPage = laterPage;
    this.#first = new Query(host, name, () => {
      const first = args();
      return first && ({ ...first, limit: String(firstPage) } as unknown as OperationArgs<N>);
    });
    host.addController(this);
  }

  /** How the newest read stands; its value is all that was read so far. */
  get state(): QueryState<readonly Item<N>[]> {
    const { status, value } = this.#first.state;
    return {
      status: this.#running ? 'loading' : this.#laterError ? 'error' : status,
      value: value && this.items,
      error: this.error,
    };
  }

  get isLoading(): boolean {
    return this.state.status === 'loading';
  }

  get error(): ApiError | undefined {
    return this.#laterError ?? this.#first.state.error;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  hostConnected(): void {
    window.addEventListener('online', this.#handleOnline);
  }

  hostUpdate(): void {
    const page = this.#first.value;
    if (page === this.#firstPage) return;
    this.#stop();
    const { connection } = this.#host;
    const of = `${connection?.session} ${JSON.stringify(this.#args())}`;
    const shown = this.#connection === connection && this.#of === of ? this.items.length : 0;
    this.#firstPage = page;
    this.#connection = connection;
    this.#of = of;
    this.#cursor = page?.nextCursor ?? null;
    if (page && this.#cursor !== null && shown > page.items.length) void this.#readOn(page.items, shown);
    else this.items = page?.items ?? [];
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#handleOnline);
    this.#stop();
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = null;
    this.#laterError = undefined;
  }

  /** Reads the next page, or the first one again where that did not come. */
  async more(): Promise<void> {
    if (this.#first.state.error) return this.#first.reload();
    await this.#readOn(this.items, this.items.length + 1);
  }

  /** Reads what follows, until there are so many or no more; meanwhile what is on show stays. */
  async #readOn(before: readonly Item<N>[], atLeast: number): Promise<void> {
    const { connection } = this.#host;
    const args = this.#args();
    let [items, cursor] = [before, this.#cursor];
    if (!connection || !args || cursor === null) return;
    this.#stop();
    const running = (this.#running = new AbortController());
    this.#host.requestUpdate();
    try {
      const call: (args: OperationArgs<N>, options: { signal: AbortSignal }) => Promise<OperationResult<N>> =
        connection.api[this.#name];
      while (cursor !== null && items.length < atLeast) {
        const later = { ...args, limit: String(this.#laterPage), cursor } as unknown as OperationArgs<N>;
        const page = await call(later, { signal: running.signal });
        if (running !== this.#running) return;
        items = [...items, ...(page.items as readonly Item<N>[])];
        cursor = page.nextCursor;
      }
    } catch (error) {
      if (running !== this.#running) return;
      this.#laterError = error instanceof ApiError ? error : new ApiError('bad-response', { cause: error });
    }
    this.items = items;
    this.#cursor = cursor;
    this.#running = null;
    this.#host.requestUpdate();
  }
}
