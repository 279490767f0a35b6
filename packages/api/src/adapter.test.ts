import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faultOfAnswer } from './adapter-answer.js';
import { callsOfCapability } from './adapter-capabilities.js';
import { type AdapterMethods, type AdapterSupplier, defineAdapter } from './adapter.js';
import { ApiError } from './errors.js';
import { calls } from './generated/calls.js';
import { createMockApi, sampleAccount, sampleBalance, sampleReading, sampleSupplier } from './mock/index.js';
import type { PageOperationName } from './operations/index.js';
import type { Problem } from './schemas/problem.js';

const KEY = 'key-of-one-intent';

const supplier: AdapterSupplier = {
  id: 'old-gas',
  name: { uk: 'Старий газ' },
  serviceKinds: ['gas'],
  timeZone: 'Europe/Kyiv',
  currency: 'UAH',
  languages: ['uk'],
  phone: '104',
  accountNumber: { pattern: '\\d{8}', example: '01 234 567' },
};

const account = sampleAccount();
const submission = {
  accountId: account.id,
  body: { meterId: 'gas-meter', values: [{ registerId: 'gas-total', value: '1279' }] },
};

const adapter = (methods: Partial<AdapterMethods> = {}, options?: { timeout: number }) =>
  defineAdapter({ getSupplier: () => supplier, ...methods }, options);

async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

let warnings: string[];
beforeEach(() => {
  warnings = [];
  vi.spyOn(console, 'warn').mockImplementation((...args: unknown[]) => void warnings.push(args.join(' ')));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('an adapter', () => {
  it('answers every call of the contract', () => {
    expect(Object.keys(adapter()).sort()).toEqual(Object.keys(calls).sort());
  });

  it('gives the method what was asked, the key and a signal', async () => {
    const asked: unknown[] = [];
    const api = adapter({
      submitReading: (args, { signal, idempotencyKey }) => {
        asked.push(args, idempotencyKey, signal.aborted);
        return sampleReading();
      },
    });
    expect(await api.submitReading(submission, { idempotencyKey: KEY })).toEqual(sampleReading());
    expect(asked).toEqual([submission, KEY, false]);
  });

  it('takes an object of a class, whose methods use each other', async () => {
    class OldSystem {
      readonly #owed = sampleBalance();
      getSupplier() {
        return supplier;
      }
      getBalance() {
        return Promise.resolve(this.#owed);
      }
    }
    const { getBalance } = defineAdapter(new OldSystem());
    expect(await getBalance({ accountId: account.id })).toEqual(sampleBalance());
  });

  it('sends no change without a key', () => {
    const submitReading = vi.fn(() => sampleReading());
    expect(() => adapter({ submitReading }).submitReading(submission)).toThrow(TypeError);
    expect(submitReading).not.toHaveBeenCalled();
  });

  it('says that nothing can be shown without the profile', () => {
    defineAdapter({ getBalance: () => sampleBalance() } as unknown as AdapterMethods);
    expect(warnings).toEqual([expect.stringContaining('getSupplier')]);
  });

  it('says of a method that the contract does not know that nobody calls it', () => {
    defineAdapter({ getSupplier: () => supplier, getBalanse: () => null } as AdapterMethods);
    expect(warnings.join()).toContain('"getBalanse"');
    warnings.length = 0;
    adapter({ getBalance: () => sampleBalance() });
    expect(warnings).toEqual([]);
  });
});

describe('what an adapter offers', () => {
  const names = Object.keys(calls) as PageOperationName[];
  const everything = createMockApi() as unknown as AdapterMethods;

  it('is nothing while it has no methods, and the rest of the profile is filled in', async () => {
    expect(await adapter().getSupplier({})).toEqual({
      ...supplier,
      phoneHours: null,
      emergencyPhone: null,
      channels: [],
      pages: null,
      linkProofs: [],
      guestReadings: null,
      payments: null,
      capabilities: [],
    });
  });

  it('is what all its calls are there for', async () => {
    const balance = { listAccounts: () => ({ items: [account] }), getBalance: () => sampleBalance() };
    expect((await adapter(balance).getSupplier({})).capabilities).toEqual(['balance']);
    expect((await adapter({ getBalance: balance.getBalance }).getSupplier({})).capabilities).toEqual([]);
  });

  it('is everything where every call is there, and nothing that one call is missing of', async () => {
    const { capabilities, ...profile } = sampleSupplier();
    const offered = async (methods: AdapterMethods) =>
      (await defineAdapter({ ...methods, getSupplier: () => profile }).getSupplier({})).capabilities;
    expect([...(await offered(everything))].sort()).toEqual([...capabilities].sort());
    for (const missing of names.filter((name) => name !== 'getSupplier')) {
      const without = await offered({ ...everything, [missing]: undefined });
      const hidden = Object.entries(callsOfCapability).filter(([, needed]) => needed.includes(missing));
      expect([...without].sort(), missing).toEqual(
        capabilities.filter((each) => !hidden.some(([name]) => name === each)).sort(),
      );
    }
  });

  it('is no more than it says itself, and never what the profile does not tell how to do', async () => {
    const said = { ...sampleSupplier(), capabilities: ['balance', 'payments', 'guest-readings', 'news'] };
    const offered = async (profile: AdapterSupplier) =>
      (await defineAdapter({ ...everything, getSupplier: () => profile }).getSupplier({})).capabilities;
    expect((await offered(said)).sort()).toEqual(['balance', 'guest-readings', 'payments']);
    expect(await offered({ ...said, payments: null, guestReadings: null })).toEqual(['balance']);
  });

  it('does not answer what it has no method for', async () => {
    const error = await failureOf(adapter().getBalance({ accountId: account.id }));
    expect(error.kind).toBe('unavailable');
    expect(String(error.cause)).toContain('getBalance');
  });
});

describe('an adapter that refuses', () => {
  const refusing = (thrown: unknown) =>
    failureOf(
      adapter({ submitReading: () => Promise.reject(thrown) }).submitReading(submission, {
        idempotencyKey: KEY,
      }),
    );

  it('says why by a code of the contract', async () => {
    const findings = [{ code: 'less_than_previous', severity: 'reject', registerId: 'gas-total' }];
    const error = await refusing(Object.assign(new Error('PRYCHYNA=MENSHE'), { code: 'reading_rejected', findings }));
    expect(error).toMatchObject({ kind: 'rejected', code: 'reading_rejected', problem: { status: 422, findings } });
    expect(await refusing({ code: 'not_found' })).toMatchObject({ kind: 'not-found', problem: { status: 404 } });
    expect(await refusing({ code: 'rate_limited', retryAfter: 30 })).toMatchObject({
      kind: 'rate-limited',
      retryAfter: 30,
    });
    expect(warnings).toEqual([]);
  });

  it('or by a kind of failure, or by our own error', async () => {
    expect((await refusing({ kind: 'unauthorized' })).kind).toBe('unauthorized');
    const own = new ApiError('forbidden');
    expect(await refusing(own)).toBe(own);
  });

  it('keeps its reason where the rest of what it says is not of the contract, and the console says where, never what', async () => {
    const nextFree = [{ startsAt: '2026-11-05T09:00:00+02:00', endsAt: '2026-11-05T09:15:00+02:00', free: 1 }];
    const said = { code: 'reading_rejected', findings: 'Ivan', opensOn: '5.11.2026', orderId: null, nextFree };
    const error = await refusing({ ...said, retryAfter: 'soon' });
    expect(error).toMatchObject({
      kind: 'rejected',
      code: 'reading_rejected',
      retryAfter: null,
      problem: { nextFree },
    });
    expect(error.problem).not.toHaveProperty('findings');
    expect(error.problem).not.toHaveProperty('opensOn');
    expect(warnings).toHaveLength(3);
    expect(warnings.join()).toContain('at /findings there must be a list');
    expect(warnings.join()).toContain('at /opensOn there must be a day');
    expect(warnings.join()).toContain('at /retryAfter');
    expect(warnings.join()).not.toContain('Ivan');
  });

  it('may be an ApiError of another copy of this code, or one that was made by hand', async () => {
    const findings = [{ code: 'implausible', severity: 'confirm', registerId: null }];
    const problem = {
      type: 't',
      title: 't',
      status: 422,
      code: 'reading_needs_confirmation',
      requestId: 'r-1',
      findings,
    };
    const others = { kind: 'rejected', code: problem.code, problem, retryAfter: 5 };
    expect(await refusing(others)).toMatchObject({
      kind: 'rejected',
      retryAfter: 5,
      problem: { requestId: 'r-1', findings },
    });
    expect(warnings).toEqual([]);
    const byHand = new ApiError('rejected', { problem: { ...problem, findings: 'x' } as unknown as Problem });
    const error = await refusing(byHand);
    expect(error.code).toBe('reading_needs_confirmation');
    expect(error.problem).not.toHaveProperty('findings');
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['an error of the network', new TypeError('Failed to fetch')],
    ['a code that nobody knows', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
    ['a name that every object has', { code: 'toString', kind: 'constructor' }],
    ['a text', 'out of order'],
    ['nothing', undefined],
  ])('is unavailable after %s, and the console has it', async (_name, thrown) => {
    const error = await refusing(thrown);
    expect(error.kind).toBe('unavailable');
    expect(error.cause).toBe(thrown);
    expect(error.outcomeUnknown).toBe(true);
    expect(warnings.join()).toContain('submitReading');
  });

  it('is unavailable too after what cannot be read, and the console has it', async () => {
    const unreadable = {
      get kind() {
        throw new Error('of the kind');
      },
    };
    const error = await refusing(unreadable);
    expect(error.kind).toBe('unavailable');
    expect(error.cause === unreadable).toBe(true);
    expect(warnings).toEqual([expect.stringContaining('submitReading of the adapter failed')]);
  });

  it('may throw while its profile is read', async () => {
    const getSupplier = () =>
      ({
        ...supplier,
        get capabilities(): never {
          throw new Error('not loaded');
        },
      }) as AdapterSupplier;
    expect((await failureOf(adapter({ getSupplier }).getSupplier({}))).kind).toBe('unavailable');
    expect(warnings.join()).toContain('getSupplier');
  });

  it('may throw before it has a promise', async () => {
    const getBalance = () => {
      throw Object.assign(new Error('session'), { code: 'token_expired' });
    };
    expect((await failureOf(adapter({ getBalance }).getBalance({ accountId: 'gas' }))).kind).toBe('unauthorized');
  });
});

describe('an adapter that takes its time', () => {
  it('is given up when the time is up, also where it heeds no signal', async () => {
    vi.useFakeTimers();
    let signal: AbortSignal | undefined;
    const getBalance: AdapterMethods['getBalance'] = (_args, options) => {
      ({ signal } = options);
      return new Promise(() => undefined);
    };
    const failure = failureOf(adapter({ getBalance }).getBalance({ accountId: 'gas' }));
    await vi.advanceTimersByTimeAsync(7_000);
    expect((await failure).kind).toBe('timeout');
    expect(signal?.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may be given another time', async () => {
    vi.useFakeTimers();
    const getBalance = () => new Promise<never>(() => undefined);
    const failure = failureOf(adapter({ getBalance }, { timeout: 200 }).getBalance({ accountId: 'gas' }));
    await vi.advanceTimersByTimeAsync(200);
    expect((await failure).kind).toBe('timeout');
  });

  it('is given up with the caller, by the caller’s own reason', async () => {
    const getBalance = vi.fn(() => new Promise<never>(() => undefined));
    const controller = new AbortController();
    const call = adapter({ getBalance }).getBalance({ accountId: 'gas' }, { signal: controller.signal });
    controller.abort(new Error('the page was left'));
    await expect(call).rejects.toBe(controller.signal.reason);
    expect(getBalance).toHaveBeenCalledTimes(1);

    const late = adapter({ getBalance }).getBalance({ accountId: 'gas' }, { signal: controller.signal });
    await expect(late).rejects.toBe(controller.signal.reason);
    expect(getBalance).toHaveBeenCalledTimes(1);
    expect(warnings).toEqual([]);
  });
});

describe('an answer that is not of the contract', () => {
  it('is shown as an error, and the console says where, never what', async () => {
    const getBalance = () => ({ ...sampleBalance(), amountOwed: { amount: 358.2, currency: 'UAH' } });
    const error = await failureOf(adapter({ getBalance }).getBalance({ accountId: 'gas' }));
    expect(error.kind).toBe('bad-response');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('getBalance');
    expect(warnings[0]).toContain('at /amountOwed/amount there must be a whole number');
    expect(warnings[0]).not.toContain('358');
  });

  it('is one of the profile too', async () => {
    const getSupplier = () => ({ ...supplier, phone: 104 }) as unknown as AdapterSupplier;
    expect((await failureOf(adapter({ getSupplier }).getSupplier({}))).kind).toBe('bad-response');
    warnings.length = 0;
    for (const capabilities of ['balance', 5, { balance: true }]) {
      const given = () => ({ ...supplier, capabilities }) as unknown as AdapterSupplier;
      expect((await failureOf(adapter({ getSupplier: given }).getSupplier({}))).kind).toBe('bad-response');
    }
    expect(warnings).toHaveLength(3);
    expect(warnings.join()).toContain('at /capabilities there must be a list');
    const nothing = () => null as unknown as AdapterSupplier;
    expect((await failureOf(adapter({ getSupplier: nothing }).getSupplier({}))).kind).toBe('bad-response');
  });

  it.each([
    ['i', 1, null],
    ['i', 1.5, 'at the top there must be a whole number'],
    ['i1..12', 1e6, 'at the top there must be a whole number from 1 to 12'],
    ['D', '0000-00-00', 'at the top there must be a day, such as "2026-11-05"'],
    ['Z', 'Mars/Base', 'at the top there must be a time zone, such as "Europe/Kyiv"'],
    ['=on|off', 'maybe', 'at the top there must be one of on, off'],
    [{ a: ['s'] }, { a: ['x', 1] }, 'at /a/1 there must be a text'],
    [{ a: ['s'] }, { a: 'x' }, 'at /a there must be a list'],
    [{ a: ['?', 'D'] }, { a: '5.11.2026' }, 'at /a there must be a day, such as "2026-11-05", or null'],
    [{ a: ['?', { b: 'b' }] }, { a: { b: 0 } }, 'at /a/b there must be true or false'],
    [{ 'a?': 's' }, {}, null],
    [{ 'a?': 's' }, { a: null }, 'at /a there must be a text'],
    [{ a: 's' }, {}, 'at /a there must be a text'],
    [{ a: 's' }, [], 'at the top there must be an object'],
    [['*', 's'], { 'x/y~': 1 }, 'at /x~1y~0 there must be a text'],
  ] as const)('is found: %j against %j', (shape, value, fault) => {
    expect(faultOfAnswer(shape, value)).toBe(fault);
  });
});
