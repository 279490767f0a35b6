import type { FileLink } from '@kabinet/api/contract';
import type { Context } from '../context.js';
import type { FileKind, FileRow } from '../db/files.js';
import { ProblemError } from '../problem.js';
import type { KnownSupplier } from './supplier-directory.js';

/** Long enough to follow a link on a slow line; whoever finds the address later finds nothing. */
const LINK_MINUTES = 5;

/** The file that a link leads to. */
export interface LinkedFile {
  readonly kind: FileKind;
  readonly fileId: string;
}

/**
 * An address from which a file can be fetched for a short while, by whoever has it: a browser follows it without saying who asks. What is in it is
 * sealed, and names the file and nobody. Made only for who may see the file; without a key of the server's own there are none.
 */
export function linkToFile(
  { secretKey, publicUrl }: Pick<Context, 'secretKey' | 'publicUrl'>,
  { supplier, kind, file, now }: { supplier: Pick<KnownSupplier, 'id'>; kind: FileKind; file: FileRow; now: Date },
): FileLink {
  if (!secretKey) throw new ProblemError('unavailable');
  const until = now.getTime() + LINK_MINUTES * 60_000;
  const token = secretKey.seal('file-link', JSON.stringify([kind, file.id, until]), supplier.id);
  const { name, mediaType, sizeBytes } = file;
  const url = new URL(`/${supplier.id}/files/${token}`, publicUrl()).href;
  return { name, mediaType, sizeBytes, url, expiresAt: new Date(until).toISOString() };
}

/** What a link leads to; null for one that is over, made up, or another supplier's. */
export function followLink(
  { secretKey }: Pick<Context, 'secretKey'>,
  { supplier, token, now }: { supplier: Pick<KnownSupplier, 'id'>; token: string; now: Date },
): LinkedFile | null {
  if (!secretKey) throw new ProblemError('unavailable');
  let opened: string;
  try {
    opened = secretKey.open('file-link', token, supplier.id);
  } catch {
    return null;
  }
  const [kind, fileId, until] = JSON.parse(opened) as [FileKind, string, number];
  return now.getTime() < until ? { kind, fileId } : null;
}
