import { createHash, randomUUID } from 'node:crypto';
import type { createApp } from '../../app.js';
import type { Tx } from '../../db/database.js';
import { reportDifference } from '../../db/payment-differences.js';
import { findOrder } from '../../db/payment-orders.js';
import { exchangeCode, giveCode } from '../../domain/page-grants.js';
import { issuePaymentReceipt } from '../../domain/receipts.js';
import { sessionCookie } from '../../http/session-cookie.js';
import { HOSTED_REF } from '../../domain/customer.js';
import { call } from '../call.js';
import type { DatabaseUnderTest } from '../databases.js';
import { testContext } from '../context.js';
import { seedPaidOrder } from '../paid-order.js';
import { addAccounts, SEED_NOW, type SeededAccount, type SeededSupplier } from '../seed-supplier.js';
import { type SignedInPerson, signedInPerson } from '../signed-in.js';
import { type AppealThing, makeAppeals } from './appeal-rows.js';
import { makeAppointments } from './appointment-rows.js';
import { type FileThing, makeFiles } from './file-rows.js';

export const SITE = 'https://gas.example';
export const OTHER_SITE_OF_THE_SUPPLIER = 'https://shop.gas.example';
export const TODAY = '2026-11-03';

/** An account with a reading that may still be changed, a payment order of its holder with its receipt, and a request to link it by hand. */
export interface Thing extends AppealThing, FileThing {
  readonly account: SeededAccount;
  readonly values: readonly { registerId: string; value: string }[];
  readonly readingId: string;
  readonly orderId: string;
  readonly receiptId: string;
  /** The holder's. */
  readonly planId: string;
  readonly linkRequestId: string;
  /** For staff: a payment that can be given back, and a difference about it. */
  readonly paidOrderId: string;
  readonly differenceId: string;
  /** The holder's. */
  readonly appointmentId: string;
  readonly waitingPlaceId: string;
}

/** How somebody's calls say who they are. */
export type Headers = Readonly<Record<string, string>>;

/** Everything the cases below are made with. */
export interface Stage {
  readonly under: DatabaseUnderTest;
  readonly supplier: SeededSupplier;
  readonly other: SeededSupplier;
}

export const inSupplier = <T>(stage: Pick<Stage, 'under' | 'supplier'>, work: (tx: Tx) => Promise<T>) =>
  stage.under.database.transaction(stage.supplier.id, work);

/** A set sum on a day of the month: what whoever may pay may plan. */
export const PLAN = {
  methodId: 'card',
  amount: { amount: 10_000, currency: 'UAH' },
  atMost: null,
  timing: { kind: 'day_of_month', days: 15 },
};

export async function makeThing(stage: Stage, app: ReturnType<typeof createApp>): Promise<Thing> {
  const { under, supplier } = stage;
  const [account] = await addAccounts(under.database, supplier, 1);
  if (!account) throw new Error('no account');
  const values = [{ registerId: account.meters[0]?.registers[0]?.id ?? '', value: '1279' }];
  const submitted = await call(app, 'submitReading', {
    supplierId: supplier.id,
    headers: await bySignOn(stage, supplier.customer.ref),
    params: { accountId: account.id },
    body: { meterId: account.meters[0]?.id, values },
  });
  if (submitted.status !== 201) throw new Error(submitted.text);
  const ordered = await call(app, 'createPaymentOrder', {
    supplierId: supplier.id,
    headers: await bySignOn(stage, supplier.customer.ref),
    body: {
      lines: [{ accountId: account.id, amount: { amount: 10_000, currency: 'UAH' } }],
      methodId: 'card',
      returnUrl: SITE,
    },
  });
  if (ordered.status !== 201) throw new Error(ordered.text);
  const receiptId = await receiptOfOrder(stage, ordered.body.id, account.id);
  const planned = await call(app, 'createPaymentPlan', {
    supplierId: supplier.id,
    headers: await bySignOn(stage, supplier.customer.ref),
    params: { accountId: account.id },
    body: PLAN,
  });
  if (planned.status !== 201) throw new Error(planned.text);
  const { id: linkRequestId } = await inSupplier(stage, (tx) =>
    tx
      .insertInto('link_requests')
      .values({
        supplier_id: supplier.id,
        number: randomUUID(),
        customer_ref: `${HOSTED_REF}${randomUUID()}`,
        account_number: account.accountNumber,
        holder_name: 'Хтось',
        address: 'Десь',
        phone: '+380670000000',
        relation: 'owner',
        answered_at: null,
        answered_by: null,
        account_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const paid = await paidWithDifference(stage, account.id);
  return {
    account,
    values,
    readingId: submitted.body.id,
    orderId: ordered.body.id,
    receiptId,
    planId: planned.body.id,
    linkRequestId,
    ...paid,
    ...(await makeAppeals(stage)),
    ...(await makeAppointments(stage, app)),
    ...(await makeFiles(stage, { accountId: account.id })),
  };
}

/** A payment of the holder's that was told of twice. */
async function paidWithDifference(
  stage: Stage,
  accountId: string,
): Promise<{ paidOrderId: string; differenceId: string }> {
  const { under, supplier } = stage;
  const supplierId = supplier.id;
  const shares = [{ accountId, serviceKind: 'gas', month: null, amount: 100 }];
  const { id, number } = await seedPaidOrder(under.database, {
    supplierId,
    customerRef: supplier.customer.ref,
    shares,
  });
  await inSupplier(stage, (tx) =>
    reportDifference(tx, supplierId, {
      kind: 'paid_twice',
      methodId: 'card',
      day: TODAY,
      orderId: id,
      orderNumber: number,
      reference: null,
      ours: null,
      theirs: null,
      fingerprint: id,
      foundAt: SEED_NOW,
    }),
  );
  const { id: differenceId } = await inSupplier(stage, (tx) =>
    tx.selectFrom('payment_differences').select('id').where('order_id', '=', id).executeTakeFirstOrThrow(),
  );
  return { paidOrderId: id, differenceId };
}

/** The holder's receipt, as it is written when the order is paid. */
async function receiptOfOrder(stage: Stage, orderId: string, accountId: string): Promise<string> {
  const context = testContext(stage.under.database);
  const supplier = await context.suppliers.find(stage.supplier.id);
  const receiptId = await inSupplier(stage, async (tx) => {
    const order = await findOrder(tx, { supplierId: stage.supplier.id, orderId });
    if (!supplier || !order) throw new Error('no order');
    const lines = [{ accountId, amount: order.amount }];
    return issuePaymentReceipt(tx, { context, supplier, order, lines, now: SEED_NOW });
  });
  if (receiptId === null) throw new Error('no receipt');
  return receiptId;
}

// The three ways to call.

export async function bySignOn({ supplier }: Stage, customerRef: string): Promise<Headers> {
  return { Authorization: `Bearer ${await supplier.mint({ customerRef })}` };
}

export async function byCookie({ supplier }: Stage, { token }: SignedInPerson): Promise<Headers> {
  const cookie = sessionCookie(supplier.id, token).split(';')[0] ?? '';
  return { Cookie: cookie, 'X-Kabinet-Session': 'cookie', Origin: SITE };
}

/** As one of our own pages calls, and no other: the hosted pages' address in tests. */
export async function byCookieFromUs(stage: Stage, someone: SignedInPerson): Promise<Headers> {
  return { ...(await byCookie(stage, someone)), Origin: testContext(stage.under.database).publicUrl() };
}

export async function byPageToken(stage: Stage, { sessionId }: SignedInPerson, origin = SITE): Promise<Headers> {
  const verifier = randomUUID();
  const redirectUri = `${origin}/`;
  const tokens = await inSupplier(stage, async (tx) => {
    const asked = { supplierId: stage.supplier.id, origin, redirectUri, now: SEED_NOW };
    const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
    const code = await giveCode(tx, { ...asked, sessionId, codeChallenge });
    return exchangeCode(tx, { ...asked, code, verifier });
  });
  if (!tokens) throw new Error('no tokens');
  return { Authorization: `Bearer ${tokens.accessToken}`, Origin: SITE };
}

export type Mode = typeof byCookie;

export const person = ({ under, supplier }: Stage, options: { isStrong?: boolean; now?: Date } = {}) =>
  signedInPerson(under.database, { supplierId: supplier.id, ...options });
export const refOf = ({ personId }: SignedInPerson) => `${HOSTED_REF}${personId}`;
