import { ApiError, type Receipt } from '@kabinet/api';
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import { saveFile } from '../../core/save-file.js';
import type { StateText } from '../../locales/messages.js';
import type { ReceiptMessages } from '../../locales/receipt-messages.js';
import { renderNotice } from '../../parts/notice.js';

interface SavingView {
  readonly texts: ReceiptMessages;
  readonly language: string;
  readonly errorText: (error: ApiError) => StateText;
  readonly renderSignIn: () => TemplateResult;
}

/** Gives a receipt out: as the PDF, as the signed file, on paper. */
export class ReceiptSaving implements ReactiveController {
  readonly #host: KabinetElement;
  #running: AbortController | null = null;
  #error: ApiError | null = null;
  #receiptId: string | null = null;

  constructor(host: KabinetElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#running?.abort();
    this.#running = null;
  }

  render(receipt: Receipt, view: SavingView): TemplateResult {
    if (receipt.id !== this.#receiptId) {
      this.#receiptId = receipt.id;
      this.hostDisconnected();
      this.#error = null;
    }
    const { texts } = view;
    const isBusy = this.#running !== null;
    return html`
      ${this.#renderError(view)}
      <div class="row actions">
        <button
          type="button"
          class="primary"
          aria-disabled=${isBusy ? 'true' : nothing}
          @click=${() => !isBusy && void this.#savePdf(receipt, view.language)}
        >
          ${isBusy ? texts.saving : texts.savePdf}
        </button>
        <button type="button" @click=${() => this.#saveSigned(receipt)}>${texts.saveSigned}</button>
        <button type="button" class="plain" @click=${() => print()}>${texts.print}</button>
      </div>
    `;
  }

  #renderError({ errorText, renderSignIn }: SavingView): TemplateResult | typeof nothing {
    if (!this.#error) return nothing;
    if (this.#error.kind === 'unauthorized') return renderSignIn();
    return html`<div role="alert">${renderNotice({ tone: 'bad', text: errorText(this.#error) })}</div>`;
  }

  #saveSigned({ number, signed }: Receipt): void {
    saveFile(`receipt-${number}.jws`, new Blob([`${signed}\n`], { type: 'application/jose' }));
  }

  async #savePdf({ id }: Receipt, language: string): Promise<void> {
    const { connection } = this.#host;
    if (!connection) return;
    const running = (this.#running = new AbortController());
    this.#error = null;
    this.#host.requestUpdate();
    try {
      const document = await connection.api.getReceiptDocument({ receiptId: id, language }, { signal: running.signal });
      if (running !== this.#running) return;
      const bytes = Uint8Array.from(atob(document.data), (letter) => letter.charCodeAt(0));
      saveFile(document.fileName, new Blob([bytes], { type: document.mediaType }));
    } catch (error) {
      if (running !== this.#running) return;
      this.#error = error instanceof ApiError ? error : new ApiError('bad-response', { cause: error });
    }
    this.#running = null;
    this.#host.requestUpdate();
  }
}
