import type { MessageToSend, Sender } from './sender.js';

/** A message as the outbox keeps it. */
export interface KeptMessage extends MessageToSend {
  readonly sentAt: Date;
}

const KEPT = 200;

/** Keeps messages for a page that shows them, instead of sending: for demos and tests. In memory, so a restart empties it. */
export class Outbox implements Sender {
  readonly #now: () => Date;
  #messages: readonly KeptMessage[] = [];

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  async send(message: MessageToSend): Promise<void> {
    this.#messages = [{ ...message, sentAt: this.#now() }, ...this.#messages].slice(0, KEPT);
  }

  /** Newest first; of one supplier, or of all. */
  messages(supplierId?: string): readonly KeptMessage[] {
    return this.#messages.filter((message) => supplierId === undefined || message.supplierId === supplierId);
  }

  async close(): Promise<void> {}
}
