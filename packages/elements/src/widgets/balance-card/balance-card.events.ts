/** The person wants to send a reading. Prevent it to lead them there yourself. */
export class ReadingRequestEvent extends Event {
  constructor() {
    super('kabinet-reading-request', { bubbles: true, composed: true, cancelable: true });
  }
}

/** The person wants to pay what is due. Prevent it to lead them there yourself. */
export class PayRequestEvent extends Event {
  constructor() {
    super('kabinet-pay-request', { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-pay-request': PayRequestEvent;
    'kabinet-reading-request': ReadingRequestEvent;
  }
}
