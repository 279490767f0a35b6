import { randomUUID } from 'node:crypto';
import type { AppealDetails } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import { html } from 'hono/html';
import type { AppealRow } from '../../db/appeals.js';
import { pagePath } from '../../domain/page-addresses.js';
import { textIn } from '../../words/languages.js';
import { dateInWords, momentInWords } from '../../words/moments.js';
import {
  actions,
  choices,
  disclosure,
  form,
  type FormError,
  hidden,
  notice,
  submit,
  summaryList,
  textArea,
} from '../form.js';
import type { Markup, PageCall } from '../page.js';
import { conversation } from './conversation.js';
import { filesPart, type FormFiles } from './files.js';
import { guestAppealTexts } from './texts.js';

/** Names a form that writes something: sent twice it is one message. */
export const KEY = 'key';

/** What a form had in it when it could not be done. */
export interface Shown {
  readonly errors?: readonly FormError[];
  readonly typed?: URLSearchParams;
  readonly files?: Pick<FormFiles, 'waiting' | 'errors'>;
}

/** Number, status with its days, the term; right after sending that it was sent; when late, whom to turn to. */
export function whatIsKnown(
  call: PageCall,
  { details, row }: { details: AppealDetails; row: AppealRow },
  isJustSent: boolean,
): Markup {
  const { supplier, language } = call;
  const { profile } = supplier;
  const texts = guestAppealTexts[language];
  const { appeal, steps, fields, term, notifiedAt } = details;
  const place = { language, timeZone: profile.timeZone };
  const day = (on: CalendarDate) => dateInWords(on, language);
  const line = (name: string, value: string | null) => (value === null || value === '' ? [] : [{ name, value }]);
  const source = term.source && textIn(term.source, language, profile);
  const due = appeal.dueOn === null ? null : day(appeal.dueOn);
  return html`
    ${
      isJustSent
        ? notice({
            tone: 'good',
            title: texts.sent(appeal.number),
            text: html`<p>${texts.sentText(day(row.dueOn), notifiedAt)}</p>
              <p>${texts.keepAddress} ${appeal.can.reply ? texts.addFiles : ''}</p>`,
            takesFocus: true,
          })
        : ''
    }
    ${appeal.isOverdue ? late(call, details, day(row.dueOn)) : ''}
    ${summaryList([
      ...line(texts.status, texts.statuses[appeal.status]),
      ...line(texts.kind, textIn(appeal.kindName, language, profile)),
      ...line(texts.sentAt, momentInWords(appeal.sentAt, place)),
      ...line(texts.dueOn, due === null || !source ? due : `${due} (${source})`),
      ...line(texts.department, appeal.department && textIn(appeal.department, language, profile)),
      ...line(texts.account, row.accountNumberTold),
      ...fields.map(({ label, value }) => ({ name: textIn(label, language, profile), value })),
    ])}
    ${disclosure(
      texts.course,
      html`<ul>
        ${steps.map(({ status, at }) => html`<li>${texts.statuses[status]}: ${momentInWords(at, place)}</li>`)}
      </ul>`,
    )}
  `;
}

function late({ supplier, language }: PageCall, { nextInstance }: AppealDetails, day: string): Markup {
  const texts = guestAppealTexts[language];
  const { profile } = supplier;
  if (!nextInstance) return notice({ tone: 'warn', title: texts.overdue(day) });
  const { name, phone, url, address } = nextInstance;
  const told = textIn(name, language, profile);
  const ways = [phone, address && textIn(address, language, profile)].filter((each) => each);
  return notice({
    tone: 'warn',
    title: texts.overdue(day),
    text: html`${texts.next}
    ${url === null || !/^https?:\/\//i.test(url) ? told : html`<a href="${url}" rel="noreferrer">${told}</a>`}${ways.map((each) => `, ${each}`)}`,
  });
}

/** What both sides wrote. */
export function talk(call: PageCall, { appeal, messages }: AppealDetails): Markup {
  const { supplier, language, query } = call;
  const texts = guestAppealTexts[language];
  const key = new URLSearchParams({ k: query.get('k') ?? '' }).toString();
  return html`<section>
    <h2>${texts.conversation}</h2>
    ${conversation(call, {
      messages,
      authorOf: ({ author, authorName }) => (author === 'customer' ? texts.you : authorName || texts.supplier),
      fileHref: (fileId) => `${pagePath(supplier.id, `appeal/${appeal.id}/file/${fileId}`)}?${key}`,
    })}
  </section>`;
}

/** Writing on or opening again, saying how much it helped, taking back: what of it can be done now. */
export function whatCanBeDone(
  { language }: PageCall,
  { appeal, reopenUntil: until }: AppealDetails,
  shown: Shown,
): Markup {
  const texts = guestAppealTexts[language];
  const { can, status } = appeal;
  const { errors = [], typed } = shown;
  const lastDay = until === null ? null : dateInWords(until, language);
  const errorOf = (id: string) => errors.find((each) => each.id === id)?.text;
  const writing = (step: 'reply' | 'reopen', title: string, label: string, hint: string | undefined, button: string) =>
    html`<section class="not-on-paper">
      <h2>${title}</h2>
      ${form({
        language,
        attributes: { enctype: 'multipart/form-data' },
        body: html`
          ${hidden(KEY, typed?.get(KEY) ?? randomUUID())}
          ${textArea({ id: 'text', label, hint, value: typed?.get('text') ?? undefined, error: errorOf('text'), rows: 6 })}
          ${filesPart(language, shown.files ?? { waiting: [], errors: [] })}
          ${submit(button, { name: 'step', value: step })}
        `,
      })}
    </section>`;
  const rating = html`<section class="not-on-paper">
    ${form({
      language,
      body: html`
        ${choices({
          id: 'score',
          legend: texts.rateTitle,
          error: errorOf('score-0'),
          value: typed?.get('score') ?? appeal.rating?.score.toString(),
          options: texts.rateScores.map((label, index) => ({ value: String(index + 1), label })),
        })}
        ${textArea({ id: 'comment', label: texts.rateComment, value: typed?.get('comment') ?? appeal.rating?.comment, rows: 2 })}
        ${actions(submit(texts.rate, { tone: 'secondary', name: 'step', value: 'rate' }))}
      `,
    })}
  </section>`;
  const taking = html`<div class="not-on-paper">
    ${disclosure(
      texts.withdraw,
      form({
        language,
        body: html`<p>${texts.withdrawText}</p>
          ${actions(submit(texts.withdraw, { tone: 'danger', name: 'step', value: 'withdraw' }))}`,
      }),
    )}
  </div>`;
  return html`
    ${can.rate ? rating : ''}
    ${
      can.reply
        ? writing(
            'reply',
            texts.replyTitle,
            texts.replyLabel,
            status === 'answered' ? texts.replyToAnswer : undefined,
            texts.reply,
          )
        : can.reopen
          ? writing(
              'reopen',
              texts.reopenTitle,
              texts.reopenLabel,
              lastDay === null ? undefined : texts.reopenUntil(lastDay),
              texts.reopen,
            )
          : lastDay === null
            ? ''
            : html`<p>${texts.reopenOver(lastDay)}</p>`
    }
    ${can.withdraw ? taking : ''}
  `;
}
