/** A planned payment was made, changed, paused, resumed or ended. */
export class PaymentPlanChangedEvent extends Event {
  readonly change: 'made' | 'changed' | 'paused' | 'resumed' | 'ended';

  constructor(change: PaymentPlanChangedEvent['change']) {
    super('kabinet-payment-plan-changed', { bubbles: true, composed: true });
    this.change = change;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-payment-plan-changed': PaymentPlanChangedEvent;
  }
}
