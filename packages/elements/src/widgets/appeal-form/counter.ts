import type { ReactiveController } from 'lit';
import type { KabinetElement } from '../../core/base-element.js';

/** Typing goes on: it is told when it pauses. */
const PAUSE_MS = 1_000;
/** With more room than this left nobody needs to hear of it. */
const NEAR = 100;

/** How many characters may still be typed: always to be seen, and said when the end is near and the typing pauses. */
export class Counter implements ReactiveController {
  announcement = '';
  readonly #host: KabinetElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: KabinetElement) {
    this.#host = host;
    host.addController(this);
  }

  /** So many are left, negative when it is too long. */
  count(left: number): void {
    this.stop();
    if (left > NEAR) return;
    this.#timer = setTimeout(() => {
      this.announcement = this.tell(left);
      this.#host.requestUpdate();
    }, PAUSE_MS);
  }

  /** In words. */
  tell(left: number): string {
    const texts = this.#host.localize.texts('appealWriting');
    return left < 0 ? texts.counterOver(-left) : texts.counterLeft(left);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.announcement = '';
  }

  hostDisconnected(): void {
    this.stop();
  }
}
