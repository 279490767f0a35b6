import { html } from 'hono/html';
import { wayToConfirm } from '../../domain/confirm-person.js';
import { changePassword, personOf } from '../../domain/people.js';
import { SHORTEST_PASSWORD } from '../../domain/passwords.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, errorSummary, form, type FormError, hidden, passwordField, submit } from '../form.js';
import { gettingInTexts } from '../getting-in/texts.js';
import type { HostedPage, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { visitorOf } from '../visitor.js';
import { PASSWORD, refusalInWords, signInAgain } from './confirmation.js';
import { profileTexts } from './texts.js';

const NEW = 'new-password';

async function show(call: PageCall, errors: readonly FormError[] = []): Promise<PageAnswer> {
  const { context, supplier, language } = call;
  const texts = profileTexts[language];
  const { personId } = signedInPerson(call);
  const person = await context.database.transaction(supplier.id, (tx) => personOf(tx, supplier.id, personId));
  if (!person) throw new ProblemError('not_found');
  const hasPassword = person.passwordHash !== null;
  const way = await wayToConfirm(visitorOf(call), signedInPerson(call));
  const back = buttonLink(pagePath(supplier.id, 'profile'), texts.toProfile, 'plain');
  const title = hasPassword ? texts.changePassword : texts.setPassword;
  const status = errors.length > 0 ? 422 : 200;
  if (way === 'sign_in_again') {
    return { kind: 'document', title, status, body: html`${signInAgain(call)} ${actions(back)}` };
  }
  const errorOf = (field: string) => errors.find(({ id }) => id === field)?.text;
  return {
    kind: 'document',
    title,
    status,
    body: html`
      ${errorSummary(language, errors)}
      ${form({
        language,
        body: html`
          ${usernameFor(person.contacts[0]?.address ?? '')}
          ${
            way === 'password'
              ? passwordField({
                  id: PASSWORD,
                  language,
                  autocomplete: 'current-password',
                  label: texts.oldPassword,
                  error: errorOf(PASSWORD),
                })
              : ''
          }
          ${passwordField({
            id: NEW,
            language,
            autocomplete: 'new-password',
            label: gettingInTexts[language].newPassword,
            hint: gettingInTexts[language].newPasswordHint(SHORTEST_PASSWORD),
            minLength: SHORTEST_PASSWORD,
            error: errorOf(NEW),
          })}
          <p>${texts.passwordText}</p>
          ${actions(submit(title), back)}
        `,
      })}
    `,
  };
}

/** By which password managers know whose new password it is; nobody sees or types it. */
function usernameFor(contact: string) {
  return contact === ''
    ? hidden('username', '')
    : html`<input type="text" name="username" value="${contact}" autocomplete="username" readonly hidden />`;
}

async function change(call: PageCall): Promise<PageAnswer> {
  const { supplier, form: sent } = call;
  const answer = await changePassword(visitorOf(call), signedInPerson(call), {
    currentPassword: sent.get(PASSWORD) ?? '',
    newPassword: sent.get(NEW) ?? '',
  });
  switch (answer.kind) {
    case 'password_changed':
      return { kind: 'redirect', to: `${pagePath(supplier.id, 'profile')}?done=password_changed` };
    case 'refused':
      return show(call, [
        { id: NEW, text: gettingInTexts[call.language].passwordFaults(SHORTEST_PASSWORD)[answer.password] },
      ]);
    default:
      return show(call, [{ id: PASSWORD, text: refusalInWords(call, answer) }]);
  }
}

/** The person's password. */
export const passwordPages: readonly HostedPage[] = [
  { path: 'profile/password', needs: 'person', get: (call) => show(call), post: change },
];
