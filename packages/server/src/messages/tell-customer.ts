import type { Tx } from '../db/database.js';
import { personIdOf } from '../domain/customer.js';
import { type PageLanguage, pageLanguageOf } from '../words/languages.js';
import { type MailThread, queueMessage } from './queue.js';
import type { MessageFacts, MessagePurpose } from './texts.js';

/**
 * Writes to a customer at the contact they proved first, in their language where none is given; at every one where `isEverywhere`. False where there is none: who
 * comes by the supplier's own sign-on has left no contact here, and who was erased has none any more.
 */
export async function tellCustomer<P extends MessagePurpose>(
  tx: Tx,
  message: {
    supplierId: string;
    customerRef: string;
    purpose: P;
    facts: MessageFacts[P];
    now: Date;
    isEverywhere?: boolean;
    /** Of what the message carries, where that is somebody's own words. */
    language?: PageLanguage;
    thread?: MailThread;
    /** As of {@link queueMessage}. */
    expiresAt?: Date;
    notBefore?: Date;
  },
): Promise<boolean> {
  const { supplierId, customerRef, purpose, facts, now, isEverywhere = false, thread, expiresAt, notBefore } = message;
  const personId = personIdOf(customerRef);
  if (personId === null) return false;
  const contacts = await tx
    .selectFrom('contacts as c')
    .innerJoin('people as p', (join) =>
      join.onRef('p.supplier_id', '=', 'c.supplier_id').onRef('p.id', '=', 'c.person_id'),
    )
    .select(['c.kind', 'c.address', 'p.language'])
    .where('c.supplier_id', '=', supplierId)
    .where('c.person_id', '=', personId)
    .orderBy('c.verified_at')
    .orderBy('c.id')
    .execute();
  for (const { kind, address, language } of isEverywhere ? contacts : contacts.slice(0, 1)) {
    const to = { kind, address };
    const written = { supplierId, to, purpose, language: message.language ?? pageLanguageOf(language), facts, now };
    await queueMessage(tx, {
      ...written,
      ...(thread && { thread }),
      ...(expiresAt && { expiresAt }),
      ...(notBefore && { notBefore }),
    });
  }
  return contacts.length > 0;
}
