/** The person wants to see a receipt. Prevent it to show it yourself. */
export class ReceiptRequestEvent extends Event {
  readonly receiptId: string;

  constructor(receiptId: string) {
    super('kabinet-receipt-request', { bubbles: true, composed: true, cancelable: true });
    this.receiptId = receiptId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-receipt-request': ReceiptRequestEvent;
  }
}
