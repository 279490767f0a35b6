import type { Tx } from './database.js';

/** A key that receipts are or were signed with; the private half is sealed. */
export interface ReceiptKeyRow {
  readonly kid: string;
  /** As in a JWK. */
  readonly publicX: string;
  readonly sealedPrivate: string;
}

const COLUMNS = ['kid', 'public_x as publicX', 'sealed_private as sealedPrivate'] as const;

/** The key to sign with now. */
export async function receiptKeyInUse(tx: Tx, supplierId: string): Promise<ReceiptKeyRow | null> {
  const row = await tx
    .selectFrom('receipt_keys')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** All keys, the one in use first: what they signed stays good. */
export async function receiptKeys(tx: Tx, supplierId: string): Promise<ReceiptKeyRow[]> {
  return tx
    .selectFrom('receipt_keys')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .orderBy('retired_at', (order) => order.desc().nullsFirst())
    .orderBy('created_at', 'desc')
    .execute();
}

/** Keeps a key to sign with from now on. Where another one is in use, even since a moment ago, that one stays. */
export async function keepReceiptKey(
  tx: Tx,
  { supplierId, kid, publicX, sealedPrivate, now }: ReceiptKeyRow & { supplierId: string; now: Date },
): Promise<void> {
  await tx
    .insertInto('receipt_keys')
    .values({
      supplier_id: supplierId,
      kid,
      public_x: publicX,
      sealed_private: sealedPrivate,
      created_at: now,
      retired_at: null,
    })
    .onConflict((conflict) => conflict.column('supplier_id').where('retired_at', 'is', null).doNothing())
    .execute();
}

/** From now on the key in use signs nothing more. */
export async function retireReceiptKey(tx: Tx, { supplierId, now }: { supplierId: string; now: Date }): Promise<void> {
  await tx
    .updateTable('receipt_keys')
    .set({ retired_at: now })
    .where('supplier_id', '=', supplierId)
    .where('retired_at', 'is', null)
    .execute();
}
