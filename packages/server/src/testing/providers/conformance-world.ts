import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, vi } from 'vitest';
import type {
  IncomingCallback,
  OrderForProvider,
  PaymentProvider,
  ProviderEvent,
  ReadCallback,
  RegisterRow,
} from '../../payments/provider.js';
import type { Counterpart, ProviderUnderTest } from './counterpart.js';
import { serve } from './http-counterpart.js';

/** The moment that tests begin at. */
export const NOW = new Date('2026-11-20T12:05:00Z');
export const MINUTE_MS = 60_000;
/** What orders are of, in minor units. */
export const TOTAL = 35_820n;

/** Of somebody who waits as long as it takes. */
export function patient(): AbortSignal {
  return new AbortController().signal;
}

/** A kind of provider with its other side, an address where its callbacks come in, and a clock. */
export class ConformanceWorld {
  readonly #underTest: ProviderUnderTest;
  #inbox!: Awaited<ReturnType<typeof serve>>;
  #orders = 0;
  counterpart!: Counterpart;
  provider!: PaymentProvider;
  settings!: Readonly<Record<string, unknown>>;
  secrets!: Readonly<Record<string, string>>;
  /** Callbacks that came in and nobody has read. */
  taken: IncomingCallback[] = [];
  #moment = NOW;
  readonly now = () => this.#moment;

  get moment(): Date {
    return this.#moment;
  }

  /** Libraries that look at the clock themselves see it too. */
  set moment(moment: Date) {
    this.#moment = moment;
    vi.setSystemTime(moment);
  }

  /** To be made inside a `describe`. */
  constructor(underTest: ProviderUnderTest) {
    this.#underTest = underTest;
    beforeAll(async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: NOW });
      this.#inbox = await serve(({ url, headers, body }) => {
        const list = Object.entries(headers).map(([header, value]): [string, string] => [header, String(value)]);
        this.taken.push({ rawBody: body, headers: new Headers(list), query: url.searchParams });
        return { status: 200, contentType: 'text/plain', body: 'ok' };
      });
      const { now } = this;
      const started = await underTest.start({ callbackUrl: `${this.#inbox.url}/callback`, now });
      Object.assign(this, started);
      this.provider = underTest.kind.create({ settings: started.settings, secrets: started.secrets, fetch, now });
    });
    afterAll(async () => {
      await this.counterpart.close();
      await this.#inbox.close();
      vi.useRealTimers();
    });
    beforeEach(() => {
      this.taken = [];
      this.moment = NOW;
    });
  }

  readonly newOrder = (more: Partial<OrderForProvider> = {}): OrderForProvider => ({
    id: randomUUID(),
    number: `5${String(++this.#orders).padStart(3, '0')}-0004`,
    total: TOTAL,
    currency: this.#underTest.currencies[0],
    description: 'Газ; рахунок 0123, «Оселя»',
    language: 'uk',
    createdAt: this.moment,
    expiresAt: new Date(this.moment.getTime() + 90 * MINUTE_MS),
    keepsCard: false,
    reference: null,
    refunded: null,
    returnUrl: 'https://www.example.com/kabinet?tab=1&x=%D1%96',
    callbackUrl: `${this.#inbox.url}/callback`,
    ...more,
  });

  /** Sends the payer to the provider as the browser does, and says how the order is known from then on. */
  readonly visit = async (order: OrderForProvider): Promise<OrderForProvider> => {
    const { url, method, fields, reference } = await this.provider.depart(order, patient());
    const response = await fetch(url, method === 'GET' ? {} : { method, body: new URLSearchParams(fields) });
    expect(response.status).toBe(200);
    await response.body?.cancel();
    this.counterpart.visited?.(order.number, url);
    return { ...order, reference: reference ?? order.reference };
  };
  /** Reads the callbacks that came since. */
  readonly callbacks = async (): Promise<ReadCallback[]> => {
    const read = await Promise.all(this.taken.map((callback) => this.provider.readCallback(callback)));
    this.taken = [];
    return read;
  };
  readonly events = async () => (await this.callbacks()).flatMap(({ event }) => event ?? []);
  readonly ask = (order: OrderForProvider) => this.provider.ask(order, patient());
  /** The order as it is known here once the event is booked. */
  readonly known = (order: OrderForProvider, event: ProviderEvent | null | undefined): OrderForProvider => ({
    ...order,
    reference: event?.reference ?? order.reference,
    refunded: event?.kind === 'refunded' ? (event.refundedInAll ?? (order.refunded ?? 0n) + event.amount) : 0n,
  });
  /** An order that was paid, and is known to be. */
  readonly paid = async (more: Partial<OrderForProvider> = {}): Promise<OrderForProvider> => {
    const order = await this.visit(this.newOrder(more));
    await this.counterpart.pay(order.number, { outcome: 'paid' });
    this.taken = [];
    return this.known(order, await this.ask(order));
  };
  readonly rowsOf = async (from: Date, to: Date): Promise<RegisterRow[]> => {
    const rows: RegisterRow[] = [];
    for await (const row of this.provider.register({ from, to }, patient())) rows.push(row);
    return rows;
  };
}
