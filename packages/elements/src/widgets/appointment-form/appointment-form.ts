import type { Appointment, Capability, Reception } from '@kabinet/api';
import { dateInTimeZone } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { property, state } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { inLanguage } from '../../core/in-language.js';
import { addStyles } from '../../core/later-styles.js';
import { Query } from '../../core/query.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { byCompany, hoursInWords, timeOf, weekdayName } from './appointment-form.model.js';
import { appointmentFormStyles } from './appointment-form.styles.js';
import type { Booking } from './booking.js';
import { type OwnView, renderAppointment, renderCalledOff, renderPast, renderWaiting } from './render-own.js';

/** Whom the person wants to see: a new time, another time for an appointment. */
type Wish = { readonly reception: Reception; readonly moving: Appointment | null } | null;

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

  @state() private wish: Wish = null;
  /** Which appointment the person is asked about whether to cancel it. */
  @state() private asked: string | null = null;

  readonly #receptions = new Query(this, 'listReceptions', () => ({}));
  readonly #mine = new Query(this, 'listAppointments', () => ({}));
  #booking: Booking | null = null;
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

  protected override get reads() {
    return [this.#receptions];
  }

  protected override get keepsTyped(): boolean {
    return true;
  }

  protected override async loadRest(): Promise<void> {
    const [{ Booking, bookingStyles }] = await Promise.all([
      import('./booking.js'),
      super.loadRest(),
      this.localize.add(['booking']),
    ]);
    addStyles(this.renderRoot, bookingStyles);
    this.#booking ??= new Booking(
      this,
      (isDone) => this.#handleSettled(isDone),
      () => this.supplier.value?.id ?? null,
    );
  }

  protected override get announcement(): string {
    const booking = this.#booking;
    if (!booking) return super.announcement;
    if (booking.isSending) return this.localize.texts('booking').sending;
    return booking.last ? this.#doneText(booking.last).title : super.announcement;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const session = this.connection?.session ?? null;
    if (this.#session !== null && session !== this.#session) {
      // What one person did, or has, is shown to nobody else. What is typed is minded by the draft.
      this.asked = null;
      this.#booking?.forgetDone();
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
    const { language, format } = this.localize;
    const day = dateInTimeZone(instant, this.#timeZone);
    const time = timeOf(instant, this.#timeZone, language);
    return this.localize.texts('appointmentForm').when(`${weekdayName(day, language)}, ${format.date(day)}`, time);
  };

  #doneText({ change, startsAt }: NonNullable<Booking['last']>) {
    return this.localize.texts('booking').done[change](startsAt === null ? '' : this.#when(startsAt));
  }

  #begin(wish: NonNullable<Wish>): void {
    this.wish = wish;
    this.asked = null;
    this.#focusNext = '[data-booking]';
    void this.rest.demand().then(() => {
      this.#booking?.begin(wish);
      this.requestUpdate();
    });
  }

  #end(): void {
    const id = this.wish?.moving?.id;
    this.#focusNext = id ? `[data-act="move-${id}"]` : `[data-choose="${this.wish?.reception.id ?? ''}"]`;
    this.#booking?.end();
    this.wish = null;
  }

  #handleSettled(isDone: boolean): void {
    this.#focusNext = isDone ? '[data-done]' : '[data-focus]';
    if (isDone) {
      this.wish = null;
      this.asked = null;
    }
    this.requestUpdate();
  }

  /** What the code that comes later does, as soon as it is here. */
  #with(work: (booking: Booking) => unknown): void {
    void this.rest.demand().then(() => this.#booking && work(this.#booking));
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
    const shown = value.items.filter(({ id }) => this.reception === '' || id === this.reception);
    const last = this.#booking?.last;
    return html`
      ${
        last
          ? html`<div tabindex="-1" data-done>${renderNotice({ tone: 'good', text: this.#doneText(last) })}</div>`
          : nothing
      }
      ${this.#renderMine()} ${this.#renderReceptions(shown)}
    `;
  }

  #renderBooking({ moving }: NonNullable<Wish>): TemplateResult {
    return html`<div class="booking" data-booking tabindex="-1">
      ${this.withRest(() => {
        if (!this.#booking) return renderSkeleton(this.localize.texts('common').loading);
        return this.#booking.render({
          moving,
          timeZone: this.#timeZone,
          account: this.account,
          when: this.#when,
          onBack: () => this.#end(),
          onFocus: (selector) => {
            this.#focusNext = selector;
            this.requestUpdate();
          },
          renderError: (error, retry) => this.renderError(error, retry),
          renderSignIn: () => this.renderSignIn(),
          errorText: (error) => this.errorText(error),
        });
      })}
    </div>`;
  }

  /** What is the customer's own; nothing for who is not signed in. That it cannot be read must not keep anybody from booking. */
  #renderMine(): TemplateResult | typeof nothing {
    const { value, error } = this.#mine.state;
    if (error && !value && error.kind !== 'unauthorized') return this.renderError(error, () => this.#mine.reload());
    if (!value || error?.kind === 'unauthorized') return nothing;
    const now = Date.now();
    const ahead = value.items.filter(({ status, endsAt }) => status === 'booked' && Date.parse(endsAt) > now);
    const calledOff = value.items.filter(({ status, endsAt }) => status === 'called_off' && Date.parse(endsAt) > now);
    const past = value.items.filter((each) => !ahead.includes(each) && !calledOff.includes(each));
    const view = this.#ownView;
    const texts = this.localize.texts('appointmentForm');
    const hasSome = ahead.length + calledOff.length + value.waiting.length > 0;
    return html`
      ${
        hasSome
          ? html`<div class="group">
              <h3>${texts.mine}</h3>
              <ul class="items">
                ${value.waiting.filter(({ offer }) => offer).map((each) => renderWaiting(each, view))}
                ${calledOff.map((each) => renderCalledOff(each, view))}
                ${ahead.map((each) => renderAppointment(each, view))}
                ${value.waiting.filter(({ offer }) => !offer).map((each) => renderWaiting(each, view))}
              </ul>
            </div>`
          : nothing
      }
      ${
        past.length > 0
          ? html`<details>
              <summary>${texts.earlier}</summary>
              <ul class="items">
                ${past.map((each) => renderPast(each, view))}
              </ul>
            </details>`
          : nothing
      }
    `;
  }

  get #ownView(): OwnView {
    const booking = this.#booking;
    return {
      localize: this.localize,
      when: this.#when,
      until: (instant) => this.localize.format.dateTime(instant, this.#timeZone),
      isBusy: booking?.isSending ?? false,
      asked: this.asked,
      troubleOf: (id) =>
        booking?.isAbout(id)
          ? booking.renderTrouble({
              renderSignIn: () => this.renderSignIn(),
              errorText: (error) => this.errorText(error),
            })
          : nothing,
      onCalendar: (appointment) => this.#with((each) => each.saveCalendar(appointment)),
      onMove: (moving) => this.#begin({ reception: moving.reception, moving }),
      onAsk: (appointment) => {
        this.#focusNext = appointment ? '[data-focus]' : `[data-act="cancel-${this.asked ?? ''}"]`;
        this.asked = appointment?.id ?? null;
      },
      onCancel: (appointment) => this.#with((each) => each.cancel(appointment)),
      onTake: (place) => this.#with((each) => each.take(place)),
      onLeave: (place) => this.#with((each) => each.leave(place)),
    };
  }

  #renderReceptions(receptions: readonly Reception[]): TemplateResult {
    const texts = this.localize.texts('appointmentForm');
    if (receptions.length === 0) return renderNotice({ tone: 'info', text: texts.none });
    return html`
      <p>${texts.intro}</p>
      ${byCompany(receptions).map(
        ({ company, receptions: ofOne }) => html`
          <div class="group offered">
            <h3>${company ? inLanguage(company, this.localize.language) : texts.receptions}</h3>
            <ul class="items">
              ${ofOne.map((each) => this.#renderReception(each))}
            </ul>
          </div>
        `,
      )}
    `;
  }

  #renderReception(reception: Reception): TemplateResult {
    const texts = this.localize.texts('appointmentForm');
    const { language } = this.localize;
    const { id, name, manager, topics, address, hours, phone, note } = reception;
    const row = (label: string, value: TemplateResult | string | null) =>
      value === null
        ? nothing
        : html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`;
    const told = (text: Reception['note']) => text && inLanguage(text, language);
    return html`
      <li part="reception">
        <h4>${inLanguage(name, language)}</h4>
        <dl class="facts">
          ${row(texts.manager, told(manager))} ${row(texts.topics, told(topics))}
          ${row(texts.hours, html`${hoursInWords(hours, language).map((line, index) => (index > 0 ? html`<br />${line}` : line))}`)}
          ${row(texts.address, inLanguage(address, language))}
          ${row(texts.phone, phone && html`<a href="tel:${phone.replace(/[^\d+*#]/g, '')}">${phone}</a>`)}
          ${row(texts.note, told(note))}
        </dl>
        <div class="row actions">
          <button
            type="button"
            data-choose=${id}
            aria-label="${texts.choose}: ${inLanguage(name, language)}"
            @click=${() => this.#begin({ reception, moving: null })}
          >
            ${texts.choose}
          </button>
        </div>
      </li>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-appointment-form': KabinetAppointmentForm;
  }
}
