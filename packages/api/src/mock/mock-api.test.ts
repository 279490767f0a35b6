import { readingWindowOn } from '@kabinet/rules';
import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../errors.js';
import { operations } from '../operations/index.js';
import type { ProblemCode, Reading } from '../schemas/index.js';
import {
  Account,
  Balance,
  Meter,
  Problem,
  Reading as ReadingSchema,
  ReadingWindow,
  Register,
  Session,
  Supplier,
} from '../schemas/index.js';
import type { UtilityApi } from '../utility-api.js';
import {
  createMockApi,
  createMockApiFromAddress,
  failCalls,
  hangUntilAborted,
  mockStateNames,
  type MockOptions,
  type MockWindow,
  sampleAccount,
  sampleAccountNames,
  sampleBalance,
  sampleData,
  sampleMeter,
  sampleNow,
  sampleReading,
  sampleRegister,
  sampleSession,
  sampleSupplier,
  sampleWindow,
  sampleWindows,
} from './index.js';

const now = () => new Date(sampleNow);

function mockWith(options: MockOptions = {}): UtilityApi {
  return createMockApi({ now, ...options });
}

let keys = 0;
const key = () => ({ idempotencyKey: `key-of-a-test-${(keys += 1)}` });

const gas = (value: string, more: { confirmed?: boolean; readAt?: string } = {}) => ({
  accountId: 'gas',
  body: { meterId: 'gas-meter', values: [{ registerId: 'gas-total', value }], ...more },
});

async function refusalOf(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    (value) => expect.fail(`answered with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  const { problem } = error as ApiError;
  if (problem) expect(Problem.safeParse(problem).success).toBe(true);
  return error as ApiError;
}

const codeOf = async (promise: Promise<unknown>): Promise<ProblemCode | null> => (await refusalOf(promise)).code;

/** Everything the customer can see, each answer checked against the contract. */
async function seeEverything(api: UtilityApi): Promise<{ accounts: number; readings: Reading[] }> {
  Supplier.parse(await api.getSupplier({}));
  Session.parse(await api.getSession({}));
  const { items } = operations.listAccounts.response.parse(await api.listAccounts({}));
  const readings: Reading[] = [];
  for (const { id: accountId, grants } of items) {
    const seesAll = grants.includes('view');
    if (seesAll) {
      const balance = Balance.parse(await api.getBalance({ accountId }));
      expect(balance.lines.reduce((sum, line) => sum + line.amount.amount, 0)).toBe(balance.amountOwed.amount);
    }
    const meters = operations.listMeters.response.parse(await api.listMeters({ accountId }));
    operations.listReadingWindows.response.parse(await api.listReadingWindows({ accountId }));
    if (!seesAll) continue;
    let cursor: string | null = null;
    do {
      const page: { items: Reading[]; nextCursor: string | null } = operations.listReadings.response.parse(
        await api.listReadings({ accountId, limit: '25', ...(cursor !== null && { cursor }) }),
      );
      readings.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    for (const meter of meters.items) {
      for (const shown of [meter.baseline, meter.submitted]) {
        if (shown) expect(readings.find((each) => each.id === shown.id)).toEqual(shown);
      }
    }
  }
  return { accounts: items.length, readings };
}

describe('the samples', () => {
  it('are of the contract', () => {
    const samples = [
      [Account, sampleAccount()],
      [Balance, sampleBalance()],
      [Meter, sampleMeter()],
      [ReadingSchema, sampleReading()],
      [Register, sampleRegister()],
      [Session, sampleSession()],
      [Supplier, sampleSupplier()],
      [ReadingWindow, sampleWindow()],
    ] as const;
    for (const [schema, sample] of samples) expect(schema.parse(sample)).toEqual(sample);
  });

  it('take what a test says instead', () => {
    expect(sampleMeter({ sealNumber: null, submitted: sampleReading({ id: 'other' }) })).toMatchObject({
      id: 'gas-meter',
      sealNumber: null,
      submitted: { id: 'other' },
    });
  });

  it('have every text in every language of the supplier', () => {
    const { name, phoneHours, channels, languages } = sampleSupplier();
    for (const text of [name, phoneHours, ...channels.map((each) => each.note)]) {
      if (text) expect(Object.keys(text)).toEqual(languages);
    }
  });

  it.each(sampleWindows)('are valid with the window "%s", in any month', async (window) => {
    // Every 37 days for a year: all parts of a month, the ends of years and of February.
    for (let day = 0; day < 370; day += 37) {
      const at = new Date(Date.UTC(2027, 0, 31 + day, 9));
      const data = sampleData({ now: at, window, handedIn: 'accepted' });
      const { accounts, readings } = await seeEverything(createMockApi({ now: () => at, data }));
      expect(accounts).toBe(sampleAccountNames.length);
      for (const reading of readings) {
        expect(new Date(reading.readAt) <= at, `${reading.id} at ${at.toISOString()}`).toBe(true);
      }
      expect(new Set(readings.map((each) => each.id)).size).toBe(readings.length);
    }
  });

  it.each([
    ['open', { isOpen: true, daysLeft: 2 }],
    ['last-day', { isOpen: true, daysLeft: 0 }],
    ['grace', { isOpen: true, daysLeft: 0, graceDays: 2 }],
    ['closed', { isOpen: false, daysLeft: 10, lateReadings: 'accept' }],
    ['refused', { isOpen: false, daysLeft: 6, lateReadings: 'refuse' }],
  ] as const)('lay the window "%s" around any day', (window, expected) => {
    for (let day = 0; day < 800; day += 1) {
      const at = new Date(Date.UTC(2026, 0, 1 + day, 9));
      const data = sampleData({ now: at, window, accounts: ['no-meters'] });
      const gas = data.windows.gas as MockWindow;
      const state = { ...readingWindowOn(gas, at.toISOString().slice(0, 10)), lateReadings: gas.lateReadings };
      expect(state, at.toISOString()).toMatchObject(expected);
    }
  });
});

describe('the mock', () => {
  it('gives one account for each case, and the cases are what they are called', async () => {
    const api = mockWith();
    const meter = async (accountId: string) => (await api.listMeters({ accountId })).items;
    expect((await api.listAccounts({})).items.map((each) => each.id)).toEqual(sampleAccountNames);
    expect((await meter('two-zones'))[0]?.registers.map((each) => each.zone)).toEqual(['day', 'night']);
    expect((await meter('replaced-meter')).map((each) => each.removedOn !== null)).toEqual([false, true]);
    expect((await meter('rolled-over'))[0]?.baseline).toMatchObject({
      quality: 'estimated',
      values: [{ value: '99987' }],
    });
    expect((await meter('long-names'))[0]).toMatchObject({ multiplier: '40' });
    expect((await meter('never-read'))[0]).toMatchObject({ baseline: null, submitted: null });
    expect(await meter('no-meters')).toEqual([]);
    const balance = (accountId: string) => api.getBalance({ accountId });
    expect((await balance('two-zones')).amountOwed.amount).toBe(-12_00);
    expect((await balance('replaced-meter')).amountOwed.amount).toBe(0);
    expect((await balance('huge-debt')).amountOwed.amount).toBeGreaterThan(1_000_000_00);
    expect((await balance('payment-on-the-way')).paymentsOnTheWay.amount).toBe(358_20);
    expect((await balance('rolled-over')).lines.map((each) => each.basis)).toContain('estimated');
  });

  it('takes a reading and shows it as handed in', async () => {
    const api = mockWith();
    const taken = await api.submitReading(gas('1279.456'), key());
    expect(ReadingSchema.parse(taken)).toMatchObject({
      status: 'accepted',
      number: '1000-0016',
      readAt: sampleNow,
      values: [{ registerId: 'gas-total', value: '1279.456', consumption: '45.456' }],
      countsFor: '2026-10',
      correctableUntil: '2026-11-05T21:59:59.000Z',
    });
    const [meter] = (await api.listMeters({ accountId: 'gas' })).items;
    expect(meter?.submitted).toEqual(taken);
    expect(meter?.baseline?.values[0]?.value).toBe('1234');
    expect((await api.listReadings({ accountId: 'gas' })).items[0]).toEqual(taken);
  });

  it('cuts the digits that the dial has not', async () => {
    const api = mockWith();
    const taken = await api.submitReading(gas('001279.45678'), key());
    expect(taken.values[0]).toMatchObject({ value: '1279.456', consumption: '45.456' });
  });

  it('asks to confirm what is unlikely, and takes it as questioned', async () => {
    const api = mockWith();
    const refusal = await refusalOf(api.submitReading(gas('1229'), key()));
    expect(refusal).toMatchObject({ kind: 'rejected', code: 'reading_needs_confirmation' });
    expect(refusal.problem?.findings).toEqual([
      { code: 'less_than_previous', severity: 'confirm', registerId: 'gas-total' },
    ]);
    await expect(api.submitReading(gas('1229', { confirmed: true }), key())).resolves.toMatchObject({
      status: 'questioned',
      questionedFor: ['less_than_previous'],
    });
  });

  it('counts the use over a turn of the dial', async () => {
    const api = mockWith();
    const body = {
      meterId: 'rolled-over-meter',
      values: [{ registerId: 'rolled-over-total', value: '32' }],
      confirmed: true,
    };
    const taken = await api.submitReading({ accountId: 'rolled-over', body }, key());
    expect(taken.values[0]?.consumption).toBe('45');
  });

  it('refuses a second reading of the window, whatever it says, until the first is taken back', async () => {
    const api = mockWith();
    const first = await api.submitReading(gas('1279'), key());
    expect(await refusalOf(api.submitReading(gas('1279'), key()))).toMatchObject({
      kind: 'conflict',
      code: 'duplicate_reading',
    });
    await api.withdrawReading({ accountId: 'gas', readingId: first.id, body: {} }, key());
    await expect(api.submitReading(gas('1280'), key())).resolves.toMatchObject({ status: 'accepted' });
  });

  it('corrects a reading: the old one stays in the history, and the use is counted from the one before', async () => {
    const api = mockWith();
    const first = await api.submitReading(gas('1297'), key());
    const body = { values: [{ registerId: 'gas-total', value: '1279' }] };
    const second = await api.correctReading({ accountId: 'gas', readingId: first.id, body }, key());
    expect(second).toMatchObject({ status: 'accepted', countsFor: '2026-10', values: [{ consumption: '45' }] });
    expect(second.number).not.toBe(first.number);
    const history = (await api.listReadings({ accountId: 'gas', limit: '2' })).items;
    expect(history.map(({ id, status }) => ({ id, status }))).toEqual([
      { id: second.id, status: 'accepted' },
      { id: first.id, status: 'superseded' },
    ]);
    expect(await codeOf(api.correctReading({ accountId: 'gas', readingId: first.id, body }, key()))).toBe(
      'reading_not_correctable',
    );
    expect(await codeOf(api.withdrawReading({ accountId: 'gas', readingId: first.id, body: {} }, key()))).toBe(
      'reading_not_correctable',
    );
  });

  it('corrects until the last second of the window and not after', async () => {
    let at = sampleNow;
    const api = createMockApi({ now: () => new Date(at) });
    const { id: readingId } = await api.submitReading(gas('1279'), key());
    const correct = (value: string) =>
      api.correctReading(
        { accountId: 'gas', readingId, body: { values: [{ registerId: 'gas-total', value }] } },
        key(),
      );
    at = '2026-11-05T22:00:00.000Z';
    expect(await codeOf(correct('1280'))).toBe('reading_not_correctable');
    const [meter] = (await api.listMeters({ accountId: 'gas' })).items;
    expect(meter).toMatchObject({ submitted: null, baseline: { id: readingId, correctableUntil: null } });
    at = '2026-11-05T21:59:59.000Z';
    await expect(correct('1280')).resolves.toMatchObject({ status: 'accepted' });
  });

  it.each<[string, (api: UtilityApi) => Promise<unknown>, ProblemCode]>([
    ['an unknown account', (api) => api.getBalance({ accountId: 'of-somebody-else' }), 'not_found'],
    ['meters of an unknown account', (api) => api.listMeters({ accountId: '' }), 'not_found'],
    [
      'a meter of another account',
      (api) => api.submitReading({ ...gas('1279'), accountId: 'two-zones' }, key()),
      'not_found',
    ],
    [
      'an unknown reading',
      (api) => api.withdrawReading({ accountId: 'gas', readingId: 'x', body: {} }, key()),
      'not_found',
    ],
    [
      'a reading of the billing base',
      (api) => api.withdrawReading({ accountId: 'gas', readingId: 'gas-meter-2026-09', body: {} }, key()),
      'reading_not_correctable',
    ],
    ['no decimal', (api) => api.submitReading(gas('12,5'), key()), 'invalid_request'],
    ['less than zero', (api) => api.submitReading(gas('-5'), key()), 'invalid_request'],
    [
      'a day that is none',
      (api) => api.submitReading(gas('1279', { readAt: '2026-13-45T00:00:00Z' }), key()),
      'invalid_request',
    ],
    [
      'last month',
      (api) => api.submitReading(gas('1279', { readAt: '2026-10-20T00:00:00Z' }), key()),
      'invalid_request',
    ],
    [
      'tomorrow',
      (api) => api.submitReading(gas('1279', { readAt: '2026-11-04T08:00:00Z' }), key()),
      'reading_rejected',
    ],
    ['more digits than any dial', (api) => api.submitReading(gas('1'.repeat(13)), key()), 'reading_rejected'],
    ['more digits than this dial', (api) => api.submitReading(gas('123456'), key()), 'reading_needs_confirmation'],
    ['a page of nothing', (api) => api.listReadings({ accountId: 'gas', cursor: 'x' }), 'invalid_request'],
    ['a page of no size', (api) => api.listReadings({ accountId: 'gas', limit: '0' }), 'invalid_request'],
  ])('refuses %s', async (_, call, code) => {
    expect(await codeOf(call(mockWith()))).toBe(code);
  });

  it.each([
    ['one of two zones', [{ registerId: 'two-zones-day', value: '18500' }]],
    [
      'one zone twice',
      [
        { registerId: 'two-zones-day', value: '18500' },
        { registerId: 'two-zones-day', value: '18501' },
      ],
    ],
    [
      'a zone of another meter',
      [
        { registerId: 'two-zones-day', value: '18500' },
        { registerId: 'gas-total', value: '7100' },
      ],
    ],
  ])('refuses %s', async (_, values) => {
    const refusal = await refusalOf(
      mockWith().submitReading({ accountId: 'two-zones', body: { meterId: 'two-zones-meter', values } }, key()),
    );
    expect(refusal).toMatchObject({ kind: 'rejected', code: 'invalid_request' });
    expect(refusal.problem?.issues).toHaveLength(1);
  });

  it.each(['replaced-meter', 'closed'] as const)('refuses a reading of a meter taken off (%s)', async (account) => {
    const api = mockWith();
    const meter = (await api.listMeters({ accountId: account })).items.at(-1);
    const values = [{ registerId: meter?.registers[0]?.id ?? '', value: '50000' }];
    const refusal = await refusalOf(
      api.submitReading({ accountId: account, body: { meterId: meter?.id ?? '', values } }, key()),
    );
    expect(refusal.problem?.findings).toContainEqual({
      code: 'meter_decommissioned',
      severity: 'reject',
      registerId: null,
    });
  });

  it('outside the window takes a reading for the next month, or says when it opens', async () => {
    const on = (window: 'closed' | 'refused') => mockWith({ data: sampleData({ now: now(), window }) });
    const [window] = (await on('closed').listReadingWindows({ accountId: 'gas' })).items;
    await expect(on('closed').submitReading(gas('1279'), key())).resolves.toMatchObject({
      countsFor: window?.countsFor,
      correctableUntil: expect.stringMatching(new RegExp(`^${window?.closesOn}T2[12]:59:59`)) as string,
    });
    const refusal = await refusalOf(on('refused').submitReading(gas('1279'), key()));
    expect(refusal).toMatchObject({ kind: 'rejected', code: 'reading_rejected' });
    expect(refusal.problem).toMatchObject({ opensOn: '2026-11-09', findings: [{ code: 'window_closed' }] });
  });

  it('counts a reading read before midnight for the window of that day', async () => {
    const at = () => new Date('2026-11-05T22:10:00.000Z'); // ten past midnight on the 6th
    const late = await createMockApi({ now: at, data: sampleData({ now: now() }) }).submitReading(
      gas('1279', { readAt: '2026-11-05T21:50:00.000Z' }),
      key(),
    );
    expect(late.countsFor).toBe('2026-10');
  });

  it('does one intent once: the same key gives the same answer, another body with it is refused', async () => {
    const api = mockWith();
    const intent = key();
    const first = await api.submitReading(gas('1279'), intent);
    expect(await api.submitReading(gas('1279'), intent)).toEqual(first);
    expect(await codeOf(api.submitReading(gas('1280'), intent))).toBe('idempotency_key_reused');
    expect(await codeOf(api.withdrawReading({ accountId: 'gas', readingId: first.id, body: {} }, intent))).toBe(
      'idempotency_key_reused',
    );
    const withdrawal = { accountId: 'gas', readingId: first.id, body: {} };
    await api.withdrawReading(withdrawal, key());
    // The answer of that moment, whatever has become of the reading.
    expect(await api.submitReading(gas('1279'), intent)).toEqual(first);
    expect((await api.listMeters({ accountId: 'gas' })).items[0]?.submitted).toBeNull();
  });

  it('keeps a verdict with its key, and nothing that may be otherwise a moment later', async () => {
    const api = mockWith();
    const [doubt, lost] = [key(), key()];
    expect(await codeOf(api.submitReading(gas('1229'), doubt))).toBe('reading_needs_confirmation');
    expect(await codeOf(api.submitReading(gas('1229'), doubt))).toBe('reading_needs_confirmation');
    expect(await codeOf(api.submitReading(gas('1229', { confirmed: true }), doubt))).toBe('idempotency_key_reused');
    expect(await codeOf(api.submitReading({ ...gas('1279'), accountId: 'x' }, lost))).toBe('not_found');
    await expect(api.submitReading(gas('1279'), lost)).resolves.toMatchObject({ status: 'accepted' });
  });

  it('needs a key for a change, as the client does', () => {
    const api = mockWith();
    expect(() => api.submitReading(gas('1279'))).toThrow(TypeError);
    expect(() =>
      api.withdrawReading({ accountId: 'gas', readingId: 'x', body: {} }, { idempotencyKey: 'short' }),
    ).toThrow(TypeError);
  });

  it('gives pages that follow each other', async () => {
    const api = mockWith();
    const first = await api.listReadings({ accountId: 'gas' });
    expect(first.items).toHaveLength(24);
    const second = await api.listReadings({ accountId: 'gas', cursor: first.nextCursor ?? '' });
    const times = [...first.items, ...second.items].map((each) => each.readAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(new Set(times).size).toBe(48);
    expect((await api.listReadings({ accountId: 'replaced-meter', meterId: 'replaced-meter-new' })).items).toHaveLength(
      4,
    );
  });

  it("is nobody else's: answers are copies, and two mocks share nothing", async () => {
    const data = sampleData({ now: now() });
    const [one, other] = [mockWith({ data }), mockWith({ data })];
    (await one.listMeters({ accountId: 'gas' })).items.length = 0;
    await one.submitReading(gas('1279'), key());
    expect((await one.listMeters({ accountId: 'gas' })).items[0]?.submitted).not.toBeNull();
    expect((await other.listMeters({ accountId: 'gas' })).items[0]?.submitted).toBeNull();
    expect(data).toEqual(sampleData({ now: now() }));
  });
});

describe('the session', () => {
  it('ends later when it is renewed, and not at all later where it cannot be', async () => {
    let moment = new Date(sampleNow);
    const api = createMockApi({ now: () => moment });
    const { expiresAt } = await api.getSession({});
    moment = new Date(moment.getTime() + 60_000);
    const renewed = operations.renewSession.response.parse(await api.renewSession({ body: {} }, key()));
    expect(Date.parse(renewed.expiresAt) - Date.parse(expiresAt)).toBe(60_000);
    await expect(api.getSession({})).resolves.toEqual(renewed);
    const fixed = createMockApi({
      now: () => moment,
      data: { ...sampleData({ now: moment }), session: sampleSession({ isRenewable: false }) },
    });
    await expect(fixed.renewSession({ body: {} }, key())).resolves.toEqual(sampleSession({ isRenewable: false }));
  });

  it('ends: nothing of the customer is told after it, and what anyone may ask still is', async () => {
    const api = mockWith();
    operations.endSession.response.parse(await api.endSession({ body: { everywhere: true } }, key()));
    for (const asked of [api.getSession({}), api.listAccounts({}), api.renewSession({ body: {} }, key())]) {
      expect(await refusalOf(asked)).toMatchObject({ kind: 'unauthorized' });
    }
    await expect(api.getSupplier({})).resolves.toBeDefined();
  });
});

describe('the list of accounts', () => {
  const list = async (api: UtilityApi) => (await api.listAccounts({})).items;
  const named = async (api: UtilityApi, id: string) => (await list(api)).find((each) => each.id === id);

  it('holds accounts of every kind of right', async () => {
    const items = await list(mockWith());
    expect(items.filter((each) => each.isDefault).map((each) => each.id)).toEqual(['gas']);
    expect(items.find((each) => each.id === 'relative')).toMatchObject({ role: 'payer', nickname: 'Мама' });
    expect(items.find((each) => each.id === 'helped')).toMatchObject({
      role: 'helper',
      grants: ['link', 'readings'],
      untilOn: '2026-12-05',
    });
  });

  it('lets a helper hand in a reading and see nothing of what is owed and used', async () => {
    const api = mockWith();
    const body = { meterId: 'helped-meter', values: [{ registerId: 'helped-total', value: '30290' }] };
    await expect(api.submitReading({ accountId: 'helped', body }, key())).resolves.toMatchObject({
      status: 'accepted',
    });
    const accountId = 'helped';
    for (const asked of [
      api.getBalance({ accountId }),
      api.listReadings({ accountId }),
      api.getAccountTariff({ accountId }),
    ]) {
      expect(await codeOf(asked)).toBe('forbidden');
    }
  });

  it('keeps names, and one account as the default: it comes first', async () => {
    const api = mockWith();
    const accountId = 'relative';
    await expect(api.setAccountPreferences({ accountId, body: { isDefault: true } }, key())).resolves.toMatchObject({
      isDefault: true,
      nickname: 'Мама',
    });
    const items = await list(api);
    expect(items[0]?.id).toBe(accountId);
    expect(items.filter((each) => each.isDefault)).toHaveLength(1);
    await api.setAccountPreferences({ accountId, body: { nickname: ' Дача ' } }, key());
    expect(await named(api, accountId)).toMatchObject({ nickname: 'Дача', isDefault: true });
    expect(await codeOf(api.setAccountPreferences({ accountId: 'x', body: {} }, key()))).toBe('not_found');
  });

  it('loses an account and gets it back as it was, for thirty days', async () => {
    let moment = new Date(sampleNow);
    const api = createMockApi({ now: () => moment });
    const accountId = 'gas';
    const unlinking = operations.unlinkAccount.response.parse(await api.unlinkAccount({ accountId, body: {} }, key()));
    expect(unlinking).toEqual({ unlinkedAt: sampleNow, restorableUntil: '2026-12-03T08:00:00.000Z' });
    expect(await named(api, accountId)).toBeUndefined();
    expect((await list(api))[0]).toMatchObject({ id: 'two-zones', isDefault: true });
    expect(await codeOf(api.getBalance({ accountId }))).toBe('not_found');
    await expect(api.restoreAccount({ accountId, body: {} }, key())).resolves.toMatchObject({ isDefault: true });
    expect((await list(api))[0]).toMatchObject({ id: accountId });
    await expect(api.restoreAccount({ accountId, body: {} }, key()), 'it is there').resolves.toMatchObject({
      id: accountId,
    });
    await api.unlinkAccount({ accountId, body: {} }, key());
    moment = new Date('2026-12-03T08:00:00.001Z');
    expect(await codeOf(api.restoreAccount({ accountId, body: {} }, key()))).toBe('not_found');
  });
});

describe('a reading without signing in', () => {
  const guest = { accountNumber: '0400 123-456', proof: { kind: 'meter_number', value: '04512877' } } as const;
  const values = [{ zone: 'total' as const, value: '1279' }];

  it('is answered with a number, the same whether there is such an account or not', async () => {
    const api = mockWith();
    const send = (accountNumber: string) =>
      api.submitGuestReading({ body: { ...guest, accountNumber, values } }, key());
    const [known, unknown] = [await send(guest.accountNumber), await send('9999999999')];
    for (const receipt of [known, unknown]) {
      expect(operations.submitGuestReading.response.parse(receipt)).toEqual({
        number: expect.stringMatching(/^\d{4}-\d{4}$/) as string,
        receivedAt: sampleNow,
      });
    }
    expect(known.number).not.toBe(unknown.number);
  });

  it('says that a number has not the form of one, and that another fact is asked for', async () => {
    const api = mockWith();
    const issuesOf = async (body: Parameters<UtilityApi['submitGuestReading']>[0]['body']) =>
      (await refusalOf(api.submitGuestReading({ body }, key()))).problem?.issues;
    expect(await issuesOf({ ...guest, accountNumber: '12', values })).toEqual([
      { pointer: '/accountNumber', code: 'invalid_format' },
    ]);
    expect(await issuesOf({ ...guest, proof: { kind: 'last_payment', value: '1' }, values })).toEqual([
      { pointer: '/proof/kind', code: 'not_offered' },
    ]);
  });

  it('is not to be had where the supplier takes none', async () => {
    const data = sampleData({ now: now() });
    const api = mockWith({ data: { ...data, supplier: sampleSupplier({ guestReadings: null }) } });
    expect(await codeOf(api.submitGuestReading({ body: { ...guest, values } }, key()))).toBe('not_found');
  });

  it('can be handed in by somebody who is not signed in', async () => {
    const api = createMockApiFromAddress('mock:?state=unauthorized');
    await expect(api.submitGuestReading({ body: { ...guest, values } }, key())).resolves.toBeDefined();
  });
});

describe('the tariffs', () => {
  it('are with prices and norms of a place only where it is named', async () => {
    const data = sampleData({ now: now() });
    const [tariff] = data.tariffBook.tariffs;
    const [norm] = data.tariffBook.norms;
    const local = { id: 'local', when: { locality: ['oster'] } };
    const tariffBook = {
      questions: [],
      tariffs: [tariff!, { ...tariff!, ...local }],
      norms: [norm!, { ...norm!, ...local }],
    };
    const api = mockWith({ data: { ...data, tariffBook } });
    const idsAt = async (args: { localityId?: string }) => {
      const { tariffs, norms, variesByLocality } = await api.listTariffs(args);
      expect(variesByLocality).toBe(true);
      return [...tariffs, ...norms].map(({ id }) => id);
    };
    expect(await idsAt({})).toEqual([tariff!.id, norm!.id]);
    expect(await idsAt({ localityId: 'nizhyn' })).toEqual([tariff!.id, norm!.id]);
    expect(await idsAt({ localityId: 'oster' })).toEqual([tariff!.id, 'local', norm!.id, 'local']);
  });
});

describe('faults', () => {
  it('hang until the caller gives up', async () => {
    const api = mockWith({ latency: Infinity });
    const controller = new AbortController();
    const call = api.getBalance({ accountId: 'gas' }, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await expect(hangUntilAborted(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    const before = mockWith().getBalance({ accountId: 'gas' }, { signal: AbortSignal.abort() });
    await expect(before).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('answer after the latency, and do nothing when given up within it', async () => {
    vi.useFakeTimers();
    try {
      const api = mockWith({ latency: 800 });
      const controller = new AbortController();
      const given = api.submitReading(gas('1279'), { ...key(), signal: controller.signal });
      const answered = vi.fn();
      void api.listMeters({ accountId: 'gas' }).then(answered);
      controller.abort();
      await expect(given).rejects.toMatchObject({ name: 'AbortError' });
      await vi.advanceTimersByTimeAsync(799);
      expect(answered).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(answered).toHaveBeenCalledWith({ items: [expect.objectContaining({ submitted: null })] });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('fail the first calls of an operation and no other', async () => {
    const error = new ApiError('unavailable');
    const api = mockWith({ intercept: failCalls({ operation: 'getBalance', error, times: 2 }) });
    await expect(api.listMeters({ accountId: 'gas' })).resolves.toBeDefined();
    await expect(api.getBalance({ accountId: 'gas' })).rejects.toBe(error);
    await expect(api.getBalance({ accountId: 'gas' })).rejects.toBe(error);
    await expect(api.getBalance({ accountId: 'gas' })).resolves.toBeDefined();
  });

  it('lose the answer of what was done: the same key finds it', async () => {
    const error = new ApiError('timeout');
    const api = mockWith({ intercept: failCalls({ operation: 'submitReading', error, times: 1, afterEffect: true }) });
    const intent = key();
    await expect(api.submitReading(gas('1279'), intent)).rejects.toBe(error);
    const [meter] = (await api.listMeters({ accountId: 'gas' })).items;
    expect(meter?.submitted?.number).toBe('1000-0016');
    expect(await api.submitReading(gas('1279'), intent)).toEqual(meter?.submitted);
  });

  it('see what is called, with what', async () => {
    const seen: unknown[] = [];
    const api = mockWith({
      intercept: (operation, args, options, next) => {
        seen.push([operation, args, options]);
        return next();
      },
    });
    const intent = key();
    await api.submitReading(gas('1279'), intent);
    expect(seen).toEqual([['submitReading', gas('1279'), intent]]);
  });
});

describe('a mock by address', () => {
  it.each(mockStateNames.filter((name) => name !== 'loading'))(
    '%s answers by the contract or fails as an ApiError',
    async (state) => {
      const api = createMockApiFromAddress(`mock:?state=${state}&latency=0`);
      await seeEverything(api).catch((error: unknown) => {
        expect(error).toBeInstanceOf(ApiError);
        expect([
          'error',
          'timeout',
          'bad-response',
          'offline',
          'unauthorized',
          'forbidden',
          'not-found',
          'rate-limited',
        ]).toContain(state);
      });
    },
  );

  const first = async (api: UtilityApi) => (await api.listMeters({ accountId: 'gas' })).items[0];

  it('shows an open window on any day, and one account where one is named', async () => {
    const api = createMockApiFromAddress('mock:?account=two-zones');
    expect((await api.listAccounts({})).items.map((each) => each.id)).toEqual(['two-zones']);
    expect((await api.listReadingWindows({ accountId: 'two-zones' })).items).toMatchObject([
      { isOpen: true, daysLeft: 2 },
    ]);
    expect((await createMockApiFromAddress('mock:').listAccounts({})).items).toHaveLength(sampleAccountNames.length);
  });

  it('shows a reading that was handed in, and lets it be corrected', async () => {
    const api = createMockApiFromAddress('mock:?state=submitted');
    const submitted = (await first(api))?.submitted;
    expect(submitted).toMatchObject({ status: 'accepted', questionedFor: [] });
    const values = [{ registerId: 'gas-total', value: '1280' }];
    await expect(
      api.correctReading({ accountId: 'gas', readingId: submitted?.id ?? '', body: { values } }, key()),
    ).resolves.toMatchObject({ values: [{ value: '1280', consumption: '46' }] });
    expect((await first(createMockApiFromAddress('mock:?state=questioned')))?.submitted).toMatchObject({
      status: 'questioned',
      questionedFor: ['implausible'],
    });
  });

  it.each([
    ['error', 'unavailable'],
    ['unauthorized', 'unauthorized'],
    ['not-found', 'not-found'],
  ])("%s fails what is the customer's and still tells the phone to call", async (state, kind) => {
    const api = createMockApiFromAddress(`mock:?state=${state}`);
    expect(await refusalOf(api.getBalance({ accountId: 'gas' }))).toMatchObject({ kind });
    await expect(api.getSupplier({})).resolves.toMatchObject({ phone: '0 800 500 104' });
  });

  it('offline reaches nothing', async () => {
    expect(await refusalOf(createMockApiFromAddress('mock:?state=offline').getSupplier({}))).toMatchObject({
      kind: 'offline',
    });
  });

  it.each([
    ['debt', 1_234_567_89],
    ['settled', 0],
    ['credit', -12_00],
  ])('%s is what the account owes', async (state, amount) => {
    const api = createMockApiFromAddress(`mock:?state=${state}`);
    const [account] = (await api.listAccounts({})).items;
    const { amountOwed } = await api.getBalance({ accountId: account?.id ?? '' });
    expect(amountOwed).toEqual({ amount, currency: 'UAH' });
  });

  it('empty has no account, and nothing that the supplier tells everybody', async () => {
    const api = createMockApiFromAddress('mock:?state=empty');
    expect((await api.listAccounts({})).items).toEqual([]);
    expect((await api.listTariffs({})).tariffs).toEqual([]);
    expect((await api.listReceptions({})).items).toEqual([]);
    expect((await api.listAppealKinds({})).items).toEqual([]);
    expect((await api.listAppeals({})).items).toEqual([]);
  });

  it('nothing-yet has an account with nothing in it', async () => {
    const api = createMockApiFromAddress('mock:?state=nothing-yet');
    const [account, another] = (await api.listAccounts({})).items;
    const accountId = account?.id ?? '';
    expect(another).toBeUndefined();
    for (const list of [
      api.listReadings({ accountId }),
      api.listPayments({ accountId }),
      api.listPaymentPlans({ accountId }),
      api.listContracts({ accountId }),
      api.listAppeals({}),
      api.listAppointments({}),
    ])
      expect((await list).items).toEqual([]);
  });

  it('submit-fails fails whatever is sent, and nothing that is read', async () => {
    const api = createMockApiFromAddress('mock:?state=submit-fails');
    const body = { lines: [{ accountId: 'gas', amount: { amount: 100, currency: 'UAH' } }], methodId: 'card' };
    const order = { body: { ...body, returnUrl: 'https://gas.test/' } };
    expect(await refusalOf(api.createPaymentOrder(order, key()))).toMatchObject({ kind: 'unavailable' });
    expect(await refusalOf(api.submitReading(gas('1279'), key()))).toMatchObject({ kind: 'unavailable' });
    await expect(api.getBalance({ accountId: 'gas' })).resolves.toBeDefined();
  });

  it('session-ends with what is sent', async () => {
    const api = createMockApiFromAddress('mock:?state=session-ends');
    await expect(api.getBalance({ accountId: 'gas' })).resolves.toBeDefined();
    expect(await refusalOf(api.submitReading(gas('1279'), key()))).toMatchObject({ kind: 'unauthorized' });
    expect(await refusalOf(api.getBalance({ accountId: 'gas' }))).toMatchObject({ kind: 'unauthorized' });
    await expect(api.getSupplier({})).resolves.toBeDefined();
  });

  it('slow takes four seconds, or as long as the address says', async () => {
    vi.useFakeTimers();
    try {
      let answers = 0;
      void createMockApiFromAddress('mock:?state=slow')
        .getSupplier({})
        .then(() => (answers += 1));
      await vi.advanceTimersByTimeAsync(3_999);
      expect(answers).toBe(0);
      await vi.advanceTimersByTimeAsync(1);
      expect(answers).toBe(1);
      void createMockApiFromAddress('mock:?state=slow&latency=5')
        .getSupplier({})
        .then(() => (answers += 1));
      await vi.advanceTimersByTimeAsync(5);
      expect(answers).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('counts failing calls for each mock anew', async () => {
    for (const _ of [1, 2]) {
      const api = createMockApiFromAddress('mock:?state=submit-fails-once');
      expect(await refusalOf(api.submitReading(gas('1279'), key()))).toMatchObject({ kind: 'unavailable' });
      await expect(api.submitReading(gas('1279'), key())).resolves.toBeDefined();
    }
  });

  it('stands still at the moment it is told', async () => {
    const api = createMockApiFromAddress(
      `mock:?state=window-real&now=${encodeURIComponent('2026-11-03T10:00:00+02:00')}`,
    );
    expect((await api.listReadingWindows({ accountId: 'gas' })).items).toEqual([sampleWindow()]);
  });

  it.each([
    'mock',
    'mock:state=ready',
    'https://api.energy.test',
    'mock:?state=typo',
    'mock:?account=typo',
    'mock:?now=soon',
    'mock:?latency=-1',
    'mock:?latency=x',
    'mock:?state=constructor',
    'mock:?state=debt&account=gas',
  ])('says what is wrong with %s', (address) => {
    expect(() => createMockApiFromAddress(address)).toThrow(TypeError);
  });
});
