import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { OperationName } from '@kabinet/api/contract';
import { getRequestListener } from '@hono/node-server';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createApp } from '../app.js';
import { storePhoto } from '../db/reading-photos.js';
import { exportReadings } from '../export/command.js';
import type { ExportedReading, Since } from '../export/export-readings.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import {
  call,
  type CallOptions,
  faultsOf,
  saveProfile,
  SEED_NOW,
  seedSupplier,
  type SeededSupplier,
  testContext,
} from '../testing/index.js';
import { paint, photoWithTraces } from '../testing/pictures.js';

/** After the gas window of 1 to 5 November. */
const TOO_LATE = new Date('2026-11-06T10:00:00Z');

let dial: Buffer;
let again: Buffer;
beforeAll(async () => {
  dial = await photoWithTraces();
  again = await paint(90, 60).jpeg().toBuffer();
});

const photo = (file: Buffer) => ({ mediaType: 'image/jpeg', data: file.toString('base64') });

describe.each(databasesUnderTest)('photos of readings on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let now: Date;
  let readingId: string;
  let number: string;

  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    supplier = await seedSupplier(under.database);
    const { body } = await ask('submitReading', { params: { accountId: gas().id }, body: submission('1279') });
    readingId = body.id;
    number = body.number;
  });

  const gas = () => supplier.customer.accounts[0];
  const meter = () => gas().meters[0]!;
  const values = (value: string) => [{ registerId: meter().registers[0]!.id, value }];
  const submission = (value: string) => ({ meterId: meter().id, values: values(value) });
  const app = () => createApp(testContext(under.database, { now: () => now }));

  /** Calls about the reading as the seeded customer, and checks the answer against the contract. */
  async function ask(name: OperationName, options: Partial<CallOptions> = {}) {
    const token = await supplier.mint({ customerRef: supplier.customer.ref, now });
    const answer = await call(app(), name, {
      supplierId: supplier.id,
      token,
      params: { accountId: gas().id, readingId },
      body: {},
      ...options,
    });
    expect(faultsOf(name, answer), answer.text).toEqual([]);
    return answer;
  }
  const attach = (file: Buffer, options: Partial<CallOptions> = {}) =>
    ask('attachReadingPhoto', { body: photo(file), ...options });

  const rows = <Row>(text: string) =>
    under.database.transaction(supplier.id, async (tx) => (await sql.raw<Row>(text).execute(tx)).rows);
  const photos = () =>
    rows<{ reading_id: string; jpeg: Uint8Array }>('select reading_id, jpeg from reading_photos order by attached_at');
  const history = async () =>
    (await ask('listReadings')).body.items as { id: string; hasPhoto: boolean; status: string }[];

  it('are kept with their reading, without a trace of the place', async () => {
    expect((await history()).map(({ hasPhoto }) => hasPhoto)).toEqual([false, false]);
    const { status, body } = await attach(dial);
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: readingId, number, status: 'accepted', hasPhoto: true });
    const [stored, ...more] = await photos();
    expect(more).toEqual([]);
    expect(stored?.reading_id).toBe(readingId);
    expect(await sharp(stored!.jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 640, height: 480 });
    expect(Buffer.from(stored!.jpeg).includes('Exif')).toBe(false);
    expect((await history()).map(({ id, hasPhoto }) => [id === readingId, hasPhoto])).toEqual([
      [true, true],
      [false, false],
    ]);
    const { body: meters } = await ask('listMeters');
    expect(meters.items[0].submitted.hasPhoto).toBe(true);
    expect(meters.items[0].baseline.hasPhoto).toBe(false);
  });

  it('are replaced by a new one', async () => {
    await attach(dial);
    await attach(again);
    const stored = await photos();
    expect(stored).toHaveLength(1);
    expect(await sharp(stored[0]!.jpeg).metadata()).toMatchObject({ width: 90 });
  });

  it('are taken back, and taking back none is as good', async () => {
    await attach(dial);
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await ask('removeReadingPhoto');
      expect(status).toBe(200);
      expect(body).toMatchObject({ id: readingId, status: 'accepted', hasPhoto: false });
    }
    expect(await photos()).toEqual([]);
  });

  it('leave a trace of who did it, once for what was done', async () => {
    await attach(dial);
    await ask('removeReadingPhoto');
    await ask('removeReadingPhoto');
    const trace = await rows<{ action: string; actor_ref: string; subject_id: string }>(
      `select action, actor_ref, subject_id from audit_events where action like 'reading.photo%' order by action`,
    );
    const by = { actor_ref: supplier.customer.ref, subject_id: readingId };
    expect(trace).toEqual([
      { action: 'reading.photo_attached', ...by },
      { action: 'reading.photo_removed', ...by },
    ]);
  });

  it('go with a correction, for the dial is the same', async () => {
    await attach(dial);
    const { body: corrected } = await ask('correctReading', { body: { values: values('1280') } });
    expect(corrected.hasPhoto).toBe(true);
    expect((await photos()).map((each) => each.reading_id)).toEqual([corrected.id]);
    expect((await history()).map(({ id, hasPhoto }) => ({ id, hasPhoto })).slice(0, 2)).toEqual(
      expect.arrayContaining([
        { id: corrected.id, hasPhoto: true },
        { id: readingId, hasPhoto: false },
      ]),
    );
  });

  it('are gone with a reading that is taken back', async () => {
    await attach(dial);
    expect((await ask('withdrawReading')).body).toMatchObject({ status: 'withdrawn', hasPhoto: false });
    expect(await photos()).toEqual([]);
  });

  it('come no more when the reading cannot be changed any more', async () => {
    await attach(dial);
    now = TOO_LATE;
    for (const name of ['attachReadingPhoto', 'removeReadingPhoto'] as const) {
      const { status, body } = await ask(name, { body: name === 'attachReadingPhoto' ? photo(again) : {} });
      expect([status, body.code]).toEqual([409, 'reading_not_correctable']);
    }
    // Nor to what an inspector read.
    now = SEED_NOW;
    const inspected = (await history()).find(({ id }) => id !== readingId)!.id;
    const { body } = await attach(dial, { params: { accountId: gas().id, readingId: inspected } });
    expect(body.code).toBe('reading_not_correctable');
    expect((await photos())[0]!.jpeg.length).toBeGreaterThan(again.length);
  });

  it('of somebody else’s reading, or of none, are answered alike', async () => {
    const theirs = supplier.neighbour.accounts[0];
    const token = await supplier.mint({ customerRef: supplier.neighbour.ref });
    const plain = ({ text, body }: { text: string; body: { requestId: string } }) => text.replace(body.requestId, '');
    for (const name of ['attachReadingPhoto', 'removeReadingPhoto'] as const) {
      const body = name === 'attachReadingPhoto' ? photo(dial) : {};
      const answers = await Promise.all(
        [
          { accountId: gas().id, readingId },
          { accountId: theirs.id, readingId },
          { accountId: theirs.id, readingId: randomUUID() },
          { accountId: theirs.id, readingId: 'no-id' },
          { accountId: randomUUID(), readingId },
        ].map((params) => ask(name, { token, params, body })),
      );
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
      expect(new Set(answers.map(plain)).size).toBe(1);
      // A bad photo is no way to ask either.
      const bad = await ask('attachReadingPhoto', { token, body: photo(Buffer.from('<svg/>')) });
      expect(plain(bad)).toBe(plain(answers[0]!));
    }
    expect(await photos()).toEqual([]);
  });

  it('that are refused harm nothing: the reading and the photo before stay', async () => {
    await attach(dial);
    const before = await photos();
    const { status, body } = await attach(Buffer.from('<script>alert(1)</script>'));
    expect([status, body.code, body.issues]).toEqual([
      422,
      'photo_refused',
      [{ pointer: '/data', code: 'not_an_image' }],
    ]);
    expect(await photos()).toEqual(before);
    expect((await history())[0]).toMatchObject({ id: readingId, status: 'accepted', hasPhoto: true });
  });

  it('are answered alike at every try with one key, and the picture is not kept with the key', async () => {
    const key = randomUUID();
    const first = await attach(dial, { key });
    const second = await attach(dial, { key });
    expect([second.status, second.text]).toEqual([201, first.text]);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect((await attach(again, { key })).body.code).toBe('idempotency_key_reused');
    // The window has closed meanwhile: what was done was done.
    now = TOO_LATE;
    expect((await attach(dial, { key })).text).toBe(first.text);
    now = SEED_NOW;

    const other = randomUUID();
    const refused = await attach(Buffer.from('<svg/>'), { key: other });
    expect((await attach(Buffer.from('<svg/>'), { key: other })).text).toBe(refused.text);

    const kept = await rows<{ size: number }>(
      "select pg_column_size(k.*) as size from idempotency_keys k where operation = 'attachReadingPhoto'",
    );
    expect(kept).toHaveLength(2);
    for (const { size } of kept) expect(size).toBeLessThan(1500);
  });

  it('are one, however many devices send them at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => attach(index % 2 ? dial : again)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(await photos()).toHaveLength(1);
  });

  it('never outlive a reading that is taken back at the same moment', async () => {
    const [attached, withdrawn] = await Promise.all([attach(again), ask('withdrawReading')]);
    expect([201, 409]).toContain(attached.status);
    expect(withdrawn.status).toBe(200);
    // However late the other one comes to it: the reading was there when it looked, and is not when it writes.
    const late = { supplierId: supplier.id, readingId, jpeg: again, at: now };
    expect(await under.database.transaction(supplier.id, (tx) => storePhoto(tx, late))).toBe(false);
    expect(await photos()).toEqual([]);
  });

  it('are taken only where the supplier wants them', async () => {
    await saveProfile(under.database, { ...supplier.profile, capabilities: ['balance', 'readings', 'meters'] });
    const { status, body } = await attach(dial);
    expect([status, body.code]).toEqual([403, 'forbidden']);
  });

  it('go out with the readings, and are gone there too when they are taken back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kabinet-photos-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const inFolder = async () => (await readdir(join(folder, 'photos'))).sort();
    let since: Since = null;
    const take = async () => {
      const out = join(folder, 'readings.jsonl');
      const photosFolder = join(folder, 'photos');
      const options = {
        supplierId: supplier.id,
        since,
        out,
        photos: photosFolder,
        encoding: 'utf-8',
        format: 'jsonl',
      } as const;
      since = { kind: 'export', number: (await exportReadings(under.database, options)).nextSince };
      const lines = (await readFile(out, 'utf8')).split('\n').filter(Boolean);
      return lines
        .map((line) => JSON.parse(line) as ExportedReading)
        .map(({ cabinet_number, status, photo: file }) => [cabinet_number, status, file]);
    };

    // Exported before its photo came: it comes again.
    expect(await take()).toEqual([[number, 'accepted', null]]);
    expect(await inFolder()).toEqual([]);
    await attach(dial);
    expect(await take()).toEqual([[number, 'accepted', `${number}.jpg`]]);
    expect(await inFolder()).toEqual([`${number}.jpg`]);
    const [stored] = await photos();
    expect(Buffer.compare(await readFile(join(folder, 'photos', `${number}.jpg`)), stored!.jpeg)).toBe(0);
    expect(await take()).toEqual([]);

    const { body: corrected } = await ask('correctReading', { body: { values: values('1280') } });
    expect(new Set(await take())).toEqual(
      new Set([
        [number, 'superseded', null],
        [corrected.number, 'accepted', `${corrected.number}.jpg`],
      ]),
    );
    expect(await inFolder()).toEqual([`${corrected.number}.jpg`]);

    await ask('removeReadingPhoto', { params: { accountId: gas().id, readingId: corrected.id } });
    expect(await take()).toEqual([[corrected.number, 'accepted', null]]);
    expect(await inFolder()).toEqual([]);
  });

  it('may be large, and nothing else may', async () => {
    const large = Buffer.concat([again, Buffer.alloc(9_000_000)]);
    expect((await attach(large)).status).toBe(201);
    expect((await ask('submitReading', { body: { pad: 'x'.repeat(20_000) } })).body.code).toBe('payload_too_large');
    expect((await ask('removeReadingPhoto', { body: { pad: 'x'.repeat(20_000) } })).body.code).toBe(
      'payload_too_large',
    );
    expect((await attach(Buffer.concat([again, Buffer.alloc(10_485_761)]))).body.code).toMatch(
      /photo_refused|invalid_request/,
    );
    expect((await attach(Buffer.alloc(11_000_000))).body.code).toBe('payload_too_large');
    const declared = await attach(again, { headers: { 'Content-Length': '15000000' } });
    expect([declared.status, declared.body.code]).toEqual([413, 'payload_too_large']);
    expect(await photos()).toHaveLength(1);
  });

  it('that are too large are refused over a socket by their length alone', async () => {
    const server = createServer(getRequestListener(app().fetch));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const token = await supplier.mint({ customerRef: supplier.customer.ref });
    const path = `/${supplier.id}/v1/accounts/${gas().id}/readings/${readingId}/photo`;
    const answer = await new Promise<{ status: number | undefined; text: string }>((done, fail) => {
      const sending = request({
        port: (server.address() as AddressInfo).port,
        host: '127.0.0.1',
        method: 'POST',
        path,
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Content-Length': 15_000_000,
          'Idempotency-Key': randomUUID(),
        },
      });
      sending.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => {
          done({ status: response.statusCode, text });
          sending.destroy();
        });
      });
      sending.on('error', fail);
      // Only the beginning is ever sent.
      sending.write('{"mediaType":"image/jpeg","data":"');
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'payload_too_large' });
  });
});
