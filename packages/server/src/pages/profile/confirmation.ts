import { html } from 'hono/html';
import { type Confirmation, confirmPerson, waysToConfirm } from '../../domain/confirm-person.js';
import { notice, passwordField } from '../form.js';
import type { Markup, PageCall } from '../page.js';
import { signedInPerson } from '../person.js';
import { inSpan } from '../spans.js';
import type { FormError } from '../form.js';
import { profileTexts } from './texts.js';

const FIELD = 'password';

/** The way in which this person is asked to show that it is still them. */
export async function wayToConfirm(call: PageCall): Promise<Awaited<ReturnType<typeof waysToConfirm>>> {
  const { context, supplier, now } = call;
  return waysToConfirm(context.database, { supplierId: supplier.id, ...signedInPerson(call), now });
}

/** The field that asks for the password, where one is needed. */
export function confirmationField(
  { language }: PageCall,
  way: Awaited<ReturnType<typeof wayToConfirm>>,
  errors: readonly FormError[],
): Markup | '' {
  const texts = profileTexts[language];
  if (way === 'fresh') return '';
  if (way === 'sign_in_again') {
    return notice({ tone: 'warn', title: texts.signInAgainTitle, text: html`<p>${texts.signInAgainText}</p>` });
  }
  return passwordField({
    id: FIELD,
    language,
    autocomplete: 'current-password',
    label: texts.currentPassword,
    hint: texts.currentPasswordHint,
    error: errors.find((each) => each.id === FIELD)?.text,
  });
}

/** What came of the form's password; empty when it is them. */
export async function confirmationErrors(
  call: PageCall,
  { field = FIELD, isPasswordNeeded = false }: { field?: string; isPasswordNeeded?: boolean } = {},
): Promise<readonly FormError[]> {
  const { context, supplier, address, now } = call;
  const confirmation = await confirmPerson(context.database, {
    supplierId: supplier.id,
    ...signedInPerson(call),
    password: call.form.get(field) ?? '',
    address,
    isPasswordNeeded,
    now,
  });
  const text = inWords(call, confirmation);
  return text === null ? [] : [{ id: field, text }];
}

function inWords({ language, now }: PageCall, confirmation: Confirmation): string | null {
  const texts = profileTexts[language];
  switch (confirmation.kind) {
    case 'confirmed':
      return null;
    case 'wrong_password':
      return texts.wrongPassword;
    case 'sign_in_again':
      return texts.signInAgainTitle;
    case 'wait':
      return texts.wait(inSpan(secondsUntil(confirmation.retryAt, now), language));
  }
}

/** An hour where nobody can say. */
export function secondsUntil(moment: Date | null, now: Date): number {
  return moment === null ? 3600 : Math.max(1, (moment.getTime() - now.getTime()) / 1000);
}
