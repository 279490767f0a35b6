import { type ReceiptCheck, type ReceiptKey, verifyReceipt } from '@kabinet/api';
import type { ReactiveController } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';

/** Checks one receipt at a time, anew when it or the keys change; what was found of another one is never shown of this one. */
export class ReceiptChecking implements ReactiveController {
  /** What came of the check; null while there is nothing to check, or it is under way. */
  result: ReceiptCheck | null = null;
  /** Resolves when the check under way has come to its end. */
  isDone: Promise<void> = Promise.resolve();
  readonly #host: KabinetElement;
  #checked: string | null = null;

  constructor(host: KabinetElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // Nothing to listen to: it is asked with each drawing.
  }

  /** `signed`: null while there is none; `keys`: null while they are not known. */
  check(signed: string | null, keys: readonly ReceiptKey[] | null): void {
    const wanted = signed === null || keys === null ? null : JSON.stringify([signed, keys]);
    if (wanted === this.#checked) return;
    this.#checked = wanted;
    this.result = null;
    if (signed !== null && keys !== null) this.isDone = this.#run(signed, keys, wanted);
  }

  async #run(signed: string, keys: readonly ReceiptKey[], wanted: string | null): Promise<void> {
    const result = await verifyReceipt(signed, keys);
    if (wanted !== this.#checked) return;
    this.result = result;
    this.#host.requestUpdate();
  }
}
