import { createDatabase } from '../../../../test/support/postgres.js';
import { type Database, openPGlite, openPostgres } from '../db/database.js';
import { migrate } from '../db/migrate.js';

export interface DatabaseUnderTest {
  readonly database: Database;
  close(): Promise<void>;
}

/** Both databases the server runs on: suites that touch the database run on each. */
export const databasesUnderTest: readonly (readonly [name: string, open: () => Promise<DatabaseUnderTest>])[] = [
  ['PGlite', openTestPGlite],
  ['PostgreSQL', openTestPostgres],
];

/** PGlite in memory, migrated. */
export async function openTestPGlite(): Promise<DatabaseUnderTest> {
  const database = await openPGlite();
  await migrate(database);
  return { database, close: () => database.close() };
}

/** A database of its own on the test run's PostgreSQL, migrated. */
export async function openTestPostgres(): Promise<DatabaseUnderTest> {
  const created = await createDatabase();
  const database = openPostgres({ url: created.url, poolSize: 10 });
  await migrate(database);
  return {
    database,
    close: async () => {
      await database.close();
      await created.drop();
    },
  };
}
