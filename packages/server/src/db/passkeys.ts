import type { Tx } from './database.js';

/** One of a person's passkeys. */
export interface Passkey {
  /** The credential's, base64url. */
  readonly id: string;
  readonly personId: string;
  readonly publicKey: Uint8Array;
  /** How often it signed, by its own count; stays 0 with those that live on several devices. */
  readonly signCount: number;
  readonly transports: readonly string[];
  /** In the person's words. */
  readonly label: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

interface Whose {
  readonly supplierId: string;
  readonly personId: string;
}

function select(tx: Tx, supplierId: string) {
  return tx
    .selectFrom('passkeys')
    .innerJoin('people', (join) =>
      join.onRef('people.supplier_id', '=', 'passkeys.supplier_id').onRef('people.id', '=', 'passkeys.person_id'),
    )
    .selectAll('passkeys')
    .where('passkeys.supplier_id', '=', supplierId)
    .where('people.erased_at', 'is', null);
}

function passkeyOf(row: Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]): Passkey {
  return {
    id: row.id,
    personId: row.person_id,
    publicKey: row.public_key,
    signCount: Number(row.sign_count),
    transports: row.transports,
    label: row.label,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  };
}

/** The passkey of that id; null where nobody of this supplier's has it. */
export async function findPasskey(
  tx: Tx,
  { supplierId, id }: { supplierId: string; id: string },
): Promise<Passkey | null> {
  const row = await select(tx, supplierId).where('passkeys.id', '=', id).executeTakeFirst();
  return row ? passkeyOf(row) : null;
}

/** All of a person's, the first added first. */
export async function passkeysOf(tx: Tx, { supplierId, personId }: Whose): Promise<Passkey[]> {
  const rows = await select(tx, supplierId)
    .where('passkeys.person_id', '=', personId)
    .orderBy('passkeys.created_at')
    .orderBy('passkeys.id')
    .execute();
  return rows.map(passkeyOf);
}

/** Keeps a new one; false where it is somebody's already. */
export async function insertPasskey(
  tx: Tx,
  {
    supplierId,
    personId,
    id,
    publicKey,
    signCount,
    transports,
    label,
    now,
  }: Whose & Pick<Passkey, 'id' | 'publicKey' | 'signCount' | 'transports' | 'label'> & { now: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('passkeys')
    .values({
      supplier_id: supplierId,
      id,
      person_id: personId,
      public_key: publicKey,
      sign_count: signCount,
      transports: [...transports],
      label,
      created_at: now,
      last_used_at: null,
    })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'id']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * Notes that it signed. False where its count did not go up, which a copy of the key would do, or where it was removed meanwhile; of two at
 * once with one count the second is refused.
 */
export async function notePasskeyUse(
  tx: Tx,
  { supplierId, id, signCount, now }: { supplierId: string; id: string; signCount: number; now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('passkeys')
    .set({ sign_count: signCount, last_used_at: now })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .where((or) => (signCount === 0 ? or('sign_count', '=', '0') : or('sign_count', '<', String(signCount))))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Calls it something else; false where the person has none such. */
export async function renamePasskey(
  tx: Tx,
  { supplierId, personId, id, label }: Whose & { id: string; label: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('passkeys')
    .set({ label })
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deletePasskey(tx: Tx, { supplierId, personId, id }: Whose & { id: string }): Promise<void> {
  await tx
    .deleteFrom('passkeys')
    .where('supplier_id', '=', supplierId)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .execute();
}
