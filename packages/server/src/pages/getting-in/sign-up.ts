import { html } from 'hono/html';
import { confirmSignUp, signUp } from '../../domain/people.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, form, notice, submit } from '../form.js';
import type { HostedPage, PageAnswer, PageCall, PageDocument } from '../page.js';
import { go, goOn } from '../return-address.js';
import { isWithoutPassword, withoutPassword } from '../passkeys/parts.js';
import { attemptCookie, endedAttemptCookie, visitorOf } from '../visitor.js';
import { codePage } from './code-page.js';
import {
  CODE,
  CONTACT,
  contactErrors,
  contactField,
  enterAndGoOn,
  newPasswordField,
  type Outcome,
  outcomeAbove,
  PASSWORD,
  passwordErrors,
  putOff,
  ways,
} from './parts.js';
import { gettingInTexts } from './texts.js';

/** Where who wants no password chooses after the code. */
export const CHOOSE_PAGE = 'sign-up/passkey';

function show(call: PageCall, outcome: Outcome = {}): PageDocument {
  const texts = gettingInTexts[call.language];
  const errors = outcome.errors ?? [];
  return {
    kind: 'document',
    title: texts.signUp.title,
    status: outcome.status ?? 200,
    body: html`
      ${outcomeAbove(call, outcome)}
      <p>${texts.signUp.intro}</p>
      ${form({
        language: call.language,
        body: html`
          ${contactField(call, { errors, hint: 'signUp' })} ${newPasswordField(call, errors, 'password')}
          ${submit(texts.signUp.submit)} ${withoutPassword(call)}
        `,
      })}
      ${ways(call, [{ before: texts.signUp.have, label: texts.signUp.toSignIn, page: 'sign-in' }])}
    `,
  };
}

async function send(call: PageCall): Promise<PageAnswer> {
  const password = isWithoutPassword(call) ? null : (call.form.get(PASSWORD) ?? '');
  const answer = await signUp(visitorOf(call), { contact: call.form.get(CONTACT) ?? '', password });
  switch (answer.kind) {
    case 'refused': {
      const errors = [...contactErrors(call, answer.contact), ...passwordErrors(call, answer.password)];
      return show(call, { errors, status: 422 });
    }
    case 'code_sent':
      return go(call, 'sign-up/code', [attemptCookie(call.supplier.id, answer.attemptToken)]);
    case 'wait':
    case 'busy':
      return show(call, putOff(call, answer));
  }
}

/** Somebody proved the contact at the same time, on another device. */
export function alreadySignedUp({ supplier, language }: PageCall): PageDocument {
  const texts = gettingInTexts[language];
  return {
    kind: 'document',
    status: 409,
    title: texts.signUp.taken,
    body: html`
      ${notice({ title: texts.signUp.takenText, takesFocus: true })}
      ${actions(
        buttonLink(pagePath(supplier.id, 'sign-in'), texts.signUp.toSignIn, 'primary'),
        buttonLink(pagePath(supplier.id, 'reset-password'), texts.signIn.forgotten),
      )}
    `,
    setCookies: [endedAttemptCookie(supplier.id)],
  };
}

const signUpPage: HostedPage = {
  path: 'sign-up',
  needs: 'anyone',
  get: async (call) => (call.customer?.hosted ? goOn(call) : show(call)),
  post: send,
};

const signUpCodePage = codePage({
  path: 'sign-up/code',
  start: 'sign-up',
  toStart: ({ otherContact }) => otherContact,
  purpose: 'sign_up',
  why: 'whySignUp',
  confirm: async (call) => {
    const answer = await confirmSignUp(visitorOf(call), { code: call.form.get(CODE) ?? '' });
    if (answer.kind === 'signed_in') return enterAndGoOn(call, answer, 'link');
    if (answer.kind === 'contact_proven') {
      return go(call, CHOOSE_PAGE, [attemptCookie(call.supplier.id, answer.attemptToken)]);
    }
    return answer.kind === 'already_signed_up' ? alreadySignedUp(call) : answer;
  },
});

export const signUpPages: readonly HostedPage[] = [signUpPage, signUpCodePage];
