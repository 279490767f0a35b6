import type { ApiError, Supplier } from '@kabinet/api';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import type { Connection } from '../../core/connection.js';
import { property, state } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { KEPT_DAYS } from '../../core/kept-days.js';
import type { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import { warnOnce } from '../../core/warn-once.js';
import type { StateText } from '../../locales/messages.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { SectionShownEvent } from './cabinet.events.js';
import { firstSection, type Part, partsFor, partsOf, type SectionName, sectionsOf } from './cabinet.model.js';
import { cabinetStyles } from './cabinet.styles.js';
import { CabinetAddress } from './cabinet-address.js';
import { CabinetParts } from './cabinet-parts.js';
import { KeptReadings } from './kept-readings.js';
import { PhoneApp } from './phone-app.js';
import { renderApp } from './render-app.js';
import { renderSections } from './render-sections.js';

/**
 * What widgets lead to on other pages stands in another section here. Where that section is not on show, it is left to the widget and
 * the page.
 */
const LED_TO: Readonly<Record<string, SectionName>> = {
  'kabinet-pay-request': 'payments',
  'kabinet-reading-request': 'readings',
  'kabinet-receipt-request': 'receipts',
};

/**
 * The whole cabinet in one tag: who is signed in on top, sections by what the supplier offers, each with an address of its own
 * (`#kabinet/payments`). The widgets are put into the tag itself, so that the page's script loads their code when they are opened.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {SectionShownEvent} kabinet-section-shown - Another section is on show.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card of a state in which there are no sections.
 * @csspart heading - Its heading, and that of the section on show.
 * @csspart sections - The list of sections.
 * @csspart section - One of it.
 * @csspart notice - A state told in words.
 * @csspart account - The account number and address, where there is one account.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetCabinet extends KabinetAccountElement {
  static override styles = [hostStyles, cabinetStyles];

  /** The section to begin with, such as `payments`, where the address says nothing; one that is set later is opened. */
  @property() section = '';

  /** Names of the sections to show, in this order, such as `readings payments`; all that the supplier offers without it. */
  @property() sections = '';

  /** Leaves the page's address alone, where the page uses what follows `#` itself. */
  @property({ type: Boolean, attribute: 'without-address' }) withoutAddress = false;

  /** Leaves out the account menu, where the page has one in its header. */
  @property({ type: Boolean, attribute: 'without-menu' }) withoutMenu = false;

  /** Keeps readings on the device while there is no network. */
  @property({ type: Boolean, attribute: 'with-outbox' }) withOutbox = false;

  /** Where a customer signs out on the page's own site, where that keeps the session. */
  @property({ attribute: 'sign-out-url' }) signOutUrl = '';

  /** Address of `kabinet-sw.js` on the page's own site: with it the cabinet can be installed as an app of the phone. */
  @property({ attribute: 'worker-url' }) workerUrl = '';

  @state() private shown: SectionName | null = null;
  @state() private isListOpen = false;
  /** The address names a section that is not there. */
  @state() private isMissing = false;

  readonly #address = new CabinetAddress(this, (word, isAsked) => this.#followAddress(word, isAsked));
  readonly #parts = new CabinetParts(this);
  readonly #kept = new KeptReadings(this, () => this.withOutbox && this.supplier.state.error?.kind === 'offline');
  readonly #app = new PhoneApp(this, () => this.workerUrl);
  #movesFocus = false;
  /** For whom the parts were made: another service, or another turn at it, is somebody else. */
  #madeFor: { readonly connection: Connection | null; readonly turn: number } = { connection: null, turn: 0 };
  /** The section that was told of last. */
  #told: SectionName | null = null;
  /** Whose cabinet it is, also while that is asked anew: whoever signs in or out keeps the frame, and the focus in it. */
  #profile: Supplier | null = null;
  #profileOf: Connection | null = null;

  /** Never asked: the cabinet has what the supplier offers, whatever that is. */
  protected override readonly capability = 'accounts';

  readonly #handleRequest = (event: Event) => {
    const section = LED_TO[event.type];
    if (!section || event.defaultPrevented || !this.#sections.includes(section)) return;
    event.preventDefault();
    this.#go(section);
    if (event.type === 'kabinet-receipt-request') this.#parts.showReceipt(event as ReceiptRequestEvent);
  };
  /** Whatever else writes into the tag may have taken them out: they are put back. */
  readonly #handleParts = () => this.requestUpdate();

  constructor() {
    super(['cabinet']);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const type of Object.keys(LED_TO)) this.addEventListener(type, this.#handleRequest);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const type of Object.keys(LED_TO)) this.removeEventListener(type, this.#handleRequest);
  }

  /** Opens a section as a press on its name does, and puts the focus on its heading. */
  open(section: string): void {
    const found = this.#sections.find((name) => name === section);
    if (found) this.#go(found);
    // What the supplier offers is not known yet: it begins with this one.
    else if (!this.#profile) this.section = section;
  }

  /** Puts the focus on the heading of the section on show. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#heading')?.focus(options);
  }

  protected override get isAboutOne(): boolean {
    return false;
  }

  protected override readonly reads = [];

  /** Before anything is known of the supplier, there is only this to tell of what is kept. */
  protected override errorText(error: ApiError): StateText {
    if (error.kind !== 'offline') return super.errorText(error);
    return this.localize.texts('cabinet').offline(this.#kept.areThere ? KEPT_DAYS : null);
  }

  protected override get announcement(): string {
    return this.isMissing ? this.localize.texts('cabinet').missing.title : super.announcement;
  }

  get #firstSection(): SectionName | null {
    return firstSection({ sections: this.#sections, address: this.#address.said, named: this.section });
  }

  #isUnknown(word: string | null): boolean {
    return Boolean(word) && !this.#sections.some((name) => name === word);
  }

  /** What stands in the section on show, for whomever. */
  get #offeredParts(): readonly Part[] {
    return this.shown ? partsOf(this.shown, this.#profile?.capabilities ?? []) : [];
  }

  /** Of that, what is there for who is here. */
  get #shownParts(): readonly Part[] {
    return partsFor(this.#offeredParts, this.#isStranger);
  }

  get #sections(): readonly SectionName[] {
    const profile = this.#profile;
    if (!profile) return [];
    const { sections, unknown } = sectionsOf(profile.capabilities, this.sections);
    if (unknown.length > 0) warnOnce(this, 'sections', `names what is no section: ${unknown.join(', ')}`);
    return sections;
  }

  /**
   * Nobody whom the service knows, and nobody was: they are shown the way in and what needs none. Of a session that ran out each widget
   * tells by itself, and keeps what was typed.
   */
  get #isStranger(): boolean {
    return this.accounts.state.error?.kind === 'unauthorized' && !this.accounts.value;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.supplier.value || this.connection !== this.#profileOf) this.#profile = this.supplier.value ?? null;
    this.#profileOf = this.connection;
    const sections = this.#sections;
    if (sections.length === 0) return;
    if (this.shown === null || !sections.includes(this.shown)) {
      this.shown = this.#firstSection;
      this.isMissing = this.#isUnknown(this.#address.word);
    } else if (changed.has('section')) {
      this.shown = sections.find((name) => name === this.section) ?? this.shown;
    }
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const profile = this.#profile;
    if (!this.localize.isReady || !profile) return;
    const { connection } = this;
    const turn = connection?.turn ?? 0;
    const hadFocus = this.#parts.show({
      parts: this.#shownParts,
      sections: this.#sections,
      isStranger: this.#isStranger,
      isSomebodyElse: connection !== this.#madeFor.connection || turn !== this.#madeFor.turn,
      // A reading that could not be sent is sent whatever section is opened first.
      sendsKept: this.withOutbox && this.accounts.value !== null && profile.capabilities.includes('readings'),
      waiting: this.localize.texts('cabinet').waiting(profile.phone),
      addressOf: (section) => this.#address.of(section),
    });
    this.#madeFor = { connection, turn };
    if (this.accounts.value) void this.#app.register();
    // Not by what has changed now: that may have been before the texts were here.
    if (this.shown && this.shown !== this.#told) {
      this.#told = this.shown;
      this.dispatchEvent(new SectionShownEvent(this.shown));
    }
    if (!this.#movesFocus && !hadFocus) return;
    this.#movesFocus = false;
    this.focus();
  }

  #followAddress(word: string, isAsked: boolean): void {
    if (this.shown === null) return;
    const found = this.#sections.find((name) => name === word);
    const section = word ? (found ?? this.#sections[0]) : this.#firstSection;
    if (section && section !== this.shown) this.#show(section, isAsked);
    this.isMissing = this.#isUnknown(word);
  }

  #show(section: SectionName, isAsked = true): void {
    this.shown = section;
    this.isMissing = false;
    this.isListOpen = false;
    this.#movesFocus = isAsked;
  }

  #go(section: SectionName): void {
    this.#show(section);
    this.requestUpdate();
    this.#address.set(section);
  }

  #leaveList(): void {
    this.isListOpen = false;
    this.renderRoot.querySelector<HTMLElement>('.toggle')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('cabinet').heading : '';
    if (!this.localize.isReady || !this.#profile) return this.renderCard(heading, () => html`${nothing}`);
    const texts = this.localize.texts('cabinet');
    if (!this.shown) return this.#renderNothing(heading);
    const parts = this.#shownParts;
    const isBeside = parts.length > 1 && parts.some(({ isLong }) => isLong);
    return html`
      <div class="cabinet" lang=${this.localize.language} dir="ltr">
        <div class="top"><slot name="menu" @slotchange=${this.#handleParts}></slot></div>
        <div class="frame">
          ${renderSections({
            texts,
            sections: this.#sections,
            shown: this.shown,
            isOpen: this.isListOpen,
            addressOf: (section) => this.#address.of(section),
            go: (section) => this.#go(section),
            toggle: () => (this.isListOpen = !this.isListOpen),
            leave: () => this.#leaveList(),
          })}
          <div class="content">
            <h2 id="heading" part="heading" tabindex="-1">${texts.section[this.shown]}</h2>
            ${this.isMissing ? renderNotice({ tone: 'info', text: texts.missing }) : nothing}
            ${this.#isAwaited ? renderSkeleton(this.localize.texts('common').loading) : nothing}
            ${this.#isWithheld ? this.renderSignIn() : nothing}
            ${parts.some(({ isAboutOne }) => isAboutOne) && !this.#isStranger ? this.renderAccount() : nothing}
            <div class="parts ${isBeside ? 'beside' : ''}">
              <slot name="part" @slotchange=${this.#handleParts}></slot>
            </div>
            ${this.shown === this.#sections[0] ? renderApp(this.#app, texts) : nothing} ${this.renderContact()}
          </div>
        </div>
        <p class="visually-hidden" role="status">${this.announcement}</p>
      </div>
    `;
  }

  /** Whether what stands above the parts hangs on who is here, and that is not known yet: the stylesheet keeps them back till then. */
  get #isAwaited(): boolean {
    const { value, state } = this.accounts;
    return (
      !value &&
      !state.error &&
      this.#offeredParts.some(({ isAboutOne, audience }) => isAboutOne || audience === 'customer')
    );
  }

  /** Whether a part of the section is there for customers alone, and this is none. */
  get #isWithheld(): boolean {
    return this.#isStranger && this.#offeredParts.some(({ audience }) => audience === 'customer');
  }

  #renderNothing(heading: string): TemplateResult {
    return html`
      <section class="card" part="card" lang=${this.localize.language} dir="ltr" aria-labelledby="heading">
        <h2 id="heading" part="heading" tabindex="-1">${heading}</h2>
        ${renderNotice({ tone: 'info', text: this.localize.texts('cabinet').nothing })} ${this.renderContact()}
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-cabinet': KabinetCabinet;
  }
}
