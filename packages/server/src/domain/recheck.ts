import { findPerson } from '../db/people.js';
import type { Customer } from '../http/session.js';
import { giveBackAll } from './budgets.js';
import type { Wait } from './codes.js';
import { verifyPassword } from './passwords.js';
import { type Busy, waitFor } from './proof.js';
import type { Visitor } from './visitor.js';

/** Who is signed in on this browser by a session of ours. */
export type SignedInPerson = NonNullable<Customer['hosted']>;

/** Whether somebody who is signed in is who they were when they signed in: before what could lock the real person out. */
export type Recheck = { readonly kind: 'wrong_password' } | { readonly kind: 'no_person' } | Wait | Busy;

/**
 * Asks for the password again. Who has none (passkeys only) must have signed in with a second factor. Null when it is right.
 */
export async function recheck(
  visitor: Visitor,
  { personId, isStrong }: SignedInPerson,
  password: string,
): Promise<Recheck | null> {
  const { context, supplier, now } = visitor;
  const supplierId = supplier.id;
  const person = await context.database.transaction(supplierId, (tx) => findPerson(tx, { supplierId, personId }));
  if (!person) return { kind: 'no_person' };
  if (person.passwordHash === null) return isStrong ? null : { kind: 'wrong_password' };
  const budgets = [{ budget: 'password_device', who: personId }] as const;
  const wait = await waitFor(visitor, budgets);
  if (wait) return wait;
  if (!(await verifyPassword(password, person.passwordHash))) return { kind: 'wrong_password' };
  await context.database.transaction(supplierId, (tx) => giveBackAll(tx, { supplierId, budgets, now }));
  return null;
}
