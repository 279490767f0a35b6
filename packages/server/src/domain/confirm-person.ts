import { findPerson } from '../db/people.js';
import { door } from './proof.js';
import { type Recheck, recheck, type SignedInPerson } from './recheck.js';
import type { Visitor } from './visitor.js';

/** A session with a second factor vouches for its person this long after it was begun. */
export const FRESH_MINUTES = 10;

/**
 * How a signed-in person shows that it is still them: by nothing more, having signed in with a second factor just now; by their password;
 * or, having none, by signing in again.
 */
export type WayToConfirm = 'fresh' | 'password' | 'sign_in_again';

export async function wayToConfirm(visitor: Visitor, who: SignedInPerson): Promise<WayToConfirm> {
  const { context, supplier, now } = visitor;
  const supplierId = supplier.id;
  const { personId, sessionId } = who;
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
    if (session?.is_strong && age <= FRESH_MINUTES * 60_000) return 'fresh';
    const person = await findPerson(tx, { supplierId, personId });
    return person?.passwordHash == null ? 'sign_in_again' : 'password';
  });
}

/**
 * Makes sure that who is about to take their data along, or to erase it, is the person and not somebody who found their browser open. Null
 * when it is them. Wrong passwords are counted before they are looked at.
 */
export async function confirmPerson(
  visitor: Visitor,
  who: SignedInPerson,
  password: string,
): Promise<Recheck | { readonly kind: 'sign_in_again' } | null> {
  const way = await wayToConfirm(visitor, who);
  if (way === 'fresh') return null;
  if (way === 'sign_in_again') return { kind: 'sign_in_again' };
  return door(visitor, () => recheck(visitor, who, password));
}
