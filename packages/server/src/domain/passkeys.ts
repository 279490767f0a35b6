import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Tx } from '../db/database.js';
import { deletePasskey, insertPasskey, type Passkey, passkeysOf, renamePasskey } from '../db/passkeys.js';
import { findPerson } from '../db/people.js';
import { confirmPerson, type SignedInPerson, type Unconfirmed } from './confirm-person.js';
import { tellPerson, trace } from './entering.js';
import {
  beginChallenge,
  type Ceremony,
  CHALLENGE_MINUTES,
  type PasskeyOptions,
  readAnswer,
  relyingParty,
  takeChallenge,
  userBytes,
  webAuthn,
} from './passkey-challenges.js';
import { personOf } from './people.js';
import { browserWords } from './user-agent.js';
import { cleanLine } from './clean-text.js';
import { type Busy, door } from './proof.js';
import type { Visitor } from './visitor.js';

/** More than anybody has; each is looked for when one is added. */
const MOST_PASSKEYS = 20;
export const LONGEST_PASSKEY_LABEL = 60;

/** What the browser is asked to make: a passkey that can be found without a name typed, and that asks who holds it. */
export async function creationOptions(
  tx: Tx,
  visitor: Visitor,
  {
    ceremony,
    personId,
    contact,
    known,
  }: { ceremony: Ceremony; personId: string; contact: string; known: readonly Passkey[] },
): Promise<PasskeyOptions<PublicKeyCredentialCreationOptionsJSON>> {
  const { challenge, token } = await beginChallenge(tx, visitor, { ceremony, personId });
  const { id, name } = relyingParty(visitor);
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userID: userBytes(personId),
    // The suppliers of one server share its name: a person who is with several must know them apart when asked to choose.
    userName: `${contact} (${name})`,
    userDisplayName: name,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: CHALLENGE_MINUTES * 60_000,
    attestationType: 'none',
    excludeCredentials: known.map((each) => ({
      id: each.id,
      transports: each.transports as NonNullable<RegistrationResponseJSON['response']['transports']>,
    })),
    // "required" and not "preferred": one that cannot be found without a name could not sign in here.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { token, options };
}

/** A passkey just made: what is kept of it. */
export type NewPasskey = Pick<Passkey, 'id' | 'publicKey' | 'signCount' | 'transports'>;

/** The passkey that the browser made for this challenge; null where it is not what was asked for. */
export async function verifyNewPasskey(
  visitor: Visitor,
  {
    token,
    ceremony,
    personId,
    answer: sent,
  }: { token: string | null; ceremony: Ceremony; personId: string; answer: string },
): Promise<NewPasskey | null> {
  const challenge = await takeChallenge(visitor, { token, ceremony, personId });
  const answer = readAnswer<RegistrationResponseJSON>(sent);
  if (challenge === null || answer === null) return null;
  const { id: expectedRPID, origin: expectedOrigin } = relyingParty(visitor);
  const { verifyRegistrationResponse } = await webAuthn();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin,
      expectedRPID,
      requireUserVerification: true,
    });
    if (!registrationInfo) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    const named = transports.filter((each) => typeof each === 'string' && /^[a-z-]{1,20}$/.test(each)).slice(0, 8);
    return { id, publicKey, signCount: counter, transports: named };
  } catch {
    // As when signing in: the library throws for whatever is not as it must be.
    return null;
  }
}

/** What to call a passkey whose person does not say: the browser and system it was made with. */
export function labelOf({ userAgent }: Visitor, typed = ''): string {
  const { browser, system } = browserWords(userAgent ?? '');
  const words = cleanLine(typed) || [browser, system].filter((each) => each !== null).join(', ');
  return [...words].slice(0, LONGEST_PASSKEY_LABEL).join('').trim();
}

export type PasskeyToAdd =
  | ({ readonly kind: 'options' } & PasskeyOptions<PublicKeyCredentialCreationOptionsJSON>)
  | { readonly kind: 'too_many' }
  | { readonly kind: 'no_person' }
  | Unconfirmed
  | Busy;

/** Somebody who is signed in wants one more passkey: a lasting way in, so it must be them. The challenge they get stands for that. */
export async function beginPasskey(
  visitor: Visitor,
  who: SignedInPerson,
  { password }: { readonly password: string },
): Promise<PasskeyToAdd> {
  const { context, supplier } = visitor;
  const supplierId = supplier.id;
  const { personId } = who;
  const refusal = await door(visitor, () => confirmPerson(visitor, who, password));
  if (refusal) return refusal;
  return context.database.transaction(supplierId, async (tx): Promise<PasskeyToAdd> => {
    const person = await personOf(tx, supplierId, personId);
    if (!person) return { kind: 'no_person' };
    const known = await passkeysOf(tx, { supplierId, personId });
    if (known.length >= MOST_PASSKEYS) return { kind: 'too_many' };
    const contact = person.contacts[0]?.address ?? '';
    return { kind: 'options', ...(await creationOptions(tx, visitor, { ceremony: 'add', personId, contact, known })) };
  });
}

/** Keeps the passkey that was just made, and tells the person. False where it is not what was asked for, or too late. */
export async function addPasskey(
  visitor: Visitor,
  { personId }: SignedInPerson,
  { token, answer, label }: { readonly token: string | null; readonly answer: string; readonly label: string },
): Promise<boolean> {
  const { context, supplier, now } = visitor;
  const supplierId = supplier.id;
  const made = await verifyNewPasskey(visitor, { token, ceremony: 'add', personId, answer });
  if (made === null) return false;
  return context.database.transaction(supplierId, async (tx) => {
    const person = await findPerson(tx, { supplierId, personId }, { isLocked: true });
    if (!person) return false;
    if (!(await insertPasskey(tx, { supplierId, personId, ...made, label: labelOf(visitor, label), now })))
      return false;
    await tellPerson(tx, visitor, { personId, language: person.language, purpose: 'passkey_added' });
    await trace(tx, visitor, { personId, action: 'person.passkey_added' });
    return true;
  });
}

/** Calls a passkey something else. False where the person has none such. */
export async function labelPasskey(
  visitor: Visitor,
  { personId }: SignedInPerson,
  { id, label }: { readonly id: string; readonly label: string },
): Promise<boolean> {
  const { context, supplier } = visitor;
  const supplierId = supplier.id;
  return context.database.transaction(supplierId, async (tx) => {
    const isRenamed = await renamePasskey(tx, { supplierId, personId, id, label: labelOf(visitor, label) });
    if (isRenamed) await trace(tx, visitor, { personId, action: 'person.passkey_renamed' });
    return isRenamed;
  });
}

export type PasskeyRemoval =
  | { readonly kind: 'passkey_removed' }
  /** Without a password they could not come in any more. */
  | { readonly kind: 'last_way_in' }
  | { readonly kind: 'no_passkey' };

/** Whether without it the person would have neither password nor passkey. */
export function isLastWayIn(person: { readonly passwordHash: string | null }, passkeys: readonly unknown[]): boolean {
  return person.passwordHash === null && passkeys.length === 1;
}

/** Takes a passkey away, never the last way in. */
export async function removePasskey(
  visitor: Visitor,
  { personId }: SignedInPerson,
  { id }: { readonly id: string },
): Promise<PasskeyRemoval> {
  const { context, supplier } = visitor;
  const supplierId = supplier.id;
  return context.database.transaction(supplierId, async (tx): Promise<PasskeyRemoval> => {
    // The lock keeps two at once from taking the two last ones.
    const person = await findPerson(tx, { supplierId, personId }, { isLocked: true });
    const passkeys = await passkeysOf(tx, { supplierId, personId });
    if (!person || !passkeys.some((each) => each.id === id)) return { kind: 'no_passkey' };
    if (isLastWayIn(person, passkeys)) return { kind: 'last_way_in' };
    await deletePasskey(tx, { supplierId, personId, id });
    await tellPerson(tx, visitor, { personId, language: person.language, purpose: 'passkey_removed' });
    await trace(tx, visitor, { personId, action: 'person.passkey_removed' });
    return { kind: 'passkey_removed' };
  });
}
