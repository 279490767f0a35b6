import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { type Database, openPostgres } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { signReceipt } from '../domain/receipt-keys.js';
import { SecretKey } from '../domain/secret-key.js';
import { SEED_NOW, seedSupplier, type SeededSupplier } from '../testing/index.js';
import { run } from './receipts.js';

const MASTER = new Uint8Array(32).fill(9);

describe('the keys of receipts, as a supplier types it', () => {
  let created: TestDatabase;
  let database: Database;
  let supplier: SeededSupplier;
  let said: { out: string; error: string };

  beforeAll(async () => {
    created = await createDatabase();
    database = openPostgres({ url: created.url, poolSize: 2 });
    await migrate(database);
    supplier = await seedSupplier(database);
  });
  afterAll(async () => {
    await database.close();
    await created.drop();
  });
  beforeEach(() => {
    vi.stubEnv('DATABASE_URL', created.url);
    said = { out: '', error: '' };
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.error += String(text)), true));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it('are rotated, and the old one stays among them', async () => {
    vi.stubEnv('KABINET_SECRET_KEY', Buffer.from(MASTER).toString('base64url'));
    const owner = { secretKey: new SecretKey(MASTER), supplierId: supplier.id, now: SEED_NOW };
    await database.transaction(supplier.id, (tx) => signReceipt(tx, owner, [{}]));
    expect(await run(['rotate-key', '--supplier', supplier.id])).toBe(0);
    const kid = /key (\S+) from now on/.exec(said.out)?.[1];
    said.out = '';
    expect(await run(['keys', '--supplier', supplier.id])).toBe(0);
    const { keys } = JSON.parse(said.out) as { keys: { kid: string }[] };
    expect(keys).toHaveLength(2);
    expect(keys[0]?.kid).toBe(kid);
    expect(said.out).not.toContain('"d"');
    const acts = await database.transaction(supplier.id, (tx) =>
      tx.selectFrom('audit_events').select('action').where('action', '=', 'receipts.key_rotated').execute(),
    );
    expect(acts).toHaveLength(1);
  });

  it('are not rotated without the server’s own key, for nobody, or by a slip', async () => {
    for (const [args, why] of [
      [['rotate-key', '--supplier', supplier.id], 'KABINET_SECRET_KEY'],
      [['rotate-key', '--supplier', 'nobody'], 'nobody'],
      [['rotate', '--supplier', supplier.id], '--help'],
      [['keys'], '--help'],
    ] as const) {
      said.error = '';
      expect(await run(args)).toBe(1);
      expect(said.error).toContain(why);
    }
  });
});
