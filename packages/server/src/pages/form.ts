import { html } from 'hono/html';
import { icons } from './icons.js';
import type { Markup, PageLanguage } from './page.js';
import { shellTexts } from './texts.js';

/** Attributes of a tag: null and false leave one out, true writes it without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

export function attributes(given: Attributes): Markup[] {
  return Object.entries(given).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === false) return [];
    return [value === true ? html` ${name}` : html` ${name}="${value}"`];
  });
}

/** What is wrong with a field. The id is the field's own: the summary links to it. */
export interface FormError {
  readonly id: string;
  readonly text: string;
}

export interface Labelled {
  /** Unique on the page; the field's name too, unless `name` says otherwise. */
  readonly id: string;
  readonly name?: string;
  readonly label: string;
  /** Between the label and the field. */
  readonly hint?: string | Markup | undefined;
  /** Beside the field; what the summary says as well. */
  readonly error?: string | undefined;
  readonly value?: string | undefined;
  /** Below the field: where to find it. */
  readonly help?: Markup | undefined;
}

export interface FieldOptions extends Labelled {
  readonly type?: 'text' | 'email' | 'tel' | 'date' | 'search';
  readonly autocomplete?: string;
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email';
  /** How wide, in characters, for what has a known length; the whole width without it. */
  readonly size?: 'short' | 'medium';
  readonly capitalize?: boolean;
  readonly attributes?: Attributes;
}

/**
 * A page's form. It posts to its own page and is checked by the server only: nothing is asked of the browser. With our script, a second
 * press sends nothing twice, and without network what was typed stays.
 */
export function form(options: { language: PageLanguage; body: Markup; attributes?: Attributes }): Markup {
  const { offline, sending } = shellTexts[options.language];
  return html`<kabinet-hosted-form data-offline="${offline}" data-sending="${sending}"
    ><form method="post" novalidate${attributes(options.attributes ?? {})}>${options.body}</form></kabinet-hosted-form
  >`;
}

/** One line of text with a label, a hint and its error. */
export function field(options: FieldOptions): Markup {
  const { id, type = 'text', inputmode, size, capitalize = false } = options;
  return labelled(
    options,
    html`<input${attributes({
      ...inputAttributes(options),
      type,
      value: options.value || null,
      autocomplete: options.autocomplete ?? 'off',
      inputmode,
      class: size ?? null,
      autocapitalize: capitalize ? 'words' : 'none',
      autocorrect: 'off',
      spellcheck: 'false',
      ...options.attributes,
    })} />`,
    id,
  );
}

export interface PasswordFieldOptions extends Omit<Labelled, 'value'> {
  readonly language: PageLanguage;
  readonly autocomplete: 'current-password' | 'new-password';
  /** The live hint of a new password: how long it must be at least. */
  readonly minLength?: number;
}

/** A password, never filled in again by us. With our script it has a button to show it and, for a new one, a live hint. */
export function passwordField(options: PasswordFieldOptions): Markup {
  const { showPassword, hidePassword, passwordProgress, passwordReached } = shellTexts[options.language];
  const input = html`<kabinet-password-field${attributes({
    'data-show': showPassword,
    'data-hide': hidePassword,
    ...(options.minLength === undefined
      ? {}
      : {
          'data-min-length': options.minLength,
          'data-progress': passwordProgress(options.minLength),
          'data-reached': passwordReached,
        }),
  })}
    ><input${attributes({
      ...inputAttributes(options),
      type: 'password',
      autocomplete: options.autocomplete,
      autocapitalize: 'none',
      autocorrect: 'off',
      spellcheck: 'false',
    })}
  /></kabinet-password-field>`;
  return labelled(options, input, options.id);
}

/**
 * A code from a message: one field, whatever the number of its digits. With our script it fills itself from the message and, where the form
 * asks for nothing else, is sent when full.
 */
export function codeField(
  options: Labelled & {
    readonly length?: number;
    /** Whether the form asks for nothing else. */ readonly isAlone?: boolean;
  },
): Markup {
  const { length = 6, isAlone = true } = options;
  const input = html`<kabinet-code-field data-length="${length}" ${attributes({ 'data-alone': isAlone })}
    ><input${attributes({
      ...inputAttributes(options),
      type: 'text',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      class: 'code',
      value: options.value || null,
      autocapitalize: 'none',
      spellcheck: 'false',
    })}
  /></kabinet-code-field>`;
  return labelled(options, input, options.id);
}

/** Several lines of text. */
export function textArea(options: Labelled & { readonly rows?: number; readonly maxLength?: number }): Markup {
  const given = attributes({ ...inputAttributes(options), rows: options.rows ?? 4 });
  // A line feed right after the tag is no part of the text, so one that is must be doubled.
  return labelled(options, html`<textarea${given}>${'\n'}${options.value ?? ''}</textarea>`, options.id);
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface ChoicesOptions extends Omit<Labelled, 'value' | 'label'> {
  /** The question. */
  readonly legend: string;
  readonly options: readonly Choice[];
  /** `one` of them by default; `several` for boxes to tick. */
  readonly kind?: 'one' | 'several';
  readonly value?: string | readonly string[] | undefined;
}

/** A question with answers to choose from. Its error links to the first answer: `<id>-0`. */
export function choices(options: ChoicesOptions): Markup {
  const { id, name = id, legend, kind = 'one', error } = options;
  const chosen = typeof options.value === 'string' ? [options.value] : (options.value ?? []);
  return html`<fieldset
    class="${error === undefined ? 'field' : 'field wrong'}"
    ${attributes({ 'aria-describedby': describedBy(options), 'aria-invalid': error === undefined ? null : 'true' })}
  >
    <legend>${legend}</legend>
    ${hintOf(options)} ${errorOf(options)}
    <div class="choices">
      ${options.options.map(
        ({ value, label, hint }, index) =>
          html`<div class="choice">
            <input${attributes({
              type: kind === 'one' ? 'radio' : 'checkbox',
              id: `${id}-${index}`,
              name,
              value,
              checked: chosen.includes(value),
              'aria-describedby': hint === undefined ? null : `${id}-${index}-hint`,
            })} />
            <label for="${id}-${index}">${label}</label>
            ${hint === undefined ? '' : html`<p class="hint" id="${id}-${index}-hint">${hint}</p>`}
          </div>`,
      )}
    </div>
  </fieldset>`;
}

/** A value the form carries along. Never a secret, never what the server knows better. */
export function hidden(name: string, value: string): Markup {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}

export interface SubmitOptions {
  /** `primary` by default: one a page. */
  readonly tone?: 'primary' | 'secondary' | 'plain' | 'danger';
  /** For a form with several buttons: which was pressed. */
  readonly name?: string;
  readonly value?: string;
}

/** The button that sends the form: a verb, and what happens. */
export function submit(label: string | Markup, { tone = 'primary', name, value }: SubmitOptions = {}): Markup {
  return html`<button class="${tone}" ${attributes({ type: 'submit', name, value })}>${label}</button>`;
}

/** A link that looks like a button: for going somewhere, not for doing something. */
export function buttonLink(
  to: string,
  label: string,
  tone: 'primary' | 'secondary' | 'plain' | 'danger' = 'secondary',
): Markup {
  return html`<a class="button ${tone}" href="${to}">${label}</a>`;
}

/** Buttons and links beside each other, below each other on a phone. */
export function actions(...each: readonly (Markup | '')[]): Markup {
  return html`<div class="actions">${each}</div>`;
}

/** What is wrong, with a link to each field; it takes the focus. Nothing when nothing is wrong. Goes first in a page's body. */
export function errorSummary(language: PageLanguage, errors: readonly FormError[]): Markup {
  if (errors.length === 0) return html``;
  return html`<div class="notice bad" role="alert" tabindex="-1" autofocus data-focus aria-labelledby="error-summary">
    ${icons.error()}
    <div>
      <h2 id="error-summary">${shellTexts[language].errorSummary}</h2>
      <ul>
        ${errors.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}
      </ul>
    </div>
  </div>`;
}

export interface NoticeOptions {
  readonly tone?: 'info' | 'good' | 'warn' | 'bad';
  readonly title: string | Markup;
  readonly text?: string | Markup | undefined;
  readonly actions?: Markup | undefined;
  /** For the outcome of what was just sent: read out, and where the keyboard goes on. */
  readonly takesFocus?: boolean;
}

const TONE_ICONS = { info: icons.info, good: icons.check, warn: icons.warning, bad: icons.error } as const;

/** A state told in words, with an icon and what can be done. */
export function notice({ tone = 'info', title, text, actions: buttons, takesFocus = false }: NoticeOptions): Markup {
  return html`<div
    class="notice ${tone}"
    ${attributes(takesFocus ? { role: 'group', 'aria-labelledby': 'outcome', tabindex: -1, autofocus: true, 'data-focus': true } : {})}
  >
    ${TONE_ICONS[tone]()}
    <div>
      <p class="title" ${attributes(takesFocus ? { id: 'outcome' } : {})}>${title}</p>
      ${text === undefined ? '' : html`<div>${text}</div>`} ${buttons ?? ''}
    </div>
  </div>`;
}

/** A number or an address that is not torn apart at the end of a line. */
export function together(text: string): Markup {
  return html`<span class="together">${text}</span>`;
}

/** A sentence with such a number in it. */
export function keepTogether(sentence: string, number: string): Markup {
  const at = sentence.indexOf(number);
  if (at < 0 || number === '') return html`${sentence}`;
  return html`${sentence.slice(0, at)}${together(number)}${sentence.slice(at + number.length)}`;
}

/** What is known, as name and value: before it is sent, or after. */
export function summaryList(
  rows: readonly { readonly name: string | Markup; readonly value: string | Markup }[],
): Markup {
  return html`<dl class="summary">
    ${rows.map(
      ({ name, value }) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** More for who wants it, closed at first; works without a script. */
export function disclosure(summary: string, body: Markup): Markup {
  return html`<details>
    <summary>${summary}</summary>
    <div>${body}</div>
  </details>`;
}

/** A control with its label, its hint and its error. */
export function labelled(options: Labelled, control: Markup, id: string): Markup {
  return html`<div class="${options.error === undefined ? 'field' : 'field wrong'}">
    <label for="${id}">${options.label}</label>
    ${hintOf(options)} ${errorOf(options)} ${control} ${options.help ?? ''}
  </div>`;
}

/** What ties a control to what is said about it. */
export function inputAttributes(options: Labelled): Attributes {
  const { id, name = id, error } = options;
  return {
    id,
    name,
    'aria-describedby': describedBy(options),
    'aria-invalid': error === undefined ? null : 'true',
  };
}

function describedBy({ id, hint, error }: Pick<Labelled, 'id' | 'hint' | 'error'>): string | null {
  return [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim() || null;
}

function hintOf({ id, hint }: Pick<Labelled, 'id' | 'hint'>): Markup | '' {
  return hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`;
}

function errorOf({ id, error }: Pick<Labelled, 'id' | 'error'>): Markup | '' {
  return error === undefined ? '' : html`<p class="error" id="${id}-error">${icons.error()}<span>${error}</span></p>`;
}
