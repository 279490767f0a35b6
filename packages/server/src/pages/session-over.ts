import { html } from 'hono/html';
import { pagePath } from '../domain/page-addresses.js';
import { actions, form, hidden, notice, submit } from './form.js';
import type { PageCall, PageDocument } from './page.js';
import { shellTexts } from './texts.js';

/** Fields that are never written into a page again. */
const SECRET = /password/i;

/**
 * A form came after the session had ended. What was typed is kept in the page: the person signs in beside it, in another tab, and sends it
 * again from here. Works without a script, and nothing of it is kept by the server.
 */
export function sessionOverPage({ supplier, language, form: sent }: PageCall): PageDocument {
  const texts = shellTexts[language].sessionOver;
  const kept = [...sent].filter(([name]) => !SECRET.test(name));
  return {
    kind: 'document',
    status: 403,
    title: texts.title,
    body: html`
      ${notice({ tone: 'info', title: texts.kept, text: texts.text, takesFocus: true })}
      ${actions(
        html`<a class="button primary" href="${pagePath(supplier.id, 'sign-in')}" target="_blank">${texts.signIn}</a>`,
      )}
      ${form({
        language,
        body: html`${kept.map(([name, value]) => hidden(name, value))}
        ${actions(submit(texts.again, { tone: 'secondary' }))}`,
      })}
    `,
  };
}
