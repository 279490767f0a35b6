import type { AppealKind, Supplier } from '@kabinet/api';
import { accountNumberKey } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { property } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { inLanguage } from '../../core/in-language.js';
import { Later } from '../../core/later.js';
import { Query } from '../../core/query.js';
import { renderNotice } from '../../parts/notice.js';
import { renderPhone } from '../../parts/phone-link.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { appealFormStyles } from './appeal-form.styles.js';
import type { AppealWriting } from './appeal-writing.js';
import { groupsOf } from './topics.js';

/**
 * Sends a question, a complaint, a suggestion or an application to the supplier: a topic in the customer's words, answers that are known
 * already, what the topic asks, files; then all of it is shown back, and sent. What is written outlives a reload, signing in and a dead
 * battery. Where the topic allows it, nobody need sign in: a code to the contact stands for it.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {AppealSentEvent} kabinet-appeal-sent - The service has it, or keeps it until the code is typed.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in.
 * @event {KabinetErrorEvent} kabinet-error - It could not be sent, or there is no answer yet; the form shows it too.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart emergency - Whom to call instead of writing.
 * @csspart kind - A topic to choose.
 * @csspart field - One field's label, hint, error and input.
 * @csspart input - The input itself.
 * @csspart choice - A question with its answers.
 * @csspart files - Files to go along.
 * @csspart submit - The main button.
 * @csspart receipt - What was sent.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetAppealForm extends KabinetAccountElement {
  static override styles = [hostStyles, appealFormStyles];

  /** Id of the topic to write about, as the supplier's profile has it; without it people choose. */
  @property() kind = '';
  /** The page with the customer's appeals; without it the list on the same page, and without one no link to it. */
  @property({ attribute: 'list-url' }) listUrl = '';
  /** Keeps nothing of what is written on the device. */
  @property({ type: Boolean, attribute: 'without-draft' }) withoutDraft = false;

  protected override readonly capability = 'appeals';

  readonly #kinds = new Query(this, 'listAppealKinds', () => ({}));
  /** Whose accounts they are tells who writes; nobody need be signed in. */
  readonly #own = new Query(this, 'listAccounts', () => ({}));
  readonly #later = new Later(this, () => this.#loadWriting());
  #writing: AppealWriting | null = null;
  /** Chosen before there was anything to go on with. */
  #chosen: string | null = null;
  /** The topic that the attribute has chosen already: who goes back from it stays there. */
  #preset = '';
  #isChosenByHand = false;

  constructor() {
    super(['appealForm']);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.kind === this.#preset || !this.#kinds.value?.items.some(({ id }) => id === this.kind)) return;
    this.#preset = this.kind;
    this.#choose(this.kind, false);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.localize.isReady && this.#kinds.value && this.supplier.value) this.#later.plan();
  }

  /** Puts the focus into the first field, or onto the first topic. */
  override focus(options?: FocusOptions): void {
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    const target = find('form :is(input:not([type=file]), select, textarea)') ?? find('[part=kind]') ?? find('button');
    target?.focus(options);
  }

  protected override get isAboutAccount(): boolean {
    return false;
  }

  /** Who writes, and about which account. */
  protected override get readsCustomer(): boolean {
    return true;
  }

  protected override get keepsTyped(): boolean {
    return !this.withoutDraft;
  }

  protected override get reads() {
    return [this.#kinds];
  }

  protected override get announcement(): string {
    return this.#writing?.announcement || super.announcement;
  }

  async #loadWriting(): Promise<void> {
    const [{ AppealWriting }] = await Promise.all([
      import('./appeal-writing.js'),
      this.localize.add(['states', 'appealWriting', 'files']),
    ]);
    this.#writing = new AppealWriting(this, {
      supplier: () => this.supplier.value ?? null,
      kinds: () => this.#kinds.value?.items ?? [],
      reloadKinds: () => this.#kinds.reload(),
      own: this.#own,
      draft: () => (this.withoutDraft ? null : this.kind === '' ? 'appeal' : `appeal-${this.kind}`),
      preset: () => this.kind,
      preferredAccountId: () => this.#namedAccountId ?? this.connection?.accountId ?? null,
      listUrl: () => this.listUrl,
      signInView: () => this.signInView,
      errorText: (error) => this.errorText(error),
      renderError: (error, retry) => this.renderError(error, retry),
    });
    if (this.#chosen !== null) this.#writing.choose(this.#chosen, this.#isChosenByHand);
  }

  /** The account that the page names, where it is one of the customer's. */
  get #namedAccountId(): string | null {
    const key = accountNumberKey(this.account);
    return this.#own.value?.items.find((each) => accountNumberKey(each.accountNumber) === key)?.id ?? null;
  }

  #choose(kindId: string, isByHand: boolean): void {
    this.#isChosenByHand = isByHand;
    if (this.#writing) this.#writing.choose(kindId, isByHand);
    else {
      this.#chosen = kindId;
      void this.#later.demand();
    }
    this.requestUpdate();
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('appealForm').heading : '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const supplier = this.supplier.value;
    const { value, error } = this.#kinds.state;
    const emergency = supplier ? this.#renderEmergency(supplier) : nothing;
    if (error && !value) return html`${emergency} ${this.renderError(error, () => this.#kinds.reload())}`;
    if (!supplier || !value) return html`${emergency} ${renderSkeleton(this.localize.texts('common').loading)}`;
    return html`${emergency} ${this.#renderStep(value.items)}`;
  }

  #renderStep(kinds: readonly AppealKind[]): TemplateResult {
    if (this.#writing?.isBegun) return this.#writing.render();
    if (!this.#writing && this.#chosen !== null) {
      return this.#later.hasFailed
        ? this.renderRestMissing(() => void this.#later.demand())
        : renderSkeleton(this.localize.texts('common').loading);
    }
    return html`${this.#writing?.renderAboveTopics() ?? nothing} ${this.#renderTopics(kinds)}`;
  }

  /** Above all else, whatever the step, and also where nothing can be written. */
  #renderEmergency({ emergencyPhone, serviceKinds }: Supplier): TemplateResult | typeof nothing {
    if (!emergencyPhone) return nothing;
    const texts = this.localize.texts('appealForm');
    const said = (serviceKinds.includes('gas') ? texts.emergencyGas : texts.emergency)('\n');
    const [before = '', after = ''] = said.split('\n');
    return html`<p class="emergency" part="emergency">${before}${renderPhone(emergencyPhone)}${after}</p>`;
  }

  #renderTopics(kinds: readonly AppealKind[]): TemplateResult {
    const texts = this.localize.texts('appealForm');
    const { language } = this.localize;
    if (kinds.length === 0) return renderNotice({ tone: 'info', text: texts.none });
    const groups = groupsOf(kinds);
    return html`
      <div class="topics">
        <h3 id="topics" tabindex="-1" data-focus>${texts.topic}</h3>
        ${groups.map(
          ({ group, kinds: each }) => html`
            <div role="group" aria-labelledby=${texts.group[group] ? `group-${group}` : 'topics'}>
              ${texts.group[group] ? html`<h4 id="group-${group}">${texts.group[group]}</h4>` : nothing}
              ${each.map(
                ({ id, name }) => html`
                  <button type="button" part="kind" @click=${() => this.#choose(id, true)}>
                    <span>${inLanguage(name, language)}</span>
                  </button>
                `,
              )}
            </div>
          `,
        )}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-appeal-form': KabinetAppealForm;
  }
}
