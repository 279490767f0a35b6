import { html } from 'hono/html';
import { pagePath } from '../../domain/page-addresses.js';
import { form, submit } from '../form.js';
import type { Markup, PageCall } from '../page.js';
import { passkeyTexts } from './texts.js';

/** The field into which our script puts what the browser's authenticator answered. */
export const PASSKEY = 'passkey';

/** The button pressed for a sign-up without a password. */
const WAY = 'way';

/** Where our script asks what is to be signed; each answers with JSON, to this supplier's own pages only. */
export const OPTIONS_PAGES = {
  signIn: 'passkeys/sign-in-options',
  signUp: 'passkeys/sign-up-options',
  add: 'passkeys/new-options',
} as const;

/** Shown only where the browser can use passkeys; without our script it never is. */
export function whereAble(body: Markup): Markup {
  return html`<kabinet-passkey hidden>${body}</kabinet-passkey>`;
}

/** A form that our script sends together with what the authenticator answered. */
export function passkeyForm(
  { supplier, language }: PageCall,
  {
    options,
    isAutofilled = false,
    body,
  }: { options: keyof typeof OPTIONS_PAGES; isAutofilled?: boolean; body: Markup },
): Markup {
  const texts = passkeyTexts[language];
  return html`<kabinet-passkey
    hidden
    data-options="${pagePath(supplier.id, OPTIONS_PAGES[options])}"
    data-ceremony="${options === 'signIn' ? 'get' : 'create'}"
    data-autofill="${isAutofilled ? 'yes' : 'no'}"
    data-failed="${options === 'signIn' ? texts.notSignedIn : texts.notMade}"
    data-exists="${texts.exists}"
    data-unreachable="${texts.unreachable}"
    >${form({ language, body })}</kabinet-passkey
  >`;
}

/** On the page of signing in: the button, and passkeys among the names that the browser offers. */
export function signInWithPasskeyForm(call: PageCall): Markup {
  const texts = passkeyTexts[call.language];
  return passkeyForm(call, {
    options: 'signIn',
    isAutofilled: true,
    body: submit(texts.signIn, { tone: 'secondary' }),
  });
}

/** On the page of signing up: the other button of its form. */
export function withoutPassword({ language }: PageCall): Markup {
  const texts = passkeyTexts[language];
  return whereAble(html`
    ${submit(texts.withoutPassword, { tone: 'secondary', name: WAY, value: PASSKEY })}
    <p class="hint">${texts.withoutPasswordHint}</p>
  `);
}

export function isWithoutPassword({ form: sent }: PageCall): boolean {
  return sent.get(WAY) === PASSKEY;
}
