import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { spendAll } from '../domain/budgets.js';
import { newId } from '../db/ids.js';
import { signUp } from '../domain/people.js';
import { endSession } from '../domain/sessions.js';
import { testContext } from '../testing/context.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { LONG_PASSWORD_FOR_TESTS, newPhone, signUpPerson, testVisitor } from '../testing/people.js';
import { SEED_NOW, seedSupplier } from '../testing/seed-supplier.js';
import { purgeSignIn } from './purge-sign-in.js';

const daysLater = (days: number) => new Date(SEED_NOW.getTime() + days * 86_400_000);

describe.each(databasesUnderTest)('what signing in leaves behind in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let context: Context;
  beforeAll(async () => {
    under = await open();
    context = testContext(under.database);
  });
  afterAll(() => under.close());

  async function bench() {
    const supplier = await seedSupplier(under.database);
    const rows = (
      table: 'attempt_counts' | 'proof_attempts' | 'known_devices' | 'sessions' | 'page_grants' | 'people',
    ) =>
      under.database.transaction(supplier.id, async (tx) => {
        const counted = tx.selectFrom(table).select((row) => row.fn.countAll<string>().as('count'));
        return Number((await counted.where('supplier_id', '=', supplier.id).executeTakeFirstOrThrow()).count);
      });
    const purgeAt = (now: Date) => purgeSignIn({ ...context, now: () => now });
    return { supplier, rows, purgeAt };
  }

  it('is forgotten when it cannot matter any more: counts and attempts after two days, devices when they end', async () => {
    const { supplier, rows, purgeAt } = await bench();
    await signUpPerson(testVisitor(context, supplier));
    await signUp(testVisitor(context, supplier), { contact: newPhone(), password: LONG_PASSWORD_FOR_TESTS });
    await spendAll(under.database, {
      supplierId: supplier.id,
      budgets: [{ budget: 'link_account', who: '0400123456' }],
      now: SEED_NOW,
    });
    const counts = await rows('attempt_counts');
    expect(counts).toBeGreaterThan(0);
    expect(await rows('proof_attempts')).toBe(2);
    await purgeAt(daysLater(1.9));
    expect([await rows('attempt_counts'), await rows('proof_attempts')]).toEqual([counts, 2]);
    await purgeAt(daysLater(2.1));
    expect([await rows('attempt_counts'), await rows('proof_attempts')]).toEqual([0, 0]);
    expect(await rows('known_devices')).toBe(1);
    await purgeAt(daysLater(181));
    expect([await rows('known_devices'), await rows('people')]).toEqual([0, 1]);
  });

  it('is kept of sessions for 90 days after their end; what was given out in their names, for one', async () => {
    const { supplier, rows, purgeAt } = await bench();
    const { personId, session } = await signUpPerson(testVisitor(context, supplier));
    await under.database.transaction(supplier.id, async (tx) => {
      await tx
        .insertInto('page_grants')
        .values({
          supplier_id: supplier.id,
          token_hash: 'hash',
          kind: 'refresh',
          session_id: session.sessionId,
          origin: 'https://gas.example',
          redirect_uri: null,
          code_challenge: null,
          family_id: newId(SEED_NOW),
          // Outlives its session.
          expires_at: daysLater(80),
          used_at: null,
        })
        .execute();
      const ref = { supplierId: supplier.id, personId, sessionId: session.sessionId };
      await endSession(tx, { ...ref, now: SEED_NOW });
    });
    await purgeAt(daysLater(0.9));
    expect([await rows('sessions'), await rows('page_grants')]).toEqual([1, 1]);
    await purgeAt(daysLater(1.1));
    expect([await rows('sessions'), await rows('page_grants')]).toEqual([1, 0]);
    await purgeAt(daysLater(89));
    expect(await rows('sessions')).toBe(1);
    await purgeAt(daysLater(91));
    expect([await rows('sessions'), await rows('page_grants')]).toEqual([0, 0]);
  });
});
