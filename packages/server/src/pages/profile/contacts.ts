import { html } from 'hono/html';
import { contactsOf, type ProvenContact } from '../../db/contacts.js';
import { wayToConfirm } from '../../domain/confirm-person.js';
import { beginContact, confirmContact, removeContact } from '../../domain/people.js';
import type { NewContactAnswer } from '../../domain/own-contacts.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, errorSummary, field, form, type FormError, notice, submit } from '../form.js';
import { codePage } from '../getting-in/code-page.js';
import { CODE, CONTACT, contactErrors, contactKinds } from '../getting-in/parts.js';
import { gettingInTexts } from '../getting-in/texts.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { go } from '../return-address.js';
import { attemptCookie, endedAttemptCookie, visitorOf } from '../visitor.js';
import {
  askToConfirm,
  confirmationErrors,
  currentPasswordField,
  PASSWORD,
  refusalInWords,
  signInAgain,
} from './confirmation.js';
import { profileTexts } from './texts.js';

type Params = Readonly<Record<string, string>>;

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
            label: gettingInTexts[language].contact[contactKinds(call)],
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
  if (answer.kind === 'code_sent')
    return go(call, codeToContact.path, [attemptCookie(supplier.id, answer.attemptToken)]);
  return askContact(call, params, { errors: contactFaults(call, answer), typed });
}

function contactFaults(call: PageCall, answer: Exclude<NewContactAnswer, { kind: 'code_sent' }>): FormError[] {
  switch (answer.kind) {
    case 'refused':
      return contactErrors(call, answer.contact);
    case 'already_yours':
      return [{ id: CONTACT, text: profileTexts[call.language].contactSame }];
    case 'wait':
      return [{ id: CONTACT, text: refusalInWords(call, answer) }];
    default:
      return [{ id: PASSWORD, text: refusalInWords(call, answer) }];
  }
}

/** The code to the contact; who comes late, or twice, sees on the profile whether it is there. */
const codeToContact = codePage({
  path: 'profile/contact-code',
  needs: 'person',
  start: 'profile',
  toStart: (_, { language }) => profileTexts[language].toProfile,
  purpose: 'add_contact',
  confirm: async (call) => {
    const before = (await ownContacts(call)).length;
    const code = call.form.get(CODE) ?? '';
    const answer = await confirmContact(visitorOf(call), signedInPerson(call), { code });
    if (answer.kind !== 'contact_added') return answer;
    const done = (await ownContacts(call)).length > before ? 'contact_added' : 'contact_changed';
    return go(call, `profile?done=${done}`, [endedAttemptCookie(call.supplier.id)]);
  },
  over: (call) => go(call, 'profile', [endedAttemptCookie(call.supplier.id)]),
});

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
  codeToContact,
  { path: 'profile/contact/:contactId', needs: 'person', get: askContact, post: sendContact },
  { path: 'profile/contact/:contactId/removal', needs: 'person', get: askRemoval, post: remove },
];
