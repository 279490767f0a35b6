import type { PaymentSlip } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { plainSum } from '@kabinet/rules';
import { Query } from '../../core/query.js';
import { isWebAddress } from '../../core/web-address.js';
import { renderNotice } from '../../parts/notice.js';
import { renderQrCode } from '../../parts/qr-code.js';
import { renderSkeleton } from '../../parts/skeleton.js';
import type { KabinetPaymentButton } from './payment-button.js';

/** The slip of one button, and what was copied of it last. */
interface SlipState {
  readonly query: Query<'getPaymentSlip'>;
  copied: string | null;
}

const slips = new WeakMap<KabinetPaymentButton, SlipState>();

function slipOf(host: KabinetPaymentButton): SlipState {
  const known = slips.get(host);
  if (known) return known;
  const query = new Query(host, 'getPaymentSlip', () => {
    const [account] = host.payable;
    if (!account || !host.isOnSlip) return null;
    return { accountId: account.id, ...(host.offered && { amount: String(host.offered.amount) }) };
  });
  const state: SlipState = { query, copied: null };
  slips.set(host, state);
  queueMicrotask(() => host.requestUpdate());
  return state;
}

/** The details of a bank transfer, to copy, to scan and to print. */
export function renderSlip(host: KabinetPaymentButton): TemplateResult {
  const texts = host.localize.texts('paymentSteps');
  const state = slipOf(host);
  const { value, error } = state.query.state;
  const onTheWay = host.balance?.paymentsOnTheWay;
  const back = html`<button type="button" class="plain" @click=${() => host.show('offer')}>${texts.back}</button>`;
  if (!value) {
    return error
      ? html`${host.tellReadError(error, () => state.query.reload())}
          <div class="row actions">${back}</div>`
      : renderSkeleton(host.localize.texts('common').loading);
  }
  return html`
    <div class="stack wide-gap" part="slip">
      <h3 tabindex="-1" data-focus>${texts.slipHeading}</h3>
      ${
        onTheWay && onTheWay.amount > 0
          ? renderNotice({
              tone: 'warn',
              text: { title: texts.slipOnTheWay(host.localize.format.money(onTheWay)), text: '' },
            })
          : nothing
      }
      <div class="slip">${value.qr ? renderQr(value.qr, texts) : nothing} ${renderDetails(host, state, value)}</div>
      <p class="muted">${texts.slipNext}</p>
      <div class="row actions"><button type="button" @click=${() => print()}>${texts.print}</button> ${back}</div>
      <p class="visually-hidden" role="status">${state.copied === null ? '' : texts.copied}</p>
    </div>
  `;
}

/** A phone cannot scan itself, so the link to the bank's app comes first there; elsewhere (payment-steps.styles.ts) it is the last. */
function renderQr(
  code: NonNullable<PaymentSlip['qr']>,
  texts: { readonly qr: string; readonly qrHint: string; readonly openInBank: string },
): TemplateResult {
  return html`
    <div class="stack code">
      ${isWebAddress(code.text) ? html`<a class="to-bank" href=${code.text} rel="noreferrer">${texts.openInBank}</a>` : nothing}
      ${renderQrCode(code, texts.qr)}
      <p class="muted">${texts.qrHint}</p>
    </div>
  `;
}

function renderDetails(host: KabinetPaymentButton, state: SlipState, slip: PaymentSlip): TemplateResult {
  const texts = host.localize.texts('paymentSteps');
  const { format } = host.localize;
  const rows: readonly (readonly [label: string, shown: string, copied: string])[] = [
    [texts.recipient, slip.recipient, slip.recipient],
    [texts.taxId, slip.taxId, slip.taxId],
    ['IBAN', slip.iban.replace(/(.{4})(?=.)/g, '$1 '), slip.iban],
    ...(slip.bank === null ? [] : ([[texts.bank, slip.bank, slip.bank]] as const)),
    ...(slip.amount.amount > 0
      ? ([[texts.sum, format.money(slip.amount), plainSum(slip.amount.amount, slip.amount.currency)]] as const)
      : []),
    [texts.purpose, slip.purpose, slip.purpose],
  ];
  const copy = async (event: Event, label: string, text: string) => {
    const value = (event.currentTarget as Element).closest('div')?.querySelector('span');
    state.copied = null;
    host.requestUpdate();
    try {
      await navigator.clipboard.writeText(text);
      state.copied = label;
    } catch {
      // Not allowed here: it is chosen, so that the browser's own "copy" is one step away.
      if (value) getSelection()?.selectAllChildren(value);
    }
    host.requestUpdate();
  };
  return html`
    <dl class="details">
      ${rows.map(
        ([label, shown, copied]) => html`
          <div>
            <dt class="muted">${label}</dt>
            <dd>
              <span>${shown}</span>
              <button
                type="button"
                class="plain"
                aria-label="${texts.copy}: ${label}"
                @click=${(event: Event) => void copy(event, label, copied)}
              >
                ${state.copied === label ? texts.copied : texts.copy}
              </button>
            </dd>
          </div>
        `,
      )}
    </dl>
  `;
}
