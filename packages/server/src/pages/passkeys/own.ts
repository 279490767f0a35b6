import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import { type Passkey, passkeysOf } from '../../db/passkeys.js';
import { findPerson } from '../../db/people.js';
import { wayToConfirm } from '../../domain/confirm-person.js';
import { addPasskey, isLastWayIn, labelPasskey, LONGEST_PASSKEY_LABEL, removePasskey } from '../../domain/passkeys.js';
import { ProblemError } from '../../problem.js';
import { pagePath } from '../../domain/page-addresses.js';
import { actions, buttonLink, field, form, type FormError, notice, submit } from '../form.js';
import { momentInWords } from '../../words/moments.js';
import type { HostedPage, Markup, PageAnswer, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { askToConfirm, confirmationErrors, currentPasswordField, signInAgain } from '../profile/confirmation.js';
import { type ProfileOutcome, profileTexts } from '../profile/texts.js';
import { passkeyToken, visitorOf } from '../visitor.js';
import { PASSKEY, passkeyForm, whereAble } from './parts.js';
import { passkeyTexts } from './texts.js';

type Params = Readonly<Record<string, string>>;

const LABEL = 'label';

/** How an address names a passkey: its id itself is the same wherever the person is known by it. */
function refOf({ id }: Passkey): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 22);
}

/** The person's passkeys in their profile: what they are called, when they were used, and what can be done with them. */
export function passkeySection({ supplier, language }: PageCall, passkeys: readonly Passkey[]): Markup {
  const texts = profileTexts[language];
  const own = passkeyTexts[language];
  const place = { language, timeZone: supplier.profile.timeZone };
  return html`<section id="passkeys">
    <h2>${texts.passkeys}</h2>
    <p class="hint">${own.explained}</p>
    ${
      passkeys.length === 0
        ? html`<p>${texts.passkeysNone}</p>`
        : html`<ul class="plain">
            ${passkeys.map((passkey) => {
              const { label, createdAt, lastUsedAt } = passkey;
              const page = pagePath(supplier.id, `profile/passkeys/${refOf(passkey)}`);
              const named = html`<span class="visually-hidden">: ${label || texts.passkeyUnnamed}</span>`;
              return html`<li>
                <p>
                  <strong>${label || texts.passkeyUnnamed}</strong><br />
                  ${texts.passkeyAdded(momentInWords(createdAt, place))}${
                    lastUsedAt === null ? '' : html`, ${texts.passkeyUsed(momentInWords(lastUsedAt, place))}`
                  }<br />
                  <a href="${page}">${own.rename}${named}</a> · <a href="${page}/removal">${texts.remove}${named}</a>
                </p>
              </li>`;
            })}
          </ul>`
    }
    ${whereAble(actions(buttonLink(pagePath(supplier.id, 'profile/passkeys/new'), own.add)))}
  </section>`;
}

function toProfile({ supplier, language }: PageCall): Markup {
  return buttonLink(pagePath(supplier.id, 'profile'), profileTexts[language].toProfile, 'plain');
}

function done({ supplier }: PageCall, outcome: ProfileOutcome): PageAnswer {
  return { kind: 'redirect', to: `${pagePath(supplier.id, 'profile')}?done=${outcome}` };
}

function labelField({ language }: PageCall, value = ''): Markup {
  const texts = passkeyTexts[language];
  return field({
    id: LABEL,
    label: texts.label,
    hint: texts.labelHint,
    value,
    attributes: { maxlength: LONGEST_PASSKEY_LABEL },
  });
}

async function askNew(call: PageCall, isRefused = false): Promise<PageAnswer> {
  const { language, form: sent } = call;
  const texts = passkeyTexts[language];
  const way = await wayToConfirm(visitorOf(call), signedInPerson(call));
  const title = texts.add;
  if (way === 'sign_in_again') {
    return { kind: 'document', title, body: html`${signInAgain(call)} ${actions(toProfile(call))}` };
  }
  return {
    kind: 'document',
    title,
    status: isRefused ? 422 : 200,
    body: html`
      ${isRefused ? notice({ tone: 'bad', title: texts.notMadeTitle, text: texts.notMade, takesFocus: true }) : ''}
      <p>${texts.explained}</p>
      <noscript>${notice({ tone: 'warn', title: texts.needsScript })}</noscript>
      ${passkeyForm(call, {
        options: 'add',
        body: html`
          ${labelField(call, sent.get(LABEL) ?? '')} ${way === 'password' ? currentPasswordField(call, []) : ''}
          ${submit(texts.make)}
        `,
      })}
      ${actions(toProfile(call))}
    `,
  };
}

async function add(call: PageCall): Promise<PageAnswer> {
  const { form: sent } = call;
  const isAdded = await addPasskey(visitorOf(call), signedInPerson(call), {
    token: passkeyToken(call),
    answer: sent.get(PASSKEY) ?? '',
    label: sent.get(LABEL) ?? '',
  });
  return isAdded ? done(call, 'passkey_added') : askNew(call, true);
}

/** The passkey that the address names, among the person's own. */
async function named(call: PageCall, { ref }: Params): Promise<{ passkey: Passkey; isLast: boolean }> {
  const { context, supplier } = call;
  const whose = { supplierId: supplier.id, personId: signedInPerson(call).personId };
  const { person, passkeys } = await context.database.transaction(supplier.id, async (tx) => ({
    person: await findPerson(tx, whose),
    passkeys: await passkeysOf(tx, whose),
  }));
  const passkey = passkeys.find((each) => refOf(each) === ref);
  if (!person || !passkey) throw new ProblemError('not_found');
  return { passkey, isLast: isLastWayIn(person, passkeys) };
}

async function askLabel(call: PageCall, params: Params): Promise<PageAnswer> {
  const { passkey } = await named(call, params);
  const { language } = call;
  return {
    kind: 'document',
    title: passkeyTexts[language].renameTitle,
    body: form({
      language,
      body: html`${labelField(call, passkey.label)} ${actions(submit(profileTexts[language].save), toProfile(call))}`,
    }),
  };
}

async function rename(call: PageCall, params: Params): Promise<PageAnswer> {
  const { passkey } = await named(call, params);
  const label = call.form.get(LABEL) ?? '';
  await labelPasskey(visitorOf(call), signedInPerson(call), { id: passkey.id, label });
  return done(call, 'passkey_renamed');
}

async function askRemoval(call: PageCall, params: Params, errors: readonly FormError[] = []): Promise<PageAnswer> {
  const { passkey, isLast } = await named(call, params);
  const { supplier, language } = call;
  const texts = passkeyTexts[language];
  const title = texts.removeTitle;
  if (isLast) {
    const toPassword = buttonLink(
      pagePath(supplier.id, 'profile/password'),
      profileTexts[language].setPassword,
      'primary',
    );
    return {
      kind: 'document',
      title,
      body: html`${notice({ title: texts.lastWayIn, text: texts.lastWayInText })}
      ${actions(toPassword, toProfile(call))}`,
    };
  }
  return askToConfirm(call, {
    title,
    body: html`<p>${texts.removeText(passkey.label || profileTexts[language].passkeyUnnamed)}</p>`,
    button: submit(profileTexts[language].remove, { tone: 'danger' }),
    errors,
  });
}

async function remove(call: PageCall, params: Params): Promise<PageAnswer> {
  const { passkey } = await named(call, params);
  const errors = await confirmationErrors(call);
  if (errors.length > 0) return askRemoval(call, params, errors);
  const answer = await removePasskey(visitorOf(call), signedInPerson(call), { id: passkey.id });
  switch (answer.kind) {
    case 'passkey_removed':
      return done(call, 'passkey_removed');
    case 'last_way_in':
      return askRemoval(call, params);
    case 'no_passkey':
      throw new ProblemError('not_found');
  }
}

/** A person's own passkeys: one more, another name, one less. */
export const ownPasskeyPages: readonly HostedPage[] = [
  { path: 'profile/passkeys/new', needs: 'person', get: (call) => askNew(call), post: add },
  { path: 'profile/passkeys/:ref', needs: 'person', get: askLabel, post: rename },
  { path: 'profile/passkeys/:ref/removal', needs: 'person', get: askRemoval, post: remove },
];
