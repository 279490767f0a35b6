import { ApiError, type CallOptions, type UtilityApi } from '@kabinet/api';

type Call = (args: unknown, options: CallOptions) => Promise<unknown>;

/** As long as a call itself may take: the code comes before the first one, and a widget has time for two. */
const LOAD_MS = 7_000;

/** Waits for the code no longer than the caller does, and not for ever. The load itself goes on: the next call may find it done. */
function inTime<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal?.reason as Error);
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp);
    const timer = setTimeout(() => reject(new ApiError('timeout')), LOAD_MS);
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    });
  });
}

/**
 * A service whose code comes with its first call; for the widgets it is there at once. What only some pages use stays out of every
 * other page's load so. A failed load is told once in the console, and tried again with the next call.
 */
export function laterService(load: () => Promise<UtilityApi>): UtilityApi {
  let loading: Promise<UtilityApi> | null = null;
  let isTold = false;

  const loaded = () =>
    (loading ??= load().catch((error: unknown) => {
      loading = null;
      if (!isTold) console.warn('Kabinet: this service cannot be used.', error);
      isTold = true;
      throw new ApiError('unavailable', { cause: error });
    }));

  const callOf =
    (name: string): Call =>
    async (args, options = {}) => {
      const service = (await inTime(loaded(), options.signal)) as unknown as Readonly<Record<string, Call>>;
      // Who gave up meanwhile asks for nothing any more.
      options.signal?.throwIfAborted();
      // Of another version it may lack a call: widgets know what to say of that, and not of any other error.
      if (typeof service[name] !== 'function')
        throw new ApiError('unavailable', { cause: new TypeError(`the service has no ${name}`) });
      return service[name](args, options);
    };

  return new Proxy({} as UtilityApi, {
    // Whoever awaits the service itself, by mistake or in passing it on, gets the service.
    get: (_target, name) => (typeof name === 'string' && name !== 'then' ? callOf(name) : undefined),
  });
}

/** What `api="mock:?state=…"` names: the contract answered in the page from sample data, without a network; nobody leaves the page to pay. */
export const sampleService = (address: string): UtilityApi =>
  laterService(async () => (await import('@kabinet/api/mock')).createMockApiFromAddress(address, { paysInPage: true }));
