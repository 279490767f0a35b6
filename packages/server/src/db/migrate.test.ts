import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../../../../test/support/postgres.js';
import { databasesUnderTest } from '../testing/databases.js';
import { openPostgres } from './database.js';
import { migrate } from './migrate.js';

describe.each(databasesUnderTest)('migrations on %s', (_name, open) => {
  it('run once, and refuse what they do not know', async () => {
    const { database, close } = await open();
    try {
      expect(await migrate(database)).toEqual([]);
      await database.asOwner((tx) =>
        sql`update kabinet_migrations set checksum = 'x' where name like '0001%'`.execute(tx),
      );
      await expect(migrate(database)).rejects.toThrow('was changed after it had run');
      await database.asOwner((tx) =>
        sql`update kabinet_migrations set name = '9999_future.sql' where name like '0001%'`.execute(tx),
      );
      await expect(migrate(database)).rejects.toThrow('newer version');
    } finally {
      await close();
    }
  });

  it('give readings numbers that grow and end in a check digit', async () => {
    const { database, close } = await open();
    try {
      const { rows } = await database.asOwner((tx) =>
        sql<{ number: string }>`select next_reading_number() as number from generate_series(1, 200)`.execute(tx),
      );
      const numbers = rows.map((row) => row.number);
      expect(new Set(numbers).size).toBe(200);
      for (const number of numbers) {
        expect(number).toMatch(/^\d{4}-\d{4}$/);
        expect(luhnRemainder(number.replace('-', ''))).toBe(0);
      }
    } finally {
      await close();
    }
  });
});

describe('migrations on PostgreSQL', () => {
  it('run once however many processes start at the same moment', async () => {
    const created = await createDatabase();
    const databases = Array.from({ length: 6 }, () => openPostgres({ url: created.url, poolSize: 2 }));
    try {
      const ran = await Promise.all(databases.map((database) => migrate(database)));
      expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
    } finally {
      await Promise.all(databases.map((database) => database.close()));
      await created.drop();
    }
  });
});

function luhnRemainder(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const weighed = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10;
}
