import { findContact } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { forgetDevices } from '../db/known-devices.js';
import { findPerson, type Person, savePassword } from '../db/people.js';
import { type CodeRefusal, endAttemptsOf, findAttempt, readCode, takeCode, type Wait } from './codes.js';
import { enter, PASSWORD_RESET, type SignedIn, tellPerson, trace } from './entering.js';
import { hashPassword, LONG_PASSWORD, type PasswordFault, passwordLength } from './passwords.js';
import {
  beginProof,
  type Busy,
  codeBudgets,
  type CodeSent,
  type ContactFault,
  door,
  reachableContact,
  waitFor,
} from './proof.js';
import { endOtherSessions } from './sessions.js';
import { newPasswordFault } from './sign-up.js';
import type { Visitor } from './visitor.js';

export type ResetAnswer = { readonly kind: 'refused'; readonly contact: ContactFault } | CodeSent | Wait | Busy;

/** A forgotten password: a code to the contact, where it is somebody's. */
export async function beginReset(visitor: Visitor, typed: { readonly contact: string }): Promise<ResetAnswer> {
  return door(visitor, async (): Promise<ResetAnswer> => {
    const { context, supplier } = visitor;
    const supplierId = supplier.id;
    const { contact, fault } = reachableContact(visitor, typed.contact);
    if (contact === null) return { kind: 'refused', contact: fault };
    const wait = await waitFor(visitor, codeBudgets(visitor, { purpose: 'reset_password', personId: null, contact }));
    if (wait) return wait;
    return context.database.transaction(supplierId, async (tx) => {
      const personId = (await findContact(tx, { supplierId, contact }))?.personId ?? null;
      return beginProof(tx, visitor, { purpose: 'reset_password', personId, contact });
    });
  });
}

export type NewPasswordRefused = { readonly kind: 'refused'; readonly password: PasswordFault | 'empty' };

/**
 * The code and the new password, which is judged first: a code is not lost for a password that cannot be taken. All other devices are
 * signed out, this one is signed in, and the person is told.
 */
export async function resetPassword(
  visitor: Visitor,
  typed: { readonly code: string; readonly password: string },
): Promise<SignedIn | NewPasswordRefused | CodeRefusal | Busy> {
  const { context, supplier, attemptToken: token, address, now } = visitor;
  const supplierId = supplier.id;
  if (token === null) return { kind: 'no_attempt' };
  const ref = { supplierId, token, purpose: 'reset_password', now } as const;
  return door(visitor, async () => {
    const attempt = await context.database.transaction(supplierId, (tx) => findAttempt(tx, ref));
    if (!attempt) return { kind: 'no_attempt' as const };
    if (readCode(typed.code) === null) return { kind: 'unreadable_code' as const };
    const fault = newPasswordFault(visitor, typed.password, attempt.contact);
    if (fault !== null) return { kind: 'refused' as const, password: fault };
    const answer = await takeCode(
      context.database,
      { ...ref, code: typed.code, address, prepare: () => hashPassword(typed.password) },
      async (tx, { personId }, hash) => {
        const person = personId === null ? null : await findPerson(tx, { supplierId, personId }, { isLocked: true });
        if (!person || hash === undefined) return null;
        await replacePassword(tx, visitor, person, { password: typed.password, hash, keptSessionId: null });
        await trace(tx, visitor, { personId: person.id, action: PASSWORD_RESET });
        return enter(tx, visitor, { personId: person.id, method: 'code' });
      },
    );
    if (answer.kind !== 'right') return answer;
    return answer.value ?? { kind: 'no_attempt' as const };
  });
}

/** A new password: whoever came in by the old one is out, and what they had begun to prove has ended. */
export async function replacePassword(
  tx: Tx,
  visitor: Visitor,
  person: Person,
  { password, hash, keptSessionId }: { password: string; hash: string; keptSessionId: string | null },
): Promise<void> {
  const { supplier, now } = visitor;
  const ref = { supplierId: supplier.id, personId: person.id };
  await savePassword(tx, { ...ref, hash, isShort: passwordLength(password) < LONG_PASSWORD });
  await endOtherSessions(tx, { ...ref, keptSessionId, now });
  await forgetDevices(tx, ref);
  await endAttemptsOf(tx, { ...ref, now });
  await trace(tx, visitor, { personId: person.id, action: 'person.password_changed' });
  await tellPerson(tx, visitor, { personId: person.id, language: person.language, purpose: 'password_changed' });
}
