import { randomUUID } from 'node:crypto';
import type { OperationName } from '@kabinet/api/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import type { Context } from '../../context.js';
import { changeOrder, findOrder, type OrderChange } from '../../db/payment-orders.js';
import { isPayLinkSigned } from '../../domain/payment-orders.js';
import { applyEvent } from '../../domain/settle-payment.js';
import { paymentMethods } from '../../payments/methods.js';
import type { ProviderEvent } from '../../payments/provider.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../../testing/databases.js';
import {
  call,
  type CallOptions,
  eventOf,
  faultsOf,
  SEED_NOW,
  seedSupplier,
  type SeededSupplier,
  TEST_PAYING,
  TestBank,
  testContext,
} from '../../testing/index.js';

const SITE = 'https://gas.example';

describe.each(databasesUnderTest)('paying, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let bank: TestBank;
  let context: Context;
  let app: ReturnType<typeof createApp>;
  let now: Date;
  let token: string;

  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    bank = new TestBank();
    context = testContext(under.database, { now: () => now });
    const { logger } = context;
    const payments = paymentMethods({ secrets: {}, logger, now: () => now, kinds: [bank.kind] });
    context = { ...context, payments };
    app = createApp(context);
    supplier = await seedSupplier(under.database, { profile: { paying: TEST_PAYING } });
    token = await supplier.mint({ customerRef: supplier.customer.ref, lifetime: 300 });
  });

  const gas = () => supplier.customer.accounts[0].id;
  const power = () => supplier.customer.accounts[1].id;
  const uah = (amount: number) => ({ amount, currency: 'UAH' });

  /** Calls as the seeded customer and checks the answer against the contract. */
  async function ask(name: OperationName, options: Partial<CallOptions> = {}) {
    const fresh = now === SEED_NOW ? token : await supplier.mint({ customerRef: supplier.customer.ref, now });
    const answer = await call(app, name, { supplierId: supplier.id, token: fresh, ...options });
    expect(faultsOf(name, answer), answer.text).toEqual([]);
    return answer;
  }
  const order = (more: Record<string, unknown> = {}, options: Partial<CallOptions> = {}) =>
    ask('createPaymentOrder', {
      ...options,
      body: {
        lines: [{ accountId: gas(), amount: uah(35_820) }],
        methodId: 'card',
        returnUrl: `${SITE}/kabinet.html`,
        ...more,
      },
    });
  const ordered = async (...args: Parameters<typeof order>) => {
    const answer = await order(...args);
    expect(answer.status, answer.text).toBe(201);
    return answer.body;
  };
  const inSupplier = <T>(work: Parameters<typeof under.database.transaction<T>>[1]) =>
    under.database.transaction(supplier.id, work);
  const row = async (orderId: string) =>
    (await inSupplier((tx) => findOrder(tx, { supplierId: supplier.id, orderId })))!;
  const change = (orderId: string, what: OrderChange) =>
    inSupplier((tx) => changeOrder(tx, { supplierId: supplier.id, orderId, change: what }));
  const hear = async (orderId: string, said: Partial<ProviderEvent> & Pick<ProviderEvent, 'kind'>) => {
    const [to, known] = [await row(orderId), (await context.suppliers.find(supplier.id))!];
    const event = eventOf(to, { happenedAt: now, ...said });
    return inSupplier((tx) =>
      applyEvent(tx, { context, supplier: known, methodId: to.methodId, event, source: 'callback', now }),
    );
  };
  const orderCount = () =>
    inSupplier(async (tx) => {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from payment_orders`.execute(tx);
      return rows[0]?.count;
    });

  describe('createPaymentOrder', () => {
    it('fixes the sum, the time and the way to pay', async () => {
      const body = await ordered();
      expect(body).toEqual({
        id: expect.any(String),
        number: expect.stringMatching(/^\d{4}-\d{4}$/),
        status: 'created',
        lines: [{ accountId: gas(), amount: uah(35_820) }],
        fee: uah(0),
        total: uah(35_820),
        methodId: 'card',
        site: 'bank.test',
        createdAt: '2026-11-03T10:00:00.000Z',
        expiresAt: '2026-11-03T11:30:00.000Z',
        settledAt: null,
        failure: null,
        refunded: uah(0),
        payUrl: expect.stringContaining(`https://api.kabinet.test/${supplier.id}/pay/${body.id}/`),
        receiptId: null,
      });
    });

    it('signs what is to be paid: a row changed since does not open', async () => {
      const body = await ordered();
      const signature = body.payUrl.split('/').at(-1);
      const made = await row(body.id);
      expect(isPayLinkSigned(context, supplier, made, signature)).toBe(true);
      const changes = [{ total: 1n }, { currency: 'USD' }, { number: '1' }, { methodId: 'dear' }, { id: randomUUID() }];
      for (const changed of [...changes, { expiresAt: '2026-11-03T12:00:00.000Z' }]) {
        expect(isPayLinkSigned(context, supplier, { ...made, ...changed }, signature)).toBe(false);
      }
      expect(isPayLinkSigned(context, { id: 'other' }, made, signature)).toBe(false);
      expect(isPayLinkSigned(context, supplier, made, `${signature}A`)).toBe(false);
      expect(isPayLinkSigned({ secretKey: null }, supplier, made, signature)).toBe(false);
    });

    it('takes several accounts in one payment, and says the fee on top', async () => {
      const lines = [
        { accountId: gas(), amount: uah(20_000) },
        { accountId: power(), amount: uah(10_333) },
      ];
      const body = await ordered({ lines, methodId: 'dear' });
      expect([body.fee, body.total]).toEqual([uah(455), uah(30_788)]);
      expect(body.lines).toHaveLength(2);
      expect((await ordered({ lines: [{ accountId: gas(), amount: uah(5000) }], methodId: 'dear' })).fee).toEqual(
        uah(100),
      );
    });

    it.each([
      [99, 'too little'],
      [2_999_901, 'too much'],
      [0, 'nothing'],
      [-35_820, 'less than nothing'],
    ])('refuses %i: %s', async (amount) => {
      const { status, body } = await order({ lines: [{ accountId: gas(), amount: uah(amount) }] });
      expect([status, body.code]).toEqual([422, 'payment_sum_out_of_range']);
    });

    it('refuses a line of less than nothing beside one of more', async () => {
      const lines = [
        { accountId: gas(), amount: uah(20_000) },
        { accountId: power(), amount: uah(-10_000) },
      ];
      expect((await order({ lines })).body.code).toBe('payment_sum_out_of_range');
    });

    it('refuses another currency, one account twice, and an account in other letters', async () => {
      const dollars = await order({ lines: [{ accountId: gas(), amount: { amount: 35_820, currency: 'USD' } }] });
      expect(dollars.body.issues).toEqual([{ pointer: '/lines/0/amount/currency', code: 'other_currency' }]);
      const line = (accountId: string) => ({ accountId, amount: uah(500) });
      for (const second of [gas(), gas().toUpperCase()]) {
        const twice = await order({ lines: [line(gas()), line(second)] });
        expect([twice.status, twice.body.issues]).toEqual([400, [{ pointer: '/lines', code: 'account_repeated' }]]);
      }
    });

    it('does not send the browser back to anywhere else than the supplier’s sites and the service', async () => {
      const others = [
        'https://evil.example/',
        'https://gas.example.evil.example/',
        'https://gas.example@evil.example/',
        'https://user@gas.example/',
        'http://gas.example/',
        'https://gas.example:8443/',
        '//gas.example/',
        '/kabinet.html',
        'javascript:alert(1)',
        'data:text/html,x',
        'blob:https://gas.example/x',
        '',
      ];
      for (const returnUrl of others) {
        const { status, body } = await order({ returnUrl });
        const refused = [400, [{ pointer: '/returnUrl', code: 'address_not_known' }]];
        expect([status, body.issues], returnUrl).toEqual(refused);
      }
      for (const returnUrl of [`${SITE}/`, `${SITE}/a?b=c#d`, 'https://api.kabinet.test/x/my/pay']) {
        expect((await row((await ordered({ returnUrl })).id)).returnUrl).toBe(returnUrl);
      }
    });

    it('refuses a way to pay that is not offered', async () => {
      for (const methodId of ['cash', '__proto__', '']) {
        const { status, body } = await order({ methodId });
        expect([status, body.code]).toEqual([409, 'payment_method_unavailable']);
      }
      app = createApp({ ...context, secretKey: null });
      expect((await order()).body.code).toBe('payment_method_unavailable');
      supplier = await seedSupplier(under.database);
      app = createApp(testContext(under.database));
      token = await supplier.mint({ customerRef: supplier.customer.ref });
      expect((await order()).body.code).toBe('payment_method_unavailable');
    });

    it('lets nobody pay for an account they have no right to, and makes no order for the others then', async () => {
      const lines = [gas(), supplier.neighbour.accounts[0].id].map((accountId) => ({ accountId, amount: uah(500) }));
      expect((await order({ lines })).body.code).toBe('not_found');
      expect((await order({ lines: [{ accountId: 'x', amount: uah(500) }] })).body.code).toBe('not_found');
      expect(await orderCount()).toBe(0);
    });

    it('speaks the language asked for where the supplier has it', async () => {
      const languages = [];
      for (const language of ['ru', 'en-GB', 'de', undefined]) {
        languages.push((await row((await ordered({ language })).id)).language);
      }
      expect(languages).toEqual(['ru', 'en', 'uk', 'uk']);
    });

    it('does not let one pay twice by accident, but on purpose', async () => {
      const first = await ordered();
      // Nobody went to pay yet: a second tab makes a second order.
      expect((await order()).status).toBe(201);
      await change(first.id, { departedAt: now });
      const second = await order();
      expect([second.status, second.body.code, second.body.orderId]).toEqual([409, 'payment_in_progress', first.id]);
      expect((await order({ lines: [{ accountId: power(), amount: uah(500) }] })).status).toBe(201);
      expect((await order({ anew: true })).status).toBe(201);
      now = new Date(first.expiresAt);
      expect((await order()).status).toBe(201);
    });

    it('waits for what a provider works on, however long, and for nothing that is over', async () => {
      const first = await ordered();
      await hear(first.id, { kind: 'pending' });
      now = new Date('2026-11-05T10:00:00Z');
      expect((await order()).body.orderId).toBe(first.id);
      await hear(first.id, { kind: 'failed' });
      expect((await order()).status).toBe(201);
    });

    it('tells somebody else who may pay for the account only that a payment is on its way', async () => {
      const first = await ordered();
      await change(first.id, { departedAt: now });
      await inSupplier((tx) =>
        tx
          .insertInto('account_links')
          .values({
            supplier_id: supplier.id,
            account_id: gas(),
            customer_ref: supplier.neighbour.ref,
            role: 'payer',
            proven_by: 'pin',
            invitation_id: null,
            until_on: null,
            ended_at: null,
            ended_by: null,
          })
          .execute(),
      );
      const theirs = await order({}, { token: await supplier.mint({ customerRef: supplier.neighbour.ref }) });
      expect(theirs.body).toMatchObject({ code: 'payment_in_progress' });
      expect(theirs.body.orderId).toBeUndefined();
    });

    it('lets one of two leave that were made before either did, though both leave at the same moment', async () => {
      for (let round = 0; round < 3; round += 1) {
        const two = [await ordered(), await ordered()];
        const leave = async ({ payUrl }: { payUrl: string }) =>
          app.fetch(new Request(payUrl, { headers: { 'Sec-Fetch-Mode': 'navigate' }, redirect: 'manual' }));
        const answers = await Promise.all(two.map(leave));
        expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
        const left = await Promise.all(two.map(async ({ id }) => (await row(id)).departedAt));
        expect(left.filter((at) => at !== null)).toHaveLength(1);
        for (const { id } of two) await hear(id, { kind: 'failed' });
      }
    });

    it('makes 200 simultaneous posts with one key one order with one answer', async () => {
      const key = randomUUID();
      const answers = await Promise.all(Array.from({ length: 200 }, () => order({}, { key })));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers[0]?.status).toBe(201);
      expect(await orderCount()).toBe(1);
    });

    it('keeps a card only for a plan of the customer’s own that fits', async () => {
      const plan = (over: Record<string, unknown> = {}) =>
        inSupplier(async (tx) => {
          const { id } = await tx
            .insertInto('payment_plans')
            .values({
              supplier_id: supplier.id,
              customer_ref: supplier.customer.ref,
              account_id: gas(),
              method_id: 'card',
              amount: null,
              at_most: null,
              timing: 'day_of_month',
              timing_days: 5,
              card_id: null,
              created_at: now,
              changed_at: now,
              ...over,
            })
            .returning('id')
            .executeTakeFirstOrThrow();
          return id;
        });
      const made = await row((await ordered({ planId: await plan() })).id);
      expect(made).toMatchObject({ keepsCard: true, planId: expect.any(String) });
      expect((await row((await ordered()).id)).keepsCard).toBe(false);
      for (const wrong of [
        { customer_ref: supplier.neighbour.ref },
        { account_id: power() },
        { method_id: 'dear' },
        { status: 'ended' },
      ]) {
        expect((await order({ planId: await plan(wrong) })).body.code).toBe('not_found');
      }
      for (const planId of [randomUUID(), 'x']) expect((await order({ planId })).body.code).toBe('not_found');
    });
  });

  describe('getPaymentOrder', () => {
    const read = async (orderId: string, options: Partial<CallOptions> = {}) =>
      ask('getPaymentOrder', { params: { orderId }, ...options });

    it('says what became of it, to who made it and nobody else', async () => {
      const made = await ordered();
      expect((await read(made.id)).body).toEqual(made);
      const neighbour = await supplier.mint({ customerRef: supplier.neighbour.ref });
      expect((await read(made.id, { token: neighbour })).status).toBe(404);
      expect((await read(randomUUID())).status).toBe(404);
      expect((await read('paid')).status).toBe(404);
      await hear(made.id, { kind: 'paid' });
      const paid = (await read(made.id)).body;
      expect(paid).toMatchObject({ status: 'paid', payUrl: null, settledAt: now.toISOString() });
      expect(paid.receiptId).toEqual(expect.any(String));
      expect((await read(made.id, { token: neighbour })).status).toBe(404);
    });

    it('cannot be paid any more once its time is over, or it failed', async () => {
      const [gone, left, failed] = [await ordered(), await ordered({ anew: true }), await ordered({ anew: true })];
      await change(left.id, { departedAt: now });
      await hear(failed.id, { kind: 'failed', failure: 'limit_exceeded' });
      now = new Date(gone.expiresAt);
      expect((await read(gone.id)).body).toMatchObject({ status: 'expired', settledAt: gone.expiresAt, payUrl: null });
      // Somebody went to pay: until the provider has said something nobody knows.
      expect((await read(left.id)).body).toMatchObject({ status: 'created', settledAt: null, payUrl: null });
      expect((await read(failed.id)).body).toMatchObject({ status: 'failed', failure: 'limit_exceeded', payUrl: null });
    });

    it('asks the provider behind the answer, at most every ten seconds, while it may still be paid', async () => {
      const made = await ordered();
      await read(made.id);
      expect(bank.asked, 'nobody went to pay').toEqual([]);
      await change(made.id, { departedAt: now });
      bank.known.set(made.number, eventOf(await row(made.id), { kind: 'paid', happenedAt: now }));
      expect((await read(made.id)).body.status).toBe('created');
      for (let again = 0; again < 5; again += 1) await read(made.id);
      await expect.poll(async () => (await row(made.id)).status).toBe('paid');
      expect(bank.asked).toHaveLength(1);
      now = new Date(now.getTime() + 10_000);
      expect((await read(made.id)).body.status).toBe('paid');
      expect(bank.asked).toHaveLength(1);
    });

    it('asks about one that failed too while it can be paid: it may have been tried again there', async () => {
      const [made, over] = [await ordered(), await ordered({ anew: true })];
      for (const { id } of [made, over]) {
        await change(id, { departedAt: now });
        await hear(id, { kind: 'failed', failure: 'declined' });
      }
      bank.known.set(made.number, eventOf(await row(made.id), { kind: 'paid', reference: 'the second try' }));
      expect((await read(made.id)).body.status).toBe('failed');
      await expect.poll(async () => (await row(made.id)).status).toBe('paid');
      now = new Date(over.expiresAt);
      await read(over.id);
      expect(bank.asked.map(({ id }) => id)).toEqual([made.id]);
    });

    it('asks again after ten seconds', async () => {
      const made = await ordered();
      await change(made.id, { departedAt: now });
      await read(made.id);
      await expect.poll(() => bank.asked.length).toBe(1);
      now = new Date(now.getTime() + 9999);
      await read(made.id);
      now = new Date(now.getTime() + 1);
      await read(made.id);
      await expect.poll(() => bank.asked.length).toBe(2);
      expect(bank.asked[0]).toEqual({
        id: made.id,
        number: made.number,
        total: 35_820n,
        currency: 'UAH',
        description: `Придеснянськгаз: оплата послуг, платіж ${made.number}`,
        language: 'uk',
        createdAt: SEED_NOW,
        expiresAt: new Date('2026-11-03T11:30:00.000Z'),
        keepsCard: false,
        reference: null,
        refunded: null,
        returnUrl: `https://api.kabinet.test/${supplier.id}/pay/${made.id}/return`,
        callbackUrl: `https://api.kabinet.test/${supplier.id}/pay/callback/card`,
      });
    });
  });

  describe('getPaymentAllocation', () => {
    const allocate = async (amount?: string) =>
      ask('getPaymentAllocation', { params: { accountId: gas() }, query: amount === undefined ? {} : { amount } });

    it('says to which debts a sum would go, and all that is owed without one', async () => {
      const october = { serviceKind: 'gas', month: '2026-10' };
      expect((await allocate('1')).body).toEqual({ shares: [{ ...october, amount: uah(1) }], ahead: uah(0) });
      expect((await allocate()).body).toEqual({ shares: [{ ...october, amount: uah(35_820) }], ahead: uah(0) });
      expect((await allocate('40000')).body.ahead).toEqual(uah(4180));
      for (const wrong of ['0', '-1', '1.5', 'x', '1'.repeat(13)]) expect((await allocate(wrong)).status).toBe(400);
    });

    it('is what the payment then does', async () => {
      const { shares, ahead } = (await allocate('40000')).body;
      const made = await ordered({ lines: [{ accountId: gas(), amount: uah(40_000) }] });
      await hear(made.id, { kind: 'paid' });
      const { items } = (await ask('listPayments', { params: { accountId: gas() } })).body;
      const paid = items.find((each: { number: string }) => each.number === made.number);
      expect(paid.shares).toEqual([{ serviceKind: 'gas', month: null, amount: ahead }, ...shares]);
      expect((await allocate()).body).toEqual({ shares: [], ahead: uah(0) });
    });
  });

  describe('listPayments', () => {
    const list = async (query: Record<string, string> = {}, options: Partial<CallOptions> = {}) =>
      ask('listPayments', { params: { accountId: gas() }, query, ...options });

    it('lists what was paid here and elsewhere, what is on its way, and what was given back', async () => {
      const [first, second] = [await ordered(), await ordered()];
      await hear(first.id, { kind: 'paid' });
      await hear(first.id, { kind: 'refunded', amount: 820n });
      now = new Date('2026-11-04T10:00:00Z');
      await hear(second.id, { kind: 'pending' });
      const { items, nextCursor } = (await list()).body;
      expect(nextCursor).toBeNull();
      const told = items.map((each: Record<string, unknown>) => [
        each['kind'],
        each['status'],
        each['paidOn'],
        each['source'],
      ]);
      expect(told).toHaveLength(5);
      expect(told).toEqual(
        expect.arrayContaining([
          ['payment', 'pending', '2026-11-03', 'cabinet'],
          ['payment', 'pending', '2026-11-03', 'billing'],
          ['payment', 'posted', '2026-11-03', 'cabinet'],
          ['refund', 'posted', '2026-11-03', 'cabinet'],
          ['payment', 'posted', '2026-11-02', 'billing'],
        ]),
      );
      expect(told.at(-1)).toEqual(['payment', 'posted', '2026-11-02', 'billing']);
      const of = (kind: string, status: string, source: string) =>
        items.find(
          (each: Record<string, unknown>) =>
            each['kind'] === kind && each['status'] === status && each['source'] === source,
        );
      expect(of('payment', 'posted', 'cabinet')).toMatchObject({
        amount: uah(35_820),
        shares: [{ serviceKind: 'gas', month: '2026-10', amount: uah(35_820) }],
        number: first.number,
        orderId: first.id,
        receiptId: expect.any(String),
      });
      expect(of('refund', 'posted', 'cabinet')).toMatchObject({
        amount: uah(820),
        shares: [{ serviceKind: 'gas', month: '2026-10', amount: uah(820) }],
        number: first.number,
        receiptId: null,
      });
      expect(of('payment', 'pending', 'cabinet')).toMatchObject({
        amount: uah(35_820),
        shares: [],
        orderId: second.id,
      });
      expect(of('payment', 'posted', 'billing')).toMatchObject({ amount: uah(10_000), number: null, orderId: null });
    });

    it('tells somebody else who may see the account neither order nor receipt', async () => {
      const made = await ordered();
      await hear(made.id, { kind: 'paid' });
      await inSupplier((tx) =>
        tx.updateTable('accounts').set({ customer_ref: supplier.neighbour.ref }).where('id', '=', gas()).execute(),
      );
      const { items } = (await list({}, { token: await supplier.mint({ customerRef: supplier.neighbour.ref }) })).body;
      const paid = items.find((each: { number: string }) => each.number === made.number);
      expect(paid).toMatchObject({ orderId: null, receiptId: null, amount: uah(35_820) });
    });

    it('gives every payment once, page by page, whatever the size of a page', async () => {
      for (let day = 1; day <= 7; day += 1) {
        now = new Date(`2026-11-0${Math.ceil(day / 2)}T10:00:00Z`);
        const made = await ordered({ lines: [{ accountId: gas(), amount: uah(1000 + day) }], anew: true });
        await hear(made.id, { kind: day % 3 === 0 ? 'pending' : 'paid' });
      }
      const all = (await list()).body.items;
      expect(all).toHaveLength(9);
      for (const limit of ['1', '2', '5', '9']) {
        const got = [];
        let cursor: string | null = null;
        do {
          const page: { items: unknown[]; nextCursor: string | null } = (
            await list({ limit, ...(cursor !== null && { cursor }) })
          ).body;
          got.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(got).toEqual(all);
      }
    });

    it('refuses a cursor that it never gave', async () => {
      for (const cursor of ['x', '2026-11-03', `2026-02-30_${gas()}`, `0000-01-01_${gas()}`, '2026-11-03_x', '_']) {
        const refused = [{ pointer: '/cursor', code: 'unknown_cursor' }];
        expect((await list({ cursor })).body.issues, cursor).toEqual(refused);
      }
    });

    it('shows a payment that the billing base took back as money given back, and a cancelled one not at all', async () => {
      const row = {
        supplier_id: supplier.id,
        account_id: gas(),
        service_kind: 'gas',
        currency: 'UAH',
        kind: 'payment' as const,
      };
      const rest = { basis: null, period_month: null, due_on: null, booked_on: '2026-11-03' };
      await inSupplier((tx) =>
        tx
          .insertInto('ledger_entries')
          .values([
            { ...row, ...rest, amount: 777, external_ref: 'storno' },
            { ...row, ...rest, amount: -888, external_ref: 'gone', status: 'cancelled' as never },
          ])
          .execute(),
      );
      const sums = (await list()).body.items.map((each: { kind: string; amount: { amount: number } }) => [
        each.kind,
        each.amount.amount,
      ]);
      expect(sums).toContainEqual(['refund', 777]);
      expect(sums.flat()).not.toContain(888);
    });
  });

  describe('getBalance', () => {
    const balance = async () => (await ask('getBalance', { params: { accountId: gas() } })).body;

    it('counts a payment once it is credited, and says what is on its way', async () => {
      expect(await balance()).toMatchObject({
        amountOwed: uah(35_820),
        paymentsOnTheWay: uah(5000),
        lastPayment: { amount: uah(10_000), paidOn: '2026-11-02' },
      });
      now = new Date('2026-11-05T10:00:00Z');
      const made = await ordered({
        lines: [
          { accountId: gas(), amount: uah(40_000) },
          { accountId: power(), amount: uah(100) },
        ],
      });
      await hear(made.id, { kind: 'pending' });
      expect(await balance()).toMatchObject({ amountOwed: uah(35_820), paymentsOnTheWay: uah(45_000) });
      await hear(made.id, { kind: 'paid' });
      const paid = await balance();
      expect(paid).toMatchObject({
        amountOwed: uah(-4180),
        dueOn: null,
        period: { from: '2026-10-01', to: '2026-11-05' },
        paymentsOnTheWay: uah(5000),
        // Of two months, and one payment.
        lastPayment: { amount: uah(40_000), paidOn: '2026-11-05' },
      });
      const sum = paid.lines.reduce(
        (total: number, line: { amount: { amount: number } }) => total + line.amount.amount,
        0,
      );
      expect(sum).toBe(-4180);
      await hear(made.id, { kind: 'refunded' });
      expect(await balance()).toMatchObject({ amountOwed: uah(35_820) });
    });

    it('is never older than what it shows of a payment made here', async () => {
      await inSupplier((tx) =>
        tx
          .insertInto('imports')
          .values({
            supplier_id: supplier.id,
            kind: 'ledger',
            file_hash: 'x',
            as_of: '2026-11-03T09:34:00Z',
            rows_accepted: 1,
            rows_rejected: 0,
          })
          .execute(),
      );
      const asOf = async () => (await balance()).asOf;
      const made = await ordered();
      expect(await asOf(), 'nothing has moved').toBe('2026-11-03T09:34:00.000Z');
      const steps = [
        ['pending', '2026-11-03T10:05:00.000Z'],
        ['paid', '2026-11-03T10:49:00.000Z'],
        ['refunded', '2026-11-04T08:00:00.000Z'],
      ] as const;
      for (const [kind, moment] of steps) {
        now = new Date(moment);
        await hear(made.id, { kind });
        now = new Date(now.getTime() + 60_000);
        expect(await asOf(), kind).toBe(moment);
      }
      const failed = await ordered();
      await hear(failed.id, { kind: 'failed', failure: 'declined' });
      expect(await asOf(), 'nothing has moved').toBe('2026-11-04T08:00:00.000Z');
    });
  });
});
