import { html, nothing, type TemplateResult } from 'lit';
import type { StateText } from '../locales/messages.js';
import { icons } from './icons.js';

type Tone = 'info' | 'good' | 'warn' | 'bad';

const TONE_ICONS = { info: icons.info, good: icons.check, warn: icons.warning, bad: icons.error } as const;

export interface NoticeOptions {
  readonly tone: Tone;
  readonly text: StateText;
  /** Instead of the tone's own icon. */
  readonly icon?: () => TemplateResult;
  /** Details, below the text. */
  readonly more?: TemplateResult | typeof nothing;
  /** Buttons or links, last. */
  readonly actions?: TemplateResult | typeof nothing;
  /** Set on a notice that takes the focus when it appears: it is found by `[data-focus]`. */
  readonly takesFocus?: boolean;
}

/** A state told in words, with an icon and what can be done. Colour is never the only sign. */
export function renderNotice({ tone, text, icon, more, actions, takesFocus }: NoticeOptions): TemplateResult {
  return html`
    <div
      class="notice ${tone}"
      part="notice"
      role=${takesFocus ? 'group' : nothing}
      aria-label=${takesFocus ? text.title : nothing}
      tabindex=${takesFocus ? '-1' : nothing}
      ?data-focus=${takesFocus}
    >
      ${(icon ?? TONE_ICONS[tone])()}
      <div>
        ${
          text.text
            ? html`<h3>${text.title}</h3>
                <p>${text.text}</p>`
            : html`<p class="title">${text.title}</p>`
        }
        ${more ?? nothing} ${actions && actions !== nothing ? html`<div class="row actions">${actions}</div>` : nothing}
      </div>
    </div>
  `;
}
