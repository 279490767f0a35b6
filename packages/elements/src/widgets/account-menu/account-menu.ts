import type { Account } from '@kabinet/api';
import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { property, state } from '../../core/decorators.js';
import { KabinetAccountElement } from '../../core/account-element.js';
import { accountName } from '../../core/account-name.js';
import type { SessionEnding } from '../../core/connection.js';
import { hostStyles } from '../../core/host.styles.js';
import { addStyles } from '../../core/later-styles.js';
import { Query } from '../../core/query.js';
import { namedPage } from '../../core/web-address.js';
import { icon } from '../../parts/icons.js';
import { accountMenuStyles } from './account-menu.styles.js';
import type * as Panel from './account-panel.js';

const PANEL_PX = 340;

const person = () => icon(svg`<circle cx="12" cy="8" r="4"/><path d="M4 20.5c.8-4 4-6 8-6s7.2 2 8 6"/>`);

/** What has the focus, as far in as it can be seen. */
function focused(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : null;
}

/** Whether a person is typing at this moment: then nothing may take the focus. */
function isTyping(): boolean {
  const active = focused();
  return active !== null && (active.matches('input, textarea, select') || active.isContentEditable);
}

/**
 * Who is signed in, for the header of any page: sign in and sign up; switch the account, go to the profile, sign out. It warns two
 * minutes before a session ends.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a link to sign in.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart menu - Everything that stands in the header.
 * @csspart toggle - The button with the person's name.
 * @csspart panel - What opens below it.
 * @csspart ending - The warning before a session ends.
 * @csspart notice - A state told in words.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetAccountMenu extends KabinetAccountElement {
  static override styles = [hostStyles, accountMenuStyles];

  /** Where a customer signs out on the page's own site, where that keeps the session. */
  @property({ attribute: 'sign-out-url' }) signOutUrl = '';

  @state() private isOpen = false;
  @state() private signingOut: 'no' | 'yes' | 'failed' = 'no';
  @state() private renewing: 'no' | 'yes' | 'failed' = 'no';
  @state() private said = '';

  readonly #session = new Query(this, 'getSession', () => ({}));
  #panel: typeof Panel | null = null;
  #stopPlacing: (() => void) | null = null;
  /** The warning that was closed, or is open. */
  #closedEnding: number | null = null;
  #openEnding: number | null = null;
  #focusBefore: HTMLElement | null = null;

  readonly #handleOutside = (event: Event) => {
    if (!event.composedPath().includes(this)) this.#close();
  };

  protected override readonly capability = 'accounts';

  constructor() {
    super(['accounts']);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override get isAboutOne(): boolean {
    return false;
  }

  protected override get reads() {
    return [this.#session];
  }

  protected override async loadRest(): Promise<void> {
    const [panel] = await Promise.all([
      import('./account-panel.js'),
      super.loadRest(),
      this.localize.add(['accountPanel']),
    ]);
    addStyles(this.renderRoot, panel.accountPanelStyles);
    this.#panel = panel;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#place();
    this.#showEnding();
  }

  /** The account that widgets show, when nobody chose another. */
  get #selected(): Account | null {
    return this.selectedAccount;
  }

  /** Nobody is signed in, as far as the service says. */
  get #isSignedOut(): boolean {
    return [this.#session, this.accounts].some(({ state }) => state.error?.kind === 'unauthorized');
  }

  /** Of several menus on a page, as in a header for phones and one for desks, the first that is seen warns. */
  get #ending(): SessionEnding | null {
    const ending = this.connection?.page?.ending ?? null;
    if (!ending || ending.at.getTime() === this.#closedEnding || this.#isSignedOut) return null;
    const menus = document.querySelectorAll<KabinetAccountMenu>(this.localName);
    const first = [...menus].find((each) => each.connection === this.connection && each.checkVisibility());
    return (first ?? this) === this ? ending : null;
  }

  #handleToggle(): void {
    if (this.isOpen) this.#close();
    else void this.#open();
  }

  async #open(): Promise<void> {
    await this.rest.demand();
    if (!this.#panel) return;
    this.said = '';
    this.signingOut = 'no';
    this.isOpen = true;
    document.addEventListener('pointerdown', this.#handleOutside);
  }

  #close(): void {
    this.isOpen = false;
    document.removeEventListener('pointerdown', this.#handleOutside);
    this.#stopPlacing?.();
    this.#stopPlacing = null;
  }

  #handleKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isOpen) return;
    event.stopPropagation();
    this.#close();
    this.renderRoot.querySelector<HTMLElement>('#toggle')?.focus();
  }

  /** Whoever tabs out of it has left it. */
  #handleFocusOut({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.renderRoot.contains(relatedTarget)) this.#close();
  }

  #handleChoose(account: Account): void {
    if (this.connection) this.connection.accountId = account.id;
    if (this.localize.isReady) this.said = this.localize.texts('accountPanel').chosen(accountName(account));
    this.#close();
    this.renderRoot.querySelector<HTMLElement>('#toggle')?.focus();
  }

  async #handleSignOut(everywhere: boolean): Promise<void> {
    if (this.signingOut === 'yes') return;
    this.signingOut = 'yes';
    try {
      const session = await this.connection?.pageSession();
      await session?.signOut({ everywhere });
      this.signingOut = 'no';
      this.#close();
    } catch {
      // Still signed in: on somebody else's computer that must be known.
      this.signingOut = 'failed';
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus();
    }
  }

  async #handleStay(): Promise<void> {
    if (this.renewing === 'yes') return;
    this.renewing = 'yes';
    try {
      await this.connection?.page?.renew();
      this.renewing = 'no';
      this.said = this.localize.texts('accountPanel').stayed;
      this.#closeEnding();
    } catch {
      this.renewing = 'failed';
    }
  }

  #closeEnding(): void {
    this.#closedEnding = this.#openEnding;
    this.requestUpdate();
    this.#focusBefore?.focus();
    this.#focusBefore = null;
  }

  #handleEndingKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#closeEnding();
  }

  /** Beside its button, above everything else on the page. */
  #place(): void {
    const toggle = this.renderRoot.querySelector<HTMLElement>('#toggle');
    const panel = this.renderRoot.querySelector<HTMLElement>('#panel');
    if (!this.isOpen || !toggle || !panel || !this.#panel || this.#stopPlacing) return;
    panel.showPopover?.();
    this.#stopPlacing = this.#panel.placeBeside(toggle, panel, { minWidth: PANEL_PX, maxHeight: 640 });
  }

  /** It is not modal. Who types goes on typing, and hears of it; to anybody else it comes as dialogs do. */
  #showEnding(): void {
    const ending = this.#ending;
    if (ending && !this.#panel) void this.rest.demand();
    const dialog = this.renderRoot.querySelector<HTMLElement>('.ending');
    if (!dialog?.isConnected || !ending) {
      this.#openEnding = null;
      return;
    }
    if (this.#openEnding === ending.at.getTime()) return;
    this.#openEnding = ending.at.getTime();
    this.renewing = 'no';
    dialog.showPopover?.();
    if (isTyping()) {
      const { title, text } = this.#panel?.endingText(ending, this.localize.texts('accountPanel')) ?? {};
      this.said = `${title ?? ''}. ${text ?? ''}`;
      return;
    }
    this.#focusBefore = focused();
    dialog.focus();
  }

  override render(): TemplateResult {
    if (!this.localize.isReady || !this.connection || this.awaitsProvider) return html`<slot></slot>`;
    const texts = this.localize.texts('accounts');
    return html`
      <div
        class="menu"
        part="menu"
        id="heading"
        tabindex="-1"
        role="group"
        aria-label=${texts.menu}
        lang=${this.localize.language}
        dir="ltr"
        @keydown=${this.#handleKeydown}
        @focusout=${this.#handleFocusOut}
      >
        ${this.#renderMenu()}
      </div>
      ${this.#renderEnding()}
      <p class="visually-hidden" role="status">${this.announcement}${this.said}</p>
    `;
  }

  #renderMenu(): TemplateResult {
    const texts = this.localize.texts('accounts');
    const { value, error } = this.#session.state;
    if (this.#isSignedOut) {
      if (!this.#panel) return this.#renderAwaited();
      return html`${this.#panel.renderSignInControl(this.signInView)}
      ${this.#panel.renderSignUp(this.signInView, texts.signUp)}`;
    }
    if (!value && error) {
      return this.#renderFailed(error.kind === 'offline', () => this.connection?.retryFailed());
    }
    // Both lines at once: the account, coming later, would push the name up.
    if (!value || (!this.accounts.value && !this.accounts.state.error)) return this.#renderBone();
    const { displayName } = value.customer;
    const selected = this.#selected;
    return html`
      <button
        type="button"
        id="toggle"
        part="toggle"
        aria-expanded=${this.isOpen ? 'true' : 'false'}
        aria-controls=${this.isOpen ? 'panel' : nothing}
        @click=${this.#handleToggle}
      >
        ${person()}
        <span class="who">
          <span>${displayName || texts.menu}</span>
          ${selected ? html`<span class="muted">${accountName(selected)}</span>` : nothing}
        </span>
        <svg class="icon chevron" viewBox="0 0 24 24" aria-hidden="true"><path d="m6 9 6 6 6-6" /></svg>
      </button>
      ${this.isOpen ? this.#renderPanel(value) : nothing}
    `;
  }

  #renderBone(): TemplateResult {
    return html`<span class="visually-hidden">${this.localize.texts('common').loading}</span
      ><span class="bone pill" aria-hidden="true"></span>`;
  }

  #renderFailed(isOffline: boolean, retry: () => void): TemplateResult {
    const { offline, unavailable, retry: label } = this.localize.texts('common');
    return html`<span class="muted">${(isOffline ? offline : unavailable).title}</span>
      <button type="button" @click=${retry}>${label}</button>`;
  }

  /** What comes after the first use is needed already. */
  #renderAwaited(): TemplateResult {
    if (this.rest.hasFailed) return this.#renderFailed(!navigator.onLine, () => void this.rest.demand());
    void this.rest.demand();
    return this.#renderBone();
  }

  #renderPanel(session: Panel.PanelView['session']): TemplateResult | typeof nothing {
    const { connection } = this;
    if (!this.#panel || !connection) return nothing;
    const isOurs = connection.sessionMode !== 'token';
    return html`
      <section
        class="panel"
        part="panel"
        id="panel"
        popover="manual"
        aria-label=${this.localize.texts('accounts').menu}
      >
        ${this.#panel.renderPanel({
          session,
          supplier: this.supplier.value ?? null,
          pages: this.pages,
          language: this.localize.language,
          connection,
          accounts: this.accounts.value?.items ?? null,
          selected: this.#selected,
          texts: this.localize.texts('accountPanel'),
          accountTexts: this.localize.texts('accounts'),
          format: this.localize.format,
          choose: (account) => this.#handleChoose(account),
          signOut: isOurs ? (everywhere) => void this.#handleSignOut(everywhere) : namedPage(this.signOutUrl) || null,
          isSigningOut: this.signingOut === 'yes',
          hasSignOutFailed: this.signingOut === 'failed',
        })}
      </section>
    `;
  }

  #renderEnding(): TemplateResult | typeof nothing {
    const ending = this.#ending;
    const { connection } = this;
    if (!ending || !this.#panel || !connection) return nothing;
    return html`
      <div
        class="ending"
        part="ending"
        popover="manual"
        role="alertdialog"
        tabindex="-1"
        aria-labelledby="ending"
        aria-describedby="ending-text"
        lang=${this.localize.language}
        dir="ltr"
        @keydown=${this.#handleEndingKeydown}
      >
        ${this.#panel.renderEnding({
          ending,
          texts: this.localize.texts('accountPanel'),
          isRenewing: this.renewing === 'yes',
          hasFailed: this.renewing === 'failed',
          stay: () => void this.#handleStay(),
          signInAgain: this.pages ? () => void connection.signIn().catch(() => undefined) : null,
          close: () => this.#closeEnding(),
        })}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-account-menu': KabinetAccountMenu;
  }
}
