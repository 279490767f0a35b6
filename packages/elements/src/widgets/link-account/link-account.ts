import type { Account } from '@kabinet/api';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from '../../core/decorators.js';
import { KabinetAccountElement } from '../../core/account-element.js';
import { accountName } from '../../core/account-name.js';
import { renderHostedLink } from '../../core/hosted-link.js';
import { hostStyles } from '../../core/host.styles.js';
import { renderAccountLine } from '../../parts/account-line.js';
import { renderNotice } from '../../parts/notice.js';
import { AccountChanges, type Unlinked } from './account-changes.js';
import { linkAccountStyles } from './link-account.styles.js';

const LONGEST_NAME = 60;

/** The name that somebody is typing for an account. */
interface Renaming {
  readonly accountId: string;
  readonly name: string;
  readonly isTooLong: boolean;
}

/**
 * The accounts on the customer's list: their names, which one is shown first, taking one off and putting it back, and the way to add
 * another on the service's own pages.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {AccountsChangedEvent} kabinet-accounts-changed - The list changed.
 * @event {KabinetErrorEvent} kabinet-error - A change was not made, or there is no answer yet; the card shows it too.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - One account.
 * @csspart add - The link to add one.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetLinkAccount extends KabinetAccountElement {
  static override styles = [hostStyles, linkAccountStyles];

  @state() private renaming: Renaming | null = null;

  readonly #changes = new AccountChanges(this, (isDone) => this.#handleSettled(isDone));
  /** Where the focus goes with the next drawing. */
  #focusNext: string | null = null;

  protected override readonly capability = 'accounts';

  constructor() {
    super(['accounts', 'linkAccount']);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const target = this.#focusNext && this.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    if (!target) return;
    this.#focusNext = null;
    target.focus();
  }

  protected override get isAboutOne(): boolean {
    return false;
  }

  protected override get reads() {
    return [];
  }

  protected override get announcement(): string {
    const texts = this.localize.texts('linkAccount');
    if (this.#changes.isSending) return texts.saving;
    const { last } = this.#changes;
    if (!last) return super.announcement;
    const name = accountName(last.account);
    return { named: texts.saved, 'made-default': texts.saved, unlinked: texts.unlinked, restored: texts.restored }[
      last.change
    ](name);
  }

  #handleSettled(isDone: boolean): void {
    const { last } = this.#changes;
    if (!isDone) this.#focusNext = '[data-focus]';
    else if (last?.change === 'unlinked') this.#focusNext = `[data-undo="${CSS.escape(last.account.id)}"]`;
    else if (last) {
      this.renaming = null;
      this.#focusNext = `[data-account="${CSS.escape(last.account.id)}"]`;
    }
    this.requestUpdate();
  }

  #beginRenaming(account: Account): void {
    this.renaming = { accountId: account.id, name: account.nickname, isTooLong: false };
    this.#focusNext = '#name';
  }

  #endRenaming(account: Account): void {
    this.renaming = null;
    this.#focusNext = `[data-account="${CSS.escape(account.id)}"]`;
  }

  #handleName(event: Event, account: Account): void {
    event.preventDefault();
    if (!this.renaming) return;
    const name = this.renaming.name.trim();
    if (name.length > LONGEST_NAME) {
      this.renaming = { ...this.renaming, isTooLong: true };
      this.#focusNext = '#name';
    } else this.#changes.name(account, name);
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('linkAccount').heading : '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const texts = this.localize.texts('linkAccount');
    const accounts = this.accounts.value?.items ?? [];
    const { unlinked } = this.#changes;
    const { pages } = this;
    const isEmpty = accounts.length === 0 && unlinked.length === 0;
    return html`
      ${isEmpty ? renderNotice({ tone: 'info', text: pages ? texts.empty : texts.emptyByPhone }) : nothing}
      <ul class="accounts" ?hidden=${isEmpty}>
        ${accounts.map((account) => this.#renderAccount(account, accounts.length > 1))}
        ${unlinked.map((each) => this.#renderUnlinked(each))}
      </ul>
      ${pages ? this.#renderAdd(pages.link, pages.accounts, accounts.length > 0) : nothing}
    `;
  }

  #renderAccount(account: Account, isOneOfSeveral: boolean): TemplateResult {
    const texts = this.localize.texts('linkAccount');
    const changes = this.#changes;
    const name = accountName(account);
    const busy = changes.isSending ? 'true' : nothing;
    const isRenaming = this.renaming?.accountId === account.id;
    return html`
      <li part="account">
        ${renderAccountLine(account, this.localize.texts('accounts'), this.localize.format)}
        ${changes.current?.account.id === account.id ? this.#renderTrouble() : nothing}
        ${
          isRenaming
            ? this.#renderName(account)
            : html`
                <div class="row">
                  <button
                    type="button"
                    class="plain"
                    data-account=${account.id}
                    aria-label="${texts.rename}: ${name}"
                    @click=${() => this.#beginRenaming(account)}
                  >
                    ${texts.rename}
                  </button>
                  ${
                    isOneOfSeveral && !account.isDefault
                      ? html`<button
                          type="button"
                          class="plain"
                          aria-disabled=${busy}
                          aria-label="${texts.makeDefault}: ${name}"
                          @click=${() => changes.makeDefault(account)}
                        >
                          ${texts.makeDefault}
                        </button>`
                      : nothing
                  }
                  <button
                    type="button"
                    class="plain"
                    aria-disabled=${busy}
                    aria-label="${texts.unlink}: ${name}"
                    @click=${() => changes.unlink(account)}
                  >
                    ${texts.unlink}
                  </button>
                </div>
              `
        }
      </li>
    `;
  }

  #renderName(account: Account): TemplateResult {
    const texts = this.localize.texts('linkAccount');
    const isTooLong = this.renaming?.isTooLong ?? false;
    const isBusy = this.#changes.isSending;
    const handleInput = (event: Event) => {
      const name = (event.currentTarget as HTMLInputElement).value;
      this.renaming = { accountId: account.id, name, isTooLong: false };
    };
    return html`
      <form class="rename" novalidate @submit=${(event: Event) => this.#handleName(event, account)}>
        <label for="name">${texts.name}</label>
        <p class="muted" id="name-hint">${texts.nameHint}</p>
        ${isTooLong ? html`<p class="error" id="name-error">${texts.tooLong}</p>` : nothing}
        <input
          id="name"
          type="text"
          autocomplete="off"
          .value=${this.renaming?.name ?? ''}
          ?readonly=${isBusy}
          aria-describedby="name-hint${isTooLong ? ' name-error' : ''}"
          aria-invalid=${isTooLong ? 'true' : nothing}
          @input=${handleInput}
        />
        <div class="row">
          <button type="submit" class="primary" aria-disabled=${isBusy ? 'true' : nothing}>
            ${isBusy ? texts.saving : texts.save}
          </button>
          <button type="button" @click=${() => this.#endRenaming(account)}>${texts.cancel}</button>
        </div>
      </form>
    `;
  }

  /** Why the last change is not made; what was typed stays. */
  #renderTrouble(): TemplateResult | typeof nothing {
    const { error, isUnsure, current } = this.#changes;
    if (!error || !current) return nothing;
    const texts = this.localize.texts('linkAccount');
    if (error.kind === 'unauthorized') return this.renderSignIn();
    const isGone = error.kind === 'not-found';
    const text = isGone
      ? current.change === 'restored'
        ? texts.restoreTooLate
        : texts.gone
      : isUnsure
        ? texts.unsure
        : this.errorText(error);
    const retry = () => this.#changes.retry();
    return renderNotice({
      tone: isUnsure ? 'warn' : 'bad',
      text,
      takesFocus: true,
      actions: isUnsure
        ? html`<button type="button" @click=${retry}>${this.localize.texts('common').retry}</button>`
        : nothing,
    });
  }

  #renderUnlinked({ account, restorableUntil }: Unlinked): TemplateResult {
    const texts = this.localize.texts('linkAccount');
    const until = this.localize.format.day(restorableUntil, this.supplier.value?.timeZone ?? 'UTC');
    const name = accountName(account);
    return html`
      <li part="account">
        <p>${texts.unlinked(name)}<br /><span class="muted">${texts.restorable(until)}</span></p>
        ${this.#changes.current?.account.id === account.id ? this.#renderTrouble() : nothing}
        <div class="row">
          <button
            type="button"
            data-undo=${account.id}
            aria-disabled=${this.#changes.isSending ? 'true' : nothing}
            aria-label="${texts.restore}: ${name}"
            @click=${() => this.#changes.restore(account)}
          >
            ${texts.restore}
          </button>
        </div>
      </li>
    `;
  }

  /** The way to add an account, with what to have at hand (E8). */
  #renderAdd(link: string, manage: string, hasAccounts: boolean): TemplateResult {
    const texts = this.localize.texts('linkAccount');
    const proofs = (this.supplier.value?.linkProofs ?? []).map((each) => texts.proof[each]);
    const { connection } = this;
    const { language } = this.localize;
    const { add } = this.localize.texts('accounts');
    return html`
      <div class="stack add" part="add">
        ${renderHostedLink({ url: link, label: add, language, connection, style: 'primary' })}
        <div class="at-hand muted">
          <p>${texts.atHand}:</p>
          <ul>
            <li>${texts.accountNumber};</li>
            ${proofs.length > 0 ? html`<li>${texts.anyOf(proofs)}.</li>` : nothing}
          </ul>
          <p>${texts.whoever}</p>
        </div>
        ${hasAccounts ? html`<p>${renderHostedLink({ url: manage, label: texts.manage, language, connection })}</p>` : nothing}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-link-account': KabinetLinkAccount;
  }
}
