import { html } from 'hono/html';
import { signInWithPasskey } from '../../domain/passkey-sign-in.js';
import { confirmSignIn, signIn } from '../../domain/people.js';
import { pagePath } from '../../domain/page-addresses.js';
import { form, passwordField, submit } from '../form.js';
import type { HostedPage, PageAnswer, PageCall, PageDocument } from '../page.js';
import { PASSKEY, signInWithPasskeyForm } from '../passkeys/parts.js';
import { passkeyTexts } from '../passkeys/texts.js';
import { go, goOn, keptReturn } from '../return-address.js';
import { attemptCookie, passkeyToken, visitorOf } from '../visitor.js';
import { codePage } from './code-page.js';
import {
  CODE,
  CONTACT,
  contactErrors,
  contactField,
  enterAndGoOn,
  errorOf,
  FORGOTTEN,
  type Outcome,
  outcomeAbove,
  PASSWORD,
  putOff,
  ways,
} from './parts.js';
import { gettingInTexts } from './texts.js';

function show(call: PageCall, outcome: Outcome = {}): PageDocument {
  const { language, supplier } = call;
  const texts = gettingInTexts[language];
  // Elsewhere it is the door of staff only, whom the supplier puts in by hand.
  const isForCustomers = supplier.profile.hostedSignIn;
  const errors = outcome.errors ?? [];
  return {
    kind: 'document',
    title: texts.signIn.title,
    status: outcome.status ?? 200,
    body: html`
      ${outcomeAbove(call, outcome)} ${isForCustomers ? '' : html`<p>${texts.signIn.staffOnly}</p>`}
      ${isOnTheWay(call) ? html`<p>${texts.signIn.toContinue}</p>` : ''}
      ${form({
        language,
        body: html`
          ${contactField(call, { errors, hint: isForCustomers ? 'signIn' : null })}
          ${passwordField({
            id: PASSWORD,
            language,
            autocomplete: 'current-password',
            label: texts.password,
            error: errorOf(errors, PASSWORD),
          })}
          ${submit(texts.signIn.submit)}
          ${
            isForCustomers
              ? html`<p>
                  <button
                    class="link"
                    formaction="${pagePath(supplier.id, 'reset-password')}"
                    name="${FORGOTTEN}"
                    value="yes"
                  >
                    ${texts.signIn.forgotten}
                  </button>
                </p>`
              : ''
          }
        `,
      })}
      ${
        isForCustomers
          ? html`${signInWithPasskeyForm(call)}
            ${ways(call, [{ before: texts.signIn.noAccount, label: texts.signIn.toSignUp, page: 'sign-up' }])}`
          : ''
      }
    `,
  };
}

/** Whether the person asked for another page of ours and was sent here. */
function isOnTheWay(call: PageCall): boolean {
  const { id } = call.supplier;
  const to = keptReturn(call) ?? '';
  return to.startsWith(pagePath(id, '')) && !to.startsWith(pagePath(id, 'authorize'));
}

async function send(call: PageCall): Promise<PageAnswer> {
  if (call.form.has(PASSKEY) && call.supplier.profile.hostedSignIn) return sendPasskey(call);
  const texts = gettingInTexts[call.language];
  const typed = { contact: call.form.get(CONTACT) ?? '', password: call.form.get(PASSWORD) ?? '' };
  const answer = await signIn(visitorOf(call), typed);
  switch (answer.kind) {
    case 'refused': {
      const empty = answer.password === null ? [] : [{ id: PASSWORD, text: texts.signIn.passwordEmpty }];
      return show(call, { errors: [...contactErrors(call, answer.contact), ...empty], status: 422 });
    }
    case 'wrong':
      return show(call, { notice: { title: texts.signIn.wrongTitle, text: texts.signIn.wrong }, status: 422 });
    case 'signed_in':
      return enterAndGoOn(call, answer);
    case 'code_sent':
      return go(call, 'sign-in/code', [attemptCookie(call.supplier.id, answer.attemptToken)]);
    case 'wait':
    case 'busy':
      return show(call, putOff(call, answer));
  }
}

async function sendPasskey(call: PageCall): Promise<PageAnswer> {
  const texts = passkeyTexts[call.language];
  const sent = { token: passkeyToken(call), answer: call.form.get(PASSKEY) ?? '' };
  const answer = await signInWithPasskey(visitorOf(call), sent);
  switch (answer.kind) {
    case 'signed_in':
      return enterAndGoOn(call, answer);
    case 'wrong':
      return show(call, { notice: { title: texts.wrongTitle, text: texts.wrong }, status: 422 });
    case 'expired':
      return show(call, { notice: { title: texts.wrongTitle, text: texts.expired }, status: 422 });
    case 'wait':
    case 'busy':
      return show(call, putOff(call, answer));
  }
}

const signInPage: HostedPage = {
  path: 'sign-in',
  needs: 'anyone',
  isEverywhere: true,
  get: async (call) => (call.customer?.hosted ? goOn(call) : show(call)),
  post: send,
};

const signInCodePage = codePage({
  path: 'sign-in/code',
  isEverywhere: true,
  start: 'sign-in',
  toStart: ({ startAgain }) => startAgain,
  purpose: 'sign_in',
  why: 'whySignIn',
  confirm: async (call) => {
    const answer = await confirmSignIn(visitorOf(call), { code: call.form.get(CODE) ?? '' });
    return answer.kind === 'signed_in' ? enterAndGoOn(call, answer) : answer;
  },
});

export const signInPages: readonly HostedPage[] = [signInPage, signInCodePage];
