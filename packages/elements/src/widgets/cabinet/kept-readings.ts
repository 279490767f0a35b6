import type { ReactiveController, ReactiveControllerHost } from 'lit';

async function deviceKeepsSome(): Promise<boolean> {
  try {
    const { holdsAny } = await import('../../core/outbox.js');
    // Besides, appeals and bookings are kept there while they are written.
    return await holdsAny((id) => !id.startsWith('draft/'));
  } catch {
    return false;
  }
}

/**
 * Whether a reading that could not be sent waits on this device. Looked for and never promised: the device may be one that keeps nothing,
 * nothing may have been typed, or its days may be over. Without the code that looks, there is nothing to promise either.
 */
export class KeptReadings implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #isWanted: () => boolean;
  #hasLooked = false;
  /** False until one was found. */
  areThere = false;

  /** `isWanted`: whether the person is to be told of them. */
  constructor(host: ReactiveControllerHost, isWanted: () => boolean) {
    this.#host = host;
    this.#isWanted = isWanted;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#hasLooked || !this.#isWanted()) return;
    this.#hasLooked = true;
    void deviceKeepsSome().then((areThere) => {
      this.areThere = areThere;
      this.#host.requestUpdate();
    });
  }
}
