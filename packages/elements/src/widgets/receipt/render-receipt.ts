import type { Receipt } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { isWebAddress } from '../../core/web-address.js';
import type { ReceiptMessages } from '../../locales/receipt-messages.js';
import { renderQrCode } from '../../parts/qr-code.js';
import type { ReceiptView } from './receipt.model.js';

/** What a receipt says, once its signature is right. */
export function renderReceipt(
  { kind, number, figures, moment, rows }: ReceiptView,
  texts: ReceiptMessages,
): TemplateResult {
  return html`
    <div class="stack" part="receipt">
      <p class="figures" part="amount">${figures.map((figure) => html`<strong>${figure}</strong>`)}</p>
      <p>${moment}</p>
      <dl>
        <div>
          <dt>${texts.number}</dt>
          <dd><strong>${number}</strong></dd>
        </div>
        ${rows.map(
          ({ name, value, isTotal }) => html`
            <div class=${isTotal ? 'total' : nothing}>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>
          `,
        )}
      </dl>
      ${kind === 'payment' ? html`<p class="muted">${texts.notLater}</p>` : nothing}
    </div>
  `;
}

/** How somebody else can check it: on the screen behind a press, on paper below it. */
export function renderHowToCheck({ qr, verifyUrl }: Receipt, texts: ReceiptMessages): TemplateResult {
  return html`
    <details>
      <summary>${texts.howToCheck}</summary>
      <div class="stack">
        <p>${texts.howToCheckText}</p>
        ${
          isWebAddress(verifyUrl)
            ? html`<p><a href=${verifyUrl} target="_blank" rel="noopener">${texts.toCheckPage}</a></p>`
            : nothing
        }
        ${renderQrCode(qr, texts.qr)}
      </div>
    </details>
    <div class="for-paper">
      ${renderQrCode(qr, texts.qr)}
      <p>${verifyUrl}</p>
    </div>
  `;
}
