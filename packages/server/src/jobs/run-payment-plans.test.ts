import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOrder } from '../domain/payment-orders.js';
import { chargeOrder, tendPlan } from '../domain/run-plan.js';
import { applyEvent } from '../domain/settle-payment.js';
import { linkAccount } from '../db/account-access.js';
import { changeOrder, findOrder } from '../db/payment-orders.js';
import { lockPlan } from '../db/payment-plans.js';
import type { ProviderEvent } from '../payments/provider.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { planStage, type PlanStage } from '../testing/plan-stage.js';
import { eventOf } from '../testing/test-bank.js';
import { resumeCharges, runPaymentPlans, settlePlanRuns } from './run-payment-plans.js';

const DUE = 30_820;
const ON_THE_DAY = '2026-11-15T09:00:00Z';
const SIX_MINUTES_LATER = '2026-11-15T09:06:00Z';

describe.each(databasesUnderTest)('planned payments in %s', (name, open) => {
  let under: DatabaseUnderTest;
  let stage: PlanStage;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await planStage(under);
  });

  const run = () => runPaymentPlans(stage.context, stage.known);
  const settle = () => settlePlanRuns(stage.context, stage.known);
  const resume = () => resumeCharges(stage.context, stage.known);
  /** All that happens in a minute of the server's life. */
  const minute = async () => {
    await resume();
    await settle();
    await run();
    await settle();
  };
  const outcomes = () =>
    stage.tx((tx) =>
      tx
        .selectFrom('payment_plan_runs')
        .select(['run_for', 'outcome'])
        .where('run_on', '>', '2026-01-01')
        .orderBy('run_for')
        .execute(),
    );
  const credits = () =>
    stage.tx(async (tx) => {
      const rows = await tx
        .selectFrom('ledger_entries')
        .select(['amount', 'order_id'])
        .where('account_id', '=', stage.accountId)
        .where('order_id', 'is not', null)
        .execute();
      return rows.map(({ amount }) => Number(amount)).reduce((sum, each) => sum + each, 0);
    });
  const planNow = async (planId: string) =>
    (await stage.call('listPaymentPlans')).body.items.find(({ id }: { id: string }) => id === planId);
  const planned = async (request: Record<string, unknown> = {}) => {
    const planId = await stage.plan(request);
    await stage.giveCard(planId);
    return planId;
  };

  it('charge the kept card on their day with all that is owed and not on its way, once a month, and tell of it', async () => {
    const planId = await planned();
    stage.at('2026-11-14T12:00:00Z');
    await minute();
    expect(stage.bank.tries).toEqual([]);
    stage.at(ON_THE_DAY);
    for (let round = 0; round < 3; round += 1) await minute();
    expect(stage.bank.tries).toMatchObject([{ token: 'token-4242', total: BigInt(DUE) }]);
    expect(await credits()).toBe(-DUE);
    const messages = await stage.sent();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^\+380\d+: Планову оплату 308,20 грн прийнято, номер 5000-/);
    expect(await planNow(planId)).toMatchObject({
      mode: 'charge',
      card: '•••• 4242',
      nextOn: '2026-12-15',
      last: { on: '2026-11-15', outcome: 'paid' },
    });
  });

  it('say once they are made whether a card is charged, or only a reminder sent', async () => {
    await stage.sent();
    const terms = { amount: null, atMost: null, timing: { kind: 'day_of_month', days: 15 } };
    for (const methodId of ['card', 'dear']) {
      await stage.call('createPaymentPlan', { body: { ...terms, methodId } });
    }
    expect((await stage.sent()).map((text) => text.replace(/^.*?: /, '').replace(/…\d+/, '…'))).toEqual([
      'Планову оплату рахунку … увімкнено. Не ви? 0 800 000 104',
      'Нагадуватимемо сплатити за рахунок …. Не ви? 0 800 000 104',
    ]);
  });

  it('go by the supplier’s day, whatever day it is elsewhere', async () => {
    await planned();
    stage.at('2026-11-14T21:59:00Z');
    await minute();
    expect(stage.bank.tries).toHaveLength(0);
    stage.at('2026-11-14T22:01:00Z');
    await minute();
    expect(stage.bank.tries).toHaveLength(1);
  });

  it('are one payment, however many processes look after them at once', async () => {
    await planned();
    stage.at(ON_THE_DAY);
    await Promise.all(Array.from({ length: 5 }, minute));
    stage.at(SIX_MINUTES_LATER);
    await Promise.all(Array.from({ length: 5 }, minute));
    expect(stage.bank.charged.size).toBe(1);
    expect(await credits()).toBe(-DUE);
    expect(await stage.sent()).toHaveLength(1);
  });

  describe('are one payment when the server is killed', () => {
    const kills: Readonly<Record<string, (planId: string) => Promise<void>>> = {
      'before the run is committed': async (planId) => {
        const killed = stage.tx(async (tx) => {
          await tendPlan(tx, { context: stage.context, supplier: stage.known, planId, now: stage.context.now() });
          throw new Error('killed');
        });
        await expect(killed).rejects.toThrow('killed');
      },
      'before the card is charged': async (planId) => {
        const now = stage.context.now();
        const order = await stage.tx((tx) =>
          tendPlan(tx, { context: stage.context, supplier: stage.known, planId, now }),
        );
        expect(order).not.toBeNull();
      },
      'before the answer of the bank is there': async () => {
        stage.bank.loses = true;
        await run();
        stage.bank.loses = false;
        expect(stage.bank.charged.size).toBe(1);
        expect(await credits()).toBe(0);
      },
      'before the bank has heard of it, which would have charged it a moment later': async () => {
        stage.bank.meanwhile = () => Promise.reject(new Error('killed'));
        await run();
        stage.bank.meanwhile = async () => {};
        expect(stage.bank.charged.size).toBe(0);
      },
      'before it is told': async () => {
        await run();
        expect(await credits()).toBe(-DUE);
      },
    };
    it.each(Object.keys(kills))('%s', async (step) => {
      const planId = await planned();
      stage.at(ON_THE_DAY);
      await kills[step]?.(planId);
      stage.at(SIX_MINUTES_LATER);
      await minute();
      stage.at('2026-11-15T09:20:00Z');
      await minute();
      expect(new Set(stage.bank.tries.map(({ number }) => number)).size).toBe(1);
      expect(stage.bank.charged.size).toBe(1);
      expect(await credits()).toBe(-DUE);
      expect(await outcomes()).toEqual([{ run_for: '2026-11-01', outcome: 'paid' }]);
      expect(await stage.sent()).toHaveLength(1);
    });
  });

  it('keep when the order went to the bank, however often its charge is taken up again', async () => {
    await planned();
    stage.at(ON_THE_DAY);
    stage.bank.meanwhile = () => Promise.reject(new Error('away'));
    await run();
    stage.at(SIX_MINUTES_LATER);
    await resume();
    stage.at('2026-11-15T09:08:00Z');
    await resume();
    expect(stage.bank.tries).toHaveLength(2);
    const order = await stage.tx((tx) =>
      tx.selectFrom('payment_orders').select('departed_at').where('departed_at', 'is not', null).executeTakeFirst(),
    );
    expect(new Date(order?.departed_at ?? 0)).toEqual(new Date(ON_THE_DAY));
  });

  /** Another person's plan for the same account, with a card of theirs. */
  const plannedByAnother = async () => {
    const other = await stage.person();
    const { supplier, accountId } = stage;
    const link = { supplierId: supplier.id, customerRef: other.ref, accountId, now: stage.context.now() };
    await stage.tx((tx) => linkAccount(tx, { ...link, role: 'owner', provenBy: 'pin' }));
    const planId = await stage.plan({}, other);
    await stage.giveCard(planId, 'token-other', other);
    return planId;
  };

  it('of two people for one account pay its debt once, however many processes look after them at once', async () => {
    await planned();
    await plannedByAnother();
    stage.at(ON_THE_DAY);
    await Promise.all([run(), run(), run()]);
    await minute();
    expect(stage.bank.tries).toMatchObject([{ total: BigInt(DUE) }]);
    expect(await credits()).toBe(-DUE);
  });

  // A second connection takes a server.
  if (name === 'PostgreSQL') {
    it('of two people for one account pay its debt once, though the one is paid while the other begins', async () => {
      const [first, second] = [await planned(), await plannedByAnother()];
      stage.at(ON_THE_DAY);
      const { context, known: supplier, tx } = stage;
      const now = context.now();
      const tend = (planId: string) => tx((t) => tendPlan(t, { context, supplier, planId, now }));
      const waiting = async () => {
        const query = sql<{
          waits: boolean;
        }>`select exists (select from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())) as waits`;
        return (await tx((t) => query.execute(t))).rows[0]?.waits;
      };
      let goOn = () => {};
      const isWaitedFor = new Promise<void>((resolve) => (goOn = resolve));
      let paying = Promise.resolve();
      await new Promise<void>((isHeld) => {
        paying = tx(async (t) => {
          const orderId = await tendPlan(t, { context, supplier, planId: first, now });
          const order = await findOrder(t, { supplierId: supplier.id, orderId: orderId ?? '' });
          isHeld();
          await isWaitedFor;
          if (!order) throw new Error('no order was made');
          const event = eventOf(order, { kind: 'paid' });
          await applyEvent(t, { context, supplier, methodId: 'card', event, source: 'answer', now });
        });
      });
      const begun = tend(second);
      await vi.waitFor(async () => expect(await waiting()).toBe(true), { timeout: 5000, interval: 10 });
      goOn();
      await paying;
      expect(await begun).toBeNull();
    });

    it('are charged while the plan itself is held by somebody else', async () => {
      const planId = await planned();
      stage.at(ON_THE_DAY);
      const { context, known: supplier } = stage;
      const work = { context, supplier, planId };
      const orderId = await stage.tx((tx) => tendPlan(tx, { ...work, now: context.now() }));
      stage.bank.meanwhile = () => Promise.reject(new Error('asked to charge'));
      const charging = { orderId: orderId ?? '', signal: new AbortController().signal };
      let letGo = () => {};
      const isOver = new Promise<void>((resolve) => (letGo = resolve));
      let holding = Promise.resolve();
      await new Promise<void>((isHeld) => {
        holding = stage.tx(async (tx) => {
          await lockPlan(tx, { supplierId: supplier.id, planId });
          isHeld();
          await isOver;
        });
      });
      await expect(chargeOrder(work, charging)).rejects.toThrow('asked to charge');
      letGo();
      await holding;
    });
  }

  it('do not charge again an order that the bank knows of', async () => {
    await planned();
    stage.at(ON_THE_DAY);
    stage.bank.loses = true;
    await run();
    stage.at(SIX_MINUTES_LATER);
    await resume();
    expect([stage.bank.tries.length, stage.bank.asked.length]).toEqual([1, 1]);
  });

  it('say why they failed and where to pay, and are not tried again before the next one', async () => {
    const planId = await planned();
    stage.bank.answer = () => ({ kind: 'failed', failure: 'insufficient_funds' });
    stage.at(ON_THE_DAY);
    await minute();
    expect(await stage.sent()).toEqual([
      expect.stringContaining(
        `Оплата не пройшла. Сплатіть 308,20 грн: https://api.kabinet.test/${stage.supplier.id}/my/pay`,
      ),
    ]);
    stage.at('2026-11-16T09:00:00Z');
    await minute();
    expect([stage.bank.tries.length, (await stage.sent()).length]).toEqual([1, 0]);
    expect(await planNow(planId)).toMatchObject({ nextOn: '2026-12-15', last: { outcome: 'failed' } });
    expect(await credits()).toBe(0);
    stage.bank.answer = () => ({ kind: 'paid' });
    stage.at('2026-12-15T09:00:00Z');
    await minute();
    expect(await credits()).toBe(-DUE);
  });

  it('whose card has expired go on with the one that is paid with next', async () => {
    const planId = await planned();
    stage.bank.answer = () => ({ kind: 'failed', failure: 'card_expired' });
    stage.at(ON_THE_DAY);
    await minute();
    expect(await stage.sent()).toEqual([expect.stringContaining('Оплата не пройшла')]);
    expect(await planNow(planId)).toMatchObject({ mode: 'remind', card: null, last: { outcome: 'failed' } });
    await payFirst(planId, { token: 'token-new', label: '•••• 5555' });
    expect(await planNow(planId)).toMatchObject({ mode: 'charge', card: '•••• 5555', nextOn: '2026-12-15' });
    stage.bank.answer = () => ({ kind: 'paid' });
    stage.at('2026-12-15T09:00:00Z');
    await minute();
    expect(stage.bank.tries.map(({ token }) => token)).toEqual(['token-4242', 'token-new']);
  });

  it('that were thought to have failed, and were paid after all, are told as paid', async () => {
    await planned();
    stage.at(ON_THE_DAY);
    stage.bank.meanwhile = () => Promise.reject(new Error('away'));
    await run();
    const order = await stage.tx((tx) =>
      tx.selectFrom('payment_orders').select('id').where('departed_at', 'is not', null).executeTakeFirstOrThrow(),
    );
    await stage.tx((tx) =>
      changeOrder(tx, { supplierId: stage.supplier.id, orderId: order.id, change: { status: 'expired' } }),
    );
    await settle();
    expect(await outcomes()).toMatchObject([{ outcome: 'failed' }]);
    stage.bank.meanwhile = async () => {};
    await stage.tx((tx) =>
      changeOrder(tx, {
        supplierId: stage.supplier.id,
        orderId: order.id,
        change: { status: 'paid', settledAt: stage.context.now() },
      }),
    );
    await settle();
    await settle();
    expect(await outcomes()).toMatchObject([{ outcome: 'paid' }]);
    const messages = await stage.sent();
    expect(messages.map((text) => text.includes('прийнято'))).toEqual([false, true]);
  });

  it('never take more than their limit, the fee included, and ask instead', async () => {
    await planned({ atMost: { amount: DUE - 1, currency: 'UAH' } });
    const withFee = await stage.plan({ methodId: 'dear', atMost: { amount: DUE, currency: 'UAH' } });
    stage.at(ON_THE_DAY);
    await minute();
    await minute();
    expect(stage.bank.tries).toEqual([]);
    expect((await planNow(withFee)).last).toMatchObject({ outcome: 'over_limit' });
    const messages = await stage.sent();
    expect(messages).toHaveLength(2);
    for (const each of messages) expect(each).toContain('308,20 грн понад вашу межу');
  });

  it.each([
    ['in advance on a day of the month', { kind: 'day_of_month', days: 15 }, [{ total: 20_000n }]],
    ['never before a day to pay by', { kind: 'days_before_due', days: 5 }, []],
  ])('take a set sum while nothing is due %s', async (_when, timing, tries) => {
    await planned({ amount: { amount: 20_000, currency: 'UAH' }, timing });
    await stage.payElsewhere();
    stage.at(ON_THE_DAY);
    await minute();
    expect(stage.bank.tries).toMatchObject(tries);
    expect(stage.bank.tries).toHaveLength(tries.length);
  });

  it('take a set sum, and nothing where all is paid', async () => {
    await planned({ amount: { amount: 20_000, currency: 'UAH' } });
    stage.at(ON_THE_DAY);
    await minute();
    expect(stage.bank.tries).toMatchObject([{ total: 20_000n }]);
    await stage.sent();
    await planned();
    stage.at('2026-11-16T09:00:00Z');
    await stage.tx((tx) =>
      tx
        .insertInto('ledger_entries')
        .values({
          supplier_id: stage.supplier.id,
          account_id: stage.accountId,
          service_kind: 'gas',
          kind: 'payment',
          amount: -100_000,
          currency: 'UAH',
          booked_on: '2026-11-16',
          basis: null,
          period_month: null,
          due_on: null,
          external_ref: 'bank',
        })
        .execute(),
    );
    stage.at('2026-12-15T09:00:00Z');
    await minute();
    expect((await outcomes()).map(({ outcome }) => outcome).sort()).toEqual(['nothing_due', 'paid', 'paid']);
    expect(stage.bank.tries).toHaveLength(2);
  });

  it('remind where there is no card, and open a prepared payment', async () => {
    const planId = await stage.plan();
    stage.at(ON_THE_DAY);
    await minute();
    await minute();
    expect(await stage.sent()).toEqual([expect.stringContaining('Час сплатити 308,20 грн: https://api.kabinet.test/')]);
    expect(await planNow(planId)).toMatchObject({ mode: 'remind', last: { outcome: 'reminded', orderId: null } });
  });

  it('wait while somebody pays for the account by hand', async () => {
    await planned();
    stage.at(ON_THE_DAY);
    const { context, known: supplier, accountId, planner } = stage;
    const now = context.now();
    const byHand = await stage.tx(async (tx) => {
      const order = await createOrder(tx, {
        context,
        supplier,
        customerRef: planner.ref,
        lines: [{ accountId, amount: 5000n }],
        methodId: 'card',
        returnUrl: context.publicUrl(),
        language: undefined,
        anew: true,
        planId: null,
        now,
        requestId: null,
      });
      await changeOrder(tx, { supplierId: supplier.id, orderId: order.id, change: { departedAt: now } });
      return order.id;
    });
    await minute();
    expect(stage.bank.tries).toEqual([]);
    await stage.tx((tx) => changeOrder(tx, { supplierId: supplier.id, orderId: byHand, change: { status: 'failed' } }));
    stage.at('2026-11-15T11:00:00Z');
    await minute();
    expect(stage.bank.tries).toMatchObject([{ total: BigInt(DUE) }]);
  });

  it('pay a bill once, though its day to pay by is moved', async () => {
    await planned({ amount: { amount: 10_000, currency: 'UAH' }, timing: { kind: 'days_before_due', days: 3 } });
    stage.at('2026-11-16T12:00:00Z');
    await minute();
    expect(stage.bank.tries).toHaveLength(0);
    stage.at('2026-11-17T12:00:00Z');
    await minute();
    expect(stage.bank.tries).toHaveLength(1);
    await stage.tx((tx) =>
      tx.updateTable('ledger_entries').set({ due_on: '2026-12-02' }).where('due_on', '=', '2026-11-20').execute(),
    );
    for (const day of ['2026-11-29', '2026-12-01', '2026-12-02']) {
      stage.at(`${day}T12:00:00Z`);
      await minute();
    }
    expect(stage.bank.tries).toHaveLength(1);
  });

  it.each([
    ['its timing is changed', { kind: 'days_before_due', days: 3 }, false],
    ['it is ended and made anew', { kind: 'day_of_month', days: 15 }, true],
    ['it is ended and made anew by another timing', { kind: 'days_before_due', days: 3 }, true],
  ])('take a set sum once, though %s the same day', async (_case, timing, isAnew) => {
    const amount = { amount: 10_000, currency: 'UAH' };
    const planId = await planned({ amount });
    stage.at(ON_THE_DAY);
    await minute();
    const terms = { methodId: 'card', amount, atMost: null, timing };
    const change = (body: Record<string, unknown>) =>
      stage.call('changePaymentPlan', { params: { accountId: stage.accountId, planId }, body });
    if (isAnew) {
      await change({ status: 'ended' });
      await stage.giveCard(await stage.plan({ amount, timing }), 'token-new');
    } else {
      expect((await change({ terms })).status).toBe(200);
    }
    for (const day of [15, 16, 17, 18, 19, 20]) {
      stage.at(`2026-11-${day}T10:00:00Z`);
      await minute();
    }
    expect(stage.bank.tries).toHaveLength(1);
    if (timing.kind === 'days_before_due') return;
    stage.at('2026-12-15T10:00:00Z');
    await minute();
    expect(stage.bank.tries).toHaveLength(2);
  });

  /** The plan's payment by its customer, on the provider's page. */
  const payFirst = async (planId: string, card: ProviderEvent['card'], methodId = 'card') => {
    const { status, body } = await stage.call('createPaymentOrder', {
      body: {
        lines: [{ accountId: stage.accountId, amount: { amount: 10_000, currency: 'UAH' } }],
        methodId,
        returnUrl: stage.supplier.profile.origins[0],
        planId,
      },
    });
    expect(status).toBe(201);
    const { context, known: supplier } = stage;
    const now = context.now();
    const order = { number: body.number, total: BigInt(body.total.amount), currency: 'UAH' };
    const event = eventOf(order, { kind: 'paid', happenedAt: now, card });
    await stage.tx((tx) => applyEvent(tx, { context, supplier, methodId, event, source: 'callback', now }));
  };

  it.each([
    ['left the card', { token: 't', label: '•••• 1111' }, 'charge'],
    ['left no card', null, 'remind'],
  ] as const)('count the first payment as this month’s, which %s', async (_case, card, mode) => {
    const planId = await stage.plan({ amount: { amount: 10_000, currency: 'UAH' } });
    await payFirst(planId, card);
    expect(await planNow(planId)).toMatchObject({
      mode,
      card: card?.label ?? null,
      nextOn: '2026-12-15',
      last: { on: '2026-11-03', outcome: 'paid' },
    });
    stage.at(ON_THE_DAY);
    await minute();
    expect(stage.bank.tries).toEqual([]);
    expect(await stage.sent()).toEqual([]);
  });

  it('count it for the day on which it was paid, however late that is told', async () => {
    const planId = await stage.plan({ amount: { amount: 10_000, currency: 'UAH' }, methodId: 'dear' });
    stage.at('2026-11-30T09:00:00Z');
    const paidAt = new Date('2026-11-30T09:30:00Z');
    const { body } = await stage.call('createPaymentOrder', {
      body: {
        lines: [{ accountId: stage.accountId, amount: { amount: 10_000, currency: 'UAH' } }],
        methodId: 'dear',
        returnUrl: stage.supplier.profile.origins[0],
        planId,
      },
    });
    const { context, known: supplier } = stage;
    const order = { number: body.number, total: BigInt(body.total.amount), currency: 'UAH' };
    const event = eventOf(order, { kind: 'paid', happenedAt: paidAt });
    stage.at('2026-12-01T09:00:00Z');
    const now = context.now();
    await stage.tx((tx) => applyEvent(tx, { context, supplier, methodId: 'dear', event, source: 'register', now }));
    expect((await planNow(planId)).nextOn).toBe('2026-12-15');
    expect(await outcomes()).toEqual([{ run_for: '2026-11-01', outcome: 'paid' }]);
  });

  it('end with the right to pay for the account, and forget the card', async () => {
    const planId = await planned();
    await stage.call('unlinkAccount', { body: {} });
    await stage.sent();
    stage.at(ON_THE_DAY);
    await minute();
    await minute();
    expect(stage.bank.tries).toEqual([]);
    expect(await stage.sent()).toEqual([expect.stringMatching(/Планову оплату рахунку …\d{4} припинено/)]);
    const [plan] = await stage.tx((tx) =>
      tx.selectFrom('payment_plans').select(['status', 'card_id']).where('id', '=', planId).execute(),
    );
    expect(plan).toEqual({ status: 'ended', card_id: null });
    const cards = await stage.tx((tx) => tx.selectFrom('payment_cards').select(['sealed_token', 'label']).execute());
    expect(cards).toEqual([{ sealed_token: null, label: '' }]);
  });

  it('charge nothing once the right to pay is lost, not even what was begun', async () => {
    const planId = await planned();
    stage.at(ON_THE_DAY);
    const begun = await stage.tx((tx) =>
      tendPlan(tx, { context: stage.context, supplier: stage.known, planId, now: stage.context.now() }),
    );
    expect(begun).not.toBeNull();
    await stage.call('unlinkAccount', { body: {} });
    stage.at(SIX_MINUTES_LATER);
    await resume();
    expect([stage.bank.asked.length, stage.bank.tries.length]).toEqual([1, 0]);
  });

  it('of a helper end with the help, and tell the helper', async () => {
    const helper = await stage.person();
    await stage.tx(async (tx) => {
      const { invitationId } = await helperOf(tx, helper.ref);
      expect(invitationId).not.toBe('');
    });
    const set = { methodId: 'card', amount: { amount: 5000, currency: 'UAH' }, atMost: null };
    const { status } = await stage.call('createPaymentPlan', {
      headers: helper.headers,
      body: { ...set, timing: { kind: 'day_of_month', days: 15 } },
    });
    expect(status).toBe(201);
    await stage.sent();
    stage.at(ON_THE_DAY);
    await minute();
    expect(await stage.sent()).toEqual([expect.stringContaining('Час сплатити 50,00 грн')]);
    stage.at('2026-12-02T09:00:00Z');
    await minute();
    expect(await stage.sent()).toEqual([expect.stringContaining('припинено')]);
  });

  async function helperOf(tx: Parameters<Parameters<PlanStage['tx']>[0]>[0], ref: string) {
    const supplierId = stage.supplier.id;
    const { id: invitationId } = await tx
      .insertInto('helper_invitations')
      .values({
        supplier_id: supplierId,
        account_id: stage.accountId,
        customer_ref: stage.planner.ref,
        token_hash: ref,
        grants: ['payments'],
        until_on: '2026-12-01',
        expires_at: '2026-11-10T00:00:00Z',
        accepted_at: stage.context.now(),
        revoked_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('account_links')
      .values({
        supplier_id: supplierId,
        account_id: stage.accountId,
        customer_ref: ref,
        role: 'helper',
        grants: ['payments'],
        until_on: '2026-12-01',
        proven_by: 'invitation',
        invitation_id: invitationId,
        ended_at: null,
        ended_by: null,
      })
      .execute();
    return { invitationId };
  }

  it('of a helper may not go by what is owed, nor by when: that is not theirs to see', async () => {
    const helper = await stage.person();
    await stage.tx((tx) => helperOf(tx, helper.ref));
    const terms = { methodId: 'card', amount: null, atMost: null, timing: { kind: 'day_of_month', days: 15 } };
    const sum = { amount: 5000, currency: 'UAH' };
    for (const body of [terms, { ...terms, amount: sum, timing: { kind: 'days_before_due', days: 3 } }]) {
      const { status } = await stage.call('createPaymentPlan', { headers: helper.headers, body });
      expect(status).toBe(403);
    }
  });

  it('do nothing while paused, and not what fell into the pause when resumed', async () => {
    const planId = await planned();
    const change = (status: string) =>
      stage.call('changePaymentPlan', { params: { accountId: stage.accountId, planId }, body: { status } });
    expect((await change('paused')).body).toMatchObject({ status: 'paused', nextOn: null });
    stage.at(ON_THE_DAY);
    await minute();
    stage.at('2026-11-20T09:00:00Z');
    expect((await change('active')).body).toMatchObject({ status: 'active', nextOn: '2026-12-15' });
    await minute();
    expect(stage.bank.tries).toEqual([]);
  });

  it.each(['ended', 'paused'])('that were %s charge nothing any more, not even what was begun', async (status) => {
    const planId = await planned();
    stage.at(ON_THE_DAY);
    const orderId = await stage.tx((tx) =>
      tendPlan(tx, { context: stage.context, supplier: stage.known, planId, now: stage.context.now() }),
    );
    await stage.call('changePaymentPlan', { params: { accountId: stage.accountId, planId }, body: { status } });
    const signal = new AbortController().signal;
    await chargeOrder({ context: stage.context, supplier: stage.known, planId }, { orderId: orderId ?? '', signal });
    stage.at(SIX_MINUTES_LATER);
    await minute();
    expect(stage.bank.tries).toEqual([]);
    // What was never charged comes to nothing when its time is over, and nobody is told of it.
    const over = { status: 'expired' as const };
    await stage.tx((tx) => changeOrder(tx, { supplierId: stage.supplier.id, orderId: orderId ?? '', change: over }));
    await settle();
    expect(await outcomes()).toMatchObject([{ outcome: 'failed' }]);
    expect(await stage.sent()).toEqual([]);
  });
});
