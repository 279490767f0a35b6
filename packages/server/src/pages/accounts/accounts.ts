import { dateInTimeZone } from '@kabinet/rules';
import { html } from 'hono/html';
import { accessTo, accountsOfCustomer, HELPER_GRANTS, type ListedAccount } from '../../db/account-access.js';
import { accountsTakenOff, type TakenOffAccount } from '../../db/account-links.js';
import type { Tx } from '../../db/database.js';
import { namePreferred, putBackOnList, takeOffList } from '../../domain/account-list.js';
import { type Helper, listHelpers, revokeHelper } from '../../domain/helpers.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import {
  actions,
  buttonLink,
  disclosure,
  field,
  form,
  hidden,
  notice,
  submit,
  summaryList,
  together,
} from '../form.js';
import { dateInWords, dayInWords } from '../../words/moments.js';
import { paysHere, remindsHere } from '../offered.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { go, supplierSite } from '../return-address.js';
import { invitationPages } from './invitation.js';
import { invitePages } from './invite.js';
import { accountTexts, grantsInWords, type Outcome, OUTCOMES } from './texts.js';

/** Longer than the contract takes is cut: nobody counts letters in a name for a cottage. */
const LONGEST_NICKNAME = 60;

async function show(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language, now } = call;
  const texts = accountTexts[language];
  const { ref: customerRef } = signedInPerson(call);
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const who = { supplierId: supplier.id, customerRef, today, now };
  const { accounts, takenOff, helpers } = await context.database.transaction(supplier.id, async (tx) => {
    const accounts = await accountsOfCustomer(tx, who);
    const managed = accounts.filter(({ grants }) => grants.includes('manage')).map(({ id }) => id);
    return {
      accounts,
      takenOff: await accountsTakenOff(tx, who),
      helpers: await listHelpers(tx, { ...who, accountIds: managed }),
    };
  });
  const toLink = pagePath(supplier.id, 'link');
  const site = supplierSite(call);
  const toSite = site === null ? '' : buttonLink(site, texts.toSite);
  return {
    kind: 'document',
    title: texts.title,
    body: html`
      ${outcomeNotice(call)}
      ${
        accounts.length === 0
          ? notice({
              title: texts.empty,
              text: texts.emptyText,
              actions: actions(buttonLink(toLink, texts.link, 'primary'), toSite),
            })
          : html`<ul class="list accounts">
                ${accounts.map((account, index) => accountItem(call, { account, helpers, index, isOnly: accounts.length === 1 }))}
              </ul>
              ${actions(...moneyLinks(call, accounts), toSite, buttonLink(toLink, texts.link))}`
      }
      ${takenOff.length === 0 ? '' : takenOffSection(call, takenOff)}
    `,
  };
}

/** Where the person pays, and is reminded in time. */
function moneyLinks({ supplier, language }: PageCall, accounts: readonly ListedAccount[]): (Markup | '')[] {
  const texts = accountTexts[language];
  const mayPay = accounts.some(({ grants }) => grants.includes('payments'));
  return [
    paysHere(supplier) && mayPay ? buttonLink(pagePath(supplier.id, 'pay'), texts.pay, 'primary') : '',
    remindsHere(supplier) ? buttonLink(pagePath(supplier.id, 'reminders'), texts.reminders) : '',
  ];
}

function outcomeNotice({ query, language }: PageCall): Markup | '' {
  const outcome = OUTCOMES.find((each) => each === query.get('done'));
  if (!outcome) return '';
  const title = accountTexts[language].outcomes[outcome];
  return notice({ tone: outcome === 'nothing' ? 'info' : 'good', title, takesFocus: true });
}

interface Item {
  readonly account: ListedAccount;
  readonly helpers: readonly Helper[];
  readonly index: number;
  readonly isOnly: boolean;
}

function accountItem(call: PageCall, { account, helpers, index, isOnly }: Item): Markup {
  const texts = accountTexts[call.language];
  const mayInvite = account.grants.includes('manage');
  const own = helpers.filter(({ accountId }) => accountId === account.id);
  return html`<li>
    <h2>${account.nickname || html`${texts.number} ${together(account.accountNumber)}`}</h2>
    ${account.status === 'closed' ? notice({ tone: 'warn', title: texts.closed }) : ''}
    ${summaryList([
      ...(account.nickname === '' ? [] : [{ name: texts.number, value: together(account.accountNumber) }]),
      ...(account.address ? [{ name: texts.address, value: account.address }] : []),
      { name: texts.right, value: rightInWords(call, account) },
    ])}
    ${account.isDefault && !isOnly ? html`<p class="hint">${texts.isFirst}</p>` : ''}
    ${mayInvite ? helpersOf(call, account, own) : ''}
    ${disclosure(
      texts.change,
      html`${form({
        language: call.language,
        body: html`${hidden('account', account.id)}
        ${field({
          id: `nickname-${index}`,
          name: 'nickname',
          label: texts.nickname,
          hint: texts.nicknameHint,
          value: account.nickname,
          attributes: { maxlength: LONGEST_NICKNAME },
        })}
        ${actions(submit(texts.save, { tone: 'secondary', name: 'do', value: 'rename' }))}`,
      })}
      ${
        account.isDefault
          ? ''
          : form({
              language: call.language,
              body: html`${hidden('account', account.id)}
              ${actions(submit(texts.makeFirst, { tone: 'secondary', name: 'do', value: 'first' }))}`,
            })
      }
      ${form({
        language: call.language,
        body: html`${hidden('account', account.id)}
          <p class="hint">${texts.unlinkText} ${own.length > 0 ? texts.unlinkWithHelpers : ''}</p>
          ${actions(submit(texts.unlink, { tone: 'danger', name: 'do', value: 'unlink' }))}`,
      })}`,
    )}
  </li>`;
}

function rightInWords({ language }: PageCall, { role, grants, untilOn }: ListedAccount): string {
  const texts = accountTexts[language];
  if (role !== 'helper') return texts.roles[role];
  const what = HELPER_GRANTS.filter((grant) => grants.includes(grant));
  return texts.helping(grantsInWords(texts, what), dateInWords(untilOn ?? '', language));
}

function helpersOf(call: PageCall, account: ListedAccount, helpers: readonly Helper[]): Markup {
  const { language, supplier } = call;
  const texts = accountTexts[language];
  const place = { language, timeZone: supplier.profile.timeZone };
  return html`<h3>${texts.helpers}</h3>
    ${
      helpers.length === 0
        ? html`<p class="hint">${texts.noHelpers}</p>`
        : html`<ul class="list">
            ${helpers.map((helper) => {
              const name = helper.label || texts.unnamed;
              const state = texts.helperStates[helper.state](
                dateInWords(helper.untilOn, language),
                dayInWords(helper.expiresAt, place),
              );
              return html`<li>
                <p>${name}: ${grantsInWords(texts, helper.grants)}<br /><span class="hint">${state}</span></p>
                ${form({
                  language,
                  body: html`${hidden('account', account.id)} ${hidden('invitation', helper.id)}
                  ${actions(
                    submit(html`${texts.revoke}<span class="visually-hidden">: ${name}</span>`, {
                      tone: 'secondary',
                      name: 'do',
                      value: 'revoke',
                    }),
                  )}`,
                })}
              </li>`;
            })}
          </ul>`
    }
    ${actions(buttonLink(pagePath(supplier.id, `accounts/${account.id}/invite`), texts.invite))}`;
}

function takenOffSection({ language }: PageCall, accounts: readonly TakenOffAccount[]): Markup {
  const texts = accountTexts[language];
  return html`<section class="section">
    <h2>${texts.takenOff}</h2>
    <p class="hint">${texts.takenOffText}</p>
    <ul class="list">
      ${accounts.map(({ id, accountNumber, address, nickname }) => {
        const name = nickname || html`${texts.number} ${together(accountNumber)}`;
        return html`<li>
          <p>${name}${address ? html`<br /><span class="hint">${address}</span>` : ''}</p>
          ${form({
            language,
            body: html`${hidden('account', id)}
            ${actions(
              submit(html`${texts.restore}<span class="visually-hidden">: ${name}</span>`, {
                tone: 'secondary',
                name: 'do',
                value: 'restore',
              }),
            )}`,
          })}
        </li>`;
      })}
    </ul>
  </section>`;
}

async function change(call: PageCall): Promise<PageAnswer> {
  const outcome = await call.context.database
    .transaction(call.supplier.id, (tx) => doWish(tx, call))
    .catch((error: unknown): Outcome => {
      // Not, or no longer, the person's to do: another tab was faster, or the supplier's base.
      if (error instanceof ProblemError && (error.code === 'not_found' || error.code === 'forbidden')) return 'nothing';
      throw error;
    });
  return { ...go(call, 'accounts'), to: `${pagePath(call.supplier.id, 'accounts')}?done=${outcome}` };
}

/** Does what the pressed button asks for. */
async function doWish(tx: Tx, call: PageCall): Promise<Outcome> {
  const { supplier, form: sent, now, requestId } = call;
  const which = {
    supplierId: supplier.id,
    customerRef: signedInPerson(call).ref,
    accountId: sent.get('account') ?? '',
    today: dateInTimeZone(now, supplier.profile.timeZone),
    now,
    requestId,
  };
  const wish = sent.get('do');
  if (wish === 'restore') {
    await putBackOnList(tx, which);
    return 'restored';
  }
  const access = await accessTo(tx, which);
  if (!access) throw new ProblemError('not_found');
  switch (wish) {
    case 'rename': {
      const nickname = (sent.get('nickname') ?? '').slice(0, LONGEST_NICKNAME);
      await namePreferred(tx, { ...which, nickname, isDefault: undefined });
      return 'saved';
    }
    case 'first':
      await namePreferred(tx, { ...which, nickname: undefined, isDefault: true });
      return 'first';
    case 'unlink':
      await takeOffList(tx, { ...which, role: access.role });
      return 'unlinked';
    case 'revoke': {
      const invitationId = sent.get('invitation') ?? '';
      return (await revokeHelper(tx, { ...which, invitationId })) ? 'revoked' : 'nothing';
    }
    default:
      return 'nothing';
  }
}

/** The person's accounts with their helpers, and invitations to help. */
export const accountPages: readonly HostedPage[] = [
  { path: 'accounts', needs: 'person', get: show, post: change },
  ...invitePages,
  ...invitationPages,
];
