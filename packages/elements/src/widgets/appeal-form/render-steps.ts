import type { AnswerTerm, AppealDetails, AppealField, AppealKind, GuestAppealReceipt, Supplier } from '@kabinet/api';
import { cleanField, cleanLines } from '@kabinet/rules';
import { html, nothing, type TemplateResult } from 'lit';
import { accountName } from '../../core/account-name.js';
import type { KabinetElement } from '../../core/base-element.js';
import { renderHostedLink } from '../../core/hosted-link.js';
import { inLanguage } from '../../core/in-language.js';
import { printAlone } from '../../core/print-alone.js';
import { isWebAddress, pageAddress } from '../../core/web-address.js';
import { renderFact } from '../../parts/fact.js';
import { renderFileLines } from '../../parts/file-list.js';
import { renderNotice } from '../../parts/notice.js';
import { foundAnswers } from './appeal-form.model.js';
import type { AppealWriting } from './appeal-writing.js';
import { filesLaterText, renderAnswers, renderOutcome, renderRestored, renderSignInNotice } from './render-notices.js';

/** All of it shown back, before it goes out. */
export function renderCheck(writing: AppealWriting, kind: AppealKind): TemplateResult {
  const { host, typed, isBusy, isGuest, uploads } = writing;
  const { localize } = host;
  const { language } = localize;
  const texts = localize.texts('appealWriting');
  const { status } = writing.action.state;
  const found = foundAnswers(kind, typed.text, language);
  const needsSignIn = writing.isSignedOut && !isGuest;
  const isUnsure = status === 'unsure' || writing.isInDoubt;
  const account = isGuest ? typed.accountNumber.trim() : writing.account && accountName(writing.account);
  return html`
    <div class="appeal">
      <h3 tabindex="-1" ?data-focus=${status === 'idle' && !needsSignIn && !writing.isInDoubt}>${texts.checkTitle}</h3>
      ${renderOutcome(writing)}
      <dl part="receipt">
        ${renderFact(texts.checkTopic, inLanguage(kind.name, language))}
        ${kind.department ? renderFact(texts.checkTo, inLanguage(kind.department, language)) : nothing}
        ${account && kind.account !== 'none' ? renderFact(localize.texts('common').account, account) : nothing}
        ${kind.fields.map((field) => {
          const value = cleanField(field, typed.fields[field.name] ?? '', writing.today);
          return value === '' ? nothing : renderFact(inLanguage(field.label, language), inWords(field, value, writing));
        })}
        ${typed.text.trim() === '' ? nothing : renderFact(textLabel(writing, kind), html`<span class="said">${cleanLines(typed.text)}</span>`)}
        ${
          uploads.files.length > 0 && kind.files.atMost > 0 && !isGuest
            ? renderFact(texts.checkFiles, renderFileLines(uploads, localize.texts('files'), localize.format))
            : nothing
        }
        ${writing.needsFilesLater ? renderFact(texts.checkFiles, filesLaterText(writing)) : nothing}
        ${isGuest ? html`${renderFact(texts.name, typed.name)} ${renderFact(texts.contact, typed.contact)}` : nothing}
      </dl>
      <p>${texts.answerBy(termText(kind.term, writing))} ${isGuest ? nothing : answerTo(writing)}</p>
      ${renderAnswers(texts.found, found, language)}
      ${needsSignIn ? html`<div tabindex="-1" data-focus>${renderSignInNotice(writing, texts.signIn)}</div>` : nothing}
      <div class="row actions">
        ${
          needsSignIn || isUnsure
            ? nothing
            : html`<button
                type="button"
                class="primary"
                part="submit"
                aria-disabled=${isBusy ? 'true' : nothing}
                @click=${() => void writing.send()}
              >
                ${writing.isAwaitingFiles ? texts.awaitingFiles : isBusy ? texts.sending : found.length > 0 ? texts.stillSend : texts.send}
              </button>`
        }
        ${isUnsure || (isBusy && !writing.isAwaitingFiles) ? nothing : html`<button type="button" @click=${() => writing.edit()}>${texts.edit}</button>`}
      </div>
      ${isBusy || isUnsure ? nothing : renderRestored(writing)}
    </div>
  `;
}

function textLabel(writing: AppealWriting, kind: AppealKind): string {
  const { localize } = writing.host;
  return kind.text.label ? inLanguage(kind.text.label, localize.language) : localize.texts('appealWriting').text;
}

/** An answer as people read it. */
function inWords({ type, options, unit }: AppealField, value: string, { host }: AppealWriting): string {
  const { format, language } = host.localize;
  switch (type) {
    case 'choice': {
      const chosen = options.find((each) => each.value === value);
      return chosen ? inLanguage(chosen.label, language) : value;
    }
    case 'yes':
      return host.localize.texts('appealWriting').ticked;
    case 'number':
      return `${format.number(value)}${unit ? `\u00a0${inLanguage(unit, language)}` : ''}`;
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(value) ? format.dateWithYear(value) : value;
    default:
      return value;
  }
}

function termText({ counts, days }: Pick<AnswerTerm, 'counts' | 'days'>, { host }: AppealWriting): string {
  return host.localize.texts('appealWriting').term[counts](days);
}

/** Where the answer comes, as far as that is known before it is sent. */
function answerTo(writing: AppealWriting): string {
  const { state, value } = writing.contacts;
  return state.status === 'loading' && !value ? '' : answerWhere(value?.channels[0]?.address ?? null, writing);
}

function answerWhere(contact: string | null, { host }: AppealWriting): string {
  const texts = host.localize.texts('appealWriting');
  return contact === null ? texts.answerInCabinet : texts.answerTo(contact);
}

/** That it came: number, day, term, where the answer comes; to be printed. */
export function renderSent(writing: AppealWriting, sent: AppealDetails, supplier: Supplier): TemplateResult {
  const { host } = writing;
  const { localize } = host;
  const { format, language } = localize;
  const texts = localize.texts('appealWriting');
  const { appeal, term, messages, notifiedAt, fields } = sent;
  const [message] = messages;
  return html`
    <div class="appeal">
      ${renderNotice({
        tone: 'good',
        text: { title: texts.sent, text: texts.whatNext(answerWhere(notifiedAt, writing)) },
        takesFocus: true,
      })}
      <dl part="receipt">
        ${renderFact(texts.number, html`<strong>${appeal.number}</strong>`)}
        ${renderFact(texts.sentAt, format.dateTime(appeal.sentAt, supplier.timeZone))}
        ${appeal.dueOn ? renderFact(texts.dueOn, html`<strong>${format.date(appeal.dueOn)}</strong>`) : nothing}
        ${renderFact(texts.checkTopic, inLanguage(appeal.kindName, language))}
        ${appeal.department ? renderFact(texts.checkTo, inLanguage(appeal.department, language)) : nothing}
        ${fields.map(({ label, value }) => renderFact(inLanguage(label, language), value))}
        ${message?.text ? renderFact(texts.text, html`<span class="said">${message.text}</span>`) : nothing}
        ${message?.attachments.length ? renderFact(texts.checkFiles, message.attachments.map(({ name }) => name).join(', ')) : nothing}
      </dl>
      ${term.source ? html`<p class="muted">${texts.source(inLanguage(term.source, language))}</p>` : nothing}
      <div class="row actions">
        ${renderListLink(writing, appeal.id)}
        <button type="button" @click=${() => writing.beginAnew()}>${texts.another}</button>
        <button type="button" @click=${() => printAlone(host)}>${texts.print}</button>
      </div>
    </div>
  `;
}

/** To the customer's appeals: on the page that was named, else in the list on this one that is of the same service. */
function renderListLink({ host, options }: AppealWriting, appealId: string): TemplateResult | typeof nothing {
  const { list: label } = host.localize.texts('appealWriting');
  const url = pageAddress(options.listUrl());
  if (url !== null) return html`<a class="primary" href=${url}>${label}</a>`;
  const lists = [...document.querySelectorAll<KabinetElement>('kabinet-appeal-list')];
  const widget = lists.find(({ connection }) => connection === host.connection);
  if (!widget) return nothing;
  const handle = () => {
    widget.setAttribute('appeal', appealId);
    widget.focus();
  };
  return html`<button type="button" class="primary" @click=${handle}>${label}</button>`;
}

/** What is left to do for somebody who is not signed in: the code, on the service's own page. */
export function renderConfirm(writing: AppealWriting, receipt: GuestAppealReceipt, supplier: Supplier): TemplateResult {
  const { connection, localize } = writing.host;
  const texts = localize.texts('appealWriting');
  const { confirmUrl, contact, expiresAt } = receipt;
  const text = writing.isRestored
    ? texts.confirmLater(contact)
    : texts.confirm(contact, localize.format.dateTime(expiresAt, supplier.timeZone), writing.needsFilesLater);
  return html`
    <div class="appeal">
      ${renderNotice({
        tone: 'info',
        text,
        // What is from before takes nobody's focus.
        takesFocus: !writing.isRestored,
        more: html`<p>${texts.confirmedElsewhere}</p>`,
        actions: html`
          ${
            isWebAddress(confirmUrl)
              ? renderHostedLink({
                  url: confirmUrl,
                  label: texts.confirmButton,
                  language: localize.language,
                  connection,
                  style: 'primary',
                })
              : nothing
          }
          <button type="button" @click=${() => writing.edit()}>${texts.edit}</button>
          <button type="button" class="plain" @click=${() => writing.beginAnew()}>${texts.another}</button>
        `,
      })}
    </div>
  `;
}
