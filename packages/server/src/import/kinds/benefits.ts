import { compareDecimals, type CalendarDate, type Decimal } from '@kabinet/rules';
import { sql } from 'kysely';
import type { BenefitKind } from '../../domain/tariff-book.js';
import { type FileKind, type ImportContext, writeResolved } from '../file-kind.js';
import { QUANTITY_DIGITS } from '../parse-cell.js';
import type { Fault } from '../rejections.js';
import { type PlainRow, upsertRows } from '../upsert.js';
import { findAccounts } from './references.js';

interface BenefitRow {
  readonly accountKey: string;
  readonly benefit: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly value: Decimal | null;
  readonly upTo: Decimal | null;
}

/** Which accounts have which of the book's benefits, from when to when, and how much where that is their own. */
export const benefits: FileKind<BenefitRow> = {
  name: 'benefits',
  columns: ['account_number', 'benefit', 'valid_from', 'valid_to', 'value', 'up_to'],
  required: ['account_number', 'benefit', 'valid_from'],
  keyColumns: ['account_number', 'benefit', 'valid_from'],

  read(cells) {
    const validFrom = cells.firstDay('valid_from');
    const validTo = cells.optionalLastDay('valid_to');
    if (validTo !== null && validTo < validFrom) cells.fault('valid_to', 'ends_before_it_begins');
    return {
      accountKey: cells.accountNumber().key,
      benefit: cells.text('benefit', 64),
      validFrom,
      validTo,
      value: cells.optionalAmount('value', QUANTITY_DIGITS),
      upTo: cells.optionalAmount('up_to', QUANTITY_DIGITS),
    };
  },

  keysOf: (row) => [`${row.accountKey}|${row.benefit}|${row.validFrom}`],

  async write(rows, context) {
    const { tx, supplierId, has } = context;
    const accounts = await findAccounts(
      rows.map((row) => row.accountKey),
      context,
    );
    const kinds = await benefitKinds(context);
    return writeResolved(
      rows,
      (row): PlainRow | Fault => {
        const accountId = accounts.get(row.accountKey);
        if (accountId === undefined) return { reason: 'unknown_account', column: 'account_number' };
        const kind = kinds.get(row.benefit);
        return kind === undefined
          ? { reason: 'unknown_benefit', column: 'benefit' }
          : (faultOf(row, kind) ?? {
              account_id: accountId,
              benefit_id: row.benefit,
              valid_from: row.validFrom,
              valid_to: row.validTo,
              value: row.value,
              up_to: row.upTo,
            });
      },
      (resolved) =>
        upsertRows(
          tx,
          supplierId,
          {
            table: 'account_benefits',
            columns: {
              account_id: 'uuid',
              benefit_id: 'text',
              valid_from: 'date',
              valid_to: 'date',
              value: 'numeric',
              up_to: 'numeric',
            },
            key: ['account_id', 'benefit_id', 'valid_from'],
            update: (['valid_to', 'value', 'up_to'] as const).filter(has),
          },
          resolved,
        ),
    );
  },

  absent: {
    verb: 'removed',
    async count({ tx, supplierId }) {
      const { rows } = await sql<{ absent: string; present: string }>`
        select count(*) filter (where import_keys.row_key is null) as absent, count(import_keys.row_key) as present
        from account_benefits
        join accounts on accounts.supplier_id = account_benefits.supplier_id and accounts.id = account_id
        left join import_keys on import_keys.row_key = ${benefitKeyInSql}
        where account_benefits.supplier_id = ${supplierId}`.execute(tx);
      return { absent: Number(rows[0]?.absent), present: Number(rows[0]?.present) };
    },
    async apply({ tx, supplierId }) {
      await sql`
        delete from account_benefits using accounts
        where account_benefits.supplier_id = ${supplierId} and accounts.supplier_id = ${supplierId}
          and accounts.id = account_id
          and not exists (select from import_keys where row_key = ${benefitKeyInSql})`.execute(tx);
    },
  },
};

/** The same as `keysOf`, over `accounts` and `account_benefits`. */
const benefitKeyInSql = sql`accounts.account_number_key || '|' || benefit_id || '|' || account_benefits.valid_from`;

async function benefitKinds({ tx, supplierId }: ImportContext): Promise<ReadonlyMap<string, BenefitKind>> {
  const { rows } = await sql<{ content: BenefitKind }>`
    select content from benefit_kinds where supplier_id = ${supplierId}`.execute(tx);
  return new Map(rows.map(({ content }) => [content.id, content]));
}

/** What only the book shows to be wrong. */
function faultOf({ value, upTo }: BenefitRow, kind: BenefitKind): Fault | null {
  if (value === null && kind.value === null) return { reason: 'no_benefit_value', column: 'value' };
  if (value !== null && kind.kind === 'percent' && compareDecimals(value, '100') > 0) {
    return { reason: 'out_of_range', column: 'value' };
  }
  if (upTo !== null && kind.kind !== 'percent') return { reason: 'out_of_range', column: 'up_to' };
  return null;
}
