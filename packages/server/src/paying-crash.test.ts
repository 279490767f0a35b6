import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../test/support/postgres.js';
import { createApp } from './app.js';
import type { Context } from './context.js';
import { type Database, openPostgres, type Tx } from './db/database.js';
import { migrate } from './db/migrate.js';
import { askForRefund, giveBackAsked } from './domain/refunds.js';
import { askPendingOrders } from './jobs/ask-pending-orders.js';
import { databasesUnderTest, type DatabaseUnderTest } from './testing/databases.js';
import {
  addAccounts,
  call,
  eventOf,
  requestFor,
  type SeededAccount,
  type SeededSupplier,
  seedSupplier,
  TEST_PAYING,
} from './testing/index.js';
import { openBank, type OutlivingBank } from './testing/outliving-bank.js';
import { type PayingStage, payingStage } from './testing/paying-stage.js';
import { ServerProcess } from './testing/server-process.js';

/** How often the server dies at each step: once at each of the step's transactions. A process is killed so in `killed-after-commit.test.ts`. */
const DEATHS = 5;
/** A process that is killed at any moment, so often at each step: KABINET_CRASHES=20 for the long run. */
const REAL_DEATHS = Number(process.env['KABINET_CRASHES'] ?? 1);

class Dead extends Error {
  /** As `pg` says it: the answer is "unavailable", or none. */
  override readonly message = 'Connection terminated unexpectedly';
}

/**
 * A database whose server dies once the n-th transaction is committed: nobody hears of it, and nothing more is done. `deaths` counts the
 * transactions that could have been the last.
 */
function dyingAfter(database: Database, nth: number): { database: Database; transactions: () => number } {
  let count = 0;
  const dying = new Proxy(database, {
    get(target, property) {
      if (property !== 'transaction') {
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return async (supplierId: string, work: (tx: Tx) => Promise<unknown>) => {
        if (count >= nth) throw new Dead();
        const result = await target.transaction(supplierId, work);
        count += 1;
        if (count >= nth) throw new Dead();
        return result;
      };
    },
  });
  return { database: dying, transactions: () => count };
}

/** What there is of one payer's payment at last. */
interface End {
  readonly orders: number;
  readonly status: string | undefined;
  readonly refunded: string | undefined;
  readonly receipts: number;
  readonly entries: readonly string[];
  readonly differences: number;
}

describe.each(databasesUnderTest)('a server that dies between its work and its answer, on %s', (_database, open) => {
  let under: DatabaseUnderTest;
  let stage: PayingStage;

  beforeAll(async () => {
    under = await open();
    stage = await payingStage(under);
  });
  afterAll(() => under.close());

  /** One payment from its order to its refund; each step can be tried again, and says what its caller was answered. */
  async function journey() {
    const [account] = await addAccounts(under.database, stage.supplier, 1);
    const token = await stage.supplier.mint({ customerRef: stage.supplier.customer.ref, now: stage.context.now() });
    const key = randomUUID();
    let made: { id: string; number: string; payUrl: string } | undefined;
    const order = () => made!;
    const row = () => stage.read(order().id);
    const send = (context: Context, url: string, init?: RequestInit) =>
      createApp(context).fetch(new Request(new URL(url, context.publicUrl()), { redirect: 'manual', ...init }));
    const steps = {
      order: async (context: Context) => {
        const answer = await call(createApp(context), 'createPaymentOrder', {
          supplierId: stage.supplier.id,
          token,
          key,
          body: {
            lines: [{ accountId: account!.id, amount: { amount: 35_820, currency: 'UAH' } }],
            methodId: 'card',
            returnUrl: 'https://gas.example/',
            anew: true,
          },
        });
        if (answer.status === 201) made = answer.body;
        return `${answer.status} ${answer.text}`;
      },
      departure: async (context: Context) => {
        const answer = await send(context, `${order().payUrl}?go=1`);
        return `${answer.status} ${answer.headers.get('location')}`;
      },
      callback: async (context: Context) => {
        const told = eventOf(await row(), { kind: 'paid', happenedAt: stage.context.now() });
        stage.bank.known.set(order().number, told);
        const answer = await send(context, `/${stage.supplier.id}/pay/callback/card`, {
          method: 'POST',
          ...stage.bank.callback(told),
        });
        return `${answer.status} ${answer.status === 200 ? await answer.text() : ''}`;
      },
      'coming back': async (context: Context) => {
        const answer = await send(context, `/${stage.supplier.id}/pay/${order().id}/return`);
        return `${answer.status} ${answer.headers.get('location')}`;
      },
      question: async (context: Context) => {
        await askPendingOrders(context, stage.known);
        return '';
      },
      refund: async (context: Context) => {
        await giveBackAsked(context, stage.known);
        return '';
      },
    };
    const staff = { ref: 'kabinet:staff', personId: randomUUID() };
    const wishToRefund = () =>
      under.database.transaction(stage.supplier.id, (tx) =>
        askForRefund(tx, {
          context: stage.context,
          supplier: stage.known,
          staff,
          orderId: order().id,
          amount: 820n,
          reason: 'Помилка',
          now: stage.context.now(),
          requestId: 'test',
        }),
      );
    const end = (): Promise<End> =>
      under.database.transaction(stage.supplier.id, async (tx) => {
        const { rows } = await sql<End>`
          select (select count(*)::int from payment_order_lines where account_id = ${account!.id}::uuid) as orders,
            o.status, o.refunded::text as refunded,
            (select count(*)::int from receipts where kind = 'payment' and subject_id = o.id) as receipts,
            (select coalesce(json_agg(e.kind || ' ' || e.amount order by e.id), '[]') from ledger_entries e where e.order_id = o.id) as entries,
            (select count(*)::int from payment_differences where order_id = o.id) as differences
          from payment_orders o where o.id = ${order().id}::uuid`.execute(tx);
        return rows[0]!;
      });
    return { steps, order, wishToRefund, end };
  }

  const PAID: End = {
    orders: 1,
    status: 'paid',
    refunded: '820',
    receipts: 1,
    entries: ['payment -35820', 'refund 820'],
    differences: 0,
  };
  const NAMES = ['order', 'departure', 'callback', 'coming back', 'question', 'refund'] as const;

  it.each(NAMES)(
    `${DEATHS} times at the %s: tried again it comes to the same`,
    async (dyingAt) => {
      let transactions = 0;
      for (let death = 0; death < DEATHS; death += 1) {
        const { steps, order, wishToRefund, end } = await journey();
        for (const name of NAMES) {
          if (name === 'refund') await wishToRefund();
          // Where the callback is lost the question is what brings the money.
          if (name === 'callback' && dyingAt === 'question') {
            const told = eventOf(await stage.read(order().id), { kind: 'paid', happenedAt: stage.context.now() });
            stage.bank.known.set(order().number, told);
            stage.later(6);
            continue;
          }
          if (name === 'coming back' && dyingAt === 'question') continue;
          if (name === dyingAt) {
            const nth = (death % Math.max(transactions, 1)) + 1;
            const dying = dyingAfter(under.database, transactions === 0 ? 99 : nth);
            // A life without death tells how many transactions the step has.
            const first = await steps[name]({ ...stage.context, database: dying.database }).catch(() => 'dead');
            transactions ||= dying.transactions();
            // A job that died is begun again when its turn comes.
            if (name === 'question' || name === 'refund') stage.later(6);
            const again = await steps[name](stage.context);
            if (!/^(dead|503|$)/.test(first)) expect(again).toBe(first);
            expect(again).not.toMatch(/^(dead|5)/);
          } else await steps[name](stage.context);
          if (name === 'question' || name === 'refund') stage.later(6);
        }
        expect(await end()).toEqual(PAID);
      }
      expect(transactions).toBeGreaterThan(0);
    },
    120_000,
  );
});

const WRITERS = 8;
const EACH_PAYS = 4 + REAL_DEATHS;
/** At which of a payer's requests, or the bank's, the process is killed. */
const KILLED_AT = ['order', 'departure', 'callback', 'coming back', 'question'] as const;
type KilledAt = (typeof KILLED_AT)[number];

describe('a process that is killed while people pay', () => {
  it(`${REAL_DEATHS} times at each step: each order is made once, and each payment credited once`, async () => {
    const { url, drop } = await createDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'kabinet-paying-'));
    const bank = await openBank();
    let server: ServerProcess | undefined;
    let base = '';
    const run = async (secrets: string) => {
      server = new ServerProcess(['serve'], {
        DATABASE_URL: url,
        PORT: '0',
        KABINET_RATE_LIMITS: 'off',
        LOG_LEVEL: 'info',
        KABINET_SECRET_KEY: Buffer.alloc(32, 7).toString('base64url'),
        KABINET_PAYMENT_SECRETS: secrets,
      });
      base = `http://127.0.0.1:${await server.listening()}`;
    };
    const database = openPostgres({ url, poolSize: 4 });
    try {
      await migrate(database);
      const method = { ...TEST_PAYING.methods[0]!, provider: 'sandbox', settings: bank.settings };
      const supplier = await seedSupplier(database, { profile: { paying: { ...TEST_PAYING, methods: [method] } } });
      const accounts = await addAccounts(database, supplier, WRITERS * EACH_PAYS);
      const secrets = join(folder, 'secrets.json');
      await writeFile(secrets, JSON.stringify({ [supplier.id]: { card: bank.secrets } }), { mode: 0o600 });
      await run(secrets);

      const paid = new Map<string, string>();
      const deaths = new Map<KilledAt, number>();
      let aim: KilledAt | null = null;
      let killing = Promise.resolve();
      /** The next to come to the step that is aimed at has the server killed while it is answered. */
      const within = <T>(step: KilledAt, ask: () => Promise<T>): Promise<T> => {
        if (aim === step) {
          aim = null;
          deaths.set(step, (deaths.get(step) ?? 0) + 1);
          const moment = Math.random() * 15;
          killing = new Promise((done) => setTimeout(done, moment)).then(async () => {
            await server!.kill();
            await run(secrets);
          });
        }
        return ask();
      };
      const at = (url: string) => {
        const { pathname, search } = new URL(url, base);
        return `${base}${pathname}${search}`;
      };

      const pay = async (account: SeededAccount, isCallbackLost: boolean) => {
        const made = await orderUntilHeard(
          () => base,
          supplier,
          account,
          (ask) => within('order', ask),
        );
        const browse = (step: KilledAt, url: string) =>
          untilHeard(303, () => within(step, () => fetch(at(url), { redirect: 'manual' })));
        await browse('departure', `${made.payUrl}?go=1`);
        bank.pays(made.number);
        if (!isCallbackLost) await tellUntilHeard(() => base, supplier, { bank, orderNumber: made.number }, within);
        await browse('coming back', `/${supplier.id}/pay/${made.id}/return`);
        await paidUntilHeard(() => base, supplier, made, within);
        paid.set(account.id, made.id);
      };
      let paying = true;
      const writers = Array.from({ length: WRITERS }, async (_, writer) => {
        const own = accounts.slice(writer * EACH_PAYS, (writer + 1) * EACH_PAYS);
        for (const [index, account] of own.entries()) await pay(account, index % 2 === 1);
      });
      const all = Promise.all(writers).finally(() => (paying = false));
      const aiming = (async () => {
        for (let death = 0; death < REAL_DEATHS * KILLED_AT.length; death += 1) {
          aim = KILLED_AT[death % KILLED_AT.length]!;
          while (paying && aim !== null) await new Promise((done) => setTimeout(done, 1));
          await killing;
        }
      })();
      await all;
      await aiming;
      expect(Object.fromEntries(deaths)).toEqual(Object.fromEntries(KILLED_AT.map((step) => [step, REAL_DEATHS])));

      const { rows } = await database.transaction(supplier.id, (tx) =>
        sql<{ account: string; order: string; credited: string; entries: number; receipts: number }>`
          select l.account_id as account, o.id as "order", o.status,
            (select coalesce(sum(e.amount), 0)::text from ledger_entries e where e.order_id = o.id) as credited,
            (select count(*)::int from receipts r where r.kind = 'payment' and r.subject_id = o.id) as receipts
          from payment_orders o join payment_order_lines l on l.order_id = o.id and l.supplier_id = o.supplier_id`.execute(
          tx,
        ),
      );
      expect(new Map(rows.map((row) => [row.account, row.order]))).toEqual(paid);
      expect(rows).toHaveLength(accounts.length);
      for (const row of rows) expect(row).toMatchObject({ status: 'paid', credited: '-35820', receipts: 1 });
    } finally {
      await server?.kill();
      await bank.close();
      await database.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    }
  }, 900_000);
});

interface MadeOrder {
  readonly id: string;
  readonly number: string;
  readonly payUrl: string;
}

type Within = <T>(step: KilledAt, ask: () => Promise<T>) => Promise<T>;

/** Somebody's order, tried again with the same key until the server says that it has it. */
async function orderUntilHeard(
  base: () => string,
  supplier: SeededSupplier,
  account: SeededAccount,
  within: (ask: () => Promise<Response>) => Promise<Response>,
): Promise<MadeOrder> {
  const key = randomUUID();
  const answer = await untilHeard(201, async () => {
    const token = await supplier.mint({ customerRef: supplier.customer.ref, now: new Date() });
    const body = {
      lines: [{ accountId: account.id, amount: { amount: 35_820, currency: 'UAH' } }],
      methodId: 'card',
      returnUrl: 'https://gas.example/',
    };
    return within(() => fetch(requestFor('createPaymentOrder', { supplierId: supplier.id, token, key, body }, base())));
  });
  return JSON.parse(answer) as MadeOrder;
}

/** What a page does: asks what became of the order until it is paid. The server asks the bank meanwhile, if it has heard nothing. */
async function paidUntilHeard(
  base: () => string,
  supplier: SeededSupplier,
  { id: orderId }: MadeOrder,
  within: Within,
): Promise<void> {
  for (;;) {
    const token = await supplier.mint({ customerRef: supplier.customer.ref, now: new Date() });
    const wish = { supplierId: supplier.id, token, params: { orderId } };
    const answer = await untilHeard(200, () =>
      within('question', () => fetch(requestFor('getPaymentOrder', wish, base()))),
    );
    if ((JSON.parse(answer) as { status: string }).status === 'paid') return;
    // A page waits a little longer than this.
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** What the bank does: tells of a payment until the server says that it has heard. */
async function tellUntilHeard(
  base: () => string,
  supplier: SeededSupplier,
  { bank, orderNumber }: { bank: OutlivingBank; orderNumber: string },
  within: Within,
): Promise<void> {
  await untilHeard(200, () =>
    within('callback', () => fetch(`${base()}/${supplier.id}/pay/callback/card`, bank.callback(orderNumber))),
  );
}

/** Asks again while nobody answers, or what answers says that it cannot yet. */
async function untilHeard(status: number, ask: () => Promise<Response>): Promise<string> {
  for (;;) {
    let answer: { status: number; text: string };
    try {
      const response = await ask();
      answer = { status: response.status, text: await response.text() };
    } catch {
      // Refused or killed: it may or may not have been taken. A page waits a little longer than this.
      await new Promise((done) => setTimeout(done, 20));
      continue;
    }
    if (answer.status === status) return answer.text;
    const isLater = answer.status === 503 || (answer.status === 409 && answer.text.includes('in_flight'));
    if (!isLater) throw new Error(`an answer nobody should get: ${answer.status} ${answer.text}`);
  }
}
