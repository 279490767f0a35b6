import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';
import { billingBase, type BillingBase, SMALL_BASE, TODAY } from '../testing/billing-base.js';
import { Refused } from './refused.js';

describe.each(databasesUnderTest)('bringing a billing base in (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let base: BillingBase;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    base = await billingBase(under.database);
    return () => base.remove();
  });

  it('takes every row in, in the forms people write them', async () => {
    const results = await base.bringAll(SMALL_BASE);
    expect(results.map(({ inserted, rejections }) => [inserted, rejections])).toEqual([
      [2, []],
      [3, []],
      [2, []],
      [3, []],
      [5, []],
      [4, []],
    ]);
    expect(
      await base.query('select account_number, account_number_key, customer_ref, opened_on from accounts order by 2'),
    ).toEqual([
      {
        account_number: '0400-000-001',
        account_number_key: '0400000001',
        customer_ref: 'C-1',
        opened_on: '2003-02-01',
      },
      { account_number: '0400000002', account_number_key: '0400000002', customer_ref: 'C-1', opened_on: null },
      { account_number: 'О400000003', account_number_key: '0400000003', customer_ref: null, opened_on: '2020-05-06' },
    ]);
    expect(await base.query('select name, kind from customers')).toEqual([
      { name: "Дем'яненко Ґанна Іллівна", kind: 'household' },
    ]);
    expect(await base.query("select address, settlement from premises where premise_ref = 'P-2'")).toEqual([
      { address: 'вул. "Нова", 1', settlement: 'village' },
    ]);
    expect(await base.query('select service_kind, unit, multiplier from meters order by 1')).toEqual([
      { service_kind: 'electricity', unit: 'kWh', multiplier: '20' },
      { service_kind: 'gas', unit: 'm3', multiplier: '1' },
    ]);
    expect(
      await base.query(
        'select external_ref, amount, status, basis, period_month, due_on, currency from ledger_entries order by 1',
      ),
    ).toEqual([
      {
        external_ref: 'L-1',
        amount: '10000',
        status: 'posted',
        basis: null,
        period_month: null,
        due_on: null,
        currency: 'UAH',
      },
      {
        external_ref: 'L-2',
        amount: '123456',
        status: 'posted',
        basis: 'estimated',
        period_month: '2026-09-01',
        due_on: '2026-10-20',
        currency: 'UAH',
      },
      {
        external_ref: 'L-3',
        amount: '-100000',
        status: 'pending',
        basis: null,
        period_month: null,
        due_on: null,
        currency: 'UAH',
      },
      {
        external_ref: 'L-4',
        amount: '796',
        status: 'posted',
        basis: 'actual',
        period_month: '2026-09-01',
        due_on: null,
        currency: 'UAH',
      },
    ]);
  });

  it('works out what was used, whatever the order of the rows, past the zero of a dial and with the multiplier', async () => {
    await base.bringAll(SMALL_BASE);
    const rows = await base.query<Record<string, string | null>>(
      `select external_ref, zone, value::text, consumption::text, read_at, counts_for::text, quality from readings r
       join reading_values v on v.reading_id = r.id join registers g on g.id = v.register_id order by 1, 2`,
    );
    expect(rows.map((row) => [row.external_ref, row.zone, row.value, row.consumption])).toEqual([
      ['R-1', 'total', '99950.5', null],
      ['R-2', 'total', '99990.5', '40'],
      ['R-3', 'total', '42', '51.5'],
      ['R-4', 'day', '1000', null],
      ['R-4', 'night', '500.5', null],
      ['R-5', 'day', '1010.5', '210'],
      // The estimate before was too high: what was used cannot be told.
      ['R-5', 'night', '499', null],
    ]);
    expect(rows.map((row) => [row.read_at, row.counts_for])).toEqual([
      ['2026-08-31T21:00:00.000Z', '2026-08-01'],
      ['2026-10-01T11:05:00.000Z', '2026-09-01'],
      ['2026-11-01T06:30:00.000Z', '2026-10-01'],
      ['2026-09-29T21:00:00.000Z', '2026-09-01'],
      ['2026-09-29T21:00:00.000Z', '2026-09-01'],
      ['2026-10-30T22:00:00.000Z', '2026-10-01'],
      ['2026-10-30T22:00:00.000Z', '2026-10-01'],
    ]);
    expect(rows.at(-1)?.quality).toBe('estimated');

    // A reading that turns up later, between two others, shifts the use of the one after it.
    await base.bring(
      'readings',
      'reading_ref;account_number;serial_number;service_kind;read_at;value_total\nR-9;0400000001;00123;gas;2026-10-15;10\n',
    );
    expect(
      await base.query(
        "select external_ref, consumption::text from readings r join reading_values v on v.reading_id = r.id where external_ref in ('R-9', 'R-3') order by 1",
      ),
    ).toEqual([
      { external_ref: 'R-3', consumption: '32' },
      { external_ref: 'R-9', consumption: '19.5' },
    ]);
  });

  it('changes nothing when the same files come again', async () => {
    await base.bringAll(SMALL_BASE);
    const everything = `select (select json_agg(a order by id) from accounts a) as a, (select json_agg(m order by id) from meters m) as m,
      (select json_agg(r order by id) from readings r) as r, (select json_agg(v order by reading_id, register_id) from reading_values v) as v,
      (select json_agg(l order by id) from ledger_entries l) as l, (select json_agg(c) from customers c) as c,
      (select sum(xmin::text::bigint)::text from readings) as versions`;
    const before = await base.query(everything);
    const again = await base.bringAll(SMALL_BASE);
    expect(again.map(({ inserted, updated, unchanged, rejected }) => [inserted, updated, unchanged, rejected])).toEqual(
      [
        [0, 0, 2, 0],
        [0, 0, 3, 0],
        [0, 0, 2, 0],
        [0, 0, 3, 0],
        [0, 0, 5, 0],
        [0, 0, 4, 0],
      ],
    );
    expect(await base.query(everything)).toEqual(before);
    expect(await base.query("select kind, rows_accepted from imports where kind = 'ledger'")).toHaveLength(2);
  });

  it('changes what a later file says, and leaves alone what it does not speak of', async () => {
    await base.bringAll(SMALL_BASE);
    const meters = await base.bring(
      'meters',
      'account_number;serial_number;service_kind;seal_number\n0400000001;00123;gas;К0002\n',
    );
    expect([meters.inserted, meters.updated]).toEqual([0, 1]);
    const accounts = await base.bring('accounts', 'account_number,holder_name\n0400000001,Ґалаґан Ґанна\n');
    expect([accounts.inserted, accounts.updated]).toEqual([0, 1]);
    expect(
      await base.query(
        "select seal_number, place, installed_on, verification_due_on from meters where serial_number = '00123'",
      ),
    ).toEqual([
      { seal_number: 'К0002', place: 'кухня', installed_on: '2019-03-04', verification_due_on: '2027-03-04' },
    ]);
    expect(
      await base.query(
        "select holder_name, customer_ref, premise_ref, opened_on from accounts where account_number_key = '0400000001'",
      ),
    ).toEqual([{ holder_name: 'Ґалаґан Ґанна', customer_ref: 'C-1', premise_ref: 'P-1', opened_on: '2003-02-01' }]);
  });

  it('takes PINs as they are printed, and keeps those of before when the column is missing', async () => {
    await base.bringAll(SMALL_BASE);
    const pins = () =>
      base.query('select account_number_key as key, link_pin as pin from accounts where link_pin is not null');
    await base.bring('accounts', 'account_number;holder_name;ПІН-код\n0400000001;А;00 48-21\n0400000002;Б;АВ12\n');
    await base.bring('accounts', 'account_number;holder_name\n0400000001;А\n');
    const expected = { key: '0400000001', pin: '00 48-21' };
    expect(await pins()).toEqual([expect.objectContaining({ pin: 'АВ12' }), expected].reverse());
    const withBadOne = `account_number;holder_name;link_pin\n0400000001;А;${'4'.repeat(41)}\n0400000002;Б;\n`;
    const { rejections } = await base.bring('accounts', withBadOne);
    // A PIN never stands in a report.
    expect(rejections).toEqual([{ line: 2, column: 'link_pin', reason: 'too_long' }]);
    expect(await pins()).toEqual([expected]);
  });

  describe('a bad row among good ones', () => {
    let loaded: BillingBase;
    beforeAll(async () => {
      loaded = await billingBase(under.database);
      await loaded.bringAll(SMALL_BASE);
    });
    afterAll(() => loaded.remove());

    it.each<[keyof typeof SMALL_BASE, string, string, string | null]>([
      ['premises', 'P-1;інша;інше;town', 'duplicate_row', null],
      ['premises', 'P-9;;м. Придеснянськ;town', 'missing_value', 'address'],
      ['premises', 'P-9;a;b;city', 'unknown_word', 'settlement'],
      ['premises', 'P-9;a\u0007;b;town', 'bad_characters', 'address'],
      ['premises', `P-9;${'я'.repeat(501)};b;town`, 'too_long', 'address'],
      ['premises', 'P-9;вул. Нова;1;м. Придеснянськ;town', 'wrong_cell_count', null],
      ['premises', 'P-9;вул. Нова', 'wrong_cell_count', null],
      ['accounts', '0400000001;C-9;Двічі;household;;open;;', 'duplicate_row', null],
      ['accounts', '123;C-9;Короткий;household;;open;;', 'not_an_account_number', 'account_number'],
      ['accounts', '0400000009;C-9;;household;;open;;', 'missing_value', 'holder_name'],
      ['accounts', '0400000009;C-9;А;household;P-404;open;;', 'unknown_premise', 'premise_ref'],
      ['accounts', '0400000009;C-9;А;household;;open;30.02.2020;', 'not_a_date', 'opened_on'],
      ['accounts', '0400000009;C-9;А;martian;;open;;', 'unknown_word', 'customer_kind'],
      ['meters', '0400000009;X;;gas;;;;;1;', 'unknown_account', 'account_number'],
      ['meters', '0400000001;X;;heat;;;;;1;', 'service_not_offered', 'service_kind'],
      ['meters', '0400000001;X;;;;;;;1;', 'missing_value', 'service_kind'],
      ['meters', '0400000001;X;;gas;;;;;0;', 'out_of_range', 'multiplier'],
      ['meters', '0400000001;X;;gas;;;;;двадцять;', 'not_a_number', 'multiplier'],
      ['registers', '0400000001;404;gas;total;5;3', 'unknown_meter', 'serial_number'],
      ['registers', '0400000001;00123;gas;day;13;3', 'out_of_range', 'integer_digits'],
      ['registers', '0400000001;00123;gas;day;4,5;3', 'out_of_range', 'integer_digits'],
      ['readings', 'R-9;0400000001;404;gas;2026-10-01;sms;;;1;;', 'unknown_meter', 'serial_number'],
      ['readings', 'R-9;0400000001;00123;gas;2026-10-01;sms;;;;5;', 'unknown_zone', 'value_day'],
      ['readings', 'R-9;0400000001;00123;gas;2026-10-01;sms;;;;;', 'no_values', null],
      ['readings', 'R-9;0400000001;00123;gas;2026-10-01;sms;;;123456;;', 'too_many_digits', 'value_total'],
      ['readings', 'R-9;0400000001;00123;gas;2026-11-04;sms;;;1;;', 'timestamp_future', 'read_at'],
      ['readings', 'R-9;0400000001;00123;gas;учора;sms;;;1;;', 'not_a_moment', 'read_at'],
      ['readings', 'R-9;0400000001;00123;gas;2026-10-01;sms;;жовтень;1;;', 'not_a_month', 'counts_for'],
      ['readings', 'R-9;0400000001;00123;gas;2026-10-01;sms;;;-1;;', 'out_of_range', 'value_total'],
      ['readings', ';0400000001;00123;gas;2026-10-01;sms;;;1;;', 'missing_value', 'reading_ref'],
      ['ledger', 'L-9;0400000009;gas;charge;;;1;2026-10-01;;', 'unknown_account', 'account_number'],
      ['ledger', 'L-9;0400000001;gas;charge;;;1,234;2026-10-01;;', 'not_a_sum', 'amount'],
      ['ledger', 'L-9;0400000001;gas;charge;;;99999999999999999;2026-10-01;;', 'out_of_range', 'amount'],
      ['ledger', 'L-9;0400000001;gas;charge;;;;2026-10-01;;', 'missing_value', 'amount'],
      ['ledger', 'L-9;0400000001;gas;gift;;;1;2026-10-01;;', 'unknown_word', 'kind'],
    ])('rejects the bad row of %s by its line and takes the good ones: %s', async (kind, row, reason, column) => {
      const good = SMALL_BASE[kind].trimEnd().split('\n');
      const result = await loaded.bring(kind, [...good, row, ''].join('\r\n'));
      expect(result.rejections.map(({ line, reason: why, column: where }) => ({ line, why, where }))).toEqual([
        { line: good.length + 1, why: reason, where: column },
      ]);
      expect(result.unchanged).toBe(good.length - 1);
    });
  });

  it('tells all that is wrong with a row, and shows only cells that say nothing about a person', async () => {
    const { rejections, rejected } = await base.bring(
      'accounts',
      'account_number;holder_name;customer_kind;opened_on\n12;Прізвище;чужий;31.02.2020\n',
    );
    expect(rejected).toBe(1);
    expect(rejections).toEqual([
      { line: 2, column: 'account_number', reason: 'not_an_account_number' },
      { line: 2, column: 'customer_kind', reason: 'unknown_word', value: 'чужий' },
      { line: 2, column: 'opened_on', reason: 'not_a_date', value: '31.02.2020' },
    ]);
  });

  it('names the line on which a row begins, past blank lines and cells of several lines', async () => {
    const { rejections, inserted } = await base.bring(
      'premises',
      'premise_ref;address;locality\r\n\r\nP-1;"вул. Нова,\r\nпід’їзд 2";м. А\r\nP-2;;м. А\r\n',
    );
    expect(inserted).toBe(1);
    expect(rejections.map(({ line }) => line)).toEqual([5]);
  });

  it('takes a file back as a whole when too many of its rows are bad, and says so', async () => {
    await base.bringAll({ premises: SMALL_BASE.premises });
    const rows = Array.from({ length: 94 }, (_, index) => `N-${index};вул. Нова, ${index};м. А;town`);
    const bad = Array.from({ length: 6 }, (_, index) => `B-${index};;м. А;town`);
    const text = ['premise_ref;address;locality;settlement', ...rows, ...bad, ''].join('\n');
    await expect(base.bring('premises', text, { maxRejectedPercent: 5 })).rejects.toThrow(
      /^6 of 100 rows of \S+ were rejected, more than 5 %, so nothing of it was taken in\./,
    );
    expect(await base.query('select count(*)::int as n from premises')).toEqual([{ n: 2 }]);
    expect(await base.query('select count(*)::int as n from imports')).toEqual([{ n: 1 }]);
    const taken = await base.bring('premises', text, { maxRejectedPercent: 6 });
    expect([taken.inserted, taken.rejected]).toEqual([94, 6]);
  });

  it('undoes a dry run', async () => {
    const result = await base.bring('premises', SMALL_BASE.premises, { dryRun: true });
    expect(result.inserted).toBe(2);
    expect(await base.query('select count(*)::int as n from premises')).toEqual([{ n: 0 }]);
  });

  it.each([
    ['windows-1251', iconv.encode(SMALL_BASE.premises, 'windows-1251')],
    ['utf-8', iconv.encode(SMALL_BASE.premises, 'utf-8', { addBOM: true })],
    ['utf-16le', iconv.encode(SMALL_BASE.premises, 'utf-16le', { addBOM: true })],
    // Cyrillic letters only after the first block that is read.
    [
      'windows-1251',
      iconv.encode(
        `premise_ref;address;locality;settlement\n${'x;1;1;town\n'.repeat(120_000)}${SMALL_BASE.premises.split('\n').slice(1).join('\n')}`,
        'windows-1251',
      ),
    ],
  ] as const)('finds out that a file is in %s', async (encoding, bytes) => {
    const result = await base.bring('premises', bytes);
    expect(result.encoding).toBe(encoding);
    expect(await base.query("select address, locality from premises where premise_ref = 'P-2'")).toEqual([
      { address: 'вул. "Нова", 1', locality: "с. Під'яблунівка" },
    ]);
  });

  it('reads KOI8-U when told so, commas and tabs by itself, and headers in Ukrainian and Russian', async () => {
    await base.bring('premises', iconv.encode('premise_ref;address;locality\nP-1;вул. Ґонти;м. Їжак\n', 'koi8-u'), {
      encoding: 'koi8-u',
    });
    await base.bring(
      'premises',
      'Код адреси,Адреса,Населений пункт,Тип населеного пункту\nP-2,"вул. А, 1",м. Є,місто\n',
    );
    const result = await base.bring(
      'premises',
      'Код адреса\tАдрес\tНаселённый пункт\tПримечание\nP-3\tул. Б\tг. Ё\tх\n',
    );
    expect(result.unknownColumns).toEqual(['Примечание']);
    expect(await base.query('select premise_ref, address, locality from premises order by 1')).toEqual([
      { premise_ref: 'P-1', address: 'вул. Ґонти', locality: 'м. Їжак' },
      { premise_ref: 'P-2', address: 'вул. А, 1', locality: 'м. Є' },
      { premise_ref: 'P-3', address: 'ул. Б', locality: 'г. Ё' },
    ]);
  });

  it.each([
    ['', /is empty/],
    ['account_number;opened_on\n', /lacks the column holder_name/],
    ['account_number;holder_name;особовий рахунок\n', /has the column account_number twice/],
    ['account_number;holder_name\n0400000001;"Незакрита\n0400000002;Б\n', /opened on line 2 and never closed/],
  ])('refuses a file that cannot be understood: %j', async (text, message) => {
    const attempt = base.bring('accounts', text);
    await expect(attempt).rejects.toThrow(Refused);
    await expect(attempt).rejects.toThrow(message);
  });

  describe('a full file', () => {
    const account = (number: number, name = 'А') => `${String(400_000_000 + number).padStart(10, '0')};${name}`;
    const header = 'account_number;holder_name';
    const full = (rows: readonly string[]) => [header, ...rows, ''].join('\n');
    const forty = Array.from({ length: 40 }, (_, index) => account(index));

    it('closes accounts that it lacks, keeps their history, and opens them when they are back', async () => {
      await base.bring('accounts', full(forty));
      const asOf = new Date('2026-11-02T23:30:00Z');
      const result = await base.bring('accounts', full(forty.slice(1)), { full: true, asOf });
      expect(result.absent).toEqual({ count: 1, verb: 'closed' });
      expect(await base.query("select account_number_key, closed_on from accounts where status = 'closed'")).toEqual([
        { account_number_key: '0400000000', closed_on: '2026-11-03' },
      ]);
      const again = await base.bring('accounts', full(forty.slice(1)), { full: true, asOf: TODAY });
      expect(again.absent).toEqual({ count: 0, verb: 'closed' });
      await base.bring('accounts', `${header};status\n${account(0)};open\n`);
      expect(
        await base.query("select count(*)::int as n from accounts where status = 'closed' or closed_on is not null"),
      ).toEqual([{ n: 0 }]);
    });

    it('leaves open what it has only as a rejected row', async () => {
      await base.bring('accounts', full(forty));
      const result = await base.bring('accounts', full([...forty.slice(1), account(0, '')]), { full: true });
      expect([result.rejected, result.absent?.count]).toEqual([1, 0]);
    });

    it('closes nothing when a row does not say which account it is about', async () => {
      await base.bring('accounts', full(forty));
      await expect(base.bring('accounts', full([...forty.slice(1), '12;Б']), { full: true })).rejects.toThrow(
        /do not say which of the accounts they are about/,
      );
    });

    it('is taken for a cut one when it lacks too much', async () => {
      await base.bring('accounts', full(forty));
      await expect(base.bring('accounts', full(forty.slice(3)), { full: true })).rejects.toThrow(
        /lacks 3 of 40 accounts .* looks cut off/,
      );
      expect(await base.query("select count(*)::int as n from accounts where status = 'open'")).toEqual([{ n: 40 }]);
      const allowed = await base.bring('accounts', full(forty.slice(3)), { full: true, maxAbsentPercent: 10 });
      expect(allowed.absent?.count).toBe(3);
    });

    it('marks meters as removed and entries as cancelled, and deletes nothing', async () => {
      await base.bringAll(SMALL_BASE);
      const without = (kind: 'meters' | 'ledger', line: number) =>
        SMALL_BASE[kind]
          .split('\n')
          .filter((_, index) => index !== line)
          .join('\n');
      await base.bring('meters', without('meters', 2), { full: true, maxAbsentPercent: 50 });
      await base.bring('ledger', without('ledger', 3), { full: true, maxAbsentPercent: 50 });
      expect(await base.query('select serial_number, removed_on from meters order by 1')).toEqual([
        { serial_number: '00123', removed_on: null },
        { serial_number: 'E-77', removed_on: '2026-11-03' },
      ]);
      expect(await base.query('select external_ref, status from ledger_entries order by 1')).toEqual([
        { external_ref: 'L-1', status: 'posted' },
        { external_ref: 'L-2', status: 'posted' },
        { external_ref: 'L-3', status: 'cancelled' },
        { external_ref: 'L-4', status: 'posted' },
      ]);
    });

    it('means nothing for readings', async () => {
      await base.bringAll(SMALL_BASE);
      await expect(base.bring('readings', SMALL_BASE.readings, { full: true })).rejects.toThrow(
        /--full means nothing for readings/,
      );
    });
  });

  it('sees the rows of its own supplier only', async () => {
    await base.bringAll(SMALL_BASE);
    const other = await billingBase(under.database);
    const result = await other.bring('meters', SMALL_BASE.meters);
    expect(result.rejections.map(({ reason }) => reason)).toEqual(['unknown_account', 'unknown_account']);
    await other.remove();
  });
});
