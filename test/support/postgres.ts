import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { ownerRole } from './postgres-server.js';

/** A database of one test (file), on the test run's PostgreSQL. */
export interface TestDatabase {
  /** Connects as the database's owner, who is no superuser: row security and grants bind it. */
  readonly url: string;
  /** Cuts what is still connected and drops the database. */
  drop(): Promise<void>;
}

/** Creates a fresh, empty database. Call `drop()` in `afterAll`. */
export async function createDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(`create database ${name} owner ${ownerRole}`);
  const url = new URL(inject('postgresUrl'));
  url.username = ownerRole;
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => asSuperuser(`drop database if exists ${name} with (force)`),
  };
}

async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
