import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { purgeUploads } from '../jobs/purge-uploads.js';
import { appealStage, type AppealStage, type Writer } from '../testing/appeal-stage.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { deflatedStream, pageObjects, pdfOf, pdfStream } from '../testing/pdfs.js';
import { paint, photoWithTraces } from '../testing/pictures.js';

const SCRIPT = pdfOf(pageObjects({ catalog: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }));
const LETTER = pdfOf([...pageObjects({ page: '/Contents 4 0 R' }), deflatedStream('BT (text) Tj ET')]);
const PART = 256 * 1024;

describe.each(databasesUnderTest)('files for an appeal, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;
  let photo: Buffer;
  beforeAll(async () => {
    under = await open();
    photo = await photoWithTraces();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await appealStage(under);
  });

  const start = async (sizeBytes: number, name = 'IMG_1.png', of: Writer = stage.writer) =>
    (await of.call('startUpload', { body: { name, sizeBytes } })).body;
  const part = (uploadId: string, offset: number, bytes: Buffer, key: string = randomUUID(), of = stage.writer) =>
    of.call('continueUpload', { params: { uploadId }, body: { offset, data: bytes.toString('base64') }, key });

  /** The file sent whole, in parts of that size. */
  async function send(file: Buffer, { name = 'IMG_1.png', partBytes = PART, of = stage.writer } = {}) {
    let upload = await start(file.length, name, of);
    while (upload.status === 'receiving') {
      const offset = upload.receivedBytes as number;
      const answer = await part(upload.id, offset, file.subarray(offset, offset + partBytes), undefined, of);
      expect(answer.status, answer.text).toBe(200);
      upload = answer.body;
    }
    return upload;
  }

  const rows = <Row>(text: string) => stage.tx(async (tx) => (await sql.raw<Row>(text).execute(tx)).rows);
  const fetched = async (url: string) => stage.app.fetch(new Request(url));

  it('arrive in parts, go with it in the order in which they are named, and can be fetched', async () => {
    const upload = await send(photo, { name: '..\\Фото.PNG', partBytes: 1000 });
    expect(upload).toMatchObject({
      status: 'ready',
      name: 'Фото.jpg',
      mediaType: 'image/jpeg',
      receivedBytes: photo.length,
    });
    const letter = await send(LETTER, { name: 'лист.pdf' });
    const { appeal, messages } = await stage.write({ uploadIds: [letter.id, upload.id] });
    const [{ attachments }] = messages;
    expect(attachments.map(({ name }: { name: string }) => name)).toEqual(['лист.pdf', 'Фото.jpg']);

    const link = async (index: number) =>
      (
        await stage.writer.call('getAppealAttachment', {
          params: { appealId: appeal.id, attachmentId: attachments[index].id },
        })
      ).body;
    expect(Buffer.from(await (await fetched((await link(0)).url)).arrayBuffer()).equals(LETTER)).toBe(true);
    const picture = await link(1);
    const answer = await fetched(picture.url);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([bytes.length, answer.headers.get('content-length')]).toEqual([
      picture.sizeBytes,
      String(picture.sizeBytes),
    ]);
    const metadata = await sharp(bytes).metadata();
    expect([metadata.format, metadata.width, metadata.exif, metadata.xmp]).toEqual(['jpeg', 640, undefined, undefined]);
    // Nothing of them waits any more.
    expect(await rows(`select from uploads where supplier_id = '${stage.supplier.id}'`)).toEqual([]);
  });

  it('are answered by staff with files of their own, which the customer can fetch', async () => {
    const { appeal, messages } = await stage.write();
    const letter = await send(LETTER, { of: stage.staff, name: 'відповідь.pdf' });
    const body = { text: 'Ось', uploadIds: [letter.id], status: 'answered', afterMessageId: messages[0].id };
    const answered = await stage.staff.call('answerAppeal', { params: { appealId: appeal.id }, body });
    expect(answered.status, answered.text).toBe(201);
    const { messages: told } = (await stage.writer.call('getAppeal', { params: { appealId: appeal.id } })).body;
    const params = { appealId: appeal.id, attachmentId: told.at(-1).attachments[0].id };
    expect((await stage.writer.call('getAppealAttachment', { params })).body.name).toBe('відповідь.pdf');
    expect((await stage.staff.call('getStaffAppealAttachment', { params })).body.name).toBe('відповідь.pdf');
    expect(
      await rows(
        `select from audit_events where supplier_id = '${stage.supplier.id}' and action = 'appeal.file_opened'`,
      ),
    ).toHaveLength(1);
  });

  it('are kept as they came where they are PDF, however many parts they had', async () => {
    const noise = pdfStream(Buffer.from(Array.from({ length: 700_000 }, (_, at) => (at * 7919) % 251)));
    const file = pdfOf([...pageObjects(), noise]);
    const { id } = await send(file, { name: 'довгий лист.pdf' });
    const [kept] = await rows<{ content: Uint8Array }>(`select content from uploads where id = '${id}'`);
    expect(Buffer.from(kept?.content ?? []).equals(file)).toBe(true);
    expect(await rows(`select from upload_parts where upload_id = '${id}'`)).toEqual([]);
  });

  it('go on from where they stopped: a part twice is one, and out of turn it is none', async () => {
    const { id } = await start(photo.length);
    const first = photo.subarray(0, 1000);
    const key = randomUUID();
    const [one, again] = [await part(id, 0, first, key), await part(id, 0, first, key)];
    expect([again.status, again.text]).toEqual([one.status, one.text]);
    for (const offset of [0, 500, 1001, photo.length - 10]) {
      const answer = await part(id, offset, first.subarray(0, 10));
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'upload_offset' });
    }
    expect((await stage.writer.call('getUpload', { params: { uploadId: id } })).body.receivedBytes).toBe(1000);
    const last = await part(id, 1000, photo.subarray(1000));
    expect(last.body.status).toBe('ready');
    expect((await part(id, 1000, photo.subarray(1000))).body).toMatchObject({ code: 'upload_offset' });
  });

  it('take no more than was said, and nothing that is not what it says', async () => {
    const { id } = await start(100);
    expect((await part(id, 0, photo.subarray(0, 200))).body.issues).toEqual([{ pointer: '/data', code: 'too_long' }]);
    const broken = await stage.writer.call('continueUpload', {
      params: { uploadId: id },
      body: { offset: 0, data: 'ab==cd==' },
    });
    expect(broken.body.issues).toEqual([{ pointer: '/data', code: 'not_base64' }]);
    const large = await stage.writer.call('startUpload', { body: { name: 'a.png', sizeBytes: 10 * 1024 * 1024 + 1 } });
    expect(large.body.issues).toEqual([{ pointer: '/sizeBytes', code: 'too_large' }]);
    const nothing = await stage.writer.call('startUpload', { body: { name: 'a.png', sizeBytes: 0 } });
    expect(nothing.status).toBe(400);
  });

  it('are refused with the first part where they begin like nothing that is taken, else with the last', async () => {
    const { id } = await start(5_000_000);
    const gif = await part(id, 0, Buffer.from('GIF89a and what follows'));
    expect(gif.body).toMatchObject({ status: 'refused', refusal: 'not_allowed' });
    expect((await part(id, 0, photo)).body).toMatchObject({ code: 'upload_offset' });
    const script = await send(SCRIPT, { partBytes: 100 });
    expect(script).toMatchObject({ status: 'refused', refusal: 'active', mediaType: null });
    expect(await rows(`select from upload_parts where supplier_id = '${stage.supplier.id}'`)).toEqual([]);
    const answer = await stage.writer.call('submitAppeal', {
      body: { kindId: 'question', accountId: null, text: 'Ось', fields: {}, uploadIds: [script.id], language: 'uk' },
    });
    expect(answer.body.issues).toEqual([{ pointer: '/uploadIds/0', code: 'not_found' }]);
  });

  it('go with no appeal where one of them is not there, not ready, somebody else’s, or named twice', async () => {
    const mine = await send(LETTER);
    const other = await send(LETTER, { of: await stage.person() });
    const begun = await start(100);
    for (const bad of [other.id, begun.id, randomUUID(), 'none', mine.id]) {
      const body = {
        kindId: 'question',
        accountId: null,
        text: 'Ось',
        fields: {},
        uploadIds: [mine.id, bad],
        language: 'uk',
      };
      const answer = await stage.writer.call('submitAppeal', { body });
      expect(answer.status, answer.text).toBe(400);
      expect(answer.body.issues).toEqual([{ pointer: '/uploadIds/1', code: 'not_found' }]);
    }
    const { messages } = await stage.write({ uploadIds: [mine.id] });
    expect(messages[0].attachments).toHaveLength(1);
  });

  it('go with one of two appeals that are sent at once', async () => {
    const { id } = await send(LETTER);
    const body = { kindId: 'question', accountId: null, text: 'Ось', fields: {}, uploadIds: [id], language: 'uk' };
    const answers = await Promise.all([1, 2].map(() => stage.writer.call('submitAppeal', { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('are settled once when the last part comes twice at once', async () => {
    const { id } = await start(photo.length);
    const answers = await Promise.all([1, 2, 3].map(() => part(id, 0, photo)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await stage.writer.call('getUpload', { params: { uploadId: id } })).body.status).toBe('ready');
  });

  it('make room for new ones, the oldest first, and are so many a day', async () => {
    const first = await start(10);
    for (let count = 0; count < 10; count += 1) await start(10);
    expect(await rows(`select from uploads where supplier_id = '${stage.supplier.id}'`)).toHaveLength(10);
    expect((await stage.writer.call('getUpload', { params: { uploadId: first.id } })).status).toBe(404);

    const other = await stage.person();
    const large = () => other.call('startUpload', { body: { name: 'a.png', sizeBytes: 10 * 1024 * 1024 } });
    for (let count = 0; count < 10; count += 1) expect((await large()).status).toBe(201);
    const refused = await large();
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3600);
  });

  it('are not taken by a supplier that takes no appeals', async () => {
    stage = await appealStage(under, { profile: { appeals: null } });
    const answer = await stage.writer.call('startUpload', { body: { name: 'a.png', sizeBytes: 10 } });
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });

  it('are thrown away by who sent them, and by the clock', async () => {
    const [one, other] = [await send(await paint(9, 9).png().toBuffer()), await start(100)];
    const params = { uploadId: one.id };
    expect((await stage.writer.call('removeUpload', { params, body: {} })).body).toMatchObject({
      id: one.id,
      status: 'ready',
    });
    expect((await stage.writer.call('getUpload', { params })).status).toBe(404);
    stage.at('2026-11-11T10:00:00Z');
    expect((await stage.writer.call('getUpload', { params: { uploadId: other.id } })).status).toBe(404);
    await purgeUploads(stage.context);
    expect(await rows(`select from uploads where supplier_id = '${stage.supplier.id}'`)).toEqual([]);
  });
});
