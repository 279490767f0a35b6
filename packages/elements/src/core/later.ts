import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Somebody waits: after this long they are told what can be told without it. It may still come. */
const PATIENCE_MS = 4_000;
/** A busy page gives no idle time; then it begins all the same. */
const IDLE_WITHIN_MS = 2_000;

/** Does the work when the page has time for it. */
export function whenIdle(work: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: IDLE_WITHIN_MS });
  else setTimeout(work, 0);
}

/**
 * What a widget needs only once it can be used: code and texts of what comes next, and of what rarely comes. It is fetched in idle
 * time, so that it does not delay the first use and yet is there when it is needed; and at once when it is needed earlier.
 *
 * The network may be lost in between. So whoever needs it asks `isHere`, shows a skeleton or the text inside the tag until then, and
 * says so when `hasFailed`. It is tried again when it is demanded again, and when the network is back.
 */
export class Later implements ReactiveController {
  isHere = false;
  hasFailed = false;
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<unknown>;
  #isPlanned = false;
  #loading: Promise<void> | null = null;
  #waiting: Promise<void> | null = null;
  readonly #handleOnline = () => {
    if (this.hasFailed) void this.demand();
  };

  constructor(host: ReactiveControllerHost, load: () => Promise<unknown>) {
    this.#host = host;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#handleOnline);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#handleOnline);
  }

  /** The widget can be used: there is time for it now. */
  plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    whenIdle(() => void this.demand());
  }

  /** It is needed now. Resolves when it is here or has failed. */
  async demand(): Promise<void> {
    if (this.isHere) return;
    this.#waiting ??= this.#wait();
    await this.#waiting;
  }

  async #wait(): Promise<void> {
    this.#isPlanned = true;
    this.#set({ isHere: false, hasFailed: false });
    this.#loading ??= this.#tryToLoad();
    const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    await Promise.race([this.#loading, patience]);
    this.#waiting = null;
    this.#set({ isHere: this.isHere, hasFailed: !this.isHere });
  }

  async #tryToLoad(): Promise<void> {
    try {
      await this.#load();
      this.#set({ isHere: true, hasFailed: false });
    } catch (error) {
      console.warn('Kabinet: a part of a widget could not be loaded; it is tried again.', error);
    }
    this.#loading = null;
  }

  #set(state: { isHere: boolean; hasFailed: boolean }): void {
    if (state.isHere === this.isHere && state.hasFailed === this.hasFailed) return;
    Object.assign(this, state);
    this.#host.requestUpdate();
  }
}
