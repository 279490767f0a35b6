import { insertContact } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { insertPerson } from '../db/people.js';
import { type CodeRefusal, takeCode, type Wait } from './codes.js';
import type { Contact } from './contacts.js';
import { enter, type SignedIn, trace } from './entering.js';
import { hashPassword, judgePassword, LONG_PASSWORD, type PasswordFault, passwordLength } from './passwords.js';
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
import { keepProven } from './proven-contact.js';
import { supplierNames, type Visitor } from './visitor.js';

/** What is wrong in what was typed, by field; null where nothing is. */
export interface RefusedSignUp {
  readonly kind: 'refused';
  readonly contact: ContactFault | null;
  readonly password: PasswordFault | 'empty' | null;
}

export type SignUpAnswer = RefusedSignUp | CodeSent | Wait | Busy;

/**
 * Somebody wants to sign up. Where the contact is somebody's already the answer is the same, and its owner gets a message instead of a
 * code. Without a password (`null`) the person chooses after the code what to sign in with.
 */
export async function signUp(
  visitor: Visitor,
  typed: { readonly contact: string; readonly password: string | null },
): Promise<SignUpAnswer> {
  return door(visitor, async (): Promise<SignUpAnswer> => {
    const { contact, fault } = reachableContact(visitor, typed.contact);
    const passwordFault = typed.password === null ? null : newPasswordFault(visitor, typed.password, contact);
    if (contact === null || passwordFault !== null) return { kind: 'refused', contact: fault, password: passwordFault };
    const wait = await waitFor(visitor, codeBudgets(visitor, { purpose: 'sign_up', personId: null, contact }));
    if (wait) return wait;
    const pending =
      typed.password === null
        ? { isWithoutPassword: true }
        : {
            passwordHash: await hashPassword(typed.password),
            isPasswordShort: passwordLength(typed.password) < LONG_PASSWORD,
          };
    const { context, supplier } = visitor;
    return context.database.transaction(supplier.id, (tx) =>
      beginProof(tx, visitor, { purpose: 'sign_up', personId: null, contact, pending }),
    );
  });
}

/** Why a new password cannot be taken, an empty one said apart. */
export function newPasswordFault(
  visitor: Visitor,
  password: string,
  contact: Parameters<typeof judgePassword>[1]['contact'],
): PasswordFault | 'empty' | null {
  if (password === '') return 'empty';
  return judgePassword(password, { contact, supplierName: supplierNames(visitor) });
}

/** The contact was proven, but somebody signed up with it in the meantime. */
export interface AlreadySignedUp {
  readonly kind: 'already_signed_up';
}

/** Somebody who began without a password has proven their contact, and now chooses what to sign in with. */
export interface ContactProven {
  readonly kind: 'contact_proven';
  /** For the browser's cookie, in place of the one of the code. */
  readonly attemptToken: string;
}

export class ContactTakenError extends Error {}

/** From now on there is such a person. Throws {@link ContactTakenError} where another proved the contact first. */
export async function becomePerson(
  tx: Tx,
  visitor: Visitor,
  {
    contact,
    ...person
  }: { personId?: string; contact: Contact | null; passwordHash: string | null; isPasswordShort: boolean },
): Promise<string> {
  const { supplier, language, now } = visitor;
  const supplierId = supplier.id;
  const personId = await insertPerson(tx, { supplierId, language, ...person, now });
  // Undone with the person.
  if (!contact || !(await insertContact(tx, { supplierId, personId, contact, now }))) throw new ContactTakenError();
  await trace(tx, visitor, { personId, action: 'person.signed_up' });
  return personId;
}

/** The code of a sign-up: right, there is a person, signed in. */
export async function confirmSignUp(
  visitor: Visitor,
  { code }: { readonly code: string },
): Promise<SignedIn | ContactProven | AlreadySignedUp | CodeRefusal | Busy> {
  const { context, supplier, attemptToken: token, address, now } = visitor;
  const supplierId = supplier.id;
  if (token === null) return { kind: 'no_attempt' };
  return door(visitor, async () => {
    try {
      const answer = await takeCode(
        context.database,
        { supplierId, token, purpose: 'sign_up', code, address, now },
        async (tx, { contact, pending }): Promise<SignedIn | ContactProven> => {
          if (contact && pending['isWithoutPassword'] === true) {
            const { token: attemptToken } = await keepProven(tx, visitor, contact);
            return { kind: 'contact_proven', attemptToken };
          }
          const { passwordHash, isPasswordShort } = pending as { passwordHash: string; isPasswordShort: boolean };
          const personId = await becomePerson(tx, visitor, { contact, passwordHash, isPasswordShort });
          return enter(tx, visitor, { personId, method: 'password_and_code' });
        },
      );
      return answer.kind === 'right' ? answer.value : answer;
    } catch (error) {
      if (error instanceof ContactTakenError) return { kind: 'already_signed_up' as const };
      throw error;
    }
  });
}
