import { describe, expect, it } from 'vitest';
import { ApiError } from '../errors.js';
import { Balance, PaymentAllocation, PaymentOrder, PaymentPage, PaymentSlip, Supplier } from '../schemas/index.js';
import {
  createMockApi,
  createMockApiFromAddress,
  type MockPaymentOutcome,
  mockPaymentOutcomes,
  sampleAccountNames,
  sampleData,
  sampleNow,
  sampleSupplier,
} from './index.js';

const uah = (amount: number) => ({ amount, currency: 'UAH' });
const returnUrl = 'https://www.energy.example/cabinet';

/** A mock whose clock the test winds. */
function mockAt(payments: MockPaymentOutcome = 'paid') {
  let moment = Date.parse(sampleNow);
  const now = () => new Date(moment);
  const api = createMockApi({ now, payments });
  let keys = 0;
  const order = (change: Partial<Parameters<typeof api.createPaymentOrder>[0]['body']> = {}) =>
    api.createPaymentOrder(
      { body: { lines: [{ accountId: 'gas', amount: uah(358_20) }], methodId: 'card', returnUrl, ...change } },
      { idempotencyKey: `key-of-a-payment-${(keys += 1)}` },
    );
  return { api, order, pass: (seconds: number) => void (moment += seconds * 1000) };
}

async function refusalOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => expect.fail('was not refused'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return (error as ApiError).problem;
}

describe('a payment of the mock in a page', () => {
  it('is made without leaving the page, which is told what became of it', async () => {
    const named = async (address: string) => {
      const api = createMockApiFromAddress(address, { paysInPage: true });
      const order = await api.createPaymentOrder(
        {
          body: {
            lines: [{ accountId: 'gas', amount: uah(358_20) }],
            methodId: 'card',
            returnUrl: `${returnUrl}?tab=2#pay`,
          },
        },
        { idempotencyKey: 'key-of-a-payment' },
      );
      // The page is loaded anew, with a mock that has never heard of the order.
      const orderId = new URL(order.payUrl ?? '').searchParams.get('kabinet-order') ?? '';
      const { status } = await createMockApiFromAddress(address).getPaymentOrder({ orderId });
      return [order.payUrl, status];
    };
    expect(await named('mock:')).toEqual([`${returnUrl}?tab=2&kabinet-order=order-paid#pay`, 'paid']);
    expect(await named('mock:?payment=declined')).toEqual([
      `${returnUrl}?tab=2&kabinet-order=order-declined#pay`,
      'failed',
    ]);
  });
});

describe('a payment of the mock', () => {
  it('goes on with the clock, and never back', async () => {
    const { api, order, pass } = mockAt();
    const made = PaymentOrder.parse(await order());
    expect(made).toMatchObject({ status: 'created', number: '5000-0017', total: uah(358_20), settledAt: null });
    expect(made.payUrl).toContain(made.site);
    const { id: orderId } = made;
    pass(6);
    expect(await api.getPaymentOrder({ orderId })).toMatchObject({ status: 'pending', payUrl: null, receiptId: null });
    expect((await api.getBalance({ accountId: 'gas' })).paymentsOnTheWay).toEqual(uah(358_20));
    pass(6);
    const paid = PaymentOrder.parse(await api.getPaymentOrder({ orderId }));
    expect(paid).toMatchObject({
      status: 'paid',
      receiptId: `receipt-${orderId}`,
      settledAt: '2026-11-03T08:00:10.000Z',
    });
    pass(86_400);
    expect((await api.getPaymentOrder({ orderId })).status).toBe('paid');
  });

  it('is credited: the balance adds up, and the history tells of it', async () => {
    const { api, order, pass } = mockAt();
    const { id } = await order();
    pass(11);
    const balance = Balance.parse(await api.getBalance({ accountId: 'gas' }));
    expect(balance).toMatchObject({ amountOwed: uah(0), dueOn: null, paymentsOnTheWay: uah(0) });
    expect(balance.lastPayment).toEqual({ amount: uah(358_20), paidOn: '2026-11-03' });
    expect(balance.lines.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
    const { items } = PaymentPage.parse(await api.listPayments({ accountId: 'gas' }));
    expect(items[0]).toMatchObject({ orderId: id, kind: 'payment', status: 'posted', source: 'cabinet' });
    expect(items[0]?.shares).toEqual([{ serviceKind: 'gas', month: '2026-10', amount: uah(358_20) }]);
  });

  it.each(mockPaymentOutcomes)('can come to every end: %s', async (outcome) => {
    const { api, order, pass } = mockAt(outcome);
    const { id: orderId } = await order();
    pass(91 * 60);
    const { status, failure } = PaymentOrder.parse(await api.getPaymentOrder({ orderId }));
    const ends: Partial<Record<MockPaymentOutcome, string>> = {
      paid: 'paid',
      pending: 'pending',
      unpaid: 'expired',
      refunded: 'refunded',
    };
    expect(status).toBe(ends[outcome] ?? 'failed');
    expect(failure).toBe(status === 'failed' ? outcome : null);
    const balance = await api.getBalance({ accountId: 'gas' });
    expect(balance.amountOwed).toEqual(uah(outcome === 'paid' ? 0 : 358_20));
    expect(balance.lines.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(balance.amountOwed.amount);
    // The page that somebody comes back to, without the order having been made in this page load.
    const fresh = mockAt().api;
    expect(await fresh.getPaymentOrder({ orderId: `order-${outcome}` })).toMatchObject({ status, failure });
  });

  it('is not made twice by mistake, and is made anew on request', async () => {
    const { order, pass } = mockAt('pending');
    const { id: orderId } = await order();
    expect(await refusalOf(order())).toMatchObject({ code: 'payment_in_progress', orderId });
    pass(6);
    expect(await refusalOf(order())).toMatchObject({ code: 'payment_in_progress', orderId });
    expect((await order({ anew: true })).id).not.toBe(orderId);
    expect((await order({ lines: [{ accountId: 'relative', amount: uah(100) }] })).status).toBe('created');
  });

  it('is for several accounts, with the fee on top', async () => {
    const data = sampleData({ now: new Date(sampleNow) });
    const [method] = sampleSupplier().payments?.methods ?? [];
    if (!method) throw new Error('the sample supplier takes payments');
    const methods = [{ ...method, id: 'bank', fee: { percent: '1.5', atLeast: 5_00 } }];
    const supplier = Supplier.parse(
      sampleSupplier({ payments: { methods, atLeast: 100, atMost: 1_000_00, bankTransfer: false } }),
    );
    const api = createMockApi({ now: () => new Date(sampleNow), data: { ...data, supplier } });
    const lines = [
      { accountId: 'gas', amount: uah(358_20) },
      { accountId: 'relative', amount: uah(214_90) },
    ];
    const made = await api.createPaymentOrder(
      { body: { lines, methodId: 'bank', returnUrl } },
      { idempotencyKey: 'key-of-a-payment-of-two' },
    );
    expect(made).toMatchObject({ lines, fee: uah(8_60), total: uah(581_70) });
    expect((await refusalOf(api.getPaymentSlip({ accountId: 'gas' })))?.code).toBe('not_found');
  });

  it.each([
    ['of no sum', { lines: [{ accountId: 'gas', amount: uah(0) }] }, 'invalid_request'],
    [
      'of another currency',
      { lines: [{ accountId: 'gas', amount: { amount: 100, currency: 'EUR' } }] },
      'invalid_request',
    ],
    ['for nothing', { lines: [] }, 'invalid_request'],
    ['back to nowhere', { returnUrl: 'javascript:0' }, 'invalid_request'],
    ['of too little', { lines: [{ accountId: 'gas', amount: uah(99) }] }, 'payment_sum_out_of_range'],
    ['of too much', { lines: [{ accountId: 'gas', amount: uah(29_999_01) }] }, 'payment_sum_out_of_range'],
    ['for a stranger', { lines: [{ accountId: 'nobody', amount: uah(100) }] }, 'not_found'],
    ['without the right to', { lines: [{ accountId: 'helped', amount: uah(100) }] }, 'forbidden'],
    ['by a way that is not there', { methodId: 'cash' }, 'payment_method_unavailable'],
  ])('is refused %s', async (_name, change, code) => {
    expect((await refusalOf(mockAt().order(change)))?.code).toBe(code);
  });

  it('is shown to nobody by a made-up id', async () => {
    expect((await refusalOf(mockAt().api.getPaymentOrder({ orderId: 'order-forged' })))?.code).toBe('not_found');
  });

  it('tells beforehand where a sum goes, oldest debt first', async () => {
    const { api } = mockAt();
    const ask = async (accountId: string, amount?: string) =>
      PaymentAllocation.parse(await api.getPaymentAllocation({ accountId, ...(amount && { amount }) }));
    expect(await ask('huge-debt', String(1_234_117_89))).toEqual({
      shares: [
        { serviceKind: 'cold_water', month: '2026-09', amount: uah(1_233_667_89) },
        { serviceKind: 'cold_water', month: '2026-10', amount: uah(450_00) },
      ],
      ahead: uah(0),
    });
    expect(await ask('gas')).toEqual({
      shares: [{ serviceKind: 'gas', month: '2026-10', amount: uah(358_20) }],
      ahead: uah(0),
    });
    expect(await ask('gas', '50000')).toMatchObject({ ahead: uah(141_80) });
    expect(await ask('two-zones')).toEqual({ shares: [], ahead: uah(0) });
  });

  it('can be made by a bank transfer', async () => {
    const slip = PaymentSlip.parse(await mockAt().api.getPaymentSlip({ accountId: 'gas', amount: '10000' }));
    expect(slip).toMatchObject({ amount: uah(100_00), iban: expect.stringMatching(/^UA\d{27}$/) as string });
    expect(slip.qr?.modules).toHaveLength((slip.qr?.size ?? 0) ** 2);
  });

  it('stands among earlier ones, by pages', async () => {
    const { api } = mockAt();
    const first = PaymentPage.parse(await api.listPayments({ accountId: 'gas' }));
    expect(first.items).toHaveLength(24);
    const rest = PaymentPage.parse(await api.listPayments({ accountId: 'gas', cursor: first.nextCursor ?? '' }));
    expect(rest.nextCursor).toBeNull();
    const all = [...first.items, ...rest.items];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const days = all.filter(({ kind }) => kind === 'payment').map(({ paidOn }) => paidOn);
    expect(days).toEqual([...days].sort().reverse());
    for (const accountId of sampleAccountNames.filter((name) => name !== 'helped'))
      PaymentPage.parse(await api.listPayments({ accountId }));
  });

  it('comes to the end that the address names', async () => {
    const api = createMockApiFromAddress('mock:?payment=declined');
    const { id } = await api.createPaymentOrder(
      { body: { lines: [{ accountId: 'gas', amount: uah(100) }], methodId: 'card', returnUrl } },
      { idempotencyKey: 'key-of-a-payment-by-address' },
    );
    expect((await api.getPaymentOrder({ orderId: id })).status).toBe('created');
    expect(() => createMockApiFromAddress('mock:?payment=maybe')).toThrow(TypeError);
  });
});
