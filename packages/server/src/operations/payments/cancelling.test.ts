import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertRun } from '../../db/payment-plans.js';
import type { PaymentOrderRow } from '../../db/payment-orders.js';
import { askBeforeCancelling, cancelOrder } from '../../domain/cancel-order.js';
import { askPendingOrders } from '../../jobs/ask-pending-orders.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../../testing/databases.js';
import { call, type CallOptions, faultsOf } from '../../testing/index.js';
import { payingStage, type PayingStage } from '../../testing/paying-stage.js';

describe.each(databasesUnderTest)('a payment that is not wanted any more, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let stage: PayingStage;

  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await payingStage(under);
  });

  const gas = () => stage.supplier.customer.accounts[0].id;
  const token = () => stage.supplier.mint({ customerRef: stage.supplier.customer.ref, now: stage.context.now() });
  async function ask(name: 'cancelPaymentOrder' | 'getPaymentOrder', orderId: string, more: Partial<CallOptions> = {}) {
    const answer = await call(stage.app, name, {
      supplierId: stage.supplier.id,
      token: await token(),
      params: { orderId },
      ...(name === 'cancelPaymentOrder' && { body: {} }),
      ...more,
    });
    expect(faultsOf(name, answer), answer.text).toEqual([]);
    return answer;
  }
  const cancel = (orderId: string, more?: Partial<CallOptions>) => ask('cancelPaymentOrder', orderId, more);
  const order = async () => (await stage.order({ anew: false })).row;
  /** One whose payer is at the bank. */
  const left = async () => {
    const { row, payUrl } = await stage.order({ anew: false });
    expect((await stage.open(payUrl)).status).toBe(303);
    return row;
  };
  const tellPaid = async (row: PaymentOrderRow) => {
    const event = stage.event(row, { kind: 'paid' });
    stage.bank.known.set(row.number, event);
    return stage.tell(stage.bank.callback(event));
  };
  const credited = (orderId: string) =>
    under.database.transaction(stage.supplier.id, async (tx) => {
      const { rows } = await sql<{ sum: string }>`
        select coalesce(-sum(amount), 0)::text as sum from ledger_entries where order_id = ${orderId}::uuid`.execute(
        tx,
      );
      return Number(rows[0]?.sum);
    });

  it('is over at once, and nothing is asked of anybody where nobody went to pay', async () => {
    const { id } = await order();
    stage.later(2);
    const { status, body } = await cancel(id);
    expect(status).toBe(200);
    const cancelled = { status: 'expired', failure: 'cancelled_by_payer', settledAt: '2026-11-03T10:02:00.000Z' };
    expect(body).toMatchObject({ ...cancelled, payUrl: null, receiptId: null });
    expect(stage.bank.asked).toEqual([]);
    expect((await stage.read(id)).nextAskAt).toBeNull();
    expect((await ask('getPaymentOrder', id)).body).toEqual(body);
    stage.later(1);
    expect((await cancel(id)).body, 'once more').toEqual(body);
  });

  it('lets another be made, and its own link leads nowhere', async () => {
    const { row, payUrl } = await stage.order({ anew: false });
    await stage.open(payUrl);
    await expect(order()).rejects.toMatchObject({ code: 'payment_in_progress' });
    expect((await cancel(row.id)).body.status).toBe('expired');
    const next = await stage.order({ anew: false });
    expect((await stage.open(next.payUrl)).status).toBe(303);
    const gone = await stage.open(payUrl);
    expect(gone.status).toBe(410);
    expect(await gone.text()).toContain('За цим посиланням уже не можна платити');
  });

  it('is closed at the provider, which is then asked before anybody says that it is cancelled', async () => {
    const row = await left();
    const order: string[] = [];
    stage.bank.meanwhile = async () => {
      order.push((await stage.read(row.id)).status);
    };
    expect((await cancel(row.id)).body.status).toBe('expired');
    expect(stage.bank.closed).toEqual([row.number]);
    expect(stage.bank.asked.map(({ number }) => number)).toEqual([row.number]);
    expect(order, 'while it was asked').toEqual(['created']);
    await cancel(row.id);
    expect(stage.bank.asked, 'it is over').toHaveLength(1);
  });

  it.each([
    ['pending', 'pending'],
    ['paid', 'paid'],
    ['failed', 'failed'],
  ] as const)('is not cancelled where the provider says: %s', async (kind, status) => {
    const row = await left();
    stage.bank.known.set(row.number, stage.event(row, { kind }));
    const { body } = await cancel(row.id);
    expect(body.status).toBe(status);
    expect(body.failure).toBe(kind === 'failed' ? 'declined' : null);
    expect(await credited(row.id)).toBe(kind === 'paid' ? 35_820 : 0);
  });

  it('stays as it is where nobody knows whether it was paid', async () => {
    const row = await left();
    stage.bank.fails = 'silent';
    const { status, body } = await cancel(row.id);
    expect([status, body.code]).toEqual([503, 'unavailable']);
    expect((await stage.read(row.id)).status).toBe('created');
    stage.bank.fails = null;
    expect((await cancel(row.id)).body.status).toBe('expired');
  });

  it('is credited all the same when it is paid later, told by the bank or asked for, and told as cancelled before', async () => {
    const byPayer = { failure: 'cancelled_by_payer' };
    const told = await left();
    await cancel(told.id);
    expect((await tellPaid(told)).status).toBe(200);
    expect((await ask('getPaymentOrder', told.id)).body).toMatchObject({ status: 'paid', ...byPayer });
    expect(await credited(told.id)).toBe(35_820);

    const silent = await left();
    await cancel(silent.id);
    stage.bank.known.set(silent.number, stage.event(silent, { kind: 'paid' }));
    stage.later(5);
    await askPendingOrders(stage.context, stage.known);
    expect(await stage.read(silent.id)).toMatchObject({ status: 'paid', ...byPayer, nextAskAt: null });
    expect(await credited(silent.id)).toBe(35_820);
  });

  it('is seen as on its way again when the bank works on it later', async () => {
    const row = await left();
    await cancel(row.id);
    const event = stage.event(row, { kind: 'pending' });
    await stage.tell(stage.bank.callback(event));
    expect((await ask('getPaymentOrder', row.id)).body).toMatchObject({ status: 'pending', failure: null });
    await expect(order(), 'nobody pays twice').rejects.toMatchObject({ code: 'payment_in_progress' });
  });

  it('is credited once, whichever is first: the word of the bank or the payer who cancels', async () => {
    for (let round = 0; round < 12; round += 1) {
      const row = await left();
      // Asked it knows nothing yet: its word comes meanwhile.
      const word = () => stage.tell(stage.bank.callback(stage.event(row, { kind: 'paid' })));
      const [answer] = await Promise.all([cancel(row.id), word()]);
      expect(['paid', 'expired']).toContain(answer.body.status);
      expect((await stage.read(row.id)).status).toBe('paid');
      expect(await credited(row.id)).toBe(35_820);
    }
  });

  it('is not cancelled unasked where somebody leaves for the bank while it is', async () => {
    const { row, payUrl } = await stage.order({ anew: false });
    const { id: orderId, customerRef } = row;
    const wish = { supplier: stage.known, customerRef, orderId, signal: new AbortController().signal };
    const isAsked = await askBeforeCancelling(stage.context, wish);
    expect((await stage.open(payUrl)).status).toBe(303);
    const now = stage.context.now();
    const cancelled = under.database.transaction(stage.supplier.id, (tx) =>
      cancelOrder(tx, { supplier: stage.known, order: row, isAsked, now, requestId: 'test' }),
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'unavailable' });
    expect((await stage.read(orderId)).status).toBe('created');
    expect((await cancel(orderId)).body.status).toBe('expired');
    expect(stage.bank.asked.map(({ number }) => number)).toEqual([row.number]);
  });

  it('is cancelled once by two who press at once', async () => {
    const row = await left();
    const answers = await Promise.all([cancel(row.id), cancel(row.id)]);
    expect(answers.map(({ body }) => body.status)).toEqual(['expired', 'expired']);
    const acts = await under.database.transaction(stage.supplier.id, (tx) =>
      tx.selectFrom('audit_events').select('action').where('subject_id', '=', row.id).execute(),
    );
    expect(acts.filter(({ action }) => action === 'payment_order.cancelled')).toHaveLength(1);
  });

  it('is nobody else’s to cancel, and the bank is not asked for them', async () => {
    const row = await left();
    const neighbour = await stage.supplier.mint({ customerRef: stage.supplier.neighbour.ref });
    const { status, body } = await cancel(row.id, { token: neighbour });
    expect([status, body.code]).toEqual([404, 'not_found']);
    for (const none of [randomUUID(), 'x']) expect((await cancel(none)).status).toBe(404);
    expect(stage.bank.asked).toEqual([]);
    expect((await stage.read(row.id)).status).toBe('created');
  });

  it('is not cancelled while the plan’s card is being charged for it', async () => {
    const row = await left();
    const supplierId = stage.supplier.id;
    await under.database.transaction(supplierId, async (tx) => {
      const { id: planId } = await tx
        .insertInto('payment_plans')
        .values({
          supplier_id: supplierId,
          customer_ref: stage.supplier.customer.ref,
          account_id: gas(),
          method_id: 'card',
          amount: null,
          at_most: null,
          timing: 'day_of_month',
          timing_days: 5,
          card_id: null,
          created_at: stage.context.now(),
          changed_at: stage.context.now(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const run = { runFor: '2026-11', runOn: '2026-11-03', outcome: 'pending', orderId: row.id } as const;
      await insertRun(tx, { supplierId, planId, run: { timing: 'day_of_month', ...run } });
    });
    expect((await cancel(row.id)).body.status).toBe('created');
    expect(stage.bank.closed).toEqual([]);
  });
});
