import { type AdapterMethods, defineAdapter, type UtilityApi } from '@kabinet/api';
import { type Operation, operations } from '@kabinet/api/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { legacyMethods } from '../../docs/examples/legacy-billing/adapter.js';
import { createLegacyApi } from '../../docs/examples/legacy-billing/legacy-api.js';

const ADDRESS = 'https://billing.example/abonent.exe';
const KEY = 'key-of-one-intent';
const meter = { accountId: 'a771', meterId: 'm42' };

interface Setting {
  readonly now?: string;
  readonly session?: string | null;
  /** What the network does with an answer. */
  readonly network?: (answer: Response, request: Request) => Response | Promise<Response>;
}

/** The example, with its clock and its network in our hands. */
function example({
  now = '2026-11-03T10:00:00Z',
  session = 'S-2718',
  network = (answer: Response) => answer,
}: Setting = {}) {
  const clock = { now: () => new Date(now) };
  const legacy = createLegacyApi(clock);
  const asked: Request[] = [];
  const methods = legacyMethods({
    ...clock,
    address: ADDRESS,
    session: () => session,
    fetch: async (address, init) => {
      const request = new Request(address, init);
      asked.push(request.clone());
      return network(await legacy.answer(request), request);
    },
  });
  return { legacy, asked, api: defineAdapter(methods as unknown as AdapterMethods) };
}

const submit = (api: UtilityApi, value: string, more: { confirmed?: boolean } = {}) =>
  api.submitReading(
    { accountId: meter.accountId, body: { meterId: 'm42', values: [{ registerId: 'm42-1', value }], ...more } },
    { idempotencyKey: KEY },
  );

const countOwn = (readings: readonly Readonly<Record<string, string>>[]) =>
  readings.filter(({ DZH }) => DZH === 'A').length;

let warnings: unknown[][];
beforeEach(() => {
  warnings = [];
  vi.spyOn(console, 'warn').mockImplementation((...args: unknown[]) => void warnings.push(args));
});
afterEach(() => vi.restoreAllMocks());

describe('the worked example of an adapter', () => {
  it('answers by the contract, as its schemas judge', async () => {
    const { api } = example();
    const answers: Partial<Record<keyof UtilityApi, unknown>> = {
      getSupplier: await api.getSupplier({}),
      listAccounts: await api.listAccounts({}),
      getBalance: await api.getBalance(meter),
      listMeters: await api.listMeters(meter),
      listReadingWindows: await api.listReadingWindows(meter),
      listReadings: await api.listReadings(meter),
      submitReading: await submit(api, '1279'),
    };
    for (const [name, answer] of Object.entries(answers)) {
      const { response } = (operations as Readonly<Record<string, Operation>>)[name] as Operation;
      expect(z.safeParse(response, answer).error, name).toBeUndefined();
    }
    expect(warnings).toEqual([]);
  });

  it('offers what it has calls for, so that the other widgets hide', async () => {
    const { capabilities, name, emergencyPhone } = await example().api.getSupplier({});
    expect(capabilities).toEqual(['balance', 'readings', 'meters']);
    expect(name).toEqual({ uk: 'Степногірськгаз' });
    expect(emergencyPhone).toBe('104');
  });

  it('makes kopecks of floats, and lines that add up to what is owed', async () => {
    const { amountOwed, lines, dueOn, asOf, period, lastPayment } = await example().api.getBalance(meter);
    expect(amountOwed).toEqual({ amount: 338_10, currency: 'UAH' });
    expect(lines.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
      ['opening', 302_54],
      ['charge', 358_20],
      ['payment', -302_54],
      ['benefit', -20_10],
    ]);
    expect(lines[1]?.use).toEqual({ quantity: '45', unit: 'm3', price: '7.96' });
    expect({ dueOn, asOf, period, lastPayment }).toEqual({
      dueOn: '2026-11-20',
      asOf: '2026-11-03T06:00:00+02:00',
      period: { from: '2026-10-01', to: '2026-10-31' },
      lastPayment: { amount: { amount: 302_54, currency: 'UAH' }, paidOn: '2026-10-12' },
    });
  });

  it.each([
    ['358,20000000000005', 358_20],
    ['358,19999999999999', 358_20],
    ['-12', -12_00],
  ])('reads the sum %s', async (written, amount) => {
    const network = async (answer: Response) => {
      const xml = Buffer.from(await answer.arrayBuffer()).toString('latin1');
      return new Response(Buffer.from(xml.replace(/BORG="[^"]*"/, `BORG="${written}"`), 'latin1'));
    };
    const { amountOwed, lines, dueOn } = await example({ network }).api.getBalance(meter);
    expect(amountOwed.amount).toBe(amount);
    expect(lines.reduce((sum, line) => sum + line.amount.amount, 0)).toBe(amount);
    expect(dueOn).toBe(amount > 0 ? '2026-11-20' : null);
  });

  it('shows an error for a sum that is no number, never a nought', async () => {
    const network = async (answer: Response) => {
      const xml = Buffer.from(await answer.arrayBuffer()).toString('latin1');
      return new Response(Buffer.from(xml.replace(/BORG="[^"]*"/, 'BORG=""'), 'latin1'));
    };
    await expect(example({ network }).api.getBalance(meter)).rejects.toMatchObject({ kind: 'bad-response' });
    expect(String(warnings[0]?.[0])).toContain('/amountOwed/amount');
  });

  it('reads windows-1251, commas and the clock of the office', async () => {
    const { items } = await example().api.listMeters(meter);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      place: 'кухня "біля вікна"',
      sealNumber: 'Ч 118204',
      installedOn: '2019-06-14',
      removedOn: null,
      registers: [{ id: 'm42-1', integerDigits: 5, decimalDigits: 3 }],
      // Still summer time on that day.
      baseline: { readAt: '2026-10-02T09:30:00+03:00', values: [{ value: '1234', consumption: '38' }] },
      submitted: null,
    });
    const history = (await example().api.listReadings(meter)).items;
    expect(history.map(({ source, quality, number }) => [source, quality, number])).toEqual([
      ['customer', 'actual', '90017'],
      ['estimate', 'estimated', null],
    ]);
    expect(history[1]?.values[0]?.consumption).toBe('41.5');
  });

  it.each([
    ['2026-11-03T10:00:00Z', { opensOn: '2026-11-01', closesOn: '2026-11-05', isOpen: true, daysLeft: 2 }],
    // In Kyiv the 6th has begun.
    ['2026-11-05T22:30:00Z', { opensOn: '2026-12-01', closesOn: '2026-12-05', isOpen: false, daysLeft: 25 }],
    ['2026-12-31T12:00:00Z', { opensOn: '2027-01-01', closesOn: '2027-01-05', isOpen: false, countsFor: '2026-12' }],
  ])('knows the window at %s', async (now, window) => {
    const { items } = await example({ now }).api.listReadingWindows(meter);
    expect(items).toEqual([expect.objectContaining(window)]);
  });

  it('keeps session and account out of the address', async () => {
    const { api, asked } = example();
    await api.listAccounts({});
    await submit(api, '1279');
    expect(asked.length).toBeGreaterThan(1);
    for (const request of asked) {
      expect(request.url).toBe(ADDRESS);
      expect(request.method).toBe('POST');
    }
  });
});

describe('a reading handed in through the example', () => {
  it('is there, and stands as handed in', async () => {
    const { api, legacy } = example();
    expect(await submit(api, '1279.5')).toMatchObject({
      status: 'accepted',
      values: [{ registerId: 'm42-1', value: '1279.5', consumption: '45.5' }],
      countsFor: '2026-10',
      readAt: '2026-11-03T12:00:00+02:00',
    });
    expect(countOwn(legacy.readings)).toBe(2);
    const [{ submitted, baseline } = {}] = (await api.listMeters(meter)).items;
    expect([submitted?.values[0]?.value, baseline?.values[0]?.value]).toEqual(['1279.5', '1234']);
  });

  it('is taken once, although its answer was lost and it is sent again', async () => {
    let lost = 0;
    const network = (answer: Response) => {
      if (lost++ === 0) throw new TypeError('Failed to fetch');
      return answer;
    };
    const { api, legacy } = example({ network });
    await expect(submit(api, '1279')).rejects.toMatchObject({ kind: 'unavailable', outcomeUnknown: true });
    expect(await submit(api, '1279')).toMatchObject({ status: 'accepted', values: [{ value: '1279' }] });
    expect(countOwn(legacy.readings)).toBe(2);
    await expect(submit(api, '1280')).rejects.toMatchObject({ code: 'duplicate_reading' });
  });

  it.each([
    ['1200', 'reading_rejected', 'less_than_previous'],
    ['9000', 'reading_needs_confirmation', 'implausible'],
  ])('of %s is refused as %s', async (value, code, finding) => {
    const { api, legacy } = example();
    await expect(submit(api, value)).rejects.toMatchObject({ code, problem: { findings: [{ code: finding }] } });
    expect(countOwn(legacy.readings)).toBe(1);
  });

  it('is taken when the customer says that it is right', async () => {
    const { api } = example();
    expect(await submit(api, '9000', { confirmed: true })).toMatchObject({ values: [{ value: '9000' }] });
  });

  it('is refused outside the window, with the day it opens', async () => {
    const { api } = example({ now: '2026-11-09T10:00:00Z' });
    await expect(submit(api, '1279')).rejects.toMatchObject({
      code: 'reading_rejected',
      problem: { opensOn: '2026-12-01', findings: [{ code: 'window_closed' }] },
    });
  });
});

describe('the example when something is wrong', () => {
  const page = () => new Response('<html>Wi-Fi</html>', { headers: { 'Content-Type': 'text/html' } });
  const half = async (answer: Response) => new Response((await answer.arrayBuffer()).slice(0, 90));
  const replaced = (kod: string) => () => new Response(`<?xml version="1.0"?><OTVET KOD="${kod}"></OTVET>`);

  it.each<[string, Setting, string]>([
    ['nobody is signed in', { session: null }, 'unauthorized'],
    ['the session is over', { session: 'S-0' }, 'unauthorized'],
    ['a captive portal answers', { network: page }, 'unavailable'],
    ['the answer is cut off', { network: half }, 'unavailable'],
    ['the web server fails', { network: () => new Response('', { status: 502 }) }, 'unavailable'],
    ['it is busy', { network: replaced('9') }, 'unavailable'],
    ['the account is another’s', { network: replaced('2') }, 'not-found'],
    ['the network is down', { network: () => Promise.reject(new TypeError('Failed to fetch')) }, 'unavailable'],
  ])('says so: %s', async (_what, setting, kind) => {
    const { api } = example(setting);
    await expect(api.listAccounts({})).rejects.toMatchObject({ kind });
    await expect(submit(api, '1279')).rejects.toMatchObject({ kind });
  });

  it('still shows whose phone to call', async () => {
    expect((await example({ session: null }).api.getSupplier({})).phone).toBe('0 800 500 104');
  });

  it('is given up with the caller', async () => {
    const controller = new AbortController();
    const network = () => new Promise<never>(() => undefined);
    const call = example({ network }).api.listAccounts({}, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toBe(controller.signal.reason);
  });
});
