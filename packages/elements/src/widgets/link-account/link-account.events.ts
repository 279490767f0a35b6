/** The customer's list of accounts changed: one was named, made the default, taken off or put back. */
export class AccountsChangedEvent extends Event {
  readonly change: 'named' | 'made-default' | 'unlinked' | 'restored';

  constructor(change: AccountsChangedEvent['change']) {
    super('kabinet-accounts-changed', { bubbles: true, composed: true });
    this.change = change;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-accounts-changed': AccountsChangedEvent;
  }
}
