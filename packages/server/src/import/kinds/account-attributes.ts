import type { TariffQuestion } from '@kabinet/api/contract';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.js';
import { KNOWN_ANSWERS, LOCALITY_QUESTION } from '../../domain/tariff-book.js';
import { type FileKind, type ImportContext, writeResolved } from '../file-kind.js';
import type { Fault } from '../rejections.js';
import { type PlainRow, upsertRows } from '../upsert.js';
import { findAccounts } from './references.js';

interface AttributesRow {
  readonly accountKey: string;
  readonly area: string | null;
  readonly residents: number | null;
  readonly capacity: string | null;
  readonly answers: Readonly<Record<string, string>>;
}

/** Whether an answer is one of those the supplier's book, its localities and the contract know. */
type AnswerCheck = (question: string, answer: string) => Fault | null;

export const accountAttributes: FileKind<AttributesRow> = {
  name: 'account_attributes',
  columns: ['account_number', 'area', 'residents', 'capacity', 'answers'],
  required: ['account_number'],
  keyColumns: ['account_number'],

  read: (cells) => ({
    accountKey: cells.accountNumber().key,
    area: cells.optionalAmount('area'),
    residents: cells.optionalWhole('residents', { from: 0, to: 10_000 }),
    capacity: cells.optionalAmount('capacity'),
    answers: cells.answers('answers'),
  }),

  keysOf: (row) => [row.accountKey],

  async write(rows, context) {
    const { tx, supplierId, has } = context;
    const accounts = await findAccounts(
      rows.map((row) => row.accountKey),
      context,
    );
    const check = await answerCheck(rows, context);
    return writeResolved(
      rows,
      ({ accountKey, ...row }): PlainRow | Fault => {
        const accountId = accounts.get(accountKey);
        if (accountId === undefined) return { reason: 'unknown_account', column: 'account_number' };
        const wrong = Object.entries(row.answers).flatMap(([question, answer]) => check(question, answer) ?? []);
        return wrong[0] ?? { account_id: accountId, ...row };
      },
      (resolved) =>
        upsertRows(
          tx,
          supplierId,
          {
            table: 'account_attributes',
            columns: {
              account_id: 'uuid',
              area: 'numeric',
              residents: 'integer',
              capacity: 'numeric',
              answers: 'jsonb',
            },
            key: ['account_id'],
            update: (['area', 'residents', 'capacity', 'answers'] as const).filter(has),
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
        from account_attributes
        join accounts on accounts.supplier_id = account_attributes.supplier_id and accounts.id = account_id
        left join import_keys on import_keys.row_key = account_number_key
        where account_attributes.supplier_id = ${supplierId}`.execute(tx);
      return { absent: Number(rows[0]?.absent), present: Number(rows[0]?.present) };
    },
    async apply({ tx, supplierId }) {
      await sql`
        delete from account_attributes using accounts
        where account_attributes.supplier_id = ${supplierId} and accounts.supplier_id = ${supplierId}
          and accounts.id = account_id
          and not exists (select from import_keys where row_key = account_number_key)`.execute(tx);
    },
  },
};

async function answerCheck(
  rows: readonly AttributesRow[],
  { tx, supplierId }: Pick<ImportContext, 'tx' | 'supplierId'>,
): Promise<AnswerCheck> {
  const words = await knownWords(tx, supplierId);
  const named = rows.flatMap(({ answers }) => answers[LOCALITY_QUESTION] ?? []);
  const places = named.length === 0 ? new Set<string>() : await knownLocalities(tx, supplierId, named);
  return (question, answer) => {
    if (question === LOCALITY_QUESTION) {
      return places.has(answer) ? null : { reason: 'unknown_locality', column: 'answers' };
    }
    return words.get(question)?.has(answer) ? null : { reason: 'unknown_question', column: 'answers' };
  };
}

async function knownWords(tx: Tx, supplierId: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ content: TariffQuestion }>`
    select content from tariff_questions where supplier_id = ${supplierId}`.execute(tx);
  return new Map([
    ...Object.entries(KNOWN_ANSWERS).map(([question, answers]) => [question, new Set<string>(answers)] as const),
    ...rows.map(({ content: { id, options } }) => [id, new Set(options.map((option) => option.id))] as const),
  ]);
}

async function knownLocalities(tx: Tx, supplierId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from localities where supplier_id = ${supplierId} and id = any(${[...new Set(ids)]}::text[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
