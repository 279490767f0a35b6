/** The service keeps no more of a picture than this either. */
const LONGEST_SIDE = 2560;
/** Smaller ones go as they are: drawing them anew would gain little. */
const WORTH_IT_BYTES = 1_000_000;
/** What the service takes; what else this browser knows goes out drawn anew, such as the HEIC of iPhones in Safari. */
const TAKEN: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];
/** What no phone's camera makes, and what an old phone would choke on. */
const MOST_BYTES = 50_000_000;

/**
 * A large picture drawn anew, or one of a kind that is not taken: a tenth of the bytes on a weak line, upright, and without the place and time that a
 * camera writes into it. What is no picture, or none this browser knows, stays as it is: the service looks into everything.
 */
export async function shrinkPicture(file: File): Promise<File> {
  const isTaken = TAKEN.includes(file.type);
  if (!file.type.startsWith('image/') || (isTaken && file.size < WORTH_IT_BYTES) || file.size > MOST_BYTES) return file;
  if (await isTooLargeToDraw(file)) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d');
    if (!context) return file;
    // What is transparent would come out black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    if (!blob || (isTaken && blob.size >= file.size)) return file;
    return new File([blob], `${file.name.replace(/\.\w{1,5}$/, '')}.jpg`, { type: 'image/jpeg' });
  } catch {
    return file;
  }
}

/** More points than the service takes, which an old phone could not hold either: a PNG of few bytes may have any number of them. */
const MOST_PIXELS = 50_000_000;

/** By what a PNG says of itself at its beginning; other kinds pack no such amounts into so few bytes. */
async function isTooLargeToDraw(file: File): Promise<boolean> {
  if (file.type !== 'image/png') return false;
  const head = new DataView(await file.slice(0, 24).arrayBuffer());
  return head.byteLength === 24 && head.getUint32(16) * head.getUint32(20) > MOST_PIXELS;
}
