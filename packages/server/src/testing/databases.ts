import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { createDatabase } from '../../../../test/support/postgres.js';
import { columnParsers } from '../db/column-types.js';
import { type Database, databaseOn, openPGlite, openPostgres } from '../db/database.js';
import { migrate, readMigrations } from '../db/migrate.js';

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
  const database = await openPGlite({ copyOf: await migratedPGlite() });
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

const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/kabinet/', import.meta.url));

/**
 * A dump of a migrated, empty PGlite: making one takes seconds, beginning with a copy a tenth of that. Kept between test runs until
 * a migration changes.
 */
export async function migratedPGlite(): Promise<Blob> {
  const checksums = (await readMigrations()).map(({ checksum }) => checksum).join();
  const file = join(CACHE, `pglite-${createHash('sha256').update(checksums).digest('hex').slice(0, 16)}.tar`);
  try {
    return new Blob([await readFile(file)]);
  } catch {
    const dump = await dumpMigratedPGlite();
    await mkdir(CACHE, { recursive: true });
    // Under another name first: test files that run beside this one must never read half of it.
    const half = `${file}.${process.pid}`;
    await writeFile(half, Buffer.from(await dump.arrayBuffer()));
    await rename(half, file);
    return dump;
  }
}

async function dumpMigratedPGlite(): Promise<Blob> {
  const pglite = await PGlite.create({ parsers: columnParsers });
  const database = databaseOn(pglite);
  await migrate(database);
  const dump = await pglite.dumpDataDir('none');
  await database.close();
  return dump;
}

/** A data directory with a migrated, empty database, as a server would have made it. */
export async function makeDataDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'kabinet-data-'));
  const database = await openPGlite({ directory, copyOf: await migratedPGlite() });
  await database.close();
  return directory;
}
