import type { AppealField } from '@kabinet/api';
import { TICKED } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';
import { renderChoice } from '../../parts/choice.js';
import { icons } from '../../parts/icons.js';
import { labelOf } from './appeal-check.js';
import type { AppealWriting } from './appeal-writing.js';

export interface TextFieldOptions {
  /** Unique in its shadow root. */
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly error: string | null;
  readonly value: string;
  readonly isLong?: boolean;
  readonly inputMode?: 'text' | 'decimal' | 'tel' | 'email';
  /** What the browser may offer; nothing without it. */
  readonly autocomplete?: 'name' | 'tel' | 'email' | 'street-address';
  /** After the input: a unit. */
  readonly unit?: string | null;
  /** Below the input: how much may still be typed. */
  readonly counter?: string;
  readonly onInput: (value: string) => void;
}

/** A line or several, with label, hint, error and counter tied for screen readers. No length is forced: what is pasted is never cut. */
export function renderTextField(options: TextFieldOptions): TemplateResult {
  const { id, label, hint, error, value, isLong, inputMode = 'text', autocomplete, unit, counter, onInput } = options;
  const described = [hint && `${id}-hint`, error && `${id}-error`, unit && `${id}-unit`, counter && `${id}-counter`];
  const describedBy = described.filter(Boolean).join(' ') || nothing;
  const handle = (event: Event) => onInput((event.currentTarget as HTMLInputElement | HTMLTextAreaElement).value);
  return html`
    <div class="field ${error ? 'wrong' : ''}" part="field">
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : nothing}
      ${error ? html`<p class="error" id="${id}-error">${icons.error()}<span>${error}</span></p>` : nothing}
      ${
        isLong
          ? html`<textarea
              part="input"
              id=${id}
              rows="6"
              .value=${value}
              aria-describedby=${describedBy}
              aria-invalid=${error ? 'true' : nothing}
              @input=${handle}
            ></textarea>`
          : html`<span class="with-unit"
              ><input
                part="input"
                id=${id}
                type="text"
                class=${inputMode === 'decimal' ? 'short' : ''}
                inputmode=${inputMode}
                autocomplete=${autocomplete ?? 'off'}
                .value=${value}
                aria-describedby=${describedBy}
                aria-invalid=${error ? 'true' : nothing}
                @input=${handle}
              />${unit ? html`<span id="${id}-unit">${unit}</span>` : nothing}</span
            >`
      }
      ${counter ? html`<p class="muted" id="${id}-counter">${counter}</p>` : nothing}
    </div>
  `;
}

/** More answers than this go into a list that opens. */
const MOST_RADIOS = 6;

/** A question of the kind's own. */
export function renderAppealField(
  writing: AppealWriting,
  field: AppealField,
  { id, error }: { id: string; error: string | null },
): TemplateResult {
  const { localize } = writing.host;
  const { language } = localize;
  const texts = localize.texts('appealWriting');
  const label = labelOf(field, language, texts);
  const hint = field.hint && inLanguage(field.hint, language);
  const value = writing.typed.fields[field.name] ?? '';
  const onInput = (typed: string) =>
    writing.type({ fields: { ...writing.typed.fields, [field.name]: typed } }, `fields/${field.name}`);
  const text = { id, label, hint, error, value, onInput };
  switch (field.type) {
    case 'choice': {
      const options = field.options.map((each) => ({ value: each.value, label: inLanguage(each.label, language) }));
      if (options.length <= MOST_RADIOS) {
        return renderChoice({
          id,
          legend: label,
          hint,
          options,
          chosen: value === '' ? null : value,
          error,
          onChoose: onInput,
        });
      }
      return renderSelect({ ...text, options, empty: texts.choose });
    }
    case 'yes':
      return renderTick(text);
    case 'long_text':
      return renderTextField({ ...text, isLong: true });
    case 'number':
      return renderTextField({ ...text, inputMode: 'decimal', unit: field.unit && inLanguage(field.unit, language) });
    case 'date':
      return renderTextField({ ...text, inputMode: 'decimal' });
    case 'phone':
      return renderTextField({ ...text, inputMode: 'tel', autocomplete: 'tel' });
    case 'email':
      return renderTextField({ ...text, inputMode: 'email', autocomplete: 'email' });
    case 'address':
      return renderTextField({ ...text, autocomplete: 'street-address' });
    default:
      return renderTextField(text);
  }
}

/** A list that opens; `empty` stands first while nothing is chosen. */
export function renderSelect({
  id,
  label,
  hint,
  error,
  value,
  options,
  empty,
  onInput,
}: Pick<TextFieldOptions, 'id' | 'label' | 'hint' | 'error' | 'value' | 'onInput'> & {
  options: readonly { readonly value: string; readonly label: string }[];
  empty?: string;
}): TemplateResult {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || nothing;
  return html`
    <div class="field ${error ? 'wrong' : ''}" part="field">
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : nothing}
      ${error ? html`<p class="error" id="${id}-error">${icons.error()}<span>${error}</span></p>` : nothing}
      <select
        part="input"
        id=${id}
        aria-describedby=${described}
        aria-invalid=${error ? 'true' : nothing}
        @change=${(event: Event) => onInput((event.currentTarget as HTMLSelectElement).value)}
      >
        ${empty === undefined ? nothing : html`<option value="" .selected=${value === ''}>${empty}</option>`}
        ${options.map((each) => html`<option value=${each.value} .selected=${each.value === value}>${each.label}</option>`)}
      </select>
    </div>
  `;
}

function renderTick({ id, label, hint, error, value, onInput }: TextFieldOptions): TemplateResult {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || nothing;
  return html`
    <div class="field tick ${error ? 'wrong' : ''}" part="field">
      ${error ? html`<p class="error" id="${id}-error">${icons.error()}<span>${error}</span></p>` : nothing}
      <label>
        <input
          type="checkbox"
          id=${id}
          .checked=${value === TICKED}
          aria-describedby=${described}
          aria-invalid=${error ? 'true' : nothing}
          @change=${(event: Event) => onInput((event.currentTarget as HTMLInputElement).checked ? TICKED : '')}
        />
        <span>${label}</span>
      </label>
      ${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : nothing}
    </div>
  `;
}
