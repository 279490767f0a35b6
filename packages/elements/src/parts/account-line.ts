import type { Account } from '@kabinet/api';
import { html, nothing, type TemplateResult } from 'lit';
import { accountName } from '../core/account-name.js';
import type { Format } from '../core/format.js';
import type { AccountsMessages } from '../locales/messages.js';

/** An account in a list: its name, its number and address, and by what right it is there, in words. */
export function renderAccountLine(account: Account, texts: AccountsMessages, format: Format): TemplateResult {
  const { accountNumber, nickname, premise, role, untilOn, isDefault, status } = account;
  const badges = [
    role === 'helper' ? texts.helper(untilOn && format.date(untilOn)) : texts.role[role],
    isDefault ? texts.isDefault : '',
    status === 'closed' ? texts.closed : '',
  ].filter(Boolean);
  const rest = [nickname && accountNumber, premise.address, premise.locality].filter(Boolean).join(' · ');
  return html`
    <span class="account-line">
      <span class="account-name"
        ><strong>${accountName(account)}</strong
        >${badges.map((badge) => html` <span class="badge">${badge}</span>`)}</span
      >
      ${rest ? html`<span class="muted">${rest}</span>` : nothing}
    </span>
  `;
}
