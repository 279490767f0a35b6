import type { Account, ApiError, OperationName } from '@kabinet/api';
import { accountNumberKey, isAccountNumber } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './decorators.js';
import { SignInRequestEvent } from './account-element.events.js';
import type { Section, StateText } from '../locales/messages.js';
import { icons } from '../parts/icons.js';
import { renderNotice } from '../parts/notice.js';
import { renderSkeleton } from '../parts/skeleton.js';
import { KabinetElement } from './base-element.js';
import { Query } from './query.js';

/**
 * What every widget about an account has: which account, whose turn it is to wait, and the designed states in which the widget's
 * own content cannot be shown.
 */
export abstract class KabinetAccountElement extends KabinetElement {
  /** Account number to show, in any spacing; else the one the person chose, else their first. */
  @property() account = '';

  protected readonly supplier = new Query(this, 'getSupplier', () => ({}));
  protected readonly accounts = new Query(this, 'listAccounts', () => ({}));
  readonly #handleOnline = () => this.connection?.retryFailed();
  #hasComplained = false;

  constructor(sections: readonly Section[]) {
    super(['common', ...sections]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.#handleOnline);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.#handleOnline);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.connection || this.#hasComplained || this.#awaitsProvider) return;
    this.#hasComplained = true;
    console.warn(
      `Kabinet: <${this.localName}> is not configured. Give the script data-api, or put the tag into <kabinet-provider api="…">.`,
    );
  }

  /** Whether the provider around it is still to come: its code loads, and nobody has forgotten anything. */
  get #awaitsProvider(): boolean {
    return !this.connection && this.closest('kabinet-provider:not(:defined)') !== null;
  }

  /** What it reads of the account. */
  protected abstract get reads(): readonly Pick<Query<OperationName>, 'state'>[];

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
    return this.selectedAccount && { accountId: this.selectedAccount.id };
  }

  /** The card around every state: heading, account, content, and the phone in the same place everywhere. */
  protected renderCard(heading: string, content: () => TemplateResult): TemplateResult {
    if (!this.localize.isReady || this.#awaitsProvider) return html`<slot></slot>`;
    const blocked = this.#renderBlocked();
    return html`
      <section class="card" part="card" lang=${this.localize.language} aria-labelledby="heading">
        <h2 id="heading" part="heading">${heading}</h2>
        ${blocked ?? html`${this.#renderAccount()} ${content()}`} ${this.#renderContact()}
      </section>
    `;
  }

  /** A read that failed, as a notice with what to do; `retry` reads again. */
  protected renderError(error: ApiError, retry: () => void): TemplateResult {
    const texts = this.localize.texts('common');
    if (error.kind === 'unauthorized') return this.renderSignIn(texts.sessionEnded);
    const requestId = error.problem?.requestId;
    return renderNotice({
      tone: error.kind === 'offline' ? 'warn' : 'bad',
      ...(error.kind === 'offline' && { icon: icons.offline }),
      text: this.errorText(error),
      ...(requestId && { more: html`<p class="muted">${texts.requestId(requestId)}</p>` }),
      actions: html`<button type="button" @click=${retry}>${texts.retry}</button>`,
    });
  }

  /** What went wrong, in words. */
  protected errorText(error: ApiError): StateText {
    const texts = this.localize.texts('common');
    switch (error.kind) {
      case 'offline':
        return texts.offline;
      case 'timeout':
        return texts.timeout;
      case 'unauthorized':
        return texts.sessionEnded;
      case 'forbidden':
        return texts.forbidden;
      case 'not-found':
        return texts.notFound;
      case 'rate-limited':
        return texts.rateLimited(error.retryAfter);
      case 'bad-response':
        return texts.badResponse;
      default:
        return texts.unavailable;
    }
  }

  protected renderSignIn(text: StateText): TemplateResult {
    const label = this.localize.texts('common').signIn;
    const url = this.connection?.signInUrl;
    return renderNotice({
      tone: 'info',
      text,
      actions: url
        ? html`<a href=${url} @click=${this.#handleSignIn}>${label}</a>`
        : html`<button type="button" class="primary" @click=${this.#handleSignIn}>${label}</button>`,
    });
  }

  #handleSignIn = (event: Event): void => {
    const request = new SignInRequestEvent();
    this.dispatchEvent(request);
    if (request.defaultPrevented) event.preventDefault();
  };

  /** The state in which no widget about an account has content; null when there is an account to show. */
  #renderBlocked(): TemplateResult | null {
    const texts = this.localize.texts('common');
    if (!this.connection) {
      return html`${renderNotice({ tone: 'warn', text: texts.notConfigured })}<slot></slot>`;
    }
    const profile = this.supplier.value;
    if (this.account && profile && !isAccountNumber(this.account, profile.accountNumber)) {
      return renderNotice({ tone: 'bad', text: texts.badAccountNumber(profile.accountNumber.example) });
    }
    // What was read for somebody who is no longer signed in is not shown on.
    const isRefused = [this.accounts, ...this.reads].some(({ state }) => state.error?.kind === 'unauthorized');
    if (isRefused) return this.renderSignIn(this.accounts.value ? texts.sessionEnded : texts.signedOut);
    const failed = [this.accounts, this.supplier].find((query) => query.state.status === 'error' && !query.value);
    // One press reads again all that failed: the profile and the accounts mostly fail together.
    if (failed?.state.error) return this.renderError(failed.state.error, () => this.connection?.retryFailed());
    if (!this.accounts.value || !profile) return renderSkeleton(texts.loading);
    if (this.selectedAccount) return null;
    return renderNotice({
      tone: 'info',
      text: this.accounts.value.items.length > 0 ? texts.otherAccount(this.account) : texts.notLinked,
    });
  }

  #renderAccount(): TemplateResult | typeof nothing {
    const selected = this.selectedAccount;
    const items = this.accounts.value?.items ?? [];
    if (!selected) return nothing;
    const texts = this.localize.texts('common');
    if (this.account || items.length === 1) {
      return html`
        <p class="muted" part="account">
          ${texts.account} <strong>${selected.accountNumber}</strong><br />${selected.premise.address}
        </p>
      `;
    }
    const handleChange = (event: Event) => {
      if (this.connection) this.connection.accountId = (event.currentTarget as HTMLSelectElement).value;
    };
    return html`
      <div class="stack">
        <label for="account">${texts.chooseAccount}</label>
        <select id="account" @change=${handleChange}>
          ${items.map(
            (each) => html`
              <option value=${each.id} ?selected=${each.id === selected.id}>
                ${each.accountNumber} · ${each.premise.address}
              </option>
            `,
          )}
        </select>
      </div>
    `;
  }

  #renderContact(): TemplateResult | typeof nothing {
    const profile = this.supplier.value;
    if (!profile) return this.connection ? html`<slot></slot>` : nothing;
    const texts = this.localize.texts('common');
    const hours = profile.phoneHours?.[this.localize.language];
    const link = (phone: string) => html`<a href="tel:${phone.replace(/[^\d+*#]/g, '')}">${phone}</a>`;
    return html`
      <p class="contact muted" part="contact">
        ${texts.phone}:
        ${link(profile.phone)}${hours ? html`, ${hours}` : nothing}${
          profile.emergencyPhone ? html`<br />${texts.emergencyPhone}: ${link(profile.emergencyPhone)}` : nothing
        }
      </p>
    `;
  }
}
