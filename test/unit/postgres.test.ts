import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/postgres.js';

describe('the PostgreSQL that server tests run on', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('is 15 or newer, the oldest that suppliers may run', async () => {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    expect(Number(rows[0]?.server_version_num)).toBeGreaterThanOrEqual(150_000);
  });

  it('connects as an owner that row security binds', async () => {
    await client.query(`
      create table secrets (supplier text not null);
      insert into secrets values ('prydesnianskgaz'), ('other');
      alter table secrets enable row level security;
      alter table secrets force row level security;
      create policy own on secrets using (supplier = current_setting('kabinet.supplier', true))`);
    expect((await client.query('select * from secrets')).rows).toEqual([]);
    await client.query("select set_config('kabinet.supplier', 'prydesnianskgaz', false)");
    expect((await client.query('select * from secrets')).rows).toEqual([{ supplier: 'prydesnianskgaz' }]);
  });

  it('gives every test a database of its own', async () => {
    const other = await createDatabase();
    const visitor = new pg.Client({ connectionString: other.url });
    await visitor.connect();
    const { rows } = await visitor.query("select to_regclass('secrets') as secrets");
    expect(rows).toEqual([{ secrets: null }]);
    await visitor.end();
    await other.drop();
    await expect(new pg.Client({ connectionString: other.url }).connect()).rejects.toThrow('does not exist');
  });
});
