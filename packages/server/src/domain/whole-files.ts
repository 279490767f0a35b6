import type { Database, Tx } from '../db/database.js';
import { isId } from '../db/ids.js';
import { deleteUpload, findUpload, settleReady } from '../db/uploads.js';
import { ProblemError } from '../problem.js';
import { spendAll, spendOrRefuse } from './budgets.js';
import { checkFile, type Refusal } from './check-file.js';
import type { KnownSupplier } from './supplier-directory.js';
import { lookInto, startUpload } from './uploads.js';

/** A file that waits for its message. */
export interface WaitingFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
}

export type TakenFile =
  { readonly kind: 'taken'; readonly file: WaitingFile } | { readonly kind: 'refused'; readonly why: Refusal };

interface Sender {
  readonly supplier: Pick<KnownSupplier, 'id'>;
  readonly customerRef: string;
  readonly now: Date;
}

/**
 * Takes a file that came at once, with a form of a page, by the same rules and within the same bounds as one that comes in parts. `address`: of a caller who
 * is not signed in, whose every appeal is somebody new.
 */
export async function takeWholeFile(
  database: Database,
  { name, bytes, address = null, ...sender }: Sender & { name: string; bytes: Buffer; address?: string | null },
): Promise<TakenFile> {
  if (bytes.length === 0) return { kind: 'refused', why: 'empty' };
  const { supplier, customerRef, now } = sender;
  if (address !== null) {
    const budgets = [{ budget: 'upload_check_address', who: address }] as const;
    const { isAllowed } = await spendAll(database, { supplierId: supplier.id, budgets, now });
    if (!isAllowed) throw new ProblemError('rate_limited');
  }
  const begun = await database.transaction(supplier.id, async (tx) => {
    await spendOrRefuse(tx, { supplierId: supplier.id, budget: 'upload_check', who: customerRef, now });
    return startUpload(tx, { ...sender, name, sizeBytes: bytes.length });
  });
  const of = { supplierId: supplier.id, uploadId: begun.id };
  const work = () => checkFile({ name: begun.name, bytes });
  const found = await lookInto(database, sender, { bytes: bytes.length, work }).catch(async (error: unknown) => {
    await database.transaction(supplier.id, (tx) => deleteUpload(tx, of));
    throw error;
  });
  return database.transaction(supplier.id, async (tx): Promise<TakenFile> => {
    if (found.kind === 'refused') {
      await deleteUpload(tx, of);
      return found;
    }
    // Whoever sends many at once may have pushed it out meanwhile: it can be sent again.
    if (!(await findUpload(tx, { ...of, customerRef, now, forChange: true }))) {
      throw new ProblemError('unavailable', {}, { 'Retry-After': '1' });
    }
    const row = await settleReady(tx, of, { ...found, receivedBytes: bytes.length });
    return { kind: 'taken', file: { id: row.id, name: row.name, sizeBytes: row.sizeBytes } };
  });
}

/** Of these ids those of files that are theirs and wait, in the same order. */
export async function waitingFiles(
  tx: Tx,
  { supplier, customerRef, now, ids }: Sender & { ids: readonly string[] },
): Promise<WaitingFile[]> {
  const found: WaitingFile[] = [];
  for (const uploadId of new Set(ids)) {
    const row = isId(uploadId) ? await findUpload(tx, { supplierId: supplier.id, uploadId, customerRef, now }) : null;
    if (row?.status === 'ready') found.push({ id: row.id, name: row.name, sizeBytes: row.sizeBytes });
  }
  return found;
}
