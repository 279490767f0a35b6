import type { Reading } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';
import { Later } from '../../core/later.js';
import { renderNotice } from '../../parts/notice.js';
import type { PhotoUpload } from './photo-upload.js';
import type * as Photos from './photos.js';
import type { StepsView } from './reading-view.js';
import { renderPhotoChoice } from './render-photo-choice.js';

type Ids = ConstructorParameters<typeof PhotoUpload>[1];

/** The photos of a form's readings. Their code is loaded when the first one is chosen, or is there already. */
export class ReadingPhotos {
  readonly #host: KabinetElement;
  readonly #onStep: () => void;
  readonly #later: Later;
  #photos: typeof Photos | null = null;
  readonly #uploads = new Map<string, PhotoUpload>();
  /** Chosen before the code was here. */
  #chosen: { readonly ids: Ids; readonly file: Blob } | null = null;

  /** `onStep` is called when something else is shown than before, so that the focus can move there. */
  constructor(host: KabinetElement, onStep: () => void) {
    this.#host = host;
    this.#onStep = onStep;
    this.#later = new Later(host, async () => {
      [this.#photos] = await Promise.all([import('./photos.js'), host.localize.add(['readingPhoto'])]);
      this.#takeChosen();
    });
  }

  /** Whether the person looks at a photo of the reading: the focus stays with it. */
  isActive({ id }: Reading): boolean {
    return this.#chosen?.ids.readingId === id || (this.#uploads.get(id)?.isActive ?? false);
  }

  /** The network is back. */
  resume(): void {
    for (const upload of this.#uploads.values()) void upload.resume();
  }

  render(view: StepsView, accountId: string, reading: Reading): TemplateResult | typeof nothing {
    const { texts, common } = view;
    const ids = { accountId, readingId: reading.id };
    if (this.#photos) {
      const upload = this.#uploadOf(this.#photos, ids);
      return this.#photos.renderPhoto({ view, upload, reading, texts: this.#host.localize.texts('readingPhoto') });
    }
    if (reading.hasPhoto) {
      // To say so, and to take it back, needs the rest.
      void this.#later.demand();
      return nothing;
    }
    if (this.#chosen && !this.#later.hasFailed) return html`<p class="photo muted">${common.loading}</p>`;
    if (this.#chosen) {
      return renderNotice({
        tone: 'warn',
        text: texts.photoNotNow,
        takesFocus: true,
        actions: html`<button type="button" @click=${() => this.#demand()}>${common.retry}</button>`,
      });
    }
    return html`<div class="photo">${renderPhotoChoice(texts.addPhoto, (file) => this.#choose(ids, file))}</div>`;
  }

  #choose(ids: Ids, file: Blob): void {
    this.#chosen = { ids, file };
    void this.#demand();
  }

  async #demand(): Promise<void> {
    this.#host.requestUpdate();
    await this.#later.demand();
    this.#onStep();
    this.#host.requestUpdate();
  }

  #takeChosen(): void {
    if (!this.#chosen || !this.#photos) return;
    const { ids, file } = this.#chosen;
    this.#chosen = null;
    void this.#uploadOf(this.#photos, ids).take(file);
  }

  #uploadOf(photos: typeof Photos, ids: Ids): PhotoUpload {
    const known = this.#uploads.get(ids.readingId);
    if (known) return known;
    const upload = new photos.PhotoUpload(this.#host, ids, this.#onStep);
    this.#uploads.set(ids.readingId, upload);
    return upload;
  }
}
