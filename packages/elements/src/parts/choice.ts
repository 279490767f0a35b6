import { html, nothing, type TemplateResult } from 'lit';
import { icons } from './icons.js';

export interface ChoiceOptions {
  /** Unique in its shadow root. The first answer has it, so that a link can put the focus there. */
  readonly id: string;
  readonly legend: string;
  readonly hint?: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Null while nothing is chosen. */
  readonly chosen: string | null;
  readonly error?: string | null;
  /** While it is being sent, the answer stays as it is. */
  readonly isFixed?: boolean;
  readonly onChoose: (value: string) => void;
}

/** A question with its answers, one of which is chosen. */
export function renderChoice({
  id,
  legend,
  hint,
  options,
  chosen,
  error,
  isFixed = false,
  onChoose,
}: ChoiceOptions): TemplateResult {
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return html`
    <fieldset class="choices" part="choice" aria-describedby=${described || nothing}>
      <legend>${legend}</legend>
      <div class=${error ? 'wrong' : ''}>
        ${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : nothing}
        ${error ? html`<p class="error" id="${id}-error">${icons.error()}<span>${error}</span></p>` : nothing}
        <div class="options">
          ${options.map(
            ({ value, label }, index) => html`
              <label>
                <input
                  type="radio"
                  name=${id}
                  id=${index === 0 ? id : nothing}
                  .value=${value}
                  .checked=${value === chosen}
                  ?disabled=${isFixed && value !== chosen}
                  @change=${() => onChoose(value)}
                />
                <span>${label}</span>
              </label>
            `,
          )}
        </div>
      </div>
    </fieldset>
  `;
}
