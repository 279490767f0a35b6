/** The person wants to see a receipt. Prevent it to show it yourself. */
export class ReceiptRequestEvent extends Event {
  /** Null for a reading's, which is written when it is first asked for. */
  readonly receiptId: string | null;
  /** Of a reading's receipt. */
  readonly readingId: string | null;

  constructor(receiptId: string | null, readingId: string | null = null) {
    super('kabinet-receipt-request', { bubbles: true, composed: true, cancelable: true });
    this.receiptId = receiptId;
    this.readingId = readingId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-receipt-request': ReceiptRequestEvent;
  }
}
