import { type FileKind, writeResolved } from '../file-kind.js';
import type { Fault } from '../rejections.js';
import { type PlainRow, upsertRows } from '../upsert.js';
import { findMeters, meterKey, type MeterName } from './references.js';

interface RegisterRow extends MeterName {
  readonly zone: string;
  readonly integerDigits: number;
  readonly decimalDigits: number;
}

export const registers: FileKind<RegisterRow> = {
  name: 'registers',
  columns: ['account_number', 'serial_number', 'service_kind', 'zone', 'integer_digits', 'decimal_digits'],
  required: ['account_number', 'serial_number', 'integer_digits'],
  keyColumns: ['account_number', 'serial_number', 'service_kind', 'zone'],

  read: (cells) => ({
    accountKey: cells.accountNumber().key,
    serviceKind: cells.serviceKind(),
    serialNumber: cells.text('serial_number', 60),
    zone: cells.optionalWord('zone', 'zone') ?? 'total',
    integerDigits: cells.whole('integer_digits', { from: 1, to: 12 }),
    decimalDigits: cells.optionalWhole('decimal_digits', { from: 0, to: 6 }) ?? 0,
  }),

  keysOf: (row) => [`${meterKey(row)}|${row.zone}`],

  async write(rows, context) {
    const { tx, supplierId, has } = context;
    const meters = await findMeters(rows, context);
    return writeResolved(
      rows,
      (row): PlainRow | Fault => {
        const meter = meters.get(meterKey(row));
        if (!meter) return { reason: 'unknown_meter', column: 'serial_number' };
        return {
          meter_id: meter.id,
          zone: row.zone,
          integer_digits: row.integerDigits,
          decimal_digits: row.decimalDigits,
        };
      },
      (resolved) =>
        upsertRows(
          tx,
          supplierId,
          {
            table: 'registers',
            columns: { meter_id: 'uuid', zone: 'text', integer_digits: 'smallint', decimal_digits: 'smallint' },
            key: ['meter_id', 'zone'],
            update: (['integer_digits', 'decimal_digits'] as const).filter(has),
          },
          resolved,
        ),
    );
  },
};
