import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { type Database, openPostgres } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { seedSupplier, type SeededSupplier } from '../testing/index.js';
import { TEST_APPEALS } from '../testing/test-appeals.js';
import { run } from './receive-mail.js';

const LETTER =
  'From: olha@mail.example\r\nTo: support@gas.example\r\nSubject: Тиск\r\nMessage-ID: <1@mail.example>\r\n\r\nСлабкий\r\n';

describe('a mail that is handed to the program', () => {
  let created: TestDatabase;
  let database: Database;
  let supplier: SeededSupplier;
  let said: string;
  beforeAll(async () => {
    created = await createDatabase();
    database = openPostgres({ url: created.url, poolSize: 2 });
    await migrate(database);
    supplier = await seedSupplier(database, { profile: { appeals: TEST_APPEALS } });
  });
  afterAll(async () => {
    await database.close();
    await created.drop();
  });
  beforeEach(() => {
    vi.stubEnv('DATABASE_URL', created.url);
    said = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  const given = (args: readonly string[], mail: string | Buffer = LETTER) =>
    run(args, Readable.from([Buffer.from(mail)]));
  const appeals = () =>
    database.transaction(supplier.id, (tx) => tx.selectFrom('appeals').select('contact_address').execute());

  it('becomes an appeal, once', async () => {
    const to = ['--to', 'support@gas.example', '--from', 'olha@mail.example'];
    expect([await given(to), await given(to)]).toEqual([0, 0]);
    expect(await appeals()).toEqual([{ contact_address: 'olha@mail.example' }]);
  });

  it('tells the mail server what to do with one that is not taken', async () => {
    expect(await given(['--to', 'nobody@gas.example'])).toBe(67);
    expect(await given(['--to', 'support@gas.example'], Buffer.alloc(21 * 1024 * 1024))).toBe(65);
    const endless = LETTER.replace('<1@', '<9@') + '\r\n'.repeat(500_000);
    expect([await given(['--to', 'support@gas.example'], endless), said]).toEqual([
      65,
      expect.stringContaining('once more as plain text'),
    ]);
    // A report of a server comes from nobody.
    expect(await given(['--to', 'support@gas.example', '--from', ''], LETTER.replace('<1@', '<2@'))).toBe(0);
    expect(await appeals()).toHaveLength(1);
  });

  describe('is brought again later, never lost,', () => {
    const TO = ['--to', 'support@gas.example', '--from', 'olha@mail.example'];

    it.each<[string, () => Promise<number>, RegExp]>([
      ['where it is called wrongly', () => given([]), /--to/],
      ['where it is called by an option that there is not', () => given([...TO, '--for', 'x']), /--help/],
      [
        'where the settings are wrong',
        () => (vi.stubEnv('DATABASE_URL', 'mysql://nowhere'), given(TO)),
        /DATABASE_URL/,
      ],
      [
        'where the database is away',
        () => (vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none'), given(TO)),
        /cannot be reached/,
      ],
      [
        'where it breaks off on its way here',
        () =>
          run(
            TO,
            (async function* () {
              yield Buffer.from(LETTER);
              throw new Error('broken pipe');
            })(),
          ),
        /broken pipe/,
      ],
    ])('%s', async (_, gives, why) => {
      expect([await gives(), said]).toEqual([75, expect.stringMatching(why)]);
    });

    it('where something goes wrong while it is written down', async () => {
      const letter = LETTER.replace('<1@', '<3@');
      const before = await appeals();
      await database.transaction(supplier.id, async (tx) => {
        // Whoever wants to write waits for this transaction, until the limit for waiting.
        await sql`lock table inbound_mails in exclusive mode`.execute(tx);
        expect(await given(TO, letter)).toBe(75);
      });
      expect(await appeals()).toEqual(before);
      expect([await given(TO, letter), (await appeals()).length]).toEqual([0, before.length + 1]);
    });
  });
});
