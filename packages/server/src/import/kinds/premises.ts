import type { FileKind } from '../file-kind.js';
import { upsertRows } from '../upsert.js';

interface PremiseRow {
  readonly premiseRef: string;
  readonly address: string;
  readonly locality: string;
  readonly settlement: string;
}

export const premises: FileKind<PremiseRow> = {
  name: 'premises',
  columns: ['premise_ref', 'address', 'locality', 'settlement'],
  required: ['premise_ref', 'address', 'locality'],
  keyColumns: ['premise_ref'],

  read: (cells) => ({
    premiseRef: cells.text('premise_ref'),
    address: cells.text('address', 500),
    locality: cells.text('locality'),
    settlement: cells.optionalWord('settlement', 'settlement') ?? 'town',
  }),

  keysOf: (row) => [row.premiseRef],

  write: (rows, { tx, supplierId, has }) =>
    upsertRows(
      tx,
      supplierId,
      {
        table: 'premises',
        columns: { premise_ref: 'text', address: 'text', locality: 'text', settlement: 'text' },
        key: ['premise_ref'],
        update: ['address', 'locality', ...(has('settlement') ? ['settlement'] : [])],
      },
      rows.map((row) => ({
        premise_ref: row.premiseRef,
        address: row.address,
        locality: row.locality,
        settlement: row.settlement,
      })),
    ),
};
