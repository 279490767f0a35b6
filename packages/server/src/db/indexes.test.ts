import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DatabaseUnderTest, openTestPGlite } from '../testing/databases.js';

/** What the app may delete and never does: accounts and people are ended, and stay. */
const NEVER_DELETED = ['accounts', 'customers', 'meters', 'people', 'premises', 'registers'];

let under: DatabaseUnderTest;
beforeAll(async () => {
  under = await openTestPGlite();
});
afterAll(() => under.close());

it('finds what refers to a row that is deleted by an index: without one it reads the whole table for each row that goes', async () => {
  const { rows } = await under.database.transaction('none', (tx) =>
    sql<{ name: string }>`
      select c.conrelid::regclass || '.' || c.conname as name
      from pg_constraint c
      where c.contype = 'f' and has_table_privilege('kabinet_app', c.confrelid, 'delete')
        and c.confrelid::regclass::text <> all(${sql.val(NEVER_DELETED)}::text[])
        and not exists (
          select from pg_index i, lateral (select (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1] as begins) b
          where i.indrelid = c.conrelid and b.begins @> c.conkey and b.begins <@ c.conkey
        )
      order by 1`.execute(tx),
  );
  expect(rows.map(({ name }) => name)).toEqual([]);
});
