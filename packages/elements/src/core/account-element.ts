import { type Account, ApiError, type ApiErrorKind, type Capability, type Grant, type HostedPages } from '@kabinet/api';
import { accountNumberKey, isAccountNumber } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './decorators.js';
import type { Section, StateMessages, StateText } from '../locales/messages.js';
import { icons } from '../parts/icons.js';
import { renderNotice } from '../parts/notice.js';
import { renderPhone } from '../parts/phone-link.js';
import { renderSkeleton } from '../parts/skeleton.js';
import { accountLabel } from './account-name.js';
import type * as States from './account-states.js';
import { KabinetElement } from './base-element.js';
import { Later } from './later.js';
import { Query } from './query.js';
import type { QueryState } from './query-cache.js';

/**
 * What every widget about a supplier or an account has: which account, whose turn it is to wait, and the designed states in which the
 * widget's own content cannot be shown.
 */
export abstract class KabinetAccountElement extends KabinetElement {
  /** Account number to show, in any spacing; else the one the person chose, else their first. */
  @property() account = '';

  protected readonly supplier = new Query(this, 'getSupplier', () => ({}));
  protected readonly accounts = new Query(this, 'listAccounts', () => (this.isAboutAccount ? {} : null));
  /** What it needs only after it can be used. */
  protected readonly rest = new Later(this, () => this.loadRest());
  readonly #handleVisible = () => {
    if (document.visibilityState === 'visible') this.connection?.wake();
  };
  readonly #handleOnline = () => this.connection?.retryFailed();
  #states: typeof States | null = null;
  #hasComplained = false;
  #hadFocus = false;
  #heading = '';
  /** The person pressed "try again" and waits. */
  #hasAskedAgain = false;

  constructor(sections: readonly Section[]) {
    super(['common', ...sections]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.#handleOnline);
    document.addEventListener('visibilitychange', this.#handleVisible);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.#handleOnline);
    document.removeEventListener('visibilitychange', this.#handleVisible);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.#keepFocus();
    const isReading = [this.supplier, this.accounts, ...this.reads].some(({ state }) => state.status === 'loading');
    if (!isReading) this.#hasAskedAgain = false;
    if (this.localize.isReady && !isReading) {
      this.rest.plan();
      if (this.readsCustomer) this.connection?.planPageSession();
    }
    if (this.connection || this.#hasComplained || this.awaitsProvider || this.worksAlone) return;
    this.#hasComplained = true;
    console.warn(
      `Kabinet: <${this.localName}> is not configured. Give the script data-api, or put the tag into <kabinet-provider api="…">.`,
    );
  }

  /** What had the focus is gone: whoever was in this card stays in it, at what replaced it. */
  #keepFocus(): void {
    const root = this.renderRoot;
    (root.querySelector<HTMLElement>('[data-focus]') ?? root.querySelector<HTMLElement>('#heading'))?.focus();
  }

  /** Whether the provider around it is still to come: its code loads, and nobody has forgotten anything. */
  protected get awaitsProvider(): boolean {
    return !this.connection && this.closest('kabinet-provider:not(:defined)') !== null;
  }

  /** Loads the rest; rejects when a part does not come. */
  protected async loadRest(): Promise<void> {
    const [states] = await Promise.all([import('./account-states.js'), this.localize.add(['states'])]);
    this.#states = states;
  }

  /** What the supplier must offer for it; where it does not, the widget hides itself. */
  protected abstract readonly capability: Capability;

  /** Whether it speaks of a customer's account. One that does not needs nobody signed in. */
  protected get isAboutAccount(): boolean {
    return true;
  }

  /** Whether it reads, or holds, anything of a customer: then it must know when they sign out, or somebody else signs in. */
  protected get readsCustomer(): boolean {
    return this.isAboutAccount;
  }

  /** Whether it shows one account. One that lists them all lets nobody choose one, and shows that there is none in its own way. */
  protected get isAboutOne(): boolean {
    return this.isAboutAccount;
  }

  /** Whether it has something to do without any service. */
  protected get worksAlone(): boolean {
    return false;
  }

  /** What right to the account it needs: without it, it says so and asks for nothing. */
  protected get grant(): Grant {
    return 'view';
  }

  /** Whether what was typed outlives the page. */
  protected get keepsTyped(): boolean {
    return false;
  }

  /** What it reads of the account. */
  protected abstract get reads(): readonly { readonly state: QueryState<unknown>; reload?(): void }[];

  /** The account on show; null while it is not known. */
  protected get selectedAccount(): Account | null {
    const items = this.accounts.value?.items ?? [];
    if (this.account) {
      const key = accountNumberKey(this.account);
      return items.find((each) => accountNumberKey(each.accountNumber) === key) ?? null;
    }
    return items.find((each) => each.id === this.connection?.accountId) ?? items[0] ?? null;
  }

  protected get accountArgs(): { accountId: string } | null {
    return this.may(this.grant) ? this.selectedAccount && { accountId: this.selectedAccount.id } : null;
  }

  get #mayShow(): boolean {
    return !this.isAboutOne || this.may(this.grant);
  }

  /** Whether the customer has this right to the account on show. */
  protected may(grant: Grant): boolean {
    return this.selectedAccount?.grants.includes(grant) ?? false;
  }

  /** The card around every state: heading, account, content, and the phone in the same place everywhere; null for content that cannot be drawn. */
  protected renderCard(heading: string, content: (() => TemplateResult) | null): TemplateResult | typeof nothing {
    this.#heading = heading;
    if (!this.localize.isReady || this.awaitsProvider) return html`<slot></slot>`;
    if (this.supplier.value && !this.supplier.value.capabilities.includes(this.capability)) return nothing;
    const blocked = content ? this.#renderBlocked() : this.#renderNonsense();
    return html`
      <section class="card" part="card" lang=${this.localize.language} dir="ltr" aria-labelledby="heading">
        <h2 id="heading" part="heading" tabindex="-1">${heading}</h2>
        ${blocked ?? html`${this.isAboutOne ? this.renderAccount() : nothing} ${this.#mayShow ? content?.() : this.renderNotShared()}`}
        ${this.renderContact()}
        <p class="visually-hidden" role="status">${content && this.announcement}</p>
      </section>
    `;
  }

  protected override renderFault(): TemplateResult | typeof nothing {
    return this.renderCard(this.#heading, null);
  }

  /** An answer that nothing can be made of, told as one; and what the page has put into the tag. */
  #renderNonsense(): TemplateResult {
    const retry = () => this.reads.forEach((read) => read.reload?.());
    return html`${this.renderError(new ApiError('bad-response'), retry)}<slot></slot>`;
  }

  /** What is going on, for those who do not see it: said only when they asked for it. */
  protected get announcement(): string {
    return this.#hasAskedAgain ? this.localize.texts('common').loading : '';
  }

  /** A state for which the rest is needed: a skeleton while it comes, and a plain word of what is wrong if it does not. */
  protected withRest(render: (states: StateMessages) => TemplateResult): TemplateResult {
    if (this.rest.isHere) return render(this.localize.texts('states'));
    if (!this.rest.hasFailed) {
      void this.rest.demand();
      return renderSkeleton(this.localize.texts('common').loading);
    }
    return this.renderRestMissing();
  }

  /** That a part of the widget does not come: said in words that are always here. */
  protected renderRestMissing(retry: () => void = () => void this.rest.demand()): TemplateResult {
    const kind = navigator.onLine ? 'unavailable' : 'offline';
    return this.#renderFailure(kind, this.localize.texts('common')[kind], retry);
  }

  /** A read that failed, as a notice with what to do; `retry` reads again. */
  protected renderError(error: ApiError, retry: () => void): TemplateResult {
    if (error.kind === 'unauthorized') return this.renderSignIn();
    const render = () => this.#renderFailure(error.kind, this.errorText(error), retry, error.problem?.requestId);
    // These two are told at once: most likely the network that failed would not bring the rest either.
    return error.kind === 'offline' || error.kind === 'unavailable' ? render() : this.withRest(render);
  }

  #renderFailure(kind: ApiErrorKind, text: StateText, retry: () => void, requestId?: string): TemplateResult {
    const texts = this.localize.texts('common');
    const handleRetry = () => {
      this.#hasAskedAgain = true;
      retry();
    };
    return renderNotice({
      tone: kind === 'offline' ? 'warn' : 'bad',
      ...(kind === 'offline' && { icon: icons.offline }),
      text,
      ...(requestId && { more: html`<p class="muted">${texts.requestId(requestId)}</p>` }),
      actions: html`<button type="button" @click=${handleRetry}>${texts.retry}</button>`,
    });
  }

  /** What went wrong, in words; with the rest still away, in more general ones. */
  protected errorText(error: ApiError): StateText {
    const { offline, unavailable } = this.localize.texts('common');
    if (error.kind === 'offline') return offline;
    if (!this.rest.isHere) return unavailable;
    const states = this.localize.texts('states');
    switch (error.kind) {
      case 'timeout':
        return states.timeout;
      case 'unauthorized':
        return states.sessionEnded(this.keepsTyped);
      case 'forbidden':
        return states.forbidden;
      case 'not-found':
        return states.notFound;
      case 'rate-limited':
        return states.rateLimited(error.retryAfter);
      case 'rejected':
        return states.refused;
      case 'bad-response':
        return states.badResponse;
      default:
        return unavailable;
    }
  }

  /** Asks to sign in: again, when the person was signed in before. */
  protected renderSignIn(): TemplateResult {
    return this.#withStates(({ renderSignInState }, states) => {
      const error = this.connection?.page?.signInError;
      return renderSignInState({
        ...this.signInView,
        text: this.accounts.value ? states.sessionEnded(this.keepsTyped) : null,
        states,
        error: error ? this.errorText(error) : null,
        otherwise: this.renderWithoutSignIn(),
      });
    });
  }

  /** The service's own pages; null where the page's own sign-on vouches for people: to this page they would be strangers. */
  protected get pages(): HostedPages | null {
    return this.connection?.sessionMode === 'token' ? null : (this.supplier.value?.pages ?? null);
  }

  /** What the way to sign in depends on. */
  protected get signInView(): States.SignInControlView {
    return {
      element: this,
      connection: this.connection,
      pages: this.pages,
      language: this.localize.language,
      common: this.localize.texts('common'),
    };
  }

  #withStates(render: (render: typeof States, states: StateMessages) => TemplateResult): TemplateResult {
    return this.withRest((states) =>
      this.#states ? render(this.#states, states) : renderSkeleton(this.localize.texts('common').loading),
    );
  }

  /** What can be done without signing in, beside the way in. */
  protected renderWithoutSignIn(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** The state in which no widget about an account has content; null when there is an account to show. */
  #renderBlocked(): TemplateResult | null {
    if (!this.connection && this.worksAlone) return null;
    if (!this.connection) {
      return html`${this.withRest((states) => renderNotice({ tone: 'warn', text: states.notConfigured }))}<slot
        ></slot>`;
    }
    const profile = this.supplier.value;
    if (this.account && profile && !isAccountNumber(this.account, profile.accountNumber)) {
      const { example } = profile.accountNumber;
      return this.withRest((states) => renderNotice({ tone: 'bad', text: states.badAccountNumber(example) }));
    }
    // What was read for somebody who is no longer signed in is not shown on.
    const isRefused = [this.accounts, ...this.reads].some(({ state }) => state.error?.kind === 'unauthorized');
    if (isRefused) return this.renderSignIn();
    const failed = [this.accounts, this.supplier].find((query) => query.state.status === 'error' && !query.value);
    // One press reads again all that failed: the profile and the accounts mostly fail together.
    if (failed?.state.error) return this.renderError(failed.state.error, () => this.connection?.retryFailed());
    if (profile && !this.isAboutAccount) return null;
    if (!this.accounts.value || !profile) return renderSkeleton(this.localize.texts('common').loading);
    if (this.selectedAccount || !this.isAboutOne) return null;
    const { items } = this.accounts.value;
    return this.#withStates(({ renderNoAccountState }, states) =>
      renderNoAccountState({ wanted: this.account, hasOthers: items.length > 0, states, ...this.signInView }),
    );
  }

  /** The customer may not see or do this: said plainly, and nothing is asked of the service. */
  protected renderNotShared(): TemplateResult {
    const untilOn = this.selectedAccount?.untilOn ?? null;
    return this.#withStates(({ renderNotSharedState }, states) =>
      renderNotSharedState(untilOn && this.localize.format.date(untilOn), states),
    );
  }

  /** Which account it is about, or the choice of one. */
  protected renderAccount(): TemplateResult | typeof nothing {
    const selected = this.selectedAccount;
    const items = this.accounts.value?.items ?? [];
    if (!selected) return nothing;
    const texts = this.localize.texts('common');
    if (this.account || items.length === 1) {
      return html`
        <p class="muted which" part="account">
          ${texts.account} <strong>${selected.accountNumber}</strong
          ><br />${[selected.nickname, selected.premise.address].filter(Boolean).join(' · ')}
        </p>
      `;
    }
    const handleChange = (event: Event) => {
      if (this.connection) this.connection.accountId = (event.currentTarget as HTMLSelectElement).value;
    };
    return html`
      <div class="stack which">
        <label for="account">${texts.chooseAccount}</label>
        <select id="account" @change=${handleChange}>
          ${items.map(
            (each) => html`
              <option value=${each.id} .selected=${each.id === selected.id}>${accountLabel(each)}</option>
            `,
          )}
        </select>
      </div>
    `;
  }

  /** Whom to call. */
  protected renderContact(): TemplateResult | typeof nothing {
    const profile = this.supplier.value;
    if (!profile) return this.connection ? html`<slot></slot>` : nothing;
    const texts = this.localize.texts('common');
    const hours = profile.phoneHours?.[this.localize.language];
    return html`
      <p class="contact muted" part="contact">
        ${texts.phone}:
        ${renderPhone(profile.phone)}${hours ? html`, ${hours}` : nothing}${
          profile.emergencyPhone ? html`<br />${texts.emergencyPhone}: ${renderPhone(profile.emergencyPhone)}` : nothing
        }
      </p>
    `;
  }
}
