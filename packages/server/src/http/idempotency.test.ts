import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../app.js';
import type { Database, Tx } from '../db/database.js';
import { purgeIdempotencyKeys } from '../jobs/purge-idempotency-keys.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { call, SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../testing/index.js';

/** More digits than any dial has: never a reading. */
const NO_DIAL = '9'.repeat(13);

describe.each(databasesUnderTest)('Idempotency-Key on %s', (name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let token: string;
  let key: string;

  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    supplier = await seedSupplier(under.database);
    token = await supplier.mint({ customerRef: supplier.customer.ref });
    key = randomUUID();
  });

  const appOn = (database: Database) => createApp(testContext(database));
  function submit(value: string, more: Record<string, unknown> = {}, app = appOn(under.database)) {
    const [account] = supplier.customer.accounts;
    const meter = account.meters[0]!;
    return call(app, 'submitReading', {
      supplierId: supplier.id,
      token,
      key,
      params: { accountId: account.id },
      body: { meterId: meter.id, values: [{ registerId: meter.registers[0]!.id, value }] },
      ...more,
    });
  }
  const countReadings = () =>
    under.database.transaction(supplier.id, async (tx) => {
      const { rows } = await sql<{
        count: number;
      }>`select count(*)::int as count from readings where external_ref is null`.execute(tx);
      return rows[0]?.count;
    });

  it.each([null, ''])('is needed (%o)', async (missing) => {
    const answer = await submit('1279', { key: missing });
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotency_key_missing']);
    expect(await countReadings()).toBe(0);
  });

  it.each(['short', 'x'.repeat(129), 'with space', 'ключ-ключ'.replaceAll(/./g, 'é').slice(0, 9)])(
    'must be well-formed (%o)',
    async (malformed) => {
      const answer = await submit('1279', { key: malformed });
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request']);
    },
  );

  it('answers a retry with the same bytes and does nothing again', async () => {
    const first = await submit('1279');
    const again = await submit('1279');
    expect(first.status).toBe(201);
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
    expect(await countReadings()).toBe(1);
  });

  it('answers a retry of a refusal with the same bytes, even when it would be taken by now', async () => {
    const refused = await submit('999999');
    expect(refused.status).toBe(422);
    await under.database.transaction(supplier.id, (tx) =>
      tx.updateTable('registers').set({ integer_digits: 6 }).execute(),
    );
    const again = await submit('999999');
    expect([again.status, again.text]).toEqual([422, refused.text]);
    expect(again.headers.get('content-type')).toBe('application/problem+json');
  });

  it('refuses a key that was used for something else', async () => {
    await submit('1279');
    const other = await submit('1280');
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
    const otherOperation = await call(appOn(under.database), 'withdrawReading', {
      supplierId: supplier.id,
      token,
      key,
      params: { accountId: supplier.customer.accounts[0].id, readingId: randomUUID() },
    });
    expect(otherOperation.body.code).toBe('idempotency_key_reused');
    // And the first answer stands.
    expect((await submit('1279')).status).toBe(201);
  });

  it('belongs to one customer: another’s equal key is another key', async () => {
    await submit('1279');
    const account = supplier.neighbour.accounts[0];
    const meter = account.meters[0]!;
    const answer = await submit('800', {
      token: await supplier.mint({ customerRef: supplier.neighbour.ref }),
      params: { accountId: account.id },
      body: { meterId: meter.id, values: [{ registerId: meter.registers[0]!.id, value: '800' }] },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('idempotency-replayed')).toBeNull();
  });

  it('does not keep a missing sign-in, a missing thing or a malformed request', async () => {
    expect((await submit('1279', { token: 'x.y.z' })).status).toBe(401);
    expect((await submit('1279', { params: { accountId: randomUUID() } })).status).toBe(404);
    expect((await submit('12x')).status).toBe(400);
    expect((await submit('1279')).status).toBe(201);
  });

  it('makes 200 simultaneous posts one reading with one answer', async () => {
    const app = appOn(under.database);
    const answers = await Promise.all(Array.from({ length: 200 }, () => submit('1279', {}, app)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await countReadings()).toBe(1);
  });

  it('makes 50 simultaneous refusals one verdict', async () => {
    const app = appOn(under.database);
    const answers = await Promise.all(Array.from({ length: 50 }, () => submit('999999', {}, app)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  /** A database on which the n-th transaction fails at its end, before or after the commit. */
  function failing(when: 'before commit' | 'after commit', nth: number): Database {
    let count = 0;
    return new Proxy(under.database, {
      get(target, property) {
        if (property === 'asOwner') return target.asOwner.bind(target);
        if (property !== 'transaction') throw new Error(`not expected here: ${String(property)}`);
        return async (supplierId: string, work: (tx: Tx) => Promise<unknown>) => {
          count += 1;
          const fails = count === nth;
          const result = await target.transaction(supplierId, async (tx) => {
            const done = await work(tx);
            if (fails && when === 'before commit') throw Object.assign(new Error('gone'), { code: '57P01' });
            return done;
          });
          if (fails && when === 'after commit') throw new Error('Connection terminated unexpectedly');
          return result;
        };
      },
    });
  }

  it.each(['before commit', 'after commit'] as const)('ends truthfully when the database is lost %s', async (when) => {
    const lost = await submit('1279', {}, appOn(failing(when, 1)));
    expect([lost.status, lost.body.code]).toEqual([503, 'unavailable']);
    expect(await countReadings()).toBe(when === 'before commit' ? 0 : 1);
    const retried = await submit('1279');
    expect(retried.status).toBe(201);
    expect(retried.headers.get('idempotency-replayed')).toBe(when === 'before commit' ? null : 'true');
    expect(await countReadings()).toBe(1);
  });

  it('gives the same verdict when the database is lost while a refusal is kept', async () => {
    const lost = await submit(NO_DIAL, {}, appOn(failing('before commit', 2)));
    expect(lost.status).toBe(503);
    const retried = await submit(NO_DIAL);
    expect(retried.body.code).toBe('reading_rejected');
    expect((await submit(NO_DIAL)).text).toBe(retried.text);
  });

  it('is forgotten after seven days', async () => {
    const first = await submit('1279');
    const days = (count: number) => new Date(SEED_NOW.getTime() + count * 86_400_000);
    const purgeAt = (now: Date) => purgeIdempotencyKeys(testContext(under.database, { now: () => now }));
    await purgeAt(days(6.9));
    expect((await submit('1279')).text).toBe(first.text);
    await purgeAt(days(7.1));
    expect((await submit('1279')).body.code).toBe('duplicate_reading');
  });

  if (name === 'PostgreSQL') {
    it('waits for a try that is at work elsewhere, and answers with its answer', async () => {
      let elsewhere: Promise<unknown> | undefined;
      const held = new Promise<() => void>((started) => {
        elsewhere = under.database.transaction(supplier.id, async (tx) => {
          await claimElsewhere(tx);
          await new Promise<void>((release) => started(release));
          await tx
            .updateTable('idempotency_keys')
            .set({ response_status: 201, response_body: '{}' })
            .where('key', '=', key)
            .execute();
        });
      });
      const release = await held;
      const waiting = submit('1279');
      release();
      // The other try said something else under this key, which proves that its row was waited for and read.
      expect((await waiting).body.code).toBe('idempotency_key_reused');
      await elsewhere;
    });

    it('says that it is in flight when the other try takes too long', async () => {
      let release = () => {};
      const held = new Promise<void>((done) => (release = done));
      let elsewhere: Promise<unknown> | undefined;
      await new Promise<void>((started) => {
        elsewhere = under.database.transaction(supplier.id, async (tx) => {
          await claimElsewhere(tx);
          started();
          await held;
        });
      });
      const answer = await submit('1279');
      expect([answer.status, answer.body.code]).toEqual([409, 'idempotency_in_flight']);
      expect(answer.headers.get('retry-after')).toBe('1');
      release();
      await elsewhere;
    });

    function claimElsewhere(tx: Tx) {
      return tx
        .insertInto('idempotency_keys')
        .values({
          supplier_id: supplier.id,
          customer_ref: supplier.customer.ref,
          key,
          operation: 'submitReading',
          request_hash: 'elsewhere',
          response_status: null,
          response_body: null,
        })
        .execute();
    }
  }
});
