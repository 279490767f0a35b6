import { html } from 'hono/html';
import { beginReset, resetPassword } from '../../domain/people.js';
import { form, submit } from '../form.js';
import type { HostedPage, PageAnswer, PageCall, PageDocument } from '../page.js';
import { go, keptReturn } from '../return-address.js';
import { attemptCookie, visitorOf } from '../visitor.js';
import { codePage } from './code-page.js';
import {
  CODE,
  CONTACT,
  contactErrors,
  contactField,
  enterAndGoOn,
  FORGOTTEN,
  newPasswordField,
  type Outcome,
  outcomeAbove,
  PASSWORD,
  passwordErrors,
  putOff,
  ways,
} from './parts.js';
import { gettingInTexts } from './texts.js';

function show(call: PageCall, outcome: Outcome = {}): PageDocument {
  const texts = gettingInTexts[call.language];
  return {
    kind: 'document',
    title: texts.reset.title,
    status: outcome.status ?? 200,
    body: html`
      ${outcomeAbove(call, outcome)}
      <p>${texts.reset.intro}</p>
      ${form({
        language: call.language,
        body: html`${contactField(call, { errors: outcome.errors ?? [], hint: null })} ${submit(texts.reset.submit)}`,
      })}
      ${ways(call, [{ label: texts.reset.remembered, page: 'sign-in' }])}
    `,
  };
}

async function send(call: PageCall): Promise<PageAnswer> {
  // From the page of signing in, with what was typed there.
  if (call.form.has(FORGOTTEN)) return show(call);
  const answer = await beginReset(visitorOf(call), { contact: call.form.get(CONTACT) ?? '' });
  switch (answer.kind) {
    case 'refused':
      return show(call, { errors: contactErrors(call, answer.contact), status: 422 });
    case 'code_sent':
      return go(call, 'reset-password/code', [attemptCookie(call.supplier.id, answer.attemptToken)]);
    case 'wait':
    case 'busy':
      return show(call, putOff(call, answer));
  }
}

const resetPage: HostedPage = { path: 'reset-password', needs: 'anyone', get: async (call) => show(call), post: send };

/** The code and the new password together: a code is not used up before there is a password to set. */
const resetCodePage = codePage({
  path: 'reset-password/code',
  start: 'reset-password',
  toStart: ({ otherContact }) => otherContact,
  purpose: 'reset_password',
  why: 'whyReset',
  more: (call, errors) => ({
    title: gettingInTexts[call.language].reset.newTitle,
    fields: html`${newPasswordField(call, errors, 'newPassword')}
      <p class="hint">${gettingInTexts[call.language].reset.newNote}</p>`,
    submit: gettingInTexts[call.language].reset.newSubmit,
  }),
  confirm: async (call) => {
    const typed = { code: call.form.get(CODE) ?? '', password: call.form.get(PASSWORD) ?? '' };
    const answer = await resetPassword(visitorOf(call), typed);
    if (answer.kind === 'signed_in') {
      // A page of ours goes on by itself; before going back to the site the person is told what was done.
      const isOnTheWay = keptReturn(call)?.startsWith('/') === true;
      return enterAndGoOn(call, answer, isOnTheWay ? null : 'accounts?done=password');
    }
    return answer.kind === 'refused' ? { kind: 'errors', errors: passwordErrors(call, answer.password) } : answer;
  },
});

export const resetPages: readonly HostedPage[] = [resetPage, resetCodePage];
