import type { ReactiveController } from 'lit';
import type { KabinetElement } from './base-element.js';

/** Has something done by itself once the network is back: of what may have arrived it is found out whether it has. */
export class BackOnline implements ReactiveController {
  /** Nobody asked for it, and whoever is on the page is busy elsewhere: the focus stays with them. */
  isAside = false;
  readonly #host: KabinetElement;
  readonly #isDue: () => boolean;
  readonly #work: () => unknown;
  readonly #handleOnline = () => {
    if (!this.#isDue()) return;
    this.isAside = !this.#host.matches(':focus-within');
    this.#work();
  };

  constructor(host: KabinetElement, { isDue, work }: { isDue: () => boolean; work: () => unknown }) {
    this.#host = host;
    this.#isDue = isDue;
    this.#work = work;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#handleOnline);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#handleOnline);
  }
}
