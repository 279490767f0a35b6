import type { ApiError } from '@kabinet/api';

/** Something a widget tried did not work; the widget itself shows it too. */
export class KabinetErrorEvent extends Event {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super('kabinet-error', { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-error': KabinetErrorEvent;
  }
}
