/** The person wants to send a reading. Prevent it to lead them there yourself. */
export class ReadingRequestEvent extends Event {
  constructor() {
    super('kabinet-reading-request', { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-reading-request': ReadingRequestEvent;
  }
}
