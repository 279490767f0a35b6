import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { type Database, openPostgres } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { SEED_NOW, type SeededSupplier, seedSupplier } from '../testing/seed-supplier.js';
import { BUDGETS, giveBackAll, spend, spendAll } from './budgets.js';

const HOUR_MS = 3_600_000;
const later = (ms: number) => new Date(SEED_NOW.getTime() + ms);

describe.each(databasesUnderTest)('budgets in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  beforeAll(async () => {
    under = await open();
    supplier = await seedSupplier(under.database);
  });
  afterAll(() => under.close());

  const budget = { limit: 5, spanSeconds: 3600 };
  const spendOne = (who: string, now = SEED_NOW, name = 'test') =>
    under.database.transaction(supplier.id, (tx) =>
      spend(tx, { supplierId: supplier.id, budget: name, who, ...budget, now }),
    );

  it('allows so many and says how many are left, then when to come again', async () => {
    const left = [];
    for (let times = 0; times < 5; times += 1) left.push((await spendOne('a')).left);
    expect(left).toEqual([4, 3, 2, 1, 0]);
    const refused = await spendOne('a');
    expect(refused).toMatchObject({ isAllowed: false, left: 0 });
    const wait = (refused.retryAt?.getTime() ?? 0) - SEED_NOW.getTime();
    expect(wait).toBeGreaterThan(HOUR_MS - 1);
    expect(wait).toBeLessThanOrEqual(HOUR_MS + HOUR_MS / 12);
  });

  it('keeps its word about when to come again, and who goes on trying waits no longer', async () => {
    for (let times = 0; times < 5; times += 1) await spendOne('b');
    const { retryAt } = await spendOne('b');
    for (let minutes = 1; minutes <= 60; minutes += 1) {
      const one = await spendOne('b', later(minutes * 60_000));
      expect(one).toEqual({ isAllowed: false, left: 0, retryAt });
    }
    expect((await spendOne('b', retryAt ?? SEED_NOW)).isAllowed).toBe(true);
  });

  it('allows no more than the limit in any hour, however the tries are spread', async () => {
    const allowed: number[] = [];
    for (let minutes = 0; minutes < 300; minutes += 1) {
      if ((await spendOne('c', later(minutes * 60_000))).isAllowed) allowed.push(minutes);
    }
    for (const start of allowed) {
      expect(allowed.filter((each) => each >= start && each <= start + 60).length).toBeLessThanOrEqual(5);
    }
    // And somebody patient is not kept out for good.
    expect(allowed.length).toBeGreaterThan(20);
  });

  it('allows of 100 at once as many as of 100 in turn', async () => {
    const tries = await Promise.all(Array.from({ length: 100 }, () => spendOne('d')));
    expect(tries.filter(({ isAllowed }) => isAllowed)).toHaveLength(5);
  });

  it('counts everybody, every budget and every supplier apart', async () => {
    for (let times = 0; times < 5; times += 1) await spendOne('e');
    expect((await spendOne('f')).isAllowed).toBe(true);
    expect((await spendOne('e', SEED_NOW, 'another')).isAllowed).toBe(true);
    const other = await seedSupplier(under.database);
    const there = await under.database.transaction(other.id, (tx) =>
      spend(tx, { supplierId: other.id, budget: 'test', who: 'e', ...budget, now: SEED_NOW }),
    );
    expect(there.isAllowed).toBe(true);
  });

  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8:1:2::1', '2001:0db8:0001:0002::2', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['::ffff:192.0.2.1', '::ffff:c000:201', true],
    ['::ffff:192.0.2.1', '0:0:0:0:0:ffff:c000:202', false],
    ['192.0.2.1', '192.0.2.2', false],
  ])('counts %s and %s as one caller: %s', async (first, second, isOne) => {
    const supplierId = (await seedSupplier(under.database)).id;
    const send = async (who: string) =>
      (await spendAll(under.database, { supplierId, budgets: [{ budget: 'link_address', who }], now: SEED_NOW }))
        .isAllowed;
    for (let times = 0; times < BUDGETS.link_address.limit; times += 1) expect(await send(first)).toBe(true);
    expect(await send(first)).toBe(false);
    expect(await send(second)).toBe(!isOne);
  });

  it('gives who has many IPv6 networks ten times as much as one, and not more', async () => {
    const supplierId = (await seedSupplier(under.database)).id;
    const one = (network: number) => ({
      supplierId,
      budgets: [{ budget: 'link_address', who: `2001:db8:7:${network.toString(16)}::1` }] as const,
      now: SEED_NOW,
    });
    const { limit } = BUDGETS.link_address;
    for (let network = 0; network < 10 * limit; network += 1) {
      expect((await spendAll(under.database, one(network))).isAllowed).toBe(true);
    }
    expect((await spendAll(under.database, one(10 * limit))).isAllowed).toBe(false);
    await under.database.transaction(supplierId, (tx) => giveBackAll(tx, one(0)));
    expect((await spendAll(under.database, one(10 * limit))).isAllowed).toBe(true);
  });

  it('keeps no names and addresses', async () => {
    await spendOne('olena@example.com');
    const rows = await under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('attempt_counts').select('who').where('supplier_id', '=', supplier.id).execute(),
    );
    expect(rows.every(({ who }) => /^[0-9a-f]{64}$/.test(who))).toBe(true);
  });

  it('takes nothing from any of several when one is spent', async () => {
    const { limit } = BUDGETS.code_contact;
    const supplierId = supplier.id;
    const send = (address: string) =>
      spendAll(under.database, {
        supplierId,
        budgets: [
          { budget: 'link_address', who: address },
          { budget: 'code_contact', who: 'olena@example.com' },
        ],
        now: SEED_NOW,
      });
    for (let times = 0; times < limit; times += 1) expect((await send('192.0.2.9')).isAllowed).toBe(true);
    for (let times = 0; times <= BUDGETS.link_address.limit; times += 1)
      expect((await send('192.0.2.10')).isAllowed).toBe(false);
    const other = await spendAll(under.database, {
      supplierId,
      budgets: [{ budget: 'link_address', who: '192.0.2.10' }],
      now: SEED_NOW,
    });
    expect(other.isAllowed).toBe(true);
  });

  it('holds several at once without waiting for one another for ever', async () => {
    const both = [
      { budget: 'code_address', who: '192.0.2.20' },
      { budget: 'code_contact', who: 'ivan@example.com' },
    ] as const;
    const tries = Array.from({ length: 40 }, (_, index) =>
      spendAll(under.database, {
        supplierId: supplier.id,
        budgets: index % 2 === 0 ? both : [both[1], both[0]],
        now: SEED_NOW,
      }),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter(({ isAllowed }) => isAllowed)).toHaveLength(BUDGETS.code_contact.limit);
  });

  it.each([
    ['accounts', 'link_failures'],
    ['contacts', 'code_failures'],
  ] as const)(
    'stops one guess on each of 10,000 %s at the supplier’s 1,000 failures, and who is right costs nothing',
    async (_of, budget) => {
      const supplierId = (await seedSupplier(under.database)).id;
      let looked = 0;
      // Ten at a time in one transaction each: only the counting is measured here.
      for (let account = 0; account < 10_000; account += 500) {
        const outcomes = await under.database.transaction(supplierId, async (tx) => {
          const allowed = [];
          for (let of = 0; of < 500; of += 1) {
            const one = { supplierId, budget, who: '', ...BUDGETS[budget], now: SEED_NOW };
            const { isAllowed } = await spend(tx, one);
            if (!isAllowed) break;
            allowed.push(isAllowed);
          }
          return allowed.length;
        });
        looked += outcomes;
      }
      expect(looked).toBe(1000);
      const one = { supplierId, budgets: [{ budget, who: '' }], now: SEED_NOW } as const;
      expect((await spendAll(under.database, one)).isAllowed).toBe(false);
      await under.database.transaction(supplierId, (tx) => giveBackAll(tx, one));
      expect((await spendAll(under.database, one)).isAllowed).toBe(true);
      expect((await spendAll(under.database, one)).isAllowed).toBe(false);
    },
  );
});

describe('budgets of several servers on one PostgreSQL', () => {
  let created: TestDatabase;
  let servers: Database[];
  let supplier: SeededSupplier;
  const openServer = () => openPostgres({ url: created.url, poolSize: 5 });

  beforeAll(async () => {
    created = await createDatabase();
    servers = [openServer(), openServer()];
    await migrate(servers[0] as Database);
    supplier = await seedSupplier(servers[0] as Database);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await created.drop();
  });

  const guess = (server: Database, who: string) =>
    spendAll(server, {
      supplierId: supplier.id,
      budgets: [
        { budget: 'link_account', who },
        { budget: 'link_address', who: '192.0.2.1' },
      ],
      now: SEED_NOW,
    });

  it('are one, at once and after a restart', async () => {
    const tries = Array.from({ length: 100 }, (_, index) => guess(servers[index % 2] as Database, '0400123456'));
    expect((await Promise.all(tries)).filter(({ isAllowed }) => isAllowed)).toHaveLength(5);
    const restarted = openServer();
    servers.push(restarted);
    expect((await guess(restarted, '0400123456')).isAllowed).toBe(false);
    expect((await guess(restarted, '0400123457')).isAllowed).toBe(true);
  });
});
