import { beforeEach, describe, expect, it } from 'vitest';
import type { PaymentPlanRequest } from '../schemas/index.js';
import type { UtilityApi } from '../utility-api.js';
import { createMockApi } from './mock-api.js';
import { sampleData } from './sample-base.js';
import { sampleNow } from './samples.js';

const uah = (amount: number) => ({ amount, currency: 'UAH' });
const terms: PaymentPlanRequest = {
  methodId: 'card',
  amount: null,
  atMost: uah(1_000_00),
  timing: { kind: 'days_before_due', days: 3 },
};

let clock: Date;
let api: UtilityApi;
let keys = 0;
const key = () => ({ idempotencyKey: `key-of-the-test-${(keys += 1)}` });
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (error: { problem: { code: string } }) => error.problem.code,
  );

beforeEach(() => {
  clock = new Date(sampleNow);
  api = createMockApi({ now: () => clock, data: sampleData({ now: clock, accounts: ['gas', 'helped'] }) });
});

const create = (change: Partial<PaymentPlanRequest> = {}) =>
  api.createPaymentPlan({ accountId: 'gas', body: { ...terms, ...change } }, key());

describe('planned payments of the mock', () => {
  it('are listed with the day of the next one', async () => {
    await create();
    const { items } = await api.listPaymentPlans({ accountId: 'gas' });
    expect(items).toMatchObject([{ id: 'plan-1', status: 'active', mode: 'remind', card: null, nextOn: '2026-11-17' }]);
  });

  it('keep the card with the first payment that is paid, not before', async () => {
    const { id } = await create();
    const order = await api.createPaymentOrder(
      {
        body: {
          lines: [{ accountId: 'gas', amount: uah(358_20) }],
          methodId: 'card',
          returnUrl: 'https://gas.example/',
          planId: id,
        },
      },
      key(),
    );
    expect(order.status).toBe('created');
    expect((await api.listPaymentPlans({ accountId: 'gas' })).items[0]).toMatchObject({ mode: 'remind', card: null });
    clock = new Date(clock.getTime() + 60_000);
    expect((await api.listPaymentPlans({ accountId: 'gas' })).items[0]).toMatchObject({
      mode: 'charge',
      card: '•••• 4242',
    });
  });

  it('are paused, resumed, changed and ended', async () => {
    const { id: planId } = await create();
    const change = (body: Parameters<UtilityApi['changePaymentPlan']>[0]['body']) =>
      api.changePaymentPlan({ accountId: 'gas', planId, body }, key());
    expect(await change({ status: 'paused' })).toMatchObject({ status: 'paused', nextOn: null });
    expect(await change({ terms: { ...terms, timing: { kind: 'day_of_month', days: 10 } } })).toMatchObject({
      status: 'paused',
    });
    expect(await change({ status: 'active' })).toMatchObject({ status: 'active', nextOn: '2026-11-10' });
    await change({ status: 'ended' });
    expect((await api.listPaymentPlans({ accountId: 'gas' })).items).toEqual([]);
    expect(await problemOf(change({ status: 'active' }))).toBe('not_found');
  });

  it('refuse what the service refuses', async () => {
    expect(await problemOf(create({ methodId: 'nobody' }))).toBe('payment_method_unavailable');
    expect(await problemOf(create({ amount: uah(1) }))).toBe('payment_sum_out_of_range');
    expect(await problemOf(create({ atMost: uah(900_000_000) }))).toBe('payment_sum_out_of_range');
    expect(await problemOf(create({ amount: { amount: 100_00, currency: 'EUR' } }))).toBe('payment_sum_out_of_range');
    expect(await problemOf(create({ timing: { kind: 'days_before_due', days: 15 } }))).toBe('invalid_request');
    expect(await problemOf(api.listPaymentPlans({ accountId: 'helped' }))).toBe('forbidden');
    expect(await problemOf(api.listPaymentPlans({ accountId: 'nobody’s' }))).toBe('not_found');
  });
});

describe('reminders and the calendar of the mock', () => {
  it('remind by the chosen contacts, and by none that are not there', async () => {
    const set = (channelIds: string[]) => api.setReminders({ body: { daysBefore: 5, channelIds } }, key());
    expect(await problemOf(set(['phone', 'pigeon']))).toBe('invalid_request');
    await set(['phone']);
    expect(await api.getReminders({})).toMatchObject({
      daysBefore: 5,
      channels: [
        { id: 'phone', isOn: true },
        { id: 'email', isOn: false },
      ],
    });
  });

  it('tell the calendar address once, make another, and end it', async () => {
    expect(await api.getCalendarFeed({})).toEqual({ createdAt: null, url: null });
    const made = await api.createCalendarFeed({ body: {} }, key());
    expect(made.url).toMatch(/^https:.*\.ics$/);
    expect(await api.getCalendarFeed({})).toEqual({ createdAt: made.createdAt, url: null });
    expect((await api.createCalendarFeed({ body: {} }, key())).url).not.toBe(made.url);
    expect(await api.revokeCalendarFeed({ body: {} }, key())).toEqual({ createdAt: null, url: null });
    expect(await api.getCalendarFeed({})).toEqual({ createdAt: null, url: null });
  });
});
