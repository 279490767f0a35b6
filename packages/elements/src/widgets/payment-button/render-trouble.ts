import { html, nothing, type TemplateResult } from 'lit';
import { renderNotice } from '../../parts/notice.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import type { KabinetPaymentButton } from './payment-button.js';
import { isSettled, totalOf } from './payment-button.model.js';
import { rangeText } from './payment-form.js';

/** Why a payment could not be begun, and what to do. Nothing was charged: only the provider's page does that. */
export function renderTrouble(host: KabinetPaymentButton): TemplateResult | typeof nothing {
  const { action, localize } = host;
  const texts = localize.texts('paymentSteps');
  const { state } = action;
  if (!('error' in state)) return nothing;
  const { error } = state;
  const retry = html`<button type="button" @click=${host.tryAgain}>${localize.texts('common').retry}</button>`;
  if (error.kind === 'unauthorized') return host.tellReadError(error, host.tryAgain);
  if (error.code === 'payment_in_progress') return renderInProgress(host);
  if (error.code === 'payment_sum_out_of_range') {
    const text = { title: texts.refusedSum, text: rangeText(host) };
    return renderNotice({ tone: 'bad', text, takesFocus: true });
  }
  if (error.code === 'payment_method_unavailable') {
    return renderNotice({ tone: 'bad', text: texts.methodGone, takesFocus: true, actions: retry });
  }
  const isFinal = ['forbidden', 'not-found', 'rejected', 'conflict'].includes(error.kind);
  const words = host.wordsOf(error);
  const requestId = error.problem?.requestId;
  return renderNotice({
    tone: error.kind === 'offline' ? 'warn' : 'bad',
    text: { title: words.title, text: `${words.text} ${state.status === 'unsure' ? texts.unsure : texts.notCharged}` },
    takesFocus: true,
    ...(requestId && { more: html`<p class="muted">${localize.texts('common').requestId(requestId)}</p>` }),
    actions: isFinal ? nothing : retry,
  });
}

/** Another payment for the account is on its way: which one, so that nobody pays twice by mistake. */
function renderInProgress(host: KabinetPaymentButton): TemplateResult {
  const { watch, localize, profile, action } = host;
  const texts = localize.texts('paymentSteps');
  const { format } = localize;
  const isOurs = 'error' in action.state && action.state.error.problem?.orderId !== undefined;
  const { value: order, error } = watch.order.state;
  if (isOurs && !order && !error) return renderSkeleton(texts.asking);
  const anew = html`<button type="button" class="plain" @click=${host.payAnew}>${texts.payAnew}</button>`;
  if (!isOurs || !order) {
    const notNow = html`<button type="button" @click=${host.forgetTrouble}>${texts.notNow}</button>`;
    return renderNotice({
      tone: 'warn',
      text: texts.inProgressElsewhere,
      takesFocus: true,
      actions: html`${notNow} ${anew}`,
    });
  }
  const sum = format.money(order.total);
  const when = format.dateTime(order.createdAt, profile?.timeZone ?? 'UTC');
  if (order.payUrl !== null) {
    const { total } = totalOf(host.wanted, host.method, order.total.currency);
    const goOn = html`<button type="button" class="primary" @click=${() => watch.leave(order)}>${texts.goOn}</button>`;
    const instead = texts.cancelAndPay(format.money(total));
    const cancel = host.cancel?.renderButton(order, instead, () => host.payAgain({ lines: [...host.wanted] }));
    return html`
      ${host.cancel?.renderTrouble()}
      ${renderNotice({ tone: 'warn', text: texts.begun(sum, when, order.number), takesFocus: true, actions: html`${goOn} ${cancel}` })}
    `;
  }
  const text = isSettled(order)
    ? texts.settledMeanwhile(sum, when, order.number)
    : texts.inProgress(sum, when, order.number);
  const show = html`<button type="button" class="primary" @click=${() => watch.follow(order)}>${texts.showIt}</button>`;
  return renderNotice({ tone: 'warn', text, takesFocus: true, actions: html`${show} ${anew}` });
}
