import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';
import { payingStage, type PayingStage } from '../testing/paying-stage.js';
import { exportPayments } from './command.js';
import type { ExportedPayment } from './export-payments.js';
import type { Since } from './export-readings.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kabinet-export-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(databasesUnderTest)('giving payments out (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let stage: PayingStage;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    stage = await payingStage(under);
  });

  async function take(since: Since, format: 'csv' | 'jsonl' = 'jsonl') {
    const out = join(folder, `${stage.supplier.id}.${format}`);
    const { nextSince, count } = await exportPayments(under.database, {
      supplierId: stage.supplier.id,
      since,
      out,
      encoding: 'utf-8',
      format,
    });
    const text = await readFile(out, 'utf8');
    const rows =
      format === 'csv'
        ? []
        : text
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as ExportedPayment);
    return { text, rows, count, next: { kind: 'export', number: nextSince } as const };
  }
  async function pay(amount: number) {
    const { row, payUrl } = await stage.order({ amount });
    await stage.open(payUrl);
    await stage.tell(stage.bank.callback(stage.event(row, { kind: 'paid' })));
    return row;
  }

  it('gives each payment once, spread as the payer was shown, and what was not paid not at all', async () => {
    await stage.order();
    // 358.20 are owed; the rest is ahead.
    const row = await pay(40_000);
    const { accountNumber } = stage.supplier.customer.accounts[0];
    const one = await take(null);
    const common = {
      payment_number: row.number,
      account_number: accountNumber,
      service_kind: 'gas',
      refunded: '0.00',
      currency: 'UAH',
      status: 'paid',
      paid_at: '2026-11-03T12:00:00+02:00',
      booked_on: '2026-11-03',
      method: 'card',
      reference: `bank-${row.number}`,
    };
    expect(one.rows.map(({ period_month, amount }) => [period_month, amount])).toEqual([
      ['2026-10', '358.20'],
      [null, '41.80'],
    ]);
    for (const each of one.rows) expect(each).toMatchObject(common);
    expect((await take(one.next)).rows).toEqual([]);
    const next = await pay(100);
    expect((await take(one.next)).rows.map((each) => each.payment_number)).toEqual([next.number]);
    expect((await take(null)).rows).toHaveLength(3);
  });

  it('gives a payment again once money of it was given back', async () => {
    const row = await pay(35_820);
    const one = await take(null);
    await stage.tell(stage.bank.callback(stage.event(row, { kind: 'refunded', amount: 5820n, eventRef: 'r' })));
    const two = await take(one.next);
    expect(two.rows).toMatchObject([
      { payment_number: row.number, amount: '358.20', refunded: '58.20', status: 'paid' },
    ]);
    expect((await take(two.next)).rows).toEqual([]);
  });

  it('loses none and gives none twice while payments come in', async () => {
    const numbers: string[] = [];
    let since: Since = null;
    for (let round = 0; round < 3; round += 1) {
      const [, , taken]: [unknown, unknown, Awaited<ReturnType<typeof take>>] = await Promise.all([
        pay(100 + round),
        pay(200 + round),
        take(since),
      ]);
      numbers.push(...taken.rows.map((each) => each.payment_number));
      since = taken.next;
    }
    numbers.push(...(await take(since)).rows.map((each) => each.payment_number));
    expect(numbers).toHaveLength(6);
    expect(new Set(numbers).size).toBe(6);
  });

  it('is a table that billing reads, and refuses a cursor from the future', async () => {
    const row = await pay(35_820);
    const { text, next } = await take(null, 'csv');
    const [header, line] = text.split('\n');
    expect(header).toBe(
      'payment_number;account_number;service_kind;period_month;amount;refunded;currency;status;paid_at;booked_on;method;reference',
    );
    expect(line).toContain(`${row.number};`);
    await expect(take({ kind: 'export', number: next.number + 1 })).rejects.toThrow(/ahead of this database/);
  });
});
