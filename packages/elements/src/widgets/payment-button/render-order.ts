import type { Money, PaymentOrder } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { accountName } from '../../core/account-name.js';
import type { StateText } from '../../locales/messages.js';
import { icons } from '../../parts/icons.js';
import { type NoticeOptions, renderNotice } from '../../parts/notice.js';
import { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import { namedPage } from '../../core/web-address.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import type { KabinetPaymentButton } from './payment-button.js';
import { dueOf, isCancelled, totalOf } from './payment-button.model.js';

type Told = Pick<NoticeOptions, 'tone' | 'icon' | 'text'>;

/** What became of the payment, in words. */
function tell({ localize, watch, profile }: KabinetPaymentButton, order: PaymentOrder): Told {
  const texts = localize.texts('paymentSteps');
  const { format } = localize;
  const zone = profile?.timeZone ?? 'UTC';
  const sum = format.money(order.total);
  switch (order.status) {
    case 'created':
      return { tone: 'info', icon: icons.clock, text: texts.unconfirmed(format.dateTime(order.expiresAt, zone)) };
    case 'pending':
      return { tone: 'info', icon: icons.clock, text: watch.takesLong ? texts.pendingLong(sum) : texts.pending(sum) };
    case 'paid':
      return isCancelled(order)
        ? { tone: 'warn', text: texts.paidAfterCancel(sum) }
        : { tone: 'good', text: texts.paid(sum) };
    case 'failed':
      return { tone: 'bad', text: failedText(texts.failed, texts.failure, order.failure) };
    case 'expired':
      // It may have another reason, of a try that failed before its time was over.
      return { tone: 'warn', text: isCancelled(order) ? texts.cancelled : texts.expired };
    case 'refunded':
      return { tone: 'info', text: texts.refunded(format.money(order.refunded)) };
  }
}

/** A reason that is younger than this page is told as the bank's refusal. */
function failedText(
  { title, text }: StateText,
  reasons: Readonly<Record<string, string>>,
  failure: string | null,
): StateText {
  const reason = failure !== null && Object.hasOwn(reasons, failure) ? reasons[failure] : reasons['declined'];
  return { title, text: `${reason ?? ''} ${text}` };
}

/** For the live region: said once, when it becomes so. */
export function orderTitle(host: KabinetPaymentButton): string {
  const order = host.watch.order.value;
  if (!order) return '';
  const { title, text } = tell(host, order).text;
  return `${title}. ${text}`;
}

/** The payment that the widget tells of: on its way to the provider's page, asked for, or as it stands. */
export function renderWatched(host: KabinetPaymentButton): TemplateResult {
  const { watch, localize } = host;
  const texts = localize.texts('paymentSteps');
  if (watch.leaving?.payUrl) {
    const { payUrl, site } = watch.leaving;
    return renderNotice({
      tone: 'info',
      icon: icons.clock,
      text: texts.leaving(site),
      actions: html`<a class="primary" href=${payUrl} data-focus>${texts.leaveNow}</a>`,
    });
  }
  const { value, error } = watch.order.state;
  if (value) return renderOrder(host, value);
  if (!error) return renderSkeleton(texts.asking);
  return html`<div class="stack" part="payment">
    <p><strong>${texts.unknown}</strong></p>
    ${host.tellReadError(error, () => watch.askAgain())}
  </div>`;
}

/** Somebody opened an address that names a payment which is not theirs: nothing is told of it. */
export function renderNotOurs({ localize, close }: KabinetPaymentButton): TemplateResult {
  const texts = localize.texts('paymentSteps');
  return renderNotice({
    tone: 'info',
    text: texts.notOurs,
    takesFocus: true,
    actions: html`<button type="button" @click=${close}>${texts.close}</button>`,
  });
}

/**
 * Leads whoever came from the provider's page to what became of the payment, once: they came for it, and it may stand far down the page.
 * Nobody who has gone on to something else on the page meanwhile is called away from it.
 */
export function leadToOutcome(host: KabinetPaymentButton): void {
  const find = (selector: string) => host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  const outcome = find('[part=payment]') ?? (host.watch.isNotOurs ? find('[data-focus]') : null);
  if (!outcome || !host.watch.takeArrival()) return;
  const { activeElement } = document;
  const isElsewhere = activeElement !== null && activeElement !== document.body && !host.matches(':focus-within');
  if (isElsewhere) return;
  const { top, bottom } = host.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) host.scrollIntoView();
  (find('[data-focus]') ?? find('#heading'))?.focus({ preventScroll: true });
}

function renderOrder(host: KabinetPaymentButton, order: PaymentOrder): TemplateResult {
  return html`
    <div class="stack wide-gap" part="payment">
      ${order.status === 'created' ? host.cancel?.renderTrouble() : nothing}
      ${renderNotice({ ...tell(host, order), takesFocus: true })} ${renderFacts(host, order)} ${renderNext(host, order)}
      <div class="row actions">${renderActions(host, order)}</div>
    </div>
  `;
}

/** Number, moment, what was charged and for what. */
function renderFacts({ localize, profile, payable }: KabinetPaymentButton, order: PaymentOrder): TemplateResult {
  const texts = localize.texts('paymentSteps');
  const { format } = localize;
  const zone = profile?.timeZone ?? 'UTC';
  const row = (label: string, value: TemplateResult | string) =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`;
  const nameOf = (accountId: string) => {
    const account = payable.find(({ id }) => id === accountId);
    return account ? accountName(account) : null;
  };
  const [only, ...others] = order.lines;
  const lines =
    only && others.length === 0
      ? row(texts.account, nameOf(only.accountId) ?? texts.otherAccount)
      : order.lines.map(({ accountId, amount }) => {
          const name = nameOf(accountId);
          return row(name === null ? texts.otherAccount : `${texts.account} ${name}`, format.money(amount));
        });
  const charge = () => {
    switch (order.status) {
      case 'paid':
      case 'refunded':
        return row(texts.charged, html`<strong>${format.money(order.total)}</strong>`);
      case 'failed':
      case 'expired':
        // It may have been paid by another try, or at the last moment: what was charged is not known, only what was asked for.
        return row(texts.sum, format.money(order.total));
      default:
        return row(texts.toCharge, format.money(order.total));
    }
  };
  return html`
    <dl>
      ${row(texts.number, html`<strong>${order.number}</strong>`)}
      ${row(texts.at, format.dateTime(order.settledAt ?? order.createdAt, zone))} ${lines}
      ${order.fee.amount > 0 ? row(texts.fee, format.money(order.fee)) : nothing} ${charge()}
      ${order.refunded.amount > 0 ? row(texts.givenBack, format.money(order.refunded)) : nothing}
    </dl>
  `;
}

function renderNext(host: KabinetPaymentButton, order: PaymentOrder): TemplateResult | typeof nothing {
  const texts = host.localize.texts('paymentSteps');
  const tooLate = host.cancel?.isTooLate(order) ? html`<p>${texts.tooLateToCancel}</p>` : nothing;
  if (order.status !== 'paid') return tooLate;
  const standing = standingAfter(host, order);
  return html`${tooLate} ${standing ? html`<p><strong>${standing}</strong></p>` : nothing}
    <p>${texts.paidNext}</p>`;
}

/** What is left to pay after it, or is paid ahead by one that was not wanted any more; null where that is not known, or nothing. */
function standingAfter(
  { balance, localize, profile, payable }: KabinetPaymentButton,
  order: PaymentOrder,
): string | null {
  const [only, ...others] = order.lines;
  if (!balance || others.length > 0 || only?.accountId !== payable[0]?.id) return null;
  const texts = localize.texts('paymentSteps');
  const { format } = localize;
  const due = dueOf(balance);
  if (due.amount > 0) return texts.leftNow(format.money(due));
  const isAhead = isCancelled(order) && balance.amountOwed.amount < 0;
  return isAhead ? texts.creditNow(format.money(balance.amountOwed), profile?.phone ?? '') : null;
}

/** What the same sums would be charged as now. */
function chargedAgain({ method }: KabinetPaymentButton, { lines, total }: PaymentOrder): Money {
  return totalOf(lines, method, total.currency).total;
}

function renderActions(host: KabinetPaymentButton, order: PaymentOrder): TemplateResult {
  const texts = host.localize.texts('paymentSteps');
  const { watch } = host;
  const button = (label: string, onPress: () => void, style: 'primary' | 'plain' | '' = '') =>
    html`<button type="button" class=${style} @click=${onPress}>${label}</button>`;
  switch (order.status) {
    case 'created':
      return html`${
        order.payUrl
          ? button(texts.goOn, () => watch.leave(order), 'primary')
          : button(texts.askNow, () => watch.askAgain(), 'primary')
      }
      ${host.cancel?.renderButton(order, texts.cancel, host.startOver)}`;
    case 'pending':
      return html`${watch.takesLong ? button(texts.askNow, () => watch.askAgain()) : nothing}
      ${button(texts.close, host.close, 'plain')}`;
    case 'failed':
    case 'expired':
      return html`${button(texts.again(host.localize.format.money(chargedAgain(host, order))), () => host.payAgain(order), 'primary')}
      ${host.profile?.payments?.bankTransfer ? button(texts.byTransfer, host.toSlip) : nothing}
      ${button(texts.close, host.close, 'plain')}`;
    case 'paid':
    case 'refunded':
      return html`${renderReceiptLink(host, order)} ${button(texts.print, () => print())}
      ${button(texts.done, host.close, 'plain')}`;
  }
}

/** To the signed receipt: on the page that was named, else in the widget for it on this page. */
function renderReceiptLink(host: KabinetPaymentButton, { receiptId }: PaymentOrder): TemplateResult | typeof nothing {
  const { localize } = host;
  const receiptUrl = namedPage(host.receiptUrl);
  const widget = document.querySelector<HTMLElement>('kabinet-receipt');
  if (receiptId === null || (receiptUrl === '' && !widget)) return nothing;
  const { receipt } = localize.texts('paymentSteps');
  const handle = (event: Event) => {
    const request = new ReceiptRequestEvent(receiptId);
    host.dispatchEvent(request);
    if (request.defaultPrevented) return event.preventDefault();
    if (receiptUrl !== '') return;
    widget?.setAttribute('receipt', receiptId);
    widget?.focus();
  };
  if (receiptUrl === '') return html`<button type="button" class="primary" @click=${handle}>${receipt}</button>`;
  const address = new URL(receiptUrl, document.baseURI);
  address.searchParams.set('kabinet-receipt', receiptId);
  return html`<a class="primary" href=${address.href} @click=${handle}>${receipt}</a>`;
}
