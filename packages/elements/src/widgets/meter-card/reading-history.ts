import { ApiError, type Reading } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import type { Connection } from '../../core/connection.js';

/** Reads the history page by page; begins anew when the account or the connection changes. */
export class ReadingHistory implements ReactiveController {
  items: readonly Reading[] = [];
  isLoading = false;
  error: ApiError | null = null;
  readonly #host: KabinetElement;
  readonly #args: () => { accountId: string } | null;
  readonly #handleOnline = () => {
    if (this.error) void this.more();
  };
  #connection: Connection | null = null;
  #accountId: string | null = null;
  #cursor: string | null = null;
  #revision = 0;
  /** Whether the next page is the first one again; what was read stays on show until it is here. */
  #startsOver = true;
  #running: AbortController | null = null;

  constructor(host: KabinetElement, args: () => { accountId: string } | null) {
    this.#host = host;
    this.#args = args;
    host.addController(this);
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
    this.#connection = connection;
    this.#accountId = accountId;
    this.#revision = revision;
    this.#startsOver = true;
    if (!isSame) {
      this.#cursor = null;
      this.items = [];
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
    this.isLoading = true;
    this.error = null;
    this.#host.requestUpdate();
    try {
      const cursor = this.#startsOver ? null : this.#cursor;
      const args = { accountId: this.#accountId, limit: '12', ...(cursor !== null && { cursor }) };
      const page = await connection.api.listReadings(args, { signal: running.signal });
      if (running !== this.#running) return;
      this.items = this.#startsOver ? page.items : [...this.items, ...page.items];
      this.#startsOver = false;
      this.#cursor = page.nextCursor;
    } catch (error) {
      if (running !== this.#running || running.signal.aborted) return;
      this.error = error instanceof ApiError ? error : new ApiError('bad-response', { cause: error });
    } finally {
      if (running === this.#running) {
        this.#running = null;
        this.isLoading = false;
        this.#host.requestUpdate();
      }
    }
  }
}
