import { MAX_UPLOAD_BYTES } from '@kabinet/api/contract';
import { type PdfFault, pdfFault } from './check-pdf.js';
import { cleanFileName } from './file-names.js';
import { isHeic, isPdf, pictureTypeOf } from './file-types.js';
import { encodeAnew, type PictureFault, PictureRefused } from './pictures.js';

/**
 * Why a file is not taken: `empty`; `too_large`; `not_allowed`, another kind of file than pictures and PDF; `heic`, a picture as iPhones keep
 * them, which they send as JPEG where they are asked to; `damaged`; `too_many_pixels`; `encrypted`, a PDF with a password; `active`, a PDF
 * that does things by itself or carries other files.
 */
export type Refusal = 'empty' | 'too_large' | 'not_allowed' | 'heic' | PictureFault | PdfFault;

/** What may be given out: a name that fits what it is, and bytes that are known to be that. */
export interface KeptFile {
  readonly name: string;
  readonly mediaType: 'image/jpeg' | 'application/pdf';
  readonly content: Buffer;
}

export type CheckedFile = ({ readonly kind: 'kept' } & KeptFile) | { readonly kind: 'refused'; readonly why: Refusal };

/** Fine enough to read a page of a document by. */
const STORED_PICTURE = { side: 2560, quality: 85 };

/** So many bytes say what kind of file it is. */
export const BEGINNING_BYTES = 16;

/**
 * Looks into a file that somebody sent, by whatever way; what it is called and said to be does not count. Of a picture the picture alone is
 * kept, encoded anew; a PDF stays as it is, with its signatures, and is taken only where it does nothing but show its pages.
 */
export async function checkFile({ name, bytes }: { name: string; bytes: Buffer }): Promise<CheckedFile> {
  if (bytes.length === 0) return { kind: 'refused', why: 'empty' };
  if (bytes.length > MAX_UPLOAD_BYTES) return { kind: 'refused', why: 'too_large' };
  const why = refusalByBeginning(bytes);
  if (why) return { kind: 'refused', why };
  if (isPdf(bytes)) {
    const fault = await pdfFault(bytes);
    if (fault) return { kind: 'refused', why: fault };
    return { kind: 'kept', name: cleanFileName(name, 'application/pdf'), mediaType: 'application/pdf', content: bytes };
  }
  try {
    const content = await encodeAnew(bytes, STORED_PICTURE);
    return { kind: 'kept', name: cleanFileName(name, 'image/jpeg'), mediaType: 'image/jpeg', content };
  } catch (error) {
    if (error instanceof PictureRefused) return { kind: 'refused', why: error.fault };
    throw error;
  }
}

/** Why a file that begins like this cannot be taken, whatever follows; null where it may be. */
export function refusalByBeginning(bytes: Buffer): Refusal | null {
  if (isPdf(bytes) || pictureTypeOf(bytes)) return null;
  return isHeic(bytes) ? 'heic' : 'not_allowed';
}
