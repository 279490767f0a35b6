import type { Meter, ReadingWindow } from '@kabinet/api';
import { dateInTimeZone } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../../core/decorators.js';
import { KabinetAccountElement } from '../../core/account-element.js';
import { hostStyles } from '../../core/host.styles.js';
import type { Outbox } from '../../core/outbox.js';
import { Query } from '../../core/query.js';
import { fieldStyles } from '../../parts/field.styles.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { type KeepingPlace, type KeptReading, ReadingEntry } from './reading-entry.js';
import { judgeReading } from './reading-form.model.js';
import { readingFormStyles } from './reading-form.styles.js';
import { renderEntry } from './render-entry.js';
import { renderReceipt } from './render-receipt.js';
import type { ReadingView } from './reading-view.js';

/**
 * Hands in a meter reading, and corrects or withdraws it until the period for readings ends.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {ReadingAcceptedEvent} kabinet-reading-accepted - The service has the reading.
 * @event {ReadingWithdrawnEvent} kabinet-reading-withdrawn - The customer took it back.
 * @event {KabinetErrorEvent} kabinet-error - It could not be sent, or there is no answer yet; the form shows it too.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart field - One register's label, hint, error and input.
 * @csspart input - The input itself.
 * @csspart submit - The main button.
 * @csspart receipt - What the service has received.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetReadingForm extends KabinetAccountElement {
  static override styles = [hostStyles, fieldStyles, readingFormStyles];

  /** Keeps an unsent reading on the device, encrypted, for seven days at most, so that a reload or a dead battery does not lose it. */
  @property({ type: Boolean, attribute: 'with-outbox' }) withOutbox = false;

  @state() private meterId: string | null = null;

  readonly #meters = new Query(this, 'listMeters', () => this.accountArgs);
  readonly #windows = new Query(this, 'listReadingWindows', () => this.accountArgs);
  /** One for each meter that was shown, so that switching between meters loses nothing. */
  readonly #entries = new Map<string, ReadingEntry>();
  #outbox: Promise<Outbox<KeptReading> | null> | null = null;
  #movesFocus = false;
  readonly #handleBackOnline = () => void this.#resume();

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
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#movesFocus) return;
    const target = this.renderRoot.querySelector<HTMLElement>('[data-focus], input[aria-invalid], form input');
    if (!target) return;
    this.#movesFocus = false;
    target.focus();
  }

  /** Puts the focus where the person goes on: into the first field, or onto the card's first control. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('form input, button, a')?.focus(options);
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

  #windowOf(meter: Meter): ReadingWindow | null {
    return this.#windows.value?.items.find((each) => each.serviceKind === meter.serviceKind) ?? null;
  }

  #entryOf(accountId: string, meter: Meter): ReadingEntry {
    let entry = this.#entries.get(meter.id);
    if (!entry) {
      entry = new ReadingEntry(
        this,
        () => {
          const current = this.#usableMeters.find((each) => each.id === meter.id) ?? meter;
          return {
            accountId,
            meter: current,
            judge: (typed) => judgeReading({ meter: current, typed, readOn: this.#today, timeZone: this.#timeZone }),
            keepingPlace: () => this.#keepingPlace(accountId, meter.id),
          };
        },
        () => (this.#movesFocus = true),
      );
      this.#entries.set(meter.id, entry);
      if (this.withOutbox) void entry.restore();
    }
    return entry;
  }

  async #keepingPlace(accountId: string, meterId: string): Promise<KeepingPlace | null> {
    const supplierId = this.supplier.value?.id;
    if (!this.withOutbox || !supplierId) return null;
    this.#outbox ??= this.#openOutbox(supplierId);
    const outbox = await this.#outbox;
    return outbox && { outbox, id: `${supplierId}/${accountId}/${meterId}` };
  }

  async #openOutbox(supplierId: string): Promise<Outbox<KeptReading> | null> {
    const { openOutbox } = await import('../../core/outbox.js');
    const outbox = await openOutbox<KeptReading>();
    // Another person's unsent readings do not stay on a shared device once somebody else is signed in.
    const own = this.accounts.value?.items.map((account) => `${supplierId}/${account.id}/`) ?? [];
    await outbox?.keepOnly(own);
    return outbox;
  }

  /** The network is back: what was in doubt is found out. */
  async #resume(): Promise<void> {
    for (const entry of this.#entries.values()) {
      if (entry.action.state.status === 'unsure' || entry.withdrawal.state.status === 'unsure') await entry.retry();
    }
  }

  override render(): TemplateResult {
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
      return html`${renderNotice({ tone: 'info', text: texts.noMeters })}`;
    }
    const view: ReadingView = {
      entry: this.#entryOf(accountId, meter),
      meter,
      window: this.#windowOf(meter),
      today: this.#today,
      timeZone: this.#timeZone,
      supplier: this.supplier.value ?? null,
      canKeep: this.withOutbox,
      texts,
      common: this.localize.texts('common'),
      format: this.localize.format,
      errorText: (error) => this.errorText(error),
      renderSignIn: () => this.renderSignIn(this.localize.texts('common').sessionEnded),
    };
    const standing = view.entry.standing(meter);
    return html`
      ${this.#usableMeters.length > 1 ? this.#renderMeterChoice(meter) : nothing}
      ${standing && !view.entry.correcting ? renderReceipt(view, standing) : renderEntry(view)}
      <p class="visually-hidden" role="status">${this.#announcement(view)}</p>
    `;
  }

  /** What is going on, for those who do not see it; results are told by the notice that takes the focus. */
  #announcement({ entry, texts }: ReadingView): string {
    const action = [entry.action.state, entry.withdrawal.state].find((each) => each.status === 'sending');
    if (action?.status !== 'sending') return '';
    return action.checking ? texts.checking : texts.sending;
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
