import type { CalendarDate, Decimal } from '@kabinet/rules';
import { sql } from 'kysely';
import { USUAL_UNIT } from '../../domain/tariff-book.js';
import { type FileKind, writeResolved } from '../file-kind.js';
import { writeEntries } from '../ledger-entries.js';
import { type LedgerFileRow, recogniseOwnPayments } from '../own-payments.js';
import { PRICE_DIGITS, QUANTITY_DIGITS } from '../parse-cell.js';
import type { Fault } from '../rejections.js';
import { findAccounts } from './references.js';

interface LedgerRow {
  readonly entryRef: string;
  readonly accountKey: string;
  readonly serviceKind: string;
  readonly kind: string;
  readonly status: string;
  readonly basis: string | null;
  /** Minor units. */
  readonly amount: string;
  readonly bookedOn: CalendarDate;
  readonly periodMonth: CalendarDate | null;
  readonly dueOn: CalendarDate | null;
  readonly component: string | null;
  readonly quantity: Decimal | null;
  readonly unit: string | null;
  /** Major units of money. */
  readonly price: Decimal | null;
  /** Our number of a payment that was made here. */
  readonly paymentNumber: string | null;
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
    'component',
    'quantity',
    'unit',
    'price',
    'payment_number',
  ],
  required: ['entry_ref', 'account_number', 'kind', 'amount', 'booked_on'],
  keyColumns: ['entry_ref'],

  read(cells) {
    const serviceKind = cells.serviceKind();
    const quantity = cells.optionalAmount('quantity', QUANTITY_DIGITS);
    const unit = cells.optionalWord('unit', 'unit') ?? (serviceKind === '' ? null : USUAL_UNIT[serviceKind]);
    return {
      entryRef: cells.text('entry_ref'),
      accountKey: cells.accountNumber().key,
      serviceKind,
      kind: cells.word('kind', 'ledgerKind') ?? '',
      status: cells.optionalWord('status', 'ledgerStatus') ?? 'posted',
      basis: cells.optionalWord('basis', 'basis'),
      amount: cells.sum('amount'),
      bookedOn: cells.date('booked_on'),
      periodMonth: cells.optionalMonthStart('period_month'),
      dueOn: cells.optionalDate('due_on'),
      component: cells.optionalWord('component', 'component'),
      quantity,
      unit: quantity === null ? null : unit,
      price: cells.optionalAmount('price', PRICE_DIGITS),
      paymentNumber: cells.optionalOwnNumber('payment_number'),
    };
  },

  keysOf: (row) => [row.entryRef],

  async write(rows, context) {
    const { profile } = context;
    const accounts = await findAccounts(
      rows.map((row) => row.accountKey),
      context,
    );
    return writeResolved(
      rows,
      (row): LedgerFileRow | Fault => {
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
          component: row.component,
          quantity: row.quantity,
          unit: row.unit,
          price: row.price,
          payment_number: row.paymentNumber,
        };
      },
      async (resolved) => {
        const own = await recogniseOwnPayments(resolved, context);
        const others = await writeEntries(
          resolved.filter((_, index) => own[index] === null),
          context,
        );
        const nextOther = others.values();
        return own.map((outcome) => outcome ?? nextOther.next().value ?? 'unchanged');
      },
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
