/** People pause when they are done; before that a screen reader would count along with every key. */
const PAUSE_MS = 1000;

/**
 * Around a password input in the light DOM, where password managers see it: adds a button that shows the password and, with
 * `data-min-length`, a line that says how far it is from long enough. Its words are attributes: `data-show`, `data-hide`, `data-progress`
 * (with `{n}` for how many there are) and `data-reached`.
 */
export class KabinetPasswordField extends HTMLElement {
  #button: HTMLButtonElement | null = null;
  #pause: ReturnType<typeof setTimeout> | null = null;

  connectedCallback(): void {
    this.#begin();
  }

  disconnectedCallback(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
  }

  /** The page is whole by then: our script is a module. */
  #begin(): void {
    const input = this.querySelector('input');
    if (input === null || this.#button !== null) return;
    this.#addButton(input);
    if (this.dataset['minLength'] !== undefined) this.#addProgress(input, Number(this.dataset['minLength']));
  }

  #addButton(input: HTMLInputElement): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link show-password';
    button.setAttribute('aria-controls', input.id);
    const show = (shown: boolean) => {
      input.type = shown ? 'text' : 'password';
      button.textContent = (shown ? this.dataset['hide'] : this.dataset['show']) ?? '';
    };
    show(false);
    button.addEventListener('click', () => show(input.type === 'password'));
    // Sent as a password: browsers keep what was typed into text fields for suggestions, and offer to save only passwords.
    input.form?.addEventListener('submit', () => show(false));
    this.#button = button;
    this.append(button);
  }

  #addProgress(input: HTMLInputElement, length: number): void {
    const seen = document.createElement('p');
    seen.className = 'hint live';
    seen.setAttribute('aria-hidden', 'true');
    const heard = document.createElement('p');
    heard.className = 'visually-hidden';
    heard.setAttribute('role', 'status');
    const { progress = '', reached = '' } = this.dataset;
    const update = () => {
      const typed = [...input.value].length;
      const isReached = typed >= length;
      seen.textContent = typed === 0 ? '' : isReached ? reached : progress.replace('{n}', String(typed));
      seen.classList.toggle('reached', isReached);
      if (this.#pause !== null) clearTimeout(this.#pause);
      this.#pause = setTimeout(() => (heard.textContent = seen.textContent), PAUSE_MS);
    };
    input.addEventListener('input', update);
    this.append(seen, heard);
  }
}
