import { MAX_PHOTO_BYTES } from '../photo-limits.js';
import type { ReadingPhoto } from '../schemas/reading-photo.js';

/** How the base64 of each kind of picture begins. */
const BEGINNINGS: Readonly<Record<ReadingPhoto['mediaType'], RegExp>> = {
  'image/jpeg': /^\/9j\//,
  'image/png': /^iVBORw0KGg/,
  'image/webp': /^UklGR.{6}XRUJQ/,
};

/** Why the service would refuse the picture, as far as it shows without decoding; null when it would not. */
export function photoFault({ mediaType, data }: ReadingPhoto): string | null {
  if (data.length * 0.75 > MAX_PHOTO_BYTES) return 'too_large';
  const [found] = Object.entries(BEGINNINGS).find(([, beginning]) => beginning.test(data)) ?? [];
  if (found === undefined) return 'not_an_image';
  return found === mediaType ? null : 'wrong_media_type';
}
