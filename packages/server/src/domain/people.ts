import type { CustomerKind } from '@kabinet/api/contract';
import { contactsOf, type ProvenContact } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { findPerson, type Person, saveProfileOf } from '../db/people.js';
import { confirmPerson, type SignedInPerson, type Unconfirmed } from './confirm-person.js';
import { cleanLine } from './clean-text.js';
import { hashPassword } from './passwords.js';
import { type NewPasswordRefused, replacePassword } from './password-reset.js';
import { type Busy, door } from './proof.js';
import { newPasswordFault } from './sign-up.js';
import type { Visitor } from './visitor.js';

/** The ways in, each answering with what the page then says; here is what somebody who is in does with their own. */
export { findCodeStep, resendCode } from './proof.js';
export { confirmSignUp, signUp } from './sign-up.js';
export { confirmSignIn, signIn } from './sign-in.js';
export { beginReset, resetPassword } from './password-reset.js';
export type { SignedInPerson } from './confirm-person.js';
export { beginContact, confirmContact, removeContact } from './own-contacts.js';

/** A person as their own pages show them. */
export interface PersonWithContacts extends Person {
  readonly contacts: readonly ProvenContact[];
}

/** The person with their contacts; null when there is none such (any more). */
export async function personOf(tx: Tx, supplierId: string, personId: string): Promise<PersonWithContacts | null> {
  const person = await findPerson(tx, { supplierId, personId });
  return person && { ...person, contacts: await contactsOf(tx, { supplierId, personId }) };
}

/** A name is no longer than this. */
export const LONGEST_DISPLAY_NAME = 100;

/** How somebody wishes to be addressed, what they are and in which language we write to them. False where the person is gone. */
export async function setProfile(
  tx: Tx,
  profile: { supplierId: string; personId: string; displayName: string; kind: CustomerKind; language: string },
): Promise<boolean> {
  const displayName = [...cleanLine(profile.displayName)].slice(0, LONGEST_DISPLAY_NAME).join('').trim();
  return saveProfileOf(tx, { ...profile, displayName });
}

/** A new password, by who is sure to be the person. All other devices are signed out, and the person is told. */
export async function changePassword(
  visitor: Visitor,
  who: SignedInPerson,
  typed: { readonly currentPassword: string; readonly newPassword: string },
): Promise<
  { readonly kind: 'password_changed' } | { readonly kind: 'no_person' } | NewPasswordRefused | Unconfirmed | Busy
> {
  const { context, supplier } = visitor;
  const supplierId = supplier.id;
  return door(visitor, async () => {
    const person = await context.database.transaction(supplierId, (tx) => personOf(tx, supplierId, who.personId));
    if (!person) return { kind: 'no_person' as const };
    const faults = (person.contacts.length > 0 ? person.contacts : [null]).map((contact) =>
      newPasswordFault(visitor, typed.newPassword, contact),
    );
    const fault = faults.find((each) => each !== null);
    if (fault != null) return { kind: 'refused' as const, password: fault };
    const refusal = await confirmPerson(visitor, who, typed.currentPassword);
    if (refusal) return refusal;
    const hash = await hashPassword(typed.newPassword);
    return context.database.transaction(supplierId, async (tx) => {
      const locked = await findPerson(tx, { supplierId, personId: who.personId }, { isLocked: true });
      if (!locked) return { kind: 'no_person' as const };
      await replacePassword(tx, visitor, locked, {
        password: typed.newPassword,
        hash,
        keptSessionId: who.sessionId,
      });
      return { kind: 'password_changed' as const };
    });
  });
}
