import { HOSTED_REF } from '../domain/customer.js';
import type { Tx } from './database.js';
import { isId } from './ids.js';

/** Whoever is signed in, as they are to be addressed. */
export interface KnownCustomer {
  readonly name: string;
  readonly kind: 'household' | 'entrepreneur' | 'legal_entity';
}

/** The customer's name and kind: of who signed up here as they said, of others as the billing base has it. Null for one it does not know (yet). */
export async function findCustomer(
  tx: Tx,
  { supplierId, customerRef }: { supplierId: string; customerRef: string },
): Promise<KnownCustomer | null> {
  if (customerRef.startsWith(HOSTED_REF)) {
    return findPerson(tx, { supplierId, personId: customerRef.slice(HOSTED_REF.length) });
  }
  const row = await tx
    .selectFrom('customers')
    .select(['name', 'kind'])
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .executeTakeFirst();
  return row ?? null;
}

async function findPerson(
  tx: Tx,
  { supplierId, personId }: { supplierId: string; personId: string },
): Promise<KnownCustomer | null> {
  if (!isId(personId)) return null;
  const row = await tx
    .selectFrom('people')
    .select(['display_name as name', 'kind'])
    .where('supplier_id', '=', supplierId)
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}
