import { sql } from 'kysely';
import type { Tx } from './database.js';

/** Where a file hangs: on one message of an appeal. */
export interface MessageOf {
  readonly supplierId: string;
  readonly appealId: string;
  readonly messageId: string;
}

/** Hangs a file on a message. */
export async function insertAttachment(
  tx: Tx,
  { supplierId, appealId, messageId }: MessageOf,
  { id, name, mediaType, content }: { id: string; name: string; mediaType: string; content: Buffer },
): Promise<void> {
  await tx
    .insertInto('appeal_attachments')
    .values({
      supplier_id: supplierId,
      id,
      appeal_id: appealId,
      message_id: messageId,
      name,
      media_type: mediaType,
      size_bytes: content.length,
      content,
    })
    .execute();
}

/**
 * Moves a file that waits to a message; what it holds never leaves the database. False when there is none that is ready, and theirs: of two
 * at once only one gets it.
 */
export async function moveUpload(
  tx: Tx,
  { supplierId, appealId, messageId }: MessageOf,
  { id, uploadId, customerRef, now }: { id: string; uploadId: string; customerRef: string; now: Date },
): Promise<boolean> {
  const { rows } = await sql`
    with moved as (
      delete from uploads
      where supplier_id = ${supplierId} and id = ${uploadId}::uuid and customer_ref = ${customerRef}
        and status = 'ready' and expires_at > ${now.toISOString()}::timestamptz
      returning supplier_id, name, media_type, content
    )
    insert into appeal_attachments (supplier_id, id, appeal_id, message_id, name, media_type, size_bytes, content)
    select supplier_id, ${id}::uuid, ${appealId}::uuid, ${messageId}::uuid, name, media_type, octet_length(content), content from moved
    returning 1`.execute(tx);
  return rows.length > 0;
}
