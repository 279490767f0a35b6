import { paymentNumber } from '@kabinet/rules';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reconcileDay } from '../domain/reconciliation.js';
import { giveBackAsked } from '../domain/refunds.js';
import { byTheClock, type Heard } from '../domain/asking-again.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { payingStage, type PayingStage } from '../testing/paying-stage.js';
import type { PaymentOrderRow } from '../db/payment-orders.js';
import { newId } from '../db/ids.js';
import { type PaymentProvider, ProviderUnavailable } from '../payments/provider.js';
import { insertRefund } from '../db/payment-refunds.js';
import { askPendingOrders } from './ask-pending-orders.js';
import { daysToCompare, reconcilePayments } from './reconcile-payments.js';

describe('by the clock', () => {
  const expiresAt = '2026-11-03T12:00:00.000Z';
  const at = (minutes: number) => new Date(new Date(expiresAt).getTime() + minutes * 60_000);
  const after = (
    status: PaymentOrderRow['status'],
    minutes: number,
    { heard = 'word', departed = true, again = false }: { heard?: Heard; departed?: boolean; again?: boolean } = {},
  ) => {
    const moment = '2026-11-03T10:31:00.000Z';
    const order = { status, expiresAt, departedAt: departed ? moment : null, pendingAgainAt: again ? moment : null };
    const { expires, isUnsettled, nextAskAt } = byTheClock(order, { heard, now: at(minutes) });
    const wait = nextAskAt && Math.round((nextAskAt.getTime() - at(minutes).getTime()) / 60_000);
    return isUnsettled ? [expires, wait, 'staff are told'] : [expires, wait];
  };
  const DAY = 24 * 60;

  it.each([
    ['an order that somebody went to pay', after('created', -10), [false, 5]],
    ['one that nobody went to pay, at the end of its time', after('created', -10, { departed: false }), [false, 10]],
    ['the same once it is over', after('created', 0, { departed: false }), [true, null]],
    ['one that the provider knows nothing of', after('created', 1, { heard: 'nothing' }), [true, 60]],
    ['one that could not be asked for, though its time is over', after('created', 1, { heard: 'silence' }), [false, 5]],
    ['one that was never answered for', after('created', 2 * DAY, { heard: 'silence' }), [false, 60]],
    ['the same after three days', after('created', 3 * DAY, { heard: 'silence' }), [false, 60, 'staff are told']],
    ['the same after thirty', after('created', 30 * DAY, { heard: 'silence' }), [true, null, 'staff are told']],
    ['one that the provider works on', after('pending', -10), [false, 5]],
    ['the same when its time is over', after('pending', 300), [false, 5]],
    ['the same after a day', after('pending', DAY), [false, 60]],
    ['the same after three', after('pending', 3 * DAY), [false, 60, 'staff are told']],
    ['the same after thirty', after('pending', 30 * DAY), [true, null, 'staff are told']],
    ['one that the provider no longer knows', after('pending', 10, { heard: 'nothing' }), [false, 5]],
    ['the same after a day', after('pending', DAY, { heard: 'nothing' }), [true, null]],
    [
      'one whose provider cannot be asked',
      after('pending', 4 * DAY, { heard: 'silence' }),
      [false, 60, 'staff are told'],
    ],
    ['the same after thirty days', after('pending', 30 * DAY, { heard: 'silence' }), [true, null, 'staff are told']],
    ['a failed one that may be tried again', after('failed', -10), [false, 5]],
    ['a failed one when its time is over', after('failed', 10), [false, 60]],
    ['a failed one after a day', after('failed', DAY), [false, null]],
    ['a failed one that the provider works on again', after('failed', 10, { again: true }), [false, 5]],
    ['the same after thirty days', after('failed', 30 * DAY, { again: true }), [true, null, 'staff are told']],
    [
      'an expired one that the provider works on',
      after('expired', 3 * DAY, { again: true }),
      [false, 60, 'staff are told'],
    ],
    ['an expired one', after('expired', 100), [false, 60]],
    ['an expired one after a day', after('expired', 24 * 60), [false, null]],
    ['an expired one after a day that was not answered', after('expired', DAY, { heard: 'silence' }), [false, 60]],
    ['the same after thirty', after('expired', 30 * DAY, { heard: 'silence' }), [false, null]],
    ['a paid one', after('paid', -10), [false, null]],
    ['a refunded one', after('refunded', 10), [false, null]],
  ])('%s', (_, got, right) => {
    expect(got).toEqual(right);
  });

  it('a day is compared from half past three of the next one, at the supplier', () => {
    const last = (moment: string, zone = 'Europe/Kyiv') => daysToCompare(new Date(moment), zone).at(-1);
    expect(last('2026-11-03T01:29:00Z')).toBe('2026-11-01');
    expect(last('2026-11-03T01:30:00Z')).toBe('2026-11-02');
    expect(last('2026-11-02T22:30:00Z')).toBe('2026-11-01');
    expect(daysToCompare(new Date('2026-11-03T10:00:00Z'), 'Europe/Kyiv')).toHaveLength(7);
  });
});

describe.each(databasesUnderTest)('the jobs of paying (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let stage: PayingStage;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await payingStage(under);
  });

  const departed = async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    return row;
  };
  const entriesOf = (id: string) =>
    under.database.transaction(stage.supplier.id, (tx) =>
      tx.selectFrom('ledger_entries').select(['kind', 'amount']).where('order_id', '=', id).orderBy('amount').execute(),
    );
  const differences = () =>
    under.database.transaction(stage.supplier.id, (tx) =>
      tx
        .selectFrom('payment_differences')
        .select(['kind', 'order_number', 'ours', 'theirs'])
        .orderBy('found_at')
        .orderBy('kind')
        .execute(),
    );

  describe('asking for pending orders', () => {
    it('credits a payment whose callback was lost, within five minutes', async () => {
      const row = await departed();
      stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
      stage.later(4);
      expect(await askPendingOrders(stage.context, stage.known)).toBe(0);
      stage.later(1);
      expect(await askPendingOrders(stage.context, stage.known)).toBe(1);
      expect(await stage.read(row.id)).toMatchObject({ status: 'paid', nextAskAt: null });
      stage.later(60);
      expect(await askPendingOrders(stage.context, stage.known)).toBe(0);
      expect(await entriesOf(row.id)).toEqual([{ kind: 'payment', amount: '-35820' }]);
    });

    it('asks every five minutes while the provider works on it', async () => {
      const row = await departed();
      stage.bank.known.set(row.number, stage.event(row, { kind: 'pending' }));
      for (let round = 1; round <= 8; round += 1) {
        stage.later(5);
        await askPendingOrders(stage.context, stage.known);
        expect(stage.bank.asked).toHaveLength(round);
      }
      expect((await stage.read(row.id)).status).toBe('pending');
      stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
      stage.later(5);
      await askPendingOrders(stage.context, stage.known);
      expect((await stage.read(row.id)).status).toBe('paid');
    });

    it('lets an order expire that nobody paid, and credits a payment that comes late', async () => {
      const row = await departed();
      stage.later(95);
      await askPendingOrders(stage.context, stage.known);
      expect(await stage.read(row.id)).toMatchObject({ status: 'expired', settledAt: row.expiresAt });
      stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
      stage.later(60);
      await askPendingOrders(stage.context, stage.known);
      expect((await stage.read(row.id)).status).toBe('paid');
      expect(await entriesOf(row.id)).toHaveLength(1);
    });

    it('asks nobody about an order that no browser was sent away with, and stops a day after an order’s time', async () => {
      const { row } = await stage.order();
      stage.later(91);
      await askPendingOrders(stage.context, stage.known);
      expect(stage.bank.asked).toEqual([]);
      expect(await stage.read(row.id)).toMatchObject({ status: 'expired', nextAskAt: null });
      const late = await departed();
      for (let hours = 0; hours < 30; hours += 1) {
        stage.later(60);
        await askPendingOrders(stage.context, stage.known);
      }
      expect((await stage.read(late.id)).nextAskAt).toBeNull();
      expect(stage.bank.asked.length).toBeLessThan(30);
    });

    it('gives nothing up as long as the provider does not answer', async () => {
      const row = await departed();
      stage.bank.fails = 'silent';
      for (let hours = 0; hours < 30; hours += 1) {
        stage.later(60);
        await askPendingOrders(stage.context, stage.known);
      }
      expect((await stage.read(row.id)).status).toBe('created');
      stage.bank.fails = null;
      stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
      stage.later(60);
      await askPendingOrders(stage.context, stage.known);
      expect((await stage.read(row.id)).status).toBe('paid');
    });

    it('credits a second try that succeeded under the same number, though its callback was lost', async () => {
      const row = await departed();
      await stage.tell(stage.bank.callback(stage.event(row, { kind: 'failed' })));
      stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
      stage.later(5);
      await askPendingOrders(stage.context, stage.known);
      expect((await stage.read(row.id)).status).toBe('paid');

      const late = await departed();
      await stage.tell(stage.bank.callback(stage.event(late, { kind: 'failed' })));
      for (let hours = 0; hours < 24; hours += 1) {
        stage.later(60);
        await askPendingOrders(stage.context, stage.known);
      }
      stage.bank.known.set(late.number, stage.event(late, { kind: 'paid' }));
      stage.later(60);
      await askPendingOrders(stage.context, stage.known);
      expect((await stage.read(late.id)).status).toBe('paid');
    });

    it('does not wait for ever for a provider that works on a payment: staff are told once, and at last it expires', async () => {
      const row = await departed();
      stage.bank.known.set(row.number, stage.event(row, { kind: 'pending' }));
      for (let days = 0; days < 29; days += 1) {
        stage.later(24 * 60);
        await askPendingOrders(stage.context, stage.known);
      }
      expect((await stage.read(row.id)).status).toBe('pending');
      expect(await differences()).toEqual([
        { kind: 'unsettled', order_number: row.number, ours: '35820', theirs: null },
      ]);
      stage.later(3 * 24 * 60);
      await askPendingOrders(stage.context, stage.known);
      expect(await stage.read(row.id)).toMatchObject({ status: 'expired', nextAskAt: null });
      // The money may have come at last.
      await stage.tell(stage.bank.callback(stage.event(row, { kind: 'paid' })));
      expect((await stage.read(row.id)).status).toBe('paid');
      expect(await differences()).toHaveLength(1);
    });

    it('lets an order expire that a provider has forgotten, or whose way to pay was removed', async () => {
      const forgotten = await departed();
      stage.bank.known.set(forgotten.number, stage.event(forgotten, { kind: 'pending' }));
      stage.later(5);
      await askPendingOrders(stage.context, stage.known);
      stage.bank.known.clear();
      stage.later(26 * 60);
      await askPendingOrders(stage.context, stage.known);
      expect(await stage.read(forgotten.id)).toMatchObject({ status: 'expired', nextAskAt: null });

      const removed = await departed();
      const known = { ...stage.context, payments: { find: () => null, all: () => [] } };
      for (const days of [4, 27]) {
        stage.later(days * 24 * 60);
        await askPendingOrders(known, stage.known);
      }
      expect(await stage.read(removed.id)).toMatchObject({ status: 'expired', nextAskAt: null });
      expect(await differences()).toMatchObject([{ kind: 'unsettled', order_number: removed.number }]);
    });

    it('asks once for an order, however many processes look, and credits once when a callback comes at the same moment', async () => {
      const rows = [await departed(), await departed(), await departed()];
      for (const row of rows) stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
      const [first] = rows;
      stage.later(5);
      stage.bank.meanwhile = async () => {
        stage.bank.meanwhile = async () => {};
        if (first) await stage.tell(stage.bank.callback(stage.event(first, { kind: 'paid', eventRef: 'by callback' })));
      };
      const counts = await Promise.all([1, 2, 3].map(() => askPendingOrders(stage.context, stage.known)));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
      expect(stage.bank.asked).toHaveLength(3);
      for (const row of rows) {
        expect(await entriesOf(row.id)).toEqual([{ kind: 'payment', amount: '-35820' }]);
        expect((await stage.read(row.id)).status).toBe('paid');
      }
    });

    it('asks about all of them, more than are asked at once', async () => {
      for (let count = 0; count < 13; count += 1) await departed();
      stage.later(5);
      expect(await askPendingOrders(stage.context, stage.known)).toBe(13);
    });
  });

  describe('giving money back', () => {
    const paid = async () => {
      const row = await departed();
      await stage.tell(stage.bank.callback(stage.event(row, { kind: 'paid' })));
      return row;
    };
    const ask = async (row: PaymentOrderRow, amount: bigint) => {
      const id = newId(stage.context.now());
      const { id: supplierId } = stage.supplier;
      await under.database.transaction(supplierId, (tx) =>
        insertRefund(tx, {
          supplierId,
          id,
          orderId: row.id,
          accountId: null,
          amount,
          reason: 'r',
          staffRef: 's',
          now: stage.context.now(),
        }),
      );
      return id;
    };
    const statusOf = (id: string) =>
      under.database.transaction(
        stage.supplier.id,
        async (tx) =>
          (await tx.selectFrom('payment_refunds').select('status').where('id', '=', id).executeTakeFirst())?.status,
      );

    it('is tried until the provider answers, under one key, and booked once', async () => {
      const row = await paid();
      const id = await ask(row, 5820n);
      stage.bank.fails = 'silent';
      await giveBackAsked(stage.context, stage.known);
      expect(await statusOf(id)).toBe('asked');
      stage.bank.fails = null;
      expect(await giveBackAsked(stage.context, stage.known), 'not at once again').toBe(0);
      stage.later(5);
      await Promise.all([1, 2].map(() => giveBackAsked(stage.context, stage.known)));
      expect(stage.bank.refundsAsked.map((asked) => asked.id)).toEqual([id, id]);
      expect(await statusOf(id)).toBe('done');
      expect(await entriesOf(row.id)).toEqual([
        { kind: 'payment', amount: '-35820' },
        { kind: 'refund', amount: '5820' },
      ]);
      expect((await stage.read(row.id)).refunded).toBe(5820n);
      stage.later(60);
      expect(await giveBackAsked(stage.context, stage.known)).toBe(0);
    });

    it('is told by the provider’s callback as well, and still booked once', async () => {
      const row = await paid();
      const id = await ask(row, 35_820n);
      stage.bank.onRefund = (_, refund) =>
        stage.event(row, { kind: 'refunded', eventRef: `r ${refund.id}`, amount: refund.amount });
      stage.bank.meanwhile = async () => {
        stage.bank.meanwhile = async () => {};
        await stage.tell(
          stage.bank.callback(stage.event(row, { kind: 'refunded', eventRef: `r ${id}`, amount: 35_820n })),
        );
      };
      await giveBackAsked(stage.context, stage.known);
      expect(await statusOf(id)).toBe('done');
      expect(await stage.read(row.id)).toMatchObject({ status: 'refunded', refunded: 35_820n });
      expect(await entriesOf(row.id)).toHaveLength(2);
    });

    it('names what was given back before it, the same at every try, also once a lost answer became known', async () => {
      const row = await paid();
      const id = await ask(row, 10_000n);
      // The provider gives it back and tells it by a callback, and its answer is lost.
      stage.bank.meanwhile = async () => {
        stage.bank.meanwhile = async () => {};
        await stage.tell(
          stage.bank.callback(stage.event(row, { kind: 'refunded', eventRef: `refund ${id}`, amount: 10_000n })),
        );
        stage.bank.fails = 'silent';
      };
      await giveBackAsked(stage.context, stage.known);
      expect((await stage.read(row.id)).refunded).toBe(10_000n);
      expect(await statusOf(id)).toBe('asked');
      stage.bank.fails = null;
      stage.later(5);
      await giveBackAsked(stage.context, stage.known);
      expect(stage.bank.refundsAsked.map((asked) => asked.refundedBefore)).toEqual([0n, 0n]);
    });

    it('goes refund after refund within an order: none while the one before it is not settled', async () => {
      const row = await paid();
      const other = await paid();
      const [first, second, third] = [await ask(row, 1000n), await ask(row, 2000n), await ask(row, 3000n)];
      stage.bank.fails = 'silent';
      await giveBackAsked(stage.context, stage.known);
      stage.later(1);
      const elsewhere = await ask(other, 500n);
      stage.bank.fails = null;
      await giveBackAsked(stage.context, stage.known);
      expect(stage.bank.refundsAsked.map((asked) => asked.id)).toEqual([first, elsewhere]);
      stage.later(4);
      await Promise.all([1, 2].map(() => giveBackAsked(stage.context, stage.known)));
      const asked = stage.bank.refundsAsked.slice(2).map(({ id, refundedBefore }) => [id, refundedBefore]);
      expect(asked).toEqual([
        [first, 0n],
        [second, 1000n],
        [third, 3000n],
      ]);
      expect((await stage.read(row.id)).refunded).toBe(6000n);
    });

    it('is asked for again while the provider works on it, and nothing is booked or reported before', async () => {
      const row = await paid();
      const id = await ask(row, 5820n);
      const { onRefund } = stage.bank;
      stage.bank.onRefund = (order, refund) => ({
        ...onRefund(order, refund),
        kind: 'pending',
        eventRef: 'on its way',
      });
      await giveBackAsked(stage.context, stage.known);
      expect(await statusOf(id)).toBe('asked');
      expect(await differences()).toEqual([]);
      expect(await entriesOf(row.id)).toHaveLength(1);
      stage.bank.onRefund = onRefund;
      stage.later(5);
      await giveBackAsked(stage.context, stage.known);
      expect(await statusOf(id)).toBe('done');
      expect(await entriesOf(row.id)).toHaveLength(2);
    });

    it('is for staff to look at where it failed after it was booked, once for each, and stays booked', async () => {
      const row = await paid();
      const failed = (eventRef: string) =>
        stage.tell(stage.bank.callback(stage.event(row, { kind: 'refund_failed', eventRef, amount: 5820n })));
      await failed('never booked');
      expect(await differences()).toEqual([]);
      await ask(row, 5820n);
      await ask(row, 5820n);
      await giveBackAsked(stage.context, stage.known);
      for (const eventRef of ['first', 'second', 'first']) await failed(eventRef);
      expect((await differences()).map(({ kind, theirs }) => [kind, theirs])).toEqual([
        ['refund_failed', '5820'],
        ['refund_failed', '5820'],
      ]);
      expect((await stage.read(row.id)).refunded).toBe(11_640n);
    });

    it('ends where the provider says no, and no money moves', async () => {
      const row = await paid();
      const id = await ask(row, 100n);
      stage.bank.fails = 'refused';
      await giveBackAsked(stage.context, stage.known);
      expect(await statusOf(id)).toBe('refused');
      stage.later(60);
      expect(await giveBackAsked(stage.context, stage.known)).toBe(0);
      expect(await entriesOf(row.id)).toHaveLength(1);
    });
  });

  describe('comparing with the register', () => {
    const row = (order: PaymentOrderRow, changes: object = {}) => ({
      orderNumber: order.number,
      kind: 'paid' as const,
      amount: order.total,
      currency: 'UAH',
      reference: `bank-${order.number}`,
      happenedAt: new Date('2026-11-03T10:01:00Z'),
      ...changes,
    });
    const nextMorning = () => stage.later(24 * 60);
    const reconcile = () => reconcilePayments(stage.context, stage.known);

    it('finds nothing where all agrees, and compares a day once', async () => {
      const order = await departed();
      await stage.tell(stage.bank.callback(stage.event(order, { kind: 'paid' })));
      stage.bank.registered.push(row(order));
      nextMorning();
      // Seven days of each of the two methods.
      expect(await reconcile()).toBe(14);
      expect(await differences()).toEqual([]);
      expect(await reconcile()).toBe(0);
      nextMorning();
      expect(await reconcile()).toBe(2);
      expect(stage.bank.registerAskedFor[0]).toEqual({
        from: new Date('2026-11-02T22:00:00Z'),
        to: new Date('2026-11-03T22:00:00Z'),
      });
    });

    it('credits what only the provider has, once', async () => {
      const order = await departed();
      stage.bank.registered.push(row(order));
      nextMorning();
      await Promise.all([reconcile(), reconcile()]);
      expect((await stage.read(order.id)).status).toBe('paid');
      expect(await entriesOf(order.id)).toHaveLength(1);
      await stage.tell(stage.bank.callback(stage.event(order, { kind: 'paid' })));
      expect(await entriesOf(order.id)).toHaveLength(1);
      expect(await differences()).toEqual([]);
    });

    it('reports what does not fit, once, and moves no money for it', async () => {
      const [wrong, twice] = [await departed(), await departed()];
      await stage.tell(stage.bank.callback(stage.event(twice, { kind: 'paid' })));
      stage.bank.registered.push(
        row(wrong, { amount: 100n }),
        row(twice),
        row(twice, { reference: 'another' }),
        row(wrong, { orderNumber: paymentNumber(9_999_999) }),
      );
      nextMorning();
      await Promise.all([reconcile(), reconcile()]);
      const found = await differences();
      expect(found.filter(({ order_number }) => order_number === wrong.number)).toEqual([
        { kind: 'amount', order_number: wrong.number, ours: '35820', theirs: '100' },
      ]);
      expect(found.filter(({ order_number }) => order_number === twice.number)).toEqual([
        { kind: 'paid_twice', order_number: twice.number, ours: '35820', theirs: '35820' },
      ]);
      // This bank has one register for both of the supplier's methods, and the order is of neither.
      expect(found.filter(({ kind }) => kind === 'unknown_order')).toHaveLength(2);
      expect(found).toHaveLength(4);
      expect(await entriesOf(wrong.id)).toEqual([]);
      expect(await entriesOf(twice.id)).toHaveLength(1);
    });

    it('reports a payment that we credited and the provider does not know, unless its register has it on another day', async () => {
      const [gone, shifted] = [await departed(), await departed()];
      for (const each of [gone, shifted]) await stage.tell(stage.bank.callback(stage.event(each, { kind: 'paid' })));
      stage.bank.known.set(shifted.number, stage.event(shifted, { kind: 'paid' }));
      nextMorning();
      await reconcile();
      expect(await differences()).toEqual([
        { kind: 'missing_there', order_number: gone.number, ours: '35820', theirs: null },
      ]);
    });

    it('knows what was given back though it was heard before the payment, and asks for it', async () => {
      const order = await departed();
      const paid = stage.event(order, { kind: 'paid' });
      await stage.tell(stage.bank.callback(stage.event(order, { kind: 'refunded', amount: 5000n })));
      await stage.tell(stage.bank.callback(paid));
      expect((await stage.read(order.id)).refunded).toBe(5000n);
      stage.bank.registered.push(row(order));
      stage.bank.known.set(order.number, paid);
      nextMorning();
      await reconcile();
      expect(await differences()).toEqual([
        { kind: 'missing_there', order_number: order.number, ours: '5000', theirs: null },
      ]);
    });

    it('learns of a refund that was never told', async () => {
      const order = await departed();
      await stage.tell(stage.bank.callback(stage.event(order, { kind: 'paid' })));
      stage.bank.registered.push(row(order), row(order, { kind: 'refunded', amount: 5000n }));
      stage.bank.known.set(
        order.number,
        stage.event(order, { kind: 'refunded', amount: 5000n, refundedInAll: 5000n, eventRef: 'r' }),
      );
      nextMorning();
      await reconcile();
      expect((await stage.read(order.id)).refunded).toBe(5000n);
      expect(await differences()).toEqual([]);
    });

    it('leaves alone what another business has in a register of the same account', async () => {
      const order = await departed();
      await stage.tell(stage.bank.callback(stage.event(order, { kind: 'paid' })));
      const foreign = ['shop-17', '9999-9999', '41592653', '1000-0008'];
      stage.bank.registered.push(row(order), ...foreign.map((orderNumber) => row(order, { orderNumber })));
      nextMorning();
      await reconcile();
      expect(await differences()).toEqual([]);
    });

    it('looks up the orders of a large day at once, and asks for each that it has to with a time of its own', async () => {
      const orders = [await departed(), await departed(), await departed()];
      for (const each of orders) {
        await stage.tell(stage.bank.callback(stage.event(each, { kind: 'paid' })));
        stage.bank.known.set(each.number, stage.event(each, { kind: 'paid' }));
      }
      const [booked] = orders;
      if (!booked) throw new Error('no order');
      stage.bank.registered.push(...Array.from({ length: 300 }, () => row(booked)));
      nextMorning();
      const method = stage.context.payments.find(stage.known, 'card');
      if (!method) throw new Error('no method');
      const signals: AbortSignal[] = [];
      const provider: PaymentProvider = {
        ...method.provider,
        register: (span, signal) => {
          signals.push(signal);
          return method.provider.register(span, signal);
        },
        ask: (order, signal) => {
          signals.push(signal);
          return method.provider.ask(order, signal);
        },
      };
      let transactions = 0;
      const database = Object.create(under.database) as typeof under.database;
      database.transaction = (supplierId, work) => {
        transactions += 1;
        return under.database.transaction(supplierId, work);
      };
      const found = await reconcileDay(
        { ...stage.context, database },
        {
          supplier: stage.known,
          method: { ...method, provider },
          day: '2026-11-03',
          stop: new AbortController().signal,
        },
      );
      expect(found).toEqual({ payments: 300, differences: 0 });
      expect(transactions).toBeLessThan(10);
      // The register, and the two orders that are not in it.
      expect(new Set(signals).size).toBe(3);
      expect(await differences()).toEqual([]);
    });

    it('goes on with other days where one cannot be compared, and tells staff when it is given up, once', async () => {
      const order = await departed();
      await stage.tell(stage.bank.callback(stage.event(order, { kind: 'paid' })));
      stage.bank.registered.push(row(order));
      const dayOfOrder = new Date('2026-11-02T22:00:00Z').getTime();
      stage.bank.meanwhile = async () => {
        const asked = stage.bank.registerAskedFor.at(-1);
        if (asked?.from.getTime() === dayOfOrder) throw new ProviderUnavailable('too much');
      };
      nextMorning();
      expect(await reconcile()).toBe(12);
      for (let day = 2; day <= 7; day += 1) {
        nextMorning();
        expect(await reconcile(), `day ${day}`).toBe(2);
      }
      expect(await differences()).toEqual([]);
      nextMorning();
      await reconcile();
      await reconcile();
      expect(await differences()).toEqual([{ kind: 'not_compared', order_number: null, ours: null, theirs: null }]);
      expect(stage.logged.filter((line) => line.includes('never reconciled payments'))).toHaveLength(1);
    });

    it('comes back to a day on which the provider did not answer, and reports nothing meanwhile', async () => {
      const order = await departed();
      await stage.tell(stage.bank.callback(stage.event(order, { kind: 'paid' })));
      stage.bank.fails = 'silent';
      nextMorning();
      expect(await reconcile()).toBe(0);
      expect(await differences()).toEqual([]);
      stage.bank.fails = null;
      stage.bank.registered.push(row(order));
      expect(await reconcile()).toBe(14);
      expect(await differences()).toEqual([]);
    });
  });
});
