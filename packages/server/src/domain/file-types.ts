/** The kinds of files that are taken, told by their first bytes alone: what a file is called says nothing. */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp';

function begins(file: Uint8Array, bytes: string, at = 0): boolean {
  return Buffer.from(file.subarray(at, at + bytes.length)).toString('latin1') === bytes;
}

export function pictureTypeOf(file: Uint8Array): PictureType | null {
  if (begins(file, '\xff\xd8\xff')) return 'image/jpeg';
  if (begins(file, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins(file, 'RIFF') && begins(file, 'WEBP', 8)) return 'image/webp';
  return null;
}

export function isPdf(file: Uint8Array): boolean {
  return begins(file, '%PDF-');
}

/** A picture as iPhones keep them. */
export function isHeic(file: Uint8Array): boolean {
  return ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'].some((brand) =>
    begins(file, `ftyp${brand}`, 4),
  );
}

/** What a supplier's own documents may be: every browser and office shows them. */
export function documentTypeOf(file: Uint8Array): 'application/pdf' | 'image/jpeg' | 'image/png' | null {
  if (isPdf(file)) return 'application/pdf';
  const picture = pictureTypeOf(file);
  return picture === 'image/webp' ? null : picture;
}
