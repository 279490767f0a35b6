import * as z from 'zod/mini';
import { MAX_PHOTO_BYTES } from '../photo-limits.js';

const MAX_PHOTO_TEXT = Math.ceil(MAX_PHOTO_BYTES / 3) * 4;

/** The largest body of a request with a picture. */
export const MAX_PHOTO_BODY_BYTES = MAX_PHOTO_TEXT + 1024;

/** A picture of the meter's face, as evidence for a reading. The page makes it small before it is sent: 1600 px are enough to read a dial. */
export const ReadingPhoto = z.object({
  /** What the picture is; it must be what its bytes say. */
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  /** The file in base64, with its padding, without line breaks and without `data:`. */
  data: z.string().check(z.maxLength(MAX_PHOTO_TEXT)),
});
export type ReadingPhoto = z.infer<typeof ReadingPhoto>;
