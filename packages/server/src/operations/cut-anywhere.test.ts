import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { randomInt, randomUUID } from 'node:crypto';
import { getRequestListener } from '@hono/node-server';
import { ApiError, createClient, type UtilityApi } from '@kabinet/api';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { testContext, seedSupplier, type SeededSupplier } from '../testing/index.js';
import { pageObjects, pdfOf } from '../testing/pdfs.js';
import { paint } from '../testing/pictures.js';
import { TEST_APPEALS } from '../testing/test-appeals.js';

/** KABINET_CUTS=1 cuts at every single byte. */
const EVERY = Number(process.env['KABINET_CUTS'] ?? 499);
/** Other bytes in each run; KABINET_CUTS_FROM goes over those of a run that failed once more. */
const FROM = Number(process.env['KABINET_CUTS_FROM'] ?? randomInt(1, EVERY + 1));

/** A line that is cut once so many bytes have gone over it, both ways together; the next call finds it whole again. */
class Line {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #target: number;
  passed = 0;
  cutAfter = Infinity;

  constructor(target: number) {
    this.#target = target;
    this.#server = createServer((client) => this.#join(client));
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#cut();
    return new Promise((done) => this.#server.close(() => done()));
  }

  /** From now on it is whole for so many bytes. */
  begin(cutAfter: number): void {
    this.#cut();
    this.passed = 0;
    this.cutAfter = cutAfter;
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #join(client: Socket): void {
    const server = connect(this.#target, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('error', () => {});
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.on('data', (chunk) => {
        const left = this.cutAfter - this.passed;
        this.passed += chunk.length;
        if (chunk.length < left) {
          to.write(chunk);
          return;
        }
        // What came through before the cut arrives all the same.
        this.cutAfter = Infinity;
        to.write(chunk.subarray(0, left), () => this.#cut());
      });
    }
  }
}

describe.each(databasesUnderTest)('an appeal over a line that is cut, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let http: HttpServer;
  let line: Line;
  let base: string;
  let files: readonly { name: string; bytes: Buffer }[];

  beforeAll(async () => {
    under = await open();
    supplier = await seedSupplier(under.database, { profile: { appeals: TEST_APPEALS } });
    // One that lives through all of them: what a call leaves behind that was cut is there for the next.
    const listener = getRequestListener(createApp(testContext(under.database)).fetch);
    http = createHttpServer((request, response) => void listener(request, response));
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    line = new Line((http.address() as AddressInfo).port);
    base = await line.listen();
    files = [
      { name: 'лист.pdf', bytes: pdfOf(pageObjects()) },
      { name: 'фото.png', bytes: await paint(24, 18).png().toBuffer() },
    ];
  });
  afterAll(async () => {
    await line.close();
    http.closeAllConnections();
    await new Promise((done) => http.close(done));
    await under.close();
  });

  /** Tries again, as whoever holds a phone does, with the key of the intent, until there is an answer. */
  async function once<T>(work: (options: { idempotencyKey: string }) => Promise<T>): Promise<T> {
    const options = { idempotencyKey: randomUUID() };
    for (;;) {
      try {
        return await work(options);
      } catch (error) {
        if (!(error instanceof ApiError) || error.problem) throw error;
      }
    }
  }

  /** Goes on from where the service says that the file stopped. */
  async function send(api: UtilityApi, { name, bytes }: { name: string; bytes: Buffer }): Promise<string> {
    let upload = await once((options) => api.startUpload({ body: { name, sizeBytes: bytes.length } }, options));
    while (upload.status === 'receiving') {
      const { id: uploadId, receivedBytes: offset } = upload;
      const data = bytes.subarray(offset, offset + 200).toString('base64');
      try {
        // With a key of its own each time: what is lost on the way is found by asking, and not by the key.
        upload = await api.continueUpload({ uploadId, body: { offset, data } }, { idempotencyKey: randomUUID() });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        upload = await once(() => api.getUpload({ uploadId }));
      }
    }
    expect(upload.status).toBe('ready');
    return upload.id;
  }

  /** One person writes one appeal with its files; how many bytes that took. */
  async function write(cutAfter: number): Promise<number> {
    const customerRef = `C-${randomUUID()}`;
    const token = await supplier.mint({ customerRef });
    const api = createClient({ baseUrl: `${base}/${supplier.id}/v1`, getToken: async () => token });
    line.begin(cutAfter);
    const uploadIds: string[] = [];
    for (const file of files) uploadIds.push(await send(api, file));
    const body = { kindId: 'question', accountId: null, text: 'Чому?', fields: {}, uploadIds, language: 'uk' };
    const { appeal, messages } = await once((options) => api.submitAppeal({ body }, options));
    expect(await kept(customerRef)).toEqual({
      numbers: [appeal.number],
      names: ['лист.pdf', 'фото.jpg'],
      isWhole: true,
      waiting: 0,
    });
    expect(messages.map(({ attachments }) => attachments.length)).toEqual([2]);
    return line.passed;
  }

  /** What the database has of somebody. */
  const kept = (customerRef: string) =>
    under.database.transaction(supplier.id, async (tx) => {
      const { rows: appeals } = await sql<{ id: string; number: string }>`
        select id, number from appeals where customer_ref = ${customerRef}`.execute(tx);
      const { rows: attached } = await sql<{ name: string; content: Uint8Array }>`
        select name, content from appeal_attachments f join appeals a on a.id = f.appeal_id
        where a.customer_ref = ${customerRef} order by f.id`.execute(tx);
      const { rows: waiting } = await sql`
        select from uploads where customer_ref = ${customerRef} union all select from upload_parts`.execute(tx);
      const pdf = attached.find(({ name }) => name.endsWith('.pdf'))?.content;
      return {
        numbers: appeals.map(({ number }) => number),
        names: attached.map(({ name }) => name),
        isWhole: Buffer.from(pdf ?? []).equals(files[0]?.bytes ?? Buffer.alloc(0)),
        waiting: waiting.length,
      };
    });

  it('arrives once, whole, with its files, wherever the line is cut', { timeout: 3_600_000 }, async () => {
    const whole = await write(Infinity);
    process.stdout.write(`cut after byte ${FROM} and each ${EVERY} after it, of ${whole}\n`);
    for (let cutAfter = FROM; cutAfter <= whole; cutAfter += EVERY) {
      await write(cutAfter).catch((cause: unknown) => {
        throw new Error(`cut after byte ${cutAfter} (KABINET_CUTS_FROM=${FROM})`, { cause });
      });
    }
  });
});
