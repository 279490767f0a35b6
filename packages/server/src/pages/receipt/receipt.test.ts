import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import type { Context } from '../../context.js';
import { receiptOfSubject } from '../../db/receipts.js';
import { issuePaymentReceipt, readingReceipt, receiptFor } from '../../domain/receipts.js';
import type { KnownSupplier } from '../../domain/supplier-directory.js';
import { receiptDocument } from '../../receipts/document.js';
import { type DatabaseUnderTest, openTestPGlite } from '../../testing/databases.js';
import { call, SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../../testing/index.js';
import { PageBrowser } from '../../testing/page-browser.js';

/** The receipt with other words in it under the same signature. */
function forged(signed: string, change: (said: string) => string): string {
  const [head = '', body = '', signature = ''] = signed.split('.');
  const said = change(Buffer.from(body, 'base64url').toString());
  return [head, Buffer.from(said).toString('base64url'), signature].join('.');
}

describe('the page for checking receipts', () => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let context: Context;
  let own: KnownSupplier;
  let browser: PageBrowser;

  beforeAll(async () => {
    under = await openTestPGlite();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    // Customers sign in at the supplier's own site: there are no hosted pages but this one.
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: false } });
    context = testContext(under.database);
    own = (await context.suppliers.find(supplier.id))!;
    browser = new PageBrowser(createApp(context), { supplierId: supplier.id });
  });

  async function paid(at = own) {
    const [account] = supplier.customer.accounts;
    const order = {
      id: randomUUID(),
      number: '5000-0004',
      customerRef: supplier.customer.ref,
      methodId: 'card',
      fee: 0n,
      total: 35_820n,
      currency: 'UAH',
      settledAt: SEED_NOW,
    };
    const lines = [{ accountId: account.id, amount: 35_820n }];
    return under.database.transaction(at.id, async (tx) => {
      await issuePaymentReceipt(tx, { context, supplier: at, order, lines, now: SEED_NOW });
      const receipt = await receiptOfSubject(tx, { supplierId: at.id, kind: 'payment', subjectId: order.id });
      if (!receipt) throw new Error('no receipt');
      return receiptFor(tx, { context, supplier: at, customerRef: order.customerRef, receipt, now: SEED_NOW });
    });
  }

  it('says what a genuine one says', async () => {
    const [account] = supplier.customer.accounts;
    const { signed } = await paid();
    const page = await browser.send('receipt', { text: signed });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Справжня. Її підписав постачальник: Придеснянськгаз');
    for (const said of [
      '5000-0004',
      '358,20\u00a0грн'.replace('\u00a0', ' '),
      account.accountNumber,
      '3 листопада 2026 р. о 12:00',
    ]) {
      expect(page.text.replaceAll('\u00a0', ' ')).toContain(said);
    }
  });

  it('takes the text as a letter broke it, and the address off the code, with the last digits only', async () => {
    const [account] = supplier.customer.accounts;
    const { signed, qr } = await paid();
    expect(
      (await browser.send('receipt', { text: `> ${signed}`.slice(2).replace(/(.{60})/g, '$1\r\n  ') })).text,
    ).toContain('Справжня');
    const short = await browser.send('receipt', { text: qr.text });
    expect(short.text).toContain('Справжня');
    expect(short.text).toContain(`…${account.accountNumber.slice(-4)}`);
    expect(short.html).not.toContain(account.accountNumber);
  });

  it.each(['jws', 'pdf'])('takes a chosen file without a script: %s', async (kind) => {
    const receipt = await paid();
    const pdf = await receiptDocument({ supplier: own, receipt, language: 'uk' });
    const content = kind === 'pdf' ? Buffer.from(pdf.data, 'base64') : Buffer.from(receipt.signed);
    const body = new FormData();
    body.set('file', new File([new Uint8Array(content)], `receipt.${kind}`));
    body.set('text', '');
    const answer = await createApp(context).fetch(
      new Request(`https://api.kabinet.test/${supplier.id}/my/receipt`, {
        method: 'POST',
        headers: { Origin: 'https://api.kabinet.test', 'Accept-Language': 'uk' },
        body,
      }),
    );
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Справжня');
  });

  it('is loud about a changed one, and repeats nothing of what it says', async () => {
    const { signed } = await paid();
    const page = await browser.send('receipt', { text: forged(signed, (said) => said.replace('35820', '95820')) });
    expect(page.text).toContain('Підробка: квитанцію змінено');
    expect(page.text).not.toContain('958,20');
    expect(page.text).not.toContain('5000-0004');
  });

  it('tells another supplier’s from one that nobody signed', async () => {
    const other = await seedSupplier(under.database);
    const there = testContext(under.database);
    const theirs = (await there.suppliers.find(other.id))!;
    const [account] = other.customer.accounts;
    const readingId = (
      await call(createApp(there), 'submitReading', {
        supplierId: other.id,
        token: await other.mint({ customerRef: other.customer.ref }),
        params: { accountId: account.id },
        body: {
          meterId: account.meters[0]!.id,
          values: [{ registerId: account.meters[0]!.registers[0]!.id, value: '1279' }],
        },
      })
    ).body.id;
    const row = await under.database.transaction(other.id, (tx) =>
      readingReceipt(tx, {
        context,
        supplier: theirs,
        accountId: account.id,
        readingId,
        customerRef: 'x',
        now: SEED_NOW,
      }),
    );
    const { signed } = row!;
    expect((await browser.send('receipt', { text: signed })).text).toContain('Це квитанція не нашого постачальника');
    const ours = forged(signed, (said) => said.replace(other.id, supplier.id));
    expect((await browser.send('receipt', { text: ours })).text).toContain('Квитанцію підписали не ми');
    const page = await new PageBrowser(createApp(there), { supplierId: other.id }).send('receipt', { text: signed });
    expect(page.text).toContain('Підтвердження показання');
    expect(page.text).toMatch(/1279\s+м³/);
  });

  it('says what to do about what is no receipt, and about nothing', async () => {
    for (const [fields, said] of [
      [{}, 'Оберіть файл або вставте текст'],
      [{ text: 'квитанція' }, 'Це не квитанція'],
    ] as const) {
      const page = await browser.send('receipt', fields);
      expect(page.status).toBe(422);
      expect(page.text).toContain(said);
    }
    for (const bytes of [Buffer.from('%PDF-1.7 something else'), Buffer.alloc(300 * 1024, 'eyJ.')]) {
      const page = await browser.sendFile('receipt', { text: '' }, { name: 'receipt.pdf', bytes });
      expect([page.status, page.text.includes('Це не квитанція')]).toEqual([422, true]);
    }
  });

  it('is there also where customers do not sign in here, who have no other', async () => {
    expect((await browser.visit('receipt')).status).toBe(200);
    for (const page of ['sign-up', 'receipts', 'link/receipt', 'profile']) {
      const answer = await createApp(context).fetch(new Request(`https://api.kabinet.test/${supplier.id}/my/${page}`));
      expect(answer.status).toBe(404);
    }
  });
});
