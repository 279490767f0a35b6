import type { Locality } from '@kabinet/api/contract';
import {
  type LocalityMatch,
  localitiesNamed,
  localityLookup,
  type LocalityLookup,
  searchLocalities,
} from '@kabinet/rules';
import { sql } from 'kysely';
import type { Tx } from './database.js';

/** Names beginning with what was typed that are read at most: enough that the best 20 are among them. */
const MAX_BEGINNINGS = 200;
const MAX_SLIPS = 2000;

/** Above every letter, so that `key >= 'чер' and key < 'чер￿'` are the keys that begin so. */
const LAST = '\uffff';

interface Search {
  readonly supplierId: string;
  readonly query: string;
  readonly limit: number;
}

/**
 * The localities that a person may mean. The database finds the few whose names come near, the rule that the page uses too ranks them.
 * Slips are looked up only where names that are typed right do not fill the answer: they would stand behind them.
 */
export async function findLocalities(tx: Tx, { supplierId, query, limit }: Search): Promise<LocalityMatch<Locality>[]> {
  const lookup = localityLookup(query);
  const beginning = await localitiesBeginning(tx, supplierId, lookup);
  const matches = searchLocalities(query, beginning, limit);
  if (matches.length >= limit || lookup.slips === null) return matches;
  const known = new Set(beginning.map(({ id }) => id));
  const slipped = (await localitiesWithSlips(tx, supplierId, lookup.slips)).filter(({ id }) => !known.has(id));
  return searchLocalities(query, [...beginning, ...slipped], limit);
}

/** The localities of that name, as a billing base writes it: with several it cannot be told which is meant. */
export async function findLocalitiesNamed(tx: Tx, supplierId: string, name: string): Promise<Locality[]> {
  const { typed } = localityLookup(name);
  const rows = await readLocalities(
    tx,
    supplierId,
    sql`select locality_id from locality_starts where supplier_id = ${supplierId} and key = ${typed} limit ${MAX_SLIPS}`,
  );
  return localitiesNamed(name, rows);
}

export async function findLocality(tx: Tx, supplierId: string, id: string): Promise<Locality | null> {
  const [row] = await readLocalities(tx, supplierId, sql`select ${id}::text as locality_id`);
  return row ?? null;
}

function localitiesBeginning(tx: Tx, supplierId: string, { typed, starts }: LocalityLookup): Promise<Locality[]> {
  if (typed === '') {
    // Nothing typed: the first ones of the alphabet.
    return readLocalities(
      tx,
      supplierId,
      sql`select locality_id from locality_starts where supplier_id = ${supplierId} and rank = 0
        order by supplier_id, key limit ${MAX_BEGINNINGS}`,
    );
  }
  const begins = sql.join(
    starts.map((start) => sql`key >= ${start} and key < ${start + LAST}`),
    sql` or `,
  );
  return readLocalities(
    tx,
    supplierId,
    sql`select locality_id from locality_starts where supplier_id = ${supplierId} and (${begins})
      order by key = ${typed} desc, rank, length(key), key limit ${MAX_BEGINNINGS}`,
  );
}

function localitiesWithSlips(
  tx: Tx,
  supplierId: string,
  { keys, fewest, most }: NonNullable<LocalityLookup['slips']>,
): Promise<Locality[]> {
  return readLocalities(
    tx,
    supplierId,
    sql`select locality_id from locality_slips
      where supplier_id = ${supplierId} and key = any(${keys}::text[]) and letters between ${fewest} and ${most}
      limit ${MAX_SLIPS}`,
  );
}

/** The localities whose ids a query gives. The fence (`offset 0`) keeps the planner from reading all of them to compare. */
async function readLocalities(tx: Tx, supplierId: string, ids: ReturnType<typeof sql>): Promise<Locality[]> {
  const { rows } = await sql<Locality>`
    select found.*
    from (select distinct locality_id from (${ids}) as narrowed) as wanted
    cross join lateral (
      select id, name, district, former_names as "formerNames", answers
      from localities where supplier_id = ${supplierId} and id = wanted.locality_id offset 0
    ) as found`.execute(tx);
  return rows;
}
