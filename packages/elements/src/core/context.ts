import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Connection } from './connection.js';
import type { TextOverrides } from './localize.js';

/** What a provider says about language: its own, and the supplier's changes to our texts. */
export interface LocaleSetting {
  /** BCP 47; empty to follow the page. */
  readonly lang: string;
  readonly texts: TextOverrides;
}

/** Names something that elements get from the nearest provider around them; `T` is its type. */
export type Context<T> = symbol & { readonly __type?: T };

// Keys of the global symbol registry, so that two copies of the script on one page understand each other.
export const connectionContext: Context<Connection | null> = Symbol.for('kabinet.connection');
export const localeContext: Context<LocaleSetting> = Symbol.for('kabinet.locale');

/*
 * The web components community's context protocol (`context-request`), as far as we use it. @lit/context speaks it too, and weighs
 * three times as much: docs/decisions/0004-weights.md.
 */

type Callback<T> = (value: T, unsubscribe: () => void) => void;

class ContextRequestEvent<T> extends Event {
  readonly context: Context<T>;
  readonly callback: Callback<T>;
  readonly subscribe = true;

  constructor(context: Context<T>, callback: Callback<T>) {
    super('context-request', { bubbles: true, composed: true });
    this.context = context;
    this.callback = callback;
  }
}

/** A provider is there, maybe nearer than the one that answered before: askers ask again. */
const ARRIVED = 'kabinet-context-provided';

/** Answers the askers inside an element, now and whenever the value changes. */
export class ContextProvider<T> {
  readonly #host: HTMLElement;
  readonly #callbacks = new Map<Callback<T>, () => void>();
  #value: T;

  constructor(host: HTMLElement, context: Context<T>, value: T) {
    this.#host = host;
    this.#value = value;
    host.addEventListener('context-request', (event) => {
      const { context: asked, callback } = event as ContextRequestEvent<T>;
      if (asked !== context) return;
      event.stopPropagation();
      // One who asks again has a later answer: the earlier one's end must not take that away.
      const unsubscribe = () => {
        if (this.#callbacks.get(callback) === unsubscribe) this.#callbacks.delete(callback);
      };
      this.#callbacks.set(callback, unsubscribe);
      callback(this.#value, unsubscribe);
    });
  }

  /** The element is in the page now: those inside who asked somebody else, or nobody, ask again. */
  announce(): void {
    this.#host.dispatchEvent(new Event(ARRIVED, { bubbles: true, composed: true }));
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    if (value === this.#value) return;
    this.#value = value;
    for (const [callback, unsubscribe] of [...this.#callbacks]) callback(value, unsubscribe);
  }
}

/** Asks the nearest provider around an element, and asks again when a nearer one arrives. */
export class ContextConsumer<T> implements ReactiveController {
  /** Undefined while no provider has answered. */
  value: T | undefined;
  readonly #host: HTMLElement & ReactiveControllerHost;
  readonly #context: Context<T>;
  readonly #onChange: ((value: T) => void) | undefined;
  #unsubscribe: (() => void) | null = null;

  constructor(host: HTMLElement & ReactiveControllerHost, context: Context<T>, onChange?: (value: T) => void) {
    this.#host = host;
    this.#context = context;
    this.#onChange = onChange;
    host.addController(this);
  }

  readonly #ask = () => {
    this.#host.dispatchEvent(new ContextRequestEvent(this.#context, this.#take));
  };

  readonly #take: Callback<T> = (value, unsubscribe) => {
    if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.();
    this.#unsubscribe = unsubscribe;
    this.value = value;
    this.#onChange?.(value);
    this.#host.requestUpdate();
  };

  hostConnected(): void {
    document.addEventListener(ARRIVED, this.#ask);
    this.#ask();
  }

  hostDisconnected(): void {
    document.removeEventListener(ARRIVED, this.#ask);
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }
}
