import { html, type ReactiveController, type TemplateResult } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import type { ReceiptMessages } from '../../locales/receipt-messages.js';

/** More than any document of ours; a photo of a receipt need not be read. */
const MAX_FILE_BYTES = 1_000_000;

/** Takes a file to check, chosen or dropped. It is read here and sent nowhere. */
export class ReceiptFile implements ReactiveController {
  /** What the file says; null while nobody gave one. One that is too large says nothing. */
  given: string | null = null;
  readonly #host: KabinetElement;
  readonly #onGiven: () => void;
  #isOver = false;

  /** `onGiven`: a file has been read. */
  constructor(host: KabinetElement, onGiven: () => void) {
    this.#host = host;
    this.#onGiven = onGiven;
    host.addController(this);
  }

  hostConnected(): void {
    // Nothing to listen to: what is dropped comes to the drawn field.
  }

  /** Where a file is chosen or dropped, with what that is for. */
  renderField(texts: ReceiptMessages): TemplateResult {
    return html`
      <p>${texts.chooseText}</p>
      <div
        class="drop ${this.#isOver ? 'over' : ''}"
        part="drop"
        @dragover=${(event: DragEvent) => this.#handleOver(event, true)}
        @dragleave=${(event: DragEvent) => this.#handleOver(event, false)}
        @drop=${(event: DragEvent) => this.#handleDrop(event)}
      >
        ${this.renderButton(texts, false)}
        <p class="muted by-mouse">${texts.drop}</p>
        <p class="muted">${texts.chooseHint}</p>
      </div>
    `;
  }

  /** A file input of the browser's own under our label, so that keyboards and phones know what it is. */
  renderButton(texts: ReceiptMessages, isAgain: boolean): TemplateResult {
    return html`
      <label class="file ${isAgain ? 'again' : ''}">
        <input
          class="visually-hidden"
          type="file"
          accept=".jws,.pdf,.txt,application/pdf,application/jose,text/plain"
          @change=${(event: Event) => this.#handleChoice(event)}
        />
        <span>${isAgain ? texts.another : texts.choose}</span>
      </label>
    `;
  }

  #handleOver(event: DragEvent, isOver: boolean): void {
    event.preventDefault();
    this.#isOver = isOver;
    this.#host.requestUpdate();
  }

  #handleDrop(event: DragEvent): void {
    this.#handleOver(event, false);
    void this.#take(event.dataTransfer?.files[0]);
  }

  #handleChoice(event: Event): void {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same file may be chosen again.
    input.value = '';
    void this.#take(file);
  }

  async #take(file: File | undefined): Promise<void> {
    if (!file) return;
    this.given = file.size > MAX_FILE_BYTES ? '' : await file.text();
    this.#host.requestUpdate();
    this.#onGiven();
  }
}
