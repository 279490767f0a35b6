import { insertAttachment, moveUpload } from '../db/appeal-attachments.js';
import type { Tx } from '../db/database.js';
import { isId, newId } from '../db/ids.js';
import { invalidRequest } from '../http/problem.js';
import type { Context } from '../context.js';
import type { KeptFile } from './check-file.js';
import type { KnownSupplier } from './supplier-directory.js';

interface OfMessage {
  readonly supplier: Pick<KnownSupplier, 'id'>;
  readonly appealId: string;
  readonly messageId: string;
  readonly now: Date;
}

/**
 * Hangs files that were sent beforehand on a message of an appeal, in the order in which they are named. All or none: throws
 * `invalid_request` at `/uploadIds/N` for one that does not exist (any more), is not ready, or is somebody else's.
 */
export async function attachUploads(
  tx: Tx,
  {
    supplier,
    appealId,
    messageId,
    customerRef,
    uploadIds,
    now,
  }: OfMessage & { context?: Context; customerRef: string; uploadIds: readonly string[] },
): Promise<void> {
  const message = { supplierId: supplier.id, appealId, messageId };
  for (const [index, uploadId] of uploadIds.entries()) {
    const isMoved = isId(uploadId) && (await moveUpload(tx, message, { id: newId(now), uploadId, customerRef, now }));
    if (!isMoved) throw invalidRequest(`/uploadIds/${index}`, 'not_found');
  }
}

/** Hangs files on a message that came with it, as with a mail. */
export async function attachFiles(
  tx: Tx,
  { supplier, appealId, messageId, files, now }: OfMessage & { files: readonly KeptFile[] },
): Promise<void> {
  for (const file of files) {
    await insertAttachment(tx, { supplierId: supplier.id, appealId, messageId }, { id: newId(now), ...file });
  }
}
