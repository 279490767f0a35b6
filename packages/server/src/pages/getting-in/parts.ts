import { getExampleNumber, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import examples from 'libphonenumber-js/mobile/examples';
import { html } from 'hono/html';
import type { ContactFault } from '../../domain/proof.js';
import type { SignedIn } from '../../domain/entering.js';
import { type PasswordFault, SHORTEST_PASSWORD } from '../../domain/passwords.js';
import { endSession } from '../../domain/sessions.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { pagePath } from '../../domain/page-addresses.js';
import { errorSummary, field, type FormError, notice, passwordField } from '../form.js';
import type { Markup, PageCall, PageDocument, PageRedirect } from '../page.js';
import { go, goOn, keptReturn } from '../return-address.js';
import { inSpan } from '../spans.js';
import { deviceCookie, endedAttemptCookie } from '../visitor.js';
import { type ContactKinds, gettingInTexts } from './texts.js';

/** The fields' names on all these pages. */
export const CONTACT = 'contact';
export const PASSWORD = 'password';
export const CODE = 'code';
/** The button by which what was typed into the page of signing in goes along to a new password: never by an address. */
export const FORGOTTEN = 'forgotten';

/** A phone as it is written in the supplier's country: `067 123 45 67`. */
export function examplePhone({ supplier }: PageCall): string {
  const { country } = supplier.profile;
  const example = isSupportedCountry(country) ? getExampleNumber(country, examples) : undefined;
  return example?.formatNational() ?? '+380 67 123 45 67';
}

/** What this server can write to: what the field may be called. */
export function contactKinds({ context }: PageCall): ContactKinds {
  const { sms, email } = context.messenger.channels;
  return sms === email ? 'both' : sms ? 'phone' : 'email';
}

/** A phone in groups, as people read it; anything else as it is. */
export function contactInWords(contact: string): string {
  return parsePhoneNumberFromString(contact)?.formatInternational() ?? contact;
}

/** The one field for a phone or an e-mail address; what was typed stays in it. */
export function contactField(
  call: PageCall,
  { errors, hint }: { errors: readonly FormError[]; hint: 'signIn' | 'signUp' | null },
): Markup {
  const texts = gettingInTexts[call.language];
  const kinds = contactKinds(call);
  const hints = { signIn: texts.signIn.hint, signUp: texts.signUp.hint[kinds] };
  return field({
    id: CONTACT,
    label: texts.contact[kinds],
    hint: hint === null ? undefined : hints[hint],
    error: errorOf(errors, CONTACT),
    value: call.form.get(CONTACT) ?? undefined,
    // Browsers offer passkeys where they offer names (our script asks them to).
    autocomplete: hint === 'signIn' ? 'username webauthn' : 'username',
    inputmode: kinds === 'phone' ? 'tel' : kinds === 'email' ? 'email' : 'text',
  });
}

export function newPasswordField(
  call: PageCall,
  errors: readonly FormError[],
  label: 'password' | 'newPassword',
): Markup {
  const texts = gettingInTexts[call.language];
  return passwordField({
    id: PASSWORD,
    language: call.language,
    autocomplete: 'new-password',
    label: texts[label],
    hint: texts.newPasswordHint(SHORTEST_PASSWORD),
    error: errorOf(errors, PASSWORD),
    minLength: SHORTEST_PASSWORD,
  });
}

export function errorOf(errors: readonly FormError[], id: string): string | undefined {
  return errors.find((each) => each.id === id)?.text;
}

export function contactErrors(call: PageCall, fault: ContactFault | null): FormError[] {
  if (fault === null) return [];
  return [{ id: CONTACT, text: gettingInTexts[call.language].contactFaults(examplePhone(call))[fault] }];
}

export function passwordErrors({ language }: PageCall, fault: PasswordFault | 'empty' | null): FormError[] {
  if (fault === null) return [];
  return [{ id: PASSWORD, text: gettingInTexts[language].passwordFaults(SHORTEST_PASSWORD)[fault] }];
}

/** What a form shows above itself after it was sent. */
export interface Outcome {
  readonly errors?: readonly FormError[];
  /** What is wrong with the whole, not with a field. */
  readonly notice?: { readonly title: string; readonly text?: string };
  readonly status?: PageDocument['status'];
}

/** Above the form: what is wrong in it, or with it. */
export function outcomeAbove({ language }: PageCall, { errors = [], notice: told }: Outcome): Markup {
  if (told) return notice({ tone: 'bad', title: told.title, text: told.text, takesFocus: true });
  return errorSummary(language, errors);
}

/** Too often, or too much at once: the form again, with when to try. */
export function putOff(call: PageCall, answer: { kind: 'wait'; retryAt: Date } | { kind: 'busy' }): Outcome {
  const texts = gettingInTexts[call.language];
  if (answer.kind === 'busy') return { notice: { title: texts.busy }, status: 503 };
  return { notice: { title: texts.wait(inSpan(secondsUntil(answer.retryAt, call.now), call.language)) }, status: 429 };
}

export function secondsUntil(moment: Date, now: Date): number {
  return Math.max(0, Math.ceil((moment.getTime() - now.getTime()) / 1000));
}

/** Other ways to go on, below the form. */
export function ways(
  call: PageCall,
  links: readonly { readonly before?: string; readonly label: string; readonly page: string }[],
): Markup {
  return html`<div class="ways">
    ${links.map(
      ({ before, label, page }) =>
        html`<p>
          ${before === undefined ? '' : `${before} `}<a href="${pagePath(call.supplier.id, page)}">${label}</a>
        </p>`,
    )}
  </div>`;
}

/**
 * The person is in: their cookies, and on to where they wanted to go. Whoever was signed in on this browser before, them or somebody else,
 * is signed out: nobody could find that session again to end it.
 */
export async function enterAndGoOn(
  call: PageCall,
  { session, deviceToken }: SignedIn,
  next: 'link' | 'accounts?done=password' | null = null,
): Promise<PageRedirect> {
  const { context, customer, now } = call;
  const { id } = call.supplier;
  if (customer?.hosted) {
    const { personId, sessionId } = customer.hosted;
    await context.database.transaction(id, (tx) => endSession(tx, { supplierId: id, personId, sessionId, now }));
  }
  const cookies = [sessionCookie(id, session.token), deviceCookie(id, deviceToken), endedAttemptCookie(id)];
  // Who has just signed up has no account yet: that is next. From there they come back to the site, unless a page of ours waits for them.
  return next !== null && !wantsPageHere(call) ? go(call, next, cookies) : goOn(call, cookies);
}

/** On their way to a page of this supplier's here, such as an invitation, and not back to the supplier's own site. */
function wantsPageHere(call: PageCall): boolean {
  const to = keptReturn(call);
  return to !== null && to.startsWith('/') && !to.startsWith(`${pagePath(call.supplier.id, 'authorize')}?`);
}
