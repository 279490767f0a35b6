import { ApiError, type Balance, type PaymentMethod, type Supplier } from '@kabinet/api';
import { createMockApi, type MockPaymentOutcome, sampleData, sampleSupplier } from '@kabinet/api/mock';
import { Service } from './service.js';

export const uah = (amount: number) => ({ amount, currency: 'UAH' });

/** A service that pays: what becomes of the orders, how the supplier takes payments, which accounts, how the first of them stands. */
export function payingService({
  payments = {},
  balance = {},
  accounts = ['gas'],
}: {
  payments?: Partial<NonNullable<Supplier['payments']>>;
  balance?: Partial<Balance>;
  accounts?: Parameters<typeof sampleData>[0]['accounts'];
} = {}): Service {
  const data = sampleData({ now: new Date(), window: 'open', ...(accounts && { accounts }) });
  const { payments: terms } = data.supplier;
  const [first, ...others] = data.accounts;
  return new Service({
    ...data,
    supplier: sampleSupplier({ payments: terms && { ...terms, ...payments } }),
    accounts: first ? [{ ...first, balance: { ...first.balance, ...balance } }, ...others] : [],
  });
}

/** Another way to pay beside the sample's. */
export function method(change: Partial<PaymentMethod>): PaymentMethod {
  const [card] = sampleSupplier().payments?.methods ?? [];
  if (!card) throw new Error('the sample supplier takes cards');
  return { ...card, isTest: false, ...change };
}

/** Has orders end so, instead of being paid. */
export function endingIn(outcome: MockPaymentOutcome, service: Service = payingService()): Service {
  const api = createMockApi({ payments: outcome, data: sampleData({ now: new Date(), accounts: ['gas'] }) });
  service.fault = (operation, args, options, next) => {
    if (operation !== 'createPaymentOrder' && operation !== 'getPaymentOrder') return next();
    return (api[operation] as (...call: unknown[]) => Promise<unknown>)(args, options);
  };
  return service;
}

/** The service refuses a payment, because another one is on its way that this customer did not make. */
export function payingElsewhere(): ApiError {
  return new ApiError('conflict', {
    problem: { type: 'about:blank', title: 'in progress', status: 409, code: 'payment_in_progress', requestId: 'r-1' },
  });
}

interface Leaving {
  /** Where the page was about to go. */
  readonly to: string[];
}

/** Keeps the page here while a test looks on: where it would have gone is noted. */
export function stayHere(): Leaving {
  const to: string[] = [];
  const { navigation } = window as unknown as { navigation: EventTarget };
  const handle = (event: Event) => {
    const { destination, hashChange } = event as Event & { destination: { url: string }; hashChange: boolean };
    if (hashChange || new URL(destination.url).origin === location.origin) return;
    to.push(destination.url);
    event.preventDefault();
  };
  navigation.addEventListener('navigate', handle);
  // Somebody looks at the page, whatever tab the browser has in front of it.
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' });
  leavings.push(() => {
    navigation.removeEventListener('navigate', handle);
    Reflect.deleteProperty(document, 'visibilityState');
  });
  return { to };
}

const leavings: (() => void)[] = [];
const address = location.href;
// The tab may have been another test file's before.
beforeEach(() => sessionStorage.clear());
afterEach(() => {
  for (const forget of leavings.splice(0)) forget();
  history.replaceState(null, '', address);
  sessionStorage.clear();
});

/** The person comes back from the provider's page, or opens an address that says so. */
export function comeBackWith(orderId: string): void {
  const back = new URL(address);
  back.searchParams.set('kabinet-order', orderId);
  history.replaceState(null, '', back);
}
