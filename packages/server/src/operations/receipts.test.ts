import { randomUUID } from 'node:crypto';
import { verifyReceipt } from '@kabinet/api';
import type { OperationName } from '@kabinet/api/contract';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import type { Context } from '../context.js';
import {
  canSignReceipts,
  publicReceiptKeys,
  rotateReceiptKey,
  SealedByAnotherKey,
  signReceipt,
} from '../domain/receipt-keys.js';
import { issuePaymentReceipt, type PaidOrder } from '../domain/receipts.js';
import { SecretKey } from '../domain/secret-key.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import {
  call,
  type CallOptions,
  faultsOf,
  SEED_NOW,
  seedSupplier,
  type SeededSupplier,
  testContext,
} from '../testing/index.js';

describe.each(databasesUnderTest)('receipts on %s', (database, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let context: Context;
  let own: KnownSupplier;

  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    context = testContext(under.database);
    own = (await context.suppliers.find(supplier.id))!;
  });

  const gas = () => supplier.customer.accounts[0];
  const power = () => supplier.customer.accounts[1];
  const inSupplier = <T>(work: Parameters<typeof under.database.transaction<T>>[1]) =>
    under.database.transaction(supplier.id, work);

  async function ask(name: OperationName, options: Partial<CallOptions> & { by?: string } = {}) {
    const { by = supplier.customer.ref, ...rest } = options;
    const token = await supplier.mint({ customerRef: by });
    const answer = await call(createApp(context), name, { supplierId: supplier.id, token, ...rest });
    expect(faultsOf(name, answer), answer.text).toEqual([]);
    return answer;
  }
  const keys = async () => (await ask('listReceiptKeys')).body.keys;

  async function handIn(account = power()) {
    const [meter] = account.meters;
    const body = {
      meterId: meter!.id,
      values: meter!.registers.map(({ id, baseline }) => ({ registerId: id, value: String(Number(baseline) + 20.5) })),
    };
    const answer = await ask('submitReading', { params: { accountId: account.id }, body });
    expect(answer.status, answer.text).toBe(201);
    return { account, reading: answer.body, params: { accountId: account.id, readingId: answer.body.id } };
  }

  /** An order as it stands once it was paid. */
  async function paidOrder(): Promise<{ order: PaidOrder; lines: { accountId: string; amount: bigint }[] }> {
    const order = {
      id: randomUUID(),
      number: `5000-${randomUUID().slice(0, 4)}`,
      customerRef: supplier.customer.ref,
      methodId: 'card',
      fee: 537n,
      total: 36_357n,
      currency: 'UAH',
      settledAt: SEED_NOW,
    };
    const lines = [
      { accountId: gas().id, amount: 30_000n },
      { accountId: power().id, amount: 5820n },
    ];
    await inSupplier((tx) =>
      sql`insert into payment_orders (supplier_id, id, number, customer_ref, method_id, amount, fee, total, currency, status,
          return_url, language, created_at, expires_at, settled_at)
        values (${supplier.id}, ${order.id}::uuid, ${order.number}, ${order.customerRef}, 'card', 35820, 537, 36357, 'UAH', 'paid',
          'https://gas.example/', 'uk', now(), now(), now())`.execute(tx),
    );
    return { order, lines };
  }

  async function pay() {
    const paid = await paidOrder();
    const receiptId = await inSupplier((tx) =>
      issuePaymentReceipt(tx, { context, supplier: own, ...paid, now: SEED_NOW }),
    );
    return { ...paid, receiptId: receiptId ?? '' };
  }

  it('say what was paid, signed so that anybody with the keys can check it', async () => {
    const { order, receiptId } = await pay();
    const { body } = await ask('getReceipt', { params: { receiptId } });
    expect(body).toMatchObject({
      id: receiptId,
      number: order.number,
      verifyUrl: `https://api.kabinet.test/${supplier.id}/my/receipt`,
    });
    const check = await verifyReceipt(body.signed, await keys());
    expect(check.state).toBe('valid');
    expect(check).toMatchObject({
      content: {
        v: 1,
        iss: supplier.id,
        supplier: 'Придеснянськгаз',
        number: order.number,
        kind: 'payment',
        timeZone: 'Europe/Kyiv',
        payment: {
          paidAt: SEED_NOW.toISOString(),
          lines: [
            { accountNumber: gas().accountNumber, amount: { amount: 30_000, currency: 'UAH' } },
            { accountNumber: power().accountNumber, amount: { amount: 5820, currency: 'UAH' } },
          ],
          fee: { amount: 537, currency: 'UAH' },
          total: { amount: 36_357, currency: 'UAH' },
        },
      },
    });
  });

  it('say for which services and months it was, unless the payer may not see what was owed, and sign no address', async () => {
    const { order, lines } = await paidOrder();
    const uah = (amount: number) => ({ amount, currency: 'UAH' });
    const shares = [
      { accountId: gas().id, serviceKind: 'gas', month: '2026-09' as const, amount: 10_000n },
      { accountId: gas().id, serviceKind: 'gas', month: null, amount: 20_000n },
      { accountId: power().id, serviceKind: 'electricity', month: '2026-10' as const, amount: 5820n },
    ];
    // The second account is not theirs any more: they paid and cannot see it.
    await inSupplier((tx) =>
      tx.updateTable('accounts').set({ customer_ref: supplier.neighbour.ref }).where('id', '=', power().id).execute(),
    );
    const receiptId = await inSupplier((tx) =>
      issuePaymentReceipt(tx, { context, supplier: own, order, lines, shares, now: SEED_NOW }),
    );
    const { body } = await ask('getReceipt', { params: { receiptId: receiptId ?? '' } });
    expect(await verifyReceipt(body.signed, await keys())).toMatchObject({
      content: {
        payment: {
          lines: [
            {
              accountNumber: gas().accountNumber,
              amount: uah(30_000),
              shares: [
                { serviceKind: 'gas', month: '2026-09', amount: uah(10_000) },
                { serviceKind: 'gas', month: null, amount: uah(20_000) },
              ],
            },
            { accountNumber: power().accountNumber, amount: uah(5820) },
          ],
        },
      },
    });
    const said = Buffer.from(body.signed.split('.')[1], 'base64url').toString();
    expect(said).not.toMatch(/electricity|Річкова/);
    const address = 'вул. Річкова, 7, кв. 12';
    expect(body.premises).toEqual([{ accountNumber: gas().accountNumber, address }]);
    // More debts than a checker reads: the sums of the accounts alone.
    const many = Array.from({ length: 61 }, (_, index) => ({ ...shares[0]!, amount: BigInt(index + 1) }));
    const long = await paidOrder();
    const longId = await inSupplier((tx) =>
      issuePaymentReceipt(tx, { context, supplier: own, ...long, shares: many, now: SEED_NOW }),
    );
    const plain = (await ask('getReceipt', { params: { receiptId: longId ?? '' } })).body;
    expect(Buffer.from(plain.signed.split('.')[1], 'base64url').toString()).not.toContain('shares');
  });

  it('have a short form in the QR code that names no whole account', async () => {
    const { order, receiptId } = await pay();
    const { qr, verifyUrl } = (await ask('getReceipt', { params: { receiptId } })).body;
    expect(qr.text.startsWith(`${verifyUrl}#`)).toBe(true);
    expect(qr.modules).toHaveLength(qr.size * qr.size);
    const check = await verifyReceipt(qr.text, await keys());
    expect(check).toMatchObject({
      state: 'valid',
      summary: {
        iss: supplier.id,
        n: order.number,
        t: SEED_NOW.getTime() / 1000,
        a: [gas(), power()].map(({ accountNumber }) => accountNumber.slice(-4)),
        s: 36_357,
        c: 'UAH',
      },
    });
    const said = JSON.stringify(check);
    for (const secret of [gas().accountNumber, power().accountNumber, supplier.customer.name]) {
      expect(said).not.toContain(secret);
    }
  });

  it('are one for an order, however often it is asked for', async () => {
    const { order, lines, receiptId } = await pay();
    const again = await inSupplier((tx) =>
      issuePaymentReceipt(tx, { context, supplier: own, order, lines, now: new Date() }),
    );
    expect(again).toBe(receiptId);
  });

  it('of a payment are for who paid and for nobody else', async () => {
    const { receiptId } = await pay();
    for (const name of ['getReceipt', 'getReceiptDocument'] as const) {
      const [theirs, missing] = await Promise.all(
        [receiptId, randomUUID(), 'x'].map((id) =>
          ask(name, { by: supplier.neighbour.ref, params: { receiptId: id } }),
        ),
      );
      expect([theirs?.status, missing?.status]).toEqual([404, 404]);
      expect(theirs?.text.replace(theirs.body.requestId, '')).toBe(missing?.text.replace(missing.body.requestId, ''));
    }
  });

  it('of a reading say what was handed in and when', async () => {
    const { account, reading, params } = await handIn();
    const { body } = await ask('getReadingReceipt', { params });
    expect(body.number).toBe(reading.number);
    const check = await verifyReceipt(body.signed, await keys());
    expect(check).toMatchObject({
      state: 'valid',
      content: {
        kind: 'reading',
        reading: {
          accountNumber: account.accountNumber,
          meterNumber: account.meters[0]!.serialNumber,
          serviceKind: 'electricity',
          unit: 'kWh',
          receivedAt: SEED_NOW.toISOString(),
          values: [
            { zone: 'day', value: '5020.5' },
            { zone: 'night', value: '2520.5' },
          ],
        },
      },
    });
    expect(await verifyReceipt(body.qr.text, await keys())).toMatchObject({
      summary: { r: { day: '5020.5', night: '2520.5' }, u: 'kWh' },
    });
  });

  it('of a reading are the same whoever of the account asks, also when it was taken back', async () => {
    const { params } = await handIn();
    const first = await Promise.all([1, 2, 3].map(() => ask('getReadingReceipt', { params })));
    expect(new Set(first.map(({ text }) => text)).size).toBe(1);
    await ask('withdrawReading', { params, body: {} });
    expect((await ask('getReadingReceipt', { params })).text).toBe(first[0]?.text);
    const receiptId = first[0]?.body.id;
    expect((await ask('getReceipt', { params: { receiptId } })).status).toBe(200);
    expect((await ask('getReceipt', { by: supplier.neighbour.ref, params: { receiptId } })).status).toBe(404);
    expect((await ask('getReadingReceipt', { by: supplier.neighbour.ref, params })).status).toBe(404);
  });

  it('are not given for readings that the billing base brought', async () => {
    const { items } = (await ask('listReadings', { params: { accountId: gas().id } })).body;
    const params = { accountId: gas().id, readingId: items[0].id };
    expect((await ask('getReadingReceipt', { params })).status).toBe(404);
  });

  it.each(['uk', 'ru', 'en', 'xx'])('come as a PDF in %s', async (language) => {
    const { order, receiptId } = await pay();
    const { body } = await ask('getReceiptDocument', { params: { receiptId }, query: { language } });
    expect(body).toMatchObject({ fileName: `receipt-${order.number}.pdf`, mediaType: 'application/pdf' });
    const file = Buffer.from(body.data, 'base64');
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    const text = file.toString('latin1');
    expect(text).toContain('/MarkInfo');
    expect(text).toContain(`/Lang (${language === 'xx' ? 'uk' : language})`);
    expect(text).toContain(`receipt-${order.number}.jws`);
    expect(await verifyReceipt(text, await keys())).toMatchObject({ content: { number: order.number } });
  });

  it('are not signed where the server has no key of its own, and nothing else breaks', async () => {
    const { order, lines } = await paidOrder();
    const id = await inSupplier((tx) =>
      issuePaymentReceipt(tx, { context: { ...context, secretKey: null }, supplier: own, order, lines, now: SEED_NOW }),
    );
    expect(id).toBeNull();
  });

  describe('the keys', () => {
    it('are made at the first use, and once by however many at the same time', async () => {
      expect(await keys()).toEqual([]);
      // PGlite has one connection: there they come one after another.
      const all = await Promise.all(Array.from({ length: 6 }, () => pay()));
      expect(new Set(all.map(({ receiptId }) => receiptId)).size).toBe(6);
      const made = await keys();
      expect(made).toHaveLength(1);
      for (const { receiptId } of all) {
        const { signed } = (await ask('getReceipt', { params: { receiptId } })).body;
        expect((await verifyReceipt(signed, made)).state).toBe('valid');
      }
    });

    it('stay good for what they signed when another one takes their place', async () => {
      const old = await pay();
      const owner = { secretKey: context.secretKey!, supplierId: supplier.id, now: SEED_NOW };
      const { kid } = await inSupplier((tx) => rotateReceiptKey(tx, owner));
      const fresh = await pay();
      const both = await keys();
      expect(both).toHaveLength(2);
      expect(both[0].kid).toBe(kid);
      for (const { receiptId } of [old, fresh]) {
        const { signed } = (await ask('getReceipt', { params: { receiptId } })).body;
        expect((await verifyReceipt(signed, both)).state).toBe('valid');
        const header = JSON.parse(Buffer.from(signed.split('.')[0], 'base64url').toString());
        expect(header.kid).toBe(receiptId === fresh.receiptId ? kid : both[1].kid);
      }
      expect((await inSupplier((tx) => rotateReceiptKey(tx, owner))).kid).not.toBe(kid);
    });

    it('are given to anybody, and never with the private half', async () => {
      await pay();
      const answer = await call(createApp(context), 'listReceiptKeys', { supplierId: supplier.id });
      expect(answer.status).toBe(200);
      expect(Object.keys(answer.body.keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
      const { rows } = await inSupplier((tx) =>
        sql<{ sealed: string; x: string }>`select sealed_private as sealed, public_x as x from receipt_keys`.execute(
          tx,
        ),
      );
      expect(answer.text).not.toContain(rows[0]?.sealed);
    });

    it('sealed for another server sign nothing and stay: payments are credited, the log says it, and the right key signs again', async () => {
      await pay();
      const right = context;
      const logged: string[] = [];
      const logger = pino({}, { write: (line: string) => void logged.push(line) });
      context = { ...context, logger, secretKey: new SecretKey(new Uint8Array(32).fill(8)) };
      expect((await pay()).receiptId).toBe('');
      expect(logged).toHaveLength(1);
      expect(logged[0]).toContain('KABINET_SECRET_KEY');
      const { params } = await handIn();
      expect((await ask('getReadingReceipt', { params })).status).toBe(404);
      context = right;
      expect(await keys()).toHaveLength(1);
      expect((await pay()).receiptId).not.toBe('');
      expect((await ask('getReadingReceipt', { params })).status).toBe(200);
    });

    it('are of no use in another supplier’s row', async () => {
      await pay();
      const other = await seedSupplier(under.database);
      await under.database.transaction(supplier.id, async (tx) => {
        const { rows } = await sql<Record<string, string>>`select * from receipt_keys where retired_at is null`.execute(
          tx,
        );
        const { kid = '', public_x: x = '', sealed_private: sealed = '' } = rows[0] ?? {};
        await sql`select set_config('kabinet.supplier', ${other.id}, true)`.execute(tx);
        await sql`insert into receipt_keys (supplier_id, kid, public_x, sealed_private, created_at)
          values (${other.id}, ${kid}, ${x}, ${sealed}, now())`.execute(tx);
        const owner = { secretKey: context.secretKey!, supplierId: other.id, now: SEED_NOW };
        await expect(signReceipt(tx, owner, [{}])).rejects.toThrow(SealedByAnotherKey);
        expect(await canSignReceipts(tx, owner)).toBe(false);
      });
    });

    it(`are seen by their own supplier only (${database})`, async () => {
      await pay();
      const other = await seedSupplier(under.database);
      expect(await under.database.transaction(other.id, (tx) => publicReceiptKeys(tx, supplier.id))).toEqual([]);
    });
  });
});
