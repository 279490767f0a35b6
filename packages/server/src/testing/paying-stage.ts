import { pino } from 'pino';
import { createApp } from '../app.js';
import type { Context } from '../context.js';
import type { PaymentOrderRow } from '../db/payment-orders.js';
import { findOrder } from '../db/payment-orders.js';
import { createOrder, payUrlOf } from '../domain/payment-orders.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import { paymentMethods } from '../payments/methods.js';
import type { ProviderEvent } from '../payments/provider.js';
import { testContext } from './context.js';
import type { DatabaseUnderTest } from './databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier } from './seed-supplier.js';
import { SigningBank } from './signing-bank.js';
import { eventOf, TEST_PAYING } from './test-bank.js';

/** A supplier that takes payments by a bank in this process, with a clock of its own. */
export interface PayingStage {
  readonly supplier: SeededSupplier;
  readonly known: KnownSupplier;
  readonly bank: SigningBank;
  readonly context: Context;
  readonly app: ReturnType<typeof createApp>;
  /** Everything that was logged, as text. */
  readonly logged: string[];
  /** Puts the clock on. */
  later(minutes: number): Date;
  /** An order of the supplier's customer, or of somebody else's; its row, and where to pay. */
  order(options?: {
    amount?: number;
    returnUrl?: string;
    anew?: boolean;
    customerRef?: string;
  }): Promise<{ row: PaymentOrderRow; payUrl: string }>;
  read(orderId: string): Promise<PaymentOrderRow>;
  /** Opens an address as a browser does, without following it. */
  open(url: string, init?: RequestInit): Promise<Response>;
  /** A callback of the bank. */
  tell(sent: { body: string | Uint8Array; headers: Readonly<Record<string, string>> }): Promise<Response>;
  /** What the bank says of an order. */
  event(row: PaymentOrderRow, said: Partial<ProviderEvent> & Pick<ProviderEvent, 'kind'>): ProviderEvent;
}

/** Puts up such a supplier in the database. */
export async function payingStage(
  under: Pick<DatabaseUnderTest, 'database'>,
  { profile = {}, changes = {} }: { profile?: Partial<SupplierProfile>; changes?: Partial<Context> } = {},
): Promise<PayingStage> {
  const { database } = under;
  const supplier = await seedSupplier(database, { profile: { paying: TEST_PAYING, hostedSignIn: true, ...profile } });
  const bank = new SigningBank();
  const logged: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  let now = SEED_NOW;
  const clock = () => now;
  const payments = paymentMethods({ secrets: {}, logger, now: clock, kinds: [bank.kind] });
  const context = testContext(database, { payments, logger, now: clock, ...changes });
  const app = createApp(context);
  const known = await context.suppliers.find(supplier.id);
  if (!known) throw new Error('the supplier is not there');
  const read = async (orderId: string) => {
    const row = await database.transaction(supplier.id, (tx) => findOrder(tx, { supplierId: supplier.id, orderId }));
    if (!row) throw new Error('no such order');
    return row;
  };
  const open = async (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has('Sec-Fetch-Mode')) headers.set('Sec-Fetch-Mode', 'navigate');
    return app.fetch(new Request(new URL(url, context.publicUrl()), { redirect: 'manual', ...init, headers }));
  };
  return {
    supplier,
    known,
    bank,
    context,
    app,
    logged,
    read,
    open,
    later: (minutes) => (now = new Date(now.getTime() + minutes * 60_000)),
    async order({
      amount = 35_820,
      returnUrl = 'https://gas.example/kabinet?tab=pay',
      anew = true,
      customerRef = supplier.customer.ref,
    } = {}) {
      const row = await database.transaction(supplier.id, (tx) =>
        createOrder(tx, {
          context,
          supplier: known,
          customerRef,
          lines: [{ accountId: supplier.customer.accounts[0].id, amount: BigInt(amount) }],
          methodId: 'card',
          returnUrl,
          language: 'uk',
          anew,
          planId: null,
          now,
          requestId: 'test',
        }),
      );
      return { row, payUrl: payUrlOf(context, known, row) ?? '' };
    },
    tell: ({ body, headers }) =>
      open(`/${supplier.id}/pay/callback/card`, { method: 'POST', body: body as string, headers }),
    event: (row, said) => eventOf(row, said),
  };
}
