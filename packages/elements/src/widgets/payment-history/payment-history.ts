import type { Payment } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { KabinetAccountElement } from '../../core/account-element.js';
import { property } from '../../core/decorators.js';
import { hostStyles } from '../../core/host.styles.js';
import { PagedQuery } from '../../core/paged-query.js';
import { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import { namedPage } from '../../core/web-address.js';
import { detailsStyles } from '../../parts/details.styles.js';
import { icons } from '../../parts/icons.js';
import { LaterDetails } from '../../parts/later-details.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { arrangePayments, paidAhead, type PaymentYear } from './payment-history.model.js';
import { paymentHistoryStyles } from './payment-history.styles.js';

/** From so many rows on, those out of sight are left to the browser to lay out when they are scrolled to. */
const MANY = 200;

/**
 * Every payment of an account, and what was given back: the newest first, with what it went to, where it was made, its receipt, and all of
 * it as a file.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {ReceiptRequestEvent} kabinet-receipt-request - The person wants to see a receipt; cancelable.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart payment - One payment or refund.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetPaymentHistory extends KabinetAccountElement {
  static override styles = [hostStyles, detailsStyles, paymentHistoryStyles];

  /** Address of the page with `<kabinet-receipt>`; without it the one on the same page is shown, and without one no receipts are offered. */
  @property({ attribute: 'receipt-url' }) receiptUrl = '';

  readonly #payments = new PagedQuery(this, 'listPayments', () => this.accountArgs, { firstPage: 12 });
  readonly #file = new LaterDetails(this, async () => {
    const [{ PaymentExport }] = await Promise.all([
      import('./payment-export.js'),
      this.localize.add(['paymentExport']),
    ]);
    return new PaymentExport(this);
  });

  protected override readonly capability = 'payment-history';

  constructor() {
    super(['paymentHistory']);
  }

  protected override get reads() {
    return [this.#payments];
  }

  #handleReceipt(event: Event, receiptId: string): void {
    const request = new ReceiptRequestEvent(receiptId);
    this.dispatchEvent(request);
    if (request.defaultPrevented) return event.preventDefault();
    if (this.#receiptPlace) return;
    const receipt = document.querySelector<HTMLElement>('kabinet-receipt');
    receipt?.setAttribute('receipt', receiptId);
    receipt?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('paymentHistory').heading : '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const { items, error, isLoading, hasMore, state } = this.#payments;
    const texts = this.localize.texts('paymentHistory');
    const common = this.localize.texts('common');
    const more = () => void this.#payments.more();
    if (!state.value) return error ? this.renderError(error, more) : renderSkeleton(common.loading);
    if (items.length === 0) return renderNotice({ tone: 'info', text: texts.empty });
    const { onTheWay, years } = arrangePayments(items);
    return html`
      ${onTheWay.map((payment) => this.#renderOnTheWay(payment))}
      <div class="years ${items.length > MANY ? 'many' : ''}">${years.map((year) => this.#renderYear(year))}</div>
      ${error ? this.renderError(error, more) : nothing}
      ${
        hasMore && !error
          ? html`<div>
              <button type="button" aria-disabled=${isLoading ? 'true' : nothing} @click=${() => !isLoading && more()}>
                ${isLoading ? common.loading : texts.more}
              </button>
            </div>`
          : nothing
      }
      ${this.#renderFile()}
    `;
  }

  /** On top, whatever day it was made: nobody pays again because they do not see it. */
  #renderOnTheWay({ amount, paidOn, number }: Payment): TemplateResult {
    const texts = this.localize.texts('paymentHistory');
    const { format } = this.localize;
    return renderNotice({
      tone: 'info',
      icon: icons.clock,
      text: { title: texts.onTheWay(format.money(amount), format.date(paidOn)), text: texts.onTheWayNote },
      more: number ? html`<p class="muted">${texts.number(number)}</p>` : nothing,
    });
  }

  #renderYear({ year, payments }: PaymentYear): TemplateResult {
    return html`
      <div class="year">
        <h3 id="year-${year}">${year}</h3>
        <ul aria-labelledby="year-${year}">
          ${guard(this.#shownBy(payments), () => payments.map((payment) => this.#renderPayment(payment)))}
        </ul>
      </div>
    `;
  }

  /** What the rows of a year depend on: while it is the same, thousands of them are not drawn again for those that come below. */
  #shownBy(payments: readonly Payment[]): unknown[] {
    const { language } = this.localize;
    return [payments.length, payments[0], payments.at(-1), language, this.localeSetting.texts, this.#receiptPlace];
  }

  /** Where receipts are shown: on another page, in the element on this one, or nowhere. */
  get #receiptPlace(): string | null {
    const receiptUrl = namedPage(this.receiptUrl);
    if (receiptUrl) return receiptUrl;
    return document.querySelector('kabinet-receipt') ? '' : null;
  }

  #renderPayment(payment: Payment): TemplateResult {
    const texts = this.localize.texts('paymentHistory');
    const { format } = this.localize;
    const { kind, amount, paidOn, source, number } = payment;
    const isRefund = kind === 'refund';
    const where = [isRefund ? null : texts.source[source], number && texts.number(number)].filter(Boolean).join(', ');
    return html`
      <li part="payment">
        <strong>${format.dayOfYear(paidOn.slice(5))}</strong> <span class="sum">${format.money(amount)}</span>
        ${isRefund ? html`<span class="refunded">${texts.refunded}</span>` : nothing} ${this.#renderShares(payment)}
        ${where ? html`<span class="muted">${where}</span>` : nothing} ${this.#renderReceipt(payment)}
      </li>
    `;
  }

  /** To what it went: each service and month, with its sum where there are several. */
  #renderShares(payment: Payment): TemplateResult | typeof nothing {
    const texts = this.localize.texts('paymentHistory');
    const common = this.localize.texts('common');
    const { format } = this.localize;
    const ahead = paidAhead(payment);
    const isOnly = payment.shares.length === 1 && ahead === 0;
    const lines = payment.shares.map(({ serviceKind, month, amount }) => {
      const name = texts.share(common.serviceKind[serviceKind], month && format.month(month));
      return isOnly ? name : `${name}: ${format.money(amount)}`;
    });
    if (ahead > 0) lines.push(texts.ahead(format.money({ ...payment.amount, amount: ahead })));
    return lines.length > 0 ? html`${lines.map((line) => html`<span>${line}</span>`)}` : nothing;
  }

  #renderReceipt({ receiptId, paidOn }: Payment): TemplateResult | typeof nothing {
    const receiptUrl = this.#receiptPlace;
    if (receiptId === null || receiptUrl === null) return nothing;
    const texts = this.localize.texts('paymentHistory');
    const label = texts.receiptOf(this.localize.format.dateWithYear(paidOn));
    const handle = (event: Event) => this.#handleReceipt(event, receiptId);
    if (!receiptUrl) {
      return html`<button type="button" class="link" aria-label=${label} @click=${handle}>${texts.receipt}</button>`;
    }
    const address = new URL(receiptUrl, document.baseURI);
    address.searchParams.set('kabinet-receipt', receiptId);
    return html`<a href=${address.href} aria-label=${label} @click=${handle}>${texts.receipt}</a>`;
  }

  #renderFile(): TemplateResult | typeof nothing {
    const account = this.selectedAccount;
    const supplier = this.supplier.value;
    if (!account || !supplier) return nothing;
    const { timeZone, currency } = supplier;
    return this.#file.render({
      title: this.localize.texts('paymentHistory').file,
      waiting: () => renderSkeleton(this.localize.texts('common').loading),
      missing: (retry) => this.renderRestMissing(retry),
      content: (file) =>
        file.render({
          account,
          localize: this.localize,
          timeZone,
          currency,
          renderError: (error, retry) => this.renderError(error, retry),
        }),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-payment-history': KabinetPaymentHistory;
  }
}
