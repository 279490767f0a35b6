/** The service has a reading of somebody who did not sign in. Whose it is, it will see later. */
export class GuestReadingAcceptedEvent extends Event {
  constructor() {
    super('kabinet-guest-reading-accepted', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-guest-reading-accepted': GuestReadingAcceptedEvent;
  }
}
