import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../../../test/support/postgres.js';
import { type Database, openPGlite, openPostgres } from './db/database.js';
import { migrate } from './db/migrate.js';
import { makeDataDirectory } from './testing/databases.js';
import { addAccounts, requestFor, seedSupplier, type SeededAccount, type SeededSupplier } from './testing/index.js';
import { ServerProcess } from './testing/server-process.js';

const WRITERS = 8;
const EACH_WRITES = 12;
/** KABINET_CRASHES=100 for the long run. */
const CRASHES = Number(process.env['KABINET_CRASHES'] ?? 3);

interface Place {
  /** What the server's process is told. */
  readonly env: Readonly<Record<string, string>>;
  open(): Promise<Database>;
  remove(): Promise<void>;
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  [
    'PGlite',
    async () => {
      const directory = await makeDataDirectory();
      return {
        env: { KABINET_DATA: directory },
        open: () => openPGlite({ directory }),
        remove: () => rm(directory, { recursive: true, force: true }),
      };
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const { url, drop } = await createDatabase();
      return { env: { DATABASE_URL: url }, open: async () => openPostgres({ url, poolSize: 2 }), remove: drop };
    },
  ],
];

/**
 * Stands between writers and the server and cuts some answers: the server has committed, and the writer never hears of it. Knows
 * the server's present port, so that writers keep one address over its deaths.
 */
class CuttingProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  target = 0;
  cut = 0;
  #answers = 0;

  constructor() {
    this.#server = createServer((client) => this.#join(client));
  }

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((done) => this.#server.close(() => done()));
  }

  #join(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.pipe(server);
    server.on('data', (data) => {
      this.#answers += 1;
      if (this.#answers % 3 === 0) {
        this.cut += 1;
        client.destroy();
      } else client.write(data);
    });
  }
}

interface Acknowledged {
  readonly id: string;
  readonly number: string;
  readonly meterId: string;
}

/** One person's reading, tried again with the same key until the server says that it has it. */
async function submitUntilHeard(base: string, supplier: SeededSupplier, account: SeededAccount): Promise<Acknowledged> {
  const key = randomUUID();
  const meter = account.meters[0]!;
  for (;;) {
    const token = await supplier.mint({ customerRef: supplier.customer.ref, now: new Date() });
    const request = requestFor(
      'submitReading',
      {
        supplierId: supplier.id,
        token,
        key,
        params: { accountId: account.id },
        body: { meterId: meter.id, values: [{ registerId: meter.registers[0]!.id, value: '1300' }], confirmed: true },
        headers: { Connection: 'close' },
      },
      base,
    );
    let answer: { status: number; body: Acknowledged };
    try {
      const response = await fetch(request);
      answer = { status: response.status, body: (await response.json()) as Acknowledged };
    } catch {
      // Refused, cut or killed: it may or may not have been taken. A page waits a little longer than this.
      await new Promise((done) => setTimeout(done, 20));
      continue;
    }
    if (answer.status === 201) return { ...answer.body, meterId: meter.id };
    if (answer.status === 503 || (answer.status === 409 && JSON.stringify(answer.body).includes('in_flight'))) continue;
    throw new Error(`an answer nobody should get: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

describe.each(places)('killed in the middle of work, on %s', (_name, make) => {
  it('loses nothing it has acknowledged, and doubles nothing', async () => {
    const place = await make();
    const proxy = new CuttingProxy();
    let server: ServerProcess | undefined;
    try {
      const before = await place.open();
      await migrate(before);
      const supplier = await seedSupplier(before, { profile: { readingWindows: [] } });
      const accounts = await addAccounts(before, supplier, WRITERS * EACH_WRITES);
      await before.close();

      const run = async () => {
        server = new ServerProcess(['serve'], {
          ...place.env,
          PORT: '0',
          KABINET_RATE_LIMITS: 'off',
          LOG_LEVEL: 'info',
        });
        proxy.target = await server.listening();
      };
      await run();
      const base = await proxy.listen();
      const acknowledged: Acknowledged[] = [];
      let writing = true;
      const writers = Array.from({ length: WRITERS }, async (_, writer) => {
        for (const account of accounts.slice(writer * EACH_WRITES, (writer + 1) * EACH_WRITES)) {
          acknowledged.push(await submitUntilHeard(base, supplier, account));
        }
      });
      const all = Promise.all(writers).finally(() => (writing = false));
      for (let crash = 0; crash < CRASHES && writing; crash += 1) {
        const soFar = acknowledged.length;
        const goal = soFar + Math.ceil((accounts.length - soFar) / (CRASHES - crash + 1));
        while (writing && acknowledged.length < goal) await new Promise((done) => setTimeout(done, 1));
        if (!writing) break;
        await server!.kill();
        await run();
      }
      await all;
      expect(proxy.cut).toBeGreaterThan(0);
      expect((await server!.stop()).code).toBe(0);

      const after = await place.open();
      const { rows } = await after.transaction(supplier.id, (tx) =>
        sql<Acknowledged>`select id, number, meter_id as "meterId" from readings where external_ref is null`.execute(
          tx,
        ),
      );
      await after.close();
      const sorted = (list: readonly Acknowledged[]) =>
        list.map(({ id, number, meterId }) => `${meterId} ${id} ${number}`).sort();
      expect(rows).toHaveLength(accounts.length);
      expect(sorted(rows)).toEqual(sorted(acknowledged));
    } finally {
      await server?.kill();
      await proxy.close();
      await place.remove();
    }
  }, 600_000);
});
