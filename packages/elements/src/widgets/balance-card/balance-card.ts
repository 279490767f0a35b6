import type { Balance, BalanceLine } from '@kabinet/api';
import { dateInTimeZone } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../core/decorators.js';
import { KabinetAccountElement } from '../../core/account-element.js';
import { hostStyles } from '../../core/host.styles.js';
import { Query } from '../../core/query.js';
import { namedPage } from '../../core/web-address.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import { PayRequestEvent, ReadingRequestEvent } from './balance-card.events.js';
import { type BalanceStanding, balanceStanding, chargesToTell, signOf, storyOf } from './balance-card.model.js';
import { balanceCardStyles } from './balance-card.styles.js';

/**
 * What is owed on an account, by when, and why.
 *
 * @slot - Shown until the element is defined and whenever it cannot work: a phone, a link.
 * @event {SignInRequestEvent} kabinet-sign-in-request - The person wants to sign in; cancelable.
 * @event {ReadingRequestEvent} kabinet-reading-request - The person wants to send a reading; cancelable.
 * @event {PayRequestEvent} kabinet-pay-request - The person wants to go and pay; cancelable.
 * @csspart card - The card.
 * @csspart heading - Its heading.
 * @csspart account - The account's number and address.
 * @csspart amount - The main figure.
 * @csspart pay - The way to the payment.
 * @csspart notice - A state told in words.
 * @csspart contact - The contact centre's phone.
 * @cssproperty --kabinet-accent - Colour of links and main buttons.
 */
export class KabinetBalanceCard extends KabinetAccountElement {
  static override styles = [hostStyles, balanceCardStyles];

  /** Address of the page with the reading form; without it the form on the same page is shown. */
  @property({ attribute: 'reading-url' }) readingUrl = '';

  /** Address of the page with the payment button; without it the button on the same page is meant, and without one nothing is offered. */
  @property({ attribute: 'payment-url' }) paymentUrl = '';

  readonly #balance = new Query(this, 'getBalance', () => this.accountArgs);

  /** Only where a charge was estimated: whether a reading has come since. */
  readonly #meters = new Query(this, 'listMeters', () =>
    this.#balance.value?.lines.some((line) => line.basis === 'estimated') ? this.accountArgs : null,
  );

  protected override readonly capability = 'balance';

  constructor() {
    super(['balanceCard']);
  }

  protected override get reads() {
    return [this.#balance];
  }

  #handleReadingRequest(event: Event): void {
    const request = new ReadingRequestEvent();
    this.dispatchEvent(request);
    if (request.defaultPrevented) return event.preventDefault();
    if (!namedPage(this.readingUrl)) document.querySelector<HTMLElement>('kabinet-reading-form')?.focus();
  }

  #handlePayRequest(event: Event): void {
    const request = new PayRequestEvent();
    this.dispatchEvent(request);
    if (request.defaultPrevented) return event.preventDefault();
    if (!namedPage(this.paymentUrl)) document.querySelector<HTMLElement>('kabinet-payment-button')?.focus();
  }

  override render(): TemplateResult | typeof nothing {
    const heading = this.localize.isReady ? this.localize.texts('balanceCard').heading : '';
    return this.renderCard(heading, () => this.#renderContent());
  }

  #renderContent(): TemplateResult {
    const { value, error } = this.#balance.state;
    const retry = () => this.#balance.reload();
    if (!value) return error ? this.renderError(error, retry) : renderSkeleton(this.localize.texts('common').loading);
    return html`${this.#renderFigure(value)} ${error ? this.#renderStale(value, retry) : nothing}
    ${this.#renderOnTheWay(value)} ${this.#renderPay(value)} ${this.#renderEstimated(value)} ${this.#renderLines(value)}`;
  }

  #renderFigure(balance: Balance): TemplateResult {
    const texts = this.localize.texts('balanceCard');
    const { format } = this.localize;
    const timeZone = this.supplier.value?.timeZone ?? 'UTC';
    const { lastPayment } = balance;
    const standing = this.#standing(balance);
    const due = balance.dueOn ? format.date(balance.dueOn) : null;
    const sum = format.money(balance.amountOwed);
    // One sentence, whose main part is large: "Overpaid 12.00, nothing to pay".
    const words = {
      settled: { before: null, main: texts.settled, after: texts.settledNote },
      credit: { before: texts.credit, main: sum, after: texts.creditNote },
      owed: { before: texts.owed, main: sum, after: due && texts.owedBy(due) },
      covered: { before: texts.covered, main: format.money(balance.paymentsOnTheWay), after: texts.coveredNote },
      overdue: { before: texts.owed, main: sum, after: due && texts.overdue(due) },
    }[standing];
    const hasComma = standing !== 'owed' && standing !== 'covered';
    return html`
      <div>
        <p class="figure ${standing}">
          ${words.before ? html`<span>${words.before}</span>` : nothing}
          <strong part="amount">${words.main}${hasComma ? html`<span class="comma">,</span>` : nothing}</strong>
          ${words.after ? html`<span>${words.after}</span>` : nothing}
        </p>
        <p class="muted">
          ${texts.asOf(format.dateTime(balance.asOf, timeZone))}${
            lastPayment
              ? html`<br />${texts.lastPayment(format.money(lastPayment.amount), format.date(lastPayment.paidOn))}`
              : nothing
          }
        </p>
      </div>
    `;
  }

  #renderStale(balance: Balance, retry: () => void): TemplateResult {
    const texts = this.localize.texts('common');
    const when = this.localize.format.dateTime(balance.asOf, this.supplier.value?.timeZone ?? 'UTC');
    return html`
      <div class="row">
        <p class="muted">${texts.stale(when)}</p>
        <button type="button" class="plain" @click=${retry}>${texts.retry}</button>
      </div>
    `;
  }

  #standing(balance: Balance): BalanceStanding {
    return balanceStanding(balance, dateInTimeZone(new Date(), this.supplier.value?.timeZone ?? 'UTC'));
  }

  /** Said before anything to press: nobody pays twice because the first payment is not credited yet. */
  #renderOnTheWay({ paymentsOnTheWay, amountOwed }: Balance): TemplateResult | typeof nothing {
    if (paymentsOnTheWay.amount === 0) return nothing;
    const texts = this.localize.texts('balanceCard');
    const { format } = this.localize;
    const left = amountOwed.amount - paymentsOnTheWay.amount;
    const sum = format.money(paymentsOnTheWay);
    const text =
      left > 0 ? texts.partOnTheWay(sum, format.money({ ...amountOwed, amount: left })) : texts.onTheWay(sum);
    return renderNotice({ tone: 'info', icon: icons.clock, text });
  }

  /** The way to pay, where something is due and there is somewhere to pay it. */
  #renderPay(balance: Balance): TemplateResult | typeof nothing {
    const isDue = ['owed', 'overdue'].includes(this.#standing(balance));
    const isOffered = this.supplier.value?.capabilities.includes('payments') && this.may('payments');
    const paymentUrl = namedPage(this.paymentUrl);
    const hasButton = paymentUrl !== '' || document.querySelector('kabinet-payment-button') !== null;
    if (!isDue || !isOffered || !hasButton) return nothing;
    const { pay } = this.localize.texts('balanceCard');
    const handle = (event: Event) => this.#handlePayRequest(event);
    return html`<div class="row actions" part="pay">
      ${
        paymentUrl
          ? html`<a class="primary" href=${paymentUrl} @click=${handle}>${pay}</a>`
          : html`<button type="button" class="primary" @click=${handle}>${pay}</button>`
      }
    </div>`;
  }

  #renderEstimated(balance: Balance): TemplateResult | typeof nothing {
    if (!balance.lines.some((line) => line.basis === 'estimated')) return nothing;
    const texts = this.localize.texts('balanceCard');
    const isHandedIn = this.#meters.value?.items.some((meter) => meter.submitted !== null);
    if (isHandedIn)
      return renderNotice({ tone: 'info', icon: icons.clock, text: { title: texts.estimatedHandedIn, text: '' } });
    const readingUrl = namedPage(this.readingUrl);
    const hasForm = readingUrl !== '' || document.querySelector('kabinet-reading-form') !== null;
    const handle = (event: Event) => this.#handleReadingRequest(event);
    const action = readingUrl
      ? html`<a href=${readingUrl} @click=${handle}>${texts.sendReading}</a>`
      : html`<button type="button" @click=${handle}>${texts.sendReading}</button>`;
    return renderNotice({
      tone: 'warn',
      text: { title: texts.estimatedNote, text: '' },
      actions: hasForm ? action : nothing,
    });
  }

  #renderLines(balance: Balance): TemplateResult {
    const texts = this.localize.texts('balanceCard');
    const { format } = this.localize;
    if (balance.lines.length === 0) return html`<p class="muted">${texts.empty}</p>`;
    const sign = signOf(balance.amountOwed.amount);
    return html`
      <div class="why">
        <h3>${texts.why}</h3>
        <p class="muted">${texts.period(format.date(balance.period.from), format.date(balance.period.to))}</p>
        <p>${this.#story(balance)}</p>
        <dl>
          ${balance.lines.map(
            (line) => html`
              <div>
                <dt>${this.#lineLabel(line, balance)}</dt>
                ${this.#renderLineSum(line)}
              </div>
            `,
          )}
          <div class="total">
            <dt>${texts.total[sign]}</dt>
            <dd>${format.money(balance.amountOwed)}</dd>
          </div>
        </dl>
      </div>
    `;
  }

  /** The whole sum in plain sentences: what there was, what came to it and what was paid, and so what there is now. */
  #story(balance: Balance): string {
    const { format } = this.localize;
    const texts = this.localize.texts('balanceCard');
    const { opening, ...moves } = storyOf(balance);
    const sum = (amount: number) => format.money({ ...balance.amountOwed, amount });
    const moved = (amount: number) => (amount > 0 ? sum(amount) : null);
    return [
      texts.story.opening[signOf(opening)](format.date(balance.period.from), sum(opening)),
      Object.values(moves).some((amount) => amount > 0)
        ? texts.story.then({
            charged: moved(moves.charged),
            for: this.#whatFor(balance),
            more: moved(moves.more),
            less: moved(moves.less),
            paid: moved(moves.paid),
            refunded: moved(moves.refunded),
          })
        : '',
      texts.story.now[signOf(balance.amountOwed.amount)](sum(balance.amountOwed.amount)),
    ]
      .filter(Boolean)
      .join(' ');
  }

  /** What was charged for, where that can be said in a sentence: with the sums where it is two things. */
  #whatFor(balance: Balance): string | null {
    const charges = chargesToTell(balance);
    const sum = ({ amount }: BalanceLine) => (charges.length > 1 ? ` = ${this.localize.format.money(amount)}` : '');
    return charges.map((charge) => this.#subject(charge) + sum(charge)).join('; ') || null;
  }

  /** So that the lines add up by eye: what takes off has a minus, what is put on again a plus. They are drawn, and said as words. */
  #renderLineSum({ kind, amount }: BalanceLine): TemplateResult {
    const { signs } = this.localize.texts('balanceCard');
    const isBare = kind === 'opening' || kind === 'charge';
    const sign = signOf(amount.amount);
    const said = sign === 'zero' || (sign === 'more' && isBare) ? null : signs[sign];
    return html`<dd class=${said === null ? nothing : sign}>
      ${said === null ? nothing : html`<span class="visually-hidden">${said} </span>`}${this.localize.format.money(amount)}
    </dd>`;
  }

  /** The direction is in the word too. */
  #lineLabel(line: BalanceLine, balance: Balance): string {
    const texts = this.localize.texts('balanceCard');
    const label = texts.line[line.kind][line.amount.amount < 0 ? 'less' : 'more'];
    const services = new Set(balance.lines.map((each) => each.serviceKind).filter((each) => each !== null));
    const subject = services.size > 1 || line.month !== null ? this.#subject(line) : '';
    return label + (subject && `: ${subject}`) + (line.basis === 'estimated' ? ` (${texts.estimated})` : '');
  }

  /** What a line is for, as far as the service says: `газ за жовтень 2026, 97 м³ × 7,96 грн`. */
  #subject({ serviceKind, month, component, use, amount }: BalanceLine): string {
    const { format, language } = this.localize;
    const { serviceKind: names } = this.localize.texts('common');
    const texts = this.localize.texts('balanceCard');
    if (serviceKind === null) return '';
    const name = names[serviceKind];
    const service = name.slice(0, 1).toLocaleLowerCase(language) + name.slice(1);
    const quantity = use && format.quantity(use.quantity, use.unit);
    const price = use?.price ? format.price(use.price, amount.currency) : null;
    const parts = [
      texts.subject(service, month && format.month(month)),
      component && texts.component[component],
      quantity && [quantity, price].filter(Boolean).join(' × '),
    ];
    return parts.filter(Boolean).join(', ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kabinet-balance-card': KabinetBalanceCard;
  }
}
