import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { type Database, openPostgres } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { seedSupplier, type SeededSupplier } from '../testing/index.js';
import { APPEAL_WORDS, leaveAppeals } from '../testing/leave-appeals.js';
import { run as guests } from './guests.js';

const PHONE = '+380671234567';
/** What is a guest's of all that {@link leaveAppeals} leaves; the rest is a customer's. */
const OWN = [APPEAL_WORDS.guest, APPEAL_WORDS.told, APPEAL_WORDS.unsent];

describe('what guests left', () => {
  let created: TestDatabase;
  let database: Database;
  let supplier: SeededSupplier;
  let folder: string;
  let said: { out: string; error: string };
  beforeAll(async () => {
    created = await createDatabase();
    database = openPostgres({ url: created.url, poolSize: 2 });
    await migrate(database);
    folder = await mkdtemp(join(tmpdir(), 'kabinet-guests-'));
  });
  afterAll(async () => {
    await database.close();
    await created.drop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    vi.stubEnv('DATABASE_URL', created.url);
    said = { out: '', error: '' };
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.error += String(text)), true));
    // Guests write where nobody signs in too.
    supplier = await seedSupplier(database, { profile: { hostedSignIn: false } });
    await database.transaction(supplier.id, (tx) =>
      leaveAppeals(tx, { supplierId: supplier.id, customerRef: 'kabinet:somebody', contact: PHONE }),
    );
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  const of = (...args: string[]) => [...args, '--supplier', supplier.id, '--contact', '067 123-45-67'];
  const acts = () =>
    database.transaction(supplier.id, (tx) => tx.selectFrom('audit_events').select(['action', 'actor']).execute());
  const left = () =>
    database.transaction(supplier.id, async (tx) =>
      JSON.stringify([
        await tx.selectFrom('appeals').selectAll().execute(),
        await tx.selectFrom('appeal_messages').selectAll().execute(),
        await tx.selectFrom('guest_appeals').selectAll().execute(),
        await tx.selectFrom('inbound_mails').selectAll().execute(),
        await tx.selectFrom('outgoing_messages').selectAll().execute(),
      ]),
    );

  it('are exported to a file for one pair of eyes', async () => {
    const out = join(folder, 'guest.json');
    expect(await guests(of('export', '--out', out)), said.error).toBe(0);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    const json = await readFile(out, 'utf8');
    for (const word of [...OWN, APPEAL_WORDS.text, PHONE]) expect(json, word).toContain(word);
    // A customer's, and what they were answered.
    for (const word of [APPEAL_WORDS.answer, APPEAL_WORDS.field]) expect(json, word).not.toContain(word);
    expect(await acts()).toEqual([{ action: 'appeal.exported', actor: 'system' }]);
    expect(await guests(of('export'))).toBe(0);
    expect(JSON.parse(said.out)).toMatchObject({ appeals: [{ channel: 'guest' }], inboundMails: [{ sender: PHONE }] });
  });

  it('goes when it is meant, and nothing of anybody else', async () => {
    expect(await guests(of('erase'))).toBe(1);
    expect(said.error).toContain('--yes');
    expect(await guests(of('erase', '--yes')), said.error).toBe(0);
    expect(said.out).toBe('erased 1 appeal\n');
    const json = await left();
    for (const word of [...OWN, PHONE]) expect(json, word).not.toContain(word);
    for (const word of [APPEAL_WORDS.text, APPEAL_WORDS.answer, APPEAL_WORDS.field]) expect(json).toContain(word);
    expect(await acts()).toEqual([{ action: 'appeal.erased', actor: 'system' }]);
    expect(await guests(of('erase', '--yes'))).toBe(0);
    expect(said.out).toContain('erased 0 appeals');
  });

  it('refuses what it is not told', async () => {
    for (const args of [
      ['export'],
      ['forget', '--supplier', supplier.id, '--contact', PHONE],
      ['export', '--supplier', supplier.id, '--contact', 'x'],
    ]) {
      expect(await guests(args), args.join(' ')).toBe(1);
    }
  });
});
