import { pino } from 'pino';
import { createApp } from '../app.js';
import type { Context } from '../context.js';
import { linkAccount } from '../db/account-access.js';
import { insertContact } from '../db/contacts.js';
import type { Tx } from '../db/database.js';
import { readContact } from '../domain/contacts.js';
import { keepCard } from '../domain/payment-cards.js';
import { createOrder } from '../domain/payment-orders.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import { sessionCookie } from '../http/session-cookie.js';
import { HOSTED_REF } from '../domain/customer.js';
import { sendMessages } from '../jobs/send-messages.js';
import { paymentMethods } from '../payments/methods.js';
import { call, type CallAnswer } from './call.js';
import { ChargingBank } from './charging-bank.js';
import { testContext } from './context.js';
import type { DatabaseUnderTest } from './databases.js';
import { newPhone } from './people.js';
import { SEED_NOW, seedSupplier, type SeededSupplier } from './seed-supplier.js';
import { signedInPerson } from './signed-in.js';
import { TEST_PAYING } from './test-bank.js';

/** Somebody who signed up and has the supplier's first account as their own. */
export interface Planner {
  readonly personId: string;
  readonly ref: string;
  readonly phone: string;
  /** Of a session that begins now. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A supplier with a bank that charges cards, somebody who plans payments, and a clock. */
export interface PlanStage {
  readonly supplier: SeededSupplier;
  readonly known: KnownSupplier;
  readonly bank: ChargingBank;
  readonly context: Context;
  readonly app: ReturnType<typeof createApp>;
  readonly planner: Planner;
  readonly accountId: string;
  readonly at: (moment: string) => void;
  readonly tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** A session cookie of the planner's, begun now. */
  cookie(): Promise<string>;
  /** Another person, with no account yet. */
  person(): Promise<Planner>;
  call(name: Parameters<typeof call>[1], options?: Partial<Parameters<typeof call>[2]>): Promise<CallAnswer>;
  /** A plan of the planner's, or of somebody else's, and its id. */
  plan(request?: Record<string, unknown>, of?: Planner): Promise<string>;
  /** Has the bank keep a card for the plan, as after its first payment. */
  giveCard(planId: string, token?: string, of?: Planner): Promise<void>;
  /** Another payment that is on its way, of so many minor units: the rest of what is owed without them. */
  payElsewhere(amount?: number): Promise<void>;
  /** What was sent since the last time, the oldest first: to whom, and what they read. */
  sent(): Promise<string[]>;
}

const CAPABILITIES = ['balance', 'readings', 'meters', 'payments', 'payment-plans', 'reminders', 'receipts'];

/** Puts up such a supplier in the database. What is owed: 358.20, of it 50.00 on its way, by 20 November. */
export async function planStage(
  under: Pick<DatabaseUnderTest, 'database'>,
  { profile = {} }: { profile?: Partial<SupplierProfile> } = {},
): Promise<PlanStage> {
  const { database } = under;
  const supplier = await seedSupplier(database, {
    profile: { paying: TEST_PAYING, hostedSignIn: true, capabilities: [...CAPABILITIES], ...profile },
  });
  const bank = new ChargingBank();
  let now = SEED_NOW;
  const clock = () => now;
  const logger = pino({ level: 'silent' });
  const payments = paymentMethods({ secrets: {}, logger, now: clock, kinds: [bank.charging] });
  const context = testContext(database, { payments, now: clock });
  const app = createApp(context);
  const known = await context.suppliers.find(supplier.id);
  if (!known) throw new Error('the supplier is not there');
  const supplierId = supplier.id;
  const tx = <T>(work: (tx: Tx) => Promise<T>) => database.transaction(supplierId, work);
  const accountId = supplier.customer.accounts[0].id;

  const signIn = async (personId: string) =>
    sessionCookie(supplierId, (await signedInPerson(database, { supplierId, personId, now })).token);
  const headersOf = async (personId: string) => ({
    Cookie: (await signIn(personId)).split(';')[0] ?? '',
    'X-Kabinet-Session': 'cookie',
    Origin: supplier.profile.origins[0] ?? '',
  });
  const person = async (): Promise<Planner> => {
    const phone = readContact(newPhone(), 'UA');
    const { personId } = await signedInPerson(database, { supplierId, now });
    if (phone) await tx((t) => insertContact(t, { supplierId, personId, contact: phone, now }));
    return {
      personId,
      ref: `${HOSTED_REF}${personId}`,
      phone: phone?.address ?? '',
      headers: await headersOf(personId),
    };
  };
  const planner = await person();
  await tx((t) =>
    linkAccount(t, { supplierId, customerRef: planner.ref, accountId, role: 'owner', provenBy: 'pin', now: SEED_NOW }),
  );
  // Signed in anew each time: the clock may have gone on by months.
  const ask: PlanStage['call'] = async (name, options = {}) =>
    call(app, name, { supplierId, headers: await headersOf(planner.personId), params: { accountId }, ...options });
  const seen = new Set<string>();
  const sent = async () => {
    while ((await sendMessages(context, known)) > 0);
    const fresh = (context.messenger.outbox?.messages(supplierId) ?? []).filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    return fresh.map(({ to, body }) => `${to}: ${body}`.replaceAll('\u00a0', ' ')).reverse();
  };
  await sent();
  return {
    supplier,
    known,
    bank,
    context,
    app,
    planner,
    accountId,
    at: (moment) => void (now = new Date(moment)),
    tx,
    cookie: () => signIn(planner.personId),
    person,
    call: ask,
    sent,
    async payElsewhere(amount = 30_820) {
      await tx((t) =>
        t
          .insertInto('ledger_entries')
          .values({
            supplier_id: supplierId,
            account_id: accountId,
            service_kind: 'gas',
            kind: 'payment',
            status: 'pending',
            amount: -amount,
            currency: 'UAH',
            booked_on: '2026-11-03',
            basis: null,
            period_month: null,
            due_on: null,
            external_ref: 'elsewhere',
          })
          .execute(),
      );
    },
    async plan(request = {}, of = planner) {
      const terms = { methodId: 'card', amount: null, atMost: null, timing: { kind: 'day_of_month', days: 15 } };
      const { status, text, body } = await ask('createPaymentPlan', {
        headers: await headersOf(of.personId),
        body: { ...terms, ...request },
      });
      if (status !== 201) throw new Error(text);
      await sent();
      return body.id as string;
    },
    async giveCard(planId, token = 'token-4242', of = planner) {
      await tx(async (t) => {
        const order = await createOrder(t, {
          context,
          supplier: known,
          customerRef: of.ref,
          lines: [{ accountId, amount: 100n }],
          methodId: 'card',
          returnUrl: context.publicUrl(),
          language: undefined,
          anew: true,
          planId,
          now,
          requestId: null,
        });
        await keepCard(t, { context, supplier: known, order, card: { token, label: '•••• 4242' }, now });
        // The plan is as if it had been paid for the first time long ago.
        await t
          .updateTable('payment_plan_runs')
          .set({ run_for: '2025-01-01', run_on: '2025-01-15' })
          .where('plan_id', '=', planId)
          .execute();
      });
    },
  };
}
