import { sql } from 'kysely';
import type { Tx } from './database.js';

/** What a person paid here, or planned to, and when they are reminded: as they take it along. Sums in minor units. */
export interface MyPayments {
  readonly paymentOrders: readonly unknown[];
  /** What they paid and handed in, as the service signed it. */
  readonly receipts: readonly unknown[];
  readonly paymentPlans: readonly unknown[];
  /** What of a card may be shown; its token is the provider's and stays secret. */
  readonly paymentCards: readonly unknown[];
  readonly reminders: unknown;
  readonly remindersSent: readonly unknown[];
  /** Whether there is a calendar; its address is known to whoever it was told. */
  readonly calendar: unknown;
}

/** Everything about paying that is kept in a customer's name. */
export async function myPayments(
  tx: Tx,
  { supplierId, ref }: { supplierId: string; ref: string },
): Promise<MyPayments> {
  const list = async (query: ReturnType<typeof sql>) => (await query.execute(tx)).rows;
  return {
    paymentOrders: await list(sql`
      select o.number, o.method_id as "methodId", o.amount::text, o.fee::text, o.total::text, o.currency, o.status, o.failure,
        o.refunded::text, o.reference, o.created_at as "createdAt", o.settled_at as "settledAt",
        (select json_agg(json_build_object('accountNumber', a.account_number, 'amount', l.amount::text) order by a.account_number_key)
          from payment_order_lines l join accounts a on a.supplier_id = l.supplier_id and a.id = l.account_id
          where l.supplier_id = o.supplier_id and l.order_id = o.id) as lines
      from payment_orders o where o.supplier_id = ${supplierId} and o.customer_ref = ${ref} order by o.created_at, o.id`),
    receipts: await list(sql`
      select number, kind, signed, issued_at as "issuedAt" from receipts
      where supplier_id = ${supplierId} and customer_ref = ${ref} order by issued_at, id`),
    paymentPlans: await list(sql`
      select a.account_number as "accountNumber", p.method_id as "methodId", p.amount::text, p.at_most::text as "atMost", p.timing,
        p.timing_days as "timingDays", p.status, p.created_at as "createdAt", p.changed_at as "changedAt",
        (select json_agg(json_build_object('for', r.run_for, 'on', r.run_on, 'outcome', r.outcome) order by r.run_on, r.run_for)
          from payment_plan_runs r where r.supplier_id = p.supplier_id and r.plan_id = p.id) as runs
      from payment_plans p join accounts a on a.supplier_id = p.supplier_id and a.id = p.account_id
      where p.supplier_id = ${supplierId} and p.customer_ref = ${ref} order by p.created_at, p.id`),
    paymentCards: await list(sql`
      select method_id as "methodId", label, created_at as "createdAt", forgotten_at as "forgottenAt" from payment_cards
      where supplier_id = ${supplierId} and customer_ref = ${ref} order by created_at, id`),
    reminders:
      (
        await list(sql`
      select s.days_before as "daysBefore",
        (select json_agg(c.address order by c.address) from contacts c where c.supplier_id = s.supplier_id and c.id = any(s.contact_ids)) as "to"
      from reminder_settings s where s.supplier_id = ${supplierId} and s.customer_ref = ${ref}`)
      )[0] ?? null,
    remindersSent: await list(sql`
      select a.account_number as "accountNumber", r.bill_month as "billMonth", r.sent_at as "sentAt"
      from reminders_sent r join accounts a on a.supplier_id = r.supplier_id and a.id = r.account_id
      where r.supplier_id = ${supplierId} and r.customer_ref = ${ref} order by r.sent_at, a.account_number_key`),
    calendar:
      (
        await list(sql`
      select language, created_at as "createdAt" from calendar_feeds where supplier_id = ${supplierId} and customer_ref = ${ref}`)
      )[0] ?? null,
  };
}

/**
 * Ends what pays, reminds and tells in a customer's name: plans, cards, reminders, the calendar. Orders and receipts stay for the books, under a
 * reference that names nobody any more.
 */
export async function forgetPayments(
  tx: Tx,
  { supplierId, customerRef, now }: { supplierId: string; customerRef: string; now: Date },
): Promise<void> {
  const at = now.toISOString();
  await sql`
    update payment_plans set status = 'ended', card_id = null, changed_at = ${at}::timestamptz
    where supplier_id = ${supplierId} and customer_ref = ${customerRef} and status <> 'ended'`.execute(tx);
  await sql`
    update payment_cards set sealed_token = null, label = '', forgotten_at = coalesce(forgotten_at, ${at}::timestamptz)
    where supplier_id = ${supplierId} and customer_ref = ${customerRef}`.execute(tx);
  for (const table of ['reminder_settings', 'reminders_sent', 'calendar_feeds'] as const) {
    await tx.deleteFrom(table).where('supplier_id', '=', supplierId).where('customer_ref', '=', customerRef).execute();
  }
}
