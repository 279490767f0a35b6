import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, rm } from 'node:fs/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { start } from './index.js';
import { openPGlite } from './db/database.js';
import { rotateReceiptKey } from './domain/receipt-keys.js';
import { SecretKey } from './domain/secret-key.js';
import { makeDataDirectory } from './testing/databases.js';
import { requestFor, SEED_NOW, seedSupplier } from './testing/index.js';
import { ServerProcess } from './testing/server-process.js';

describe('starting and stopping', () => {
  let data: string;
  beforeEach(async () => {
    data = await makeDataDirectory();
  });
  afterEach(() => rm(data, { recursive: true, force: true }));

  it('answers the request under way, takes no new ones, and leaves the directory free', async () => {
    const database = await openPGlite({ directory: data });
    const supplier = await seedSupplier(database);
    await database.close();

    const stop = new AbortController();
    const server = await start({
      env: { KABINET_DATA: data, PORT: '0' },
      signal: stop.signal,
      logger: pino({ level: 'silent' }),
      now: () => SEED_NOW,
    });
    // A request whose body is still on its way when the server is told to stop.
    const account = supplier.customer.accounts[0];
    const body = JSON.stringify({
      meterId: account.meters[0]!.id,
      values: [{ registerId: account.meters[0]!.registers[0]!.id, value: '1279' }],
    });
    const described = requestFor(
      'submitReading',
      {
        supplierId: supplier.id,
        token: await supplier.mint({ customerRef: supplier.customer.ref }),
        params: { accountId: account.id },
      },
      server.url,
    );
    const sending = request(described.url, {
      method: 'POST',
      headers: { ...Object.fromEntries(described.headers), 'content-length': String(Buffer.byteLength(body)) },
    });
    const answered = new Promise<number | undefined>((done, fail) => {
      sending.on('response', (response) => {
        response.resume();
        done(response.statusCode);
      });
      sending.on('error', fail);
    });
    sending.write(body.slice(0, 10));
    // Another request through the same server proves that the first one's head has arrived.
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);

    stop.abort();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    sending.end(body.slice(10));
    expect(await answered).toBe(201);
    await server.closed;
    expect((await readdir(data)).filter((name) => name.startsWith('lock'))).toEqual([]);
  }, 30_000);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends well on %s',
    async (signal) => {
      const server = new ServerProcess(['serve'], { KABINET_DATA: data, PORT: '0' });
      const port = await server.listening();
      expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
      server.child.kill(signal);
      const { code, stdout, stderr } = await server.ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('"msg":"stopped"');
    },
    30_000,
  );

  it('does not start with another key of its own than the one that receipt keys are sealed by', async () => {
    const database = await openPGlite({ directory: data });
    const supplier = await seedSupplier(database);
    const owner = { supplierId: supplier.id, now: SEED_NOW };
    await database.transaction(supplier.id, (tx) =>
      rotateReceiptKey(tx, { ...owner, secretKey: new SecretKey(Buffer.alloc(32, 7)) }),
    );
    await database.close();
    const starting = async (key: number) => {
      const stop = new AbortController();
      const env = {
        KABINET_DATA: data,
        PORT: '0',
        KABINET_SECRET_KEY: Buffer.alloc(32, key).toString('base64url'),
      };
      const server = await start({ env, signal: stop.signal, logger: pino({ level: 'silent' }) });
      stop.abort();
      await server.closed;
    };
    await expect(starting(8)).rejects.toThrow(/KABINET_SECRET_KEY .* receipts rotate-key --supplier/);
    await starting(7);
  }, 30_000);

  it.each<[string, (port: number) => { args?: string[]; env?: Record<string, string> }]>([
    ['port', (port) => ({ args: ['--port', String(port)] })],
    ['port for mails', (port) => ({ env: { PORT: '0', KABINET_MAIL_LISTEN: `127.0.0.1:${port}` } })],
  ])(
    'says in a sentence what to do about a busy %s, and ends',
    async (_, settings) => {
      const busy = createServer();
      await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done));
      const { port } = busy.address() as AddressInfo;
      const { args = [], env = {} } = settings(port);
      const { code, stderr } = await new ServerProcess(['serve', ...args], { KABINET_DATA: data, ...env }).ended;
      expect(code).toBe(1);
      expect(stderr).toBe(
        `The port ${port} is in use. Stop what listens there, or set PORT (for mails: KABINET_MAIL_LISTEN) to another one; 0 for any.\n`,
      );
      await new Promise<void>((done) => busy.close(() => done()));
    },
    30_000,
  );

  it('makes a database where there is none, once', async () => {
    const env = { KABINET_DATA: `${data}/new/db` };
    const first = await new ServerProcess(['migrate'], env).ended;
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^Ran 0001_billing_base\.sql, .*\.\n$/);
    expect((await new ServerProcess(['migrate'], env).ended).stdout).toBe(
      'Nothing to do: the database is up to date.\n',
    );
  }, 60_000);

  it('says in a sentence what to do about a database that is not there', async () => {
    const { code, stderr } = await new ServerProcess(['migrate'], {
      DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:9/x',
    }).ended;
    expect(code).toBe(1);
    expect(stderr).toBe(
      'PostgreSQL cannot be reached at DATABASE_URL. Check that it runs and that the address is right.\n',
    );
  }, 30_000);
});

describe('the command line', () => {
  it('explains itself', async () => {
    const { code, stdout } = await new ServerProcess(['--help']).ended;
    expect(code).toBe(0);
    for (const command of ['serve', 'migrate', 'import', 'export', 'sample']) expect(stdout).toContain(`  ${command} `);
  });

  it.each([
    [['frobnicate'], 'There is no command "frobnicate"'],
    [['toString'], 'There is no command "toString"'],
  ])('knows what it does not know: %o', async (args, sentence) => {
    const { code, stderr } = await new ServerProcess(args).ended;
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });

  it('names an option it does not have', async () => {
    const { code, stderr } = await new ServerProcess(['serve', '--prot', '1']).ended;
    expect(code).toBe(1);
    expect(stderr).toContain("'--prot'");
    expect(stderr).not.toContain('    at ');
  });

  it('names a setting it cannot use, never its value', async () => {
    const { code, stderr } = await new ServerProcess(['serve'], { PORT: 'hunter2' }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('PORT');
    expect(stderr).not.toContain('hunter2');
  });
});
