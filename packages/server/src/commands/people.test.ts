import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { accountsOfCustomer } from '../db/account-access.js';
import { type Database, openPostgres } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { signIn } from '../domain/people.js';
import { seedSupplier, type SeededSupplier, testContext } from '../testing/index.js';
import { LONG_PASSWORD_FOR_TESTS as PASSWORD, newPhone, testVisitor } from '../testing/people.js';
import { run as people } from './people.js';
import { run as staff } from './staff.js';

let created: TestDatabase;
let database: Database;
let supplier: SeededSupplier;
let folder: string;
let said: { out: string; error: string };
let stdin: PropertyDescriptor | undefined;

beforeAll(async () => {
  created = await createDatabase();
  database = openPostgres({ url: created.url, poolSize: 2 });
  await migrate(database);
  supplier = await seedSupplier(database, { profile: { hostedSignIn: true } });
  folder = await mkdtemp(join(tmpdir(), 'kabinet-people-'));
});
afterAll(async () => {
  await database.close();
  await created.drop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', created.url);
  said = { out: '', error: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.error += String(text)), true));
  stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
});
afterEach(() => {
  if (stdin) Object.defineProperty(process, 'stdin', stdin);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The password comes by standard input. */
function typed(password: string): void {
  Object.defineProperty(process, 'stdin', { value: Readable.from([password]), configurable: true });
}

const add = (contact: string, ...rest: string[]) =>
  people(['add', '--supplier', supplier.id, '--contact', contact, '--password-stdin', ...rest]);
const inTx = <T>(work: Parameters<typeof database.transaction<T>>[1]) => database.transaction(supplier.id, work);
const personOfContact = (address: string) =>
  inTx((tx) =>
    tx
      .selectFrom('contacts')
      .innerJoin('people', 'people.id', 'contacts.person_id')
      .select(['people.id', 'people.display_name', 'people.kind', 'people.language', 'contacts.address'])
      .where('contacts.address', '=', address)
      .executeTakeFirst(),
  );

describe('people, as a supplier types them', () => {
  it('are added with their accounts, and sign in with the password at once', async () => {
    const [gas, power] = supplier.customer.accounts;
    typed(`${PASSWORD}\n`);
    const spaced = gas.accountNumber.replace(/(.{4})/g, '$1 ');
    expect(
      await add(
        'Olena@Example.com',
        ...['--name', 'Олена', '--kind', 'entrepreneur', '--language', 'ru'],
        ...['--account', spaced, '--account', power.accountNumber],
      ),
    ).toBe(0);
    expect(said).toEqual({ out: 'added, with 2 accounts\n', error: '' });
    const person = await personOfContact('olena@example.com');
    expect(person).toMatchObject({ display_name: 'Олена', kind: 'entrepreneur', language: 'ru' });
    const accounts = await inTx((tx) =>
      accountsOfCustomer(tx, { supplierId: supplier.id, customerRef: `kabinet:${person?.id}`, today: '2026-11-03' }),
    );
    expect(accounts.map(({ id, role }) => ({ id, role }))).toEqual(
      [...supplier.customer.accounts]
        .sort((a, b) => a.accountNumber.localeCompare(b.accountNumber))
        .map(({ id }) => ({ id, role: 'owner' })),
    );
    const visitor = testVisitor(testContext(database), supplier);
    expect(await signIn(visitor, { contact: 'olena@example.com', password: PASSWORD })).toMatchObject({
      kind: 'signed_in',
    });
  });

  it.each([
    ['a contact that is none', ['12'], PASSWORD, '--contact must be a mobile phone'],
    ['a password that is too short', [], 'коротко', 'too short'],
    ['a password that is easily guessed', [], 'password123', 'easily guessed'],
    ['an account that is unknown', ['--account', '9999999999'], PASSWORD, 'There is no account 9999999999'],
    ['a language that is not spoken', ['--language', 'fr'], PASSWORD, 'does not speak "fr"'],
    ['a kind that is none', ['--kind', 'robot'], PASSWORD, 'There is no kind "robot"'],
    ['a role that is none', ['--role', 'appeals', '--role', 'king'], PASSWORD, 'There is no role "king"'],
  ])('are refused with %s, and nobody is added', async (_, options, password, words) => {
    typed(password);
    const phone = newPhone();
    const [contact, ...rest] = options[0]?.startsWith('--') || options.length === 0 ? [phone, ...options] : options;
    expect(await add(contact ?? '', ...rest)).toBe(1);
    expect(said.error).toContain(words);
    expect(said.error).not.toContain(password);
    expect(said.out).toBe('');
    expect(await personOfContact(`+38${phone.replace(/\D/g, '')}`)).toBe(undefined);
  });

  it('are refused when the contact is somebody’s, for a closed account, and where nobody signs in here', async () => {
    typed(PASSWORD);
    expect(await add('first@example.com')).toBe(0);
    typed(PASSWORD);
    expect(await add('First@example.com')).toBe(1);
    expect(said.error).toContain('signed up with this contact already');
    const [account] = supplier.neighbour.accounts;
    await inTx((tx) => tx.updateTable('accounts').set({ status: 'closed' }).where('id', '=', account.id).execute());
    typed(PASSWORD);
    expect(await add('closed@example.com', '--account', account.accountNumber)).toBe(1);
    expect(said.error).toContain('is closed. Nobody was added.');
    expect(await personOfContact('closed@example.com')).toBe(undefined);
    const without = await seedSupplier(database);
    for (const [id, words] of [
      [without.id, 'hostedSignIn: true'],
      ['nobody', 'There is no supplier "nobody"'],
    ] as const) {
      typed(PASSWORD);
      said.error = '';
      expect(await people(['add', '--supplier', id, '--contact', 'a@example.com', '--password-stdin'])).toBe(1);
      expect(said.error).toContain(words);
    }
  });

  it('are added as staff at once, also where customers do not sign in here', async () => {
    const hosted = await seedSupplier(database, { profile: { hostedSignIn: true } });
    const own = await seedSupplier(database);
    for (const { id } of [hosted, own]) {
      said.out = '';
      typed(PASSWORD);
      const whom = ['--supplier', id, '--contact', 'clerk@example.com', '--password-stdin'];
      expect(await people(['add', ...whom, '--role', 'appeals', '--role', 'receptions'])).toBe(0);
      expect(said).toEqual({ out: 'added, with 0 accounts, appeals, receptions\n', error: '' });
      said.out = '';
      expect(await staff(['list', '--supplier', id])).toBe(0);
      expect(said.out).toMatch(/^appeals\t\S+\tclerk@example\.com\nreceptions\t\S+\tclerk@example\.com\n$/);
      said.out = '';
      const acts = await database.transaction(id, (tx) =>
        tx.selectFrom('audit_events').select('action').where('action', 'like', 'staff.granted_%').execute(),
      );
      expect(acts.map(({ action }) => action).sort()).toEqual(['staff.granted_appeals', 'staff.granted_receptions']);
    }
    expect(await staff(['revoke', '--supplier', own.id, '--contact', 'clerk@example.com', '--role', 'appeals'])).toBe(
      0,
    );
    expect(await people(['erase', '--supplier', own.id, '--contact', 'clerk@example.com', '--yes'])).toBe(0);
  });

  it('are never added with a password in the command itself', async () => {
    expect(await people(['add', '--supplier', supplier.id, '--contact', 'a@example.com'])).toBe(1);
    expect(said.error).toContain('--password-stdin');
    await expect(people(['add', '--password', 'x'])).rejects.toThrow(/Unknown option/);
  });

  it('are exported to a file for one pair of eyes, and erased when it is meant', async () => {
    typed(PASSWORD);
    await add('gone@example.com', '--name', 'Зникла Особа');
    const of = ['--supplier', supplier.id, '--contact', 'gone@example.com'];
    const out = join(folder, 'data.json');
    expect(await people(['export', ...of, '--out', out])).toBe(0);
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({ profile: { displayName: 'Зникла Особа' } });
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    said.out = '';
    expect(await people(['export', ...of])).toBe(0);
    expect(said.out).toContain('gone@example.com');
    expect(await people(['erase', ...of])).toBe(1);
    expect(said.error).toContain('--yes');
    expect(await people(['erase', ...of, '--yes'])).toBe(0);
    expect(await personOfContact('gone@example.com')).toBe(undefined);
    expect(await people(['erase', ...of, '--yes'])).toBe(1);
    expect(said.error).toContain('Nobody has signed up with this contact');
    const acts = await inTx((tx) =>
      tx
        .selectFrom('audit_events')
        .select('action')
        .where('actor', '=', 'system')
        .where('action', 'like', 'person.%')
        .orderBy('at', 'desc')
        .limit(3)
        .execute(),
    );
    expect(acts.map(({ action }) => action)).toEqual(['person.erased', 'person.exported', 'person.exported']);
  });

  it('become staff and stop being it', async () => {
    typed(PASSWORD);
    await add('staff@example.com', '--name', 'Працівниця');
    const change = (action: string, contact = 'staff@example.com', role = 'link_requests') =>
      staff([action, '--supplier', supplier.id, '--contact', contact, '--role', role]);
    said.out = '';
    expect(await change('grant')).toBe(0);
    expect(await change('grant')).toBe(0);
    expect(await staff(['list', '--supplier', supplier.id])).toBe(0);
    expect(said.out).toMatch(
      /^granted link_requests\nhad link_requests already\nlink_requests\t\d{4}-\d\d-\d\d\tstaff@example\.com\tПрацівниця\n$/,
    );
    said.out = '';
    expect(await change('revoke')).toBe(0);
    expect(await change('revoke')).toBe(0);
    expect(await staff(['list', '--supplier', supplier.id])).toBe(0);
    expect(said.out).toBe('revoked link_requests\ndid not have link_requests\n');
    expect(await change('grant', 'stranger@example.com')).toBe(1);
    expect(said.error).toContain('Nobody has signed up with this contact');
    expect(await change('grant', 'staff@example.com', 'king')).toBe(1);
    expect(said.error).toContain('There is no role "king". Roles: link_requests, payments, appeals, receptions.');
  });

  it('explain themselves', async () => {
    for (const run of [people, staff]) {
      said = { out: '', error: '' };
      expect(await run(['--help'])).toBe(0);
      expect(said.out).toContain('--supplier <id>');
      expect(await run([])).toBe(1);
      expect(await run(['dance', '--supplier', 'x', '--contact', 'y'])).toBe(1);
      expect(said.error).toContain('--help tells more');
    }
  });
});
