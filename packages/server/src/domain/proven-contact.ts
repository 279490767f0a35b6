import type { Tx } from '../db/database.js';
import { newId } from '../db/ids.js';
import { type BegunAttempt, beginAttempt, findAttempt, takeAttempt } from './codes.js';
import type { Contact } from './contacts.js';
import type { Visitor } from './visitor.js';

/** A sign-up whose contact is proven and that lacks only what the person will sign in with. */
export interface ProvenContactAttempt {
  readonly contact: Contact;
  /** Whose it will be: the passkey is made for this id. */
  readonly personId: string;
}

/** The code was right: the browser keeps this while its person chooses, as long as an attempt lasts. */
export async function keepProven(tx: Tx, { supplier, now }: Visitor, contact: Contact): Promise<BegunAttempt> {
  const pending = { isProven: true };
  const personId = newId(now);
  return beginAttempt(tx, { supplierId: supplier.id, purpose: 'passkey', personId, contact, pending, now });
}

/** The same in a transaction that goes on. */
export async function findProven(
  tx: Tx,
  { supplier, attemptToken: token, now }: Visitor,
): Promise<ProvenContactAttempt | null> {
  if (token === null) return null;
  const attempt = await findAttempt(tx, { supplierId: supplier.id, token, purpose: 'passkey', now });
  if (attempt?.pending['isProven'] !== true || !attempt.contact || attempt.personId === null) return null;
  return { contact: attempt.contact, personId: attempt.personId };
}

/** The contact that this browser has proven; null when there is none, or not any more. */
export async function findProvenContact(visitor: Visitor): Promise<ProvenContactAttempt | null> {
  const { context, supplier } = visitor;
  return context.database.transaction(supplier.id, (tx) => findProven(tx, visitor));
}

/** Of several at once one goes on. */
export async function takeProven(tx: Tx, { supplier, attemptToken: token, now }: Visitor): Promise<boolean> {
  if (token === null) return false;
  return (await takeAttempt(tx, { supplierId: supplier.id, token, purpose: 'passkey', now })) !== null;
}
