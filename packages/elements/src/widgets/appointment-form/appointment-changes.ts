import type { ApiError, Appointment, AppointmentRequest, WaitingPlace, WaitingRequest } from '@kabinet/api';
import { Action, type ActionState, type AnyAction } from '../../core/action.js';
import { BackOnline } from '../../core/back-online.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { saveFile } from '../../core/save-file.js';
import { AppointmentChangedEvent } from './appointment-form.events.js';

export type AppointmentChange = AppointmentChangedEvent['change'];

/** What was done last: said once. */
export interface DoneChange {
  readonly change: AppointmentChange;
  readonly startsAt: string | null;
  /** Whether they will be written to: reminded, or told of a place that is free. */
  readonly isTold: boolean;
}

interface Try {
  readonly action: AnyAction;
  readonly change: AppointmentChange;
  /** The reception's, the appointment's or the place's id. */
  readonly about: string;
}

/** Refusals that say that what is on show is out of date. */
const OUT_OF_DATE: readonly string[] = [
  'slot_taken',
  'appointment_limit',
  'appointment_overlap',
  'appointment_not_changeable',
  'not_found',
];

function isOutOfDate({ problem }: ApiError): boolean {
  return problem !== null && problem !== undefined && OUT_OF_DATE.includes(problem.code);
}

/** Books, moves, cancels, joins and leaves the queue: one change at a time, each under the key of its own intent. */
export class AppointmentChanges {
  last: DoneChange | null = null;
  readonly #host: KabinetElement;
  readonly #onSettled: (done: AppointmentChange | null) => void;
  readonly #book: Action<'bookAppointment'>;
  readonly #move: Action<'moveAppointment'>;
  readonly #cancel: Action<'cancelAppointment'>;
  readonly #join: Action<'joinWaitingList'>;
  readonly #leave: Action<'leaveWaitingList'>;
  readonly #backOnline: BackOnline;
  #try: Try | null = null;
  /** The calendar file that was asked for last and did not come. */
  #unsaved: { readonly appointment: Appointment; readonly error: ApiError } | null = null;

  /** `onSettled` is told what was done; null where it was not. */
  constructor(host: KabinetElement, onSettled: (done: AppointmentChange | null) => void) {
    this.#host = host;
    this.#onSettled = onSettled;
    this.#book = new Action(host, 'bookAppointment', (state) => this.#settle('booked', state));
    this.#move = new Action(host, 'moveAppointment', (state) => this.#settle('moved', state));
    this.#cancel = new Action(host, 'cancelAppointment', (state) => this.#settle('cancelled', state));
    this.#join = new Action(host, 'joinWaitingList', (state) => this.#settle('waiting', state));
    this.#leave = new Action(host, 'leaveWaitingList', (state) => this.#settle('left', state));
    this.#backOnline = new BackOnline(host, {
      isDue: () => this.isUnsure && this.error?.kind !== 'unauthorized',
      work: () => this.#try?.action.retry(),
    });
  }

  get isSending(): boolean {
    return this.#try?.action.isSending ?? false;
  }

  /** It went on by itself while the person is busy elsewhere on the page. */
  get isAside(): boolean {
    return this.#backOnline.isAside;
  }

  /** What was tried last; null when nothing is under way and all is well. */
  get tried(): AppointmentChange | null {
    return this.#try?.change ?? null;
  }

  /** Why it is not made, or a file did not come; null when all is well. */
  get error(): ApiError | null {
    const state = this.#try?.action.state;
    return state && 'error' in state ? state.error : (this.#unsaved?.error ?? null);
  }

  /** The same can be tried again. */
  get canRetry(): boolean {
    return this.isUnsure || this.#unsaved !== null;
  }

  /** Nobody knows whether it is made. */
  get isUnsure(): boolean {
    return this.#try?.action.state.status === 'unsure';
  }

  book(body: AppointmentRequest): void {
    if (this.#begin('booked', this.#book, body.receptionId)) void this.#book.run({ body });
  }

  /** Takes the time that is held: account and phone are those of when the person joined. */
  take({ id, reception, topic, offer }: WaitingPlace): void {
    if (!offer || !this.#begin('booked', this.#book, id)) return;
    const body = { receptionId: reception.id, startsAt: offer.startsAt, topic, accountId: null, phone: '' };
    void this.#book.run({ body });
  }

  move({ id }: Appointment, startsAt: string): void {
    if (this.#begin('moved', this.#move, id)) void this.#move.run({ appointmentId: id, body: { startsAt } });
  }

  cancel({ id }: Appointment): void {
    if (this.#begin('cancelled', this.#cancel, id)) void this.#cancel.run({ appointmentId: id, body: {} });
  }

  join(receptionId: string, body: WaitingRequest): void {
    if (this.#begin('waiting', this.#join, receptionId)) void this.#join.run({ receptionId, body });
  }

  leave({ id }: WaitingPlace): void {
    if (this.#begin('left', this.#leave, id)) void this.#leave.run({ placeId: id, body: {} });
  }

  /** Hands the browser a calendar file. */
  async saveCalendar(appointment: Appointment): Promise<void> {
    const { connection } = this.#host;
    if (!connection || this.isSending) return;
    this.forget();
    this.#host.requestUpdate();
    try {
      const { name, content } = await connection.api.getAppointmentFile({ appointmentId: appointment.id });
      saveFile(name, new Blob([content], { type: 'text/calendar' }));
    } catch (caught) {
      const error = caught as ApiError;
      this.#unsaved = { appointment, error };
      this.#host.dispatchEvent(new KabinetErrorEvent(error));
      if (isOutOfDate(error)) connection.refresh();
      this.#onSettled(null);
    }
  }

  /** Tries the same again, a change under the same key. */
  retry(): void {
    this.#backOnline.isAside = false;
    if (this.#unsaved) void this.saveCalendar(this.#unsaved.appointment);
    else void this.#try?.action.retry();
  }

  /** The person edits, or begins something else. */
  forget(): void {
    const mayBeMade = this.isSending || this.isUnsure;
    this.#try?.action.reset();
    this.#try = null;
    this.#unsaved = null;
    // What became of it the lists say.
    if (mayBeMade) this.#host.connection?.refresh();
  }

  #begin(change: AppointmentChange, action: AnyAction, about: string): boolean {
    if (this.isSending) return false;
    this.#backOnline.isAside = false;
    this.last = null;
    // The same once more keeps its key.
    if (this.#try?.action !== action || this.#try.about !== about) this.forget();
    this.#try = { change, action, about };
    return true;
  }

  #settle(change: AppointmentChange, state: ActionState<unknown>): void {
    if (state.status === 'done') {
      const { startsAt = null, isReminded, isTold } = state.value as Partial<Appointment & WaitingPlace>;
      this.last = { change, startsAt, isTold: isReminded ?? isTold ?? false };
      this.forget();
      this.#host.dispatchEvent(new AppointmentChangedEvent(change));
    } else if ('error' in state) {
      if (isOutOfDate(state.error)) this.#host.connection?.refresh();
      this.#host.dispatchEvent(new KabinetErrorEvent(state.error));
    }
    this.#onSettled(state.status === 'done' ? change : null);
  }
}
