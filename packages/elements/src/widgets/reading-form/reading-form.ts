import type { Capability, Grant, Meter, ReadingWindow } from '@kabinet/api';
import { dateInTimeZone } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../../core/decorators.js';
import { addStyles } from '../../core/later-styles.js';
import { KabinetAccountElement } from '../../core/account-element.js';
import { hostStyles } from '../../core/host.styles.js';
import { KEPT_DAYS } from '../../core/kept-days.js';
import { Query } from '../../core/query.js';
import { dialStyles } from '../../parts/dial.styles.js';
import { detailsStyles } from '../../parts/details.styles.js';
import { fieldStyles } from '../../parts/field.styles.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import type { GuestReading } from '../guest-reading-form/guest-reading.js';
import type { KeepingPlaces } from './keeping-places.js';
import type { KeepingPlace } from './entry-situation.js';
import type { ReadingCosts } from './reading-costs.js';
import type { ReadingEntry } from './reading-entry.js';
import { isStanding, type Typed, waitsForWindow } from './reading-form.model.js';
import type { ReadingPhotos } from './reading-photos.js';
import { readingFormStyles } from './reading-form.styles.js';
import type { FieldsAdditions, ReadingView, StepsView } from './reading-view.js';
import { renderFields } from './render-fields.js';
import type * as Steps from './steps.js';

/** What a person types for a meter before the steps after the fields are here. */
interface Draft {
  readonly accountId: string;
  readonly meter: Meter;
  typed: Typed;
  /** The button was pressed: it goes on as soon as there is something to go on with. */
  isPressed: boolean;
}

/**
 * Hands in a meter reading, and corrects or withdraws it until the period for readings ends.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {ReadingAcceptedEvent} kabinet-reading-accepted - The service has the reading.
 * @event {GuestReadingAcceptedEvent} kabinet-guest-reading-accepted - The service has the reading of somebody who did not sign in.
 * @event {ReadingWithdrawnEvent} kabinet-reading-withdrawn - The customer took it back.
 * @event {KabinetErrorEvent} kabinet-error - It could not be sent, or there is no answer yet; the form shows it too.
 * @event {ReceiptRequestEvent} kabinet-receipt-request - The person wants to see the signed confirmation of a reading; cancelable.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart field - One register's label, hint, error and input.
 * @csspart input - The input itself.
 * @csspart choice - Without signing in: a question with its answers.
 * @csspart bill - What the reading will cost, line by line.
 * @csspart submit - The main button.
 * @csspart receipt - What the service has received.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetReadingForm extends KabinetAccountElement {
  static override styles = [hostStyles, fieldStyles, dialStyles, detailsStyles, readingFormStyles];

  /** Keeps an unsent reading on the device, encrypted, for seven days at most, so that a reload or a dead battery does not lose it. */
  @property({ type: Boolean, attribute: 'with-outbox' }) withOutbox = false;

  /** Address of the page with `<kabinet-receipt>`; without it the one on the same page shows the confirmation of a reading. */
  @property({ attribute: 'receipt-url' }) receiptUrl = '';

  @state() private meterId: string | null = null;

  readonly #meters = new Query(this, 'listMeters', () => this.accountArgs);
  readonly #windows = new Query(this, 'listReadingWindows', () => this.accountArgs);
  #steps: typeof Steps | null = null;
  protected costs: ReadingCosts | null = null;
  #photos: ReadingPhotos | null = null;
  /** One for each meter that was shown, so that switching between meters loses nothing. With the steps, drafts become entries. */
  readonly #drafts = new Map<string, Draft>();
  readonly #entries = new Map<string, ReadingEntry>();
  #places: KeepingPlaces | null = null;
  /** Somebody who is not signed in hands in a reading all the same. */
  #guest: GuestReading | null = null;
  #movesFocus = false;
  #announcesOutcome = false;
  readonly #handleBackOnline = () => {
    for (const entry of this.#entries.values()) void entry.resume();
    this.#photos?.resume();
  };

  protected override readonly capability = 'readings';

  constructor() {
    super(['readingForm']);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.#handleBackOnline);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.#handleBackOnline);
    // Nothing is sent from outside of the page: who takes the form out before it could begin presses again.
    for (const draft of this.#drafts.values()) draft.isPressed = false;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#movesFocus) return;
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    const target = find('[data-focus]') ?? find('input[aria-invalid]') ?? find('form input');
    if (!target) return;
    this.#movesFocus = false;
    target.focus();
  }

  /** Puts the focus where the person goes on: into the first field, or onto the card's first control. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('form input, button, a')?.focus(options);
  }

  protected override get keepsTyped(): boolean {
    return this.withOutbox;
  }

  protected override get grant(): Grant {
    return 'readings';
  }

  protected override get reads() {
    return [this.#meters, this.#windows];
  }

  /** Meters that take readings. */
  get #usableMeters(): readonly Meter[] {
    return this.#meters.value?.items.filter((meter) => meter.removedOn === null) ?? [];
  }

  get #meter(): Meter | null {
    const meters = this.#usableMeters;
    return meters.find((each) => each.id === this.meterId) ?? meters[0] ?? null;
  }

  get #timeZone(): string {
    return this.supplier.value?.timeZone ?? 'UTC';
  }

  get #today(): string {
    return dateInTimeZone(new Date(), this.#timeZone);
  }

  #offers(capability: Capability): boolean {
    return this.supplier.value?.capabilities.includes(capability) ?? false;
  }

  #windowOf(meter: Meter): ReadingWindow | null {
    return this.#windows.value?.items.find((each) => each.serviceKind === meter.serviceKind) ?? null;
  }

  protected override async loadRest(): Promise<void> {
    const [steps] = await Promise.all([import('./steps.js'), super.loadRest(), this.localize.add(['readingSteps'])]);
    addStyles(this.renderRoot, steps.readingStepsStyles);
    this.#steps = steps;
    this.costs = new steps.ReadingCosts(this, () => ({
      // What it costs is seen by those only who may see the account.
      account: this.may('view') ? this.selectedAccount : null,
      supplier: this.supplier.value ?? null,
      meters: this.#usableMeters,
      isTyping: [...this.#entries.values()].some(({ typed }) => Object.keys(typed).length > 0),
    }));
    this.#photos = new steps.ReadingPhotos(this, () => this.#meter && this.#handleStep(this.#meter, false));
    for (const draft of this.#drafts.values()) this.#toEntry(draft, steps);
  }

  /** What is typed for the meter: the entry, or as long as there can be none, the draft of it. */
  #typingFor(accountId: string, meter: Meter): ReadingEntry | Draft {
    if (this.#steps) return this.#entryFor(accountId, meter, this.#steps);
    const draft = this.#drafts.get(meter.id) ?? { accountId, meter, typed: {}, isPressed: false };
    this.#drafts.set(meter.id, draft);
    return draft;
  }

  #entryFor(accountId: string, meter: Meter, steps: typeof Steps): ReadingEntry {
    const known = this.#entries.get(meter.id);
    return known ?? this.#toEntry({ accountId, meter, typed: {}, isPressed: false }, steps);
  }

  #toEntry({ accountId, meter, typed, isPressed }: Draft, steps: typeof Steps): ReadingEntry {
    const places = (this.#places ??= this.#newPlaces(steps));
    const entry = new steps.ReadingEntry(
      this,
      () => {
        const current = this.#usableMeters.find((each) => each.id === meter.id) ?? meter;
        return {
          accountId,
          meter: current,
          judge: (typed) =>
            steps.judgeReading({ meter: current, typed, readOn: this.#today, timeZone: this.#timeZone }),
          coach: (typed) =>
            steps.likeliestSlip({
              meter: current,
              typed,
              others: steps.coachable(current, this.#usableMeters, this.#entries),
              readOn: this.#today,
              timeZone: this.#timeZone,
            }),
          keepingPlace: () => this.#keepingPlace(accountId, meter.id, places),
        };
      },
      (isByItself) => this.#handleStep(meter, isByItself),
    );
    this.#drafts.delete(meter.id);
    this.#entries.set(meter.id, entry);
    entry.takeOver(typed);
    if (isPressed) this.#submit(entry, meter);
    return entry;
  }

  /**
   * The focus goes along with the person who is here. Who has gone elsewhere on the page meanwhile, or has pressed nothing yet, is
   * not called: the outcome is announced instead.
   */
  #handleStep(meter: Meter, isByItself: boolean): void {
    const isHere = this.matches(':focus-within');
    const isNowhere = document.activeElement === null || document.activeElement === document.body;
    const isShown = this.#meter?.id === meter.id;
    this.#movesFocus = isShown && (isHere || (isNowhere && !isByItself));
    this.#announcesOutcome = isShown && !this.#movesFocus;
  }

  #type(typing: ReadingEntry | Draft, registerId: string, text: string): void {
    if (!('isPressed' in typing)) return typing.type(registerId, text);
    typing.typed = { ...typing.typed, [registerId]: text };
    typing.isPressed = false;
    this.requestUpdate();
  }

  /** The button was pressed. */
  #submit(typing: ReadingEntry | Draft, meter: Meter): void {
    if ('isPressed' in typing) void this.#waitForSteps(typing);
    else if (this.#keepsUntilOpen(typing, meter)) void typing.keepUntilOpen();
    else void typing.submit();
  }

  /** Pressed before the steps are here. They go on with it when they come; when they do not, the person is told. */
  async #waitForSteps(draft: Draft): Promise<void> {
    draft.isPressed = true;
    this.requestUpdate();
    await this.rest.demand();
    this.#movesFocus ||= this.rest.hasFailed;
    this.requestUpdate();
  }

  #keepsUntilOpen(typing: ReadingEntry | Draft, meter: Meter): boolean {
    const isCorrecting = 'correcting' in typing && typing.correcting !== null;
    const window = this.#windowOf(meter);
    // Not longer than it will be kept: "come back on the 1st" must not be a promise that is broken on the way.
    return this.withOutbox && !isCorrecting && waitsForWindow(window) && window.daysLeft <= KEPT_DAYS;
  }

  #newPlaces(steps: typeof Steps): KeepingPlaces {
    return new steps.KeepingPlaces(this, {
      isWanted: () => this.withOutbox,
      entries: this.#entries,
      onAnother: () => (this.#places = null),
    });
  }

  async #keepingPlace(accountId: string, meterId: string, places: KeepingPlaces): Promise<KeepingPlace | null> {
    const supplierId = this.supplier.value?.id;
    if (!this.withOutbox || !supplierId) return null;
    const ownAccountIds = this.accounts.value?.items.map(({ id }) => id) ?? [];
    return places.find({ supplierId, ownAccountIds, accountId, meterId });
  }

  protected override renderSignIn(): TemplateResult {
    return this.#guest && this.rest.isHere ? this.#guest.render() : super.renderSignIn();
  }

  protected override renderWithoutSignIn(): TemplateResult | typeof nothing {
    if (!this.#offers('guest-readings') || !this.supplier.value?.guestReadings) return nothing;
    const label = this.localize.texts('states').guestReading;
    return html`<button type="button" @click=${() => void this.#beginAsGuest()}>${label}</button>`;
  }

  async #beginAsGuest(): Promise<void> {
    const { GuestReading, guestReadingStyles } = await import('../guest-reading-form/guest-reading.js');
    await this.localize.add(['guestReading']);
    addStyles(this.renderRoot, guestReadingStyles);
    this.#guest = new GuestReading(this, {
      supplier: () => this.supplier.value ?? null,
      errorText: (error) => this.errorText(error),
      renderMissing: (retry) => this.renderRestMissing(retry),
      cancel: () => {
        this.#guest = null;
        this.requestUpdate();
      },
    });
    this.requestUpdate();
    await this.updateComplete;
    this.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('readingForm').heading : '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const texts = this.localize.texts('readingForm');
    const failed = this.reads.find((query) => query.state.status === 'error' && !query.value);
    if (failed?.state.error) return this.renderError(failed.state.error, () => this.connection?.retryFailed());
    if (!this.#meters.value || !this.#windows.value) return renderSkeleton(this.localize.texts('common').loading);
    const meter = this.#meter;
    const accountId = this.accountArgs?.accountId;
    if (!meter || accountId === undefined) {
      return this.withRest(() => renderNotice({ tone: 'info', text: this.localize.texts('readingSteps').noMeters }));
    }
    const view: ReadingView = {
      meter,
      window: this.#windowOf(meter),
      today: this.#today,
      timeZone: this.#timeZone,
      supplier: this.supplier.value ?? null,
      texts,
      common: this.localize.texts('common'),
      format: this.localize.format,
    };
    const typing = this.#typingFor(accountId, meter);
    const steps = 'isPressed' in typing || !this.#steps ? null : this.#viewSteps(view, accountId, typing, this.#steps);
    return html`
      ${this.#usableMeters.length > 1 ? this.#renderMeterChoice(meter) : nothing}
      ${this.#renderTyping(view, typing, steps)}
      <p class="visually-hidden" role="status">${steps && this.#announcement(steps)}</p>
    `;
  }

  #viewSteps(view: ReadingView, accountId: string, entry: ReadingEntry, steps: typeof Steps): StepsView {
    const stepsView: StepsView = {
      ...view,
      entry,
      meters: this.#usableMeters,
      applyFix: (advice) =>
        steps.applyFix({
          advice,
          meter: view.meter,
          meters: this.#usableMeters,
          entryOf: (meter) => this.#entryFor(accountId, meter, steps),
          show: (meter) => (this.meterId = meter.id),
          format: view.format,
        }),
      photoOf: (reading) => {
        const isOffered = this.#offers('reading-photos') && reading.correctableUntil !== null;
        return isOffered && this.#photos
          ? { part: this.#photos.render(stepsView, accountId, reading), isActive: this.#photos.isActive(reading) }
          : null;
      },
      receiptLink: (reading) =>
        steps.renderReceiptLink({
          form: this,
          receiptUrl: this.receiptUrl,
          supplier: view.supplier,
          account: this.selectedAccount,
          reading,
          label: this.localize.texts('readingSteps').receipt,
        }),
      texts: { ...view.texts, ...this.localize.texts('readingSteps') },
      tellCost: (use, countsFor) => this.costs?.tell(view, use, countsFor) ?? null,
      errorText: (error) => this.errorText(error),
      renderSignIn: () => this.renderSignIn(),
    };
    return stepsView;
  }

  /** The fields; or what the service has received, where a reading stands for the period. */
  #renderTyping(view: ReadingView, typing: ReadingEntry | Draft, steps: StepsView | null): TemplateResult {
    const { meter } = view;
    let additions: FieldsAdditions;
    if (steps && this.#steps) {
      const standing = steps.entry.standing(meter);
      if (standing && !steps.entry.correcting) return this.#steps.renderReceipt(steps, standing);
      additions = this.#steps.describeSteps(steps);
    } else {
      if (meter.submitted && isStanding(meter.submitted))
        return this.withRest(() => renderSkeleton(view.common.loading));
      const isGivenUp = 'isPressed' in typing && typing.isPressed && this.rest.hasFailed;
      additions = isGivenUp ? { outcome: html`<div tabindex="-1" data-focus>${this.renderRestMissing()}</div>` } : {};
    }
    return renderFields({
      ...view,
      typed: typing.typed,
      isBusy: 'isPressed' in typing ? typing.isPressed && !this.rest.hasFailed : typing.isBusy,
      keepsUntilOpen: this.#keepsUntilOpen(typing, meter),
      tellsCost: this.#offers('tariffs') && this.may('view'),
      type: (registerId, text) => this.#type(typing, registerId, text),
      submit: () => this.#submit(typing, meter),
      additions,
    });
  }

  /** What is going on, for those who do not see it; results are mostly told by the notice that takes the focus. */
  #announcement(view: StepsView): string {
    const { entry, meter, texts } = view;
    const sending = [entry.action.state, entry.withdrawal.state].find((each) => each.status === 'sending');
    if (entry.withdrawal.isSending) return texts.withdrawing;
    if (sending?.status === 'sending') return sending.checking ? texts.checking : texts.sending;
    const fixed = this.#steps?.describeFixed(view);
    if (fixed) return `${fixed.title} ${fixed.text}`;
    if (!this.#announcesOutcome) return '';
    const { state } = entry.action;
    if (state.status === 'unsure') return texts.unsure.title;
    if (state.status === 'failed') return this.errorText(state.error).title;
    const standing = entry.standing(meter);
    return standing ? texts.done[standing.status].title : '';
  }

  #renderMeterChoice(selected: Meter): TemplateResult {
    const texts = this.localize.texts('readingForm');
    const common = this.localize.texts('common');
    return html`
      <fieldset class="choice">
        <legend>${texts.meters}</legend>
        ${this.#usableMeters.map(
          (meter) => html`
            <label>
              <input
                type="radio"
                name="meter"
                .value=${meter.id}
                .checked=${meter.id === selected.id}
                @change=${() => (this.meterId = meter.id)}
              />
              <span>
                ${texts.meter(meter.serialNumber)}
                <span class="muted">
                  ${[common.serviceKind[meter.serviceKind], meter.place].filter(Boolean).join(' · ')}${
                    this.#entries.get(meter.id)?.standing(meter) || meter.submitted
                      ? ` · ${texts.meterHandedIn}`
                      : nothing
                  }
                </span>
              </span>
            </label>
          `,
        )}
      </fieldset>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-reading-form': KabinetReadingForm;
  }
}
