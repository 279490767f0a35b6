import { BoundedThread } from './bounded-thread.js';

/** Why a PDF is not taken. */
export type PdfFault = 'damaged' | 'encrypted' | 'active' | 'too_many_pixels';

/** A document of the largest size takes some 60 MB, and a few hundred milliseconds. */
const reader = new BoundedThread<Buffer, PdfFault | null>(new URL('../../workers/look-into-pdf.js', import.meta.url), {
  memory: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  maxMs: 15_000,
  maxWaiting: 32,
  maxBytesRead: 4 * 1024 * 1024,
});

/**
 * Looks into a PDF in a thread with bounds of its own. Null for a document that only shows its pages; `damaged` also for one that takes more
 * than its bounds. Throws `unavailable` where that is not the file's fault.
 */
export async function pdfFault(bytes: Buffer): Promise<PdfFault | null> {
  if (!isWhole(bytes)) return 'damaged';
  const fault = await reader.ask(bytes, { bytes: bytes.length });
  return fault === 'ended' ? 'damaged' : fault;
}

/** Begins and ends like one: what stands before or after would make it another kind of file as well. */
function isWhole(bytes: Buffer): boolean {
  const tail = bytes
    .subarray(-1024)
    .toString('latin1')
    .replace(/[\s\0]+$/, '');
  // The end of a ZIP archive has room for a comment, where a PDF's own end can stand.
  const endsAsArchive = bytes.subarray(-66_000).includes('PK\x05\x06', 0, 'latin1');
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' && tail.endsWith('%%EOF') && !endsAsArchive;
}
