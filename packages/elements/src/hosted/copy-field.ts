/**
 * Around a text area in the light DOM: adds a button that copies what is in it, and says so. Without us the text can be chosen and copied
 * by hand. Its words are attributes: `data-copy` and `data-copied`.
 */
export class KabinetCopyField extends HTMLElement {
  connectedCallback(): void {
    this.#begin();
  }

  /** The page is whole by then: our script is a module. */
  #begin(): void {
    const text = this.querySelector('textarea');
    if (text === null || this.querySelector('.copy') !== null) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'primary copy';
    button.textContent = this.dataset['copy'] ?? '';
    const said = document.createElement('span');
    said.className = 'hint';
    said.setAttribute('role', 'status');
    button.addEventListener('click', () => void this.#copy(text, said));
    const line = document.createElement('p');
    line.className = 'actions';
    line.append(button, said);
    this.append(line);
  }

  async #copy(text: HTMLTextAreaElement, said: HTMLElement): Promise<void> {
    said.textContent = '';
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = this.dataset['copied'] ?? '';
    } catch {
      // Not allowed here: all of it is chosen, so that the browser's own "copy" is one step away.
      text.focus();
      text.select();
    }
  }
}
