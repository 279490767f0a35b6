import type { ReadingStatus } from '@kabinet/api';

/** The service has the reading. */
export class ReadingAcceptedEvent extends Event {
  readonly status: ReadingStatus;
  /** Whether it replaced one that was handed in before. */
  readonly isCorrection: boolean;

  constructor(fields: { status: ReadingStatus; isCorrection: boolean }) {
    super('kabinet-reading-accepted', { bubbles: true, composed: true });
    this.status = fields.status;
    this.isCorrection = fields.isCorrection;
  }
}

/** The customer took their reading back. */
export class ReadingWithdrawnEvent extends Event {
  constructor() {
    super('kabinet-reading-withdrawn', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-reading-accepted': ReadingAcceptedEvent;
    'kabinet-reading-withdrawn': ReadingWithdrawnEvent;
  }
}
