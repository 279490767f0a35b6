import { ApiError, type OperationArgs, type PageOperationName, type OperationResult } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import type { KabinetElement } from './base-element.js';
import type { Connection } from './connection.js';
import { IDLE, type QueryEntry, type QueryState } from './query-cache.js';

/**
 * Reads something for a widget: `new Query(this, 'getBalance', () => ({ accountId }))`. It asks when the arguments are known (not
 * null), asks again when they change, shares the answer with other widgets, and lets go when the widget leaves the page.
 */
export class Query<N extends PageOperationName> implements ReactiveController {
  readonly #host: KabinetElement;
  readonly #name: N;
  readonly #args: () => OperationArgs<N> | null;
  readonly #makesSense: (value: OperationResult<N>) => boolean;
  /** The answer looked at last, and how it stands. */
  #seen: QueryState<OperationResult<N>> = IDLE;
  #told: QueryState<OperationResult<N>> = IDLE;
  #connection: Connection | null = null;
  #key: string | null = null;
  #entry: QueryEntry<OperationResult<N>> | null = null;
  #unsubscribe: (() => void) | null = null;

  /** `makesSense`: an answer may have the contract's form and mean nothing; such a one is a failure like any other nonsense. */
  constructor(
    host: KabinetElement,
    name: N,
    args: () => OperationArgs<N> | null,
    makesSense: (value: OperationResult<N>) => boolean = () => true,
  ) {
    this.#host = host;
    this.#name = name;
    this.#args = args;
    this.#makesSense = makesSense;
    host.addController(this);
  }

  get state(): QueryState<OperationResult<N>> {
    const state = this.#entry?.state ?? IDLE;
    if (state !== this.#seen) {
      this.#seen = state;
      const isNonsense = state.value !== undefined && !this.#makesSense(state.value);
      this.#told = isNonsense ? { status: 'error', value: undefined, error: new ApiError('bad-response') } : state;
    }
    return this.#told;
  }

  get value(): OperationResult<N> | undefined {
    return this.state.value;
  }

  reload(): void {
    void this.#entry?.reload();
  }

  hostUpdate(): void {
    // An element drawn once more after it left the page asks nothing: nobody would let go for it.
    const connection = this.#host.isConnected ? this.#host.connection : null;
    const args = connection ? this.#args() : null;
    const key = args && JSON.stringify(args);
    if (connection === this.#connection && key === this.#key) return;
    this.#release();
    this.#connection = connection;
    this.#key = key;
    if (!connection || !args) return;
    this.#entry = connection.query(this.#name, args);
    this.#unsubscribe = this.#entry.subscribe(() => this.#host.requestUpdate());
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#release();
  }

  #release(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#entry = null;
    this.#key = null;
    this.#connection = null;
  }
}
