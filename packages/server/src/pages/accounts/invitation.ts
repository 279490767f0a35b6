import { dateInTimeZone } from '@kabinet/rules';
import { html } from 'hono/html';
import { acceptInvitation, type InvitationState, openInvitation } from '../../domain/helpers.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, form, notice, submit } from '../form.js';
import { textIn } from '../../words/languages.js';
import { dateInWords } from '../../words/moments.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { go, keepReturn } from '../return-address.js';
import { accountTexts, type ClosedState, grantsInWords } from './texts.js';

async function show(call: PageCall, token: string): Promise<PageAnswer> {
  const { context, supplier, language, customer, now } = call;
  const texts = accountTexts[language];
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const { state, gives } = await context.database.transaction(supplier.id, (tx) =>
    openInvitation(tx, { supplierId: supplier.id, customerRef: customer?.ref ?? null, token, today, now }),
  );
  if (state !== 'open' || !gives) return closed(call, state === 'open' ? 'unknown' : state);
  const name = textIn(supplier.profile.name, language, supplier.profile);
  const until = dateInWords(gives.untilOn, language);
  return {
    kind: 'document',
    title: texts.invitationTitle,
    ...(!customer && { setCookies: comeBack(call, token) }),
    body: html`
      <p class="lead">${texts.invitationText(name, grantsInWords(texts, gives.grants), until)}</p>
      ${gives.street === null ? '' : html`<p>${texts.invitationStreet} <strong>${gives.street}</strong></p>`}
      <p>${texts.invitationSees}</p>
      ${
        customer
          ? form({ language, body: actions(submit(texts.accept)) })
          : html`<p>${texts.signInFirst}</p>
              ${actions(
                buttonLink(pagePath(supplier.id, 'sign-in'), texts.signIn, 'primary'),
                buttonLink(pagePath(supplier.id, 'sign-up'), texts.signUp),
              )}`
      }
    `,
  };
}

function closed({ supplier, language }: PageCall, state: ClosedState): PageAnswer {
  const { closedStates, back } = accountTexts[language];
  const { title, text } = closedStates[state];
  const isThere = state === 'accepted_by_you' || state === 'your_own' || state === 'not_needed';
  return {
    kind: 'document',
    title,
    status: isThere ? 200 : state === 'unknown' ? 404 : 410,
    body: html`${notice({
      tone: isThere ? 'info' : 'warn',
      title: text,
      ...(isThere && { actions: actions(buttonLink(pagePath(supplier.id, 'accounts'), back)) }),
    })}`,
  };
}

/** Signing in leads back to the invitation; it stands in a cookie of this browser, never in another address. */
function comeBack({ supplier }: PageCall, token: string): string[] {
  const back = keepReturn(supplier, pagePath(supplier.id, `invitation/${token}`));
  return back === null ? [] : [back];
}

async function accept(call: PageCall, token: string): Promise<PageAnswer> {
  const { context, supplier, customer, now, requestId } = call;
  if (!customer) return go(call, 'sign-in', comeBack(call, token));
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const { state } = await context.database.transaction(supplier.id, (tx): Promise<{ state: InvitationState }> =>
    acceptInvitation(tx, { supplierId: supplier.id, customerRef: customer.ref, token, today, now, requestId }),
  );
  // Pressed twice is as good as once.
  if (state !== 'open' && state !== 'accepted_by_you') return closed(call, state);
  return { ...go(call, 'accounts'), to: `${pagePath(supplier.id, 'accounts')}?done=helping` };
}

export const invitationPages: readonly HostedPage[] = [
  {
    path: 'invitation/:token',
    needs: 'anyone',
    get: (call, { token = '' }) => show(call, token),
    post: (call, { token = '' }) => accept(call, token),
  },
];
