import type { Account, ApiError, Appointment, AppointmentSlot, Reception, WaitingPlace } from '@kabinet/api';
import { accountNumberKey, type CalendarDate } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { Action, type ActionState } from '../../core/action.js';
import type { KabinetElement } from '../../core/base-element.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { inLanguage } from '../../core/in-language.js';
import { Query } from '../../core/query.js';
import { saveFile } from '../../core/save-file.js';
import type { StateText } from '../../locales/messages.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { AppointmentChangedEvent } from './appointment-form.events.js';
import { isPhoneLike } from './appointment-form.model.js';
import { BookingDraft } from './booking-draft.js';
import { renderSlots } from './render-slots.js';
import { renderVisitForm } from './render-visit-form.js';

export { bookingStyles } from './booking.styles.js';

type Change = AppointmentChangedEvent['change'];

interface TroubleView {
  readonly renderSignIn: () => TemplateResult;
  readonly errorText: (error: ApiError) => StateText;
}

export interface BookingView extends TroubleView {
  readonly moving: Appointment | null;
  readonly timeZone: string;
  /** Account number that the page names. */
  readonly account: string;
  /** A day and a time in words. */
  readonly when: (instant: string) => string;
  readonly onBack: () => void;
  readonly onFocus: (selector: string) => void;
  readonly renderError: (error: ApiError, retry: () => void) => TemplateResult;
}

type AnyChange = {
  readonly state: ActionState<unknown>;
  readonly isSending: boolean;
  reset(): void;
  retry(): Promise<void>;
};

/** What was done last: said once. */
interface Done {
  readonly change: Change;
  readonly startsAt: string | null;
}

/** Choosing a time, saying what for, and every change of an appointment: one at a time, each under the key of its own intent. */
export class Booking {
  last: Done | null = null;
  readonly #host: KabinetElement;
  readonly #onSettled: (isDone: boolean) => void;
  readonly #slots: Query<'listAppointmentSlots'>;
  readonly #accounts: Query<'listAccounts'>;
  readonly #book: Action<'bookAppointment'>;
  readonly #move: Action<'moveAppointment'>;
  readonly #cancel: Action<'cancelAppointment'>;
  readonly #join: Action<'joinWaitingList'>;
  readonly #leave: Action<'leaveWaitingList'>;
  #reception: Reception | null = null;
  #from: CalendarDate | null = null;
  /** What the person goes for: a time, or a place in the queue; null while they choose. */
  #goal: { readonly startsAt: string } | 'waiting' | null = null;
  #topic = '';
  #phone = '';
  #accountId: string | null | undefined = undefined;
  #faults: readonly ('topic' | 'phone')[] = [];
  /** What is being changed, or was tried to: the reception's, the appointment's or the place's id. */
  #about: string | null = null;
  #current: AnyChange | null = null;
  readonly #draft: BookingDraft;

  constructor(host: KabinetElement, onSettled: (isDone: boolean) => void, supplierId: () => string | null) {
    this.#host = host;
    this.#onSettled = onSettled;
    this.#slots = new Query(
      host,
      'listAppointmentSlots',
      () => this.#reception && { receptionId: this.#reception.id, ...(this.#from !== null && { from: this.#from }) },
    );
    // Asked for once there is a form to put them into; who has none, or is not signed in, books without.
    this.#accounts = new Query(host, 'listAccounts', () => (this.#goal !== null ? {} : null));
    this.#book = new Action(host, 'bookAppointment', (state) => this.#settle('booked', state));
    this.#move = new Action(host, 'moveAppointment', (state) => this.#settle('moved', state));
    this.#cancel = new Action(host, 'cancelAppointment', (state) => this.#settle('cancelled', state));
    this.#join = new Action(host, 'joinWaitingList', (state) => this.#settle('waiting', state));
    this.#leave = new Action(host, 'leaveWaitingList', (state) => this.#settle('left', state));
    this.#draft = new BookingDraft(host, {
      supplierId,
      accounts: this.#accounts,
      written: () => {
        const receptionId = this.#reception?.id;
        const isEmpty = this.#topic.trim() === '' && this.#phone.trim() === '';
        return receptionId === undefined || isEmpty ? null : { receptionId, topic: this.#topic, phone: this.#phone };
      },
      onFound: ({ receptionId, topic, phone }) => {
        if (receptionId !== this.#reception?.id) return;
        this.#topic = topic;
        this.#phone = phone;
        host.requestUpdate();
      },
      onLeft: () => {
        this.#topic = '';
        this.#phone = '';
        this.#accountId = undefined;
      },
    });
  }

  get isSending(): boolean {
    return this.#current?.isSending ?? false;
  }

  /** Whether the last change that was not made is of this one. */
  isAbout(id: string): boolean {
    return this.#about === id;
  }

  begin({ reception, moving }: { reception: Reception; moving: Appointment | null }): void {
    this.forgetDone();
    this.#forget();
    // What was typed for another reception is about something else.
    if (this.#reception?.id !== reception.id) this.#topic = '';
    this.#reception = reception;
    this.#from = null;
    this.#goal = null;
    this.#faults = [];
    this.#about = moving?.id ?? reception.id;
    this.#host.requestUpdate();
  }

  end(): void {
    this.#forget();
    this.#goal = null;
    this.#reception = null;
  }

  forgetDone(): void {
    this.last = null;
  }

  cancel(appointment: Appointment): void {
    if (this.#start(this.#cancel, appointment.id)) void this.#cancel.run({ appointmentId: appointment.id, body: {} });
  }

  leave(place: WaitingPlace): void {
    if (this.#start(this.#leave, place.id)) void this.#leave.run({ placeId: place.id, body: {} });
  }

  /** Takes the time that is held: account and phone are those of when the person joined. */
  take({ id, reception, topic, offer }: WaitingPlace): void {
    if (!offer || !this.#start(this.#book, id)) return;
    const body = { receptionId: reception.id, startsAt: offer.startsAt, topic, accountId: null, phone: '' };
    void this.#book.run({ body });
  }

  async saveCalendar({ id }: Appointment): Promise<void> {
    const { connection } = this.#host;
    if (!connection) return;
    try {
      const { name, content } = await connection.api.getAppointmentFile({ appointmentId: id });
      saveFile(name, new Blob([content], { type: 'text/calendar' }));
    } catch (error) {
      this.#host.dispatchEvent(new KabinetErrorEvent(error as ApiError));
      connection.refresh();
    }
  }

  #start(action: AnyChange, about: string): boolean {
    if (this.isSending) return false;
    this.forgetDone();
    if (this.#current !== action || this.#about !== about) this.#forget();
    this.#current = action;
    this.#about = about;
    return true;
  }

  #forget(): void {
    this.#current?.reset();
    this.#current = null;
  }

  #settle(change: Change, state: ActionState<unknown>): void {
    const isDone = state.status === 'done';
    if (isDone) {
      const value = state.value as Partial<Appointment>;
      this.last = { change, startsAt: change === 'waiting' || change === 'left' ? null : (value.startsAt ?? null) };
      if (change === 'booked' || change === 'waiting') {
        this.#topic = '';
        this.#phone = '';
        this.#draft.keep();
      }
      this.end();
      this.#host.dispatchEvent(new AppointmentChangedEvent(change));
    } else if ('error' in state) {
      // Somebody was faster: how it stands now is read anew.
      if (state.error.problem?.code === 'slot_taken') this.#slots.reload();
      this.#host.dispatchEvent(new KabinetErrorEvent(state.error));
    }
    this.#onSettled(isDone);
  }

  #edit(): void {
    this.#forget();
    this.#faults = [];
    this.#host.requestUpdate();
  }

  #handleSubmit(event: Event, view: BookingView): void {
    event.preventDefault();
    const reception = this.#reception;
    const goal = this.#goal;
    if (this.isSending || !reception || goal === null) return;
    const { moving } = view;
    this.#faults = moving
      ? []
      : [
          ...(this.#topic.trim() === '' ? (['topic'] as const) : []),
          ...(isPhoneLike(this.#phone) ? [] : (['phone'] as const)),
        ];
    if (this.#faults.length > 0) return view.onFocus('[data-focus]');
    const said = {
      topic: this.#topic.trim(),
      accountId: this.#chosenAccount(view)?.id ?? null,
      phone: this.#phone.trim(),
    };
    if (goal === 'waiting') {
      if (this.#start(this.#join, reception.id)) void this.#join.run({ receptionId: reception.id, body: said });
    } else if (moving) {
      const { startsAt } = goal;
      if (this.#start(this.#move, moving.id)) void this.#move.run({ appointmentId: moving.id, body: { startsAt } });
    } else if (this.#start(this.#book, reception.id)) {
      void this.#book.run({ body: { receptionId: reception.id, startsAt: goal.startsAt, ...said } });
    }
  }

  #chosenAccount({ account }: BookingView): Account | null {
    const items = this.#accounts.value?.items ?? [];
    // Chosen, named by the page, or the only one there is.
    if (this.#accountId !== undefined) return items.find(({ id }) => id === this.#accountId) ?? null;
    const named = items.find(({ accountNumber }) => accountNumberKey(accountNumber) === accountNumberKey(account));
    return named ?? (items.length === 1 ? (items[0] ?? null) : null);
  }

  #choose(goal: NonNullable<Booking['goal']>, view: BookingView): void {
    this.#edit();
    this.#goal = goal;
    view.onFocus('[data-goal]');
  }

  /** What the person goes for; null while they choose. */
  get goal(): { readonly startsAt: string } | 'waiting' | null {
    return this.#goal;
  }

  render(view: BookingView): TemplateResult {
    const texts = this.#host.localize.texts('booking');
    const { language } = this.#host.localize;
    const reception = this.#reception;
    if (!reception) return renderSkeleton(this.#host.localize.texts('common').loading);
    return html`
      <button type="button" class="plain" @click=${view.onBack}>${texts.back}</button>
      <div class="stack">
        <h3>${inLanguage(reception.name, language)}</h3>
        <p class="muted">${inLanguage(reception.address, language)}</p>
        ${view.moving ? html`<p>${texts.moving(view.when(view.moving.startsAt))}</p>` : nothing}
      </div>
      ${this.#goal === null ? this.#renderChoice(view) : this.#renderForm(this.#goal, view)}
    `;
  }

  #renderChoice(view: BookingView): TemplateResult {
    const { value, error } = this.#slots.state;
    if (!value) {
      if (error?.kind === 'not-found')
        return renderNotice({ tone: 'warn', text: this.#host.localize.texts('booking').gone });
      return error
        ? view.renderError(error, () => this.#slots.reload())
        : renderSkeleton(this.#host.localize.texts('common').loading);
    }
    return renderSlots(value, {
      localize: this.#host.localize,
      timeZone: view.timeZone,
      when: view.when,
      // Another time of the same appointment; the one it has is none to choose.
      taken: view.moving?.startsAt ?? null,
      canWait: view.moving === null,
      isFirst: this.#from === null,
      onChoose: ({ startsAt }) => this.#choose({ startsAt }, view),
      onWait: () => this.#choose('waiting', view),
      onTurn: (from) => {
        this.#from = from;
        view.onFocus('[data-slots]');
      },
    });
  }

  #renderForm(goal: NonNullable<Booking['goal']>, view: BookingView): TemplateResult {
    return renderVisitForm({
      localize: this.#host.localize,
      title:
        goal === 'waiting'
          ? this.#host.localize.texts('booking').waitFor
          : this.#host.localize.texts('booking').chosen(view.when(goal.startsAt)),
      submit: this.#submitText(goal, view),
      isBusy: this.isSending,
      isMove: view.moving !== null,
      topic: this.#topic,
      phone: this.#phone,
      accounts: this.#accounts.value?.items ?? [],
      chosen: this.#chosenAccount(view)?.id ?? '',
      faults: this.#faults,
      trouble: this.#about !== null ? this.renderTrouble(view, (slot) => this.#choose(slot, view)) : nothing,
      onTopic: (topic) => {
        this.#topic = topic;
        this.#edit();
        this.#draft.keep();
      },
      onPhone: (phone) => {
        this.#phone = phone;
        this.#edit();
        this.#draft.keep();
      },
      onAccount: (id) => {
        this.#accountId = id === '' ? null : id;
        this.#edit();
      },
      onSubmit: (event) => this.#handleSubmit(event, view),
      onOther: () => {
        this.#edit();
        this.#goal = null;
        view.onFocus('[data-slots]');
      },
    });
  }

  #submitText(goal: NonNullable<Booking['goal']>, { moving, when }: BookingView): string {
    const texts = this.#host.localize.texts('booking');
    if (this.isSending) return texts.sending;
    if (goal === 'waiting') return texts.wait;
    return (moving ? texts.submitMove : texts.submit)(when(goal.startsAt));
  }

  /** Why the last change was not made, and what else can be done; what was typed stays. */
  renderTrouble(
    view: TroubleView & { readonly when?: (instant: string) => string },
    onChoose?: (slot: AppointmentSlot) => void,
  ): TemplateResult | typeof nothing {
    const state = this.#current?.state;
    if (!state || !('error' in state)) return nothing;
    const texts = this.#host.localize.texts('booking');
    const { error } = state;
    if (error.kind === 'unauthorized')
      return html`<p>${texts.signIn}</p>
        <div tabindex="-1" data-focus>${view.renderSignIn()}</div>`;
    const isUnsure = state.status === 'unsure';
    const nextFree = error.problem?.nextFree ?? [];
    const retry = html`<button type="button" @click=${() => void this.#current?.retry()}>
      ${this.#host.localize.texts('common').retry}
    </button>`;
    return renderNotice({
      tone: isUnsure || error.problem?.code === 'slot_taken' ? 'warn' : 'bad',
      text: isUnsure ? texts.unsure : this.#troubleText(error, view),
      takesFocus: true,
      more:
        !isUnsure && onChoose && nextFree.length > 0
          ? html`<div class="slots">
              ${nextFree.map(
                (slot) =>
                  html`<button type="button" part="slot" @click=${() => onChoose(slot)}>
                    ${view.when?.(slot.startsAt) ?? slot.startsAt}
                  </button>`,
              )}
            </div>`
          : nothing,
      actions: isUnsure ? retry : nothing,
    });
  }

  #troubleText(error: ApiError, { errorText }: TroubleView): StateText {
    const texts = this.#host.localize.texts('booking');
    const { code, nextFree = [], issues = [] } = error.problem ?? {};
    if (issues.some(({ pointer }) => pointer === '/phone')) return { title: texts.phoneWrong, text: '' };
    switch (code) {
      case 'slot_taken':
        return texts.taken(nextFree.length > 0);
      case 'appointment_limit':
        return texts.limit;
      case 'appointment_not_changeable':
        return texts.notChangeable;
      case 'not_found':
        return texts.gone;
      default:
        return errorText(error);
    }
  }
}
