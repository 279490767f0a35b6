import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MAX_PHOTO_BYTES, type ReadingPhoto } from '@kabinet/api/contract';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { paint, photoWithTraces, withComment } from '../testing/pictures.js';
import { ProblemError } from '../problem.js';
import { photoToKeep } from './photo.js';

const send = (file: Buffer, mediaType: ReadingPhoto['mediaType'] = 'image/jpeg') =>
  photoToKeep({ mediaType, data: file.toString('base64') });

/** Why the photo was refused. */
async function refusalOf(attempt: Promise<unknown>): Promise<string | undefined> {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProblemError);
  const { code, details } = error as ProblemError;
  return code === 'photo_refused' ? details.issues?.[0]?.code : code;
}

describe('a photo', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'sent as %s is kept as a JPEG of at most 1600 pixels a side',
    async (format) => {
      const kept = await send(await paint(2400, 1200).toFormat(format).toBuffer(), `image/${format}`);
      expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 1600, height: 800 });
    },
  );

  it('is not made larger than it was', async () => {
    const kept = await send(await paint(300, 200).jpeg().toBuffer());
    expect(await sharp(kept).metadata()).toMatchObject({ width: 300, height: 200 });
  });

  it('loses where, when and with what it was taken', async () => {
    const sent = await photoWithTraces();
    const before = await sharp(sent).metadata();
    expect([before.exif, before.icc, before.xmp].every(Boolean)).toBe(true);
    expect(sent.includes('Secret Camera')).toBe(true);
    const kept = await send(sent);
    const after = await sharp(kept).metadata();
    expect([after.exif, after.icc, after.xmp, after.iptc, after.orientation, after.comments]).toEqual(
      Array(6).fill(undefined),
    );
    for (const trace of ['Exif', 'GPS', 'Secret Camera', 'xmpmeta', 'ICC_PROFILE'])
      expect(kept.includes(trace), trace).toBe(false);
  });

  it('stands upright, as the phone showed it', async () => {
    // Left half black, right half white; the phone was held so that it must be turned clockwise: then black is on top.
    const sent = await paint(80, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { data, info } = await sharp(await send(sent))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([40, 80]);
    const at = (y: number) => data[y * info.width + 20]!;
    expect(at(5)).toBeLessThan(60);
    expect(at(75)).toBeGreaterThan(200);
  });

  it('with a page hidden in it is kept without the page', async () => {
    const hidden = withComment(await paint(40, 40).jpeg().toBuffer(), '<html><script>alert(1)</script>');
    const kept = await send(Buffer.concat([hidden, Buffer.from('<script>alert(2)</script>PK\x03\x04')]));
    expect(kept.includes('script')).toBe(false);
    expect(kept.includes('PK\x03\x04')).toBe(false);
  });

  it('may have the harmless oddities that phones write', async () => {
    const jpeg = await paint(40, 40).jpeg().toBuffer();
    // Bytes between the pixels and the end: a warning of the decoder.
    const odd = Buffer.concat([jpeg.subarray(0, -2), Buffer.from([0, 1, 2, 3]), jpeg.subarray(-2)]);
    expect(await sharp(await send(odd)).metadata()).toMatchObject({ width: 40 });
  });
});

describe('what is refused as a photo', () => {
  let jpeg: Buffer;
  let png: Buffer;
  beforeAll(async () => {
    jpeg = await paint(400, 300).jpeg().toBuffer();
    png = await paint(400, 300).png().toBuffer();
  });

  it.each([
    ['nothing', ''],
    [
      'a drawing that may hold scripts',
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>',
    ],
    ['the same with a preamble', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['a page named a photo', '<!doctype html><script>alert(1)</script>'],
    ['a document', '%PDF-1.4\n'],
    ['an animation', 'GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;'],
    ['a TIFF', 'II*\0\x08\0\0\0'],
  ])('%s', async (_, content) => {
    expect(await refusalOf(send(Buffer.from(content, 'latin1')))).toBe('not_an_image');
  });

  it('a picture of another kind than it says', async () => {
    expect(await refusalOf(send(png, 'image/jpeg'))).toBe('wrong_media_type');
    expect(await refusalOf(send(jpeg, 'image/webp'))).toBe('wrong_media_type');
  });

  it('a page behind the first bytes of a photo', async () => {
    const polyglot = Buffer.concat([jpeg.subarray(0, 3), Buffer.from('<html><script>alert(1)</script></html>')]);
    expect(await refusalOf(send(polyglot))).toBe('damaged');
  });

  it('a picture that was cut off', async () => {
    expect(await refusalOf(send(jpeg.subarray(0, jpeg.length / 2)))).toBe('damaged');
    expect(await refusalOf(send(png.subarray(0, png.length / 2), 'image/png'))).toBe('damaged');
    const webp = await paint(400, 300).webp().toBuffer();
    expect(await refusalOf(send(webp.subarray(0, webp.length / 2), 'image/webp'))).toBe('damaged');
    const interlaced = await paint(400, 300).jpeg({ progressive: true }).toBuffer();
    expect(await refusalOf(send(interlaced.subarray(0, interlaced.length / 2)))).toBe('damaged');
    for (const length of [3, 4, 20]) expect(await refusalOf(send(jpeg.subarray(0, length)))).toBe('damaged');
  });

  it('more than 10 MB', async () => {
    const padded = (size: number) => Buffer.concat([jpeg, Buffer.alloc(size - jpeg.length)]);
    expect(await refusalOf(send(padded(MAX_PHOTO_BYTES + 1)))).toBe('too_large');
    expect(await sharp(await send(padded(MAX_PHOTO_BYTES))).metadata()).toMatchObject({ width: 400 });
  });

  it('text that is not the base64 of a file', async () => {
    const data = jpeg.toString('base64');
    for (const wrong of [
      `data:image/jpeg;base64,${data}`,
      `${data}\n`,
      data.replaceAll('/', '_'),
      `${data}=`,
      `!${data}`,
      '🙂',
    ]) {
      expect(await refusalOf(photoToKeep({ mediaType: 'image/jpeg', data: wrong }))).toBe('invalid_request');
    }
  });
});

describe('pictures of very many pixels', () => {
  it('are refused by their header, before any memory is taken for them', async () => {
    const small = await paint(16, 16).jpeg().toBuffer();
    const interlaced = await paint(16, 16).jpeg({ progressive: true }).toBuffer();
    const verdict = (jpeg: Buffer, width: number, height: number) => refusalOf(send(promising(jpeg, width, height)));
    expect(await verdict(small, 65_500, 65_500)).toBe('too_many_pixels');
    expect(await verdict(small, 8000, 6251)).toBe('too_many_pixels');
    // Interlaced ones are held in memory whole: their limit is lower.
    expect(await verdict(interlaced, 5000, 5001)).toBe('too_many_pixels');
    // Up to there they are taken; the pixels that are not there are grey.
    expect(await send(promising(small, 8000, 6250))).toBeInstanceOf(Buffer);
    expect(await send(promising(interlaced, 5000, 5000))).toBeInstanceOf(Buffer);
  });

  it('are decoded one at a time: ten of them take no more memory than one', async () => {
    const plain = { width: 5600, height: 4400, channels: 3, background: 'grey' } as const;
    const largest = await sharp({ create: plain }).jpeg({ progressive: true }).toBuffer();
    const [one, ten] = await Promise.all([peakOf(1, largest), peakOf(10, largest)]);
    expect([one.kept, ten.kept]).toEqual([1, 10]);
    expect(one.peak).toBeGreaterThan(20);
    expect(ten.peak).toBeLessThan(2 * one.peak);
  });

  it('make those wait that come after them, and only so many', async () => {
    const file = await paint(1600, 1200).jpeg().toBuffer();
    const results = await Promise.all(
      Array.from({ length: 40 }, () =>
        send(file).then(
          () => 'kept',
          (error: ProblemError) => error.code,
        ),
      ),
    );
    expect(results.slice(0, 32)).toEqual(Array(32).fill('kept'));
    expect(results.slice(32)).toEqual(Array(8).fill('unavailable'));
    expect(await send(file)).toBeInstanceOf(Buffer);
  });
});

/** The JPEG with other measures in its header. */
function promising(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg);
  const frame = Math.max(changed.indexOf(Buffer.from([0xff, 0xc0])), changed.indexOf(Buffer.from([0xff, 0xc2])));
  changed.writeUInt16BE(height, frame + 5);
  changed.writeUInt16BE(width, frame + 7);
  return changed;
}

/** How much memory, in MB, a process took for as many photos at once. */
async function peakOf(count: number, file: Buffer): Promise<{ peak: number; kept: number }> {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const loader = here('../testing/typescript-loader.mjs');
  const program = here('../testing/photo-peak.ts');
  const child = spawn(process.execPath, ['--conditions=@kabinet/source', '--import', loader, program, String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // What the C library keeps for each of its threads after use would blur what is measured.
    env: { ...process.env, MALLOC_ARENA_MAX: '1' },
  });
  child.stdin.end(file.toString('base64'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await new Promise((done) => child.once('close', done));
  return JSON.parse(output) as { peak: number; kept: number };
}
