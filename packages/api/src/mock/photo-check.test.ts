import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors.js';
import { createMockApi, sampleNow } from './index.js';

const JPEG = Buffer.from('\xff\xd8\xff\xe0', 'latin1').toString('base64');
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').toString('base64');
const WEBP = Buffer.from('RIFF\x24\0\0\0WEBPVP8 ', 'latin1').toString('base64');

let keys = 0;
const key = () => ({ idempotencyKey: `key-of-a-photo-${(keys += 1)}` });

/** The mock with a gas reading handed in. */
async function withReading() {
  let now = new Date(sampleNow);
  const api = createMockApi({ now: () => now });
  const body = { meterId: 'gas-meter', values: [{ registerId: 'gas-total', value: '1279' }] };
  const reading = await api.submitReading({ accountId: 'gas', body }, key());
  const about = { accountId: 'gas', readingId: reading.id };
  const attach = (data: string, mediaType: 'image/jpeg' | 'image/png' | 'image/webp' = 'image/jpeg', options = key()) =>
    api.attachReadingPhoto({ ...about, body: { mediaType, data } }, options);
  return { api, reading, about, attach, setNow: (moment: Date) => (now = moment) };
}

async function refusalOf(attempt: Promise<unknown>) {
  const error: unknown = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  const { code, problem } = error as ApiError;
  return [code, problem?.issues?.[0]?.code];
}

describe('a photo in the mock', () => {
  it('is added to a reading, goes with its correction and is taken back', async () => {
    const { api, reading, about, attach } = await withReading();
    expect(reading.hasPhoto).toBe(false);
    expect(await attach(JPEG)).toEqual({ ...reading, hasPhoto: true });
    const values = [{ registerId: 'gas-total', value: '1280' }];
    const corrected = await api.correctReading({ ...about, body: { values } }, key());
    expect(corrected.hasPhoto).toBe(true);
    const { items } = await api.listReadings({ accountId: 'gas' });
    expect(items.filter((each) => each.hasPhoto).map(({ id }) => id)).toEqual([corrected.id]);
    const removed = await api.removeReadingPhoto({ ...about, readingId: corrected.id, body: {} }, key());
    expect(removed).toEqual({ ...corrected, hasPhoto: false });
  });

  it('is gone with a reading that is taken back', async () => {
    const { api, about, attach } = await withReading();
    await attach(JPEG);
    expect((await api.withdrawReading({ ...about, body: {} }, key())).hasPhoto).toBe(false);
  });

  it('may be a JPEG, a PNG or a WebP, and must be what it says', async () => {
    const { attach } = await withReading();
    expect((await attach(PNG, 'image/png')).hasPhoto).toBe(true);
    expect((await attach(WEBP, 'image/webp')).hasPhoto).toBe(true);
    expect(await refusalOf(attach(PNG))).toEqual(['photo_refused', 'wrong_media_type']);
    expect(await refusalOf(attach(Buffer.from('<svg/>').toString('base64')))).toEqual([
      'photo_refused',
      'not_an_image',
    ]);
    expect(await refusalOf(attach(JPEG.padEnd(14_000_000, 'A')))).toEqual(['photo_refused', 'too_large']);
  });

  it('comes to a reading that may still be changed, and to no other', async () => {
    const { api, about, attach, setNow } = await withReading();
    expect(await refusalOf(api.removeReadingPhoto({ ...about, readingId: 'x', body: {} }, key()))).toEqual([
      'not_found',
      undefined,
    ]);
    setNow(new Date(Date.parse(sampleNow) + 60 * 86_400_000));
    expect(await refusalOf(attach(JPEG))).toEqual(['reading_not_correctable', undefined]);
  });

  it('is answered alike at every try with one key', async () => {
    const { about, api, attach } = await withReading();
    const intent = key();
    const first = await attach(JPEG, 'image/jpeg', intent);
    await api.removeReadingPhoto({ ...about, body: {} }, key());
    expect(await attach(JPEG, 'image/jpeg', intent)).toEqual(first);
  });
});
