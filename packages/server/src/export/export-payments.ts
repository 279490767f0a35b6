import { sql } from 'kysely';
import { minorDigits } from '@kabinet/rules';
import type { Database } from '../db/database.js';
import type { SupplierProfile } from '../domain/supplier-profile.js';
import type { Since } from './export-readings.js';

/**
 * What of a payment went to one service of one account for one month, as billing gets it. A payment of which money was given back comes again,
 * with what was given back so far. Empty cells are null.
 */
export interface ExportedPayment {
  readonly payment_number: string;
  readonly account_number: string;
  readonly service_kind: string;
  /** The month whose debt it paid; null where it is not known, and for what was paid ahead. */
  readonly period_month: string | null;
  /** In the currency's major units, with a point. */
  readonly amount: string;
  readonly refunded: string;
  readonly currency: string;
  readonly status: string;
  readonly paid_at: string;
  readonly booked_on: string;
  readonly method: string;
  /** The provider's name of the payment. */
  readonly reference: string | null;
}

/** The names in the order of the file. */
export const paymentColumns = [
  'payment_number',
  'account_number',
  'service_kind',
  'period_month',
  'amount',
  'refunded',
  'currency',
  'status',
  'paid_at',
  'booked_on',
  'method',
  'reference',
] as const satisfies readonly (keyof ExportedPayment)[];

const PAGE_ROWS = 1000;

/**
 * Gives every payment that was credited, or of which money was given back, since the last export the number of this one, and answers with
 * the newest number. Numbers are shared with the readings' exports, and given in the same way: docs/decisions/0020.
 */
export async function numberFreshPayments(database: Database, supplierId: string): Promise<number> {
  return database.transaction(
    supplierId,
    async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`kabinet export ${supplierId}`}, 0))`.execute(tx);
      const { rows } = await sql<{ newest: string }>`
        select coalesce(max(number), 0) as newest from exports where supplier_id = ${supplierId}`.execute(tx);
      const newest = Number(rows[0]?.newest ?? 0);
      const { numAffectedRows: fresh } = await sql`
        update payment_orders set export_number = ${newest + 1}
        where supplier_id = ${supplierId} and export_number is null and id in (
          select id from payment_orders
          where supplier_id = ${supplierId} and status in ('paid', 'refunded') and export_number is null
          for no key update skip locked)`.execute(tx);
      if (!fresh) return newest;
      await sql`insert into exports (supplier_id, number) values (${supplierId}, ${newest + 1})`.execute(tx);
      return newest + 1;
    },
    { patient: true },
  );
}

/** The payments after `since` up to an export's number, by pages. */
export async function* exportedPayments(
  database: Database,
  { profile, since, upTo }: { profile: SupplierProfile; since: Since; upTo: number },
): AsyncGenerator<readonly ExportedPayment[]> {
  let after = { number: since?.kind === 'export' ? since.number : 0, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  for (;;) {
    const page = await readPage(database, { profile, since, upTo, after });
    const last = page.at(-1);
    if (!last) return;
    yield page.flatMap(({ payments }) => payments);
    after = { number: Number(last.export_number), id: last.id };
  }
}

interface PageRow {
  readonly id: string;
  readonly export_number: string;
  readonly payments: readonly ExportedPayment[];
}

/** A page in a transaction of its own: a slow reader of the file holds nothing up. */
async function readPage(
  database: Database,
  {
    profile,
    since,
    upTo,
    after,
  }: { profile: SupplierProfile; since: Since; upTo: number; after: { number: number; id: string } },
): Promise<readonly PageRow[]> {
  const { id: supplierId, timeZone } = profile;
  const digits = minorDigits(profile.currency);
  const money = (sum: string) =>
    sql`round(coalesce(${sql.raw(sum)}, 0) / power(10::numeric, ${digits}::int), ${digits}::int)::text`;
  const onlySince =
    since?.kind === 'moment'
      ? sql`and exists (select from payment_events e where e.supplier_id = o.supplier_id and e.order_id = o.id
          and e.outcome = 'applied' and e.received_at >= ${since.at.toISOString()}::timestamptz)`
      : sql``;
  return database.transaction(
    supplierId,
    async (tx) => {
      await sql`select set_config('timezone', ${timeZone}, true)`.execute(tx);
      const { rows } = await sql<PageRow>`
        select o.id, o.export_number, (
          select json_agg(json_build_object(
            'payment_number', o.number, 'account_number', moved.account_number, 'service_kind', moved.service_kind,
            'period_month', to_char(moved.period_month, 'YYYY-MM'), 'amount', ${money('-moved.paid')}, 'refunded', ${money('moved.refunded')},
            'currency', o.currency, 'status', o.status, 'paid_at', to_char(o.settled_at, 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM'),
            'booked_on', to_char(moved.booked_on, 'YYYY-MM-DD'), 'method', o.method_id, 'reference', o.reference
          ) order by moved.account_number, moved.service_kind, moved.period_month)
          from (
            select a.account_number, l.service_kind, l.period_month, min(l.booked_on) as booked_on,
              sum(l.amount) filter (where l.kind = 'payment') as paid, sum(l.amount) filter (where l.kind = 'refund') as refunded
            from ledger_entries l join accounts a on a.supplier_id = l.supplier_id and a.id = l.account_id
            where l.supplier_id = o.supplier_id and l.order_id = o.id
            group by a.account_number, l.service_kind, l.period_month
          ) as moved
        ) as payments
        from payment_orders o
        where o.supplier_id = ${supplierId} and o.export_number <= ${upTo}
          and (o.export_number, o.id) > (${after.number}::bigint, ${after.id}::uuid) ${onlySince}
        order by o.export_number, o.id limit ${PAGE_ROWS}`.execute(tx);
      return rows.map((row) => ({ ...row, payments: row.payments ?? [] }));
    },
    { patient: true },
  );
}
