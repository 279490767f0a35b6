import type { AppealKind } from '@kabinet/api/contract';
import type { Contact } from '../domain/contacts.js';
import type { Tx } from './database.js';

/** What somebody wrote who is not signed in, checked and clean, with its kind as it was then. */
export interface GuestSubmission {
  readonly kind: AppealKind;
  readonly name: string;
  readonly accountNumber: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly language: string;
}

/** An appeal that waits for its code, or for its files; `submission` is null once it was sent. */
export interface GuestAppealRow {
  /** The appeal's too, once it is sent. */
  readonly id: string;
  readonly submission: GuestSubmission | null;
  readonly contact: Contact;
  readonly isProven: boolean;
}

export async function insertGuestAppeal(
  tx: Tx,
  row: {
    supplierId: string;
    id: string;
    tokenHash: string;
    submission: GuestSubmission;
    contact: Contact;
    now: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await tx
    .insertInto('guest_appeals')
    .values({
      supplier_id: row.supplierId,
      id: row.id,
      token_hash: row.tokenHash,
      submission: JSON.stringify(row.submission),
      contact_kind: row.contact.kind,
      contact_address: row.contact.address,
      proven_at: null,
      sent_at: null,
      created_at: row.now,
      expires_at: row.expiresAt,
    })
    .execute();
}

/** By the token of its address; held where it is to be sent. Null when there is none, or when it has ended. */
export async function findGuestAppeal(
  tx: Tx,
  {
    supplierId,
    tokenHash,
    now,
    forChange = false,
  }: { supplierId: string; tokenHash: string; now: Date; forChange?: boolean },
): Promise<GuestAppealRow | null> {
  const row = await tx
    .selectFrom('guest_appeals')
    .select(['id', 'submission', 'contact_kind', 'contact_address', 'proven_at', 'sent_at'])
    .where('supplier_id', '=', supplierId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now.toISOString())
    .$if(forChange, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    submission: row.sent_at === null ? (row.submission as GuestSubmission) : null,
    contact: { kind: row.contact_kind, address: row.contact_address },
    isProven: row.proven_at !== null,
  };
}

interface OfGuestAppeal {
  readonly supplierId: string;
  readonly id: string;
  readonly now: Date;
}

/** The code was right: nobody is asked for another one, and files can be added until it ends. */
export async function markProven(
  tx: Tx,
  { supplierId, id, now, expiresAt }: OfGuestAppeal & { expiresAt: Date },
): Promise<void> {
  await tx
    .updateTable('guest_appeals')
    .set({ proven_at: now, expires_at: expiresAt })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .execute();
}

/** What was written stands in the appeal from now on, and only there. */
export async function markSent(tx: Tx, { supplierId, id, now }: OfGuestAppeal): Promise<void> {
  await tx
    .updateTable('guest_appeals')
    .set({ sent_at: now, submission: '{}' })
    .where('supplier_id', '=', supplierId)
    .where('id', '=', id)
    .execute();
}

/** Whatever came of them. */
export async function deleteExpiredGuestAppeals(
  tx: Tx,
  { supplierId, now }: { supplierId: string; now: Date },
): Promise<void> {
  await tx
    .deleteFrom('guest_appeals')
    .where('supplier_id', '=', supplierId)
    .where('expires_at', '<=', now.toISOString())
    .execute();
}
