/** How long a sending may take before the button works again: the person may have stopped it. */
const PATIENCE_MS = 20_000;

/**
 * Around a form of the hosted pages, which works without it. With it a second press sends nothing twice, and without network nothing is
 * sent into the void: what was typed stays, and a sentence says so.
 *
 * The words are attributes, because the page has them in its language: `data-offline`, `data-sending`.
 */
export class KabinetHostedForm extends HTMLElement {
  #status: HTMLElement | null = null;
  #sending: ReturnType<typeof setTimeout> | null = null;

  connectedCallback(): void {
    this.addEventListener('submit', this.#handleSubmit);
    window.addEventListener('pageshow', this.#finish);
    window.addEventListener('online', this.#finish);
  }

  disconnectedCallback(): void {
    this.removeEventListener('submit', this.#handleSubmit);
    window.removeEventListener('pageshow', this.#finish);
    window.removeEventListener('online', this.#finish);
    this.#finish();
  }

  readonly #handleSubmit = (event: SubmitEvent): void => {
    if (event.defaultPrevented) return;
    if (this.#sending !== null) {
      event.preventDefault();
      return;
    }
    if (!navigator.onLine) {
      event.preventDefault();
      this.#say(this.dataset['offline'] ?? '', 'notice warn');
      return;
    }
    this.#say(this.dataset['sending'] ?? '', 'visually-hidden');
    // Still with its name and value: a disabled button is not sent along.
    event.submitter?.setAttribute('aria-disabled', 'true');
    this.#sending = setTimeout(this.#finish, PATIENCE_MS);
  };

  /** Back on the page, by the back button or because nothing came: the form can be sent again. */
  readonly #finish = (): void => {
    if (this.#sending !== null) clearTimeout(this.#sending);
    this.#sending = null;
    for (const button of this.querySelectorAll('[aria-disabled]')) button.removeAttribute('aria-disabled');
    this.#say('', 'visually-hidden');
  };

  /** In a live region that was there before, or it would not be read out. */
  #say(text: string, look: string): void {
    if (this.#status === null) {
      if (text === '') return;
      this.#status = document.createElement('p');
      this.#status.setAttribute('role', 'status');
      this.append(this.#status);
    }
    this.#status.className = look;
    this.#status.textContent = text;
  }
}
