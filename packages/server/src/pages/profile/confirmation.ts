import { html } from 'hono/html';
import { confirmPerson, type Unconfirmed, wayToConfirm } from '../../domain/confirm-person.js';
import { type Busy, door } from '../../domain/proof.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, errorSummary, form, type FormError, notice, passwordField } from '../form.js';
import { secondsUntil } from '../getting-in/parts.js';
import { gettingInTexts } from '../getting-in/texts.js';
import type { Markup, PageCall, PageDocument } from '../page.js';
import { signedInPerson } from '../person.js';
import { inSpan } from '../spans.js';
import { visitorOf } from '../visitor.js';
import { profileTexts } from './texts.js';

/** The field of the password a person signs in with, on every page that asks for it again. */
export const PASSWORD = 'password';

/** The field that asks for the password again. */
export function currentPasswordField({ language }: PageCall, errors: readonly FormError[]): Markup {
  const texts = profileTexts[language];
  return passwordField({
    id: PASSWORD,
    language,
    autocomplete: 'current-password',
    label: texts.currentPassword,
    hint: texts.currentPasswordHint,
    error: errors.find((each) => each.id === PASSWORD)?.text,
  });
}

/** Said to who has no password, instead of a form they cannot send. */
export function signInAgain({ language }: PageCall): Markup {
  const texts = profileTexts[language];
  return notice({ tone: 'warn', title: texts.signInAgainTitle, text: html`<p>${texts.signInAgainText}</p>` });
}

/** A page that does something weighty, once it is sure that it is still the person. */
export async function askToConfirm(
  call: PageCall,
  page: { title: string; body: Markup; button: Markup; errors: readonly FormError[] },
): Promise<PageDocument> {
  const { supplier, language } = call;
  const way = await wayToConfirm(visitorOf(call), signedInPerson(call));
  const back = buttonLink(pagePath(supplier.id, 'profile'), profileTexts[language].toProfile, 'plain');
  const sure = html`${form({
    language,
    body: html` ${way === 'password' ? currentPasswordField(call, page.errors) : ''} ${actions(page.button, back)} `,
  })}`;
  return {
    kind: 'document',
    title: page.title,
    status: page.errors.length > 0 ? 422 : 200,
    body: html`
      ${way === 'sign_in_again' ? '' : errorSummary(language, page.errors)} ${page.body}
      ${way === 'sign_in_again' ? html`${signInAgain(call)} ${actions(back)}` : sure}
    `,
  };
}

/** What is wrong with what the form sent to show that it is still them; empty when it is. */
export async function confirmationErrors(call: PageCall): Promise<readonly FormError[]> {
  const visitor = visitorOf(call);
  const typed = call.form.get(PASSWORD) ?? '';
  const refusal = await door(visitor, () => confirmPerson(visitor, signedInPerson(call), typed));
  return refusal === null ? [] : [{ id: PASSWORD, text: refusalInWords(call, refusal) }];
}

/** Why somebody was not taken for the person, beside the field of the password. */
export function refusalInWords(
  { language, now }: PageCall,
  refusal: Unconfirmed | { readonly kind: 'no_person' } | Busy,
): string {
  const texts = profileTexts[language];
  switch (refusal.kind) {
    case 'wrong_password':
      return texts.wrongPassword;
    case 'sign_in_again':
      return texts.signInAgainTitle;
    case 'wait':
      return gettingInTexts[language].wait(inSpan(secondsUntil(refusal.retryAt, now), language));
    // Somebody who was erased a moment ago on another device.
    case 'no_person':
      throw new ProblemError('not_found');
    case 'busy':
      throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
  }
}
