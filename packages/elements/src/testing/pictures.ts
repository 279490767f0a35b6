/** A JPEG as a phone takes it: lying on its side, with a note of how to turn it and of where it was taken. */
export async function phonePhoto({ width = 2000, height = 1000, place = 'SECRET PLACE' } = {}): Promise<File> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  // The left half is red: upright it is the upper half.
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
  if (!blob) throw new Error('no picture');
  const plain = new Uint8Array(await blob.arrayBuffer());
  return new File([plain.slice(0, 2), exif(place), plain.slice(2)], 'meter.jpg', { type: 'image/jpeg' });
}

/** An EXIF segment that says: turn me by a quarter (orientation 6); and a description. */
function exif(description: string): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`${description}\0`);
  const tiff = new DataView(new ArrayBuffer(38 + text.length));
  const bytes = new Uint8Array(tiff.buffer);
  bytes.set([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]); // little endian; the first directory is at 8
  tiff.setUint16(8, 2, true);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.setUint16(at, tag, true);
    tiff.setUint16(at + 2, type, true);
    tiff.setUint32(at + 4, count, true);
    tiff.setUint32(at + 8, value, true);
  };
  entry(10, 0x010e, 2, text.length, 38);
  entry(22, 0x0112, 3, 1, 6);
  bytes.set(text, 38);
  const head = new Uint8Array([0xff, 0xe1, 0, 0, 0x45, 0x78, 0x69, 0x66, 0, 0]); // APP1, length, "Exif"
  new DataView(head.buffer).setUint16(2, 8 + bytes.length);
  const segment = new Uint8Array(head.length + bytes.length);
  segment.set(head);
  segment.set(bytes, head.length);
  return segment;
}
