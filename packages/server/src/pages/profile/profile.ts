import { CustomerKind } from '@kabinet/api/contract';
import { html } from 'hono/html';
import type { ProvenContact } from '../../db/contacts.js';
import { passkeysOf } from '../../db/passkeys.js';
import { rolesOf } from '../../db/staff-roles.js';
import { LONGEST_DISPLAY_NAME, personOf, type PersonWithContacts, setProfile } from '../../domain/people.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, choices, errorSummary, field, form, type FormError, notice, submit } from '../form.js';
import { gettingInTexts } from '../getting-in/texts.js';
import { LANGUAGE_NAMES } from '../languages.js';
import { languagesOf } from '../../words/languages.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { passkeySection } from '../passkeys/own.js';
import { signedInPerson } from '../person.js';
import { remindersSection } from '../reminders/reminders.js';
import { workLinks } from '../staff/home.js';
import { contactPages } from './contacts.js';
import { myDataPages } from './my-data.js';
import { passwordPages } from './password.js';
import { PROFILE_OUTCOMES, profileTexts } from './texts.js';

/** What was typed into the form about the person. */
interface Typed {
  readonly name: string;
  readonly kind: string;
  readonly language: string;
}

async function show(
  call: PageCall,
  { errors = [], typed }: { errors?: readonly FormError[]; typed?: Typed } = {},
): Promise<PageAnswer> {
  const { context, supplier, language } = call;
  const texts = profileTexts[language];
  const { personId } = signedInPerson(call);
  const { person, passkeys, roles } = await context.database.transaction(supplier.id, async (tx) => ({
    person: await personOf(tx, supplier.id, personId),
    passkeys: await passkeysOf(tx, { supplierId: supplier.id, personId }),
    roles: await rolesOf(tx, { supplierId: supplier.id, personId }),
  }));
  if (!person) throw new ProblemError('not_found');
  const done = PROFILE_OUTCOMES.find((each) => each === call.query.get('done'));
  return {
    kind: 'document',
    title: texts.title,
    status: errors.length > 0 ? 422 : 200,
    body: html`
      ${errorSummary(language, errors)}
      ${done === undefined ? '' : notice({ tone: 'good', title: texts.done[done], takesFocus: true })}
      ${aboutForm(call, typed ?? { ...person, name: person.displayName }, errors)}
      <section>
        <h2>${texts.contacts}</h2>
        <p class="hint">${texts.contactsHint}</p>
        <ul class="plain">
          ${person.contacts.map((contact) => contactItem(call, contact, person.contacts.length > 1))}
        </ul>
        ${actions(buttonLink(pagePath(supplier.id, 'profile/contact'), texts.addContact))}
      </section>
      ${passwordSection(call, person)} ${passkeySection(call, passkeys)} ${remindersSection(call)}
      ${
        roles.length > 0
          ? html`<section>
              <h2>${texts.staff}</h2>
              ${workLinks(call, roles)}
            </section>`
          : ''
      }
      <section>
        <h2>${texts.data}</h2>
        <p>${texts.dataText}</p>
        ${actions(
          buttonLink(pagePath(supplier.id, 'profile/download'), texts.download),
          buttonLink(pagePath(supplier.id, 'profile/erasure'), texts.erase, 'danger'),
        )}
      </section>
    `,
  };
}

function aboutForm(call: PageCall, typed: Typed, errors: readonly FormError[]): Markup {
  const { supplier, language } = call;
  const texts = profileTexts[language];
  const languages = languagesOf(supplier.profile);
  return html`<section>
    <h2>${texts.about}</h2>
    ${form({
      language,
      body: html`
        ${field({
          id: 'name',
          label: texts.name,
          hint: texts.nameHint,
          autocomplete: 'name',
          capitalize: true,
          value: typed.name,
          error: errors.find(({ id }) => id === 'name')?.text,
        })}
        ${choices({
          id: 'kind',
          legend: texts.kind,
          options: CustomerKind.options.map((value) => ({ value, label: texts.kinds[value] })),
          value: typed.kind,
        })}
        ${
          languages.length < 2
            ? ''
            : choices({
                id: 'language',
                legend: texts.language,
                hint: texts.languageHint,
                options: languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
                value: typed.language,
              })
        }
        ${actions(submit(texts.save))}
      `,
    })}
  </section>`;
}

function contactItem({ supplier, language }: PageCall, contact: ProvenContact, isRemovable: boolean): Markup {
  const texts = profileTexts[language];
  const own = html`<span class="visually-hidden">: ${contact.address}</span>`;
  return html`<li>
    <p>
      ${gettingInTexts[language].contact[contact.kind]}: <strong>${contact.address}</strong><br />
      <a href="${pagePath(supplier.id, `profile/contact/${contact.id}`)}">${texts.change}${own}</a>
      ${
        isRemovable
          ? html` ·
              <a href="${pagePath(supplier.id, `profile/contact/${contact.id}/removal`)}">${texts.remove}${own}</a>`
          : ''
      }
    </p>
  </li>`;
}

function passwordSection({ supplier, language }: PageCall, { passwordHash }: PersonWithContacts): Markup {
  const texts = profileTexts[language];
  return html`<section>
    <h2>${texts.password}</h2>
    <p>${passwordHash === null ? texts.passwordNone : texts.passwordText}</p>
    ${actions(
      buttonLink(
        pagePath(supplier.id, 'profile/password'),
        passwordHash === null ? texts.setPassword : texts.changePassword,
      ),
    )}
  </section>`;
}

async function save(call: PageCall): Promise<PageAnswer> {
  const { context, supplier, language, form: sent } = call;
  const { personId } = signedInPerson(call);
  const typed: Typed = {
    name: sent.get('name') ?? '',
    kind: sent.get('kind') ?? '',
    language: sent.get('language') ?? '',
  };
  if ([...typed.name].length > LONGEST_DISPLAY_NAME) {
    return show(call, { errors: [{ id: 'name', text: profileTexts[language].nameTooLong }], typed });
  }
  const isSaved = await context.database.transaction(supplier.id, async (tx) => {
    const before = await personOf(tx, supplier.id, personId);
    return setProfile(tx, {
      supplierId: supplier.id,
      personId,
      displayName: typed.name,
      kind: CustomerKind.options.find((each) => each === typed.kind) ?? before?.kind ?? 'household',
      language: languagesOf(supplier.profile).find((each) => each === typed.language) ?? before?.language ?? language,
    });
  });
  if (!isSaved) throw new ProblemError('not_found');
  return { kind: 'redirect', to: `${pagePath(supplier.id, 'profile')}?done=saved` };
}

/** The person's own page, and those below it. */
export const profilePages: readonly HostedPage[] = [
  { path: 'profile', needs: 'person', get: (call) => show(call), post: save },
  ...contactPages,
  ...passwordPages,
  ...myDataPages,
];
