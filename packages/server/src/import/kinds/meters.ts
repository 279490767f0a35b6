import { type CalendarDate, dateInTimeZone, type Decimal } from '@kabinet/rules';
import { sql } from 'kysely';
import { USUAL_UNIT } from '../../domain/tariff-book.js';
import { type FileKind, writeResolved } from '../file-kind.js';
import type { Fault } from '../rejections.js';
import { type PlainRow, upsertRows } from '../upsert.js';
import { findAccounts, meterKey, meterKeyInSql, type MeterName } from './references.js';

interface MeterRow extends MeterName {
  readonly sealNumber: string | null;
  readonly place: string | null;
  readonly installedOn: CalendarDate | null;
  readonly removedOn: CalendarDate | null;
  readonly verificationDueOn: CalendarDate | null;
  readonly multiplier: Decimal;
  readonly unit: string;
}

export const meters: FileKind<MeterRow> = {
  name: 'meters',
  columns: [
    'account_number',
    'serial_number',
    'seal_number',
    'service_kind',
    'place',
    'installed_on',
    'removed_on',
    'verification_due_on',
    'multiplier',
    'unit',
  ],
  required: ['account_number', 'serial_number'],
  keyColumns: ['account_number', 'serial_number', 'service_kind'],

  read(cells) {
    const serviceKind = cells.serviceKind();
    return {
      accountKey: cells.accountNumber().key,
      serviceKind,
      serialNumber: cells.text('serial_number', 60),
      sealNumber: cells.optionalText('seal_number', 60),
      place: cells.optionalText('place'),
      installedOn: cells.optionalDate('installed_on'),
      removedOn: cells.optionalDate('removed_on'),
      verificationDueOn: cells.optionalDate('verification_due_on'),
      multiplier: cells.optionalFactor('multiplier') ?? '1',
      unit: cells.optionalWord('unit', 'unit') ?? (serviceKind === '' ? '' : USUAL_UNIT[serviceKind]),
    };
  },

  keysOf: (row) => [meterKey(row)],

  async write(rows, context) {
    const { tx, supplierId, has } = context;
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
          account_id: accountId,
          service_kind: row.serviceKind,
          serial_number: row.serialNumber,
          seal_number: row.sealNumber,
          place: row.place,
          installed_on: row.installedOn,
          removed_on: row.removedOn,
          verification_due_on: row.verificationDueOn,
          multiplier: row.multiplier,
          unit: row.unit,
        };
      },
      (resolved) =>
        upsertRows(
          tx,
          supplierId,
          {
            table: 'meters',
            columns: {
              account_id: 'uuid',
              service_kind: 'text',
              serial_number: 'text',
              seal_number: 'text',
              place: 'text',
              installed_on: 'date',
              removed_on: 'date',
              verification_due_on: 'date',
              multiplier: 'numeric',
              unit: 'text',
            },
            key: ['account_id', 'service_kind', 'serial_number'],
            update: (
              [
                'seal_number',
                'place',
                'installed_on',
                'removed_on',
                'verification_due_on',
                'multiplier',
                'unit',
              ] as const
            ).filter(has),
          },
          resolved,
        ),
    );
  },

  absent: {
    verb: 'marked as removed',
    async count({ tx, supplierId }) {
      const { rows } = await sql<{ absent: string; present: string }>`
        select count(*) filter (where import_keys.row_key is null) as absent, count(import_keys.row_key) as present
        from meters join accounts on accounts.supplier_id = meters.supplier_id and accounts.id = meters.account_id
        left join import_keys on import_keys.row_key = ${meterKeyInSql}
        where meters.supplier_id = ${supplierId} and removed_on is null`.execute(tx);
      return { absent: Number(rows[0]?.absent), present: Number(rows[0]?.present) };
    },
    async apply({ tx, supplierId, profile, asOf }) {
      await sql`
        update meters set removed_on = ${dateInTimeZone(asOf, profile.timeZone)}::date from accounts
        where accounts.supplier_id = meters.supplier_id and accounts.id = meters.account_id
          and meters.supplier_id = ${supplierId} and removed_on is null
          and not exists (select from import_keys where row_key = ${meterKeyInSql})`.execute(tx);
    },
  },
};
