import type { Capability, Grant, PaymentMethod, PaymentPlan } from '@kabinet/api';
import { dateInTimeZone } from '@kabinet/rules';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { property, state } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { addStyles } from '../../core/later-styles.js';
import { Query } from '../../core/query.js';
import { detailsStyles } from '../../parts/details.styles.js';
import { LaterDetails } from '../../parts/later-details.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import type { FirstPayment } from './first-payment.js';
import { firstSumOf, leftOf, mayKeepCard, tellsWhatIsDue, waitsForBill } from './payment-plan.model.js';
import { paymentPlanStyles } from './payment-plan.styles.js';
import { PlanChanges } from './plan-changes.js';
import type { PlanForm } from './plan-form.js';
import { nowhereToRemind, type Reach } from './plan-words.js';
import { renderEndedPlan, renderFirstPayment, renderPlan } from './render-plan.js';
import { renderPlanTrouble } from './render-plan-trouble.js';

/** What the person fills in: a new plan, or the plan of that id; null for nothing. */
type Editing = { readonly plan: PaymentPlan | null } | null;

/**
 * Payments that are made every month by themselves, or by a reminder; reminders before the day to pay by, and the calendar's address.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {PaymentPlanChangedEvent} kabinet-payment-plan-changed - A plan was made, changed, paused, resumed or ended.
 * @event {KabinetErrorEvent} kabinet-error - A change was not made, or there is no answer yet; the card shows it too.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart plan - One planned payment.
 * @csspart field - One field with label, hint and error.
 * @csspart input - The input itself.
 * @csspart choice - A question with its answers.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetPaymentPlan extends KabinetAccountElement {
  static override styles = [hostStyles, detailsStyles, paymentPlanStyles];

  /** Address of the page with the payment button, which tells what became of a plan's first payment; without it the button on this page. */
  @property({ attribute: 'payment-url' }) paymentUrl = '';

  @state() private editing: Editing = null;

  readonly #plans = new Query(this, 'listPaymentPlans', () => (this.#plansAreOffered ? this.accountArgs : null));
  /** Of how much a first payment is, and what a plan that waits leaves to the customer. */
  readonly #balance = new Query(this, 'getBalance', () =>
    (this.#offersFirst || this.#plans.value?.items.some(waitsForBill)) && this.may('view') ? this.accountArgs : null,
  );
  /** Where the customer can be written to. */
  readonly #contacts = new Query(this, 'getReminders', () => (this.#promisesReminders ? {} : null));
  readonly #changes = new PlanChanges(
    this,
    () => this.#owner,
    (isDone) => this.#handleSettled(isDone),
  );
  readonly #reminders = new LaterDetails(this, async () => {
    const [{ Reminders }] = await Promise.all([import('./reminders.js'), this.localize.add(['reminders'])]);
    return new Reminders(this);
  });
  readonly #calendar = new LaterDetails(this, async () => {
    const [{ CalendarAddress }] = await Promise.all([import('./calendar-address.js'), this.localize.add(['calendar'])]);
    return new CalendarAddress(this);
  });
  #form: PlanForm | null = null;
  #first: FirstPayment | null = null;
  /** Where the focus goes with the next drawing. */
  #focusNext: string | null = null;

  /** For whom the service said that they may not plan by what is due: the right to see it was taken since their accounts were read. */
  #hiddenFrom: string | null = null;

  constructor() {
    super(['paymentPlan']);
  }

  /** Plans, or reminders alone: a supplier may offer either. */
  protected override get capability(): Capability {
    return this.#plansAreOffered ? 'payment-plans' : 'reminders';
  }

  /** Who has the right to see what is due may be reminded of it. */
  protected override get grant(): Grant {
    return this.#plansAreOffered ? 'payments' : 'view';
  }

  get #plansAreOffered(): boolean {
    return this.supplier.value?.capabilities.includes('payment-plans') ?? true;
  }

  /** Whose plans are on show: of one session and one account. */
  get #owner(): string {
    return `${this.connection?.session ?? ''} ${this.selectedAccount?.id ?? ''}`;
  }

  get #mayTell(): boolean {
    return this.may('view') && this.#hiddenFrom !== this.#owner;
  }

  protected override get reads() {
    return [this.#plans];
  }

  protected override async loadRest(): Promise<void> {
    const [form, first] = await Promise.all([
      import('./plan-form.js'),
      import('./first-payment.js'),
      super.loadRest(),
      this.localize.add(['planForm']),
    ]);
    addStyles(this.renderRoot, form.planFormStyles);
    this.#form = new form.PlanForm(this);
    this.#first = new first.FirstPayment(this, () => this.#handleSettled(false));
  }

  protected override get announcement(): string {
    const texts = this.localize.texts('paymentPlan');
    if (this.#changes.isSending) return texts.saving;
    if (this.#first?.isBusy) return texts.preparing;
    const { last } = this.#changes;
    return last ? texts.done[last.change] : super.announcement;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const target = this.#focusNext && this.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    if (!target) return;
    this.#focusNext = null;
    target.focus();
  }

  get methods(): readonly PaymentMethod[] {
    return this.supplier.value?.payments?.methods ?? [];
  }

  get #keepsCards(): boolean {
    return this.methods.some((each) => each.keepsCard);
  }

  /** Something on show depends on whether we can write to the customer: a plan, the form, or the introduction where nothing else is offered. */
  get #promisesReminders(): boolean {
    const plans = this.#plans.value?.items;
    return plans !== undefined && (plans.length > 0 || this.editing !== null || !this.#keepsCards);
  }

  get #reach(): Reach {
    const channels = this.#contacts.value?.channels;
    return { canWrite: channels ? channels.length > 0 : null, hasCalendar: this.#offersReminders };
  }

  get #offersReminders(): boolean {
    return this.supplier.value?.capabilities.includes('reminders') ?? false;
  }

  get #offersFirst(): boolean {
    const hasButton = this.paymentUrl !== '' || document.querySelector('kabinet-payment-button') !== null;
    return hasButton && (this.#plans.value?.items.some((plan) => mayKeepCard(plan, this.#methodOf(plan))) ?? false);
  }

  #methodOf({ methodId }: PaymentPlan): PaymentMethod | undefined {
    return this.methods.find(({ id }) => id === methodId);
  }

  #handleSettled(isDone: boolean): void {
    const { last } = this.#changes;
    if (this.#isRefusedToTell) this.#hiddenFrom = this.#owner;
    if (!isDone) this.#focusNext = '[data-focus]';
    else if (last?.change === 'ended') this.#focusNext = `[data-again="${last.plan?.id ?? ''}"]`;
    else if (last?.change === 'made' || last?.change === 'changed') {
      this.editing = null;
      this.#focusNext = '[data-done]';
    } else this.#focusNext = `[data-turn="${last?.plan?.id ?? ''}"]`;
    this.requestUpdate();
  }

  /** The last change is refused because the plan would tell what the person may not see. */
  get #isRefusedToTell(): boolean {
    const { current, error } = this.#changes;
    return error?.kind === 'forbidden' && current?.terms != null && tellsWhatIsDue(current.terms);
  }

  #edit(plan: PaymentPlan | null): void {
    this.#changes.forget();
    this.#changes.last = null;
    this.editing = { plan };
    this.#focusNext = '.plan-form input, .plan-form select';
    void this.rest.demand().then(() => {
      this.#form?.begin(plan, this.supplier.value?.currency ?? 'UAH');
      this.requestUpdate();
    });
  }

  #endEditing(): void {
    const plan = this.editing?.plan;
    this.#changes.forget();
    this.editing = null;
    this.#focusNext = plan ? `[data-edit="${plan.id}"]` : '[data-add]';
  }

  override render(): TemplateResult | typeof nothing {
    const texts = this.localize.isReady ? this.localize.texts('paymentPlan') : null;
    if (!this.#plansAreOffered)
      return this.renderCard(texts?.headingReminders ?? '', () => html`${this.#renderMore()}`);
    return this.renderCard(texts?.heading ?? '', () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const { value, error } = this.#plans.state;
    const retry = () => this.#plans.reload();
    if (!value) return error ? this.renderError(error, retry) : renderSkeleton(this.localize.texts('common').loading);
    const texts = this.localize.texts('paymentPlan');
    const { ended, last } = this.#changes;
    const isEmpty = value.items.length === 0 && ended.length === 0;
    const isDone = last?.change === 'made' || last?.change === 'changed';
    return html`
      ${
        isDone
          ? html`<div tabindex="-1" data-done>
              ${renderNotice({ tone: 'good', text: { title: texts.done[last.change], text: '' } })}
            </div>`
          : nothing
      }
      ${isEmpty && !this.editing ? html`<p>${this.#introduction}</p>` : nothing}
      ${
        value.items.length + ended.length > 0
          ? html`<ul class="plans">
              ${value.items.map((plan) => this.#renderPlan(plan))} ${ended.map((plan) => this.#renderEnded(plan))}
            </ul>`
          : nothing
      }
      ${this.editing && this.editing.plan === null ? this.#renderForm() : nothing}
      ${
        this.editing === null && this.methods.length > 0
          ? html`<div class="row actions">
              <button type="button" class=${isEmpty ? 'primary' : 'plain'} data-add @click=${() => this.#edit(null)}>
                ${value.items.length > 0 ? texts.addMore : texts.add}
              </button>
            </div>`
          : nothing
      }
      ${this.#renderMore()}
    `;
  }

  /** What a plan is for; nothing is promised before it is known whether it can be kept. */
  get #introduction(): string {
    const texts = this.localize.texts('paymentPlan');
    if (this.#keepsCards) return texts.intro;
    const reach = this.#reach;
    if (reach.canWrite === null) return '';
    return reach.canWrite ? texts.introRemind : nowhereToRemind(this.localize, reach, false);
  }

  #renderPlan(plan: PaymentPlan): TemplateResult {
    if (this.editing?.plan?.id === plan.id) return html`<li part="plan">${this.#renderForm()}</li>`;
    return renderPlan(plan, {
      localize: this.localize,
      isBusy: this.#changes.isSending,
      reach: this.#reach,
      left: leftOf(this.#balance.value, dateInTimeZone(new Date(), this.supplier.value?.timeZone ?? 'UTC')),
      first: this.#renderFirst(plan),
      trouble: this.#changes.current?.plan?.id === plan.id ? this.#renderTrouble() : nothing,
      onTurn: (change) => this.#changes.set(plan, change),
      onEdit: () => this.#edit(plan),
    });
  }

  #renderEnded(plan: PaymentPlan): TemplateResult {
    return renderEndedPlan(plan, {
      localize: this.localize,
      isBusy: this.#changes.isSending,
      trouble: this.#changes.current?.plan === plan ? this.#renderTrouble() : nothing,
      onAgain: () => this.#changes.makeAgain(plan),
    });
  }

  /** How the card comes to be kept: by a first payment on the provider's page. */
  #renderFirst(plan: PaymentPlan): TemplateResult | typeof nothing {
    const method = this.#methodOf(plan);
    const supplier = this.supplier.value;
    if (!method || !supplier || !mayKeepCard(plan, method) || !this.#offersFirst) return nothing;
    const amount = firstSumOf(plan, this.#balance.value);
    const isMine = this.#first?.planId === plan.id;
    const { paymentUrl } = this;
    return renderFirstPayment({
      localize: this.localize,
      site: method.site,
      amount,
      isBusy: this.#first?.isBusy ?? false,
      isMine,
      error: isMine ? (this.#first?.error ?? null) : null,
      errorText: (error) => this.errorText(error),
      onPay: () =>
        void this.rest.demand().then(() => {
          const { language } = this.localize;
          if (amount) this.#first?.pay({ supplier, plan, amount, paymentUrl, language });
        }),
    });
  }

  #renderForm(): TemplateResult {
    const { editing, selectedAccount: account } = this;
    return this.withRest(() => {
      if (!this.#form || !editing || !account) return renderSkeleton(this.localize.texts('common').loading);
      const { plan } = editing;
      return this.#form.render({
        isNew: plan === null,
        isBusy: this.#changes.isSending,
        methods: this.methods,
        limits: this.supplier.value?.payments ?? null,
        mayView: this.#mayTell,
        reach: this.#reach,
        keptBy: plan?.mode === 'charge' ? plan.methodId : null,
        trouble: this.#changes.current ? this.#renderTrouble() : nothing,
        onSend: (terms) => (plan ? this.#changes.edit(plan, terms) : this.#changes.make(account.id, terms)),
        onFault: () => {
          this.#focusNext = '[data-focus]';
          this.requestUpdate();
        },
        onEdit: () => this.#changes.forget(),
        onCancel: () => this.#endEditing(),
      });
    });
  }

  /** Why the last change is not made; what was typed stays. */
  #renderTrouble(): TemplateResult | typeof nothing {
    const { error, isUnsure } = this.#changes;
    if (!error) return nothing;
    if (error.kind === 'unauthorized') return this.renderSignIn();
    return renderPlanTrouble({
      localize: this.localize,
      error,
      isUnsure,
      isRefusedToTell: this.#isRefusedToTell,
      errorText: (each) => this.errorText(each),
      onRetry: () => this.#changes.retry(),
    });
  }

  /** What helps to pay in time without a plan: reminders, and a calendar. */
  #renderMore(): TemplateResult | typeof nothing {
    if (!this.supplier.value || !this.#offersReminders) return nothing;
    const texts = this.localize.texts('paymentPlan');
    const shared = {
      waiting: () => renderSkeleton(this.localize.texts('common').loading),
      missing: (retry: () => void) => this.renderRestMissing(retry),
    };
    const view = {
      localize: this.localize,
      timeZone: this.supplier.value.timeZone,
      pages: this.pages,
      connection: this.connection,
      renderError: this.renderError.bind(this),
    };
    return html`
      <div class="more">
        ${this.#reminders.render({ ...shared, title: texts.reminders, content: (part) => part.render(view) })}
        ${this.#calendar.render({ ...shared, title: texts.calendar, content: (part) => part.render(view) })}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-payment-plan': KabinetPaymentPlan;
  }
}
