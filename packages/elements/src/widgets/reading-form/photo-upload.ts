import type { Reading } from '@kabinet/api';
import { Action } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { type PhotoFault, type Picture, shrinkPhoto } from './shrink-photo.js';

/** A picture takes its time on a slow line; the person may give up any time. */
const SETTLE_MS = 60_000;

/**
 * A photo of the meter on its way to a reading that the supplier has already. Whatever becomes of it, the reading stands. It lives in
 * the page's memory alone, and no longer than it is needed.
 */
export class PhotoUpload {
  isPreparing = false;
  fault: PhotoFault | null = null;
  picture: Picture | null = null;
  readonly attaching: Action<'attachReadingPhoto'>;
  readonly removal: Action<'removeReadingPhoto'>;
  readonly #host: KabinetElement;
  readonly #ids: { readonly accountId: string; readonly readingId: string };
  readonly #onStep: () => void;
  /** What the last answer said; what is read of the reading later says the same. */
  #hasPhoto: boolean | null = null;

  /** `onStep` is called when something else is shown than before, so that the focus can move there. */
  constructor(host: KabinetElement, ids: { accountId: string; readingId: string }, onStep: () => void) {
    this.#host = host;
    this.#ids = ids;
    this.#onStep = onStep;
    this.attaching = new Action(
      host,
      'attachReadingPhoto',
      ({ status }) => this.#settle(status === 'done', true),
      SETTLE_MS,
    );
    this.removal = new Action(host, 'removeReadingPhoto', ({ status }) => this.#settle(status === 'done', false));
  }

  get isBusy(): boolean {
    return this.attaching.isSending || this.removal.isSending;
  }

  /** Whether something is going on that the person looks at. */
  get isActive(): boolean {
    const isUnderWay = [this.attaching.state, this.removal.state].some(({ status }) => status !== 'idle');
    return this.isPreparing || this.fault !== null || this.picture !== null || isUnderWay;
  }

  isAttachedTo(reading: Reading): boolean {
    return this.#hasPhoto ?? reading.hasPhoto;
  }

  /** The person has chosen a file. */
  async take(file: Blob): Promise<void> {
    this.discard();
    this.isPreparing = true;
    this.#host.requestUpdate();
    const shrunk = await shrinkPhoto(file);
    this.isPreparing = false;
    if (typeof shrunk === 'string') this.fault = shrunk;
    else this.picture = shrunk;
    this.#step();
  }

  /** Sends it; again under the same key while it is the same photo. */
  async send(): Promise<void> {
    if (!this.picture || this.isBusy) return;
    await this.attaching.run({ ...this.#ids, body: { mediaType: 'image/jpeg', data: this.picture.data } });
  }

  /** The network is back. */
  async resume(): Promise<void> {
    const { state } = this.attaching;
    if ('error' in state && state.error.kind === 'offline') await this.send();
  }

  /** The person would rather send none. */
  discard(): void {
    this.picture = null;
    this.fault = null;
    this.attaching.reset();
    this.removal.reset();
    this.#step();
  }

  async remove(): Promise<void> {
    if (this.isBusy) return;
    this.attaching.reset();
    await this.removal.run({ ...this.#ids, body: {} });
  }

  #settle(isDone: boolean, hasPhoto: boolean): void {
    if (isDone) {
      this.#hasPhoto = hasPhoto;
      this.picture = null;
    }
    this.#step();
  }

  #step(): void {
    this.#onStep();
    this.#host.requestUpdate();
  }
}
