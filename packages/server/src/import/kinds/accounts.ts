import { type CalendarDate, dateInTimeZone } from '@kabinet/rules';
import { sql } from 'kysely';
import { type FileKind, type ImportContext, writeResolved } from '../file-kind.js';
import type { Fault } from '../rejections.js';
import { found, rowsFrom, upsertRows } from '../upsert.js';
import { endLinksOfFormerHolders } from './new-holders.js';

interface AccountRow {
  readonly printed: string;
  readonly key: string;
  readonly customerRef: string | null;
  readonly holderName: string;
  readonly customerKind: string;
  readonly premiseRef: string | null;
  readonly status: string;
  readonly openedOn: CalendarDate | null;
  readonly closedOn: CalendarDate | null;
  /** As printed on the bill: whoever has it links the account by it. */
  readonly linkPin: string | null;
}

export const accounts: FileKind<AccountRow> = {
  name: 'accounts',
  columns: [
    'account_number',
    'customer_ref',
    'holder_name',
    'customer_kind',
    'premise_ref',
    'status',
    'opened_on',
    'closed_on',
    'link_pin',
  ],
  required: ['account_number', 'holder_name'],
  keyColumns: ['account_number'],

  read(cells) {
    const { printed, key } = cells.accountNumber();
    const closedOn = cells.optionalDate('closed_on');
    return {
      printed,
      key,
      customerRef: cells.optionalText('customer_ref'),
      holderName: cells.text('holder_name', 500),
      customerKind: cells.optionalWord('customer_kind', 'customerKind') ?? 'household',
      premiseRef: cells.optionalText('premise_ref'),
      // A file without the column says it by the day of closing.
      status: cells.optionalWord('status', 'accountStatus') ?? (closedOn === null ? 'open' : 'closed'),
      openedOn: cells.optionalDate('opened_on'),
      closedOn,
      linkPin: cells.optionalText('link_pin', 40),
    };
  },

  keysOf: (row) => [row.key],

  async begin({ tx }) {
    await sql`create temporary table import_customers (customer_ref text primary key) on commit drop`.execute(tx);
  },

  async write(rows, context) {
    const { tx, supplierId, has } = context;
    const known = await knownPremises(rows, context);
    return writeResolved(
      rows,
      (row): AccountRow | Fault =>
        row.premiseRef === null || known.has(row.premiseRef)
          ? row
          : { reason: 'unknown_premise', column: 'premise_ref' },
      async (resolved) => {
        await endLinksOfFormerHolders(resolved, context);
        const changed = await writeCustomers(resolved, context);
        const outcomes = await upsertRows(
          tx,
          supplierId,
          {
            table: 'accounts',
            columns: {
              account_number: 'text',
              account_number_key: 'text',
              customer_ref: 'text',
              holder_name: 'text',
              premise_ref: 'text',
              status: 'text',
              opened_on: 'date',
              closed_on: 'date',
              link_pin: 'text',
            },
            key: ['account_number_key'],
            update: [
              'account_number',
              'holder_name',
              ...(has('customer_ref') ? ['customer_ref'] : []),
              ...(has('premise_ref') ? ['premise_ref'] : []),
              ...(has('status') || has('closed_on') ? ['status', 'closed_on'] : []),
              ...(has('opened_on') ? ['opened_on'] : []),
              ...(has('link_pin') ? ['link_pin'] : []),
            ],
          },
          resolved.map((row) => ({
            account_number: row.printed,
            account_number_key: row.key,
            customer_ref: row.customerRef,
            holder_name: row.holderName,
            premise_ref: row.premiseRef,
            status: row.status,
            opened_on: row.openedOn,
            closed_on: row.closedOn,
            link_pin: row.linkPin,
          })),
        );
        return outcomes.map((outcome, index) => {
          const ref = resolved[index]?.customerRef;
          return outcome === 'unchanged' && ref && changed.has(ref) ? 'updated' : outcome;
        });
      },
    );
  },

  absent: {
    verb: 'closed',
    async count({ tx, supplierId }) {
      const { rows } = await sql<{ absent: string; present: string }>`
        select count(*) filter (where import_keys.row_key is null) as absent, count(import_keys.row_key) as present
        from accounts left join import_keys on import_keys.row_key = accounts.account_number_key
        where supplier_id = ${supplierId} and status = 'open'`.execute(tx);
      return { absent: Number(rows[0]?.absent), present: Number(rows[0]?.present) };
    },
    async apply({ tx, supplierId, profile, asOf }) {
      await sql`
        update accounts set status = 'closed', closed_on = coalesce(closed_on, ${dateInTimeZone(asOf, profile.timeZone)}::date)
        where supplier_id = ${supplierId} and status = 'open'
          and not exists (select from import_keys where row_key = account_number_key)`.execute(tx);
    },
  },
};

async function knownPremises(
  rows: readonly AccountRow[],
  { tx, supplierId }: ImportContext,
): Promise<ReadonlySet<string>> {
  const refs = [...new Set(rows.map((row) => row.premiseRef).filter((ref) => ref !== null))];
  if (refs.length === 0) return new Set();
  const { rows: known } = await sql<{ premise_ref: string }>`
    select premise.premise_ref
    from ${rowsFrom(
      refs.map((ref) => ({ ref })),
      { ref: 'text' },
    )}
    cross join lateral ${found(
      sql`select premise_ref from premises where supplier_id = ${supplierId} and premise_ref = input.ref`,
      'premise',
    )}`.execute(tx);
  return new Set(known.map((row) => row.premise_ref));
}

/**
 * A customer is named on every one of their accounts. The first row of the file decides, so that two spellings of one name do
 * not take turns every night. Answers with the customers that are new or changed.
 */
async function writeCustomers(
  rows: readonly AccountRow[],
  { tx, supplierId, has }: ImportContext,
): Promise<ReadonlySet<string>> {
  const byRef = new Map<string, AccountRow>();
  for (const row of rows) if (row.customerRef !== null && !byRef.has(row.customerRef)) byRef.set(row.customerRef, row);
  if (byRef.size === 0) return new Set();
  const { rows: first } = await sql<{ customer_ref: string }>`
    insert into import_customers select ref from ${rowsFrom(
      [...byRef.keys()].map((ref) => ({ ref })),
      { ref: 'text' },
    )} on conflict do nothing returning customer_ref`.execute(tx);
  const customers = first.map(({ customer_ref }) => ({
    customer_ref,
    name: byRef.get(customer_ref)?.holderName ?? '',
    kind: byRef.get(customer_ref)?.customerKind ?? 'household',
  }));
  const outcomes = await upsertRows(
    tx,
    supplierId,
    {
      table: 'customers',
      columns: { customer_ref: 'text', name: 'text', kind: 'text' },
      key: ['customer_ref'],
      update: ['name', ...(has('customer_kind') ? ['kind'] : [])],
    },
    customers,
  );
  return new Set(
    customers.filter((_, index) => outcomes[index] !== 'unchanged').map(({ customer_ref }) => customer_ref),
  );
}
