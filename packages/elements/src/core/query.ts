import type { OperationArgs, OperationName, OperationResult } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import type { KabinetElement } from './base-element.js';
import type { Connection } from './connection.js';
import { IDLE, type QueryEntry, type QueryState } from './query-cache.js';

/**
 * Reads something for a widget: `new Query(this, 'getBalance', () => ({ accountId }))`. It asks when the arguments are known (not
 * null), asks again when they change, shares the answer with other widgets, and lets go when the widget leaves the page.
 */
export class Query<N extends OperationName> implements ReactiveController {
  readonly #host: KabinetElement;
  readonly #name: N;
  readonly #args: () => OperationArgs<N> | null;
  #connection: Connection | null = null;
  #key: string | null = null;
  #entry: QueryEntry<OperationResult<N>> | null = null;
  #unsubscribe: (() => void) | null = null;

  constructor(host: KabinetElement, name: N, args: () => OperationArgs<N> | null) {
    this.#host = host;
    this.#name = name;
    this.#args = args;
    host.addController(this);
  }

  get state(): QueryState<OperationResult<N>> {
    return this.#entry?.state ?? IDLE;
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
