import sharp, { type Sharp } from 'sharp';

/** A picture whose left half is black and whose right half is white. */
export function paint(width: number, height: number): Sharp {
  const half = { create: { width: Math.ceil(width / 2), height, channels: 3, background: 'black' } } as const;
  return sharp({ create: { width, height, channels: 3, background: 'white' }, limitInputPixels: false }).composite([
    { input: { ...half, limitInputPixels: false } as never, left: 0, top: 0 },
  ]);
}

/** A photo as a phone makes it: with the place, the camera, the moment and a colour profile. */
export function photoWithTraces(): Promise<Buffer> {
  return paint(640, 480)
    .withExif({
      IFD0: { Make: 'Secret Camera', Model: 'S-1', Software: 'S-OS' },
      IFD2: { DateTimeOriginal: '2026:11:03 09:58:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 3230/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '31/1 17/1 2400/100',
      },
    })
    .withIccProfile('p3')
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
    )
    .jpeg()
    .toBuffer();
}

/** The JPEG with a comment after its first marker. */
export function withComment(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment);
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}
