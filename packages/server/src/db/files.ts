import { sql } from 'kysely';
import type { Tx } from './database.js';
import { isId } from './ids.js';

/** What a file can belong to: the tables that files lie in, which have the same columns. */
export type FileKind = 'appeal_attachments' | 'contract_documents';

/** A file without its bytes. */
export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

interface FileOf {
  readonly supplierId: string;
  readonly kind: FileKind;
  readonly fileId: string;
}

const COLUMNS = ['f.id', 'f.name', 'f.media_type as mediaType', 'f.size_bytes as sizeBytes'] as const;

/** A file by its id alone: for whoever was given a link to it. */
export async function findFile(tx: Tx, { supplierId, kind, fileId }: FileOf): Promise<FileRow | null> {
  const { rows } = await sql<FileRow>`
    select id, name, media_type as "mediaType", size_bytes as "sizeBytes" from ${sql.table(kind)}
    where supplier_id = ${supplierId} and id = ${fileId}::uuid`.execute(tx);
  return rows[0] ?? null;
}

/** So many bytes of a file; what lies in the database unpacked is read from where it is asked for. */
export async function readFilePart(
  tx: Tx,
  { supplierId, kind, fileId, offset, length }: FileOf & { offset: number; length: number },
): Promise<Uint8Array | null> {
  const { rows } = await sql<{ bytes: Uint8Array }>`
    select substring(content from ${offset + 1}::integer for ${length}::integer) as bytes from ${sql.table(kind)}
    where supplier_id = ${supplierId} and id = ${fileId}::uuid`.execute(tx);
  return rows[0]?.bytes ?? null;
}

/** A file of an appeal's conversation; with `customerRef` only where the appeal is theirs. Not those of colleagues' notes for a customer. */
export async function findAttachment(
  tx: Tx,
  {
    supplierId,
    appealId,
    attachmentId,
    customerRef,
  }: { supplierId: string; appealId: string; attachmentId: string; customerRef?: string },
): Promise<FileRow | null> {
  if (!isId(appealId) || !isId(attachmentId)) return null;
  const row = await tx
    .selectFrom('appeal_attachments as f')
    .innerJoin('appeals as a', (join) =>
      join.onRef('a.supplier_id', '=', 'f.supplier_id').onRef('a.id', '=', 'f.appeal_id'),
    )
    .innerJoin('appeal_messages as m', (join) =>
      join.onRef('m.supplier_id', '=', 'f.supplier_id').onRef('m.id', '=', 'f.message_id'),
    )
    .select(COLUMNS)
    .where('f.supplier_id', '=', supplierId)
    .where('f.appeal_id', '=', appealId)
    .where('f.id', '=', attachmentId)
    .$if(customerRef !== undefined, (query) =>
      query.where('a.customer_ref', '=', customerRef ?? '').where('m.author', '<>', 'note'),
    )
    .executeTakeFirst();
  return row ?? null;
}

/** A document of a contract of the account. */
export async function findContractDocument(
  tx: Tx,
  {
    supplierId,
    accountId,
    contractId,
    documentId,
  }: { supplierId: string; accountId: string; contractId: string; documentId: string },
): Promise<FileRow | null> {
  if (!isId(contractId) || !isId(documentId)) return null;
  const row = await tx
    .selectFrom('contract_documents as f')
    .innerJoin('contracts as c', (join) =>
      join.onRef('c.supplier_id', '=', 'f.supplier_id').onRef('c.id', '=', 'f.contract_id'),
    )
    .select(COLUMNS)
    .where('f.supplier_id', '=', supplierId)
    .where('c.account_id', '=', accountId)
    .where('c.id', '=', contractId)
    .where('f.id', '=', documentId)
    .executeTakeFirst();
  return row ?? null;
}
