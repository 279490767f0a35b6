import { MAX_UPLOAD_BYTES } from '@kabinet/api/contract';

/**
 * Why a file is not taken: `empty`; `too_large`; `not_allowed`, another kind of file than pictures and PDF; `heic`, a picture as iPhones keep
 * them, which they send as JPEG where they are asked to; `damaged`; `too_many_pixels`; `encrypted`, a PDF with a password; `active`, a PDF
 * that does things by itself or carries other files.
 */
export type Refusal = 'empty' | 'too_large' | 'not_allowed' | 'heic' | 'damaged' | 'too_many_pixels' | 'encrypted' | 'active';

/** What may be given out: a name that fits what it is, and bytes that are known to be that. */
export interface KeptFile {
  readonly name: string;
  readonly mediaType: 'image/jpeg' | 'application/pdf';
  readonly content: Buffer;
}

export type CheckedFile = ({ readonly kind: 'kept' } & KeptFile) | { readonly kind: 'refused'; readonly why: Refusal };

/** Looks into a file that somebody sent, by whatever way. */
export async function checkFile({ bytes }: { name: string; bytes: Buffer }): Promise<CheckedFile> {
  if (bytes.length === 0) return { kind: 'refused', why: 'empty' };
  if (bytes.length > MAX_UPLOAD_BYTES) return { kind: 'refused', why: 'too_large' };
  return { kind: 'refused', why: 'not_allowed' };
}
