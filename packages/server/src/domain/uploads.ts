import { MAX_UPLOAD_BYTES, type Upload } from '@kabinet/api/contract';
import { insertAttachment, moveUpload } from '../db/appeal-attachments.js';
import type { Database, Tx } from '../db/database.js';
import { isId, newId } from '../db/ids.js';
import {
  appendPart,
  assembleParts,
  deleteOldUploads,
  deleteUpload,
  findUpload,
  insertUpload,
  settleReady,
  settleRefused,
  type UploadRow,
  waitingBytes,
} from '../db/uploads.js';
import { invalidRequest, ProblemError } from '../problem.js';
import { BUDGETS, spend, spendOrRefuse } from './budgets.js';
import { BEGINNING_BYTES, type CheckedFile, checkFile, type KeptFile, refusalByBeginning } from './check-file.js';
import { nameAsSent } from './file-names.js';
import { Queue } from './queue.js';
import type { KnownSupplier } from './supplier-directory.js';

/** As long as the draft that it belongs to. */
const WAITING_DAYS = 7;
/** An appeal, and a draft of another one. */
const MAX_OPEN = 10;
/** Of all customers of a supplier together: more is nobody's doing, or nobody purges. */
const MAX_WAITING_BYTES = 8 * 1024 * 1024 * 1024;

/** Who sends a file. */
interface Sender {
  readonly supplier: Pick<KnownSupplier, 'id'>;
  readonly customerRef: string;
  readonly now: Date;
}

/**
 * Begins to take a file. Of many that were begun and never used the oldest make room: somebody who lost their page must not be kept from sending
 * for a week.
 */
export async function startUpload(
  tx: Tx,
  { supplier, customerRef, name, sizeBytes, now }: Sender & { name: string; sizeBytes: number },
): Promise<Upload> {
  if (sizeBytes > MAX_UPLOAD_BYTES) throw invalidRequest('/sizeBytes', 'too_large');
  const supplierId = supplier.id;
  const amount = Math.ceil(sizeBytes / 1024);
  // Also holds up whatever else the same customer begins at this moment, so that what follows is counted right.
  await spendOrRefuse(tx, { supplierId, budget: 'upload_kilobytes', who: customerRef, amount, now });
  await deleteOldUploads(tx, { supplierId, customerRef, keep: MAX_OPEN - 1 });
  if ((await waitingBytes(tx, supplierId)) > MAX_WAITING_BYTES) {
    throw new ProblemError('unavailable', {}, { 'Retry-After': '3600' });
  }
  const expiresAt = new Date(now.getTime() + WAITING_DAYS * 86_400_000);
  return insertUpload(tx, {
    supplierId,
    id: newId(now),
    customerRef,
    name: nameAsSent(name),
    sizeBytes,
    now,
    expiresAt,
  });
}

/** Somebody's own file; to others it is one that does not exist. */
export async function ownUpload(
  tx: Tx,
  { supplier, customerRef, uploadId, now, forChange = false }: Sender & { uploadId: string; forChange?: boolean },
): Promise<Upload> {
  const row = isId(uploadId)
    ? await findUpload(tx, { supplierId: supplier.id, uploadId, customerRef, now, forChange })
    : null;
  if (!row) throw new ProblemError('not_found');
  return row;
}

/** Throws a file away; answers what it was. */
export async function removeUpload(tx: Tx, supplier: Pick<KnownSupplier, 'id'>, upload: Upload): Promise<Upload> {
  await deleteUpload(tx, { supplierId: supplier.id, uploadId: upload.id });
  return upload;
}

/** One part of a file: where it begins, and its bytes. */
export interface Part {
  readonly offset: number;
  readonly bytes: Buffer;
}

/** What came of looking into a file; without content it is kept as it came, and its parts are there. */
export type Finding =
  | Extract<CheckedFile, { kind: 'refused' }>
  | { readonly kind: 'kept'; readonly name: string; readonly mediaType: string; readonly content: Buffer | null };

/**
 * One file after the other. What waits holds its last part, or is whole where it came at once: that much of the memory, and no more. Senders take
 * turns, and a file that takes long counts as several.
 */
export const lookingInto = new Queue({ maxWaiting: 64, maxOfOne: 8, maxBytes: 48 * 1024 * 1024 });

/** Looks into a file when it is the sender's turn. */
export async function lookInto<T>(
  database: Database,
  { supplier, customerRef, now }: Sender,
  { bytes, work }: { bytes: number; work: () => Promise<T> },
): Promise<T> {
  return lookingInto.run(
    async () => {
      const begun = performance.now();
      try {
        return await work();
      } finally {
        const amount = Math.floor((performance.now() - begun) / 1000);
        const spent = { supplierId: supplier.id, budget: 'upload_check', who: customerRef, amount, now } as const;
        // Counted or not, what was found stands.
        if (amount > 0) {
          const count = (tx: Tx) => spend(tx, { ...BUDGETS.upload_check, ...spent });
          await database.transaction(supplier.id, count).catch(() => undefined);
        }
      }
    },
    { who: `${supplier.id} ${customerRef}`, bytes },
  );
}

/**
 * With the last part: puts the file together and looks into it, before and outside of the transaction that takes the part. Null where more is
 * still to come, or the part is not the one that is awaited.
 */
export async function lookIntoWhole(
  database: Database,
  { part, ...which }: Sender & { uploadId: string; part: Part },
): Promise<Finding | null> {
  const { supplier, customerRef, uploadId, now } = which;
  const supplierId = supplier.id;
  const awaited = async (tx: Tx): Promise<UploadRow | null> => {
    const row = isId(uploadId) ? await findUpload(tx, { supplierId, uploadId, customerRef, now }) : null;
    const isNext = row?.status === 'receiving' && row.receivedBytes === part.offset;
    return isNext && part.offset + part.bytes.length === row.sizeBytes ? row : null;
  };
  if (!(await database.transaction(supplierId, awaited))) return null;
  const work = async (): Promise<Finding | null> => {
    const file = await database.transaction(supplierId, async (tx) => {
      const row = await awaited(tx);
      if (!row) return null;
      await spendOrRefuse(tx, { supplierId, budget: 'upload_check', who: customerRef, now });
      const bytes = await assembleParts(tx, { supplierId, uploadId }, row.sizeBytes);
      bytes.set(part.bytes, part.offset);
      return { name: row.name, bytes };
    });
    if (!file) return null;
    const found = await checkFile(file);
    // Not held until the transaction: that may have to wait.
    return found.kind === 'kept' && found.content === file.bytes ? { ...found, content: null } : found;
  };
  return lookInto(database, which, { bytes: part.bytes.length, work });
}

/**
 * Takes the next part of a file that is held for it; with the last one the file is settled by what was found in it. A file that begins like none
 * that is taken is refused at once.
 */
export async function takePart(
  tx: Tx,
  {
    supplier,
    upload,
    part,
    finding,
  }: { supplier: Pick<KnownSupplier, 'id'>; upload: Upload; part: Part; finding: Finding | null },
): Promise<Upload> {
  const { sizeBytes, receivedBytes, status } = upload;
  if (status !== 'receiving' || part.offset !== receivedBytes) throw new ProblemError('upload_offset');
  const end = part.offset + part.bytes.length;
  if (end > sizeBytes) throw invalidRequest('/data', 'too_long');
  const of = { supplierId: supplier.id, uploadId: upload.id };
  const beginsAsNone =
    part.offset === 0 && part.bytes.length >= BEGINNING_BYTES ? refusalByBeginning(part.bytes) : null;
  if (beginsAsNone) return settleRefused(tx, of, beginsAsNone);
  // The part before it came between the look at the file and now: a moment later it can be looked into.
  if (end === sizeBytes && !finding) throw new ProblemError('unavailable', {}, { 'Retry-After': '1' });
  const row = await appendPart(tx, { ...of, beginsAt: part.offset, bytes: part.bytes });
  if (end < sizeBytes || !finding) return row;
  if (finding.kind === 'refused') return settleRefused(tx, of, finding.why);
  return settleReady(tx, of, finding);
}

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
  }: OfMessage & { customerRef: string; uploadIds: readonly string[] },
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
