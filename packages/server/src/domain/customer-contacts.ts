import { contactsOf, type ProvenContact } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { personIdOf } from './customer.js';

/** The contacts a customer has shown to be theirs, the oldest first; none of who comes by the supplier's own sign-on. */
export async function contactsOfCustomer(
  tx: Tx,
  { supplierId, customerRef }: { supplierId: string; customerRef: string },
): Promise<ProvenContact[]> {
  const personId = personIdOf(customerRef);
  return personId === null ? [] : contactsOf(tx, { supplierId, personId });
}
