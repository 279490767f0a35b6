import type { Reading, Supplier } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { ReceiptRequestEvent } from '../../core/receipt-request.events.js';
import { namedPage } from '../../core/web-address.js';

/**
 * To the signed confirmation of a reading: on the page that was named, else in the widget for it on this page; nothing where there is
 * neither.
 */
export function renderReceiptLink({
  form,
  receiptUrl: named,
  supplier,
  account,
  reading,
  label,
}: {
  readonly form: HTMLElement;
  readonly receiptUrl: string;
  readonly supplier: Supplier | null;
  readonly account: { readonly id: string; readonly accountNumber: string } | null;
  readonly reading: Reading;
  readonly label: string;
}): TemplateResult | typeof nothing {
  const receiptUrl = namedPage(named);
  const widget = document.querySelector<HTMLElement>('kabinet-receipt');
  const isOffered = supplier?.capabilities.includes('receipts') === true && reading.number !== null;
  if (!isOffered || !account || (receiptUrl === '' && !widget)) return nothing;
  const handle = (event: Event) => {
    const request = new ReceiptRequestEvent(null, reading.id);
    form.dispatchEvent(request);
    if (request.defaultPrevented) return event.preventDefault();
    if (receiptUrl !== '') return;
    widget?.removeAttribute('receipt');
    widget?.setAttribute('account', account.accountNumber);
    widget?.setAttribute('reading', reading.id);
    widget?.focus();
  };
  if (receiptUrl === '') return html`<button type="button" @click=${handle}>${label}</button>`;
  const address = new URL(receiptUrl, document.baseURI);
  // Ids only: an account's number is nobody's business in an address.
  address.searchParams.set('kabinet-account', account.id);
  address.searchParams.set('kabinet-reading', reading.id);
  return html`<a href=${address.href} @click=${handle}>${label}</a>`;
}
