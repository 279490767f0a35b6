import { ApiError, type FileLink } from '@kabinet/api';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { KabinetElement } from '../core/base-element.js';
import { isWebAddress } from '../core/web-address.js';
import type { FileLinksMessages } from '../locales/messages.js';
import { sizeOf } from './file-size.js';
import { icon } from './icons.js';
import { renderNotice } from './notice.js';

/** A file of an answer: what it is called and how large it is. */
interface LinkedFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
}

interface FileLinkView {
  /** What else to say of it, before its size. */
  readonly note?: string;
  /** Asks the service for its address. */
  readonly ask: () => Promise<FileLink>;
  readonly renderError: (error: ApiError, retry: () => void) => TemplateResult;
}

const download = () => icon(svg`<path d="M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M4.5 19.5h15"/>`);

/** Hands a file of the service to the browser to keep. `data:` is what samples have: a browser saves it and never shows it. */
function fetchFile({ url, name }: FileLink): void {
  if (!isWebAddress(url) && !url.startsWith('data:')) throw new ApiError('bad-response');
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.rel = 'noopener';
  link.click();
}

/** Files to fetch: the address of each is asked for when somebody presses, because it is good for a few minutes only. */
export class FileLinks {
  readonly #host: KabinetElement;
  readonly #texts: () => FileLinksMessages;
  #busy: string | null = null;
  #failed: { readonly id: string; readonly error: ApiError } | null = null;

  constructor(host: KabinetElement, texts: () => FileLinksMessages) {
    this.#host = host;
    this.#texts = texts;
  }

  render(file: LinkedFile, view: FileLinkView): TemplateResult {
    const { localize } = this.#host;
    const texts = this.#texts();
    const { id, name, sizeBytes } = file;
    const isBusy = this.#busy === id;
    const fetch = () => void this.#fetch(id, view);
    const error = this.#failed?.id === id ? this.#failed.error : null;
    return html`
      <div class="fetched" part="file">
        <button
          type="button"
          class="plain"
          aria-label=${texts.save(name)}
          aria-disabled=${isBusy ? 'true' : nothing}
          @click=${fetch}
        >
          ${download()}<span>${name}</span>
        </button>
        <span class="muted">
          ${[view.note, isBusy ? texts.asking : sizeOf(sizeBytes, localize.format)].filter(Boolean).join(', ')}
        </span>
        ${error ? html`<div class="failed" role="alert">${this.#renderFailure(error, fetch, view)}</div>` : nothing}
      </div>
    `;
  }

  #renderFailure(error: ApiError, retry: () => void, { renderError }: FileLinkView): TemplateResult {
    return error.kind === 'not-found'
      ? renderNotice({ tone: 'warn', text: this.#texts().gone })
      : renderError(error, retry);
  }

  async #fetch(id: string, { ask }: FileLinkView): Promise<void> {
    if (this.#busy === id) return;
    this.#set(id, null);
    try {
      const link = await ask();
      // Of two that were pressed the later one counts; who left does not want it any more.
      if (this.#busy !== id || !this.#host.isConnected) return;
      fetchFile(link);
      this.#set(null, null);
    } catch (cause) {
      if (this.#busy !== id) return;
      const error = cause instanceof ApiError ? cause : new ApiError('bad-response', { cause });
      this.#set(null, { id, error });
    }
  }

  #set(busy: string | null, failed: { readonly id: string; readonly error: ApiError } | null): void {
    this.#busy = busy;
    this.#failed = failed;
    this.#host.requestUpdate();
  }
}
