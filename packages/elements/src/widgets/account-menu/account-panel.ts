import type { Account, HostedPages, Session, Supplier } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import type { Connection, SessionEnding } from '../../core/connection.js';
import type { Format } from '../../core/format.js';
import type { AccountPanelMessages, AccountsMessages } from '../../locales/messages.js';
import { renderHostedLink } from '../../core/hosted-link.js';
import { renderAccountLine } from '../../parts/account-line.js';
import { icons } from '../../parts/icons.js';
import { renderNotice } from '../../parts/notice.js';

export { renderSignInControl, renderSignUp } from '../../core/account-states.js';
export { placeBeside } from '../../parts/place-beside.js';
export { accountPanelStyles } from './account-panel.styles.js';

export interface PanelView {
  readonly session: Session;
  readonly supplier: Supplier | null;
  /** The service's own pages. */
  readonly pages: HostedPages | null;
  readonly language: string;
  readonly connection: Connection;
  /** Null while it is not known, or could not be read. */
  readonly accounts: readonly Account[] | null;
  readonly selected: Account | null;
  readonly texts: AccountPanelMessages;
  readonly accountTexts: AccountsMessages;
  readonly format: Format;
  readonly choose: (account: Account) => void;
  /** How the person can sign out here: on the service, on the page's own site, or not at all. */
  readonly signOut: ((everywhere: boolean) => void) | string | null;
  readonly isSigningOut: boolean;
  readonly hasSignOutFailed: boolean;
}

/** What opens below the button: who is signed in, their accounts, where to go, and the way out. */
export function renderPanel(view: PanelView): TemplateResult {
  const { session, texts } = view;
  const kind = texts.kind[session.customer.kind];
  return html`
    <div>
      <h2>${session.customer.displayName || view.accountTexts.menu}</h2>
      ${kind ? html`<p class="muted">${kind}</p>` : nothing}
    </div>
    ${renderAccounts(view)} ${renderPages(view)} ${renderSignOut(view)}
  `;
}

function renderAccounts({
  accounts,
  selected,
  supplier,
  pages,
  language,
  connection,
  texts,
  accountTexts,
  format,
  choose,
}: PanelView): TemplateResult | typeof nothing {
  if (accounts === null) return nothing;
  const link = supplier?.capabilities.includes('accounts') ? pages?.link : null;
  return html`
    <div>
      <h3 id="accounts">${texts.accounts}</h3>
      ${accounts.length === 0 ? html`<p class="muted nobody">${texts.noAccounts}</p>` : nothing}
      <ul class="list" aria-labelledby="accounts">
        ${accounts.map((account) => {
          const isSelected = account.id === selected?.id;
          return html`
            <li>
              <button type="button" aria-current=${isSelected ? 'true' : nothing} @click=${() => choose(account)}>
                ${renderAccountLine(account, accountTexts, format)} ${isSelected ? icons.check() : nothing}
              </button>
            </li>
          `;
        })}
        ${link ? html`<li>${renderHostedLink({ url: link, label: accountTexts.add, language, connection })}</li>` : nothing}
      </ul>
    </div>
  `;
}

function renderPages({ pages, language, connection, texts }: PanelView): TemplateResult | typeof nothing {
  if (!pages) return nothing;
  const links = [
    [texts.manage, pages.accounts],
    [texts.profile, pages.profile],
    [texts.devices, pages.devices],
  ] as const;
  return html`
    <ul>
      ${links.map(([label, url]) => html`<li>${renderHostedLink({ url, label, language, connection })}</li>`)}
    </ul>
  `;
}

function renderSignOut({ signOut, isSigningOut, hasSignOutFailed, texts }: PanelView): TemplateResult | typeof nothing {
  if (signOut === null) return nothing;
  if (typeof signOut === 'string') {
    return html`<ul>
      <li><a href=${signOut}>${texts.signOut}</a></li>
    </ul>`;
  }
  return html`
    <div>
      ${hasSignOutFailed ? renderNotice({ tone: 'bad', text: texts.signOutFailed, takesFocus: true }) : nothing}
      <ul>
        <li>
          <button type="button" aria-disabled=${isSigningOut ? 'true' : nothing} @click=${() => signOut(false)}>
            ${isSigningOut ? texts.signingOut : texts.signOut}
          </button>
        </li>
        <li>
          <button type="button" aria-disabled=${isSigningOut ? 'true' : nothing} @click=${() => signOut(true)}>
            ${texts.signOutEverywhere}
          </button>
        </li>
      </ul>
    </div>
  `;
}

export interface EndingView {
  readonly ending: SessionEnding;
  readonly texts: AccountPanelMessages;
  readonly isRenewing: boolean;
  readonly hasFailed: boolean;
  readonly stay: () => void;
  /** Signs in again, where the service can; null where it cannot. */
  readonly signInAgain: (() => void) | null;
  readonly close: () => void;
}

/** `14:30` by the clock that the person looks at. */
export function endingText({ at, isRenewable }: SessionEnding, texts: AccountPanelMessages) {
  const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return isRenewable ? texts.ending(time) : texts.endingFixed(time);
}

/** The session ends soon: how to stay. It lies above the page and leaves it usable. */
export function renderEnding({
  ending,
  texts,
  isRenewing,
  hasFailed,
  stay,
  signInAgain,
  close,
}: EndingView): TemplateResult {
  const { title, text } = endingText(ending, texts);
  return html`
    <h2 id="ending">${title}</h2>
    <p id="ending-text">${text}</p>
    ${hasFailed ? html`<p class="error" role="alert">${texts.stayFailed}</p>` : nothing}
    <div class="row">
      ${
        ending.isRenewable
          ? html`<button type="button" class="primary" aria-disabled=${isRenewing ? 'true' : nothing} @click=${stay}>
              ${texts.stay}
            </button>`
          : nothing
      }
      ${
        !ending.isRenewable && signInAgain
          ? html`<button type="button" class="primary" @click=${signInAgain}>${texts.signInAgain}</button>`
          : nothing
      }
      <button type="button" @click=${close}>${texts.close}</button>
    </div>
  `;
}
