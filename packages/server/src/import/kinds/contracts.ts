import type { CalendarDate } from '@kabinet/rules';
import { sql } from 'kysely';
import type { SupplierProfile } from '../../domain/supplier-profile.js';
import type { ColumnName } from '../columns.js';
import { type FileKind, writeResolved } from '../file-kind.js';
import type { Fault } from '../rejections.js';
import { type PlainRow, upsertRows } from '../upsert.js';
import { findAccounts } from './references.js';

interface ContractRow {
  readonly ref: string;
  readonly accountKey: string;
  readonly number: string;
  readonly kind: string;
  readonly serviceKinds: readonly string[];
  readonly status: string;
  /** By their role; null for one that is not named. */
  readonly parties: Readonly<Record<'supplier' | 'network' | 'customer', string | null>>;
  readonly signedOn: CalendarDate | null;
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
  readonly note: Readonly<Record<string, string>>;
}

const LANGUAGES = ['uk', 'ru', 'en'] as const;

/** What was agreed on with whom, for which of an account's services. */
export const contracts: FileKind<ContractRow> = {
  name: 'contracts',
  columns: [
    'contract_ref',
    'account_number',
    'number',
    'kind',
    'service_kinds',
    'status',
    'supplier_party',
    'network_party',
    'customer_party',
    'signed_on',
    'valid_from',
    'valid_to',
    'note_uk',
    'note_ru',
    'note_en',
  ],
  required: ['contract_ref', 'account_number', 'number'],
  keyColumns: ['contract_ref'],

  read(cells) {
    const validFrom = cells.optionalDate('valid_from');
    const validTo = cells.optionalLastDay('valid_to');
    if (validFrom !== null && validTo !== null && validTo < validFrom) cells.fault('valid_to', 'ends_before_it_begins');
    const notes = LANGUAGES.map((language) => [language, cells.optionalText(`note_${language}`, 1000)] as const);
    return {
      ref: cells.text('contract_ref', 64),
      accountKey: cells.accountNumber().key,
      number: cells.text('number', 100),
      kind: cells.optionalWord('kind', 'contractKind') ?? 'supply',
      serviceKinds: cells.serviceKinds('service_kinds'),
      status: cells.optionalWord('status', 'contractStatus') ?? 'active',
      parties: {
        supplier: cells.optionalText('supplier_party'),
        network: cells.optionalText('network_party'),
        customer: cells.optionalText('customer_party'),
      },
      signedOn: cells.optionalDate('signed_on'),
      validFrom,
      validTo,
      note: Object.fromEntries(notes.filter((note): note is [(typeof LANGUAGES)[number], string] => note[1] !== null)),
    };
  },

  keysOf: (row) => [row.ref],

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
          contract_ref: row.ref,
          account_id: accountId,
          number: row.number,
          kind: row.kind,
          service_kinds: row.serviceKinds,
          status: row.status,
          parties: partiesOf(row, profile),
          signed_on: row.signedOn,
          valid_from: row.validFrom,
          valid_to: row.validTo,
          note: Object.keys(row.note).length === 0 ? null : row.note,
        };
      },
      (resolved) =>
        upsertRows(
          tx,
          supplierId,
          {
            table: 'contracts',
            columns: COLUMNS,
            key: ['contract_ref'],
            update: UPDATED.filter(([, from]) => from.some(has)).map(([column]) => column),
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
        from contracts left join import_keys on import_keys.row_key = contract_ref
        where supplier_id = ${supplierId}`.execute(tx);
      return { absent: Number(rows[0]?.absent), present: Number(rows[0]?.present) };
    },
    async apply({ tx, supplierId }) {
      const isAbsent = sql`not exists (select from import_keys where row_key = contracts.contract_ref)`;
      await sql`
        delete from contract_documents using contracts
        where contract_documents.supplier_id = ${supplierId} and contracts.supplier_id = ${supplierId}
          and contracts.id = contract_id and ${isAbsent}`.execute(tx);
      await sql`delete from contracts where supplier_id = ${supplierId} and ${isAbsent}`.execute(tx);
    },
  },
};

const COLUMNS = {
  contract_ref: 'text',
  account_id: 'uuid',
  number: 'text',
  kind: 'text',
  service_kinds: 'text[]',
  status: 'text',
  parties: 'jsonb',
  signed_on: 'date',
  valid_from: 'date',
  valid_to: 'date',
  note: 'jsonb',
};

/** What a later file changes, with the columns of the file that say it. */
const UPDATED: readonly (readonly [keyof typeof COLUMNS, readonly ColumnName[]])[] = [
  ['account_id', ['account_number']],
  ['number', ['number']],
  ['kind', ['kind']],
  ['service_kinds', ['service_kinds']],
  ['status', ['status']],
  ['parties', ['supplier_party', 'network_party', 'customer_party']],
  ['signed_on', ['signed_on']],
  ['valid_from', ['valid_from']],
  ['valid_to', ['valid_to']],
  ['note', ['note_uk', 'note_ru', 'note_en']],
];

/** The supplier first, by its own name where the file does not say it. */
function partiesOf({ parties }: ContractRow, { name, languages }: SupplierProfile): object {
  const ownName = name[languages[0] ?? ''] ?? Object.values(name)[0] ?? '';
  const named = { ...parties, supplier: parties.supplier ?? ownName };
  return Object.entries(named).flatMap(([role, party]) => (party === null ? [] : [{ role, name: party }]));
}
