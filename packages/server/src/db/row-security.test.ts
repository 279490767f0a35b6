import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { fillEveryTable } from '../testing/fill-every-table.js';
import { seedSupplier, type SeededSupplier } from '../testing/index.js';

/** Tables that belong to no supplier. */
const SHARED = ['suppliers', 'kabinet_migrations'];

describe.each(databasesUnderTest)('row security on %s', (name, open) => {
  let under: DatabaseUnderTest;
  let first: SeededSupplier;
  let second: SeededSupplier;

  beforeAll(async () => {
    under = await open();
    first = await seedSupplier(under.database);
    second = await seedSupplier(under.database);
    for (const supplier of [first, second]) await fillEveryTable(under.database, supplier);
  });
  afterAll(() => under.close());

  const tables = async () => {
    const { rows } = await under.database.asOwner((tx) =>
      sql<{ name: string; enabled: boolean; forced: boolean }>`
        select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced
        from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(tx),
    );
    return rows;
  };

  const suppliersTables = async () =>
    (await tables()).map((each) => each.name).filter((each) => !SHARED.includes(each));

  /** As many as the supplier's own transaction sees of its own. */
  const countOf = async (table: string, supplierId: string) => {
    const { rows } = await under.database.transaction(supplierId, (tx) =>
      sql<{
        count: string;
      }>`select count(*) as count from ${sql.table(table)} where supplier_id = ${supplierId}`.execute(tx),
    );
    return Number(rows[0]?.count);
  };

  it('is enabled and forced on every table that belongs to suppliers', async () => {
    const open = (await tables()).filter((table) => !table.enabled || !table.forced).map((table) => table.name);
    expect(open.sort()).toEqual([...SHARED].sort());
  });

  it('knows a supplier by the same column everywhere, so that no table is forgotten', async () => {
    const { rows } = await under.database.asOwner((tx) =>
      sql<{ name: string }>`
        select table_name as name from information_schema.columns
        where table_schema = 'public' and column_name = 'supplier_id'`.execute(tx),
    );
    expect(rows.map((row) => row.name).sort()).toEqual((await suppliersTables()).sort());
  });

  it('has a row of both suppliers in every table, so that the questions below are worth asking', async () => {
    const empty: string[] = [];
    for (const table of await suppliersTables()) {
      for (const { id } of [first, second]) if ((await countOf(table, id)) === 0) empty.push(table);
    }
    expect(empty).toEqual([]);
  });

  it('shows a supplier’s transaction no other supplier’s row, without any filter', async () => {
    for (const table of await suppliersTables()) {
      for (const supplier of [first, second]) {
        const { rows } = await under.database.transaction(supplier.id, (tx) =>
          sql<{ supplier_id: string }>`select distinct supplier_id from ${sql.table(table)}`.execute(tx),
        );
        expect({ table, rows }).toEqual({ table, rows: [{ supplier_id: supplier.id }] });
      }
    }
  });

  it('neither changes nor takes away another supplier’s rows, without any filter', async () => {
    for (const table of await suppliersTables()) {
      for (const statement of [
        sql`update ${sql.table(table)} set supplier_id = supplier_id where supplier_id <> ${first.id}`,
        sql`delete from ${sql.table(table)} where supplier_id <> ${first.id}`,
      ]) {
        const touched = await under.database
          .transaction(first.id, async (tx) => (await statement.execute(tx)).numAffectedRows)
          .catch((error: unknown) => {
            // What nobody may change or delete in this table at all.
            if ((error as { code?: string }).code === '42501') return 0n;
            throw error;
          });
        expect({ table, touched }).toEqual({ table, touched: 0n });
      }
      expect({ table, count: (await countOf(table, second.id)) > 0 }).toEqual({ table, count: true });
    }
  });

  it('does not let a row be moved to another supplier', async () => {
    const move = under.database.transaction(first.id, (tx) =>
      tx.updateTable('attempt_counts').set({ supplier_id: second.id }).execute(),
    );
    await expect(move).rejects.toMatchObject({ code: '42501' });
  });

  it('does not let a row be written for another supplier', async () => {
    const write = under.database.transaction(first.id, (tx) =>
      tx
        .insertInto('customers')
        .values({ supplier_id: second.id, customer_ref: 'x', name: 'x', kind: 'household' })
        .execute(),
    );
    await expect(write).rejects.toMatchObject({ code: '42501' });
  });

  it('lets the app’s role take away neither readings nor money nor the trace, and change no profile', async () => {
    for (const statement of [
      'delete from readings',
      'delete from ledger_entries',
      'delete from audit_events',
      'delete from payment_orders',
      'delete from payment_order_lines',
      'update payment_order_lines set amount = amount',
      'delete from payment_events',
      'update payment_events set outcome = outcome',
      'delete from payment_refunds',
      'delete from payment_differences',
      'delete from receipts',
      'delete from appeals',
      'update appeal_messages set text = text',
      'update appeal_attachments set content = content',
      'update appeal_steps set what = what',
      'delete from appeal_steps',
      'update receipts set signed = signed',
      'update audit_events set action = action',
      'update suppliers set profile_hash = profile_hash',
      'truncate accounts',
    ]) {
      const attempt = under.database.transaction(first.id, (tx) => sql.raw(statement).execute(tx));
      await expect(attempt, statement).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is over with its transaction: the next one is bound to its own supplier', async () => {
    const who = (id: string) =>
      under.database.transaction(id, async (tx) => {
        const { rows } = await sql<{ role: string; supplier: string }>`
          select current_user as role, current_setting('kabinet.supplier', true) as supplier`.execute(tx);
        return rows[0];
      });
    expect(await who(first.id)).toEqual({ role: 'kabinet_app', supplier: first.id });
    expect(await who(second.id)).toEqual({ role: 'kabinet_app', supplier: second.id });
    const { rows } = await under.database.asOwner((tx) =>
      sql<{ role: string; supplier: string | null }>`
        select current_user as role, current_setting('kabinet.supplier', true) as supplier`.execute(tx),
    );
    expect(rows[0]?.role).not.toBe('kabinet_app');
    expect(rows[0]?.supplier || null).toBeNull();
  });

  if (name === 'PostgreSQL') {
    it('binds even the tables’ owner', async () => {
      const rows = await under.database.asOwner((tx) => tx.selectFrom('accounts').select('id').execute());
      expect(rows).toEqual([]);
    });
  }

  it('refuses a supplier id that is more than an id', async () => {
    await expect(under.database.transaction("x', true); drop table readings; --", async () => {})).rejects.toThrow(
      RangeError,
    );
  });

  it('refuses a transaction inside a transaction instead of hanging', async () => {
    const inside = under.database.transaction(first.id, () => under.database.transaction(first.id, async () => {}));
    await expect(inside).rejects.toThrow('inside a transaction');
    // Beside one another is fine, and so is one after the other in what the first has started.
    await Promise.all([1, 2, 3].map(() => under.database.transaction(first.id, async () => {})));
  });

  it('undoes everything when the work fails', async () => {
    const failed = under.database.transaction(first.id, async (tx) => {
      await tx.updateTable('customers').set({ name: 'half' }).execute();
      throw new Error('stop');
    });
    await expect(failed).rejects.toThrow('stop');
    const names = await under.database.transaction(first.id, (tx) =>
      tx.selectFrom('customers').select('name').execute(),
    );
    expect(names.map((row) => row.name)).not.toContain('half');
  });

  it('keeps days, decimals and moments exact', async () => {
    const { rows } = await under.database.transaction(first.id, (tx) =>
      sql`select '2026-03-29'::date as day, 12345678901234567.123::numeric as decimal, 9007199254740993::int8 as big,
        '2026-03-29T03:30:00+03:00'::timestamptz as moment`.execute(tx),
    );
    expect(rows).toEqual([
      {
        day: '2026-03-29',
        decimal: '12345678901234567.123',
        big: '9007199254740993',
        moment: '2026-03-29T00:30:00.000Z',
      },
    ]);
  });
});
