import type { Database } from '../db/database.js';
import { newId } from '../db/ids.js';
import { type BegunSession, beginSession } from '../domain/sessions.js';
import { SEED_NOW } from './seed-supplier.js';

export interface SignedInPerson extends BegunSession {
  readonly personId: string;
}

/** Somebody who signed up here, signed in on one device; on another one when `personId` is given. */
export async function signedInPerson(
  database: Database,
  {
    supplierId,
    personId,
    now = SEED_NOW,
    isStrong = false,
  }: { supplierId: string; personId?: string; now?: Date; isStrong?: boolean },
): Promise<SignedInPerson> {
  return database.transaction(supplierId, async (tx) => {
    const id = personId ?? newId(now);
    if (personId === undefined) {
      await tx
        .insertInto('people')
        .values({
          supplier_id: supplierId,
          id,
          display_name: 'Ївга',
          language: 'uk',
          password_hash: null,
          erased_at: null,
        })
        .execute();
    }
    const userAgent = 'Mozilla/5.0 (Android)';
    const session = await beginSession(tx, { supplierId, personId: id, method: 'code', isStrong, userAgent, now });
    return { personId: id, ...session };
  });
}
