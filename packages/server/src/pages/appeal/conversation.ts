import type { AppealMessage } from '@kabinet/api/contract';
import { html } from 'hono/html';
import { momentInWords } from '../../words/moments.js';
import { disclosure } from '../form.js';
import type { Markup, PageCall, PageLanguage } from '../page.js';
import { fileTexts } from './file-texts.js';

const QUOTED: Readonly<Record<PageLanguage, string>> = {
  uk: 'Цитата або підпис',
  ru: 'Цитата или подпись',
  en: 'Quote or signature',
};

/** What was written; what a mail quotes is folded away. */
function letter({ text, quotedFrom = text.length }: AppealMessage, language: PageLanguage): Markup {
  const own = text.slice(0, quotedFrom).trim();
  const rest = text.slice(quotedFrom).trim();
  return html`${own === '' ? '' : html`<p class="letter">${own}</p>`}
  ${rest === '' ? '' : disclosure(QUOTED[language], html`<p class="letter">${rest}</p>`)}`;
}

/** The conversation of an appeal, the oldest message first: who wrote, when, what, with which files. */
export function conversation(
  { supplier, language }: PageCall,
  {
    messages,
    authorOf,
    fileHref,
  }: {
    messages: readonly AppealMessage[];
    authorOf: (message: AppealMessage) => string;
    fileHref: (fileId: string) => string;
  },
): Markup {
  const place = { language, timeZone: supplier.profile.timeZone };
  return html`<ol class="conversation">
    ${messages.map(
      (message) =>
        html`<li class="${message.author}">
          <p class="who">
            <strong>${authorOf(message)}</strong>
            <span class="hint">${momentInWords(message.writtenAt, place)}</span>
          </p>
          ${letter(message, language)}
          ${
            message.attachments.length === 0
              ? ''
              : html`<ul>
                  ${message.attachments.map(
                    ({ id, name, sizeBytes }) =>
                      html`<li>
                        <a href="${fileHref(id)}">${name}</a>
                        <span class="hint">${fileTexts[language].size(sizeBytes)}</span>
                      </li>`,
                  )}
                </ul>`
          }
        </li>`,
    )}
  </ol>`;
}
