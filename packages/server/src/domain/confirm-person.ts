import { findPerson } from '../db/people.js';
import type { Customer } from './customer.js';
import { giveBackAll } from './budgets.js';
import type { Wait } from './codes.js';
import { verifyPassword } from './passwords.js';
import { waitFor } from './proof.js';
import type { Visitor } from './visitor.js';

/** A session with a second factor vouches for its person this long after it was begun. */
const FRESH_MINUTES = 10;

/** Who is signed in on this browser by a session of ours. */
export type SignedInPerson = NonNullable<Customer['hosted']>;

/**
 * How a signed-in person shows that it is still them: by nothing more, having signed in with a second factor just now; by their password;
 * or, having none, by signing in again.
 */
export type WayToConfirm = 'fresh' | 'password' | 'sign_in_again';

export async function wayToConfirm(visitor: Visitor, who: SignedInPerson): Promise<WayToConfirm> {
  return (await findWay(visitor, who)).way;
}

async function findWay(
  { context, supplier, now }: Visitor,
  { personId, sessionId }: SignedInPerson,
): Promise<{ way: 'fresh' } | { way: 'sign_in_again' } | { way: 'password'; passwordHash: string }> {
  const supplierId = supplier.id;
  return context.database.transaction(supplierId, async (tx) => {
    const session = await tx
      .selectFrom('sessions')
      .select(['is_strong', 'created_at'])
      .where('supplier_id', '=', supplierId)
      .where('person_id', '=', personId)
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    const age = session === undefined ? Infinity : now.getTime() - Date.parse(session.created_at);
    if (session?.is_strong && age <= FRESH_MINUTES * 60_000) return { way: 'fresh' };
    const passwordHash = (await findPerson(tx, { supplierId, personId }))?.passwordHash ?? null;
    return passwordHash === null ? { way: 'sign_in_again' } : { way: 'password', passwordHash };
  });
}

/** Why somebody who is signed in is not taken for who they were when they signed in. */
export type Unconfirmed = { readonly kind: 'wrong_password' } | { readonly kind: 'sign_in_again' } | Wait;

/**
 * Makes sure that who is about to do something weighty (take their data along, change what they sign in with, be erased) is the person and
 * not somebody who found their browser open. Null when it is them. Wrong passwords are counted before they are looked at; to be asked
 * within a {@link door}.
 */
export async function confirmPerson(
  visitor: Visitor,
  who: SignedInPerson,
  password: string,
): Promise<Unconfirmed | null> {
  const found = await findWay(visitor, who);
  if (found.way === 'fresh') return null;
  if (found.way === 'sign_in_again') return { kind: 'sign_in_again' };
  const budgets = [{ budget: 'password_device', who: who.personId }] as const;
  const wait = await waitFor(visitor, budgets);
  if (wait) return wait;
  if (!(await verifyPassword(password, found.passwordHash))) return { kind: 'wrong_password' };
  const { context, supplier, now } = visitor;
  await context.database.transaction(supplier.id, (tx) => giveBackAll(tx, { supplierId: supplier.id, budgets, now }));
  return null;
}
