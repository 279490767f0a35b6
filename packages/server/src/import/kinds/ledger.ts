import type { CalendarDate } from '@kabinet/rules';
import { sql } from 'kysely';
import { type FileKind, writeResolved } from '../file-kind.js';
import type { Fault } from '../rejections.js';
import { type PlainRow, upsertRows } from '../upsert.js';
import { findAccounts } from './references.js';

interface LedgerRow {
  readonly entryRef: string;
  readonly accountKey: string;
  readonly serviceKind: string;
  readonly kind: string | null;
  readonly status: string;
  readonly basis: string | null;
  /** Minor units. */
  readonly amount: string;
  readonly bookedOn: CalendarDate;
  readonly periodMonth: CalendarDate | null;
  readonly dueOn: CalendarDate | null;
}

export const ledger: FileKind<LedgerRow> = {
  name: 'ledger',
  columns: [
    'entry_ref',
    'account_number',
    'service_kind',
    'kind',
    'status',
    'basis',
    'amount',
    'booked_on',
    'period_month',
    'due_on',
  ],
  required: ['entry_ref', 'account_number', 'kind', 'amount', 'booked_on'],
  keyColumns: ['entry_ref'],

  read: (cells) => ({
    entryRef: cells.text('entry_ref'),
    accountKey: cells.accountNumber().key,
    serviceKind: cells.serviceKind(),
    kind: cells.word('kind', 'ledgerKind'),
    status: cells.optionalWord('status', 'ledgerStatus') ?? 'posted',
    basis: cells.optionalWord('basis', 'basis'),
    amount: cells.sum('amount'),
    bookedOn: cells.date('booked_on'),
    periodMonth: cells.optionalMonthStart('period_month'),
    dueOn: cells.optionalDate('due_on'),
  }),

  keysOf: (row) => [row.entryRef],

  async write(rows, context) {
    const { tx, supplierId, profile, has } = context;
    const accounts = await findAccounts(
      rows.map((row) => row.accountKey),
      context,
    );
    return writeResolved(
      rows,
      (row): PlainRow | Fault => {
        const accountId = accounts.get(row.accountKey);
        if (accountId === undefined) return { reason: 'unknown_account', column: 'account_number' };
        return {
          external_ref: row.entryRef,
          account_id: accountId,
          service_kind: row.serviceKind,
          kind: row.kind,
          status: row.status,
          basis: row.basis,
          amount: row.amount,
          currency: profile.currency,
          booked_on: row.bookedOn,
          period_month: row.periodMonth,
          due_on: row.dueOn,
        };
      },
      (resolved) =>
        upsertRows(
          tx,
          supplierId,
          {
            table: 'ledger_entries',
            columns: {
              external_ref: 'text',
              account_id: 'uuid',
              service_kind: 'text',
              kind: 'text',
              status: 'text',
              basis: 'text',
              amount: 'bigint',
              currency: 'text',
              booked_on: 'date',
              period_month: 'date',
              due_on: 'date',
            },
            key: ['external_ref'],
            update: [
              'account_id',
              'service_kind',
              'kind',
              'amount',
              'currency',
              'booked_on',
              // Without the column a row is posted: so it always was, or so it has become.
              'status',
              ...(['basis', 'period_month', 'due_on'] as const).filter(has),
            ],
          },
          resolved,
        ),
    );
  },

  absent: {
    verb: 'cancelled',
    async count({ tx, supplierId }) {
      const { rows } = await sql<{ absent: string; present: string }>`
        select count(*) filter (where import_keys.row_key is null) as absent, count(import_keys.row_key) as present
        from ledger_entries left join import_keys on import_keys.row_key = external_ref
        where supplier_id = ${supplierId} and status <> 'cancelled' and external_ref is not null`.execute(tx);
      return { absent: Number(rows[0]?.absent), present: Number(rows[0]?.present) };
    },
    async apply({ tx, supplierId }) {
      await sql`
        update ledger_entries set status = 'cancelled'
        where supplier_id = ${supplierId} and status <> 'cancelled' and external_ref is not null
          and not exists (select from import_keys where row_key = external_ref)`.execute(tx);
    },
  },
};
