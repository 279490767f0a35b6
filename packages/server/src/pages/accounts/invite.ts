import { addDays, dateInTimeZone } from '@kabinet/rules';
import { html } from 'hono/html';
import { accountsOfCustomer, HELPER_GRANTS, type HelperGrant, type ListedAccount } from '../../db/account-access.js';
import { INVITATION_DAYS, inviteHelper, lastHelpDay, LONGEST_LABEL, openInvitation } from '../../domain/helpers.js';
import { ProblemError } from '../../problem.js';
import { cookieName, endedCookie, hostCookie } from '../../http/session-cookie.js';
import { pagePath, pageUrl } from '../../domain/page-addresses.js';
import {
  actions,
  buttonLink,
  choices,
  errorSummary,
  field,
  form,
  type FormError,
  notice,
  submit,
  textArea,
} from '../form.js';
import { textIn } from '../../words/languages.js';
import { dateInWords } from '../../words/moments.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { go } from '../return-address.js';
import { readDay } from '../days.js';
import { accountTexts, grantsInWords, type InvitationFault } from './texts.js';

/** What most help is for: a month away. */
const USUAL_DAYS = 30;
/** The link waits in a cookie that no script reads, from the form to the page that shows it. */
const LINK_COOKIE = 'invitation';
const LINK_SECONDS = 10 * 60;

/** Which field says so. */
const FAULT_FIELDS: Readonly<Record<InvitationFault, string>> = {
  no_grants: 'grants-0',
  until_past: 'until',
  until_too_far: 'until',
  until_unreadable: 'until',
  too_many: 'grants-0',
};

/** The account to let somebody in to; not found for everybody who does not speak for it. */
async function accountToShare(call: PageCall, accountId: string): Promise<ListedAccount> {
  const { context, supplier, now } = call;
  const { ref: customerRef } = signedInPerson(call);
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const accounts = await context.database.transaction(supplier.id, (tx) =>
    accountsOfCustomer(tx, { supplierId: supplier.id, customerRef, today }),
  );
  const account = accounts.find(({ id, grants }) => id === accountId && grants.includes('manage'));
  if (!account) throw new ProblemError('not_found');
  return account;
}

async function ask(call: PageCall, accountId: string, fault: InvitationFault | null = null): Promise<PageAnswer> {
  const { supplier, language, form: sent, now } = call;
  const texts = accountTexts[language];
  const account = await accountToShare(call, accountId);
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const errors: FormError[] = fault === null ? [] : [{ id: FAULT_FIELDS[fault], text: texts.faults[fault] }];
  const errorAt = (id: string) => errors.find((each) => each.id === id)?.text;
  const isSent = fault !== null;
  return {
    kind: 'document',
    title: texts.inviteTitle,
    ...(isSent && { status: 422 }),
    body: html`
      ${errorSummary(language, errors)}
      <p>${account.nickname || html`${texts.number} ${account.accountNumber}`}</p>
      <p>${texts.inviteIntro}</p>
      <p>${texts.inviteSees}</p>
      ${form({
        language,
        body: html`
          ${choices({
            id: 'grants',
            legend: texts.what,
            kind: 'several',
            options: HELPER_GRANTS.map((grant) => ({ value: grant, label: capitalised(texts.grants[grant]) })),
            value: isSent ? sent.getAll('grants') : ['readings'],
            error: errorAt('grants-0'),
          })}
          ${field({
            id: 'until',
            label: texts.untilOn,
            hint: texts.untilHint(dateInWords(lastHelpDay(today), language)),
            type: 'date',
            size: 'medium',
            value: isSent ? (sent.get('until') ?? '') : addDays(today, USUAL_DAYS),
            error: errorAt('until'),
            attributes: { min: today, max: lastHelpDay(today) },
          })}
          ${field({
            id: 'label',
            label: texts.label,
            hint: texts.labelHint,
            value: sent.get('label') ?? '',
            capitalize: true,
            attributes: { maxlength: LONGEST_LABEL },
          })}
          ${actions(submit(texts.create), buttonLink(pagePath(supplier.id, 'accounts'), texts.back, 'plain'))}
        `,
      })}
    `,
  };
}

async function invite(call: PageCall, accountId: string): Promise<PageAnswer> {
  const { context, supplier, form: sent, now, requestId } = call;
  const { ref: customerRef } = signedInPerson(call);
  const untilOn = readDay(sent.get('until') ?? '');
  if (untilOn === null) return ask(call, accountId, 'until_unreadable');
  const invited = await context.database.transaction(supplier.id, (tx) =>
    inviteHelper(tx, {
      supplierId: supplier.id,
      customerRef,
      accountId,
      grants: sent.getAll('grants'),
      untilOn,
      label: sent.get('label') ?? '',
      today: dateInTimeZone(now, supplier.profile.timeZone),
      now,
      requestId,
    }),
  );
  if (typeof invited === 'string') return ask(call, accountId, invited);
  return go(call, 'accounts/invited', [hostCookie(cookieName(supplier.id, LINK_COOKIE), invited.token, LINK_SECONDS)]);
}

/** Shows the link, once: the cookie it came in is gone with this answer. */
async function showLink(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language, cookies, now } = call;
  const texts = accountTexts[language];
  const { ref: customerRef } = signedInPerson(call);
  const token = cookies[cookieName(supplier.id, LINK_COOKIE)] ?? '';
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const { state, gives } = await context.database.transaction(supplier.id, (tx) =>
    openInvitation(tx, { supplierId: supplier.id, customerRef, token, today, now }),
  );
  const back = buttonLink(pagePath(supplier.id, 'accounts'), texts.back);
  if (state !== 'your_own' || !gives) {
    const said = notice({ title: texts.readyGone, text: texts.readyGoneText, actions: actions(back) });
    return { kind: 'document', title: texts.inviteTitle, body: html`${said}` };
  }
  const words = messageWords(call, token, gives);
  const linkUntil = addDays(today, INVITATION_DAYS);
  return {
    kind: 'document',
    title: texts.readyTitle,
    setCookies: [endedCookie(cookieName(supplier.id, LINK_COOKIE))],
    body: html`
      <p>${texts.readyText(dateInWords(linkUntil, language))}</p>
      <kabinet-copy-field data-copy="${texts.copy}" data-copied="${texts.copied}">
        ${textArea({ id: 'words', label: texts.readyLabel, value: words, rows: 5 })}
      </kabinet-copy-field>
      ${actions(html`<a class="button secondary" href="sms:?&amp;body=${encodeURIComponent(words)}">${texts.sms}</a>`, back)}
    `,
  };
}

/** Ready to be sent to the helper, with the link. */
function messageWords(
  { context, supplier, language }: PageCall,
  token: string,
  { grants, untilOn }: { readonly grants: readonly HelperGrant[]; readonly untilOn: string },
): string {
  const texts = accountTexts[language];
  const until = dateInWords(untilOn, language);
  const name = textIn(supplier.profile.name, language, supplier.profile);
  const link = pageUrl(context, supplier.id, `invitation/${token}`);
  return texts.words(name, grantsInWords(texts, grants), until, link);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const invitePages: readonly HostedPage[] = [
  { path: 'accounts/invited', needs: 'person', get: showLink },
  {
    path: 'accounts/:accountId/invite',
    needs: 'person',
    get: (call, { accountId = '' }) => ask(call, accountId),
    post: (call, { accountId = '' }) => invite(call, accountId),
  },
];
