import { sql } from 'kysely';
import type { ImportContext } from './file-kind.js';
import { rowsFrom } from './upsert.js';

/** What billing calls a payment of ours, or a part of it. */
export interface BillingRef {
  readonly ref: string;
  readonly order_id: string;
  /** The payment's number. */
  readonly number: string;
  readonly account_id: string;
  readonly kind: string;
  /** Minor units. */
  readonly amount: string;
  /** Whether it is what the payment moved; then the name is the payment's for good. */
  readonly agrees: boolean;
}

const COLUMNS = {
  ref: 'text',
  order_id: 'uuid',
  account_id: 'uuid',
  kind: 'text',
  amount: 'bigint',
  agrees: 'boolean',
};

/** Which of the rows' names are known as names of our payments. */
export async function findBillingRefs(
  rows: readonly { readonly external_ref: string }[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<ReadonlyMap<string, BillingRef>> {
  const refs = rows.map(({ external_ref }) => external_ref);
  const { rows: known } = await sql<BillingRef>`
    select r.ref, r.order_id, o.number, r.account_id, r.kind, r.amount::text as amount, r.agrees
    from payment_billing_refs r join payment_orders o on o.supplier_id = r.supplier_id and o.id = r.order_id
    where r.supplier_id = ${supplierId} and r.ref = any(${refs}::text[])`.execute(tx);
  return new Map(known.map((each) => [each.ref, each]));
}

/** Remembers names, or what is now known of them. */
export async function rememberBillingRefs(
  refs: readonly BillingRef[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<void> {
  if (refs.length === 0) return;
  const names = sql.raw(Object.keys(COLUMNS).join(', '));
  const rows = refs.map(({ ref, order_id, account_id, kind, amount, agrees }) => ({
    ref,
    order_id,
    account_id,
    kind,
    amount,
    agrees,
  }));
  await sql`
    insert into payment_billing_refs (supplier_id, ${names})
    select ${supplierId}, ${names} from ${rowsFrom(rows, COLUMNS)}
    on conflict (supplier_id, ref) do update set order_id = excluded.order_id, account_id = excluded.account_id, kind = excluded.kind,
      amount = excluded.amount, agrees = excluded.agrees`.execute(tx);
}
