/** The service keeps no more of a picture than this either. */
const LONGEST_SIDE = 2560;
/** Smaller ones go as they are: drawing them anew would gain little. */
const WORTH_IT_BYTES = 1_000_000;
/** What no phone's camera makes, and what an old phone would choke on. */
const MOST_BYTES = 50_000_000;

/**
 * A large picture drawn anew: a tenth of the bytes on a weak line, upright, and without the place and time that a camera writes into it.
 * What is no picture, or none this browser knows, stays as it is: the service looks into everything.
 */
export async function shrinkPicture(file: File): Promise<File> {
  if (!file.type.startsWith('image/') || file.size < WORTH_IT_BYTES || file.size > MOST_BYTES) return file;
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
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.\w{1,5}$/, '')}.jpg`, { type: 'image/jpeg' });
  } catch {
    return file;
  }
}
