import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { columnParsers } from './column-types.js';
import { lockDirectory } from './directory-lock.js';
import { PGliteDialect } from './pglite-dialect.js';
import type { Schema } from './schema.js';

/** One transaction's handle: every repository takes it. */
export type Tx = Kysely<Schema>;

/** What a transaction may tell other parts of this process once it is committed. */
export type Topic = 'messages';

const announced = new WeakMap<Tx, Set<Topic>>();

/** Tells who listens ({@link Database.listen}) as soon as this transaction is committed, and nobody when it is undone. */
export function announce(tx: Tx, topic: Topic): void {
  const topics = announced.get(tx) ?? new Set();
  announced.set(tx, topics.add(topic));
}

const afterwards = new WeakMap<Tx, (() => void)[]>();

/** Begins something once this transaction is committed, and never when it is undone. It may begin a transaction of its own. */
export function afterCommit(tx: Tx, begin: () => void): void {
  afterwards.set(tx, [...(afterwards.get(tx) ?? []), begin]);
}

export interface TransactionOptions {
  /** For imports and exports, which may take minutes: no limit on a statement or on waiting for a lock. */
  readonly patient?: boolean;
}

/** How long a request waits for a row that another transaction holds, in milliseconds. */
const LOCK_TIMEOUT_MS = 2000;
const STATEMENT_TIMEOUT_MS = 10_000;

/** A supplier's id stands in SQL text below, so it must be nothing but an id. */
const SUPPLIER_ID = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

/**
 * The database, PGlite or PostgreSQL alike. There is no way to run a statement outside of a transaction that has named its
 * supplier, except {@link Database.asOwner} for what belongs to no supplier.
 */
export class Database {
  readonly kind: 'pglite' | 'postgres';
  readonly #kysely: Kysely<Schema>;
  readonly #release: () => Promise<void>;
  readonly #current = new AsyncLocalStorage<{ open: boolean }>();
  readonly #listeners = new Set<{ topic: Topic; heard: (supplierId: string) => void }>();

  /** `release` lets go of what is below kysely, which closes only what it has used. */
  constructor(kind: 'pglite' | 'postgres', kysely: Kysely<Schema>, release: () => Promise<void>) {
    this.kind = kind;
    this.#kysely = kysely;
    this.#release = release;
  }

  /** Runs the work in one transaction that sees this supplier's rows only, as a role that cannot see any others. */
  async transaction<T>(supplierId: string, work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    if (!SUPPLIER_ID.test(supplierId)) throw new RangeError('not a supplier id');
    // One text without parameters, so that beginning costs one round trip.
    const limits = options.patient
      ? `set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)`
      : `set_config('lock_timeout', '${LOCK_TIMEOUT_MS}', true), set_config('statement_timeout', '${STATEMENT_TIMEOUT_MS}', true)`;
    let topics: ReadonlySet<Topic> | undefined;
    let begins: readonly (() => void)[] | undefined;
    const result = await this.#run(
      `begin; select set_config('role', 'kabinet_app', true), set_config('kabinet.supplier', '${supplierId}', true), ${limits}`,
      async (tx) => {
        const done = await work(tx);
        topics = announced.get(tx);
        begins = afterwards.get(tx);
        return done;
      },
    );
    for (const { topic, heard } of this.#listeners) if (topics?.has(topic)) heard(supplierId);
    for (const begin of begins ?? []) begin();
    return result;
  }

  /** Hears of what this process's transactions announce, until the returned function is called. Other processes are not heard. */
  listen(topic: Topic, heard: (supplierId: string) => void): () => void {
    const listener = { topic, heard };
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Runs the work in one transaction as the tables' owner: migrations and suppliers' profiles. Sees no supplier's rows on PostgreSQL. */
  async asOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run('begin', work);
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.asOwner((tx) => sql`select 1`.execute(tx));
  }

  async close(): Promise<void> {
    try {
      await this.#kysely.destroy();
    } finally {
      await this.#release();
    }
  }

  async #run<T>(begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    // On PGlite a second transaction inside the first would wait for its own end for ever; be as strict on PostgreSQL.
    if (this.#current.getStore()?.open) throw new Error('a transaction was begun inside a transaction: pass the tx on');
    const current = { open: true };
    return this.#current.run(current, () =>
      this.#kysely.connection().execute(async (tx) => {
        try {
          await sql.raw(begin).execute(tx);
          const result = await work(tx);
          await sql.raw('commit').execute(tx);
          return result;
        } catch (error) {
          // A connection that broke cannot roll back; the database does it for us.
          await sql
            .raw('rollback')
            .execute(tx)
            .catch(() => {});
          throw error;
        } finally {
          current.open = false;
        }
      }),
    );
  }
}

/** PostgreSQL by its URL. `onConnectionLost` hears of connections that broke while idle; the pool replaces them. */
export function openPostgres({
  url,
  poolSize,
  onConnectionLost = () => {},
}: {
  url: string;
  poolSize: number;
  onConnectionLost?: (error: Error) => void;
}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'kabinet',
    connectionTimeoutMillis: 5000,
    types: {
      getTypeParser: (type, format) =>
        columnParsers[type] ?? (pg.types.getTypeParser(type, format) as (text: string) => unknown),
    },
  });
  // Without these two listeners a database that goes away takes the process with it.
  pool.on('error', onConnectionLost);
  pool.on('connect', (client) => client.on('error', onConnectionLost));
  const release = async () => {
    if (!pool.ended) await pool.end();
  };
  return new Database('postgres', new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), release);
}

/**
 * The embedded database, in a directory of its own or, without one, in memory (tests). A new one may begin as a copy of another:
 * `copyOf` is what PGlite's `dumpDataDir` gave.
 */
export async function openPGlite({ directory, copyOf }: { directory?: string; copyOf?: Blob } = {}): Promise<Database> {
  const beginning = copyOf === undefined ? {} : { loadDataDir: copyOf };
  if (directory === undefined) return databaseOn(await PGlite.create({ ...beginning, parsers: columnParsers }));
  await mkdir(directory, { recursive: true });
  const unlock = await lockDirectory(directory);
  try {
    const dataDir = join(directory, 'data');
    return databaseOn(await PGlite.create({ ...beginning, dataDir, parsers: columnParsers }), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A database on an opened PGlite; `unlock` is called when that is closed. */
export function databaseOn(pglite: PGlite, unlock?: () => Promise<void>): Database {
  const release = async () => {
    try {
      if (!pglite.closed) await pglite.close();
    } finally {
      await unlock?.();
    }
  };
  return new Database('pglite', new Kysely<Schema>({ dialect: new PGliteDialect(pglite) }), release);
}
