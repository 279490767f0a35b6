import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountNumberKey, parseMoneyInput } from '@kabinet/rules';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../db/ledger.js';
import { findLinkableAccount } from '../db/link-proofs.js';
import { importKinds } from '../import/file-kind.js';
import { importFile } from '../import/import-file.js';
import { importProfile, readProfile } from '../import/import-profile.js';
import { importBook } from '../import/tariffs/import-book.js';
import { RejectionSample } from '../import/rejections.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { sampleAccount } from './sample-account.js';
import type { SampleBill } from './sample-bill.js';
import { storyAccounts } from './stories.js';
import { sampleSuppliers } from './suppliers/index.js';
import { badRows, type SampleOptions, writeSample } from './write-sample.js';

const TODAY = '2026-11-21';
const NOW = new Date(`${TODAY}T10:00:00Z`);

let folder: string;
let under: DatabaseUnderTest;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-sample-'));
  under = await openTestPGlite();
});
afterAll(async () => {
  await under.close();
  await rm(folder, { recursive: true, force: true });
});

const options = (name: keyof typeof sampleSuppliers, changes: Partial<SampleOptions> = {}): SampleOptions => ({
  supplier: sampleSuppliers[name],
  accounts: 120,
  out: join(folder, name),
  encoding: 'utf-8',
  seed: 1,
  today: TODAY,
  months: 14,
  site: {
    origin: 'http://localhost:8080',
    issuer: 'http://localhost:8080',
    jwksUri: 'http://localhost:8080/.well-known/jwks.json',
  },
  withErrors: false,
  ...changes,
});

let suppliers = 0;

/** Brings a folder in, as a supplier of its own; the rejected rows by file, the others by count. */
async function bring(out: string) {
  const profile = { ...(await readProfile(join(out, 'profile.yaml'))), id: `sample-${(suppliers += 1)}` };
  await importProfile(under.database, profile);
  const results = [];
  let book;
  for (const kind of importKinds) {
    const report = new RejectionSample(100);
    const result = await importFile(
      under.database,
      { supplierId: profile.id, profile, kind, path: join(out, `${kind}.csv`) },
      { now: NOW, report, maxRejectedPercent: 10 },
    );
    results.push({ ...result, reasons: report.rejections.map(({ rejection }) => rejection.reason) });
    if (kind === 'localities') {
      book = await importBook(under.database, {
        supplierId: profile.id,
        profile,
        path: join(out, 'tariffs.yaml'),
      });
    }
  }
  return { profile, results, book };
}

async function hashes(out: string): Promise<Record<string, string>> {
  const names = (await readdir(out, { recursive: true })).filter((name) => name.includes('.')).sort();
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [
        name,
        createHash('sha256')
          .update(await readFile(join(out, name)))
          .digest('hex'),
      ]),
    ),
  );
}

describe('a made-up billing base', () => {
  it('is the same for the same seed and day, another for another, and an account is the same in a base of any size', async () => {
    const one = options('gas', { out: join(folder, 'one') });
    await writeSample(one);
    await writeSample({ ...one, out: join(folder, 'two') });
    await writeSample({ ...one, out: join(folder, 'three'), seed: 2 });
    await writeSample({ ...one, out: join(folder, 'four'), accounts: 40 });
    const hashesOfOne = await hashes(one.out);
    expect(await hashes(join(folder, 'two'))).toEqual(hashesOfOne);
    expect((await hashes(join(folder, 'three')))['accounts.csv']).not.toBe(hashesOfOne['accounts.csv']);
    const [larger, smaller] = await Promise.all(
      ['one', 'four'].map((name) => readFile(join(folder, name, 'readings.csv'), 'utf8')),
    );
    expect(larger?.startsWith(smaller ?? '?')).toBe(true);
  });

  it.each([
    ['gas', 'utf-8'],
    ['electricity', 'windows-1251'],
    ['water-and-heat', 'utf-8'],
    ['tver', 'windows-1251'],
  ] as const)('of %s in %s comes in without a rejected row, letter by letter', async (name, encoding) => {
    const out = join(folder, `${name}-${encoding}`);
    await writeSample(options(name, { out, encoding }));
    const { profile, results, book } = await bring(out);
    expect(results.map(({ kind, rejected, reasons }) => [kind, rejected, reasons])).toEqual(
      importKinds.map((kind) => [kind, 0, []]),
    );
    const accounts = results.find(({ kind }) => kind === 'accounts');
    expect(accounts?.inserted).toBe(120);
    expect(accounts?.encoding).toBe(encoding);
    const tariffs = sampleSuppliers[name].tariffBook.tariffs.map(({ id }) => expect.stringContaining(id) as string);
    expect(book?.added).toEqual(expect.arrayContaining(tariffs));
    await under.database.transaction(profile.id, async (tx) => {
      const { rows } = await sql<{ lost: number; names: number; mess: boolean }>`
        select count(*) filter (where holder_name || coalesce(address, '') ~ '[?\ufffd]')::int as lost, count(*)::int as names,
          bool_or(holder_name || coalesce(address, '') ~ '[ґҐїЇєЄёЁ]') and bool_or(holder_name ~ '[''’"«]') as mess
        from accounts left join premises using (supplier_id, premise_ref)`.execute(tx);
      expect(rows).toEqual([{ lost: 0, names: 120, mess: true }]);
      const { rows: charges } = await sql<{ priced: number; wrong: number; components: string[] }>`
        select count(price)::int as priced, array_agg(distinct component) as components,
          (count(*) filter (where round(quantity * price, 2) * 100 <> amount))::int as wrong
        from ledger_entries where kind = 'charge'`.execute(tx);
      expect(charges[0]?.wrong).toBe(0);
      expect(charges[0]?.priced, 'what a charge is for').toBeGreaterThan(120);
      // Another company's delivery is on a bill of its own.
      if (name === 'gas') expect(charges[0]?.components).toEqual(['supply']);
    });
  });

  it.each(['gas', 'electricity', 'water-and-heat', 'tver', 'highland-gas'] as const)(
    'of %s has bills that say what its base says, of people whom the demo does not sign in',
    async (name) => {
      const out = join(folder, `bills-${name}`);
      await writeSample(options(name, { out, accounts: 16 }));
      const { profile } = await bring(out);
      const { customers, bills } = JSON.parse(await readFile(join(out, 'customers.json'), 'utf8')) as {
        customers: { customerRef: string }[];
        bills: SampleBill[];
      };
      expect(bills.map(({ kind }) => kind)).toEqual(['household', 'household', 'entrepreneur', 'legal_entity']);
      await under.database.transaction(profile.id, async (tx) => {
        for (const bill of bills) {
          const { rows } = await sql<{
            holder: string;
            ref: string;
            pin: string | null;
            serials: string[];
            paid: string;
            owed: string;
            dueOn: string;
          }>`
            select a.holder_name as holder, a.customer_ref as ref, a.link_pin as pin,
              (select array_agg(serial_number) from meters m where m.account_id = a.id) as serials,
              (select (-sum(amount))::text from ledger_entries l where l.account_id = a.id and l.kind = 'payment'
                and booked_on = (select max(booked_on) from ledger_entries l where l.account_id = a.id and l.kind = 'payment'
                  and status = 'posted' and booked_on < ${TODAY}::date)) as paid,
              (select greatest(sum(amount), 0)::text from ledger_entries l where l.account_id = a.id and status = 'posted') as owed,
              (select to_char(max(due_on), 'DD.MM.YYYY') from ledger_entries l where l.account_id = a.id) as "dueOn"
            from accounts a where account_number_key = ${accountNumberKey(bill.accountNumber)} and status = 'open'`.execute(
            tx,
          );
          const account = rows[0]!;
          expect(account.holder).toBe(bill.holder);
          expect(customers.map(({ customerRef }) => customerRef)).not.toContain(account.ref);
          expect(account.pin).toBe(bill.pin ?? null);
          expect(bill.pin !== undefined).toBe(profile.linkProofs.includes('pin'));
          expect(account.serials).toContain(bill.meterNumber);
          expect(parseMoneyInput(bill.lastPayment ?? '', 2)).toBe(Number(account.paid));
          expect(parseMoneyInput(bill.due, 2)).toBe(Number(account.owed));
          expect(bill.dueOn ?? null).toBe(account.owed === '0' ? null : account.dueOn);
          const linkable = await findLinkableAccount(tx, {
            supplierId: profile.id,
            accountNumberKey: accountNumberKey(bill.accountNumber),
            today: TODAY,
          });
          expect(linkable?.lastPayments).toContain(account.paid);
          expect(linkable?.holderKind).toBe(bill.kind);
        }
      });
    },
  );

  it.each([
    ['tver', '01', '10'],
    ['gas', '08', '20'],
  ] as const)(
    'of %s has bills of the days that the supplier makes them on and wants them paid by',
    async (name, billDay, dueDay) => {
      const out = join(folder, `days-${name}`);
      await writeSample(options(name, { out, accounts: 10 }));
      const rows = (await readFile(join(out, 'ledger.csv'), 'utf8'))
        .split(/\r?\n/)
        .filter((row) => /[;,]charge[;,]/.test(row));
      expect(rows.length).toBeGreaterThan(0);
      const days = rows.map((row) =>
        [...row.matchAll(/(\d\d)\.\d\d\.\d{4}|\d{4}-\d\d-(\d\d)/g)].map(([, local, iso]) => local ?? iso),
      );
      for (const each of days) expect(each).toEqual([billDay, dueDay]);
    },
  );

  it('has exactly the bad rows it was asked for', async () => {
    const out = join(folder, 'bad');
    const sample = options('gas', { out, withErrors: true, seed: 3 });
    await writeSample(sample);
    const { results } = await bring(out);
    const first = sampleAccount({
      supplier: sample.supplier,
      seed: 3,
      index: 0,
      time: { today: TODAY, months: ['2026-10'] },
      traits: storyAccounts[0]!,
    });
    const bad = badRows(first, sample.supplier);
    for (const { kind, reasons } of results) {
      const asked = kind === 'localities' ? [] : bad[kind].map(({ reason }) => reason);
      expect([kind, [...reasons].sort()]).toEqual([kind, asked.sort()]);
    }
  });

  describe.each([
    ['gas', 'between two windows', '2026-11-21'],
    ['gas', 'while the window is open', '2026-11-03'],
    ['gas', 'before the month is billed', '2026-11-06'],
    ['electricity', 'while the window crosses the month', '2026-11-01'],
  ] as const)('of %s, %s (%s)', (name, _when, today) => {
    it('has every story that the demo offers', async () => {
      const out = join(folder, `stories-${name}-${today}`);
      await writeSample(options(name, { out, today, accounts: 20 }));
      const { profile } = await bring(out);
      const { customers } = JSON.parse(await readFile(join(out, 'customers.json'), 'utf8')) as {
        customers: { customerRef: string; note: { en: string } }[];
      };
      const stories = await under.database.transaction(profile.id, async (tx) =>
        Promise.all(
          customers.map(async ({ customerRef, note }) => {
            const { rows: accounts } = await sql<{ id: string; kind: string }>`
              select a.id, c.kind from accounts a join customers c using (supplier_id, customer_ref) where customer_ref = ${customerRef}`.execute(
              tx,
            );
            const ledgers = [];
            for (const { id } of accounts) {
              const ledger = await readLedger(tx, { supplierId: profile.id, accountId: id, today });
              const estimated = ledger.lines.some(({ basis }) => basis === 'estimated');
              ledgers.push({
                owed: ledger.lines.reduce((sum, { amount }) => sum + Number(amount), 0),
                pending: Number(ledger.pending),
                estimated,
              });
            }
            const { rows: meters } = await sql<{ removed: number; rolled: number }>`
              select count(*) filter (where removed_on is not null)::int as removed,
                (select count(*)::int from readings r join reading_values v on v.reading_id = r.id join accounts ra on ra.id = r.account_id
                  where ra.customer_ref = ${customerRef} and v.consumption > v.value) as rolled
              from meters m join accounts a on a.id = m.account_id where a.customer_ref = ${customerRef}`.execute(tx);
            return { note: note.en, accounts: accounts.length, kind: accounts[0]?.kind, ledgers, ...meters[0]! };
          }),
        ),
      );
      const story = (part: string) => stories.find(({ note }) => note.includes(part))!;
      expect(story('has not paid the last bill').ledgers[0]?.owed).toBeGreaterThan(0);
      expect(story('has paid ahead').ledgers[0]?.owed).toBe(-50_000);
      expect(story('meter was replaced').removed).toBe(1);
      expect(story('began again at zero').rolled).toBeGreaterThan(0);
      expect(story('charged on average use').ledgers[0]).toMatchObject({ estimated: true });
      expect(story('entrepreneur').kind).toBe('entrepreneur');
      expect(story('two accounts').accounts).toBe(2);
      expect(story('balance is zero').ledgers[0]).toMatchObject({ owed: 0, pending: 0 });
      expect(story('on its way').ledgers[0]?.pending).toBeLessThan(0);
      expect(story('no account is linked').accounts).toBe(0);
    });
  });
});
