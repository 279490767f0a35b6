import { html } from 'hono/html';
import { pagePath } from '../../domain/page-addresses.js';
import { textIn } from '../../words/languages.js';
import { dateInWords, momentInWords } from '../../words/moments.js';
import { conversation } from '../appeal/conversation.js';
import { summaryList } from '../form.js';
import type { Markup, PageCall } from '../page.js';
import type { OnDesk } from './appeal-desk.js';
import { appealStaffTexts } from './appeal-texts.js';
import { APPEALS_PAGE } from './appeals.js';

/** What is known of an appeal, and the answers to its kind's own questions. */
export function factsPart(call: PageCall, { details }: OnDesk): Markup {
  const { supplier, language } = call;
  const { profile } = supplier;
  const texts = appealStaffTexts[language];
  const { appeal, customerName, accountNumber, assignee, daysLeft } = details.item;
  const row = (name: string, value: string | null) => (value === null || value === '' ? [] : [{ name, value }]);
  const due = appeal.dueOn === null ? null : dateInWords(appeal.dueOn, language);
  return summaryList([
    ...row(texts.status, texts.statuses[appeal.status]),
    ...row(texts.dueOn, due === null || daysLeft === null ? due : `${due}, ${texts.daysLeft(daysLeft)}`),
    ...row(texts.customer, customerName || texts.noName),
    ...row(texts.contact, details.contact ?? texts.inCabinetOnly),
    ...row(texts.account, accountNumber),
    ...row(texts.department, appeal.department && textIn(appeal.department, language, profile)),
    ...row(texts.sentAt, momentInWords(appeal.sentAt, { language, timeZone: profile.timeZone })),
    ...row(texts.assignee, assignee?.name ?? texts.nobody),
    ...details.fields.map(({ label, value }) => ({ name: textIn(label, language, profile), value })),
    ...row(
      texts.rating,
      appeal.rating && [`${appeal.rating.score} / 5`, appeal.rating.comment].filter((part) => part !== '').join(': '),
    ),
  ]);
}

/** The conversation as both sides have it. */
export function talkPart(call: PageCall, { details }: OnDesk): Markup {
  const { supplier, language } = call;
  const texts = appealStaffTexts[language];
  const { appeal, customerName } = details.item;
  return html`<section>
    <h2>${texts.conversation}</h2>
    ${conversation(call, {
      messages: details.messages,
      authorOf: ({ author, authorName, channel, sentFrom }) =>
        author === 'supplier'
          ? [texts.us, authorName].filter(Boolean).join(': ')
          : [
              customerName || texts.theCustomer,
              texts.channels[channel as keyof typeof texts.channels] ?? channel,
              ...(sentFrom === undefined ? [] : [texts.sentFrom(sentFrom)]),
            ].join(', '),
      fileHref: (fileId) => pagePath(supplier.id, `${APPEALS_PAGE}/${appeal.id}/file/${fileId}`),
    })}
  </section>`;
}
