import { expect } from '@open-wc/testing';
import { ApiError, type UtilityApi } from '@kabinet/api';
import { createMockApi } from '@kabinet/api/mock';
import { stopTheClock } from '../testing/clock.js';
import { laterService, sampleService } from './later-service.js';

const KEY = 'key-of-one-intent';

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('it was answered');
}

describe('a service whose code comes later', () => {
  let warnings: string[];
  const { warn } = console;
  beforeEach(() => {
    warnings = [];
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
  });
  afterEach(() => {
    console.warn = warn;
  });

  it('is loaded once, by the first call', async () => {
    let loads = 0;
    const service = laterService(() => {
      loads += 1;
      return Promise.resolve(createMockApi());
    });
    expect(loads).to.equal(0);
    const [supplier, accounts] = await Promise.all([service.getSupplier({}), service.listAccounts({})]);
    expect(supplier.id).to.equal('sample');
    expect(accounts.items).not.to.be.empty;
    await service.getSupplier({});
    expect(loads).to.equal(1);
  });

  it('passes on what was asked, with the key and the signal', async () => {
    const asked: unknown[] = [];
    const api = {
      endSession: (...args: unknown[]) => {
        asked.push(args);
        return Promise.resolve({ endedAt: '2026-11-05T09:00:00Z' });
      },
    } as unknown as UtilityApi;
    const { signal } = new AbortController();
    await laterService(() => Promise.resolve(api)).endSession(
      { body: { everywhere: false } },
      { idempotencyKey: KEY, signal },
    );
    expect(asked).to.deep.equal([[{ body: { everywhere: false } }, { idempotencyKey: KEY, signal }]]);
  });

  it('asks nothing for who gave up while it was loaded', async () => {
    let asked = 0;
    const api = { getSupplier: () => Promise.resolve((asked += 1)) } as unknown as UtilityApi;
    const controller = new AbortController();
    const call = laterService(() => Promise.resolve(api)).getSupplier({}, { signal: controller.signal });
    controller.abort();
    expect(await failureOf(call)).to.equal(controller.signal.reason);
    expect(asked).to.equal(0);
  });

  it('is unavailable while its code does not come, says so once, and is loaded when it does', async () => {
    let isThere = false;
    const service = laterService(() =>
      isThere ? Promise.resolve(createMockApi()) : Promise.reject(new TypeError('no such file')),
    );
    for (let tries = 0; tries < 3; tries += 1) {
      const error = await failureOf(service.getSupplier({}));
      expect(error).to.be.instanceOf(ApiError);
      expect((error as ApiError).kind).to.equal('unavailable');
    }
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('no such file');
    isThere = true;
    expect((await service.getSupplier({})).id).to.equal('sample');
  });

  it('is given up with the caller, also while its code hangs', async () => {
    const controller = new AbortController();
    const call = laterService(() => new Promise(() => undefined)).getSupplier({}, { signal: controller.signal });
    controller.abort();
    expect(await failureOf(call)).to.equal(controller.signal.reason);
  });

  it('is given up when its code takes too long, and is there for who asks again once that has come', async () => {
    const clock = stopTheClock();
    let come = (_service: UtilityApi) => {};
    const service = laterService(() => new Promise((resolve) => (come = resolve)));
    const failure = failureOf(service.getSupplier({}));
    await clock.tickAsync(7_000);
    expect(await failure).to.be.instanceOf(ApiError);
    expect(((await failure) as ApiError).kind).to.equal('timeout');
    const again = service.getSupplier({});
    come(createMockApi());
    await clock.tickAsync(0);
    expect((await again).id).to.equal('sample');
  });

  it('is unavailable for a call that it does not have', async () => {
    const service = laterService(() => Promise.resolve({} as UtilityApi));
    const error = await failureOf(service.getSupplier({}));
    expect(error).to.be.instanceOf(ApiError);
    expect((error as ApiError).kind).to.equal('unavailable');
    expect(String((error as ApiError).cause)).to.include('getSupplier');
  });

  it('may be awaited, and is itself', async () => {
    const service = laterService(() => Promise.resolve(createMockApi()));
    expect((await Promise.resolve(service)) === service).to.equal(true);
  });
});

describe('api="mock:"', () => {
  it('is the sample service in the state that the address names', async () => {
    const { items } = await sampleService('mock:?account=two-zones').listAccounts({});
    expect(items).to.have.length(1);
    expect((await sampleService('mock:?state=empty').listAccounts({})).items).to.be.empty;
    const error = await failureOf(sampleService('mock:?state=unauthorized').listAccounts({}));
    expect((error as ApiError).kind).to.equal('unauthorized');
  });

  it('says in the console which states there are, where it is asked for another', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
    try {
      const error = await failureOf(sampleService('mock:?state=rich').getSupplier({}));
      expect((error as ApiError).kind).to.equal('unavailable');
    } finally {
      console.warn = warn;
    }
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('"rich"').and.to.include('window-closed');
  });
});
