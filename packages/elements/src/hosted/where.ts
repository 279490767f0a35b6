import { placeBeside } from '../parts/place-beside.js';

/**
 * Around a `<details>` of the hosted pages that explains where to find something. Without it the explanation opens in the page; with it, it
 * opens beside what it explains and closes by Esc, by a press elsewhere and when the focus leaves it.
 */
export class KabinetWhere extends HTMLElement {
  #stopPlacing: (() => void) | null = null;

  connectedCallback(): void {
    this.#details?.classList.add('placed');
    // `toggle` does not bubble.
    this.#details?.addEventListener('toggle', this.#handleToggle);
    this.addEventListener('keydown', this.#handleKey);
    this.addEventListener('focusout', this.#handleFocusOut);
    document.addEventListener('pointerdown', this.#handlePointer);
    this.#handleToggle();
  }

  disconnectedCallback(): void {
    this.#details?.classList.remove('placed');
    this.#details?.removeEventListener('toggle', this.#handleToggle);
    this.removeEventListener('keydown', this.#handleKey);
    this.removeEventListener('focusout', this.#handleFocusOut);
    document.removeEventListener('pointerdown', this.#handlePointer);
    this.#endPlacing();
  }

  get #details(): HTMLDetailsElement | null {
    return this.querySelector('details');
  }

  readonly #handleToggle = (): void => {
    this.#endPlacing();
    const content = this.#details?.querySelector<HTMLElement>(':scope > :not(summary)');
    if (this.#details?.open && content) this.#stopPlacing = placeBeside(this, content);
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#details?.open) return;
    event.stopPropagation();
    this.#close();
    this.querySelector('summary')?.focus();
  };

  /** Nothing in it takes the focus by the keyboard but what opens it: a focus elsewhere is done with it. */
  readonly #handleFocusOut = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.#close();
  };

  readonly #handlePointer = (event: Event): void => {
    if (event.target instanceof Node && !this.contains(event.target)) this.#close();
  };

  #close(): void {
    if (this.#details) this.#details.open = false;
  }

  #endPlacing(): void {
    this.#stopPlacing?.();
    this.#stopPlacing = null;
  }
}
