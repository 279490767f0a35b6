import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { billingBase, type BillingBase, SMALL_BASE } from '../testing/billing-base.js';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';
import { seedPaidOrder } from '../testing/paid-order.js';

const HEADER = 'entry_ref;account_number;service_kind;kind;status;amount;booked_on;period_month;payment_number';
const file = (...rows: string[]) => [HEADER, ...rows, ''].join('\n');
const withoutColumn = (...rows: string[]) =>
  ['entry_ref;account_number;service_kind;kind;amount;booked_on', ...rows, ''].join('\n');

describe.each(databasesUnderTest)('the ledger that a billing base brings (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let base: BillingBase;
  let account: string;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    base = await billingBase(under.database);
    await base.bringAll(SMALL_BASE);
    const [row] = await base.query<{ id: string }>("select id from accounts where account_number_key = '0400000001'");
    account = row?.id ?? '';
    return () => base.remove();
  });

  const entriesOf = (ref: string) =>
    base.query<{ amount: string; status: string; kind: string }>(
      `select amount, status, kind from ledger_entries where external_ref = '${ref}' order by id`,
    );
  const owed = async () => {
    const [row] = await base.query<{ sum: string }>(
      `select coalesce(sum(amount), 0)::text as sum from ledger_entries where account_id = '${account}' and status = 'posted'`,
    );
    return row?.sum;
  };

  it('is never edited: a changed sum cancels the entry before and stands beside it', async () => {
    await base.bring('ledger', file('L-9;0400000001;gas;charge;;100,00;2026-11-01;2026-10;'));
    const changed = file('L-9;0400000001;gas;charge;;120,00;2026-11-01;2026-10;');
    expect(await base.bring('ledger', changed)).toMatchObject({ inserted: 0, updated: 1 });
    expect(await entriesOf('L-9')).toEqual([
      { amount: '10000', status: 'cancelled', kind: 'charge' },
      { amount: '12000', status: 'posted', kind: 'charge' },
    ]);
    expect(await base.bring('ledger', changed)).toMatchObject({ updated: 0, unchanged: 1 });
    await base.bring('ledger', file('L-9;0400000001;gas;charge;;100,00;2026-11-01;2026-10;'));
    expect((await entriesOf('L-9')).map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'posted']);
  });

  it('refuses an edit of its money by whatever way, also of a state that goes back', async () => {
    await base.bring('ledger', file('L-9;0400000001;gas;charge;;100,00;2026-11-01;2026-10;'));
    for (const edit of [
      'amount = 1',
      "kind = 'payment'",
      "booked_on = '2026-11-02'",
      "currency = 'EUR'",
      'external_ref = null',
      'period_month = null',
      "service_kind = 'electricity'",
      "status = 'pending'",
    ]) {
      await expect(base.query(`update ledger_entries set ${edit} where external_ref = 'L-9'`), edit).rejects.toThrow(
        /does not change/,
      );
    }
    await base.query("update ledger_entries set status = 'cancelled' where external_ref = 'L-9'");
    await expect(base.query("update ledger_entries set status = 'posted' where external_ref = 'L-9'")).rejects.toThrow(
      /does not change/,
    );
  });

  it('lets a payment on its way arrive, and says more of an entry, without a second one', async () => {
    const before = await owed();
    await base.bring('ledger', file('L-9;0400000001;gas;payment;pending;-10,00;2026-11-01;;'));
    expect(await owed()).toBe(before);
    await base.bring('ledger', file('L-9;0400000001;gas;payment;posted;-10,00;2026-11-01;;'));
    expect(await entriesOf('L-9')).toEqual([{ amount: '-1000', status: 'posted', kind: 'payment' }]);
    const noted =
      'entry_ref;account_number;service_kind;kind;amount;booked_on;due_on\nL-9;0400000001;gas;payment;-10;2026-11-01;2026-11-20\n';
    expect(await base.bring('ledger', noted)).toMatchObject({ updated: 1 });
    expect(await entriesOf('L-9')).toHaveLength(1);
  });

  it('takes back what billing cancels, once', async () => {
    const row = (status: string) => file(`L-9;0400000001;gas;payment;${status};-10,00;2026-11-01;;`);
    await base.bring('ledger', row('posted'));
    expect(await base.bring('ledger', row('cancelled'))).toMatchObject({ updated: 1 });
    expect(await base.bring('ledger', row('cancelled'))).toMatchObject({ unchanged: 1 });
    expect((await entriesOf('L-9')).map(({ status }) => status)).toEqual(['cancelled']);
    await base.bring('ledger', row('posted'));
    expect((await entriesOf('L-9')).map(({ status }) => status)).toEqual(['cancelled', 'posted']);
  });

  it('keeps what a file without the column does not tell of', async () => {
    await base.bring('ledger', file('L-9;0400000001;gas;charge;;100,00;2026-11-01;2026-10;'));
    await base.bring(
      'ledger',
      'entry_ref;account_number;service_kind;kind;amount;booked_on\nL-9;0400000001;gas;charge;120;2026-11-01\n',
    );
    expect(
      await base.query("select period_month from ledger_entries where external_ref = 'L-9' and status = 'posted'"),
    ).toEqual([{ period_month: '2026-10-01' }]);
  });

  describe('about a payment that was made here', () => {
    let number: string;
    let id: string;
    beforeEach(async () => {
      ({ id, number } = await seedPaidOrder(under.database, {
        supplierId: base.supplierId,
        shares: [
          { accountId: account, serviceKind: 'gas', month: '2026-09', amount: 30_000 },
          { accountId: account, serviceKind: 'gas', month: null, amount: 5000 },
        ],
      }));
    });
    /** The names that billing gave to the payment, and that agreed with it. */
    const names = async () => {
      const rows = await base.query<{ ref: string }>(
        `select ref from payment_billing_refs where order_id = '${id}' and agrees order by ref`,
      );
      return rows.map(({ ref }) => ref);
    };
    const differences = () =>
      base.query(
        'select kind, ours, theirs, order_number, reference, closed_at from payment_differences order by reference',
      );

    it('books nothing twice, and remembers how billing calls it', async () => {
      const before = await owed();
      const text = file(`B-1;0400000001;gas;payment;;-350,00;2026-11-04;;${number}`);
      expect(await base.bring('ledger', text)).toMatchObject({ inserted: 0, updated: 1, rejected: 0 });
      expect(await base.bring('ledger', text)).toMatchObject({ unchanged: 1 });
      expect(await owed()).toBe(before);
      expect(await entriesOf('B-1')).toEqual([]);
      expect(await names()).toEqual(['B-1']);
      expect(await differences()).toEqual([]);
    });

    it.each(['50000009', '5000 0009', '№ 5000-0009', '5000–0009'])('knows its number as %s', async (pattern) => {
      const digits = number.replace('-', '');
      const written = pattern.replace(/\d{4}/g, (_, at: number) => (at < 4 ? digits.slice(0, 4) : digits.slice(4)));
      const before = await owed();
      const text = file(`B-1;0400000001;gas;payment;;-350,00;2026-11-04;;${written}`);
      expect(await base.bring('ledger', text)).toMatchObject({ inserted: 0, updated: 1, rejected: 0 });
      expect(await owed()).toBe(before);
      expect(await names()).toEqual(['B-1']);
    });

    it('takes what is no number for none of ours, not for an empty cell', async () => {
      const text = file('B-1;0400000001;gas;payment;;-350,00;2026-11-04;;немає');
      const { rejections } = await base.bring('ledger', text);
      expect(rejections.map(({ reason }) => reason)).toEqual(['unknown_payment_number']);
    });

    describe('of which money was given back', () => {
      const giveBack = (amount: number) =>
        under.database.transaction(base.supplierId, async (tx) => {
          await tx
            .insertInto('ledger_entries')
            .values({
              supplier_id: base.supplierId,
              account_id: account,
              service_kind: 'gas',
              kind: 'refund',
              amount: BigInt(amount),
              currency: 'UAH',
              booked_on: '2026-11-05',
              order_id: id,
              order_movement: `refund ${amount}`,
            })
            .execute();
        });
      const row = (ref: string, amount: string) => `${ref};0400000001;gas;refund;;${amount};2026-11-06;;${number}`;
      beforeEach(() => giveBack(1000));

      it('knows each refund, all of them at once, and what is new since billing heard of it', async () => {
        await giveBack(500);
        const before = await owed();
        expect(await base.bring('ledger', file(row('R-1', '15,00')))).toMatchObject({ updated: 1, rejected: 0 });
        await giveBack(700);
        await giveBack(300);
        const given = Number(before) + 1000;
        // Of 25 it has booked 15 already.
        const both = file(row('R-1', '15,00'), row('R-2', '10,00'));
        expect(await base.bring('ledger', both)).toMatchObject({ updated: 1, unchanged: 1, rejected: 0 });
        await giveBack(600);
        expect(await base.bring('ledger', both)).toMatchObject({ unchanged: 2, rejected: 0 });
        expect(await base.bring('ledger', file(row('R-3', '6,00')))).toMatchObject({ updated: 1, rejected: 0 });
        expect(await owed()).toBe(String(given + 600));
        expect(await names()).toEqual(['R-1', 'R-2', 'R-3']);
        expect(await differences()).toEqual([]);
      });

      it('shows staff where billing gives back more, or another part', async () => {
        for (const [ref, amount] of [
          ['R-1', '10,01'],
          ['R-2', '9,99'],
        ] as const) {
          const { rejections } = await base.bring('ledger', file(row(ref, amount)));
          expect(rejections.map(({ reason }) => reason)).toEqual(['payment_mismatch']);
        }
        expect(await differences()).toMatchObject([
          { kind: 'billing', ours: '1000', theirs: '1001', reference: 'R-1' },
          { kind: 'billing', ours: '1000', theirs: '999', reference: 'R-2' },
        ]);
      });
    });

    it('knows a row for each month too', async () => {
      const result = await base.bring(
        'ledger',
        file(
          `B-1;0400000001;gas;payment;;-300,00;2026-11-04;2026-09;${number}`,
          `B-2;0400000001;gas;payment;;-50,00;2026-11-04;;${number}`,
        ),
      );
      expect(result.rejected).toBe(0);
      expect(await names()).toEqual(['B-1', 'B-2']);
    });

    it.each([
      [
        'without the column',
        (...sums: string[]) =>
          withoutColumn(...sums.map((sum, at) => `B-${at + 1};0400000001;gas;payment;${sum};2026-11-04`)),
      ],
      [
        'with empty cells',
        (...sums: string[]) =>
          file(...sums.map((sum, at) => `B-${at + 1};0400000001;gas;payment;;${sum};2026-11-04;;`)),
      ],
    ])('knows every name again in a file %s', async (_case, again) => {
      await base.bring(
        'ledger',
        file(
          `B-1;0400000001;gas;payment;;-300,00;2026-11-04;2026-09;${number}`,
          `B-2;0400000001;gas;payment;;-50,00;2026-11-04;;${number}`,
        ),
      );
      const before = await owed();
      expect(await base.bring('ledger', again('-300,00', '-50,00'))).toMatchObject({ unchanged: 2, inserted: 0 });
      expect(await owed()).toBe(before);
      // Another sum is no other payment either.
      expect(await base.bring('ledger', again('-301,00', '-50,00'))).toMatchObject({ unchanged: 1, rejected: 1 });
      expect(await owed()).toBe(before);
      expect(await names()).toEqual(['B-1', 'B-2']);
      // Billing has 301 and 50 of it.
      expect(await differences()).toMatchObject([
        { kind: 'billing', ours: '35000', theirs: '35100', reference: 'B-1' },
      ]);
    });

    it('does not give a name that it knows to another payment', async () => {
      const other = await seedPaidOrder(under.database, {
        supplierId: base.supplierId,
        shares: [{ accountId: account, serviceKind: 'gas', month: null, amount: 35_000 }],
      });
      const row = (of: string) => file(`B-1;0400000001;gas;payment;;-350,00;2026-11-04;;${of}`);
      await base.bring('ledger', row(number));
      const { rejections } = await base.bring('ledger', row(other.number));
      expect(rejections.map(({ reason }) => reason)).toEqual(['payment_mismatch']);
      expect(await names()).toEqual(['B-1']);
      expect(await differences()).toMatchObject([{ kind: 'billing', order_number: number, reference: 'B-1' }]);
    });

    it('remembers of a name that does not agree which payment it is of, until billing says otherwise', async () => {
      const before = await owed();
      await base.bring('ledger', file(`B-1;0400000001;gas;payment;;-400,00;2026-11-04;;${number}`));
      const bare = withoutColumn('B-1;0400000001;gas;payment;-400,00;2026-11-04');
      expect(await base.bring('ledger', bare)).toMatchObject({ rejected: 1, inserted: 0 });
      expect(await owed()).toBe(before);
      // It was a mistake: the money is another payment's.
      expect(await base.bring('ledger', file('B-1;0400000001;gas;payment;;-400,00;2026-11-04;;'))).toMatchObject({
        inserted: 1,
      });
      expect(await base.bring('ledger', bare)).toMatchObject({ unchanged: 1 });
      expect(Number(await owed())).toBe(Number(before) - 40_000);
    });

    it('shows staff where billing has it more than once, until billing takes that back', async () => {
      const row = (ref: string, status = '') => `${ref};0400000001;gas;payment;${status};-350,00;2026-11-04;;${number}`;
      const before = await owed();
      for (let round = 0; round < 2; round += 1) {
        const { rejections } = await base.bring('ledger', file(row('B-1'), row('B-2')));
        expect(rejections.map(({ line, reason }) => [line, reason])).toEqual([[3, 'payment_mismatch']]);
      }
      expect(await differences()).toEqual([
        { kind: 'billing', ours: '35000', theirs: '70000', order_number: number, reference: 'B-2', closed_at: null },
      ]);
      expect(await base.bring('ledger', withoutColumn('B-2;0400000001;gas;payment;-350,00;2026-11-04'))).toMatchObject({
        rejected: 1,
      });
      expect(await base.bring('ledger', file(row('B-1'), row('B-2', 'cancelled')))).toMatchObject({ rejected: 0 });
      expect(await owed()).toBe(before);
      expect(await differences()).toHaveLength(1);
    });

    it.each([
      ['a charge', 'L-9;0400000001;gas;charge;;350,00;2026-11-01;;'],
      ['a payment of another account', 'L-9;0400000002;gas;payment;;-350,00;2026-11-01;;'],
      ['a payment of another sum', 'L-9;0400000001;gas;payment;;-300,00;2026-11-01;;'],
    ])('leaves %s alone that has the same name, and shows it to staff', async (_case, entry) => {
      await base.bring('ledger', file(entry));
      const { rejections } = await base.bring(
        'ledger',
        file(`L-9;0400000001;gas;payment;;-350,00;2026-11-04;;${number}`),
      );
      expect(rejections.map(({ reason }) => reason)).toEqual(['payment_mismatch']);
      expect((await entriesOf('L-9')).map(({ status }) => status)).toEqual(['posted']);
      expect(await names()).toEqual([]);
      expect(await differences()).toMatchObject([{ kind: 'billing', order_number: number, reference: 'L-9' }]);
      expect(await base.bring('ledger', file(entry))).toMatchObject({ unchanged: 1 });
    });

    it('takes back what billing had brought as its own before it said whose it was', async () => {
      const before = await owed();
      await base.bring('ledger', file('B-1;0400000001;gas;payment;;-350,00;2026-11-04;;'));
      expect(await owed()).not.toBe(before);
      await base.bring('ledger', file(`B-1;0400000001;gas;payment;;-350,00;2026-11-04;;${number}`));
      expect(await owed()).toBe(before);
    });

    it('rejects another sum or account, and shows the difference to staff, once', async () => {
      const wrong = file(
        `B-1;0400000001;gas;payment;;-400,00;2026-11-04;;${number}`,
        `B-2;0400000002;gas;payment;;-350,00;2026-11-04;;${number}`,
        `B-3;0400000001;gas;payment;;-350,00;2026-11-04;;0000-0000`,
      );
      const before = await owed();
      for (let round = 0; round < 2; round += 1) {
        const { rejections } = await base.bring('ledger', wrong);
        expect(rejections.map(({ reason }) => reason)).toEqual([
          'payment_mismatch',
          'payment_mismatch',
          'unknown_payment_number',
        ]);
      }
      expect(await owed()).toBe(before);
      expect(await names()).toEqual([]);
      expect(await differences()).toEqual([
        { kind: 'billing', ours: '35000', theirs: '40000', order_number: number, reference: 'B-1', closed_at: null },
        { kind: 'billing', ours: '0', theirs: '35000', order_number: number, reference: 'B-2', closed_at: null },
      ]);
    });

    it('stays where billing cancels it, and staff see that, once', async () => {
      const row = (status: string) => file(`B-1;0400000001;gas;payment;${status};-350,00;2026-11-04;;${number}`);
      const before = await owed();
      await base.bring('ledger', row('posted'));
      for (let round = 0; round < 2; round += 1) {
        const { rejections } = await base.bring('ledger', row('cancelled'));
        expect(rejections.map(({ reason }) => reason)).toEqual(['payment_mismatch']);
      }
      expect(await owed()).toBe(before);
      expect(await differences()).toEqual([
        { kind: 'billing', ours: '35000', theirs: '0', order_number: number, reference: 'B-1', closed_at: null },
      ]);
    });

    it('is not credited under a name that billing has cancelled before', async () => {
      const before = await owed();
      await base.bring('ledger', file(`B-1;0400000001;gas;payment;cancelled;-350,00;2026-11-04;;${number}`));
      const bare = withoutColumn('B-1;0400000001;gas;payment;-350,00;2026-11-04');
      expect(await base.bring('ledger', bare)).toMatchObject({ inserted: 0, updated: 1 });
      expect(await names()).toEqual(['B-1']);
      expect(await owed()).toBe(before);
    });

    it('is not touched by a full file that does not have it', async () => {
      await base.bring('ledger', SMALL_BASE.ledger, { full: true });
      expect(await base.query('select distinct status from ledger_entries where order_id is not null')).toEqual([
        { status: 'posted' },
      ]);
    });
  });
});
