import { sql, type UpdateObject } from 'kysely';
import type { Tx } from './database.js';
import type { Schema } from './schema.js';

/** A file on its way, or waiting for its message. */
export interface UploadRow {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly receivedBytes: number;
  readonly status: 'receiving' | 'ready' | 'refused';
  readonly refusal: string | null;
  readonly mediaType: string | null;
  readonly expiresAt: string;
}

interface UploadOf {
  readonly supplierId: string;
  readonly uploadId: string;
}

const COLUMNS = [
  'id',
  'name',
  'size_bytes as sizeBytes',
  'received_bytes as receivedBytes',
  'status',
  'refusal',
  'media_type as mediaType',
  'expires_at as expiresAt',
] as const;

export async function insertUpload(
  tx: Tx,
  upload: {
    supplierId: string;
    id: string;
    customerRef: string;
    name: string;
    sizeBytes: number;
    now: Date;
    expiresAt: Date;
  },
): Promise<UploadRow> {
  return tx
    .insertInto('uploads')
    .values({
      supplier_id: upload.supplierId,
      id: upload.id,
      customer_ref: upload.customerRef,
      name: upload.name,
      size_bytes: upload.sizeBytes,
      refusal: null,
      media_type: null,
      content: null,
      created_at: upload.now,
      expires_at: upload.expiresAt,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

/** Somebody's own file; `forChange` keeps others from changing it until the transaction ends. */
export async function findUpload(
  tx: Tx,
  {
    supplierId,
    uploadId,
    customerRef,
    now,
    forChange = false,
  }: UploadOf & { customerRef: string; now: Date; forChange?: boolean },
): Promise<UploadRow | null> {
  const row = await tx
    .selectFrom('uploads')
    .select(COLUMNS)
    .where('supplier_id', '=', supplierId)
    .where('id', '=', uploadId)
    .where('customer_ref', '=', customerRef)
    .where('expires_at', '>', now.toISOString())
    .$if(forChange, (query) => query.forUpdate())
    .executeTakeFirst();
  return row ?? null;
}

/** Adds the next part. The row is held: nobody else adds one at the same time. */
export async function appendPart(
  tx: Tx,
  { supplierId, uploadId, beginsAt, bytes }: UploadOf & { beginsAt: number; bytes: Buffer },
): Promise<UploadRow> {
  await tx
    .insertInto('upload_parts')
    .values({ supplier_id: supplierId, upload_id: uploadId, begins_at: beginsAt, bytes })
    .execute();
  return changed(tx, { supplierId, uploadId }, { received_bytes: beginsAt + bytes.length });
}

/** Parts read at once while a file is put together. */
const PARTS_AT_ONCE = 4;

/** Puts the parts together that came so far, with room for what is still to come. */
export async function assembleParts(tx: Tx, { supplierId, uploadId }: UploadOf, sizeBytes: number): Promise<Buffer> {
  const file = Buffer.alloc(sizeBytes);
  let reached = -1;
  for (;;) {
    const parts = await tx
      .selectFrom('upload_parts')
      .select(['begins_at', 'bytes'])
      .where('supplier_id', '=', supplierId)
      .where('upload_id', '=', uploadId)
      .where('begins_at', '>', reached)
      .orderBy('begins_at')
      .limit(PARTS_AT_ONCE)
      .execute();
    for (const { begins_at, bytes } of parts) {
      file.set(bytes, begins_at);
      reached = begins_at;
    }
    if (parts.length < PARTS_AT_ONCE) return file;
  }
}

/** Keeps what is to be kept of a file; without `content` it is the parts as they came. `receivedBytes` of one that came whole. */
export async function settleReady(
  tx: Tx,
  of: UploadOf,
  {
    name,
    mediaType,
    content,
    receivedBytes,
  }: { name: string; mediaType: string; content: Buffer | null; receivedBytes?: number },
): Promise<UploadRow> {
  const parts = sql<Buffer>`(
    select string_agg(bytes, ''::bytea order by begins_at) from upload_parts
    where supplier_id = ${of.supplierId} and upload_id = ${of.uploadId}::uuid)`;
  const row = await changed(tx, of, {
    status: 'ready',
    name,
    media_type: mediaType,
    content: content ?? parts,
    ...(receivedBytes !== undefined && { received_bytes: receivedBytes }),
  });
  await deleteParts(tx, of);
  return row;
}

export async function settleRefused(tx: Tx, of: UploadOf, refusal: string): Promise<UploadRow> {
  const row = await changed(tx, of, { status: 'refused', refusal });
  await deleteParts(tx, of);
  return row;
}

type Change = Pick<
  UpdateObject<Schema, 'uploads'>,
  'status' | 'name' | 'refusal' | 'media_type' | 'received_bytes' | 'content'
>;

async function changed(tx: Tx, { supplierId, uploadId }: UploadOf, change: Change): Promise<UploadRow> {
  return tx
    .updateTable('uploads')
    .set(change)
    .where('supplier_id', '=', supplierId)
    .where('id', '=', uploadId)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();
}

async function deleteParts(tx: Tx, { supplierId, uploadId }: UploadOf): Promise<void> {
  await tx.deleteFrom('upload_parts').where('supplier_id', '=', supplierId).where('upload_id', '=', uploadId).execute();
}

/** The parts go with it. */
export async function deleteUpload(tx: Tx, { supplierId, uploadId }: UploadOf): Promise<void> {
  await tx.deleteFrom('uploads').where('supplier_id', '=', supplierId).where('id', '=', uploadId).execute();
}

/** Deletes somebody's files but for the newest so many. */
export async function deleteOldUploads(
  tx: Tx,
  { supplierId, customerRef, keep }: { supplierId: string; customerRef: string; keep: number },
): Promise<void> {
  const old = tx
    .selectFrom('uploads')
    .select('id')
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .offset(keep);
  await tx.deleteFrom('uploads').where('supplier_id', '=', supplierId).where('id', 'in', old).execute();
}

/** What was never sent with anything. */
export async function deleteExpiredUploads(
  tx: Tx,
  { supplierId, now }: { supplierId: string; now: Date },
): Promise<void> {
  await tx
    .deleteFrom('uploads')
    .where('supplier_id', '=', supplierId)
    .where('expires_at', '<=', now.toISOString())
    .execute();
}

/** How many bytes of files wait for their messages, of all customers together. */
export async function waitingBytes(tx: Tx, supplierId: string): Promise<number> {
  const { sum } = await tx
    .selectFrom('uploads')
    .select(sql<string>`coalesce(sum(received_bytes), 0)`.as('sum'))
    .where('supplier_id', '=', supplierId)
    .executeTakeFirstOrThrow();
  return Number(sum);
}
