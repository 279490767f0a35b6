import type { CallOptions, OperationArgs, PageOperationName, OperationResult, UtilityApi } from '@kabinet/api';
import { QueryCache, type QueryEntry } from './query-cache.js';

/** What is the same for everybody: no customer's doing makes it out of date. */
const PUBLIC_READS = /^(getSupplier|listTariffs|searchLocalities) /;

/** What a widget reads before it knows anything. */
export type FirstRead = 'getSupplier' | 'listAccounts' | 'listTariffs';

/** A page out of sight for longer than this is read again when it is looked at. */
const AWAY_MS = 5 * 60_000;

/**
 * One supplier's service as the widgets of a page share it: its calls, the answers already read, and the account the person
 * looks at. All widgets of one provider have the same connection.
 */
export class Connection extends EventTarget {
  readonly api: UtilityApi;
  /** Where the person signs in, on the supplier's own site; null when the page did not say. */
  readonly signInUrl: string | null;
  readonly #cache = new QueryCache();
  #accountId: string | null = null;
  #session = 0;
  #revision = 0;

  readonly #forgetToken: () => void;
  #refreshedAt = Date.now();

  constructor(api: UtilityApi, options: { signInUrl?: string | null; forgetToken?: () => void } = {}) {
    super();
    this.api = api;
    this.#forgetToken = options.forgetToken ?? (() => undefined);
    this.signInUrl = options.signInUrl ?? null;
  }

  /** The shared answer to a read. */
  query<N extends PageOperationName>(name: N, args: OperationArgs<N>): QueryEntry<OperationResult<N>> {
    return this.#cache.entry(`${name} ${JSON.stringify(args)}`, (signal) => this.#call(name, args, { signal }));
  }

  /** Begins to read what a widget needs first, beside the loading of its code. */
  prefetch(reads: readonly FirstRead[]): void {
    for (const name of reads) {
      const entry = this.query(name, {});
      if (entry.state.status === 'idle') void entry.reload();
    }
  }

  /** Sends a change, and marks what it may have changed as out of date. */
  async send<N extends PageOperationName>(
    name: N,
    args: OperationArgs<N>,
    options: CallOptions,
  ): Promise<OperationResult<N>> {
    const result = await this.#call(name, args, options);
    this.refresh();
    return result;
  }

  #call<N extends PageOperationName>(name: N, args: OperationArgs<N>, options: CallOptions): Promise<OperationResult<N>> {
    const call: (args: OperationArgs<N>, options: CallOptions) => Promise<OperationResult<N>> = this.api[name];
    return call(args, options);
  }

  /** Everything about the customer is read again; what the supplier tells everybody stays. */
  refresh(): void {
    this.#refreshedAt = Date.now();
    this.#revision += 1;
    this.#cache.invalidate((key) => !PUBLIC_READS.test(key));
    this.#changed();
  }

  /** How often what is known of the customer became out of date: for what is read in pages, past the shared answers. */
  get revision(): number {
    return this.#revision;
  }

  /** The page is looked at again: after a while away, what it shows may be of another day. */
  wake(): void {
    if (Date.now() - this.#refreshedAt > AWAY_MS) this.refresh();
  }

  retryFailed(): void {
    this.#cache.retryFailed();
  }

  /** Somebody signed in or out: nothing that was read for the one before stays. */
  sessionChanged(): void {
    this.#forgetToken();
    this.#session += 1;
    this.#accountId = null;
    this.#cache.clear();
    this.#changed();
  }

  /** The person signed out: what was read for them is forgotten, and what was kept on the device is removed. */
  async signedOut(): Promise<void> {
    this.sessionChanged();
    const { wipeOutbox } = await import('./outbox.js');
    await wipeOutbox();
  }

  /** How often somebody signed in or out: another number is another session. */
  get session(): number {
    return this.#session;
  }

  /** The account the person chose; null until they choose, then widgets show the default one. */
  get accountId(): string | null {
    return this.#accountId;
  }

  set accountId(id: string | null) {
    if (id === this.#accountId) return;
    this.#accountId = id;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
