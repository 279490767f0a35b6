import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../db/ids.js';
import { endReading, insertReading } from '../db/readings.js';
import type { Tx } from '../db/database.js';
import { billingBase, type BillingBase, SMALL_BASE, TODAY } from '../testing/billing-base.js';
import { Refused } from '../import/refused.js';
import { type DatabaseUnderTest, databasesUnderTest, openTestPostgres } from '../testing/databases.js';
import { exportReadings, parseSince } from './command.js';
import type { ExportedReading, Since } from './export-readings.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-export-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Exports and reads back: what came, and where the next one begins. */
async function take(base: BillingBase, since: Since) {
  const out = join(folder, `${base.supplierId}.jsonl`);
  const { nextSince, count } = await exportReadings(base.database, {
    supplierId: base.supplierId,
    since,
    out,
    encoding: 'utf-8',
    format: 'jsonl',
  });
  const rows = (await readFile(out, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ExportedReading);
  expect(count).toBe(rows.length);
  return { rows, numbers: rows.map((row) => row.cabinet_number), next: { kind: 'export', number: nextSince } as const };
}

describe.each(databasesUnderTest)('giving readings out (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let base: BillingBase;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    base = await billingBase(under.database);
    await base.bringAll(SMALL_BASE);
    return () => base.remove();
  });

  const end = (id: string, status: 'superseded' | 'withdrawn') =>
    under.database.transaction(base.supplierId, (tx) =>
      endReading(tx, { supplierId: base.supplierId, id, status, at: TODAY }),
    );

  it('gives each change once, and nothing that billing brought itself', async () => {
    const first = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55.5' });
    const one = await take(base, null);
    expect(one.rows).toEqual([
      {
        cabinet_number: first.number,
        account_number: '0400-000-001',
        serial_number: '00123',
        service_kind: 'gas',
        read_at: '2026-11-03T12:00:00+02:00',
        received_at: '2026-11-03T12:00:00+02:00',
        source: 'customer',
        quality: 'actual',
        status: 'accepted',
        counts_for: '2026-10',
        value_total: '55.5',
        value_day: null,
        value_night: null,
        value_peak: null,
        value_half_peak: null,
        replaces: null,
        questioned_for: null,
        photo: null,
        changed_at: '2026-11-03T12:00:00+02:00',
      },
    ]);
    expect((await take(base, one.next)).numbers).toEqual([]);

    await end(first.id, 'withdrawn');
    const second = await base.handIn({
      account: '0400000001',
      counts_for: '2026-10',
      value: '56',
      status: 'questioned',
    });
    const two = await take(base, one.next);
    expect(
      two.rows.map(({ cabinet_number, status, questioned_for }) => [cabinet_number, status, questioned_for]),
    ).toEqual(
      expect.arrayContaining([
        [first.number, 'withdrawn', null],
        [second.number, 'questioned', 'implausible'],
      ]),
    );
    expect(two.rows).toHaveLength(2);
    // The same cursor again gives the same again: a lost file costs nothing.
    expect(new Set((await take(base, one.next)).numbers)).toEqual(new Set(two.numbers));
    expect((await take(base, two.next)).numbers).toEqual([]);
  });

  it('does not give back what billing itself decided', async () => {
    const { number } = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
    const { next } = await take(base, null);
    await base.bring(
      'readings',
      `cabinet_number;account_number;serial_number;service_kind;read_at;status\n${number};0400000001;00123;gas;;rejected\n`,
    );
    expect((await take(base, next)).numbers).toEqual([]);
  });

  it('begins at a moment when asked to', async () => {
    const { number } = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
    await take(base, null);
    const at = (moment: string) => take(base, { kind: 'moment', at: new Date(moment) });
    expect((await at('2026-11-03T12:00:00+02:00')).numbers).toEqual([number]);
    expect((await at('2026-11-03T12:00:01+02:00')).numbers).toEqual([]);
  });

  it('goes out and comes back: an exported file with verdicts is a readings file', async () => {
    await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55.5' });
    const out = join(folder, 'round.csv');
    await exportReadings(under.database, {
      supplierId: base.supplierId,
      since: null,
      out,
      encoding: 'windows-1251',
      format: 'csv',
    });
    const text = iconv.decode(await readFile(out), 'windows-1251');
    const back = await base.bring('readings', iconv.encode(text.replace(';accepted;', ';rejected;'), 'windows-1251'));
    expect(back).toMatchObject({
      inserted: 0,
      updated: 1,
      rejections: [],
      unknownColumns: ['replaces', 'questioned_for', 'photo', 'changed_at'],
    });
    expect(await base.query('select status from readings where external_ref is null')).toEqual([
      { status: 'rejected' },
    ]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('refuses a cursor that is ahead of the database, as after a restored backup', async () => {
    await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
    await expect(take(base, { kind: 'export', number: 7 })).rejects.toThrow(
      /--since 7 is ahead of this database, which knows exports up to 1/,
    );
  });

  it('gives more than one page in order, each once', async () => {
    await base.query(
      `insert into readings (supplier_id, number, account_id, meter_id, read_at, source, status, counts_for)
       select '${base.supplierId}', '${base.supplierId}-' || n, account_id, id, now(), 'customer', 'withdrawn', '2026-10-01'
       from meters, generate_series(1, 2345) n where serial_number = '00123'`,
    );
    const { numbers, next } = await take(base, null);
    expect([numbers.length, new Set(numbers).size]).toEqual([2345, 2345]);
    expect((await take(base, next)).numbers).toEqual([]);
  });
});

describe('giving readings out while customers hand them in (PostgreSQL)', () => {
  let under: DatabaseUnderTest;
  let base: BillingBase;
  beforeAll(async () => {
    under = await openTestPostgres();
    base = await billingBase(under.database);
    await base.bringAll(SMALL_BASE);
  });
  afterAll(async () => {
    await base.remove();
    await under.close();
  });

  /** Hands a reading in inside a transaction that stays open until `commit` is called. */
  async function handInSlowly(month: string) {
    const [register] = await base.query<{ account_id: string; meter_id: string; register_id: string }>(
      "select account_id, m.id as meter_id, g.id as register_id from meters m join registers g on g.meter_id = m.id where serial_number = '00123'",
    );
    let commit = () => {};
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let number = '';
    let written = () => {};
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const insert = async (tx: Tx) => {
      const stored = await insertReading(
        tx,
        {
          id: newId(TODAY),
          supplierId: base.supplierId,
          accountId: register!.account_id,
          meterId: register!.meter_id,
          readAt: TODAY,
          receivedAt: TODAY,
          source: 'customer',
          status: 'accepted',
          questionedFor: [],
          supersedesId: null,
          countsFor: month,
          values: [{ registerId: register!.register_id, value: '60', consumption: null }],
        },
        { customerRef: 'C-1', action: 'reading.submitted', requestId: 'r' },
      );
      number = stored?.number ?? '';
      written();
      await mayCommit;
    };
    const done = under.database.transaction(base.supplierId, insert);
    await isWritten;
    return { number, finish: () => (commit(), done) };
  }

  it('neither loses nor doubles a reading whose transaction began before the export and ended after it', async () => {
    const slow = await handInSlowly('2026-01');
    const quick = await base.handIn({ account: '0400000001', counts_for: '2026-02', value: '61' });
    const one = await take(base, null);
    expect(one.numbers).toEqual([quick.number]);
    await slow.finish();
    const two = await take(base, one.next);
    expect(two.numbers).toEqual([slow.number]);
    expect((await take(base, two.next)).numbers).toEqual([]);
  });

  it('does not wait for a reading that is being changed, and gives it when that is done', async () => {
    const reading = await base.handIn({ account: '0400000001', counts_for: '2026-03', value: '62' });
    let commit = () => {};
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let ended = () => {};
    const hasEnded = new Promise<void>((resolve) => (ended = resolve));
    const done = under.database.transaction(base.supplierId, async (tx) => {
      await endReading(tx, { supplierId: base.supplierId, id: reading.id, status: 'withdrawn', at: TODAY });
      ended();
      await mayCommit;
    });
    await hasEnded;
    const before = await take(base, null);
    expect(before.numbers).not.toContain(reading.number);
    commit();
    await done;
    const after = await take(base, before.next);
    expect(after.rows.map(({ cabinet_number, status }) => [cabinet_number, status])).toEqual([
      [reading.number, 'withdrawn'],
    ]);
  });

  it('gives every reading exactly once to exports that run while many are handed in', async () => {
    let { next } = await take(base, null);
    const months = Array.from(
      { length: 60 },
      (_, index) => `20${10 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    );
    const expected: string[] = [];
    const seen: string[] = [];
    const handing = Promise.all(
      months.map(async (month) => {
        const slow = await handInSlowly(month);
        expected.push(slow.number);
        await slow.finish();
      }),
    );
    let isHanding = true;
    void handing.finally(() => (isHanding = false));
    do {
      const taken = await take(base, next);
      seen.push(...taken.numbers);
      next = taken.next;
    } while (isHanding);
    await handing;
    seen.push(...(await take(base, next)).numbers);
    expect(seen.sort()).toEqual(expected.sort());
  });
});

describe('where an export begins', () => {
  it('is the number of an export or a moment with its offset', () => {
    expect(parseSince('41')).toEqual({ kind: 'export', number: 41 });
    expect(parseSince('2026-11-05T00:00:00+02:00')).toEqual({ kind: 'moment', at: new Date('2026-11-04T22:00:00Z') });
  });

  it.each(['', 'yesterday', '2026-11-05', '2026-11-05T00:00:00', '-1'])('is not %j', (text) => {
    expect(() => parseSince(text)).toThrow(Refused);
  });
});
