import { sql } from 'kysely';
import { newId } from '../../db/ids.js';
import { insertUpload } from '../../db/uploads.js';
import { SEED_NOW } from '../seed-supplier.js';
import type { Row } from './rows.js';
import { inSupplier, type Stage } from './stage.js';

/** A file of the holder's that is on its way, and a contract of an account with its document. */
export interface FileThing {
  readonly uploadId: string;
  readonly contractId: string;
  readonly documentId: string;
}

const FILE = '%PDF-1.7 and some more of it';

export async function makeFiles(
  stage: Pick<Stage, 'under' | 'supplier'>,
  { accountId, now = SEED_NOW }: { accountId: string; now?: Date },
): Promise<FileThing> {
  const { id: supplierId, customer } = stage.supplier;
  return inSupplier(stage, async (tx) => {
    const [uploadId, contractId, documentId] = [newId(now), newId(now), newId(now)];
    const expiresAt = new Date(now.getTime() + 7 * 86_400_000);
    const upload = { supplierId, id: uploadId, customerRef: customer.ref, name: 'лист.pdf', sizeBytes: FILE.length };
    await insertUpload(tx, { ...upload, now, expiresAt });
    await sql`
      insert into contracts (supplier_id, id, account_id, contract_ref, number, kind, service_kinds, status, parties)
      values (${supplierId}, ${contractId}::uuid, ${accountId}::uuid, ${contractId}, '17/204', 'supply', '{gas}', 'active',
        '[{"role":"supplier","name":"Збут"},{"role":"customer","name":"Коваль О."}]')`.execute(tx);
    await sql`
      insert into contract_documents (supplier_id, id, contract_id, document_ref, kind, name, media_type, size_bytes, content, content_hash)
      values (${supplierId}, ${documentId}::uuid, ${contractId}::uuid, ${documentId}, 'contract', 'Договір.pdf', 'application/pdf', 4,
        '%PDF'::bytea, 'h')`.execute(tx);
    return { uploadId, contractId, documentId };
  });
}

/** The rows of files on their way, which are their sender's, and of contracts. */
export const fileRows = {
  startUpload: {
    allowed: 201,
    target: () => ({ params: {}, body: { name: 'лист.pdf', sizeBytes: FILE.length } }),
  },
  continueUpload: {
    allowed: 200,
    isOwn: true,
    target: ({ uploadId }) => ({
      params: { uploadId },
      body: { offset: 0, data: Buffer.from(FILE.slice(0, 20)).toString('base64') },
    }),
  },
  getUpload: { allowed: 200, isOwn: true, target: ({ uploadId }) => ({ params: { uploadId } }) },
  removeUpload: { allowed: 200, isOwn: true, target: ({ uploadId }) => ({ params: { uploadId }, body: {} }) },
  listContracts: { allowed: 200, target: ({ account }) => ({ params: { accountId: account.id } }) },
  getContractDocument: {
    allowed: 200,
    target: ({ account, contractId, documentId }) => ({ params: { accountId: account.id, contractId, documentId } }),
  },
} as const satisfies Readonly<Record<string, Row>>;
