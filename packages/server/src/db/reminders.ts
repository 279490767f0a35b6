import type { CalendarMonth } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';

/** When and where a customer is reminded of what is due. */
export interface ReminderRow {
  /** Before the day to pay by. */
  readonly daysBefore: number;
  /** Ids of contacts; some may not be the customer's any more. */
  readonly contactIds: readonly string[];
}

interface Whose {
  readonly supplierId: string;
  readonly customerRef: string;
}

/** Null for who never said. */
export async function findReminders(tx: Tx, { supplierId, customerRef }: Whose): Promise<ReminderRow | null> {
  const row = await tx
    .selectFrom('reminder_settings')
    .select(['days_before as daysBefore', 'contact_ids as contactIds'])
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '=', customerRef)
    .executeTakeFirst();
  return row ?? null;
}

export async function saveReminders(
  tx: Tx,
  { supplierId, customerRef, daysBefore, contactIds }: Whose & ReminderRow,
): Promise<void> {
  const settings = { days_before: daysBefore, contact_ids: [...contactIds] };
  await tx
    .insertInto('reminder_settings')
    .values({ supplier_id: supplierId, customer_ref: customerRef, ...settings })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'customer_ref']).doUpdateSet(settings))
    .execute();
}

/** Those who want to be reminded somewhere, after this one by reference: a job goes through them in batches. */
export async function customersToRemind(
  tx: Tx,
  { supplierId, after, limit }: { supplierId: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('reminder_settings')
    .select('customer_ref')
    .where('supplier_id', '=', supplierId)
    .where('customer_ref', '>', after)
    .where(sql<boolean>`cardinality(contact_ids) > 0`)
    .orderBy('customer_ref')
    .limit(limit)
    .execute();
  return rows.map((row) => row.customer_ref);
}

/** Notes that the customer is reminded of an account's bill; false when they were before, or are by another process. */
export async function noteReminder(
  tx: Tx,
  {
    supplierId,
    customerRef,
    accountId,
    billMonth,
    now,
  }: Whose & { accountId: string; billMonth: CalendarMonth; now: Date },
): Promise<boolean> {
  const row = await tx
    .insertInto('reminders_sent')
    .values({
      supplier_id: supplierId,
      customer_ref: customerRef,
      account_id: accountId,
      bill_month: `${billMonth}-01`,
      sent_at: now,
    })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'customer_ref', 'account_id', 'bill_month']).doNothing())
    .returning('bill_month')
    .executeTakeFirst();
  return row !== undefined;
}
