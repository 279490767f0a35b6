import { MAX_PHOTO_BYTES, type ReadingPhoto } from '@kabinet/api/contract';
import { bytesOfBase64 } from '../base64.js';
import { ProblemError } from '../problem.js';
import { pictureTypeOf } from './file-types.js';
import { encodeAnew, type PictureFault, PictureRefused } from './pictures.js';

/** Long enough a side to read any dial by, and some 300 kB. */
const STORED = { side: 1600, quality: 80 };

function refused(why: PictureFault | 'too_large' | 'wrong_media_type' | 'not_an_image'): ProblemError {
  return new ProblemError('photo_refused', { issues: [{ pointer: '/data', code: why }] });
}

/**
 * What is kept of a photo that was sent: the picture alone, encoded anew. Throws `photo_refused` for everything that is not such a picture.
 */
export async function photoToKeep({ mediaType, data }: ReadingPhoto): Promise<Buffer> {
  const file = bytesOfBase64(data);
  if (file.length > MAX_PHOTO_BYTES) throw refused('too_large');
  const found = pictureTypeOf(file);
  if (found === null) throw refused('not_an_image');
  if (found !== mediaType) throw refused('wrong_media_type');
  try {
    return await encodeAnew(file, STORED);
  } catch (error) {
    if (error instanceof PictureRefused) throw refused(error.fault);
    throw error;
  }
}
