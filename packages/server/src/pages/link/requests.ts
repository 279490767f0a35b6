import { html } from 'hono/html';
import type { OwnLinkRequest } from '../../domain/asking-to-link.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, keepTogether, notice, together } from '../form.js';
import { dayInWords } from '../../words/moments.js';
import type { Markup, PageCall } from '../page.js';
import { requestTexts } from './request-texts.js';
import { successTexts } from './success-texts.js';

/** The customer's requests to link by hand, and how each of them stands. */
export function requestsSection(
  { supplier, language }: PageCall,
  requests: readonly OwnLinkRequest[],
  isJustSent: boolean,
): Markup | '' {
  const [newest] = requests;
  if (newest === undefined) return '';
  const { requests: texts } = requestTexts[language];
  const place = { language, timeZone: supplier.profile.timeZone };
  return html`
    ${
      isJustSent
        ? notice({
            tone: 'good',
            title: keepTogether(texts.sent(newest.number), newest.number),
            text: texts.sentText,
            takesFocus: true,
          })
        : ''
    }
    <section class="section">
      <h2>${texts.title}</h2>
      <ul class="list">
        ${requests.map(
          ({ number, accountNumber, status, createdAt, answer }) =>
            html`<li>
              <p><strong>${together(number)}</strong>: ${texts.statuses[status]}</p>
              <p class="hint">
                ${keepTogether(texts.of(accountNumber), accountNumber)}, ${texts.at(dayInWords(createdAt, place))}
              </p>
              ${answer === '' ? '' : html`<p>${answer}</p>`}
            </li>`,
        )}
      </ul>
      ${
        isJustSent
          ? actions(
              buttonLink(pagePath(supplier.id, 'accounts'), successTexts[language].toAccounts),
              buttonLink(pagePath(supplier.id, 'link'), successTexts[language].another, 'plain'),
            )
          : ''
      }
    </section>
  `;
}
