import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  CallbackRefused,
  type Departure,
  type OrderForProvider,
  type ProviderEvent,
  type ProviderKind,
  ProviderRefused,
  ProviderUnavailable,
  type RefundWish,
  type RegisterRow,
} from '../payments/provider.js';

/** What signs the bank's callbacks: it must be seen nowhere. */
export const BANK_SECRET = 'bank-secret-Zx81';

/** A callback as the bank sends it. */
export interface BankCallback {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A provider in this process with all that one can do and all that can go wrong with it; a test sets what it is about. */
export class SigningBank {
  /** What it knows of orders, by their number. */
  readonly known = new Map<string, ProviderEvent>();
  readonly asked: OrderForProvider[] = [];
  readonly departed: OrderForProvider[] = [];
  /** The orders whose page it closed, by their number; it refuses to close that of one it knows something of. */
  readonly closed: string[] = [];
  readonly registered: RegisterRow[] = [];
  readonly registerAskedFor: { readonly from: Date; readonly to: Date }[] = [];
  readonly refundsAsked: (RefundWish & { readonly number: string })[] = [];
  /** Whether it takes a form, or only an address. */
  takesForms = false;
  /** Whether its callbacks may be believed as they are. */
  isConclusive = true;
  /** What goes wrong with whatever it is asked. */
  fails: 'silent' | 'refused' | null = null;
  /** What a test waits for, or does, while the bank is asked. */
  meanwhile: () => Promise<void> = async () => {};
  /** What it does with money to give back. */
  onRefund: (order: OrderForProvider, refund: RefundWish) => ProviderEvent = (order, refund) => ({
    eventRef: `refund ${refund.id}`,
    orderNumber: order.number,
    kind: 'refunded',
    amount: refund.amount,
    currency: order.currency,
    isOurMerchant: true,
    reference: order.reference,
    failure: null,
    happenedAt: new Date('2026-11-03T11:00:00Z'),
    card: null,
  });

  /** The event as a callback with its signature. */
  callback(event: ProviderEvent): BankCallback {
    const body = JSON.stringify(event, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    return { body, headers: { 'X-Bank-Signature': sign(body) } };
  }

  async #mayFail(): Promise<void> {
    await this.meanwhile();
    if (this.fails === 'silent') throw new ProviderUnavailable('no answer');
    if (this.fails === 'refused') throw new ProviderRefused('no such merchant');
  }

  readonly kind: ProviderKind = {
    id: 'test-bank',
    canKeepCards: true,
    isTest: true,
    site: () => 'bank.test',
    create: () => ({
      depart: async (order): Promise<Departure> => {
        this.departed.push(order);
        await this.#mayFail();
        if (!this.takesForms) return { url: `https://bank.test/${order.number}`, method: 'GET', fields: {} };
        const fields = { order: order.number, note: '"><script>alert(1)</script>' };
        return { url: 'https://bank.test/pay?v=1', method: 'POST', fields, reference: `ref-${order.number}` };
      },
      readCallback: async ({ rawBody, headers }) => {
        const body = Buffer.from(rawBody);
        const [given, right] = [Buffer.from(headers.get('x-bank-signature') ?? ''), Buffer.from(sign(body))];
        if (given.length !== right.length || !timingSafeEqual(given, right)) throw new CallbackRefused();
        return {
          event: readEvent(body.toString('utf8')),
          isConclusive: this.isConclusive,
          answer: () => ({ contentType: 'text/plain', body: 'taken' }),
        };
      },
      ask: async (order) => {
        this.asked.push(order);
        await this.#mayFail();
        return this.known.get(order.number) ?? null;
      },
      close: async ({ number }) => {
        if (this.known.has(number)) throw new ProviderRefused('nothing to close');
        this.closed.push(number);
      },
      register: (day) => this.#register(day),
      refund: async (order, refund) => {
        this.refundsAsked.push({ number: order.number, ...refund });
        await this.#mayFail();
        return this.onRefund(order, refund);
      },
    }),
  };

  async *#register(day: { readonly from: Date; readonly to: Date }): AsyncGenerator<RegisterRow> {
    this.registerAskedFor.push(day);
    await this.#mayFail();
    for (const row of this.registered) if (row.happenedAt >= day.from && row.happenedAt < day.to) yield row;
  }
}

function sign(body: string | Uint8Array): string {
  return createHmac('sha256', BANK_SECRET).update(body).digest('hex');
}

function readEvent(body: string): ProviderEvent {
  const sent = JSON.parse(body) as Record<string, unknown>;
  return {
    ...sent,
    amount: BigInt(sent['amount'] as string),
    happenedAt: new Date(sent['happenedAt'] as string),
  } as ProviderEvent;
}
