import { html, nothing, type TemplateResult } from 'lit';
import type { CabinetMessages } from '../../locales/messages.js';
import { renderNotice } from '../../parts/notice.js';
import type { PhoneApp } from './phone-app.js';

/** How to have the cabinet as an app of the phone, where the page can be one. */
export function renderApp({ way, install }: PhoneApp, texts: CabinetMessages): TemplateResult | typeof nothing {
  if (way === null) return nothing;
  return html`<div class="app">
    ${renderNotice({
      tone: 'info',
      text: texts.app,
      more: way === 'hand' ? html`<p>${texts.installByHand}</p>` : nothing,
      actions: way === 'press' ? html`<button type="button" @click=${install}>${texts.install}</button>` : nothing,
    })}
  </div>`;
}
