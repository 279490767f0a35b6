import type { Tx } from '../db/database.js';
import { HOSTED_REF } from '../http/session.js';
import { pageLanguageOf } from '../pages/page.js';
import { queueMessage } from './queue.js';
import type { MessageFacts, MessagePurpose } from './texts.js';

/**
 * Writes to a customer at the contact they proved first, in their language. False where there is none: who comes by the supplier's own
 * sign-on has left no contact here, and who was erased has none any more.
 */
export async function tellCustomer<P extends MessagePurpose>(
  tx: Tx,
  message: { supplierId: string; customerRef: string; purpose: P; facts: MessageFacts[P]; now: Date },
): Promise<boolean> {
  const { supplierId, customerRef, purpose, facts, now } = message;
  if (!customerRef.startsWith(HOSTED_REF)) return false;
  const to = await tx
    .selectFrom('contacts as c')
    .innerJoin('people as p', (join) =>
      join.onRef('p.supplier_id', '=', 'c.supplier_id').onRef('p.id', '=', 'c.person_id'),
    )
    .select(['c.kind', 'c.address', 'p.language'])
    .where('c.supplier_id', '=', supplierId)
    .where('c.person_id', '=', customerRef.slice(HOSTED_REF.length))
    .orderBy('c.verified_at')
    .orderBy('c.id')
    .executeTakeFirst();
  if (!to) return false;
  const { kind, address } = to;
  await queueMessage(tx, {
    supplierId,
    to: { kind, address },
    purpose,
    language: pageLanguageOf(to.language),
    facts,
    now,
  });
  return true;
}
