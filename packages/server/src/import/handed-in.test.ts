import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';
import { endReading } from '../db/readings.js';
import { billingBase, type BillingBase, SMALL_BASE, TODAY } from '../testing/billing-base.js';

const HEADER =
  'reading_ref;cabinet_number;account_number;serial_number;service_kind;read_at;source;status;counts_for;value_total';

describe.each(databasesUnderTest)('what billing says of readings handed in here (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let base: BillingBase;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    base = await billingBase(under.database);
    await base.bringAll({ ...SMALL_BASE });
    return () => base.remove();
  });

  const bring = (...rows: string[]) => base.bring('readings', [HEADER, ...rows, ''].join('\n'));
  const stored = (id: string) =>
    base.query(
      `select status, billing_ref, external_ref, read_at, (select string_agg(value::text || '/' || consumption::text, ' ') from reading_values where reading_id = r.id) as value
       from readings r where id = '${id}'`,
    );
  const count = async () => (await base.query<{ n: number }>('select count(*)::int as n from readings'))[0]?.n;

  it.each(['accepted', 'rejected'])(
    'becomes %s without a second row, and its values stay what the customer read',
    async (status) => {
      const { id, number } = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
      const before = await count();
      const row = `B-1;${number.replaceAll('-', '')};0400000001;00123;gas;2026-11-03;customer;${status};2026-10;55`;
      expect(await bring(row)).toMatchObject({ inserted: 0, updated: 1, rejections: [] });
      expect(await bring(row)).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
      expect(await count()).toBe(before);
      expect(await stored(id)).toEqual([
        { status, billing_ref: 'B-1', external_ref: null, read_at: TODAY.toISOString(), value: '55/7' },
      ]);
      expect(
        await base.query("select actor from audit_events where action like 'reading.%' and actor = 'supplier'"),
      ).toHaveLength(status === 'accepted' ? 0 : 1);
      // From now on the billing base's own name is enough.
      expect(await bring('B-1;;0400000001;00123;gas;2026-11-03;customer;rejected;2026-10;55')).toMatchObject({
        inserted: 0,
        rejected: 0,
      });
      expect(await stored(id)).toMatchObject([{ status: 'rejected' }]);
    },
  );

  it('takes a verdict that repeats nothing but the number', async () => {
    const { id, number } = await base.handIn({
      account: '0400000001',
      counts_for: '2026-10',
      value: '55',
      status: 'questioned',
    });
    expect(await bring(`;${number};0400000001;00123;gas;;;accepted;;`)).toMatchObject({ updated: 1, rejections: [] });
    expect(await stored(id)).toMatchObject([{ status: 'accepted', billing_ref: null }]);
  });

  it('knows its own reading again by meter, month and value when billing cannot keep the number', async () => {
    const { id } = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
    const before = await count();
    expect(await bring('B-1;;0400000001;00123;gas;2026-11-03;customer;accepted;2026-10;55,000')).toMatchObject({
      inserted: 0,
      updated: 1,
    });
    expect(await stored(id)).toMatchObject([{ status: 'accepted', billing_ref: 'B-1' }]);
    expect(await count()).toBe(before);
  });

  it.each([
    ['an inspector read the same value', 'B-2;;0400000001;00123;gas;2026-11-03;inspector;accepted;2026-10;55'],
    ['the value differs', 'B-2;;0400000001;00123;gas;2026-11-03;customer;accepted;2026-10;56'],
    ['the month differs', 'B-2;;0400000001;00123;gas;2026-11-02;customer;accepted;2026-09;55'],
  ])('keeps two readings apart when %s', async (_why, row) => {
    const { id } = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
    expect(await bring(row)).toMatchObject({ inserted: 1, rejections: [] });
    expect(await stored(id)).toMatchObject([{ status: 'accepted', billing_ref: null, value: '55/7' }]);
  });

  it.each([
    [
      'unknown_cabinet_number',
      (_: string) => 'B-3;9999-9999;0400000001;00123;gas;2026-11-03;customer;accepted;2026-10;55',
    ],
    [
      'cabinet_number_mismatch',
      (number: string) => `B-3;${number};0400000001;00123;gas;2026-11-03;customer;accepted;2026-10;56`,
    ],
    [
      'cabinet_number_mismatch',
      (number: string) => `B-3;${number};0400000002;E-77;electricity;2026-11-03;customer;accepted;2026-10;`,
    ],
  ])('rejects a row that contradicts what was handed in: %s', async (reason, row) => {
    const { id, number } = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
    const result = await bring(row(number));
    expect(result.rejections.map((each) => [each.line, each.reason])).toEqual([[2, reason]]);
    expect(await stored(id)).toMatchObject([{ status: 'accepted', billing_ref: null, value: '55/7' }]);
  });

  it.each(['superseded', 'withdrawn'] as const)('lets a reading stay %s: the customer acted later', async (status) => {
    const { id, number } = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
    await under.database.transaction(base.supplierId, (tx) =>
      endReading(tx, { supplierId: base.supplierId, id, status, at: TODAY }),
    );
    const later = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '57' });
    await bring(`B-1;${number};0400000001;00123;gas;2026-11-03;customer;accepted;2026-10;55`);
    expect(await stored(id)).toMatchObject([{ status, billing_ref: 'B-1' }]);
    expect(await stored(later.id)).toMatchObject([{ status: 'accepted', billing_ref: null }]);
  });

  it('does not bring a rejected reading back to life beside the one that was handed in instead', async () => {
    const { id, number } = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
    await bring(`;${number};0400000001;00123;gas;;;rejected;;`);
    const later = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '57' });
    expect(await bring(`;${number};0400000001;00123;gas;;;accepted;;`)).toMatchObject({ unchanged: 1 });
    expect(await stored(id)).toMatchObject([{ status: 'rejected' }]);
    expect(await stored(later.id)).toMatchObject([{ status: 'accepted' }]);
  });

  it('hides the copy that a file brought before it had learned the number', async () => {
    await bring('B-1;;0400000001;00123;gas;2026-11-03;inspector;accepted;2026-10;55');
    const { id, number } = await base.handIn({ account: '0400000001', counts_for: '2026-10', value: '55' });
    await bring(`B-1;${number};0400000001;00123;gas;2026-11-03;customer;accepted;2026-10;55`);
    expect(await base.query("select status from readings where external_ref = 'B-1'")).toEqual([
      { status: 'superseded' },
    ]);
    expect(await stored(id)).toMatchObject([{ status: 'accepted', billing_ref: 'B-1' }]);
  });
});
