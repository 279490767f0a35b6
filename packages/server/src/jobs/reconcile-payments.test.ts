import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PaymentOrderRow } from '../db/payment-orders.js';
import { reconcileDay } from '../domain/reconciliation.js';
import { type PaymentProvider, ProviderUnavailable, type RegisterRow } from '../payments/provider.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { payingStage, type PayingStage } from '../testing/paying-stage.js';
import { reconcilePayments } from './reconcile-payments.js';

describe.each(databasesUnderTest)('comparing with large, shared and silent registers (%s)', (_, open) => {
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
    const { row: order, payUrl } = await stage.order();
    await stage.open(payUrl);
    return order;
  };
  const row = (order: PaymentOrderRow, changes: Partial<RegisterRow> = {}): RegisterRow => ({
    orderNumber: order.number,
    kind: 'paid',
    amount: order.total,
    currency: 'UAH',
    reference: `bank-${order.number}`,
    happenedAt: new Date('2026-11-03T10:01:00Z'),
    ...changes,
  });
  const nextMorning = () => stage.later(24 * 60);
  const reconcile = () => reconcilePayments(stage.context, stage.known);
  const differences = () =>
    under.database.transaction(stage.supplier.id, (tx) =>
      tx.selectFrom('payment_differences').select(['kind', 'method_id', 'day']).execute(),
    );

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

  describe('of money given back', () => {
    const givenBackOnce = async () => {
      const order = await departed();
      await stage.tell(stage.bank.callback(stage.event(order, { kind: 'paid' })));
      await stage.tell(stage.bank.callback(stage.event(order, { kind: 'refunded', eventRef: 'r1', amount: 3000n })));
      expect((await stage.read(order.id)).refunded).toBe(3000n);
      stage.bank.registered.push(row(order));
      return order;
    };
    const refund = (order: PaymentOrderRow) => row(order, { kind: 'refunded', amount: 3000n });

    it('hears of a second refund of the same sum that was never told', async () => {
      const order = await givenBackOnce();
      stage.bank.registered.push(refund(order));
      stage.bank.known.set(
        order.number,
        stage.event(order, { kind: 'refunded', eventRef: 'r2', amount: 3000n, refundedInAll: 6000n }),
      );
      nextMorning();
      await reconcile();
      expect((await stage.read(order.id)).refunded).toBe(6000n);
      expect(await differences()).toEqual([]);
    });

    it('tells staff where the register has more refunds than are booked, and the provider knows no more when asked', async () => {
      const order = await givenBackOnce();
      stage.bank.registered.push(refund(order), refund(order));
      stage.bank.known.set(
        order.number,
        stage.event(order, { kind: 'refunded', eventRef: 'answer', amount: 3000n, refundedInAll: 3000n }),
      );
      nextMorning();
      await reconcile();
      expect((await stage.read(order.id)).refunded).toBe(3000n);
      expect(await differences()).toEqual([{ kind: 'missing_here', method_id: 'card', day: '2026-11-03' }]);
    });

    it('shows staff one thing where it is of another payment than the one that is booked, however often it is told', async () => {
      const order = await givenBackOnce();
      const { reference } = await stage.read(order.id);
      expect(reference).not.toBeNull();
      const told = { kind: 'refunded', eventRef: 'other 1', amount: 3000n } as const;
      const other = { ...stage.event(order, told), reference: 'other' };
      await stage.tell(stage.bank.callback(other));
      const elsewhere = { kind: 'refund_elsewhere', method_id: 'card', day: '2026-11-03' };
      expect(await differences()).toEqual([elsewhere]);
      stage.bank.known.set(order.number, other);
      // One register names the payment, one does not; the booked refund is in both.
      stage.bank.registered.push({ ...refund(order), reference: 'other' }, { ...refund(order), reference });
      nextMorning();
      await reconcile();
      expect(await differences()).toEqual([elsewhere]);
      stage.bank.registered.length = 0;
      const nameless = { ...refund(order), reference: null, happenedAt: new Date('2026-11-04T10:00:00Z') };
      stage.bank.registered.push(nameless, nameless);
      nextMorning();
      await reconcile();
      expect((await stage.read(order.id)).refunded).toBe(3000n);
      expect(await differences()).toEqual([elsewhere]);
    });

    it('tells of another payment’s from the register alone, once', async () => {
      const order = await givenBackOnce();
      stage.bank.known.set(order.number, stage.event(order, { kind: 'paid' }));
      stage.bank.registered.push({ ...refund(order), reference: 'other' });
      nextMorning();
      await reconcile();
      expect(await differences()).toEqual([{ kind: 'refund_elsewhere', method_id: 'card', day: '2026-11-03' }]);
    });

    it('is content with what is booked', async () => {
      const order = await givenBackOnce();
      stage.bank.registered.push(refund(order));
      stage.bank.known.set(
        order.number,
        stage.event(order, { kind: 'refunded', eventRef: 'answer', amount: 3000n, refundedInAll: 3000n }),
      );
      nextMorning();
      await reconcile();
      expect((await stage.read(order.id)).refunded).toBe(3000n);
      expect(await differences()).toEqual([]);
    });
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
    expect(await differences()).toEqual([{ kind: 'not_compared', method_id: 'card', day: '2026-11-03' }]);
    expect(stage.logged.filter((line) => line.includes('never reconciled payments'))).toHaveLength(1);
  });
});
