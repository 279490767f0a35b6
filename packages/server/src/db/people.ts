import type { CustomerKind } from '@kabinet/api/contract';
import type { Tx } from './database.js';
import { newId } from './ids.js';

/** Somebody who signed up here. */
export interface Person {
  readonly id: string;
  /** How they wish to be addressed; may be empty. */
  readonly displayName: string;
  readonly kind: CustomerKind;
  readonly language: string;
  /** Argon2id in PHC form; null for who signs in with passkeys only. */
  readonly passwordHash: string | null;
  /** Whether a device that is not known must show a code beside the password. */
  readonly isPasswordShort: boolean;
  readonly createdAt: string;
}

interface PersonRef {
  readonly supplierId: string;
  readonly personId: string;
}

/** The person; null when there is none such (any more). `isLocked` keeps others from changing them until the transaction ends. */
export async function findPerson(
  tx: Tx,
  { supplierId, personId }: PersonRef,
  { isLocked = false }: { isLocked?: boolean } = {},
): Promise<Person | null> {
  let query = tx
    .selectFrom('people')
    .selectAll()
    .where('supplier_id', '=', supplierId)
    .where('id', '=', personId)
    .where('erased_at', 'is', null);
  if (isLocked) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    displayName: row.display_name,
    kind: row.kind,
    language: row.language,
    passwordHash: row.password_hash,
    isPasswordShort: row.password_is_short,
    createdAt: row.created_at,
  };
}

/** A new person, as yet without a contact. */
export async function insertPerson(
  tx: Tx,
  {
    supplierId,
    language,
    passwordHash,
    isPasswordShort,
    now,
    personId: id = newId(now),
  }: {
    supplierId: string;
    /** Where it was promised before, to a passkey. */
    personId?: string;
    language: string;
    passwordHash: string | null;
    isPasswordShort: boolean;
    now: Date;
  },
): Promise<string> {
  await tx
    .insertInto('people')
    .values({
      supplier_id: supplierId,
      id,
      language,
      password_hash: passwordHash,
      password_is_short: isPasswordShort,
      created_at: now,
      erased_at: null,
    })
    .execute();
  return id;
}

/** Gives the person another password. */
export async function savePassword(
  tx: Tx,
  { supplierId, personId, hash, isShort }: PersonRef & { hash: string; isShort: boolean },
): Promise<void> {
  await tx
    .updateTable('people')
    .set({ password_hash: hash, password_is_short: isShort })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .execute();
}

/** What a person says of themselves; false when there is no such person. */
export async function saveProfileOf(
  tx: Tx,
  {
    supplierId,
    personId,
    displayName,
    kind,
    language,
  }: PersonRef & { displayName: string; kind: CustomerKind; language: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('people')
    .set({ display_name: displayName, kind, language })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
