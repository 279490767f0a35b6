import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { guestAppealUrl } from '../domain/appeal-addresses.js';
import { BUDGETS } from '../domain/budgets.js';
import { lookingInto } from '../domain/uploads.js';
import { sessionCookie } from './session-cookie.js';
import { type AppealStage, appealStage } from '../testing/appeal-stage.js';
import { call } from '../testing/call.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { pageObjects, pdfOf } from '../testing/pdfs.js';
import { signedInPerson } from '../testing/signed-in.js';
import { grantRole } from '../db/staff-roles.js';
import { readUploadForm, UploadDoor } from './upload-form.js';

const OWN = 'https://api.kabinet.test';
const BOUNDARY = 'b0undary';
const part = (name: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const filePart = (name: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`;

/** A form that comes as far as it is let. */
class Sending {
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  isRead = false;
  readonly body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        this.#controller = controller;
      },
      pull: () => {
        this.isRead = true;
      },
    },
    { highWaterMark: 0 },
  );

  send(...pieces: readonly (string | Uint8Array)[]): this {
    for (const piece of pieces) this.#controller.enqueue(typeof piece === 'string' ? Buffer.from(piece) : piece);
    return this;
  }

  end(): this {
    this.send(`\r\n--${BOUNDARY}--\r\n`).#controller.close();
    return this;
  }
}

it('keeps places for others, and takes them back', () => {
  const door = new UploadDoor();
  const leave = [door.enter('one'), door.enter('one'), door.enter('one')];
  expect(() => door.enter('one')).toThrow('unavailable');
  for (let n = 0; n < 5; n += 1) leave.push(door.enter(`other ${n}`));
  expect(() => door.enter('somebody')).toThrow('unavailable');
  leave[0]?.();
  leave.push(door.enter('somebody'));
  for (const each of leave.slice(1)) each();
  for (let n = 0; n < 3; n += 1) door.enter('one');
});

it('waits for nobody who sends next to nothing', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const sending = new Sending().send(part('text', 'a'.repeat(5000)));
  const headers = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` };
  const read = readUploadForm(
    new Request(OWN, { method: 'POST', headers, body: sending.body, duplex: 'half' } as RequestInit),
  );
  const refused = expect(read).rejects.toMatchObject({ code: 'unsupported_media_type' });
  while (!sending.isRead) await new Promise((done) => setImmediate(done));
  vi.advanceTimersByTime(10_000);
  sending.send('-');
  vi.advanceTimersByTime(10_000);
  await refused;
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('forms with files', () => {
  let under: DatabaseUnderTest;
  let stage: AppealStage;
  let cookie: string;
  let staffAddress: string;
  let guestAddress: string;
  beforeAll(async () => {
    under = await openTestPGlite();
    stage = await appealStage(under);
    const { personId, token } = await signedInPerson(under.database, {
      supplierId: stage.supplier.id,
      now: stage.context.now(),
      isStrong: true,
    });
    await stage.tx((tx) => grantRole(tx, { supplierId: stage.supplier.id, personId, role: 'appeals' }));
    cookie = sessionCookie(stage.supplier.id, token).split(';')[0] ?? '';
    const { appeal } = await stage.write();
    staffAddress = `staff/appeals/${appeal.id}`;
    guestAddress = await guestAppeal();
  });
  afterAll(() => under.close());

  /** One written without signing in; the address at which it is followed. */
  async function guestAppeal(): Promise<string> {
    await stage.sent();
    const { body } = await call(stage.app, 'submitGuestAppeal', {
      supplierId: stage.supplier.id,
      body: {
        kindId: 'question',
        name: 'Ганна',
        contact: 'hanna@mail.example',
        accountNumber: '',
        text: 'Чому?',
        fields: {},
        language: 'uk',
      },
    });
    const [message = ''] = await stage.sent();
    const code = /\b\d{6}\b/.exec(message)?.[0] ?? '';
    const token = new URL(body.confirmUrl).searchParams.get('t') ?? '';
    const before = await stage.app.fetch(new Request(body.confirmUrl, { redirect: 'manual' }));
    const cookies = before.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    expect(token).not.toBe('');
    await stage.app.fetch(
      new Request(body.confirmUrl.replace(/\?.*/, ''), {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: OWN, Cookie: cookies, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ code }),
      }),
    );
    const { id } = await stage.tx((tx) =>
      tx.selectFrom('appeals').select('id').where('channel', '=', 'guest').executeTakeFirstOrThrow(),
    );
    return (guestAppealUrl(stage.context, stage.supplier.id, id) ?? '').split('/my/')[1] ?? '';
  }

  const post = (address: string, body: ReadableStream<Uint8Array>, { as = '' }: { as?: string } = {}) =>
    Promise.resolve(
      stage.app.fetch(
        new Request(`${OWN}/${stage.supplier.id}/my/${address}`, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            Origin: OWN,
            Cookie: as,
            'Accept-Language': 'uk',
            'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
          },
          body,
          duplex: 'half',
        } as RequestInit),
      ),
    );

  it('are not read from who has no business there', async () => {
    for (const address of [guestAddress.replace(/k=.*/, `k=${'A'.repeat(43)}`), 'appeal-files', 'appeal/none']) {
      const sending = new Sending();
      const { status } = await post(address, sending.body);
      expect([address, [404, 410].includes(status), sending.isRead]).toEqual([address, true, false]);
    }
  });

  it('of staff are taken while guests take all that they may', async () => {
    const stalled = Array.from({ length: 3 }, () => new Sending());
    const waiting = stalled.map(({ body }) => post(guestAddress, body));
    while (!stalled.every(({ isRead }) => isRead)) await new Promise((done) => setImmediate(done));
    expect((await post(guestAddress, new Sending().body)).status).toBe(503);
    const answer = new Sending().send(part('step', 'send'), part('after', ''), part('text', '')).end();
    expect((await post(staffAddress, answer.body, { as: cookie })).status).toBe(422);
    for (const each of stalled) each.send(part('step', 'reply'), part('text', '')).end();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([422, 422, 422]);
  });

  it('keep their place until the file is looked into, and say kindly when there is none', async () => {
    let go = () => {};
    const held = lookingInto.run(() => new Promise<void>((done) => (go = done)));
    const pdf = pdfOf(pageObjects());
    const send = (name: string) =>
      post(
        guestAddress,
        new Sending().send(part('step', 'add-file'), part('text', 'Ось'), filePart(name), pdf).end().body,
      );
    const three = ['1.pdf', '2.pdf', '3.pdf'].map(send);
    const uploads = () => stage.tx((tx) => tx.selectFrom('uploads').select('id').execute());
    while ((await uploads()).length < 3) await new Promise((done) => setImmediate(done));
    expect((await send('4.pdf')).status).toBe(503);
    go();
    await held;
    const pages = await Promise.all(three);
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    const rows = await stage.tx((tx) => tx.selectFrom('uploads').select(['size_bytes', 'received_bytes']).execute());
    expect(rows).toEqual(Array(3).fill({ size_bytes: pdf.length, received_bytes: pdf.length }));
  });

  it('keep what was typed when their file cannot be taken now, or one from before is gone', async () => {
    const send = async (...more: readonly string[]) => {
      const pieces = [part('step', 'add-file'), part('text', 'Довгий лист'), ...more, filePart('5.pdf'), '%PDF-'];
      const page = await post(guestAddress, new Sending().send(...pieces).end().body);
      return `${page.status} ${await page.text()}`;
    };
    const gone = await send(part('waiting', '0197a9a0-0000-7000-8000-000000000000'));
    expect(gone).toMatch(/^422[^]*Довгий лист/);
    const once = part('waiting', '0197a9a0-0000-7000-8000-000000000000');
    const reply = new Sending().send(part('step', 'reply'), part('text', 'Довгий лист'), once).end();
    expect(await (await post(guestAddress, reply.body)).text()).toMatch(/вже не зберігається[^]*Довгий лист/);
    let finish = () => {};
    const all = Array.from({ length: 64 }, () =>
      lookingInto.run(() => new Promise<void>((done) => (finish = done))).catch(() => {}),
    );
    expect(await send()).toMatch(/^422[^]*зараз файлів надто багато[^]*Довгий лист/);
    for (const each of all) {
      finish();
      await each;
    }
    const budget = 'upload_check_address';
    const { limit: count } = BUDGETS[budget];
    await stage.tx((tx) => tx.updateTable('attempt_counts').set({ count }).where('budget', '=', budget).execute());
    expect(await send()).toMatch(/^422[^]*на сьогодні файлів досить[^]*Довгий лист/);
  });
});
