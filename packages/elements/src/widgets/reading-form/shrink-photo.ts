/** As it is shown back and sent. */
export interface Picture {
  /** For showing it: strict pages forbid images from the page's own memory. */
  readonly canvas: HTMLCanvasElement;
  /** A JPEG, in base64. */
  readonly data: string;
}

export type PhotoFault = 'unreadable' | 'too_large';

/** Enough to read a dial by. */
const LONGEST_SIDE = 1600;
/** What no phone's camera makes, and what an old phone would choke on. */
const MAX_FILE_BYTES = 50_000_000;

/**
 * Draws the photo anew, small: upright as it was taken, and without what else the file says, such as where and when that was.
 */
export async function shrinkPhoto(file: Blob): Promise<Picture | PhotoFault> {
  if (file.size > MAX_FILE_BYTES) return 'too_large';
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d');
    if (!context) return 'unreadable';
    // What is transparent would come out black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const [, data] = canvas.toDataURL('image/jpeg', 0.85).split(',');
    return data ? { canvas, data } : 'unreadable';
  } catch {
    return 'unreadable'; // no image, or one this browser does not know
  }
}
