import type { ApiError, Appointment, Capability } from '@kabinet/api';
import { dateInTimeZone } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import type { renderSignInControl } from '../../core/account-states.js';
import { property, state } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { addStyles } from '../../core/later-styles.js';
import { phoneExample } from '../../core/phone-example.js';
import { Query } from '../../core/query.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { deviceTimeZone, isOtherClock, timeOf, weekdayName } from './appointment-form.model.js';
import { appointmentFormStyles } from './appointment-form.styles.js';
import type { AppointmentChanges, DoneChange } from './appointment-changes.js';
import type { Booking, Wish } from './booking.js';
import { type OwnView, renderOwn } from './render-own.js';
import { renderReceptions } from './render-receptions.js';

/**
 * Books an appointment with the managers of the supplier's companies: a time, a place in the queue where none is free, and what is booked
 * already, to be moved, cancelled, or put into a calendar. Receptions are shown to everybody; who books signs in.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {AppointmentChangedEvent} kabinet-appointment-changed - Booked, moved or cancelled, or the queue was joined or left.
 * @event {KabinetErrorEvent} kabinet-error - A change was not made, or there is no answer yet; the card shows it too.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart reception - One reception.
 * @csspart appointment - One appointment, or place in the queue, of the customer's own.
 * @csspart slot - One time to choose.
 * @csspart field - One field with label, hint and error.
 * @csspart input - The input itself.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetAppointmentForm extends KabinetAccountElement {
  static override styles = [hostStyles, appointmentFormStyles];

  /** Id of a reception to show alone; all of them without it. */
  @property() reception = '';
  /** Keeps nothing of what is written on the device. */
  @property({ type: Boolean, attribute: 'without-draft' }) withoutDraft = false;

  /** Whom the person wants to see: a new time, another time for an appointment. */
  @state() private wish: Wish | null = null;
  /** Which appointment the person is asked about whether to cancel it. */
  @state() private asked: string | null = null;

  readonly #receptions = new Query(this, 'listReceptions', () => ({}));
  readonly #mine = new Query(this, 'listAppointments', () => ({}));
  #booking: Booking | null = null;
  /** What is to be done as soon as the code for it is here. */
  #awaited: ((changes: AppointmentChanges) => unknown) | null = null;
  #renderSignInControl: typeof renderSignInControl | null = null;
  /** The receptions were shown to whoever is here: they are not taken away again. */
  #hasShown = false;
  #focusNext: string | null = null;
  #session: number | null = null;

  constructor() {
    super(['appointmentForm']);
  }

  protected override readonly capability: Capability = 'appointments';

  /** Who receives people is told to everybody. */
  protected override get isAboutAccount(): boolean {
    return false;
  }

  protected override get isAboutOne(): boolean {
    return false;
  }

  /** What is booked already, and who books. */
  protected override get readsCustomer(): boolean {
    return true;
  }

  protected override get reads() {
    return [this.#receptions];
  }

  protected override get keepsTyped(): boolean {
    return !this.withoutDraft;
  }

  protected override async loadRest(): Promise<void> {
    const [{ Booking, bookingStyles }, { renderSignInControl }] = await Promise.all([
      import('./booking.js'),
      import('../../core/account-states.js'),
      super.loadRest(),
      this.localize.add(['booking']),
    ]);
    addStyles(this.renderRoot, bookingStyles);
    this.#renderSignInControl = renderSignInControl;
    if (this.#booking) return;
    this.#booking = new Booking(this, {
      onSettled: (isDone) => this.#handleSettled(isDone),
      onLeft: () => this.#handleLeft(),
      supplierId: () => this.supplier.value?.id ?? null,
      draft: () => (this.withoutDraft ? null : 'appointment'),
    });
    // What was wished before it was here.
    if (this.wish) this.#booking.begin(this.wish);
    this.#awaited?.(this.#booking.changes);
    this.#awaited = null;
  }

  protected override get announcement(): string {
    const booking = this.#booking;
    // Results are told by the notice that takes the focus.
    return booking?.changes.isSending ? booking.sendingText : super.announcement;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const session = this.connection?.session ?? null;
    if (this.#session !== null && session !== this.#session) {
      this.#hasShown = false;
      // What one person did, or has, is shown to nobody else. What is typed is minded by the draft.
      this.asked = null;
      if (this.#booking) this.#booking.changes.last = null;
      if (this.wish?.moving) {
        this.#booking?.end();
        this.wish = null;
      }
    }
    this.#session = session;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const target = this.#focusNext && this.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    if (!target) return;
    this.#focusNext = null;
    target.focus();
  }

  get #timeZone(): string {
    return this.supplier.value?.timeZone ?? 'UTC';
  }

  /** `вівторок, 24 листопада о 10:00` */
  readonly #when = (instant: string): string => {
    return this.#whenIn(instant, this.#timeZone);
  };

  /** The same by the clock of this device, where it shows something else: the customer is abroad. */
  readonly #here = (instant: string): string | null => {
    if (!isOtherClock(instant, this.#timeZone)) return null;
    return this.localize.texts('appointmentForm').here(this.#whenIn(instant, deviceTimeZone()));
  };

  #whenIn(instant: string, timeZone: string): string {
    const { language, format } = this.localize;
    const day = dateInTimeZone(instant, timeZone);
    const time = timeOf(instant, timeZone, language);
    return this.localize.texts('appointmentForm').when(`${weekdayName(day, language)}, ${format.date(day)}`, time);
  }

  #doneText({ change, startsAt, isTold }: DoneChange) {
    return this.localize.texts('booking').done[change](startsAt === null ? '' : this.#when(startsAt), isTold);
  }

  #begin(wish: Wish): void {
    this.wish = wish;
    this.asked = null;
    this.#focusNext = '[data-booking]';
    if (this.#booking) this.#booking.begin(wish);
    else void this.rest.demand();
  }

  /** Begins anew for one that was called off; null where they have another time there already, or nobody receives there any more. */
  #again({ reception: { id }, topic }: Appointment): (() => void) | null {
    const hasOther = this.#mine.value?.items.some(({ status, reception, endsAt }) => {
      return status === 'booked' && reception.id === id && Date.parse(endsAt) > Date.now();
    });
    const reception = this.#receptions.value?.items.find((each) => each.id === id);
    return reception && !hasOther ? () => this.#begin({ reception, moving: null, topic }) : null;
  }

  #end(): void {
    // What is on its way may be made: it is waited for.
    if (this.#booking?.changes.isSending) return;
    const id = this.wish?.moving?.id;
    this.#focusNext = id ? `[data-act="move-${id}"]` : `[data-choose="${this.wish?.reception.id ?? ''}"]`;
    this.#booking?.end();
    this.wish = null;
  }

  /** Whoever comes begins anew. */
  #handleLeft(): void {
    this.#booking?.end();
    this.wish = null;
    this.asked = null;
  }

  #handleSettled(isDone: boolean): void {
    const isAside = this.#booking?.changes.isAside;
    this.#focusNext = isAside ? null : isDone ? '[data-done]' : '[data-focus]';
    if (isDone) {
      this.wish = null;
      this.asked = null;
    }
    this.requestUpdate();
  }

  /** What the code that comes later does, as soon as it is here. */
  #with(work: (changes: AppointmentChanges) => unknown): void {
    if (this.#booking) return void work(this.#booking.changes);
    this.#awaited = work;
    void this.rest.demand();
    this.requestUpdate();
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('appointmentForm').heading : '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const { value, error } = this.#receptions.state;
    const retry = () => this.#receptions.reload();
    if (!value) return error ? this.renderError(error, retry) : renderSkeleton(this.localize.texts('common').loading);
    if (this.wish) return this.#renderBooking(this.wish);
    if (this.#awaitsMine) return renderSkeleton(this.localize.texts('common').loading);
    this.#hasShown = true;
    const shown = value.items.filter(({ id }) => this.reception === '' || id === this.reception);
    const last = this.#booking?.changes.last;
    return html`
      ${this.#booking?.renderTrouble(this.#troubleView) ?? nothing}
      ${this.#awaited && this.rest.hasFailed ? this.renderRestMissing() : nothing}
      ${
        last
          ? html`<div tabindex="-1" data-done>${renderNotice({ tone: 'good', text: this.#doneText(last) })}</div>`
          : nothing
      }
      ${this.#renderMine()}
      ${renderReceptions(shown, {
        localize: this.localize,
        onChoose: (reception) => this.#begin({ reception, moving: null }),
      })}
    `;
  }

  get #troubleView() {
    return {
      when: this.#when,
      phoneExample: phoneExample(this.supplier.value?.currency),
      renderSignIn: () => this.renderSignIn(),
      errorText: (error: ApiError) => this.errorText(error),
    };
  }

  #renderBooking({ moving }: Wish): TemplateResult {
    return html`<div class="booking" data-booking tabindex="-1">
      ${this.withRest(() => {
        if (!this.#booking) return renderSkeleton(this.localize.texts('common').loading);
        return this.#booking.render({
          ...this.#troubleView,
          moving,
          timeZone: this.#timeZone,
          here: this.#here,
          account: this.account,
          renderSignInNotice: (text) => this.#renderSignInNotice(text),
          onBack: () => this.#end(),
          onFocus: (selector) => {
            this.#focusNext = selector;
            this.requestUpdate();
          },
          renderError: (error, retry) => this.renderError(error, retry),
        });
      })}
    </div>`;
  }

  /** Who is not signed in is told what for before they need it. */
  #renderSignInNotice(title: string): TemplateResult | typeof nothing {
    if (this.#mine.state.error?.kind !== 'unauthorized') return nothing;
    return renderNotice({
      tone: 'info',
      text: { title, text: '' },
      actions: this.#renderSignInControl?.(this.signInView) ?? nothing,
    });
  }

  /** What is the customer's own stands above the receptions: coming after them, it would move what somebody is about to press. */
  get #awaitsMine(): boolean {
    if (this.#hasShown) return false;
    const { value, error } = this.#mine.state;
    if (value || (error && error.kind !== 'unauthorized')) return false;
    if (!error) return true;
    if (this.#renderSignInControl || this.rest.hasFailed) return false;
    void this.rest.demand();
    return true;
  }

  /** What is the customer's own; for who is not signed in, how to see it. That it cannot be read must not keep anybody from booking. */
  #renderMine(): TemplateResult | typeof nothing {
    const { value, error } = this.#mine.state;
    if (error && !value && error.kind !== 'unauthorized') return this.renderError(error, () => this.#mine.reload());
    if (error?.kind === 'unauthorized') return this.#renderSignInNotice(this.localize.texts('appointmentForm').signIn);
    if (!value) return nothing;
    return renderOwn(value, this.#ownView);
  }

  get #ownView(): OwnView {
    return {
      localize: this.localize,
      when: this.#when,
      until: (instant) => this.localize.format.dateTime(instant, this.#timeZone),
      here: this.#here,
      isBusy: this.#booking?.changes.isSending ?? false,
      asked: this.asked,
      onCalendar: (appointment) => this.#with((each) => each.saveCalendar(appointment)),
      onMove: (moving) => this.#begin({ reception: moving.reception, moving }),
      again: (appointment) => this.#again(appointment),
      onAsk: (appointment) => {
        this.#booking?.changes.forget();
        this.#focusNext = appointment ? '[data-focus]' : `[data-act="cancel-${this.asked ?? ''}"]`;
        this.asked = appointment?.id ?? null;
      },
      onCancel: (appointment) => this.#with((each) => each.cancel(appointment)),
      onTake: (place) => this.#with((each) => each.take(place)),
      onLeave: (place) => this.#with((each) => each.leave(place)),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-appointment-form': KabinetAppointmentForm;
  }
}
