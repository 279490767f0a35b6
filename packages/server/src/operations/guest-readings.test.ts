import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import { importFile } from '../import/import-file.js';
import { RejectionSample } from '../import/rejections.js';
import { purgeSignIn } from '../jobs/purge-sign-in.js';
import { settleGuestReadings } from '../jobs/settle-guest-readings.js';
import { exportReadings } from '../export/command.js';
import type { ExportedReading, Since } from '../export/export-readings.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import {
  call,
  type CallOptions,
  faultsOf,
  saveProfile,
  SEED_NOW,
  seedSupplier,
  type SeededSupplier,
  testContext,
} from '../testing/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-guest-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const later = (days: number) => new Date(SEED_NOW.getTime() + days * 86_400_000);

describe.each(databasesUnderTest)('readings without signing in, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  /** A server that knows this supplier: it looks for new ones only now and then. */
  const serve = async (profile: Partial<SeededSupplier['profile']> = {}) => {
    supplier = await seedSupplier(under.database, { profile });
    app = createApp(testContext(under.database, { trustedProxies: 1 }));
  };
  beforeEach(() => serve());

  interface Typed {
    accountNumber?: string;
    proof?: { kind: string; value: string };
    serviceKind?: string;
    values?: readonly { zone: string; value: string }[];
  }
  /** The gas account's reading as its customer would type it, with changes. */
  const body = (changes: Typed = {}) => {
    const [gas] = supplier.customer.accounts;
    return {
      accountNumber: gas.accountNumber,
      proof: { kind: 'meter_number', value: gas.meters[0]!.serialNumber },
      values: [{ zone: 'total', value: '1279' }],
      ...changes,
    };
  };
  const submit = (changes: Typed = {}, options: Partial<CallOptions> = {}) =>
    call(app, 'submitGuestReading', { supplierId: supplier.id, body: body(changes), ...options });
  const settle = (now = SEED_NOW) =>
    settleGuestReadings(
      { database: under.database, logger: pino({ level: 'silent' }), now: () => now },
      { id: supplier.id, profile: supplier.profile, publicProfile: supplier.profile, hash: '' },
    );
  const kept = () =>
    under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('provisional_readings').selectAll().orderBy('received_at').orderBy('number').execute(),
    );
  const query = <T>(work: Parameters<typeof under.database.transaction<T>>[1]) =>
    under.database.transaction(supplier.id, work);
  async function exported(since: Since = null): Promise<{ rows: ExportedReading[]; next: Since }> {
    const out = join(folder, `${randomUUID()}.jsonl`);
    const { nextSince } = await exportReadings(under.database, {
      supplierId: supplier.id,
      since,
      out,
      encoding: 'utf-8',
      format: 'jsonl',
    });
    const lines = (await readFile(out, 'utf8')).split('\n').filter(Boolean);
    return {
      rows: lines.map((line) => JSON.parse(line) as ExportedReading),
      next: { kind: 'export', number: nextSince },
    };
  }
  const handIn = async (value = '1280') => {
    const [gas] = supplier.customer.accounts;
    const answer = await call(app, 'submitReading', {
      supplierId: supplier.id,
      token: await supplier.mint({ customerRef: supplier.customer.ref }),
      params: { accountId: gas.id },
      body: { meterId: gas.meters[0]!.id, values: [{ registerId: gas.meters[0]!.registers[0]!.id, value }] },
    });
    expect(answer.status).toBe(201);
    return answer.body;
  };

  describe('at the door', () => {
    it('answers with a number and nothing else, whatever account it names', async () => {
      const [gas] = supplier.customer.accounts;
      const doors: Record<string, Typed> = {
        'the right one': {},
        'with a wrong second fact': { proof: { kind: 'meter_number', value: '999' } },
        'that does not exist': { accountNumber: '0999999999' },
        'with what cannot be': { values: [{ zone: 'total', value: '1' }] },
      };
      const shapes = new Set<string>();
      for (const [door, changes] of Object.entries(doors)) {
        const answer = await submit(changes);
        expect(faultsOf('submitGuestReading', answer), door).toEqual([]);
        expect([door, answer.status, answer.body.receivedAt]).toEqual([door, 201, SEED_NOW.toISOString()]);
        const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id');
        shapes.add(JSON.stringify([answer.text.replace(answer.body.number, 'N'), headers]));
        expect(answer.text).not.toContain(gas.id);
      }
      expect(shapes.size).toBe(1);
      expect((await kept()).map(({ status }) => status)).toEqual(Array(4).fill('waiting'));
    });

    it('forgives how the numbers are written', async () => {
      const [gas] = supplier.customer.accounts;
      const spaced = `${gas.accountNumber.slice(0, 4)}-${gas.accountNumber.slice(4)} `.replaceAll('0', 'О');
      const serial = gas.meters[0]!.serialNumber;
      await submit({ accountNumber: spaced, proof: { kind: 'meter_number', value: `№ ${serial} ` } });
      expect(await settle()).toEqual({ matched: 1, refused: 0, waiting: 0 });
    });

    it('keeps one reading however often a page tries', async () => {
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 8 }, () => submit({}, { key })));
      const taken = answers.filter(({ status }) => status === 201);
      expect(new Set(taken.map(({ text }) => text)).size).toBe(1);
      expect((await submit({}, { key })).text).toBe(taken[0]?.text);
      expect((await submit({}, { key })).headers.get('idempotency-replayed')).toBe('true');
      expect(await kept()).toHaveLength(1);
      expect((await submit({ accountNumber: '0999999999' }, { key })).body.code).toBe('idempotency_key_reused');
      expect((await submit({}, { key: null })).body.code).toBe('idempotency_key_missing');
    });

    it.each<[string, string, Typed]>([
      ['/accountNumber', 'invalid_format', { accountNumber: '123' }],
      ['/proof/kind', 'not_offered', { proof: { kind: 'last_payment', value: '100' } }],
      ['/proof/value', 'invalid_format', { proof: { kind: 'meter_number', value: ' - ' } }],
      ['/serviceKind', 'not_offered', { serviceKind: 'heat' }],
      ['/values/0/value', 'negative', { values: [{ zone: 'total', value: '-5' }] }],
      ['/values/0/value', 'too_many_digits', { values: [{ zone: 'total', value: '1234567890123' }] }],
      [
        '/values/1/zone',
        'repeated_zone',
        {
          values: [
            { zone: 'day', value: '1' },
            { zone: 'day', value: '2' },
          ],
        },
      ],
    ])('says at once what is wrong with the form: %s %s', async (pointer, code, changes) => {
      const { status, body: problem } = await submit(changes);
      expect([status, problem.code, problem.issues]).toEqual([400, 'invalid_request', [{ pointer, code }]]);
      expect(await kept()).toEqual([]);
    });

    it('is closed where the supplier takes none', async () => {
      await saveProfile(under.database, { ...supplier.profile, guestReadings: null });
      app = createApp(testContext(under.database, { trustedProxies: 1 }));
      expect((await submit()).status).toBe(404);
    });

    it('tells one address to wait, and no other', async () => {
      const from = (address: string) => submit({}, { headers: { 'X-Forwarded-For': address } });
      const answers = [await from('203.0.113.7')];
      // A town hands in its readings by the address of one mobile operator.
      await under.database.transaction(supplier.id, (tx) =>
        tx.updateTable('attempt_counts').set({ count: 998 }).where('budget', '=', 'guest_reading_address').execute(),
      );
      for (let index = 0; index < 4; index += 1) answers.push(await from('203.0.113.7'));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429, 429]);
      expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await from('203.0.113.8')).status).toBe(201);
    });

    it('answers at an even time', async () => {
      const even = createApp(testContext(under.database, { evenTimeMs: 120 }));
      const started = performance.now();
      await call(even, 'submitGuestReading', { supplierId: supplier.id, body: body() });
      expect(performance.now() - started).toBeGreaterThanOrEqual(119);
    });
  });

  describe('once looked at', () => {
    it('belong to the meter and month that they fit', async () => {
      await submit({ values: [{ zone: 'total', value: '01279.12345' }] });
      expect(await settle()).toEqual({ matched: 1, refused: 0, waiting: 0 });
      expect(await kept()).toMatchObject([
        {
          status: 'matched',
          meter_id: supplier.customer.accounts[0].meters[0]!.id,
          counts_for: '2026-10-01',
          reading_values: [{ zone: 'total', value: '1279.123' }],
        },
      ]);
      expect(await settle()).toEqual({ matched: 0, refused: 0, waiting: 0 });
    });

    it('belong to a meter of two zones by both', async () => {
      const [, power] = supplier.customer.accounts;
      const typed = {
        accountNumber: power.accountNumber,
        proof: { kind: 'meter_number', value: power.meters[0]!.serialNumber },
      };
      const both = [
        { zone: 'night', value: '2510' },
        { zone: 'day', value: '5020' },
      ];
      await submit({ ...typed, values: both });
      await submit({ ...typed, values: both.slice(1) });
      expect(await settle()).toEqual({ matched: 1, refused: 1, waiting: 0 });
    });

    it.each<[string, string]>([
      ['less than before', '1000'],
      ['more than anybody uses', '99000'],
      ['more than the dial has', '1234567'],
    ])('are refused when they are %s: nobody is there to ask', async (_why, value) => {
      await submit({ values: [{ zone: 'total', value }] });
      expect(await settle()).toEqual({ matched: 0, refused: 1, waiting: 0 });
      expect(await kept()).toMatchObject([{ status: 'refused', meter_id: null }]);
      expect((await exported()).rows).toEqual([]);
    });

    it('are refused when they came outside of the window', async () => {
      const afterwards = createApp(testContext(under.database, { now: () => later(10) }));
      await call(afterwards, 'submitGuestReading', { supplierId: supplier.id, body: body() });
      expect(await settle(later(10))).toEqual({ matched: 0, refused: 1, waiting: 0 });
    });

    it('count for the window in which they came, however late they are looked at', async () => {
      await submit();
      expect(await settle(later(40))).toEqual({ matched: 1, refused: 0, waiting: 0 });
      expect(await kept()).toMatchObject([{ counts_for: '2026-10-01' }]);
    });

    it('keep the fact from the bill until they are settled, and refused ones for three days more', async () => {
      await submit();
      await submit({ values: [{ zone: 'total', value: '1000' }] });
      const purgeAt = (at: Date) => purgeSignIn(testContext(under.database, { now: () => at }));
      const facts = async () => (await kept()).map(({ status, proof }) => [status, proof === '']).sort();
      expect(await facts()).toEqual([
        ['waiting', false],
        ['waiting', false],
      ]);
      await settle(SEED_NOW);
      await purgeAt(later(2.9));
      expect(await facts()).toEqual([
        ['matched', true],
        ['refused', true],
      ]);
      await purgeAt(later(3.1));
      expect(await facts()).toEqual([['matched', true]]);
    });

    it('wait three days for an account or a fact that a later file may bring', async () => {
      await submit({ accountNumber: '0777777777' });
      await submit({ proof: { kind: 'meter_number', value: '31337' } });
      expect(await settle(later(2.9))).toEqual({ matched: 0, refused: 0, waiting: 2 });
      await query((tx) =>
        tx
          .updateTable('meters')
          .set({ serial_number: '0031337' })
          .where('id', '=', supplier.customer.accounts[0].meters[0]!.id)
          .execute(),
      );
      expect(await settle(later(2.9))).toEqual({ matched: 1, refused: 0, waiting: 1 });
      expect(await settle(later(3.1))).toEqual({ matched: 0, refused: 1, waiting: 0 });
    });

    it('are known by the sum of the last payment where the supplier asks for that', async () => {
      await serve({ guestReadings: { proof: 'last_payment' } });
      const paid = (value: string) => submit({ proof: { kind: 'last_payment', value } });
      await paid('100,00 грн');
      await paid('100.01');
      await paid('50');
      // 100.00 was credited last; 50.00 is on its way, and may be credited while the reading waits.
      expect(await settle()).toEqual({ matched: 1, refused: 0, waiting: 2 });
    });

    it('are settled once by several processes', async () => {
      for (let index = 0; index < 12; index += 1) await submit();
      const counts = await Promise.all([settle(), settle(), settle()]);
      expect(counts.reduce((sum, { matched }) => sum + matched, 0)).toBe(12);
    });
  });

  describe('for billing', () => {
    it('go out marked, until somebody known has read the meter', async () => {
      const { body: receipt } = await submit();
      await settle();
      const first = await exported();
      expect(first.rows).toMatchObject([
        {
          cabinet_number: receipt.number,
          account_number: supplier.customer.accounts[0].accountNumber,
          serial_number: supplier.customer.accounts[0].meters[0]!.serialNumber,
          status: 'provisional',
          counts_for: '2026-10',
          value_total: '1279',
          value_day: null,
        },
      ]);
      expect((await exported(first.next)).rows).toEqual([]);
      const { number } = await handIn();
      const second = await exported(first.next);
      expect(second.rows.map((row) => [row.cabinet_number, row.status])).toEqual([[number, 'accepted']]);
      expect((await exported()).rows.map((row) => row.status)).toEqual(['accepted']);
    });

    it('never stand in the way of somebody known, and never go out beside them', async () => {
      const { id } = await handIn();
      await submit();
      expect(await settle()).toEqual({ matched: 1, refused: 0, waiting: 0 });
      const first = await exported();
      expect(first.rows.map((row) => [row.status, row.value_total])).toEqual([['accepted', '1280']]);
      // Taken back: what was read without signing in is better than nothing.
      await query((tx) =>
        tx
          .updateTable('readings')
          .set({ status: 'withdrawn', changed_at: later(0.1) })
          .where('id', '=', id)
          .execute(),
      );
      const statuses = (await exported(first.next)).rows.map((row) => row.status);
      expect(statuses.sort()).toEqual(['provisional', 'withdrawn']);
    });

    it('are taken over by billing as readings of its own', async () => {
      const { body: receipt } = await submit();
      await submit({ proof: { kind: 'meter_number', value: '31337' } });
      await settle();
      const [{ serial_number, account_number }] = (await exported()).rows as [ExportedReading];
      const waiting = (await kept()).find(({ status }) => status === 'waiting');
      const row = (number: string | undefined) =>
        `R-${number};${number};${account_number};${serial_number};gas;2026-11-03;accepted;2026-10;1279\n`;
      const path = join(folder, `${randomUUID()}.csv`);
      const head =
        'reading_ref;cabinet_number;account_number;serial_number;service_kind;read_at;status;counts_for;value_total\n';
      await writeFile(path, head + row(receipt.number) + row(waiting?.number));
      const report = new RejectionSample(10);
      const { id: supplierId, profile } = supplier;
      const options = { now: SEED_NOW, maxRejectedPercent: 100, report };
      await importFile(under.database, { supplierId, profile, kind: 'readings', path }, options);
      expect(report.rejections.map(({ rejection }) => [rejection.line, rejection.reason])).toEqual([
        [3, 'unknown_cabinet_number'],
      ]);
      expect((await exported()).rows).toEqual([]);
    });

    it('give way to the newer of their own', async () => {
      await submit();
      await settle();
      const first = await exported();
      const corrected = createApp(testContext(under.database, { now: () => later(0.5) }));
      const typed = body({ values: [{ zone: 'total', value: '1285' }] });
      await call(corrected, 'submitGuestReading', { supplierId: supplier.id, body: typed });
      await settle(later(0.5));
      expect((await exported(first.next)).rows.map((row) => row.value_total)).toEqual(['1285']);
      expect((await exported()).rows.map((row) => row.value_total)).toEqual(['1285']);
    });
  });
});
