import { MAX_PHOTO_BYTES, type ReadingPhoto } from '@kabinet/api/contract';
import type sharp from 'sharp';
import { invalidRequest, ProblemError } from '../problem.js';

/** Long enough a side to read any dial by, and some 300 kB. */
const STORED_SIDE = 1600;
const STORED_QUALITY = 80;

/** More than the phones of today take. */
const MAX_PIXELS = 50_000_000;
/** Progressive and interlaced pictures are held in memory whole while they are decoded; others pass through it by lines. */
const MAX_PIXELS_HELD = 25_000_000;
const DECODING_SECONDS = 10;
/** Photos that wait for their turn; more than that is not people's doing, and each holds its file in memory. */
const MAX_WAITING = 32;

type Sharp = typeof sharp;

function refused(why: 'too_large' | 'too_many_pixels' | 'wrong_media_type' | 'not_an_image' | 'damaged'): ProblemError {
  return new ProblemError('photo_refused', { issues: [{ pointer: '/data', code: why }] });
}

/**
 * What is kept of a photo that was sent: the picture, upright, in JPEG, and nothing else of the file. Where it was taken, with what and
 * when, is gone, and so is whatever was hidden in it. Throws `photo_refused` for everything that is not such a picture.
 */
export async function photoToKeep({ mediaType, data }: ReadingPhoto): Promise<Buffer> {
  const file = bytesOf(data);
  const found = mediaTypeOf(file);
  if (found === null) throw refused('not_an_image');
  if (found !== mediaType) throw refused('wrong_media_type');
  return oneAtATime(async () => reencoded(await loadSharp(), file));
}

function bytesOf(data: string): Buffer {
  const file = Buffer.from(data, 'base64');
  // Node passes over what is not base64; a file that was not sent whole must not become another one.
  if (file.toString('base64') !== data) throw invalidRequest('/data', 'not_base64');
  if (file.length > MAX_PHOTO_BYTES) throw refused('too_large');
  return file;
}

/** What the first bytes say; null for anything but the three kinds of pictures that are taken. */
function mediaTypeOf(file: Buffer): ReadingPhoto['mediaType'] | null {
  const begins = (bytes: string, at = 0) => file.subarray(at, at + bytes.length).toString('latin1') === bytes;
  if (begins('\xff\xd8\xff')) return 'image/jpeg';
  if (begins('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins('RIFF') && begins('WEBP', 8)) return 'image/webp';
  return null;
}

async function reencoded(decode: Sharp, file: Buffer): Promise<Buffer> {
  const picture = decode(file, {
    // Phones write harmless oddities into their files: those are warnings.
    failOn: 'error',
    limitInputPixels: MAX_PIXELS,
    sequentialRead: true,
  });
  try {
    // From the header alone, before any memory is taken for pixels.
    const { width, height, isProgressive } = await picture.metadata();
    if (width * height > (isProgressive ? MAX_PIXELS_HELD : MAX_PIXELS)) throw refused('too_many_pixels');
    return await picture
      .timeout({ seconds: DECODING_SECONDS })
      .autoOrient()
      .resize({ width: STORED_SIDE, height: STORED_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: STORED_QUALITY })
      .toBuffer();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const message = error instanceof Error ? error.message : '';
    if (message.includes('pixel limit')) throw refused('too_many_pixels');
    if (message.startsWith('timeout')) throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
    throw refused('damaged');
  }
}

let loaded: Promise<Sharp> | undefined;

/** Loaded with the first photo: most commands, and suppliers without photos, never need it. Only the three decoders may be used. */
function loadSharp(): Promise<Sharp> {
  loaded ??= import('sharp').then(({ default: library }) => {
    library.block({ operation: ['VipsForeignLoad'] });
    library.unblock({
      operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
    });
    library.cache(false);
    library.concurrency(1);
    return library;
  });
  return loaded;
}

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** One picture is decoded at a time, whoever sends how many: the memory it takes is taken once. */
async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= MAX_WAITING) throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
  waiting += 1;
  const mine = last.then(work);
  last = mine.catch(() => {});
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
}
