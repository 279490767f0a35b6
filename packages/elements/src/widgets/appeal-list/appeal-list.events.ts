/** The customer wrote on in an appeal, had it taken up again, took it back, or rated its answer. */
export class AppealChangedEvent extends Event {
  readonly change: 'replied' | 'reopened' | 'withdrawn' | 'rated';

  constructor(change: AppealChangedEvent['change']) {
    super('kabinet-appeal-changed', { bubbles: true, composed: true });
    this.change = change;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-appeal-changed': AppealChangedEvent;
  }
}
