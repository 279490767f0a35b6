import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { insertPasskey } from '../db/passkeys.js';
import { enter, type SignedIn } from './entering.js';
import type { PasskeyOptions } from './passkey-challenges.js';
import { creationOptions, labelOf, verifyNewPasskey } from './passkeys.js';
import { hashPassword, LONG_PASSWORD, passwordLength } from './passwords.js';
import { type Busy, door } from './proof.js';
import { findProven, findProvenContact, type ProvenContactAttempt, takeProven } from './proven-contact.js';
import {
  type AlreadySignedUp,
  becomePerson,
  ContactTakenError,
  newPasswordFault,
  type RefusedSignUp,
} from './sign-up.js';
import type { Visitor } from './visitor.js';

/** What the browser is asked to make for who has proven a contact; null where there is none such. */
export async function passkeySignUpOptions(
  visitor: Visitor,
): Promise<PasskeyOptions<PublicKeyCredentialCreationOptionsJSON> | null> {
  const { context, supplier } = visitor;
  return context.database.transaction(supplier.id, async (tx) => {
    const proven = await findProven(tx, visitor);
    if (!proven) return null;
    const { personId, contact } = proven;
    return creationOptions(tx, visitor, { ceremony: 'sign_up', personId, contact: contact.address, known: [] });
  });
}

/** What the person chose to sign in with from now on. */
export type ChosenWay =
  | { readonly password: string }
  | {
      readonly passkey: {
        readonly token: string | null;
        /** As the browser's script sent it. */ readonly answer: string;
      };
    };

export type SignUpFinished =
  | SignedIn
  | AlreadySignedUp
  | RefusedSignUp
  /** The browser's answer is not what was asked for, or came too late: the same can be tried again. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'no_attempt' }
  | Busy;

/** The last step: there is a person, signed in. */
export async function finishSignUp(visitor: Visitor, way: ChosenWay): Promise<SignUpFinished> {
  return door(visitor, async (): Promise<SignUpFinished> => {
    const proven = await findProvenContact(visitor);
    if (!proven) return { kind: 'no_attempt' };
    try {
      return 'password' in way
        ? await finishWithPassword(visitor, proven, way.password)
        : await finishWithPasskey(visitor, proven, way.passkey);
    } catch (error) {
      if (error instanceof ContactTakenError) return { kind: 'already_signed_up' };
      throw error;
    }
  });
}

async function finishWithPassword(
  visitor: Visitor,
  { contact, personId }: ProvenContactAttempt,
  password: string,
): Promise<SignUpFinished> {
  const fault = newPasswordFault(visitor, password, contact);
  if (fault !== null) return { kind: 'refused', contact: null, password: fault };
  const passwordHash = await hashPassword(password);
  const isPasswordShort = passwordLength(password) < LONG_PASSWORD;
  return visitor.context.database.transaction(visitor.supplier.id, async (tx): Promise<SignUpFinished> => {
    if (!(await takeProven(tx, visitor))) return { kind: 'no_attempt' };
    await becomePerson(tx, visitor, { personId, contact, passwordHash, isPasswordShort });
    return enter(tx, visitor, { personId, method: 'password_and_code' });
  });
}

async function finishWithPasskey(
  visitor: Visitor,
  { contact, personId }: ProvenContactAttempt,
  { token, answer }: { token: string | null; answer: string },
): Promise<SignUpFinished> {
  const { context, supplier, now } = visitor;
  const supplierId = supplier.id;
  const made = await verifyNewPasskey(visitor, { token, ceremony: 'sign_up', personId, answer });
  if (made === null) return { kind: 'wrong' };
  return context.database.transaction(supplierId, async (tx): Promise<SignUpFinished> => {
    if (!(await takeProven(tx, visitor))) return { kind: 'no_attempt' };
    await becomePerson(tx, visitor, { personId, contact, passwordHash: null, isPasswordShort: true });
    if (!(await insertPasskey(tx, { supplierId, personId, ...made, label: labelOf(visitor), now }))) {
      // Another's credential with the same id: nobody's authenticator makes one, so it is not theirs.
      throw new Error('the new passkey is known already');
    }
    return enter(tx, visitor, { personId, method: 'passkey' });
  });
}
