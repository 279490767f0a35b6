import type { SupplierProfile } from '../domain/supplier-profile.js';
import { CallbackRefused, type OrderForProvider, type ProviderEvent, type ProviderKind } from '../payments/provider.js';

/** How a supplier in tests takes payments: a card without a fee, one with a fee of 1.5 % but no less than 1.00, and bank transfers. */
export const TEST_PAYING: NonNullable<SupplierProfile['paying']> = {
  methods: [
    { id: 'card', provider: 'test-bank', name: { uk: 'Картка', en: 'Card' }, fee: null, keepsCards: true },
    {
      id: 'dear',
      provider: 'test-bank',
      name: { uk: 'Дорога картка', en: 'Dear card' },
      fee: { percent: '1.5', atLeast: 100 },
      keepsCards: false,
    },
  ],
  atLeast: 100,
  atMost: 2_999_900,
  bankTransfer: {
    recipient: 'ТОВ «Придеснянськгаз»',
    taxId: '12345678',
    iban: 'UA213223130000026007233566001',
    bank: null,
    purpose: 'Оплата послуг, рахунок {account}',
  },
};

/** What the provider says of an order; what a test does not name fits the order. */
export function eventOf(
  order: { readonly number: string; readonly total: bigint; readonly currency: string },
  said: Partial<ProviderEvent> & Pick<ProviderEvent, 'kind'>,
): ProviderEvent {
  return {
    eventRef: `${order.number} ${said.kind}`,
    orderNumber: order.number,
    amount: order.total,
    currency: order.currency,
    isOurMerchant: true,
    reference: `bank-${order.number}`,
    failure: said.kind === 'failed' ? 'declined' : null,
    happenedAt: new Date('2026-11-03T10:01:00Z'),
    card: null,
    ...said,
  };
}

/** A provider in this process: it says of orders what a test tells it to. One that nothing is told of knows of no order. */
export class TestBank {
  /** What it knows of orders, by their number. */
  readonly known = new Map<string, ProviderEvent>();
  /** The orders it was asked for, as they were given to it. */
  readonly asked: OrderForProvider[] = [];

  readonly kind: ProviderKind = {
    id: 'test-bank',
    canKeepCards: true,
    isTest: true,
    site: () => 'bank.test',
    create: () => ({
      depart: async ({ number }) => ({ url: `https://bank.test/${number}`, method: 'GET', fields: {} }),
      readCallback: () => Promise.reject(new CallbackRefused()),
      ask: async (order) => {
        this.asked.push(order);
        return this.known.get(order.number) ?? null;
      },
      async *register() {
        yield* [];
      },
    }),
  };
}
