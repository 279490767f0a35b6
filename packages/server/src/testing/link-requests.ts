import { randomInt } from 'node:crypto';
import type { Database } from '../db/database.js';
import { newId } from '../db/ids.js';
import type { LinkRequestRow } from '../db/link-requests.js';
import { SEED_NOW, type SeededSupplier } from './seed-supplier.js';

/** A request to link by hand as a customer wrote it: right in everything, unless a test changes it. */
export async function seedLinkRequest(
  database: Database,
  supplier: SeededSupplier,
  changes: Partial<LinkRequestRow> & { customerRef: string },
): Promise<{ id: string; number: string }> {
  const id = changes.id ?? newId(SEED_NOW);
  const number = changes.number ?? `З-${randomInt(1e9)}`;
  await database.transaction(supplier.id, (tx) =>
    tx
      .insertInto('link_requests')
      .values({
        supplier_id: supplier.id,
        id,
        number,
        customer_ref: changes.customerRef,
        account_number: changes.accountNumber ?? supplier.customer.accounts[0].accountNumber,
        holder_name: changes.holderName ?? 'рахунку ВЛАСНИК',
        address: changes.address ?? 'Чернігів, вул Річкова 7 кв 12',
        phone: changes.phone ?? '067 123 45 67',
        comment: changes.comment ?? '',
        relation: changes.relation ?? 'owner',
        status: changes.status ?? 'open',
        created_at: changes.createdAt ?? SEED_NOW,
        answered_at: changes.answeredAt ?? null,
        answered_by: null,
        answer: changes.answer ?? '',
        account_id: null,
      })
      .execute(),
  );
  return { id, number };
}
