import type { PaymentOrderLine, PaymentOrderStatus } from '@kabinet/api';

/** The person wants to pay. Nothing has been made yet: prevent it to let them pay on a page of your own. */
export class PaymentRequestedEvent extends Event {
  /** How much for which account: the ids are opaque, the sums in minor units. */
  readonly lines: readonly PaymentOrderLine[];

  constructor(lines: readonly PaymentOrderLine[]) {
    super('kabinet-payment-request', { bubbles: true, composed: true, cancelable: true });
    // A copy: what a listener does to it changes nothing of what is sent.
    this.lines = lines.map(({ accountId, amount }) => ({ accountId, amount: { ...amount } }));
  }
}

/** The service says what became of a payment that this page asked after. */
export class PaymentSettledEvent extends Event {
  readonly status: PaymentOrderStatus;

  constructor(status: PaymentOrderStatus) {
    super('kabinet-payment-settled', { bubbles: true, composed: true });
    this.status = status;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-payment-request': PaymentRequestedEvent;
    'kabinet-payment-settled': PaymentSettledEvent;
  }
}
