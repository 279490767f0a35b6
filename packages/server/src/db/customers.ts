import type { Tx } from './database.js';

/** The customer's name and kind; null for one that the billing base does not know (yet). */
export async function findCustomer(
  tx: Tx,
  { supplierId, customerRef }: { supplierId: string; customerRef: string },
): Promise<{ name: string; kind: 'household' | 'entrepreneur' | 'legal_entity' } | null> {
  const row = await tx
    .selectFrom('customers')
    .select(['name', 'kind'])
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .executeTakeFirst();
  return row ?? null;
}
