import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { billingBase, type BillingBase, SMALL_BASE } from '../../testing/billing-base.js';
import { type DatabaseUnderTest, databasesUnderTest } from '../../testing/databases.js';
import { bookSummary, importBook } from './import-book.js';

const BOOK = `questions:
  - id: settlement
    text: { uk: Де ви живете? }
    options: [{ id: town, label: { uk: У місті } }, { id: village, label: { uk: У селі } }]
series:
  - id: gas
    serviceKind: gas
    name: { uk: Газ }
    tariffs:
      - { id: gas-2022, validFrom: 2022-05-01, price: 7.96 }
  - id: gas-network
    serviceKind: gas
    component: network
    basis: month
    name: { uk: Розподіл }
    tariffs:
      - { id: network-town, when: { settlement: town }, validFrom: 2020-01-01, price: 62.40 }
norms:
  - { id: cooking, serviceKind: gas, per: resident, quantity: 3.28, validFrom: 2020-01-01 }
benefits:
  - { id: veteran, serviceKind: gas, name: { uk: Пільга }, kind: percent, value: 25, upTo: 60 }
  - { id: subsidy, serviceKind: gas, name: { uk: Субсидія }, kind: money }
`;

const LOCALITIES = `locality_id;name_uk;name_ru;former_uk;former_ru;district_uk;answers
bakhmut;Бахмут;Бахмут;Артемівськ|Бахмутськ;Артёмовск;Донецька область;settlement=town
ivanivka;с. Іванівка;;;;;settlement=village|mountain=yes
`;

describe.each(databasesUnderTest)('bringing tariffs in (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let folder: string;
  let base: BillingBase;
  beforeAll(async () => {
    under = await open();
    folder = await mkdtemp(join(tmpdir(), 'kabinet-book-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await under.close();
  });
  beforeEach(async () => {
    base = await billingBase(under.database);
    return () => base.remove();
  });

  async function bringBook(text: string, options: { dryRun?: boolean } = {}) {
    const path = join(folder, 'tariffs.yaml');
    await writeFile(path, text);
    const { supplierId, profile } = base;
    return importBook(under.database, { supplierId, profile, path }, options);
  }
  const storedIds = async () =>
    (
      await base.query<{ id: string }>(
        'select id from tariffs union all select id from tariff_questions union all select id from consumption_norms ' +
          'union all select id from benefit_kinds order by id',
      )
    ).map(({ id }) => id);

  describe('a book', () => {
    it('replaces the one before, and says what became of each entry', async () => {
      const first = await bringBook(BOOK);
      expect([first.added.length, first.changed, first.removed, first.unchanged]).toEqual([6, [], [], 0]);

      const again = await bringBook(BOOK);
      expect(bookSummary(again)).toBe('tariffs.yaml: unchanged (6 entries)');

      const next = await bringBook(
        BOOK.replace(
          '      - { id: gas-2022',
          '      - { id: gas-2019, validFrom: 2019-04-01, validTo: 2022-04-30, price: 6 }\n      - { id: gas-2022',
        )
          .replace('62.40', '71.15')
          .replace(/norms:\n.*\n/, ''),
      );
      expect(bookSummary(next)).toBe(
        [
          'tariffs.yaml: 1 added, 1 changed, 1 removed, 4 unchanged',
          '  added: tariff gas-2019',
          '  changed: tariff network-town',
          '  removed: norm cooking',
        ].join('\n'),
      );
      // What stands in the file's order is given out in it, wherever an entry was put in.
      expect(
        await base.query("select id, content->'blocks'->0->>'price' as price from tariffs order by position"),
      ).toEqual([
        { id: 'gas-2019', price: '6' },
        { id: 'gas-2022', price: '7.96' },
        { id: 'network-town', price: '71.15' },
      ]);
      expect(await base.query("select count(*)::int as n from imports where kind = 'tariffs'")).toEqual([{ n: 3 }]);
    });

    it('changes nothing in a dry run, nor when any of it is wrong', async () => {
      await bringBook(BOOK);
      const before = await storedIds();
      const tried = await bringBook(BOOK.replaceAll('gas-2022', 'gas-2023'), { dryRun: true });
      expect([tried.added, tried.removed]).toEqual([['tariff gas-2023'], ['tariff gas-2022']]);
      await expect(bringBook(BOOK.replaceAll('gas-2022', 'gas-2023').replace('62.40', 'x'))).rejects.toThrow(
        /line 17,/,
      );
      expect(await storedIds()).toEqual(before);
      // A dry run of a file does not wait for ever, nor hold up the next.
      expect((await bringBook(BOOK)).unchanged).toBe(6);
    });

    it('finds its places among those that are loaded, and they stay while it names them', async () => {
      const placed = BOOK.replace('settlement: town }, valid', 'locality: [bakhmut, ivanivka] }, valid');
      await expect(bringBook(placed)).rejects.toThrow(/names places, but none are loaded: load localities\.csv first/);
      await base.bring('localities', LOCALITIES);
      await bringBook(placed);
      expect(await base.query('select locality_id, tariff_id from tariff_localities order by 1')).toEqual([
        { locality_id: 'bakhmut', tariff_id: 'network-town' },
        { locality_id: 'ivanivka', tariff_id: 'network-town' },
      ]);
      const shorter = LOCALITIES.split('\n').slice(0, 2).join('\n');
      await expect(base.bring('localities', shorter, { full: true, maxAbsentPercent: 100 })).rejects.toThrow(
        /lacks places that tariffs name: ivanivka\. Nothing of it was taken in/,
      );
      await bringBook(placed.replace(', ivanivka', ''));
      const { absent } = await base.bring('localities', shorter, { full: true, maxAbsentPercent: 100 });
      expect(absent).toEqual({ count: 1, verb: 'removed' });
      expect(await base.query("select key from locality_starts where key like 'иван%'")).toEqual([]);
    });

    it('keeps the benefits that accounts have', async () => {
      await bringBook(BOOK);
      await base.bringAll({ accounts: SMALL_BASE.accounts.replaceAll(/;P-\d;/g, ';;') });
      await base.bring('benefits', 'account_number;benefit;valid_from\n0400000001;veteran;2024-01-01\n');
      await expect(bringBook(BOOK.replace(/.*id: veteran.*\n/, ''))).rejects.toThrow(
        /lacks benefits that accounts have: "veteran" \(1 accounts\)/,
      );
      expect((await bringBook(BOOK.replace(/.*id: subsidy.*\n/, ''))).removed).toEqual(['benefit subsidy']);
    });
  });

  describe('localities', () => {
    it('come with all their names, and are found by them at once', async () => {
      expect(await base.bring('localities', LOCALITIES)).toMatchObject({ inserted: 2, rejections: [] });
      expect(await base.query('select id, name, district, former_names, answers from localities order by id')).toEqual([
        {
          id: 'bakhmut',
          name: { uk: 'Бахмут', ru: 'Бахмут' },
          district: { uk: 'Донецька область' },
          former_names: [{ uk: 'Артемівськ', ru: 'Артёмовск' }, { uk: 'Бахмутськ' }],
          answers: { settlement: 'town' },
        },
        {
          id: 'ivanivka',
          name: { uk: 'с. Іванівка' },
          district: null,
          former_names: [],
          answers: { settlement: 'village', mountain: 'yes' },
        },
      ]);
      const keys = () => base.query("select key, rank from locality_starts where locality_id = 'bakhmut' order by key");
      const withFormer = [
        { key: 'артемивск', rank: 1 },
        { key: 'артемовск', rank: 1 },
        { key: 'баxмут', rank: 0 },
        { key: 'баxмутск', rank: 1 },
      ].map(({ key, rank }) => ({ key: key.replace('x', 'х'), rank }));
      expect(await keys()).toEqual(withFormer);
      expect(await base.bring('localities', LOCALITIES)).toMatchObject({ inserted: 0, updated: 0, unchanged: 2 });

      // A column that is not there stays as it is: the former names are still searched.
      const renamed = await base.bring('localities', 'locality_id;name_uk\nbakhmut;Бахмуд\n');
      expect(renamed.updated).toBe(1);
      expect((await keys()).map((row) => (row as { key: string }).key)).toEqual([
        'артемивск',
        'артемовск',
        'бахмуд',
        'бахмутск',
      ]);
    });

    it('are rejected with a reason', async () => {
      const { rejections } = await base.bring(
        'localities',
        `locality_id;name_uk;answers
a b;Назва;
empty;;
odd;Назва;settlement
odd2;Назва;settlement=town|settlement=village
turned;На\u202eзва;
isolated;На\u2066зва;
`,
      );
      expect(rejections.map(({ line, column, reason }) => [line, column, reason])).toEqual([
        [2, 'locality_id', 'not_an_id'],
        [3, 'name_uk', 'missing_value'],
        [4, 'answers', 'not_answers'],
        [5, 'answers', 'not_answers'],
        [6, 'name_uk', 'bad_characters'],
        [7, 'name_uk', 'bad_characters'],
      ]);
    });
  });

  describe('what tariffs depend on', () => {
    beforeEach(async () => {
      await base.bring('localities', LOCALITIES);
      await bringBook(BOOK);
      await base.bringAll({ premises: SMALL_BASE.premises, accounts: SMALL_BASE.accounts });
    });

    it('comes by account, and the same file again changes nothing', async () => {
      const attributes = `account_number;area;residents;capacity;answers
0400-000-001;54,30;2;;settlement=village|locality=ivanivka
О400000003;;;1 200;customer=legal_entity
`;
      expect(await base.bring('account_attributes', attributes)).toMatchObject({ inserted: 2, rejections: [] });
      expect(await base.bring('account_attributes', attributes)).toMatchObject({
        inserted: 0,
        updated: 0,
        unchanged: 2,
      });
      expect(
        await base.query(
          'select area, residents, capacity, answers from account_attributes order by residents nulls last',
        ),
      ).toEqual([
        { area: '54.3', residents: 2, capacity: null, answers: { settlement: 'village', locality: 'ivanivka' } },
        { area: null, residents: null, capacity: '1200', answers: { customer: 'legal_entity' } },
      ]);
      const later = await base.bring('account_attributes', 'account_number;residents\n0400000001;3\n', {
        full: true,
        maxAbsentPercent: 100,
      });
      expect(later).toMatchObject({ updated: 1, absent: { count: 1, verb: 'removed' } });
      expect(await base.query('select area, residents from account_attributes')).toEqual([
        { area: '54.3', residents: 3 },
      ]);
    });

    it('is rejected where the book or the base does not know it', async () => {
      const attributes = await base.bring(
        'account_attributes',
        `account_number;area;residents;answers
0400000009;1;1;
0400000001;-1;1;
0400000001;1;1,5;
0400000001;1;1;stove=gas
0400000002;1;1;settlement=city
0400000003;1;1;locality=lviv
`,
      );
      expect(attributes.rejections.map(({ line, column, reason }) => [line, column, reason])).toEqual([
        [3, 'area', 'out_of_range'],
        [4, 'residents', 'out_of_range'],
        [2, 'account_number', 'unknown_account'],
        [5, 'answers', 'unknown_question'],
        [6, 'answers', 'unknown_question'],
        [7, 'answers', 'unknown_locality'],
      ]);
      // An answer says something about a person: it is not repeated in a report.
      expect(attributes.rejections.every(({ value }) => value === undefined)).toBe(true);

      const benefits = await base.bring(
        'benefits',
        `account_number;benefit;valid_from;valid_to;value;up_to
0400000001;veteran;2024-01-01;;;
0400000001;veteran;2024-01-01;;30;
0400000001;veteran;2025-01-01;2024-12-31;;
0400000001;hero;2024-01-01;;;
0400000002;subsidy;2024-01-01;;;
0400000002;subsidy;2024-02-01;;845,20;5
0400000002;veteran;2024-01-01;;101;
0400000003;veteran;2200-01-01;;;
0400000003;veteran;9999-01-01;9999-12-31;;
0400000003;subsidy;2024-01-01;;1234567890123;
0400000003;subsidy;2024-02-01;;0,1234567;
0400000003;veteran;2024-02-01;;5;1234567890123
`,
      );
      expect(benefits.inserted).toBe(1);
      expect(benefits.rejections.map(({ line, column, reason }) => [line, column, reason])).toEqual([
        [4, 'valid_to', 'ends_before_it_begins'],
        [9, 'valid_from', 'too_far_away'],
        [10, 'valid_from', 'too_far_away'],
        [11, 'value', 'out_of_range'],
        [12, 'value', 'out_of_range'],
        [13, 'up_to', 'out_of_range'],
        [3, null, 'duplicate_row'],
        [5, 'benefit', 'unknown_benefit'],
        [6, 'value', 'no_benefit_value'],
        [7, 'up_to', 'out_of_range'],
        [8, 'value', 'out_of_range'],
      ]);
    });

    it('has no end where the file names one that nobody means', async () => {
      const header = 'account_number;benefit;valid_from;valid_to\n';
      const rows = (end: string) => `${header}0400000001;veteran;2024-01-01;${end}\n`;
      await base.bring('benefits', rows('2199-12-31'));
      expect(await base.query('select valid_to from account_benefits')).toEqual([{ valid_to: '2199-12-31' }]);
      expect(await base.bring('benefits', rows('31.12.9999'))).toMatchObject({ updated: 1, rejections: [] });
      expect(await base.query('select valid_to from account_benefits')).toEqual([{ valid_to: null }]);
      expect(await base.bring('benefits', rows(''))).toMatchObject({ unchanged: 1 });
    });

    it('ends with a full file that does not have it', async () => {
      const header = 'account_number;benefit;valid_from;valid_to;value\n';
      const veteran = '0400000001;veteran;2024-01-01;;\n';
      await base.bring('benefits', `${header}${veteran}0400000002;subsidy;2026-10-01;2027-04-30;845,20\n`);
      const { unchanged, absent } = await base.bring('benefits', header + veteran, {
        full: true,
        maxAbsentPercent: 50,
      });
      expect([unchanged, absent]).toEqual([1, { count: 1, verb: 'removed' }]);
      expect(await base.query('select benefit_id, valid_from, value from account_benefits')).toEqual([
        { benefit_id: 'veteran', valid_from: '2024-01-01', value: null },
      ]);
    });
  });
});
