import {
  type OrderForProvider,
  type ProviderEvent,
  type ProviderKind,
  ProviderRefused,
  ProviderUnavailable,
  type RefundWish,
} from '../payments/provider.js';

/** What the bank has of one order. In minor units. */
interface Payment {
  status: 'pending' | 'failed' | 'paid';
  readonly total: bigint;
  readonly currency: string;
  /** In all: the bank has no names for refunds. */
  refunded: bigint;
}

/**
 * A bank that can do what the least able of real ones can: it calls all tries of an order the same, and knows of refunds only how much was given
 * back in all. What it does is done, whether or not anybody hears of it.
 */
export class SumsOnlyBank {
  readonly payments = new Map<string, Payment>();
  /** Whatever it said, for callbacks: by the order's number, the oldest first. */
  readonly said = new Map<string, ProviderEvent[]>();
  /** How often money was taken for an order. */
  readonly taken = new Map<string, number>();
  /** Its answers are lost on the way. */
  loses = false;
  /** It refuses the cards that it charges. */
  declines = false;

  /** The payer at the bank's page: what is paid stays paid. */
  pays(
    { number, total, currency }: Pick<OrderForProvider, 'number' | 'total' | 'currency'>,
    status: Payment['status'],
  ): void {
    const before = this.payments.get(number);
    if (before?.status === 'paid') return;
    const payment: Payment = { status, total, currency, refunded: 0n };
    this.payments.set(number, payment);
    if (status === 'paid') this.taken.set(number, (this.taken.get(number) ?? 0) + 1);
    this.#tell(this.#event(number, payment, null));
  }

  readonly kind: ProviderKind = {
    id: 'test-bank',
    canKeepCards: true,
    isTest: true,
    site: () => 'bank.test',
    create: () => ({
      depart: async ({ number }) => ({ url: `https://bank.test/${number}`, method: 'GET', fields: {} }),
      readCallback: () => Promise.reject(new Error('callbacks are handed over as events here')),
      ask: async ({ number, refunded }) => {
        const payment = this.payments.get(number);
        return this.#answer(payment ? this.#event(number, payment, refunded) : null);
      },
      async *register() {
        yield* [];
      },
      charge: async (order) => {
        if (!this.payments.has(order.number)) this.pays(order, this.declines ? 'failed' : 'paid');
        const payment = this.payments.get(order.number);
        if (!payment) throw new ProviderRefused('no such payment');
        return this.#answer(this.#event(order.number, payment, null));
      },
      refund: async ({ number }, { amount, refundedBefore }: RefundWish) => {
        const payment = this.payments.get(number);
        if (payment?.status !== 'paid') throw new ProviderRefused('no such payment');
        const inAll = refundedBefore + amount;
        if (payment.refunded < inAll) {
          if (payment.refunded + amount > payment.total) throw new ProviderRefused('more than was paid');
          payment.refunded += amount;
          this.#tell(this.#event(number, payment, 0n));
        }
        return this.#answer(this.#refund(number, payment, { amount, inAll }));
      },
    }),
  };

  #tell(event: ProviderEvent): void {
    this.said.set(event.orderNumber, [...(this.said.get(event.orderNumber) ?? []), event]);
  }

  #answer<Told>(told: Told): Told {
    if (this.loses) throw new ProviderUnavailable('no answer');
    return told;
  }

  /** @param wasRefunded What the caller knows to be given back; null where it does not know that it was paid. */
  #event(number: string, payment: Payment, wasRefunded: bigint | null): ProviderEvent {
    const { status, total, refunded } = payment;
    if (refunded > 0n && wasRefunded !== null) {
      const amount = refunded > wasRefunded ? refunded - wasRefunded : refunded;
      return this.#refund(number, payment, { amount, inAll: refunded });
    }
    const failure = status === 'failed' ? 'declined' : null;
    return { ...this.#common(number, payment), eventRef: `${number}:${status}`, kind: status, amount: total, failure };
  }

  #refund(number: string, payment: Payment, { amount, inAll }: { amount: bigint; inAll: bigint }): ProviderEvent {
    const eventRef = `${number}:refunded:${inAll}`;
    return {
      ...this.#common(number, payment),
      eventRef,
      kind: 'refunded',
      amount,
      refundedInAll: inAll,
      failure: null,
    };
  }

  #common(number: string, { currency }: Payment) {
    return {
      orderNumber: number,
      currency,
      isOurMerchant: true,
      reference: number,
      happenedAt: new Date('2026-11-03T10:01:00Z'),
      card: null,
    };
  }
}
