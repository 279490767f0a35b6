import type { Account, AppealAttachment, AppealDetails, AppealMessage, NextInstance, Supplier } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { inLanguage } from '../../core/in-language.js';
import type { Localize } from '../../core/localize.js';
import { isWebAddress } from '../../core/web-address.js';
import { renderFact } from '../../parts/fact.js';
import { renderNotice } from '../../parts/notice.js';
import { renderPhone } from '../../parts/phone-link.js';

interface ReadingView {
  readonly details: AppealDetails;
  readonly localize: Localize;
  readonly accounts: readonly Account[];
  readonly supplier: Supplier | null;
  /** Ids of the messages that were new when it was opened. */
  readonly fresh: ReadonlySet<string>;
  readonly renderFile: (file: AppealAttachment) => TemplateResult;
}

/** One appeal as it is read, on a screen and on paper: what it is, how it stands, what became of it, and what was written. */
export function renderTalk(view: ReadingView): TemplateResult {
  const { details, localize } = view;
  const texts = localize.texts('appealTalk');
  const { appeal, fields, messages } = details;
  return html`
    <h3>${inLanguage(appeal.kindName, localize.language)}</h3>
    ${renderState(view)} ${renderFacts(view)}
    ${
      fields.length > 0
        ? html`<div class="stack">
            <h4>${texts.asked}</h4>
            <dl>${fields.map(({ label, value }) => renderFact(inLanguage(label, localize.language), value))}</dl>
          </div>`
        : nothing
    }
    <div class="stack">
      <h4>${texts.talk}</h4>
      <ol class="messages">
        ${messages.map((message) => renderMessage(message, view))}
      </ol>
    </div>
  `;
}

/** What matters first: that it is late, or that the supplier waits; and whom else to turn to. */
function renderState({ details, localize }: ReadingView): TemplateResult | typeof nothing {
  const texts = localize.texts('appealTalk');
  const { appeal, nextInstance } = details;
  const { status, dueOn, isOverdue } = appeal;
  if (isOverdue && dueOn !== null) {
    return renderNotice({
      tone: 'warn',
      text: texts.overdue(localize.format.date(dueOn)),
      more: nextInstance ? renderNextInstance(nextInstance, localize) : nothing,
    });
  }
  if (status === 'waiting') return renderNotice({ tone: 'info', text: texts.waiting });
  if (!nextInstance || (status !== 'answered' && status !== 'closed')) return nothing;
  return html`<details>
    <summary>${texts.unsatisfied}</summary>
    ${renderNextInstance(nextInstance, localize)}
  </details>`;
}

function renderNextInstance({ name, phone, url, address }: NextInstance, localize: Localize): TemplateResult {
  const texts = localize.texts('appealTalk');
  return html`<p>
    ${texts.next(inLanguage(name, localize.language))}
    ${address ? html`<br />${inLanguage(address, localize.language)}` : nothing}
    ${phone ? html`<br />${renderPhone(phone)}` : nothing}
    ${url && isWebAddress(url) ? html`<br /><a href=${url} target="_blank" rel="noopener">${url}</a>` : nothing}
  </p>`;
}

function renderFacts({ details, localize, accounts, supplier }: ReadingView): TemplateResult {
  const texts = localize.texts('appealTalk');
  const list = localize.texts('appealList');
  const { format, language } = localize;
  const { appeal, steps, term, notifiedAt } = details;
  const { number, department, accountId, dueOn } = appeal;
  const account = accounts.find(({ id }) => id === accountId)?.accountNumber ?? null;
  const zone = supplier?.timeZone ?? 'UTC';
  const source = term.source && inLanguage(term.source, language);
  return html`
    <dl>
      ${renderFact(texts.number, number)}
      ${renderFact(texts.department, department && inLanguage(department, language))}
      ${renderFact(texts.account, account)}
      ${renderFact(
        texts.due,
        dueOn === null
          ? null
          : html`<strong>${format.date(dueOn)}</strong><br /><span class="muted"
                >${texts.term(term.days, term.counts, source)}</span
              >`,
      )}
      ${renderFact(texts.notifiedAt, dueOn === null ? null : notifiedAt)}
    </dl>
    <div class="stack">
      <h4>${texts.history}</h4>
      <ol class="steps">
        ${steps.map(
          ({ status, at }) =>
            html`<li><span class="muted">${format.dateTime(at, zone)}</span> <span>${list.status[status]}</span></li>`,
        )}
      </ol>
    </div>
  `;
}

function renderMessage(message: AppealMessage, { localize, supplier, fresh, renderFile }: ReadingView): TemplateResult {
  const texts = localize.texts('appealTalk');
  const { id, author, authorName, writtenAt, channel, text, quotedFrom = text.length, attachments } = message;
  const quoted = text.slice(quotedFrom).trim();
  const ours = supplier ? inLanguage(supplier.name, localize.language) : texts.supplier;
  const who = author === 'customer' ? texts.you : authorName ? texts.of(authorName, ours) : ours;
  const when = localize.format.dateTime(writtenAt, supplier?.timeZone ?? 'UTC');
  return html`
    <li class=${author} part="message">
      <p>
        <strong>${who}</strong> <span class="muted">${[when, texts.channel[channel]].filter(Boolean).join(', ')}</span>
        ${fresh.has(id) ? html`<strong class="new">${texts.fresh}</strong>` : nothing}
      </p>
      ${text ? html`<p class="text">${text.slice(0, quotedFrom)}</p>` : nothing}
      ${
        quoted
          ? html`<details>
              <summary>${texts.quoted}</summary>
              <p class="text">${quoted}</p>
            </details>`
          : nothing
      }
      ${attachments.map((file) => renderFile(file))}
    </li>
  `;
}
