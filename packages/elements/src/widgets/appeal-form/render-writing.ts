import type { AppealKind, Supplier } from '@kabinet/api';
import { cleanLines } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { accountLabel } from '../../core/account-name.js';
import { renderHostedLink } from '../../core/hosted-link.js';
import { inLanguage } from '../../core/in-language.js';
import { phoneExample } from '../../core/phone-example.js';
import { renderErrorSummary } from '../../parts/error-summary.js';
import { handleDragOver, renderFileList, takeFiles } from '../../parts/file-list.js';
import { renderNotice } from '../../parts/notice.js';
import { faultText, fieldIdOf } from './appeal-check.js';
import { type AppealTyped, foundAnswers } from './appeal-form.model.js';
import type { AppealWriting } from './appeal-writing.js';
import { renderAppealField, renderSelect, renderTextField, type TextFieldOptions } from './render-fields.js';
import {
  filesLaterText,
  renderAnswers,
  renderFilesLater,
  renderRestored,
  renderSignInNotice,
} from './render-notices.js';

/** A topic with all that it asks. */
export function renderWriting(writing: AppealWriting, kind: AppealKind, supplier: Supplier): TemplateResult {
  const { localize } = writing.host;
  const { language } = localize;
  const texts = localize.texts('appealWriting');
  const errors = errorsOf(writing, kind);
  const handleSubmit = (event: Event) => {
    event.preventDefault();
    writing.next();
  };
  // Wherever in the form they are dropped: beside the place for them the browser would leave the page.
  const take = (event: Event, from: DataTransfer | null) => {
    if (writing.takesFiles) takeFiles(event, from, (files) => writing.uploads.add(files));
  };
  return html`
    <div
      class="appeal"
      @paste=${(event: ClipboardEvent) => take(event, event.clipboardData)}
      @dragover=${writing.takesFiles ? handleDragOver : nothing}
      @drop=${(event: DragEvent) => take(event, event.dataTransfer)}
    >
      <div class="topic">
        <h3 tabindex="-1" ?data-focus=${errors.length === 0}>${inLanguage(kind.name, language)}</h3>
        <button type="button" class="plain" @click=${() => writing.changeTopic()}>${texts.changeTopic}</button>
      </div>
      ${kind.intro ? html`<p>${inLanguage(kind.intro, language)}</p>` : nothing}
      ${errors.length > 1 ? renderErrorSummary(texts.summaryTitle, errors) : nothing} ${renderRestored(writing)}
      ${renderFilesLater(writing)} ${renderSignInFirst(writing)}
      ${renderAnswers(texts.answers, kind.instantAnswers, language)}
      <form class="appeal" novalidate @submit=${handleSubmit}>
        ${renderAccount(writing, kind, supplier)}
        ${kind.fields.map((field) => {
          const place = `fields/${field.name}`;
          return renderAppealField(writing, field, {
            id: fieldIdOf(kind, place),
            error: errorAt(writing, kind, place),
          });
        })}
        ${renderText(writing, kind)} ${renderFiles(writing, kind)}
        ${writing.isGuest ? renderGuest(writing, kind) : nothing}
        <div class="row actions"><button class="primary" part="submit" type="submit">${texts.next}</button></div>
      </form>
    </div>
  `;
}

/** The mistake at a place, in words. */
function errorAt(writing: AppealWriting, kind: AppealKind, place: string): string | null {
  const { faults, typed, host } = writing;
  const { localize } = host;
  const code = faults[place];
  if (code === undefined) return null;
  const [texts, files] = [localize.texts('appealWriting'), localize.texts('files')];
  const phone = phoneExample(writing.options.supplier()?.currency);
  return faultText(place, code, { kind, typed, texts, files, format: localize.format, phone });
}

/** One line a mistake; of the kind's own questions with what is asked. */
function errorsOf(writing: AppealWriting, kind: AppealKind) {
  const { language } = writing.host.localize;
  return Object.keys(writing.faults).map((place) => {
    const text = errorAt(writing, kind, place) ?? '';
    const field = kind.fields.find(({ name }) => place === `fields/${name}`);
    return { fieldId: fieldIdOf(kind, place), text: field ? `${inLanguage(field.label, language)}: ${text}` : text };
  });
}

/** Signing in, said before anything is written; what is written stays. */
function renderSignInFirst(writing: AppealWriting): TemplateResult | typeof nothing {
  if (!writing.isSignedOut) return nothing;
  const texts = writing.host.localize.texts('appealWriting');
  return renderSignInNotice(writing, writing.isGuest ? texts.signInOrGuest : texts.signIn);
}

function renderAccount(writing: AppealWriting, kind: AppealKind, supplier: Supplier): TemplateResult | typeof nothing {
  const { accounts, account, options, host } = writing;
  if (kind.account === 'none' || writing.isSignedOut) return nothing;
  const { localize, connection } = host;
  const texts = localize.texts('appealWriting');
  const { state } = options.own;
  const { account: fault } = writing.faults;
  const instead = (content: TemplateResult) =>
    html`<div id="appeal-account" tabindex="-1" class=${fault === undefined ? '' : 'wrong'}>${content}</div>`;
  if (!state.value) {
    return state.error ? instead(options.renderError(state.error, () => options.own.reload())) : nothing;
  }
  if (accounts.length === 0) {
    if (kind.account !== 'required') return nothing;
    const pages = connection?.sessionMode === 'token' ? null : supplier.pages;
    const { language } = localize;
    return instead(
      renderNotice({
        tone: fault === undefined ? 'warn' : 'bad',
        text: texts.needsAccount,
        actions: pages
          ? renderHostedLink({ url: pages.link, label: texts.linkAccount, language, connection })
          : nothing,
      }),
    );
  }
  const named = accounts.map((each) => ({ value: each.id, label: accountLabel(each) }));
  if (kind.account === 'required' && accounts.length === 1) {
    return html`<p><span class="muted">${texts.account}</span><br />${named[0]?.label}</p>`;
  }
  return renderSelect({
    id: 'appeal-account',
    label: texts.account,
    hint: null,
    error: errorAt(writing, kind, 'account'),
    value: account?.id ?? '',
    options: kind.account === 'optional' ? [...named, { value: '', label: texts.noAccount }] : named,
    onInput: (id) => writing.type({ accountId: id === '' ? null : id }, 'account'),
  });
}

function renderText(writing: AppealWriting, kind: AppealKind): TemplateResult {
  const { typed, host, counter } = writing;
  const { language } = host.localize;
  const texts = host.localize.texts('appealWriting');
  const { label, hint, isRequired, maxLength } = kind.text;
  const words = label ? inLanguage(label, language) : texts.text;
  const left = (text: string) => maxLength - cleanLines(text).length;
  return html`
    ${renderTextField({
      id: 'appeal-text',
      label: isRequired ? words : texts.optional(words),
      hint: hint && inLanguage(hint, language),
      error: errorAt(writing, kind, 'text'),
      value: typed.text,
      isLong: true,
      counter: counter.tell(left(typed.text)),
      onInput: (text) => {
        counter.count(left(text));
        writing.type({ text }, 'text');
      },
    })}
    ${renderAnswers(texts.found, foundAnswers(kind, typed.text, language), language)}
  `;
}

function renderFiles(writing: AppealWriting, kind: AppealKind): TemplateResult | typeof nothing {
  const { localize } = writing.host;
  const { atMost, hint } = kind.files;
  if (atMost === 0) return nothing;
  if (writing.needsFilesLater) return nothing;
  if (!writing.takesFiles) return html`<p class="muted">${filesLaterText(writing)}</p>`;
  return renderFileList({
    id: 'appeal-files',
    uploads: writing.uploads,
    atMost,
    hint: hint && inLanguage(hint, localize.language),
    error: errorAt(writing, kind, 'files'),
    texts: localize.texts('files'),
    format: localize.format,
    isBusy: writing.isBusy,
  });
}

/** Who is not signed in says how to call and reach them. */
function renderGuest(writing: AppealWriting, kind: AppealKind): TemplateResult {
  const texts = writing.host.localize.texts('appealWriting');
  const { typed } = writing;
  const field = (
    place: 'name' | 'contact' | 'accountNumber',
    change: (value: string) => Partial<AppealTyped>,
    more: Pick<TextFieldOptions, 'label' | 'hint' | 'autocomplete'>,
  ) =>
    renderTextField({
      id: `appeal-${place}`,
      error: errorAt(writing, kind, place),
      value: typed[place],
      onInput: (value) => writing.type(change(value), place),
      ...more,
    });
  const isRequired = kind.account === 'required';
  const accountNumber = {
    label: isRequired ? texts.accountNumber : texts.optional(texts.accountNumber),
    hint: isRequired ? null : texts.accountNumberHint,
  };
  return html`
    ${kind.account === 'none' ? nothing : field('accountNumber', (value) => ({ accountNumber: value }), accountNumber)}
    ${field('name', (name) => ({ name }), { label: texts.name, hint: texts.nameHint, autocomplete: 'name' })}
    ${field('contact', (contact) => ({ contact }), { label: texts.contact, hint: texts.contactHint })}
  `;
}
