import { html } from 'hono/html';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, form, notice, submit, together } from '../form.js';
import type { Markup, PageCall } from '../page.js';
import { paysHere, remindsHere } from '../offered.js';
import { cabinetOf, keptReturn } from '../return-address.js';
import { type LinkedAccount, says } from './dialogue.js';
import { successTexts } from './success-texts.js';
import { linkTexts } from './texts.js';

/** What was linked, what can be done with it now, and the way back to where the person came from. */
export function successView(call: PageCall, { accountNumber, holderKind, relation, isNew }: LinkedAccount): Markup {
  const { supplier, language } = call;
  const success = successTexts[language];
  const back = keptReturn(call) ?? cabinetOf(supplier) ?? undefined;
  const fact = (label: string, value: string) =>
    html`<div>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>`;
  return html`
    ${notice({ tone: isNew ? 'good' : 'info', title: html`${success.account} ${together(accountNumber)}`, takesFocus: true })}
    <dl class="summary">
      ${fact(success.whose, linkTexts[language].relations[relation])}
      ${holderKind === null ? '' : fact(success.kind, success.kinds[holderKind])}
    </dl>
    <section class="section">
      <h2>${success.nowTitle}</h2>
      <ul>
        <li>${back === undefined ? success.handIn : html`<a href="${back}">${success.handIn}</a>`}</li>
        ${success.now.map((each) => html`<li>${each}</li>`)}
        ${paysHere(supplier) ? html`<li><a href="${pagePath(supplier.id, 'pay')}">${success.pay}</a></li>` : ''}
        ${
          remindsHere(supplier)
            ? html`<li><a href="${pagePath(supplier.id, 'reminders')}">${success.remind}</a></li>`
            : ''
        }
      </ul>
      ${actions(
        back === undefined ? '' : buttonLink(back, success.toSite, 'primary'),
        buttonLink(pagePath(supplier.id, 'accounts'), success.toAccounts),
      )}
    </section>
    ${form({ language, body: html`<div>${submit(success.another, { tone: 'plain', name: 'do', value: says.start })}</div>` })}
  `;
}
