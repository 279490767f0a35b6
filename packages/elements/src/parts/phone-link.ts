import { html, type TemplateResult } from 'lit';

/** A phone to be called by one press. */
export function renderPhone(phone: string): TemplateResult {
  return html`<a href="tel:${phone.replace(/[^\d+*#]/g, '')}">${phone}</a>`;
}
