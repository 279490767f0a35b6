/** An appointment was booked, moved or cancelled, or the person joined or left the queue for one. */
export class AppointmentChangedEvent extends Event {
  readonly change: 'booked' | 'moved' | 'cancelled' | 'waiting' | 'left';

  constructor(change: AppointmentChangedEvent['change']) {
    super('kabinet-appointment-changed', { bubbles: true, composed: true });
    this.change = change;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kabinet-appointment-changed': AppointmentChangedEvent;
  }
}
