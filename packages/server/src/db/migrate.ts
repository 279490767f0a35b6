import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database, Tx } from './database.js';

const MIGRATIONS = new URL('../../migrations/', import.meta.url);

/** Any number, as long as nobody else uses it: the advisory lock of migrations. */
const MIGRATION_LOCK = 5_270_011;

/** One file of migrations/. */
export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/**
 * Brings the database to the newest form; does nothing when it is. All or nothing, in one transaction, one process at a time.
 * Answers with the names of the migrations it ran.
 */
export async function migrate(database: Database): Promise<readonly string[]> {
  const migrations = await readMigrations();
  await ensureAppRole(database);
  return database.asOwner(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(tx);
    await sql`create table if not exists kabinet_migrations (
      name text primary key, checksum text not null, run_at timestamptz not null default now()
    )`.execute(tx);
    const { rows } = await sql<{
      name: string;
      checksum: string;
    }>`select name, checksum from kabinet_migrations`.execute(tx);
    const done = new Map(rows.map((row) => [row.name, row.checksum]));
    refuseUnknown(migrations, done);
    const missing = migrations.filter(({ name }) => !done.has(name));
    for (const { name, text, checksum } of missing) {
      await sql.raw(text).execute(tx);
      await sql`insert into kabinet_migrations (name, checksum) values (${name}, ${checksum})`.execute(tx);
    }
    return missing.map(({ name }) => name);
  });
}

/** All migrations that this version knows, in order. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      // A checkout on Windows may have changed the line ends; that is not another migration.
      const text = (await readFile(new URL(name, MIGRATIONS), 'utf8')).replaceAll('\r\n', '\n');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

function refuseUnknown(migrations: readonly Migration[], done: ReadonlyMap<string, string>): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of done) {
    if (!known.has(name)) {
      throw new Error(
        `The database has the migration ${name}, which this version does not know: it was made by a newer version.`,
      );
    }
    if (known.get(name) !== checksum) {
      throw new Error(
        `The migration ${name} was changed after it had run here. Migrations are never edited: add a new one.`,
      );
    }
  }
}

/** Roles belong to the whole PostgreSQL cluster, so another database of it, or another process, may be making the same one now. */
async function ensureAppRole(database: Database): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.asOwner(makeAppRole);
      return;
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (code === '42501') {
        throw new Error(
          'The database user may not create the role kabinet_app. Ask the administrator to run, as a superuser: ' +
            'create role kabinet_app nologin; grant kabinet_app to <the user in DATABASE_URL>;',
          { cause: error },
        );
      }
      // Somebody else was faster (already exists, changed at the same time): look again.
      if (attempt < 5 && (code === '42710' || code === '23505' || code === 'XX000')) continue;
      throw error;
    }
  }
}

async function makeAppRole(tx: Tx): Promise<void> {
  const { rows } = await sql<{ exists: boolean; version: number }>`
    select exists (select from pg_roles where rolname = 'kabinet_app') as exists,
      current_setting('server_version_num')::int as version`.execute(tx);
  const { exists, version } = rows[0] ?? { exists: false, version: 0 };
  if (!exists) await sql`create role kabinet_app nologin`.execute(tx);
  // Since PostgreSQL 16 being a member and being allowed to switch to the role are two things.
  const right = version >= 160_000 ? 'SET' : 'MEMBER';
  const allowed = await sql<{ allowed: boolean }>`
    select pg_has_role(current_user, 'kabinet_app', ${right}) as allowed`.execute(tx);
  if (!allowed.rows[0]?.allowed) await sql`grant kabinet_app to current_user`.execute(tx);
}
