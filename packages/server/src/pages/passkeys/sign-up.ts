import { html } from 'hono/html';
import { findProvenContact } from '../../domain/proven-contact.js';
import { finishSignUp } from '../../domain/sign-up-without-password.js';
import { form, submit } from '../form.js';
import { attemptIsOver } from '../getting-in/code-page.js';
import {
  contactInWords,
  enterAndGoOn,
  newPasswordField,
  type Outcome,
  outcomeAbove,
  PASSWORD,
  passwordErrors,
  putOff,
} from '../getting-in/parts.js';
import { alreadySignedUp, CHOOSE_PAGE } from '../getting-in/sign-up.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { passkeyToken, visitorOf } from '../visitor.js';
import { PASSKEY, passkeyForm } from './parts.js';
import { passkeyTexts } from './texts.js';

const OVER = { start: 'sign-up' };

/** The last step of a sign-up without a password; a password can be chosen after all, as where the browser's dialogue is refused. */
async function show(call: PageCall, outcome: Outcome = {}): Promise<PageAnswer> {
  const proven = await findProvenContact(visitorOf(call));
  if (!proven) return attemptIsOver(OVER, call);
  const { language } = call;
  const texts = passkeyTexts[language];
  const { address } = proven.contact;
  return {
    kind: 'document',
    title: texts.chooseTitle,
    status: outcome.status ?? 200,
    body: html`
      ${outcomeAbove(call, outcome)}
      <p>${texts.proven} <strong class="together">${contactInWords(address)}</strong>.</p>
      ${passkeyForm(call, {
        options: 'signUp',
        body: html`<p class="hint">${texts.explained}</p>
          ${submit(texts.make)}`,
      })}
      <div class="section">
        <h2>${texts.orPassword}</h2>
        ${form({
          language,
          body: html`
            <input type="text" value="${address}" autocomplete="username" readonly hidden />
            ${newPasswordField(call, outcome.errors ?? [], 'password')}
            ${submit(texts.withPassword, { tone: 'secondary' })}
          `,
        })}
      </div>
    `,
  };
}

async function send(call: PageCall): Promise<PageAnswer> {
  const texts = passkeyTexts[call.language];
  const made = call.form.get(PASSKEY);
  const answer = await finishSignUp(
    visitorOf(call),
    made === null
      ? { password: call.form.get(PASSWORD) ?? '' }
      : { passkey: { token: passkeyToken(call), answer: made } },
  );
  switch (answer.kind) {
    case 'signed_in':
      return enterAndGoOn(call, answer, 'link');
    case 'already_signed_up':
      return alreadySignedUp(call);
    case 'refused':
      return show(call, { errors: passwordErrors(call, answer.password), status: 422 });
    case 'wrong':
      return show(call, { notice: { title: texts.notMadeTitle, text: texts.notMade }, status: 422 });
    case 'no_attempt':
      return attemptIsOver(OVER, call);
    case 'busy':
      return show(call, putOff(call, answer));
  }
}

export const passkeySignUpPage: HostedPage = {
  path: CHOOSE_PAGE,
  needs: 'anyone',
  get: (call) => show(call),
  post: send,
};
