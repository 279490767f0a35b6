import { type LocalityIndex, localityIndex, type NamedLocality } from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from '../../db/database.js';
import { isSuppliersId } from '../../domain/tariff-book.js';
import type { Cells } from '../cells.js';
import type { ColumnName } from '../columns.js';
import type { FileKind } from '../file-kind.js';
import { Refused } from '../refused.js';
import { rowsFrom, upsertRows } from '../upsert.js';

type Names = Readonly<Record<string, string>>;

interface LocalityRow extends NamedLocality {
  readonly id: string;
  readonly answers: Names;
}

/** The languages that the file has columns for. */
const LANGUAGES = ['uk', 'ru', 'en'] as const;

const NAMES = ['name_uk', 'name_ru', 'name_en'] as const satisfies readonly ColumnName[];
const FORMER = ['former_uk', 'former_ru', 'former_en'] as const satisfies readonly ColumnName[];
const DISTRICTS = ['district_uk', 'district_ru', 'district_en'] as const satisfies readonly ColumnName[];

export const localities: FileKind<LocalityRow> = {
  name: 'localities',
  columns: ['locality_id', ...NAMES, ...FORMER, ...DISTRICTS, 'answers'],
  required: ['locality_id'],
  keyColumns: ['locality_id'],

  read(cells) {
    const id = cells.text('locality_id', 64);
    if (id !== '' && !isSuppliersId(id)) cells.fault('locality_id', 'not_an_id');
    const name = textsOf(cells, NAMES);
    const district = textsOf(cells, DISTRICTS);
    if (Object.keys(name).length === 0 && !NAMES.some((column) => cells.isFaulty(column))) {
      cells.fault(NAMES[0], 'missing_value');
    }
    return {
      id,
      name,
      district: Object.keys(district).length === 0 ? null : district,
      formerNames: formerNamesOf(cells),
      answers: cells.answers('answers'),
    };
  },

  keysOf: (row) => [row.id],

  async write(rows, { tx, supplierId, has }) {
    const given = (columns: readonly ColumnName[]) => columns.some((column) => has(column));
    const outcomes = await upsertRows(
      tx,
      supplierId,
      {
        table: 'localities',
        columns: { id: 'text', name: 'jsonb', district: 'jsonb', former_names: 'jsonb', answers: 'jsonb' },
        key: ['id'],
        update: [
          ...(given(NAMES) ? ['name'] : []),
          ...(given(DISTRICTS) ? ['district'] : []),
          ...(given(FORMER) ? ['former_names'] : []),
          ...(has('answers') ? ['answers'] : []),
        ],
      },
      rows.map(({ id, name, district, formerNames, answers }) => ({
        id,
        name,
        district,
        former_names: formerNames,
        answers,
      })),
    );
    await indexLocalities(
      tx,
      supplierId,
      rows.filter((_, index) => outcomes[index] !== 'unchanged').map(({ id }) => id),
    );
    return outcomes;
  },

  absent: {
    verb: 'removed',
    async count({ tx, supplierId }) {
      const { rows } = await sql<{ absent: string; present: string }>`
        select count(*) filter (where import_keys.row_key is null) as absent, count(import_keys.row_key) as present
        from localities left join import_keys on import_keys.row_key = localities.id
        where supplier_id = ${supplierId}`.execute(tx);
      return { absent: Number(rows[0]?.absent), present: Number(rows[0]?.present) };
    },
    async apply({ tx, supplierId }) {
      const gone = sql`not exists (select from import_keys where row_key = locality_id)`;
      const { rows } = await sql<{ locality_id: string }>`
        select distinct locality_id from tariff_localities where supplier_id = ${supplierId} and ${gone}
        order by 1 limit 10`.execute(tx);
      if (rows.length > 0) {
        throw new Refused(
          `localities.csv lacks places that tariffs name: ${rows.map((row) => row.locality_id).join(', ')}. Nothing of it was ` +
            'taken in: keep them, or take them out of tariffs.yaml first.',
        );
      }
      await sql`
        delete from localities where supplier_id = ${supplierId}
          and not exists (select from import_keys where row_key = localities.id)`.execute(tx);
    },
  },
};

function textsOf(cells: Cells, columns: readonly ColumnName[]): Names {
  return Object.fromEntries(
    columns.flatMap((column, index) => {
      const text = cells.optionalText(column);
      return text === null ? [] : [[LANGUAGES[index] ?? '', text]];
    }),
  );
}

/** `Артемівськ|Бахмутськ` beside `Артёмовск|Бахмутск`: the first of each language are one name, and so on. */
function formerNamesOf(cells: Cells): Names[] {
  const names: Record<string, string>[] = [];
  for (const [column, language] of FORMER.map((each, index) => [each, LANGUAGES[index] ?? ''] as const)) {
    for (const [index, text] of (cells.optionalText(column, 500) ?? '').split('|').entries()) {
      if (text.trim() !== '') (names[index] ??= {})[language] = text.trim();
    }
  }
  return names.filter(Boolean);
}

/** Writes anew what the search looks up of these localities, from what is stored of them now. */
export async function indexLocalities(tx: Tx, supplierId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<NamedLocality & { id: string }>`
    select id, name, district, former_names as "formerNames" from localities
    where supplier_id = ${supplierId} and id = any(${ids}::text[])`.execute(tx);
  for (const table of ['locality_starts', 'locality_slips']) {
    await sql`delete from ${sql.table(table)} where supplier_id = ${supplierId} and locality_id = any(${ids}::text[])`.execute(
      tx,
    );
  }
  const indexed = rows.map((row) => ({ id: row.id, ...localityIndex(row) }));
  const each = <Part extends 'starts' | 'slips'>(part: Part) =>
    indexed.flatMap(({ id, [part]: entries }) =>
      (entries as LocalityIndex[Part]).map((entry) => ({ ...entry, locality_id: id })),
    );
  await sql`
    insert into locality_starts (supplier_id, key, locality_id, rank)
    select ${supplierId}, key, locality_id, rank
    from ${rowsFrom(each('starts'), { key: 'text', locality_id: 'text', rank: 'smallint' })}`.execute(tx);
  await sql`
    insert into locality_slips (supplier_id, key, letters, locality_id)
    select ${supplierId}, key, letters, locality_id
    from ${rowsFrom(each('slips'), { key: 'text', letters: 'smallint', locality_id: 'text' })}`.execute(tx);
}
