import type { Tx } from './database.js';

/** A customer's calendar address; its token is kept as a hash only. */
export interface CalendarFeedRow {
  readonly customerRef: string;
  readonly language: string;
  readonly createdAt: string;
}

interface Whose {
  readonly supplierId: string;
  readonly customerRef: string;
}

const COLUMNS = ['customer_ref as customerRef', 'language', 'created_at as createdAt'] as const;

export async function findFeed(tx: Tx, { supplierId, customerRef }: Whose): Promise<CalendarFeedRow | null> {
  const row = await tx
    .selectFrom('calendar_feeds')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .executeTakeFirst();
  return row ?? null;
}

export async function findFeedByToken(
  tx: Tx,
  { supplierId, tokenHash }: { supplierId: string; tokenHash: string },
): Promise<CalendarFeedRow | null> {
  const row = await tx
    .selectFrom('calendar_feeds')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row ?? null;
}

/** Makes the customer's one address; one from before opens nothing from now on. */
export async function replaceFeed(
  tx: Tx,
  { supplierId, customerRef, tokenHash, language, now }: Whose & { tokenHash: string; language: string; now: Date },
): Promise<void> {
  const feed = { token_hash: tokenHash, language, created_at: now };
  await tx
    .insertInto('calendar_feeds')
    .values({ supplier_id: supplierId, customer_ref: customerRef, ...feed })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'customer_ref']).doUpdateSet(feed))
    .execute();
}

export async function deleteFeed(tx: Tx, { supplierId, customerRef }: Whose): Promise<void> {
  await tx
    .deleteFrom('calendar_feeds')
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .execute();
}
