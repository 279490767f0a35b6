import type { Appeal, AppealStatus } from '@kabinet/api';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { property, state } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { inLanguage } from '../../core/in-language.js';
import { addStyles } from '../../core/later-styles.js';
import { PagedQuery } from '../../core/paged-query.js';
import { namedPage } from '../../core/web-address.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { appealListStyles } from './appeal-list.styles.js';
import type { Talk } from './talk.js';

const STATUS_ICONS: Readonly<Record<AppealStatus, () => TemplateResult>> = {
  received: icons.clock,
  in_progress: icons.clock,
  waiting: icons.warning,
  answered: icons.check,
  closed: icons.check,
  withdrawn: icons.close,
};

/**
 * What the customer has written to the supplier, and what became of it: number, status with its day, by when there will be an answer, what
 * is new. One that is opened shows its conversation, to be written on in, reopened, rated, taken back, and printed.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {AppealChangedEvent} kabinet-appeal-changed - Written on in, reopened, taken back or rated.
 * @event {KabinetErrorEvent} kabinet-error - A change was not made, or there is no answer yet; the card shows it too.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart appeal - One appeal of the list.
 * @csspart message - One message of a conversation.
 * @csspart file - One file of a message.
 * @csspart field - One field with label, hint and error.
 * @csspart input - The input itself.
 * @csspart choice - A question with its answers.
 * @csspart files - Where files are chosen.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetAppealList extends KabinetAccountElement {
  static override styles = [hostStyles, appealListStyles];

  /** Id of the appeal to open; the list without it. */
  @property() appeal = '';

  /** Address of the page with `<kabinet-appeal-form>`: a link to it stands by the list. */
  @property({ attribute: 'form-url' }) formUrl = '';

  /** Keeps nothing of what is written on the device. */
  @property({ type: Boolean, attribute: 'without-draft' }) withoutDraft = false;

  /** The id of the one that is open. */
  @state() private opened: string | null = null;

  readonly #appeals = new PagedQuery(this, 'listAppeals', () => ({}), { firstPage: 10, laterPage: 50 });
  #talk: Talk | null = null;
  #focusNext: string | null = null;

  protected override readonly capability = 'appeals';

  constructor() {
    super(['appealList']);
  }

  /** Puts the focus onto the appeal that is open, else onto the first one. */
  override focus(): void {
    this.#focus('[data-talk], [data-open]');
  }

  /** An appeal is its author's, whatever account it is about. */
  protected override get isAboutOne(): boolean {
    return false;
  }

  protected override get reads() {
    return [this.#appeals];
  }

  protected override get keepsTyped(): boolean {
    return !this.withoutDraft;
  }

  protected override async loadRest(): Promise<void> {
    const [{ Talk, talkStyles }] = await Promise.all([
      import('./talk.js'),
      super.loadRest(),
      this.localize.add(['appealTalk', 'files']),
    ]);
    addStyles(this.renderRoot, talkStyles);
    this.#talk ??= new Talk(this, {
      draft: () => (this.withoutDraft ? null : 'reply'),
      supplier: () => this.supplier.value ?? null,
      onFocus: (selector) => this.#focus(selector),
      // What is open is another person's: whoever comes sees their own list.
      onLeft: () => this.#close(),
    });
    this.#talk.open(this.opened);
  }

  protected override get announcement(): string {
    return (this.opened && this.#talk?.announcement) || super.announcement;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('appeal')) this.#open(this.appeal || null);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#focusNext === null) return;
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    // What is not in the list, now that it is here, will not come: nor may it take the focus at some later time.
    const isListed = this.opened === null && this.#appeals.state.status === 'ready';
    const target = find(this.#focusNext) ?? (isListed ? find('#heading') : null);
    if (!target) return;
    this.#focusNext = null;
    target.focus();
  }

  #focus(selector: string): void {
    this.#focusNext = selector;
    this.requestUpdate();
  }

  #open(id: string | null): void {
    this.opened = id;
    if (id !== null) void this.rest.demand();
    this.#talk?.open(id);
  }

  #handleOpen(id: string): void {
    this.#open(id);
    this.#focus('[data-talk]');
  }

  #close(): void {
    // The page may lead to the same one once more.
    this.appeal = '';
    this.#open(null);
  }

  #handleBack(): void {
    const id = this.opened;
    this.#close();
    this.#focus(`[data-open="${CSS.escape(id ?? '')}"]`);
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('appealList').heading : '';
    return this.renderCard(heading, () => (this.opened === null ? this.#renderList() : this.#renderTalk()));
  }

  #renderTalk(): TemplateResult {
    return this.withRest(
      () =>
        this.#talk?.render({
          accounts: this.accounts.value?.items ?? [],
          supplier: this.supplier.value ?? null,
          formUrl: namedPage(this.formUrl),
          onBack: () => this.#handleBack(),
          renderError: (error, retry) => this.renderError(error, retry),
          renderSignIn: () => this.renderSignIn(),
          errorText: (error) => this.errorText(error),
        }) ?? renderSkeleton(this.localize.texts('common').loading),
    );
  }

  #renderList(): TemplateResult {
    const { items, error, isLoading, hasMore, state } = this.#appeals;
    const texts = this.localize.texts('appealList');
    const common = this.localize.texts('common');
    const more = () => void this.#appeals.more();
    if (!state.value) return error ? this.renderError(error, more) : renderSkeleton(common.loading);
    const formUrl = namedPage(this.formUrl);
    const write = formUrl ? html`<a class="primary" href=${formUrl}>${texts.write}</a>` : nothing;
    const mayTurn = hasMore && !error;
    if (items.length === 0) return renderNotice({ tone: 'info', text: texts.empty, actions: write });
    return html`
      <ul class="appeals">
        ${items.map((appeal) => this.#renderAppeal(appeal))}
      </ul>
      ${error ? this.renderError(error, more) : nothing}
      ${
        mayTurn || formUrl
          ? html`<div class="row actions">
              ${
                mayTurn
                  ? html`<button
                      type="button"
                      aria-disabled=${isLoading ? 'true' : nothing}
                      @click=${() => !isLoading && more()}
                    >
                      ${isLoading ? common.loading : texts.more}
                    </button>`
                  : nothing
              }
              ${write}
            </div>`
          : nothing
      }
    `;
  }

  #renderAppeal(appeal: Appeal): TemplateResult {
    const texts = this.localize.texts('appealList');
    const { format, language } = this.localize;
    const { id, number, kindName, summary, status, sentAt, changedAt, dueOn, isOverdue, unread } = appeal;
    const day = (instant: string) => format.day(instant, this.supplier.value?.timeZone ?? 'UTC');
    const [sent, changed] = [day(sentAt), day(changedAt)];
    return html`
      <li part="appeal" class=${unread > 0 ? 'unread' : ''}>
        <h3>
          <button type="button" class="plain" data-open=${id} @click=${() => this.#handleOpen(id)}>
            ${inLanguage(kindName, language)}
          </button>
        </h3>
        ${unread > 0 ? html`<strong class="new">${texts.unread(unread)}</strong>` : nothing}
        <p class="muted">
          ${[texts.number(number), texts.sent(sent), changed !== sent && texts.changed(changed)].filter(Boolean).join(', ')}
        </p>
        ${summary ? html`<p class="summary">${summary}</p>` : nothing}
        <p class="state">${STATUS_ICONS[status]()}<span>${texts.status[status]}</span></p>
        ${
          dueOn === null
            ? nothing
            : isOverdue
              ? html`<p class="state late">${icons.error()}<span>${texts.overdue(format.date(dueOn))}</span></p>`
              : html`<p>${texts.due(format.date(dueOn))}</p>`
        }
      </li>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-appeal-list': KabinetAppealList;
  }
}
