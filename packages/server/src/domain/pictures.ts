import type sharp from 'sharp';
import { ProblemError } from '../problem.js';
import { Queue } from './queue.js';

/** More than the phones of today take. */
const MAX_PIXELS = 50_000_000;
/** Progressive and interlaced pictures are held in memory whole while they are decoded; others pass through it by lines. */
const MAX_PIXELS_HELD = 25_000_000;
const DECODING_SECONDS = 10;

type Sharp = typeof sharp;

/** Why a file is not the picture that it says it is. */
export type PictureFault = 'too_many_pixels' | 'damaged';

export class PictureRefused extends Error {
  override readonly name = 'PictureRefused';
  readonly fault: PictureFault;

  constructor(fault: PictureFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Each waits with its file in memory. */
const decoding = new Queue({ maxWaiting: 32 });

/**
 * What is kept of a picture: what is seen in it, upright, in JPEG, and nothing else of the file. Where it was taken, with what and when, is
 * gone, and so is whatever was hidden in it. Throws {@link PictureRefused} for what is no picture, or one of too many pixels.
 */
export function encodeAnew(file: Buffer, { side, quality }: { side: number; quality: number }): Promise<Buffer> {
  return decoding.run(async () => {
    const decode = await loadSharp();
    const picture = decode(file, {
      // Phones write harmless oddities into their files: those are warnings.
      failOn: 'error',
      limitInputPixels: MAX_PIXELS,
      sequentialRead: true,
    });
    try {
      // From the header alone, before any memory is taken for pixels.
      const { width, height, isProgressive } = await picture.metadata();
      if (width * height > (isProgressive ? MAX_PIXELS_HELD : MAX_PIXELS)) throw new PictureRefused('too_many_pixels');
      return await picture
        .timeout({ seconds: DECODING_SECONDS })
        .autoOrient()
        .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
        .flatten({ background: 'white' })
        .jpeg({ quality })
        .toBuffer();
    } catch (error) {
      if (error instanceof PictureRefused) throw error;
      const message = error instanceof Error ? error.message : '';
      if (message.includes('pixel limit')) throw new PictureRefused('too_many_pixels');
      if (message.startsWith('timeout')) throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
      throw new PictureRefused('damaged');
    }
  });
}

let loaded: Promise<Sharp> | undefined;

/** Loaded with the first picture: most commands, and suppliers without photos, never need it. Only the three decoders may be used. */
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
