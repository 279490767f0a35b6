import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dueOf } from '../db/account-due.js';
import { forgetCard } from '../db/payment-cards.js';
import { findPlan, setPlanCard } from '../db/payment-plans.js';
import type { PaymentOrderRow } from '../db/payment-orders.js';
import { askPendingOrders } from '../jobs/ask-pending-orders.js';
import type { ProviderEvent } from '../payments/provider.js';
import { call } from '../testing/call.js';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';
import { eventOf } from '../testing/index.js';
import { payingStage, type PayingStage } from '../testing/paying-stage.js';
import { planStage, type PlanStage } from '../testing/plan-stage.js';
import { createOrder } from './payment-orders.js';
import { applyEvent } from './settle-payment.js';

let under: DatabaseUnderTest;
beforeAll(async () => {
  under = await openTestPGlite();
});
afterAll(() => under.close());

describe('another try under the number of a payment that failed', () => {
  let stage: PayingStage;
  beforeEach(async () => {
    stage = await payingStage(under);
  });

  const at = (minute: number) => new Date(Date.parse('2026-11-03T10:00:00Z') + minute * 60_000);
  const token = () => stage.supplier.mint({ customerRef: stage.supplier.customer.ref, now: stage.context.now() });
  /** What was so a while ago, heard only now: asked, the provider says how it is since. */
  const tellLate = async (row: PaymentOrderRow, kind: ProviderEvent['kind'], said: Partial<ProviderEvent>) => {
    await stage.tell(stage.bank.callback(stage.event(row, { kind, ...said })));
  };
  const tell = async (row: PaymentOrderRow, kind: ProviderEvent['kind'], said: Partial<ProviderEvent> = {}) => {
    stage.bank.known.set(row.number, stage.event(row, { kind, ...said }));
    await tellLate(row, kind, said);
  };
  /** An order whose first try has failed, at a provider that calls all tries the same. */
  const failed = async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    stage.later(5);
    await tell(row, 'failed', { failure: 'insufficient_funds', happenedAt: at(2) });
    return row;
  };
  const shown = async (row: PaymentOrderRow) => {
    const { body } = await call(stage.app, 'getPaymentOrder', {
      supplierId: stage.supplier.id,
      params: { orderId: row.id },
      token: await token(),
    });
    return body as { status: string; failure: string | null; settledAt: string | null; payUrl: string | null };
  };
  const anotherOrder = async () =>
    call(stage.app, 'createPaymentOrder', {
      supplierId: stage.supplier.id,
      token: await token(),
      key: crypto.randomUUID(),
      body: {
        lines: [{ accountId: stage.supplier.customer.accounts[0].id, amount: { amount: 35_820, currency: 'UAH' } }],
        methodId: 'card',
        returnUrl: 'https://gas.example/',
      },
    });
  const onTheWay = async () => {
    const of = { supplierId: stage.supplier.id, accountId: stage.supplier.customer.accounts[0].id };
    return (await under.database.transaction(of.supplierId, (tx) => dueOf(tx, of))).onTheWay;
  };

  it('is seen as on its way: nobody is offered to pay again, and it is no longer owed', async () => {
    const row = await failed();
    const before = await onTheWay();
    expect(await shown(row)).toMatchObject({ status: 'failed', failure: 'insufficient_funds' });
    await tell(row, 'pending', { happenedAt: at(4) });
    expect(await shown(row)).toMatchObject({ status: 'pending', failure: null, settledAt: null, payUrl: null });
    expect(await onTheWay()).toBe(before + 35_820n);
    const second = await anotherOrder();
    expect([second.status, second.body.code, second.body.orderId]).toEqual([409, 'payment_in_progress', row.id]);
    // What is stored has not gone back.
    expect((await stage.read(row.id)).status).toBe('failed');

    await tell(row, 'paid', { happenedAt: at(5) });
    expect(await shown(row)).toMatchObject({ status: 'paid', failure: null });
    expect(await onTheWay()).toBe(before);
  });

  it('fails by itself, though it is told by the same name as the first one', async () => {
    const row = await failed();
    await tell(row, 'pending', { happenedAt: at(3) });
    await tell(row, 'failed', { failure: 'card_expired', happenedAt: at(4) });
    expect(await shown(row)).toMatchObject({ status: 'failed', failure: 'card_expired' });
    expect((await anotherOrder()).status).toBe(201);
  });

  it('is not taken for one where the first try is told of late', async () => {
    const row = await failed();
    await tellLate(row, 'pending', { happenedAt: at(1) });
    expect(await shown(row)).toMatchObject({ status: 'failed' });
    await tell(row, 'pending', { happenedAt: at(3) });
    await tellLate(row, 'failed', { happenedAt: at(2) });
    expect(await shown(row)).toMatchObject({ status: 'pending' });
  });

  it('is known from an answer as well, whatever moment that names', async () => {
    const row = await failed();
    stage.bank.known.set(row.number, stage.event(row, { kind: 'pending', happenedAt: at(0) }));
    stage.later(5);
    await askPendingOrders(stage.context, stage.known);
    expect(await shown(row)).toMatchObject({ status: 'pending' });
    stage.bank.known.set(row.number, stage.event(row, { kind: 'failed', happenedAt: at(0) }));
    stage.later(5);
    await askPendingOrders(stage.context, stage.known);
    expect(await shown(row)).toMatchObject({ status: 'failed' });
  });

  it('keeps an expired order on its way too, and has it asked for soon', async () => {
    const { row, payUrl } = await stage.order();
    await stage.open(payUrl);
    stage.later(95);
    await askPendingOrders(stage.context, stage.known);
    expect(await shown(row)).toMatchObject({ status: 'expired' });
    // Begun within its time, told after it.
    await tell(row, 'pending', { happenedAt: at(80) });
    expect(await shown(row)).toMatchObject({ status: 'pending' });
    stage.bank.known.set(row.number, stage.event(row, { kind: 'paid' }));
    stage.later(5);
    await askPendingOrders(stage.context, stage.known);
    expect(await shown(row)).toMatchObject({ status: 'paid' });
  });
});

describe('a card that is told when its payment is booked already', () => {
  let stage: PlanStage;
  beforeEach(async () => {
    stage = await planStage(under);
  });

  const planId = () => stage.plan();
  const orderOf = (plan: string) =>
    stage.tx((tx) =>
      createOrder(tx, {
        context: stage.context,
        supplier: stage.known,
        customerRef: stage.planner.ref,
        lines: [{ accountId: stage.accountId, amount: 35_820n }],
        methodId: 'card',
        returnUrl: stage.context.publicUrl(),
        language: undefined,
        anew: true,
        planId: plan,
        now: stage.context.now(),
        requestId: null,
      }),
    );
  const hear = (order: PaymentOrderRow, said: Partial<ProviderEvent> = {}) =>
    stage.tx((tx) =>
      applyEvent(tx, {
        context: stage.context,
        supplier: stage.known,
        methodId: 'card',
        event: eventOf(order, { kind: 'paid', ...said }),
        source: 'callback',
        now: stage.context.now(),
      }),
    );
  const cardOf = async (plan: string) =>
    (await stage.tx((tx) => findPlan(tx, { supplierId: stage.supplier.id, planId: plan })))?.cardId ?? null;
  const CARD = { token: 'token-4242', label: '•••• 4242' };

  it.each([
    ['by another name of the event', 'stale', { eventRef: 'callback' }],
    ['by the same name', 'repeated', {}],
  ] as const)('is kept, %s', async (_, outcome, name) => {
    const plan = await planId();
    const order = await orderOf(plan);
    await hear(order);
    expect(await cardOf(plan)).toBeNull();
    expect((await hear(order, { ...name, card: CARD })).outcome).toBe(outcome);
    const kept = await cardOf(plan);
    expect(kept).not.toBeNull();
    await hear(order, { eventRef: 'once more', card: { ...CARD, token: 'another' } });
    expect(await cardOf(plan), 'one card of an order').toBe(kept);
  });

  it('does not come back once it was forgotten, and is nothing where the word does not fit', async () => {
    const plan = await planId();
    const order = await orderOf(plan);
    await hear(order, { card: CARD });
    const cardId = (await cardOf(plan)) ?? '';
    const supplierId = stage.supplier.id;
    await stage.tx(async (tx) => {
      await setPlanCard(tx, { supplierId, planId: plan, cardId: null });
      await forgetCard(tx, { supplierId, cardId, now: stage.context.now() });
    });
    expect((await hear(order, { card: CARD })).outcome).toBe('repeated');
    expect(await cardOf(plan)).toBeNull();

    const other = await orderOf(plan);
    await hear(other);
    await hear(other, { eventRef: 'theirs', isOurMerchant: false, card: CARD });
    await hear(other, { eventRef: 'another', reference: 'another payment', card: CARD });
    expect(await cardOf(plan)).toBeNull();
  });
});
