import { ApiError, type ApiErrorKind, type PageOperationName, type Reading, type UtilityApi } from '@kabinet/api';
import { createMockApi, hangUntilAborted, type MockData, type MockIntercept, sampleData } from '@kabinet/api/mock';

export interface Call {
  readonly operation: PageOperationName;
  readonly args: unknown;
  readonly key: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** The mock service of a test: it counts what it is asked, and breaks and heals on request. */
export class Service {
  readonly api: UtilityApi;
  readonly calls: Call[] = [];
  /** What goes wrong; null when all is well. */
  fault: MockIntercept | null = null;
  #isLookingBehind = false;

  constructor(data: MockData) {
    this.api = createMockApi({ data, intercept: (...call) => this.#answer(...call) });
  }

  /** A service with sample data; the gas account, in an open window, unless said otherwise. */
  static sample(options: Partial<Parameters<typeof sampleData>[0]> = {}): Service {
    return new Service(sampleData({ now: new Date(), window: 'open', accounts: ['gas'], ...options }));
  }

  count(operation: PageOperationName): number {
    return this.callsOf(operation).length;
  }

  callsOf(operation: PageOperationName): readonly Call[] {
    return this.calls.filter((call) => call.operation === operation);
  }

  /** What was sent, in order. */
  bodiesOf(operation: PageOperationName): readonly unknown[] {
    return this.callsOf(operation).map(({ args }) => (args as { body: unknown }).body);
  }

  /** The customer's own readings of today as the service has them, newest first: what the database would say. */
  async handedIn(accountId = 'gas'): Promise<readonly Reading[]> {
    this.#isLookingBehind = true;
    const page = this.api.listReadings({ accountId, limit: '100' });
    this.#isLookingBehind = false;
    return (await page).items.filter(({ id }) => id.startsWith('handed-in'));
  }

  #answer(...[operation, args, options, next]: Parameters<MockIntercept>): Promise<unknown> {
    if (this.#isLookingBehind) return next();
    this.calls.push({ operation, args, key: options.idempotencyKey, signal: options.signal });
    return this.fault ? this.fault(operation, args, options, next) : next();
  }
}

/** Everything but the supplier's public profile, which has the phone to call. */
const allButProfile = (operation: PageOperationName) => operation !== 'getSupplier';

function faultOf(only: readonly PageOperationName[] | undefined, fault: MockIntercept): MockIntercept {
  const isHit = only ? (operation: PageOperationName) => only.includes(operation) : allButProfile;
  return (operation, args, options, next) => (isHit(operation) ? fault(operation, args, options, next) : next());
}

/** Calls fail with the error; all but the profile's, or only those named. */
export function failing(error: ApiErrorKind | ApiError, ...only: PageOperationName[]): MockIntercept {
  const reason = typeof error === 'string' ? new ApiError(error) : error;
  return faultOf(only.length > 0 ? only : undefined, () => Promise.reject(reason));
}

/** Calls are never answered. */
export function hanging(...only: PageOperationName[]): MockIntercept {
  return faultOf(only.length > 0 ? only : undefined, (_operation, _args, { signal }) => hangUntilAborted(signal));
}

/** Nothing gets through, not even the profile. */
export const noNetwork: MockIntercept = () => Promise.reject(new ApiError('offline'));

/** The service does what was asked; its answer never arrives. */
export function losingAnswers(error: ApiErrorKind, ...only: PageOperationName[]): MockIntercept {
  return faultOf(only, async (_operation, _args, _options, next) => {
    await next();
    throw new ApiError(error);
  });
}
