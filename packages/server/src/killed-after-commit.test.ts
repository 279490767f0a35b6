import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import type { Context } from './context.js';
import { type Database, openPostgres } from './db/database.js';
import { migrate } from './db/migrate.js';
import { grantRole } from './db/staff-roles.js';
import { giveBackAsked } from './domain/refunds.js';
import type { KnownSupplier } from './domain/supplier-directory.js';
import { sessionCookie } from './http/session-cookie.js';
import { PROVIDER_KINDS } from './payments/kinds.js';
import { paymentMethods } from './payments/methods.js';
import { CommitGate } from './testing/commit-gate.js';
import {
  addAccounts,
  requestFor,
  type SeededAccount,
  type SeededSupplier,
  seedSupplier,
  TEST_PAYING,
  testContext,
} from './testing/index.js';
import { openBank, type OutlivingBank } from './testing/outliving-bank.js';
import { ServerProcess } from './testing/server-process.js';
import { signedInPerson } from './testing/signed-in.js';

/** How many payments are cut at each step at least: KABINET_KILLS=200 for the long run. */
const KILLS = Number(process.env['KABINET_KILLS'] ?? 20);
/** So many at the same time: a process takes seconds to begin, and when it is killed it is killed for all of them. */
const AT_ONCE = 10;
const SUM = 35_820;
const GIVEN_BACK = 820;

const STEPS = ['order', 'departure', 'callback', 'coming back', 'question', 'refund'] as const;
type Step = (typeof STEPS)[number];

const WAITS = { timeout: 60_000, interval: 5 };
/** Nothing more is done without hearing of a commit: so long without a word between server and database. */
const QUIET_MS = 250;

/** A server of its own process, with what kills it once its work is kept. */
interface Life {
  readonly base: string;
  readonly gate: CommitGate;
  readonly server: ServerProcess;
}

let made: TestDatabase;
let folder: string;
let bank: OutlivingBank;
let database: Database;
let supplier: SeededSupplier;
let known: KnownSupplier;
let cookie: string;
/** Another process of the same supplier, whose clock takes up what was left. */
let elsewhere: Context;
/** The one that answers, and the one that is started meanwhile to take its place. */
let life: Life;
let next: Promise<Life>;

beforeAll(async () => {
  [made, folder, bank] = [await createDatabase(), await mkdtemp(join(tmpdir(), 'kabinet-killed-')), await openBank()];
  database = openPostgres({ url: made.url, poolSize: 2 });
  await migrate(database);
  const method = { ...TEST_PAYING.methods[0]!, provider: 'sandbox', settings: bank.settings };
  const profile = { paying: { ...TEST_PAYING, methods: [method] }, hostedSignIn: true };
  supplier = await seedSupplier(database, { profile });
  const { id: supplierId } = supplier;
  const { personId, token } = await signedInPerson(database, { supplierId, isStrong: true, now: new Date() });
  await database.transaction(supplierId, (tx) => grantRole(tx, { supplierId, personId, role: 'payments' }));
  cookie = sessionCookie(supplierId, token).split(';')[0]!;
  await writeFile(join(folder, 'secrets.json'), JSON.stringify({ [supplierId]: { card: bank.secrets } }), {
    mode: 0o600,
  });
  const payments = paymentMethods({
    secrets: { [supplierId]: { card: bank.secrets } },
    logger: pino({ level: 'silent' }),
    now: () => new Date(),
    kinds: PROVIDER_KINDS,
  });
  elsewhere = testContext(database, { payments, now: () => new Date() });
  known = (await elsewhere.suppliers.find(supplierId))!;
  life = await live();
  next = live();
}, 60_000);

afterAll(async () => {
  for (const { server, gate } of [life, await next]) {
    await server.kill();
    await gate.close();
  }
  await bank.close();
  await database.close();
  await made.drop();
  await rm(folder, { recursive: true, force: true });
});

async function live(): Promise<Life> {
  const gate = await CommitGate.before(made.url);
  const server = new ServerProcess(['serve'], {
    DATABASE_URL: gate.url,
    DATABASE_POOL_SIZE: String(2 * AT_ONCE),
    PORT: '0',
    KABINET_RATE_LIMITS: 'off',
    LOG_LEVEL: 'info',
    KABINET_SECRET_KEY: Buffer.alloc(32, 7).toString('base64url'),
    KABINET_PAYMENT_SECRETS: join(folder, 'secrets.json'),
  });
  const base = `http://127.0.0.1:${await server.listening()}`;
  // It knows the supplier from here on, so that the commits of a step are its own.
  await (await fetch(requestFor('listReceiptKeys', { supplierId: supplier.id }, base))).text();
  return { base, gate, server };
}

/** Once the server is gone, the next one takes its place. */
async function liveOn(): Promise<void> {
  await life.server.ended;
  await life.gate.close();
  life = await next;
  next = live();
}

/** What one answers; the requests of a page, of a browser, of the bank and of staff. */
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly to: string | null;
}

async function answerTo(request: Request): Promise<Answer> {
  const response = await fetch(request, { redirect: 'manual' });
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
}

/** One payment of somebody's, from its order to its refund. Each step may be tried again, and says what it was answered. */
function journeyOf(account: SeededAccount) {
  const supplierId = supplier.id;
  const [orderKey, refundKey] = [randomUUID(), randomUUID()];
  const token = () => supplier.mint({ customerRef: supplier.customer.ref, now: new Date() });
  let order: { id: string; number: string; payUrl: string } | undefined;
  const ours = (path: string) => `${life.base}/${supplierId}/pay/${path}`;
  const read = <Row>(query: RawBuilder<Row>) =>
    database.transaction(supplierId, async (tx) => (await query.execute(tx)).rows[0]);

  const steps: Readonly<Record<Step, () => Promise<Answer>>> = {
    order: async () => {
      const body = {
        lines: [{ accountId: account.id, amount: { amount: SUM, currency: 'UAH' } }],
        methodId: 'card',
        returnUrl: 'https://gas.example/',
        anew: true,
      };
      const wish = { supplierId, token: await token(), key: orderKey, body };
      const answer = await answerTo(requestFor('createPaymentOrder', wish, life.base));
      if (answer.status === 201) order = JSON.parse(answer.text) as NonNullable<typeof order>;
      return answer;
    },
    departure: () => answerTo(new Request(new URL(`${new URL(order!.payUrl).pathname}?go=1`, life.base))),
    callback: () => answerTo(new Request(ours('callback/card'), bank.callback(order!.number))),
    'coming back': () => answerTo(new Request(ours(`${order!.id}/return`))),
    question: async () => {
      const wish = { supplierId, token: await token(), params: { orderId: order!.id } };
      return answerTo(requestFor('getPaymentOrder', wish, life.base));
    },
    refund: () => {
      const headers = { Cookie: cookie, 'X-Kabinet-Session': 'cookie', Origin: life.base };
      const body = { amount: { amount: GIVEN_BACK, currency: 'UAH' }, reason: 'Помилка' };
      const wish = { supplierId, key: refundKey, params: { orderId: order!.id }, body, headers };
      return answerTo(requestFor('refundPayment', wish, life.base));
    },
  };
  /** What is done behind the answer: the bank is asked what became of it, or for money back. */
  const statusIs = async (status: string, query: RawBuilder<{ status: string }>) =>
    (await read(query))?.status === status;
  const isDone: Partial<Readonly<Record<Step, () => Promise<boolean>>>> = {
    question: () => statusIs('paid', sql`select status from payment_orders where id = ${order!.id}::uuid`),
    refund: () => statusIs('done', sql`select status from payment_refunds where order_id = ${order!.id}::uuid`),
  };
  /** What was begun is begun again when its turn comes: it has come. */
  const timePasses = () =>
    database.transaction(supplierId, async (tx) => {
      await sql`update payment_orders set asked_at = null where id = ${order!.id}::uuid`.execute(tx);
      await sql`update payment_refunds set tried_at = tried_at - interval '1 hour' where order_id = ${order!.id}::uuid`.execute(
        tx,
      );
    });
  const end = () =>
    read(sql<Record<string, unknown>>`
      select (select count(*)::int from payment_order_lines where account_id = ${account.id}::uuid) as orders,
        status, refunded::text as refunded,
        (select count(*)::int from receipts where kind = 'payment' and subject_id = o.id) as receipts,
        (select json_agg(e.kind || ' ' || e.amount order by e.id) from ledger_entries e where e.order_id = o.id) as entries,
        (select json_agg(r.status) from payment_refunds r where r.order_id = o.id) as refunds,
        (select count(*)::int from payment_differences where order_id = o.id) as differences
      from payment_orders o where id = ${order!.id}::uuid`);
  return { steps, isDone, timePasses, end, number: () => order!.number };
}

type Journey = ReturnType<typeof journeyOf>;

/** Where the callback is lost, coming back is what brings the money; where that is missing too, the question. */
const MISSING: Partial<Readonly<Record<Step, readonly Step[]>>> = {
  'coming back': ['callback'],
  question: ['callback', 'coming back'],
};

const END = {
  orders: 1,
  status: 'paid',
  refunded: String(GIVEN_BACK),
  receipts: 1,
  entries: [`payment -${SUM}`, `refund ${GIVEN_BACK}`],
  refunds: ['done'],
  differences: 0,
};

/** Does a step of each payment at the same time. */
const each = <T>(journeys: readonly Journey[], act: (journey: Journey) => Promise<T>) => Promise.all(journeys.map(act));

describe('a server that is killed once its work is kept, and before anybody is answered', () => {
  it.each(STEPS)(
    `${KILLS} times at the %s: tried again, the answer and what there is are the same`,
    async (killedAt) => {
      let [kills, nth, hasEnded] = [0, 1, false];
      while (kills < KILLS || !hasEnded) {
        const journeys = (await addAccounts(database, supplier, AT_ONCE)).map(journeyOf);
        for (const step of STEPS) {
          if (step === 'callback') for (const { number } of journeys) bank.pays(number());
          if (MISSING[killedAt]?.includes(step)) continue;
          const areDone = () => each(journeys, ({ isDone }) => isDone[step]?.() ?? Promise.resolve(true));
          const allDone = async () => (await areDone()).every(Boolean);
          if (step === killedAt) {
            const cut = await killAt(step, journeys, { nth, allDone });
            kills += cut;
            // Where not all of them were left to be cut the step has no more commits: from the first one again.
            [nth, hasEnded] = cut < AT_ONCE ? [1, true] : [nth + 1, hasEnded];
          } else
            for (const { status, text } of await each(journeys, ({ steps }) => steps[step]()))
              expect(status, text).toBeLessThan(400);
          await expect.poll(allDone, WAITS).toBe(true);
        }
        for (const { end, number } of journeys) {
          expect(await end()).toEqual(END);
          expect(bank.givenBack(number())).toBe(GIVEN_BACK);
        }
      }
    },
    600_000,
  );
});

/**
 * Does the step of all payments at once and kills the server when each of them is kept by its n-th commit, and no one has heard of it. Then each
 * is tried again. Answers with how many were cut.
 */
async function killAt(
  step: Step,
  journeys: readonly Journey[],
  { nth, allDone }: { nth: number; allDone: () => Promise<boolean> },
): Promise<number> {
  const { gate, server } = life;
  gate.withholdAfter((nth - 1) * journeys.length);
  let answered = 0;
  const hearing = each(journeys, ({ steps }) =>
    steps[step]()
      .catch(() => null)
      .finally(() => (answered += 1)),
  );
  const isOver = async () => answered === journeys.length && (await allDone());
  // What is done behind the answers may be what is cut.
  const isStuck = () => gate.withheld === journeys.length || (gate.withheld > 0 && gate.quietFor > QUIET_MS);
  await expect.poll(async () => isStuck() || (await isOver()), WAITS).toBe(true);
  const cut = gate.withheld;
  if (cut === 0) {
    gate.tellAll();
    await hearing;
    return 0;
  }
  server.child.kill('SIGKILL');
  const heard = await hearing;
  await liveOn();
  if (step !== 'order') await each(journeys, ({ timePasses }) => timePasses());
  const again = await each(journeys, ({ steps }) => steps[step]());
  for (const { status, text } of again) expect(status, text).toBeLessThan(400);
  if (step === 'refund') await giveBackAsked(elsewhere, known);
  await expect.poll(allDone, WAITS).toBe(true);
  // Heard or not, it is what whoever asks once more is told; of a question the news since.
  for (const [index, told] of (await each(journeys, ({ steps }) => steps[step]())).entries()) {
    if (step === 'question') expect(JSON.parse(told.text)).toMatchObject({ status: 'paid' });
    else for (const other of [again[index], heard[index] ?? told]) expect(other).toEqual(told);
  }
  return cut;
}
