/**
 * Around a `<details>` of the hosted pages that explains where to find something. It opens in the page, below the field, which it must not
 * cover: people look at both at once. We add a button that closes it, named by `data-close`, and Esc.
 */
export class KabinetWhere extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('keydown', this.#handleKey);
    this.#addButton();
  }

  disconnectedCallback(): void {
    this.removeEventListener('keydown', this.#handleKey);
  }

  /** The page is whole by then: our script is a module. */
  #addButton(): void {
    const content = this.querySelector('details > :not(summary)');
    if (content === null || this.querySelector('.close') !== null) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain close';
    button.textContent = this.dataset['close'] ?? '';
    button.addEventListener('click', () => this.#close());
    content.append(button);
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.querySelector('details')?.open) return;
    event.stopPropagation();
    this.#close();
  };

  /** The keyboard goes on from where it was opened. */
  #close(): void {
    const details = this.querySelector('details');
    if (details) details.open = false;
    this.querySelector('summary')?.focus();
  }
}
