import { html, type TemplateResult } from 'lit';
import { renderNotice } from './notice.js';

/** That what is in the fields was kept on the device from before, and the way to be rid of it. */
export function renderRestored(
  { restored, discard }: { readonly restored: string; readonly discard: string },
  onDiscard: () => void,
): TemplateResult {
  return renderNotice({
    tone: 'info',
    text: { title: restored, text: '' },
    actions: html`<button type="button" @click=${onDiscard}>${discard}</button>`,
  });
}
