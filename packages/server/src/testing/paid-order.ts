import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db/database.js';

export interface SeededPayment {
  readonly id: string;
  readonly number: string;
}

/** A payment made here as it stands in the database once it is credited: the order, its lines and its entries of the ledger. */
export async function seedPaidOrder(
  database: Database,
  {
    supplierId,
    customerRef = 'C-1',
    methodId = 'card',
    shares,
    paidAt = new Date('2026-11-03T10:00:00Z'),
    currency = 'UAH',
  }: {
    supplierId: string;
    customerRef?: string;
    methodId?: string;
    /** In minor units. */
    shares: readonly { accountId: string; serviceKind: string; month: string | null; amount: number }[];
    paidAt?: Date;
    currency?: string;
  },
): Promise<SeededPayment> {
  const id = randomUUID();
  const total = shares.reduce((sum, share) => sum + share.amount, 0);
  const at = paidAt.toISOString();
  return database.transaction(supplierId, async (tx) => {
    const { rows } = await sql<{ number: string }>`
      insert into payment_orders (supplier_id, id, number, customer_ref, method_id, amount, total, currency, status, return_url, language,
        reference, created_at, expires_at, departed_at, settled_at)
      values (${supplierId}, ${id}::uuid, next_payment_number(), ${customerRef}, ${methodId}, ${total}, ${total}, ${currency}, 'paid', '',
        'uk', ${`ref-${id}`}, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz)
      returning number`.execute(tx);
    const accounts = new Map<string, number>();
    for (const share of shares) accounts.set(share.accountId, (accounts.get(share.accountId) ?? 0) + share.amount);
    for (const [accountId, amount] of accounts) {
      await sql`insert into payment_order_lines (supplier_id, order_id, account_id, amount)
        values (${supplierId}, ${id}::uuid, ${accountId}::uuid, ${amount})`.execute(tx);
    }
    for (const { accountId, serviceKind, month, amount } of shares) {
      await sql`insert into ledger_entries
          (supplier_id, account_id, service_kind, kind, amount, currency, booked_on, period_month, order_id, order_movement)
        values (${supplierId}, ${accountId}::uuid, ${serviceKind}, 'payment', ${-amount}, ${currency}, ${at.slice(0, 10)}::date,
          ${month && `${month}-01`}::date, ${id}::uuid, 'paid')`.execute(tx);
    }
    return { id, number: rows[0]?.number ?? '' };
  });
}
