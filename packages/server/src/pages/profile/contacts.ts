import { html } from 'hono/html';
import { contactsOf, type ProvenContact } from '../../db/contacts.js';
import type { CodeRefusal } from '../../domain/codes.js';
import { wayToConfirm } from '../../domain/confirm-person.js';
import { beginContact, confirmContact, findCodeStep, removeContact, resendCode } from '../../domain/people.js';
import type { NewContactAnswer } from '../../domain/own-contacts.js';
import type { Busy } from '../../domain/proof.js';
import { ProblemError } from '../../http/problem.js';
import { pagePath } from '../addresses.js';
import { actions, buttonLink, codeField, errorSummary, field, form, type FormError, notice, submit } from '../form.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { go } from '../return-address.js';
import { inSpan } from '../spans.js';
import { attemptCookie, endedAttemptCookie, visitorOf } from '../visitor.js';
import {
  askToConfirm,
  confirmationErrors,
  currentPasswordField,
  PASSWORD,
  refusalInWords,
  secondsUntil,
  signInAgain,
} from './confirmation.js';
import { profileTexts } from './texts.js';

type Params = Readonly<Record<string, string>>;

const CONTACT = 'contact';
const CODE = 'code';
const CODE_PAGE = 'profile/contact-code';

/** The person's contact of that id; null for none, which is a page to add one. */
async function ownContact(call: PageCall, contactId: string | undefined): Promise<ProvenContact | null> {
  if (contactId === undefined) return null;
  const found = (await ownContacts(call)).find(({ id }) => id === contactId);
  if (!found) throw new ProblemError('not_found');
  return found;
}

function ownContacts(call: PageCall): Promise<ProvenContact[]> {
  const { context, supplier } = call;
  const { personId } = signedInPerson(call);
  return context.database.transaction(supplier.id, (tx) => contactsOf(tx, { supplierId: supplier.id, personId }));
}

async function askContact(
  call: PageCall,
  { contactId }: Params,
  { errors = [], typed = '' }: { errors?: readonly FormError[]; typed?: string } = {},
): Promise<PageAnswer> {
  const { supplier, language } = call;
  const texts = profileTexts[language];
  const replaced = await ownContact(call, contactId);
  const way = await wayToConfirm(visitorOf(call), signedInPerson(call));
  const back = buttonLink(pagePath(supplier.id, 'profile'), texts.toProfile, 'plain');
  const title = replaced ? texts.changeContact(replaced.address) : texts.addContact;
  const status = errors.length > 0 ? 422 : 200;
  if (way === 'sign_in_again')
    return { kind: 'document', title, status, body: html`${signInAgain(call)} ${actions(back)}` };
  return {
    kind: 'document',
    title,
    status,
    body: html`
      ${errorSummary(language, errors)}
      ${form({
        language,
        body: html`
          ${field({
            id: CONTACT,
            label: texts.contact,
            hint: texts.contactHint,
            autocomplete: 'off',
            value: typed,
            error: errors.find(({ id }) => id === CONTACT)?.text,
          })}
          ${way === 'password' ? currentPasswordField(call, errors) : ''} ${actions(submit(texts.sendCode), back)}
        `,
      })}
    `,
  };
}

async function sendContact(call: PageCall, params: Params): Promise<PageAnswer> {
  const { supplier, form: sent } = call;
  const replaced = await ownContact(call, params['contactId']);
  const typed = (sent.get(CONTACT) ?? '').slice(0, 300);
  const answer = await beginContact(visitorOf(call), signedInPerson(call), {
    contact: typed,
    password: sent.get(PASSWORD) ?? '',
    replacesId: replaced?.id ?? null,
  });
  if (answer.kind === 'code_sent') return go(call, CODE_PAGE, [attemptCookie(supplier.id, answer.attemptToken)]);
  return askContact(call, params, { errors: [contactError(call, answer)], typed });
}

function contactError(call: PageCall, answer: Exclude<NewContactAnswer, { kind: 'code_sent' }>): FormError {
  const texts = profileTexts[call.language];
  switch (answer.kind) {
    case 'refused':
      return { id: CONTACT, text: texts.contactFaults[answer.contact] };
    case 'already_yours':
      return { id: CONTACT, text: texts.contactSame };
    case 'wait':
      return { id: CONTACT, text: waitInWords(call, answer.retryAt) };
    default:
      return { id: PASSWORD, text: refusalInWords(call, answer) };
  }
}

function waitInWords({ language, now }: PageCall, retryAt: Date | null): string {
  return profileTexts[language].wait(inSpan(secondsUntil(retryAt, now), language));
}

async function askCode(
  call: PageCall,
  { errors = [], isResent = false }: { errors?: readonly FormError[]; isResent?: boolean } = {},
): Promise<PageAnswer> {
  const { supplier, language } = call;
  const texts = profileTexts[language];
  const step = await findCodeStep(visitorOf(call), 'add_contact');
  // Opened late, or twice: the profile shows whether the contact is there.
  if (!step) return go(call, 'profile');
  return {
    kind: 'document',
    title: texts.codeTitle,
    status: errors.length > 0 ? 422 : 200,
    body: html`
      ${errorSummary(language, errors)}
      ${isResent ? notice({ tone: 'good', title: texts.codeResent, takesFocus: true }) : ''}
      <p>${texts.codeSent(step.sentTo)}</p>
      ${form({
        language,
        body: html`
          ${codeField({ id: CODE, label: texts.code, hint: texts.codeHint, error: errors[0]?.text })}
          ${actions(
            submit(texts.confirm),
            submit(texts.resend, { tone: 'plain', name: 'resend', value: 'yes' }),
            buttonLink(pagePath(supplier.id, 'profile'), texts.toProfile, 'plain'),
          )}
        `,
      })}
    `,
  };
}

async function takeContactCode(call: PageCall): Promise<PageAnswer> {
  const { supplier, form: sent } = call;
  const visitor = visitorOf(call);
  if (sent.has('resend')) {
    const answer = await resendCode(visitor, { purpose: 'add_contact' });
    switch (answer.kind) {
      case 'code_resent':
        return askCode(call, { isResent: true });
      case 'wait':
        return askCode(call, { errors: [{ id: CODE, text: waitInWords(call, answer.retryAt) }] });
      case 'no_attempt':
        return go(call, 'profile');
      case 'busy':
        throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
    }
  }
  const before = (await ownContacts(call)).length;
  const answer = await confirmContact(visitor, signedInPerson(call), { code: sent.get(CODE) ?? '' });
  if (answer.kind === 'contact_added') {
    const done = (await ownContacts(call)).length > before ? 'contact_added' : 'contact_changed';
    return {
      kind: 'redirect',
      to: `${pagePath(supplier.id, 'profile')}?done=${done}`,
      setCookies: [endedAttemptCookie(supplier.id)],
    };
  }
  if (answer.kind === 'no_attempt') return go(call, 'profile', [endedAttemptCookie(supplier.id)]);
  return askCode(call, { errors: [{ id: CODE, text: codeInWords(call, answer) }] });
}

function codeInWords(call: PageCall, refusal: Exclude<CodeRefusal, { kind: 'no_attempt' }> | Busy): string {
  const texts = profileTexts[call.language];
  switch (refusal.kind) {
    case 'unreadable_code':
      return texts.codeUnreadable;
    case 'wrong_code':
      return texts.codeWrong;
    case 'too_many_tries':
      return texts.codeTooMany;
    case 'expired_code':
      return texts.codeExpired;
    case 'wait':
      return waitInWords(call, refusal.retryAt);
    case 'busy':
      throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
  }
}

async function askRemoval(
  call: PageCall,
  { contactId }: Params,
  errors: readonly FormError[] = [],
): Promise<PageAnswer> {
  const { supplier, language } = call;
  const texts = profileTexts[language];
  const contact = await ownContact(call, contactId);
  if (!contact) throw new ProblemError('not_found');
  const title = texts.removeTitle;
  if ((await ownContacts(call)).length === 1) {
    const back = buttonLink(pagePath(supplier.id, 'profile'), texts.toProfile);
    return { kind: 'document', title, body: html`${notice({ title: texts.lastContact })} ${actions(back)}` };
  }
  return askToConfirm(call, {
    title,
    body: html`<p>${texts.removeText(contact.address)}</p>`,
    button: submit(texts.remove, { tone: 'danger' }),
    errors,
  });
}

async function remove(call: PageCall, params: Params): Promise<PageAnswer> {
  const contact = await ownContact(call, params['contactId']);
  if (!contact) throw new ProblemError('not_found');
  const errors = await confirmationErrors(call);
  if (errors.length > 0) return askRemoval(call, params, errors);
  const answer = await removeContact(visitorOf(call), signedInPerson(call), { contactId: contact.id });
  switch (answer.kind) {
    case 'contact_removed':
      return { kind: 'redirect', to: `${pagePath(call.supplier.id, 'profile')}?done=contact_removed` };
    case 'last_contact':
      return askRemoval(call, params);
    case 'no_contact':
      throw new ProblemError('not_found');
  }
}

/** The contacts a person signs in with: one more, another in place of one, one less. */
export const contactPages: readonly HostedPage[] = [
  {
    path: 'profile/contact',
    needs: 'person',
    get: (call) => askContact(call, {}),
    post: (call) => sendContact(call, {}),
  },
  { path: CODE_PAGE, needs: 'person', get: (call) => askCode(call), post: takeContactCode },
  { path: 'profile/contact/:contactId', needs: 'person', get: askContact, post: sendContact },
  { path: 'profile/contact/:contactId/removal', needs: 'person', get: askRemoval, post: remove },
];
