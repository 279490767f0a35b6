/** The person wants to sign in. Prevent it to show a sign-in of your own; otherwise the link to `sign-in-url` is followed, or the service's own sign-in opened. */
export class SignInRequestEvent extends Event {
  constructor() {
    super('kabinet-sign-in-request', { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-sign-in-request': SignInRequestEvent;
  }
}
