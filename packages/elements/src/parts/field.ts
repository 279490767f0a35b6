import { html, nothing, type TemplateResult } from 'lit';
import { icons } from './icons.js';

export interface FieldOptions {
  /** Unique in its shadow root. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Which keys a phone offers: digits only, a comma too, or letters. */
  readonly inputMode: 'numeric' | 'decimal' | 'text';
  readonly error: string | null;
  readonly value: string;
  /** While it is being sent, it is not changed: what the input shows and `value` never part. */
  readonly isBusy: boolean;
  /** Between hint and input: how the thing looks that is copied from. */
  readonly picture?: TemplateResult;
  /** Beside the input, after it: what the typed value amounts to. Empty keeps the place for it. */
  readonly note?: string;
  /** What the keyboard's main key says it does; `send` unless said otherwise. */
  readonly enterKeyHint?: 'send' | 'done';
  readonly onInput: (value: string) => void;
}

/** A labelled text input for digits: label above, hint between, error beside, all tied for screen readers. */
export function renderDigitsField({
  id,
  label,
  hint,
  inputMode,
  error,
  value,
  isBusy,
  picture,
  note,
  enterKeyHint = 'send',
  onInput,
}: FieldOptions): TemplateResult {
  const handleInput = (event: Event) => onInput((event.currentTarget as HTMLInputElement).value);
  return html`
    <div class="field ${error ? 'wrong' : ''}" part="field">
      <label for=${id}>${label}</label>
      <p class="muted" id="${id}-hint">${hint}</p>
      ${picture} ${error ? html`<p class="error" id="${id}-error">${icons.error()}<span>${error}</span></p>` : nothing}
      <div class="row">
        <input
          part="input"
          id=${id}
          type="text"
          inputmode=${inputMode}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint=${enterKeyHint}
          .value=${value}
          ?readonly=${isBusy}
          aria-describedby="${id}-hint${error ? ` ${id}-error` : ''}"
          aria-invalid=${error ? 'true' : nothing}
          @input=${handleInput}
        />
        ${note !== undefined ? html`<span class="note">${note}</span>` : nothing}
      </div>
    </div>
  `;
}
