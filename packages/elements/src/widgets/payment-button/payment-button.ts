import type {
  Account,
  ApiError,
  Balance,
  Money,
  PaymentMethod,
  PaymentOrder,
  PaymentOrderLine,
  Supplier,
} from '@kabinet/api';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KabinetAccountElement } from '../../core/account-element.js';
import { Action } from '../../core/action.js';
import { property } from '../../core/decorators.js';
import { KabinetErrorEvent } from '../../core/error.events.js';
import { hostStyles } from '../../core/host.styles.js';
import { addStyles } from '../../core/later-styles.js';
import { Query } from '../../core/query.js';
import { warnOnce } from '../../core/warn-once.js';
import type { StateText } from '../../locales/messages.js';
import { choiceStyles } from '../../parts/choice.styles.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { PaymentRequestedEvent } from './payment-button.events.js';
import { amountOfAttribute, dueOf, withinTerms } from './payment-button.model.js';
import { paymentButtonStyles } from './payment-button.styles.js';
import type * as Steps from './payment-steps.js';
import { PaymentWatch } from './payment-watch.js';
import { renderOffer } from './render-offer.js';

/** What the person looks at, where no payment of theirs comes before it. */
type Side = 'offer' | 'form' | 'slip';

/**
 * Pays what is due on the provider's own page, and tells what became of it by the service's word. No card is ever typed here.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @event {PaymentRequestedEvent} kabinet-payment-request - The person wants to pay, nothing has been made yet; cancelable, to let them
 *   pay on a page of the supplier's own.
 * @event {PaymentSettledEvent} kabinet-payment-settled - The service says what became of a payment.
 * @event {ReceiptRequestEvent} kabinet-receipt-request - The person wants to see the receipt; cancelable.
 * @event {KabinetErrorEvent} kabinet-error - It could not be begun, or there is no answer yet; the widget shows it too.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart submit - The main button.
 * @csspart choice - The choice between ways to pay.
 * @csspart field - One sum's label, hint, error and input.
 * @csspart input - The input itself.
 * @csspart payment - What became of a payment.
 * @csspart slip - The details of a bank transfer.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetPaymentButton extends KabinetAccountElement {
  static override styles = [hostStyles, choiceStyles, paymentButtonStyles];

  /** The sum to offer instead of what is due, such as `358.20`. The person may change it. */
  @property() amount = '';

  /**
   * The site of a payment page of the supplier's own, such as `pay.example.com`, where the page leads people on `kabinet-payment-request`: it is
   * named before the press, no fee is told, and nothing is paid here.
   */
  @property({ attribute: 'pays-at' }) paysAt = '';

  /** Where people come back to from the provider's page; without it this page. */
  @property({ attribute: 'return-url' }) returnUrl = '';

  /** Address of the page with `<kabinet-receipt>`; without it the one on the same page is shown. */
  @property({ attribute: 'receipt-url' }) receiptUrl = '';

  readonly action = new Action(this, 'createPaymentOrder', (state) => this.#handleSettled(state));
  /** @internal The payment that was begun, or that somebody comes back from. */
  readonly watch = new PaymentWatch(this, {
    supplier: () => this.supplier.value ?? null,
    onSettled: () => this.connection?.refresh(),
  });
  readonly #balance = new Query(this, 'getBalance', () => (this.may('view') ? this.accountArgs : null));
  #steps: typeof Steps | null = null;
  #form: Steps.PaymentForm | null = null;
  #cancel: Steps.OrderCancel | null = null;
  #side: Side = 'offer';
  #methodId: string | null = null;
  #movesFocus = false;
  #lines: readonly PaymentOrderLine[] = [];

  protected override readonly capability = 'payments';

  constructor() {
    super(['paymentButton']);
  }

  /** Puts the focus on the main button. */
  override focus(options?: FocusOptions): void {
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    (find('.primary') ?? find('button:not(.plain)') ?? find('#heading'))?.focus(options);
  }

  protected override get grant() {
    return 'payments' as const;
  }

  /** What became of a payment, and the list of accounts to pay, are not of the account that is chosen. */
  protected override get isAboutOne(): boolean {
    const lists = this.#side === 'form' && this.may('payments') && this.payable.length > 1;
    return !this.watch.isShown && !lists;
  }

  protected override get reads() {
    return [this.#balance, this.watch.order];
  }

  protected override get announcement(): string {
    if (this.action.isSending || this.watch.isLeaving) return this.localize.texts('paymentButton').preparing;
    const told = this.#steps && this.watch.isShown && !this.#cancel?.isBusy && this.#steps.orderTitle(this);
    return told || this.#cancel?.announcement || super.announcement;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#steps?.leadToOutcome(this);
    if (!this.#movesFocus) return;
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    const target = find('[data-focus]') ?? find('[aria-invalid]') ?? find('form input');
    if (!target) return;
    this.#movesFocus = false;
    target.focus();
  }

  protected override async loadRest(): Promise<void> {
    const [steps] = await Promise.all([
      import('./payment-steps.js'),
      super.loadRest(),
      this.localize.add(['paymentSteps']),
    ]);
    addStyles(this.renderRoot, steps.paymentStepsStyles);
    this.#steps = steps;
    this.#form = new steps.PaymentForm(this);
    this.#cancel = new steps.OrderCancel(this);
  }

  /** @internal The accounts that the customer may pay, the one on show first. */
  get payable(): readonly Account[] {
    const shown = this.selectedAccount;
    const others = this.accounts.value?.items.filter(
      ({ id, grants }) => id !== shown?.id && grants.includes('payments'),
    );
    return shown ? [shown, ...(others ?? [])] : [];
  }

  get profile(): Supplier | null {
    return this.supplier.value ?? null;
  }

  /** @internal How the account on show stands by the newest answer; null while it is asked for. */
  get balance(): Balance | null {
    const { status, value } = this.#balance.state;
    return (status === 'ready' && value) || null;
  }

  /** @internal What is still to be paid on the account on show; null where the customer may not see it, and while it is not known. */
  get due(): Money | null {
    return this.#balance.value ? dueOf(this.#balance.value) : null;
  }

  /** @internal What is offered to pay: the page's sum, else what is due, as far as one payment may go; null where there is nothing to offer. */
  get offered(): (Money & { readonly limit?: 'least' | 'most' | null }) | null {
    const currency = this.supplier.value?.currency ?? '';
    const own = this.amount ? amountOfAttribute(this.amount, currency) : null;
    if (this.amount && currency && own === null) warnOnce(this, 'amount', `is no sum in ${currency}, such as 358.20`);
    if (own !== null) return { amount: own, currency };
    const terms = this.supplier.value?.payments;
    return this.due && terms && this.due.amount > 0 ? withinTerms(this.due, terms) : null;
  }

  get method(): PaymentMethod | null {
    if (this.paysAt) return { id: '', name: {}, site: this.paysAt, fee: null, keepsCard: false, isTest: false };
    const methods = this.supplier.value?.payments?.methods ?? [];
    return methods.find(({ id }) => id === this.#methodId) ?? methods[0] ?? null;
  }

  chooseMethod(id: string): void {
    this.#methodId = id;
    this.action.reset();
  }

  /** @internal What was pressed to be paid. */
  get wanted(): readonly PaymentOrderLine[] {
    return this.#lines;
  }

  /** @internal How a payment is taken back that was begun; null until it is loaded. */
  get cancel(): Steps.OrderCancel | null {
    return this.#cancel;
  }

  /** @internal To which debts the sums go, once it is known. */
  renderAllocation(lines: readonly PaymentOrderLine[]): TemplateResult | typeof nothing {
    return this.#steps?.renderAllocation(this, lines) ?? nothing;
  }

  /** @internal A read that failed, with what to do, for the parts that are loaded later. */
  tellReadError(error: ApiError, retry: () => void): TemplateResult {
    return this.renderError(error, retry);
  }

  /** @internal The same in words. */
  wordsOf(error: ApiError): StateText {
    return this.errorText(error);
  }

  /** @internal Shows another side of the widget, and puts the focus there. */
  readonly show = (side: Side): void => {
    this.#side = side;
    this.#movesFocus = side !== 'offer';
    if (!this.action.isSending) this.action.reset();
    void this.rest.demand();
  };

  /** @internal The person is done with what became of a payment. */
  readonly close = (): void => {
    this.watch.close();
    this.action.reset();
    this.show('offer');
  };

  /** @internal After that order was taken back, with the focus on the main button: what was pressed is gone. */
  readonly startOver = (order: PaymentOrder): void => {
    this.close();
    this.#cancel?.note(order);
    void this.updateComplete.then(() => this.focus());
  };

  /** @internal Tells what became of this order, instead of what was to be paid. */
  tellOf(order: Pick<PaymentOrder, 'id'>): void {
    this.action.reset();
    this.watch.follow(order);
    this.callToFaults();
  }

  /** @internal What went wrong, or has become of it, gets the focus. */
  callToFaults(): void {
    this.#movesFocus = true;
    this.requestUpdate();
  }

  /** @internal Whether the details of a bank transfer are on show. */
  get isOnSlip(): boolean {
    return this.#side === 'slip' && !this.watch.isShown;
  }

  readonly toSlip = (): void => {
    this.watch.close();
    this.show('slip');
  };

  /** @internal The same sums once more, after a payment that came to nothing. */
  payAgain({ lines }: Pick<PaymentOrder, 'lines'>): void {
    this.watch.close();
    this.action.reset();
    void this.pay(lines);
  }

  /** @internal The same once more: under the same key while it is not known whether it arrived. */
  readonly tryAgain = (): void => {
    void (this.action.key === null ? this.pay(this.#lines) : this.action.retry());
  };

  /** @internal Although another payment is on its way. */
  readonly payAnew = (): void => {
    void this.pay(this.#lines, true);
  };

  readonly forgetTrouble = (): void => {
    this.watch.close();
    this.action.reset();
  };

  /** @internal Fixes the sums with the service, and goes to pay them. `anew`: although another payment may be on its way. */
  async pay(lines: readonly PaymentOrderLine[], anew = false): Promise<void> {
    const { method } = this;
    if (this.action.isSending || this.watch.isLeaving || !method) return;
    this.#lines = lines;
    this.#cancel?.note(null);
    const request = new PaymentRequestedEvent(lines);
    this.dispatchEvent(request);
    if (request.defaultPrevented) return;
    // Another site was named than a payment made here would lead to.
    if (this.paysAt) return warnOnce(this, 'pays-at', 'needs a page that prevents kabinet-payment-request');
    // What comes next is needed by then: what went wrong, or where to go.
    void this.rest.demand();
    await this.action.run({
      body: {
        lines: [...lines],
        methodId: method.id,
        returnUrl: this.watch.returnAddress(this.returnUrl),
        language: this.localize.language,
        ...(anew && { anew }),
      },
    });
  }

  #handleSettled(state: Action<'createPaymentOrder'>['state']): void {
    if (state.status === 'done') {
      this.watch.leave(state.value);
      this.action.reset();
    } else if ('error' in state) {
      this.#movesFocus = true;
      if (state.error.problem?.orderId !== undefined) this.watch.lookAt(state.error.problem.orderId);
      this.dispatchEvent(new KabinetErrorEvent(state.error));
    }
  }

  override render(): TemplateResult | typeof nothing {
    if (this.supplier.value?.payments === null) return nothing;
    const heading = this.localize.isReady ? this.localize.texts('paymentButton').heading : '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    if (this.watch.isShown) return this.withRest(() => this.#steps?.renderWatched(this) ?? this.#renderBones());
    const { value, error } = this.#balance.state;
    const seesBalance = this.may('view');
    if (seesBalance && !value && error) return this.renderError(error, () => this.#balance.reload());
    if (seesBalance && !value) return this.#renderBones();
    const { state } = this.action;
    const trouble = 'error' in state ? this.withRest(() => html`${this.#steps?.renderTrouble(this)}`) : nothing;
    // First what to do with that payment: one question at a time.
    if ('error' in state && state.error.code === 'payment_in_progress') return html`${trouble}`;
    const stranger = this.watch.isNotOurs
      ? this.withRest(() => this.#steps?.renderNotOurs(this) ?? this.#renderBones())
      : this.#cancel?.renderNote();
    if (this.#side === 'slip') return this.withRest(() => this.#steps?.renderSlip(this) ?? this.#renderBones());
    if (this.#side === 'form' || (!seesBalance && this.offered === null)) {
      return html`${stranger} ${trouble} ${this.withRest(() => this.#form?.render() ?? this.#renderBones())}`;
    }
    return html`${stranger} ${renderOffer(this, value ?? null, trouble)}`;
  }

  #renderBones(): TemplateResult {
    return renderSkeleton(this.localize.texts('common').loading);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-payment-button': KabinetPaymentButton;
  }
}
