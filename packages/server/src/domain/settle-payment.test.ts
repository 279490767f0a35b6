import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { changeOrder, findOrder, type PaymentOrderRow } from '../db/payment-orders.js';
import type { ProviderEvent } from '../payments/provider.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { eventOf, SEED_NOW, seedSupplier, type SeededSupplier, TEST_PAYING, testContext } from '../testing/index.js';
import { createOrder } from './payment-orders.js';
import type { Outcome } from './judge-payment-event.js';
import { applyEvent } from './settle-payment.js';
import type { KnownSupplier } from './supplier-directory.js';

describe.each(databasesUnderTest)('a provider’s word, on %s', (name, open) => {
  let under: DatabaseUnderTest;
  let seeded: SeededSupplier;
  let supplier: KnownSupplier;
  let context: Context;
  let now: Date;

  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    context = testContext(under.database, { now: () => now });
    seeded = await seedSupplier(under.database, { profile: { paying: TEST_PAYING } });
    supplier = (await context.suppliers.find(seeded.id))!;
  });

  const gas = () => seeded.customer.accounts[0].id;
  const power = () => seeded.customer.accounts[1].id;

  function order(wish: { lines?: { accountId: string; amount: bigint }[]; methodId?: string } = {}) {
    return under.database.transaction(seeded.id, (tx) =>
      createOrder(tx, {
        context,
        supplier,
        customerRef: seeded.customer.ref,
        lines: [{ accountId: gas(), amount: 35_820n }],
        methodId: 'card',
        returnUrl: 'https://gas.example/kabinet.html',
        language: 'uk',
        anew: true,
        planId: null,
        now,
        requestId: 'test',
        ...wish,
      }),
    );
  }
  function hear(
    to: PaymentOrderRow,
    said: Partial<ProviderEvent> & Pick<ProviderEvent, 'kind'>,
    { methodId = to.methodId, on = supplier }: { methodId?: string; on?: KnownSupplier } = {},
  ) {
    return under.database.transaction(on.id, (tx) =>
      applyEvent(tx, { context, supplier: on, methodId, event: eventOf(to, said), source: 'callback', now }),
    );
  }
  const outcomeOf = async (...args: Parameters<typeof hear>): Promise<Outcome> => (await hear(...args)).outcome;
  const stored = (to: PaymentOrderRow) =>
    under.database.transaction(seeded.id, (tx) => findOrder(tx, { supplierId: seeded.id, orderId: to.id }));
  interface Entry {
    account: string;
    kind: string;
    service: string;
    month: string | null;
    amount: string;
    booked: string;
    movement: string;
  }
  const entries = (to: PaymentOrderRow) =>
    under.database.transaction(seeded.id, async (tx) => {
      const { rows } = await sql<Entry>`
        select account_id as account, kind, service_kind as service, to_char(period_month, 'YYYY-MM') as month, amount, booked_on as booked,
          order_movement as movement
        from ledger_entries where order_id = ${to.id}::uuid order by id`.execute(tx);
      return rows;
    });
  const sumOf = (list: readonly Entry[]) => list.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  const balance = (accountId: string) =>
    under.database.transaction(seeded.id, async (tx) => {
      const { rows } = await sql<{ sum: string }>`
        select sum(amount)::text as sum from ledger_entries where account_id = ${accountId}::uuid and status = 'posted'`.execute(
        tx,
      );
      return rows[0]?.sum;
    });
  const differences = () =>
    under.database.transaction(seeded.id, async (tx) => {
      const { rows } = await sql<Record<string, unknown>>`
        select kind, method_id as method, order_number as number, reference, ours, theirs, theirs_currency as "theirsCurrency", day
        from payment_differences order by found_at, id`.execute(tx);
      return rows;
    });

  it('credits a payment to what is owed, once, with a receipt', async () => {
    const made = await order();
    expect(await outcomeOf(made, { kind: 'pending' })).toBe('applied');
    const { outcome, order: paid } = await hear(made, { kind: 'paid' });
    expect(outcome).toBe('applied');
    expect(paid).toMatchObject({
      status: 'paid',
      settledAt: SEED_NOW.toISOString(),
      reference: `bank-${made.number}`,
      nextAskAt: null,
      refunded: 0n,
      receiptId: expect.any(String),
    });
    // Brought forward 100.00 without a month, 358.20 for October, 100.00 paid since without a month.
    expect(await entries(made)).toEqual([
      {
        account: gas(),
        kind: 'payment',
        service: 'gas',
        month: '2026-10',
        amount: '-35820',
        booked: '2026-11-03',
        movement: 'paid',
      },
    ]);
    expect(await balance(gas())).toBe('0');
  });

  it('spreads each line over its own account, and carries what is more than is owed', async () => {
    const made = await order({
      lines: [
        { accountId: gas(), amount: 10_000n },
        { accountId: power(), amount: 50_000n },
      ],
    });
    await hear(made, { kind: 'paid' });
    const booked = await entries(made);
    const shares = booked.map(({ account, service, month, amount }) => [account, service, month, amount]);
    expect(shares).toHaveLength(3);
    expect(shares).toEqual(
      expect.arrayContaining([
        [gas(), 'gas', '2026-10', '-10000'],
        [power(), 'electricity', '2026-10', '-35820'],
        [power(), 'electricity', null, '-14180'],
      ]),
    );
    expect([await balance(gas()), await balance(power())]).toEqual(['25820', '-14180']);
  });

  it('does not credit the fee', async () => {
    const made = await order({ methodId: 'dear', lines: [{ accountId: gas(), amount: 20_000n }] });
    expect([made.amount, made.fee, made.total]).toEqual([20_000n, 300n, 20_300n]);
    expect(await outcomeOf(made, { kind: 'paid', amount: 20_000n })).toBe('amount');
    expect(await outcomeOf(made, { kind: 'paid', eventRef: 'right' })).toBe('applied');
    expect(sumOf(await entries(made))).toBe(-20_000n);
  });

  it('books on the day it happened in the supplier’s time zone, never later than now nor before the order', async () => {
    now = new Date('2026-11-04T22:30:00Z');
    const [late, future, past] = [await order(), await order(), await order()];
    await hear(late, { kind: 'paid', happenedAt: now });
    now = new Date('2026-11-06T10:00:00Z');
    await hear(future, { kind: 'paid', happenedAt: new Date('2030-01-01T00:00:00Z') });
    await hear(past, { kind: 'paid', happenedAt: new Date('2020-01-01T00:00:00Z') });
    const days = await Promise.all([late, future, past].map(async (each) => (await entries(each))[0]?.booked));
    expect(days).toEqual(['2026-11-05', '2026-11-06', '2026-11-05']);
  });

  it('credits once what is told twice, by two ways, or by two names', async () => {
    const made = await order();
    await hear(made, { kind: 'paid' });
    expect(await outcomeOf(made, { kind: 'paid' })).toBe('repeated');
    expect(await outcomeOf(made, { kind: 'paid', eventRef: 'the answer to our question' })).toBe('stale');
    expect(await entries(made)).toHaveLength(1);
    expect(await differences()).toEqual([]);
  });

  it('credits once what twenty tell at the same time', async () => {
    const made = await order();
    const told = await Promise.all(
      Array.from({ length: 20 }, (_, index) => outcomeOf(made, { kind: 'paid', eventRef: `way ${index % 5}` })),
    );
    expect(told.filter((outcome) => outcome === 'applied')).toHaveLength(1);
    expect(sumOf(await entries(made))).toBe(-35_820n);
  });

  it('lets two payments for one account, settled at the same time, see one another', async () => {
    const [first, second] = [await order(), await order()];
    await Promise.all([hear(first, { kind: 'paid' }), hear(second, { kind: 'paid' })]);
    const months = [...(await entries(first)), ...(await entries(second))].map(({ month }) => month);
    expect(months.sort()).toEqual(['2026-10', null].sort());
  });

  it('never goes back: what is older than what is known changes nothing', async () => {
    const made = await order();
    await hear(made, { kind: 'paid' });
    for (const kind of ['pending', 'failed'] as const) expect(await outcomeOf(made, { kind })).toBe('stale');
    expect(await stored(made)).toMatchObject({ status: 'paid', failure: null });
    const failed = await order();
    await hear(failed, { kind: 'failed', failure: 'insufficient_funds' });
    expect(await outcomeOf(failed, { kind: 'pending' })).toBe('stale');
    expect(await stored(failed)).toMatchObject({ status: 'failed', failure: 'insufficient_funds' });
  });

  it('takes a late success for a failed and an expired order', async () => {
    const failed = await order();
    await hear(failed, { kind: 'failed' });
    expect(await outcomeOf(failed, { kind: 'paid' })).toBe('applied');
    expect(await stored(failed)).toMatchObject({ status: 'paid', failure: null });
    const expired = await order();
    await under.database.transaction(seeded.id, (tx) =>
      tx.updateTable('payment_orders').set({ status: 'expired' }).where('id', '=', expired.id).execute(),
    );
    now = new Date(SEED_NOW.getTime() + 20 * 3_600_000);
    expect(await outcomeOf(expired, { kind: 'paid' })).toBe('applied');
    expect(sumOf(await entries(expired))).toBe(-35_820n);
  });

  it('leaves it to the clock when a failed order is asked for again, and asks no more for a paid one', async () => {
    const made = await order();
    await hear(made, { kind: 'failed' });
    expect((await stored(made))?.nextAskAt).toBe(made.expiresAt);
    await hear(made, { kind: 'paid' });
    expect((await stored(made))?.nextAskAt).toBeNull();
  });

  it.each<[Outcome, Partial<ProviderEvent>]>([
    ['amount', { amount: 35_819n }],
    ['amount', { amount: 35_821n }],
    ['amount', { amount: -35_820n }],
    ['currency', { currency: 'USD' }],
    ['merchant', { isOurMerchant: false }],
  ])('moves no money for another %s (%o), and tells staff', async (kind, wrong) => {
    for (const said of ['pending', 'failed', 'paid', 'refunded'] as const) {
      const made = await order();
      // Of a refund a smaller sum is right.
      if (said === 'refunded' && wrong.amount === 35_819n) continue;
      expect(await outcomeOf(made, { kind: said, ...wrong })).toBe(kind);
      expect(await stored(made)).toMatchObject({ status: 'created', reference: null, receiptId: null });
      expect(await entries(made)).toEqual([]);
    }
    const found = await differences();
    expect(found.every((each) => each['kind'] === kind)).toBe(true);
    expect(found[0]).toMatchObject({
      method: 'card',
      ours: '35820',
      theirs: String(wrong.amount ?? 35_820n),
      theirsCurrency: wrong.currency ?? 'UAH',
      day: '2026-11-03',
    });
  });

  it('reports one wrong payment once, though the provider tells of it by several events', async () => {
    const made = await order();
    await hear(made, { kind: 'paid', amount: 1n, eventRef: 'a' });
    await hear(made, { kind: 'paid', amount: 1n, eventRef: 'b' });
    expect(await differences()).toHaveLength(1);
    // And the right one still counts.
    expect(await outcomeOf(made, { kind: 'paid', reference: 'the right one' })).toBe('applied');
  });

  it('knows an order by its own method and its own supplier only', async () => {
    const made = await order();
    expect(await outcomeOf(made, { kind: 'paid' }, { methodId: 'dear' })).toBe('merchant');
    const elsewhere = await seedSupplier(under.database, { profile: { paying: TEST_PAYING } });
    const other = (await testContext(under.database).suppliers.find(elsewhere.id))!;
    expect(await hear(made, { kind: 'paid' }, { on: other })).toEqual({
      outcome: 'unknown_order',
      judged: 'unknown_order',
      order: null,
    });
    expect(await stored(made)).toMatchObject({ status: 'created' });
  });

  it('tells staff of a payment that is of no order of ours, once', async () => {
    const nobody = { number: '9999-9999', total: 100n, currency: 'UAH', methodId: 'card' } as PaymentOrderRow;
    expect(await hear(nobody, { kind: 'paid' })).toEqual({
      outcome: 'unknown_order',
      judged: 'unknown_order',
      order: null,
    });
    expect(await outcomeOf(nobody, { kind: 'paid' })).toBe('repeated');
    expect(await differences()).toMatchObject([{ kind: 'unknown_order', number: '9999-9999', ours: null }]);
  });

  it('tells staff of a second payment for a paid order, and credits the first only', async () => {
    const made = await order();
    await hear(made, { kind: 'paid' });
    const again = { kind: 'paid', eventRef: 'second', reference: 'another payment' } as const;
    expect(await outcomeOf(made, again)).toBe('paid_twice');
    expect(sumOf(await entries(made))).toBe(-35_820n);
    expect(await differences()).toMatchObject([{ kind: 'paid_twice', reference: 'another payment' }]);
  });

  it('gives back in the other order than it credited, part by part, until nothing is left', async () => {
    const made = await order({
      lines: [
        { accountId: gas(), amount: 10_000n },
        { accountId: power(), amount: 50_000n },
      ],
    });
    await hear(made, { kind: 'paid' });
    const back = (eventRef: string, amount: bigint) => outcomeOf(made, { kind: 'refunded', eventRef, amount });
    expect(await back('r1', 20_000n)).toBe('applied');
    expect(await stored(made)).toMatchObject({ status: 'paid', refunded: 20_000n });
    expect(await back('r1', 20_000n)).toBe('repeated');
    expect(await back('too much', 40_001n)).toBe('amount');
    expect(await back('r2', 40_000n)).toBe('applied');
    expect(await stored(made)).toMatchObject({ status: 'refunded', refunded: 60_000n });
    expect(await back('r3', 1n)).toBe('amount');
    expect(sumOf(await entries(made))).toBe(0n);
    expect([await balance(gas()), await balance(power())]).toEqual(['35820', '35820']);
    const refunds = (await entries(made)).filter(({ kind }) => kind === 'refund');
    const last = (await entries(made)).filter(({ kind }) => kind === 'payment').at(-1);
    expect([refunds[0]?.account, refunds[0]?.month]).toEqual([last?.account, last?.month]);
  });

  it('counts a refund once that is told by two names, where the provider says what was given back in all', async () => {
    const made = await order({ methodId: 'dear', lines: [{ accountId: gas(), amount: 20_000n }] });
    await hear(made, { kind: 'paid' });
    const back = (eventRef: string, amount: bigint, refundedInAll: bigint) =>
      outcomeOf(made, { kind: 'refunded', eventRef, amount, refundedInAll });
    expect(await back('a', 5000n, 5000n)).toBe('applied');
    expect(await back('b', 5000n, 5000n)).toBe('stale');
    expect(await back('d', 3000n, 9000n)).toBe('applied');
    expect(await back('c', 1000n, 6000n)).toBe('stale');
    expect(await back('more than all', 20_301n, 20_301n)).toBe('amount');
    // The fee goes back too, and is nobody's debt.
    expect(await back('all', 11_300n, 20_300n)).toBe('applied');
    expect(await stored(made)).toMatchObject({ status: 'refunded', refunded: 20_000n });
    expect(sumOf(await entries(made))).toBe(0n);
    expect(await balance(gas())).toBe('35820');
  });

  it('takes a refund of all that comes before the payment for both, and the payment then for nothing new', async () => {
    const made = await order();
    expect(await outcomeOf(made, { kind: 'refunded' })).toBe('applied');
    expect(await stored(made)).toMatchObject({ status: 'refunded', refunded: 35_820n });
    expect((await entries(made)).map(({ movement }) => movement)).toEqual(['paid', `refund ${made.number} refunded`]);
    expect(await outcomeOf(made, { kind: 'paid' })).toBe('stale');
    expect(sumOf(await entries(made))).toBe(0n);
  });

  it('keeps a refund of a part that comes before the payment until that is there', async () => {
    const made = await order();
    expect(await outcomeOf(made, { kind: 'refunded', amount: 820n })).toBe('waits');
    expect(await entries(made)).toEqual([]);
    expect(await outcomeOf(made, { kind: 'paid' })).toBe('applied');
    expect(await stored(made)).toMatchObject({ status: 'paid', refunded: 820n });
    expect(sumOf(await entries(made))).toBe(-35_000n);
    expect(await outcomeOf(made, { kind: 'refunded', amount: 820n })).toBe('repeated');
    expect(await balance(gas())).toBe('820');
  });

  it('keeps money exact in a currency without minor units, and beyond what a float holds', async () => {
    const huge = 9_007_199_254_740_993n;
    const yen = await seedSupplier(under.database, {
      profile: { currency: 'JPY', paying: { ...TEST_PAYING, atMost: Number.MAX_SAFE_INTEGER } },
    });
    seeded = yen;
    supplier = (await testContext(under.database).suppliers.find(yen.id))!;
    await under.database.transaction(yen.id, (tx) =>
      tx
        .insertInto('ledger_entries')
        .values({
          supplier_id: yen.id,
          account_id: gas(),
          service_kind: 'gas',
          kind: 'charge',
          amount: huge,
          currency: 'JPY',
          booked_on: '2026-10-31',
          basis: null,
          period_month: '2026-09-01',
          due_on: null,
          external_ref: null,
        })
        .execute(),
    );
    const made = await order({ lines: [{ accountId: gas(), amount: 9_007_199_254_740_991n }] });
    await hear(made, { kind: 'paid' });
    // 35820 was owed before; the older month is covered first, and two yen of it stay.
    expect(await balance(gas())).toBe(String(35_820n + 2n));
    expect(await entries(made)).toMatchObject([{ month: '2026-09', amount: '-9007199254740991' }]);
  });

  it('is undone as a whole when its transaction is', async () => {
    const made = await order();
    const told = under.database.transaction(seeded.id, async (tx) => {
      await applyEvent(tx, {
        context,
        supplier,
        methodId: 'card',
        event: eventOf(made, { kind: 'paid' }),
        source: 'callback',
        now,
      });
      throw new Error('killed');
    });
    await expect(told).rejects.toThrow('killed');
    expect(await stored(made)).toMatchObject({ status: 'created', receiptId: null });
    expect(await outcomeOf(made, { kind: 'paid' })).toBe('applied');
    expect(sumOf(await entries(made))).toBe(-35_820n);
  });

  describe('in the database itself', () => {
    const attempt = (statement: string) =>
      under.database.transaction(seeded.id, (tx) => sql.raw(statement).execute(tx));

    it('an order’s money, times and way back are fixed, and its status only goes on', async () => {
      const made = await order();
      await hear(made, { kind: 'paid' });
      for (const change of [
        `amount = 1, total = 1`,
        `fee = 1, total = total + 1`,
        `currency = 'USD'`,
        `number = '1'`,
        `customer_ref = 'x'`,
        `method_id = 'x'`,
        `return_url = 'https://evil.example'`,
        `expires_at = expires_at + interval '1 day'`,
        `status = 'created'`,
        `status = 'failed'`,
      ]) {
        await expect(attempt(`update payment_orders set ${change} where id = '${made.id}'`), change).rejects.toThrow();
      }
    });

    it('whose it is, what was said of it and its receipt do not change, and nothing of it is deleted', async () => {
      const made = await order();
      await hear(made, { kind: 'paid' });
      for (const change of [
        'payment_order_lines set amount = 1',
        `payment_order_lines set account_id = '${power()}'`,
        `payment_events set outcome = 'stale'`,
        `receipts set signed = 'x'`,
      ]) {
        await expect(attempt(`update ${change}`), change).rejects.toThrow('permission denied');
      }
      for (const table of ['payment_orders', 'payment_order_lines', 'payment_events', 'receipts', 'ledger_entries']) {
        await expect(attempt(`delete from ${table}`), table).rejects.toThrow('permission denied');
      }
    });

    it('a movement of an order is neither changed nor booked again', async () => {
      const made = await order();
      await hear(made, { kind: 'paid' });
      for (const change of ['amount = 0', `status = 'cancelled'`, 'order_movement = null, order_id = null']) {
        await expect(
          attempt(`update ledger_entries set ${change} where order_id = '${made.id}'`),
          change,
        ).rejects.toThrow('does not change');
      }
      const again = attempt(`
        insert into ledger_entries (supplier_id, account_id, service_kind, kind, amount, currency, booked_on, period_month, order_id,
          order_movement)
        select supplier_id, account_id, service_kind, kind, amount, currency, booked_on, period_month, order_id, order_movement
        from ledger_entries where order_id = '${made.id}'`);
      await expect(again).rejects.toMatchObject({ code: '23505' });
    });
  });

  if (name === 'PostgreSQL') {
    it('is not made while another for the account is being sent on its way', async () => {
      let release = () => {};
      const held = new Promise<void>((done) => (release = done));
      const wish = {
        context,
        supplier,
        customerRef: seeded.customer.ref,
        lines: [{ accountId: gas(), amount: 35_820n }],
        methodId: 'card',
        returnUrl: 'https://gas.example/kabinet.html',
        language: 'uk',
        anew: false,
        planId: null,
        now,
        requestId: 'test',
      };
      let first: Promise<unknown> | undefined;
      await new Promise<void>((started) => {
        first = under.database.transaction(seeded.id, async (tx) => {
          const made = await createOrder(tx, wish);
          await changeOrder(tx, { supplierId: seeded.id, orderId: made.id, change: { departedAt: now } });
          started();
          await held;
        });
      });
      const second = under.database
        .transaction(seeded.id, (tx) => createOrder(tx, wish))
        .catch((error: unknown) => error);
      // It waits for the account's orders, and looks only then.
      await expect
        .poll(() =>
          under.database.asOwner(async (tx) => {
            const { rows } = await sql`
              select 1 from pg_locks join pg_database d on d.oid = database
              where d.datname = current_database() and locktype = 'advisory' and not granted`.execute(tx);
            return rows.length;
          }),
        )
        .toBe(1);
      release();
      await first;
      expect(await second).toMatchObject({ code: 'payment_in_progress' });
    });

    it('waits for who holds the order, and then finds it paid', async () => {
      const made = await order();
      let release = () => {};
      const held = new Promise<void>((done) => (release = done));
      let first: Promise<unknown> | undefined;
      await new Promise<void>((started) => {
        first = under.database.transaction(seeded.id, async (tx) => {
          const event = eventOf(made, { kind: 'paid', eventRef: randomUUID() });
          await applyEvent(tx, { context, supplier, methodId: 'card', event, source: 'callback', now });
          started();
          await held;
        });
      });
      const second = outcomeOf(made, { kind: 'paid', eventRef: 'by the answer' });
      release();
      expect(await second).toBe('stale');
      await first;
      expect(await entries(made)).toHaveLength(1);
    });
  }
});
