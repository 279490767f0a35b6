import type { Contact } from '../domain/contacts.js';
import type { Tx } from './database.js';
import { newId } from './ids.js';

/** A contact that somebody has proven to be theirs. */
export interface ProvenContact extends Contact {
  readonly id: string;
  readonly personId: string;
  readonly verifiedAt: string;
}

const COLUMNS = ['id', 'person_id', 'kind', 'address', 'verified_at'] as const;

function provenContact(row: {
  id: string;
  person_id: string;
  kind: Contact['kind'];
  address: string;
  verified_at: string;
}): ProvenContact {
  const { id, person_id: personId, kind, address, verified_at: verifiedAt } = row;
  return { id, personId, kind, address, verifiedAt };
}

/** Whose contact it is at this supplier; null when it is nobody's. */
export async function findContact(
  tx: Tx,
  { supplierId, contact }: { supplierId: string; contact: Contact },
): Promise<ProvenContact | null> {
  const row = await tx
    .selectFrom('contacts')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('address', '=', contact.address)
    .executeTakeFirst();
  return row ? provenContact(row) : null;
}

/** A person's contacts, the one proven first before the others. */
export async function contactsOf(
  tx: Tx,
  { supplierId, personId }: { supplierId: string; personId: string },
): Promise<ProvenContact[]> {
  const rows = await tx
    .selectFrom('contacts')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .orderBy('verified_at')
    .orderBy('id')
    .execute();
  return rows.map(provenContact);
}

/** Adds a proven contact; null when somebody has it already. Of two at once one gets it. */
export async function insertContact(
  tx: Tx,
  { supplierId, personId, contact, now }: { supplierId: string; personId: string; contact: Contact; now: Date },
): Promise<string | null> {
  const row = await tx
    .insertInto('contacts')
    .values({
      supplier_id: supplierId,
      id: newId(now),
      person_id: personId,
      kind: contact.kind,
      address: contact.address,
      verified_at: now,
    })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'address']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function deleteContact(
  tx: Tx,
  { supplierId, contactId }: { supplierId: string; contactId: string },
): Promise<void> {
  await tx.deleteFrom('contacts').where('supplier_id', '=', supplierId).where('id', '=', contactId).execute();
}
