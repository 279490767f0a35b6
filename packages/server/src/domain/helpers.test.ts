import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkAccount } from '../db/account-access.js';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';
import { SEED_NOW, seedSupplier } from '../testing/seed-supplier.js';
import { inviteHelper } from './helpers.js';

const OWNER = 'kabinet:00000000-0000-4000-8000-000000000001';

describe.each(databasesUnderTest)('helpers, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());

  it('are 20 to an account, however many are invited at once', async () => {
    const supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    const accountId = supplier.customer.accounts[0].id;
    const doing = { supplierId: supplier.id, customerRef: OWNER, accountId, now: SEED_NOW, requestId: 'r' };
    await under.database.transaction(supplier.id, (tx) =>
      linkAccount(tx, { ...doing, role: 'owner', provenBy: 'pin' }),
    );
    const invite = () =>
      under.database.transaction(supplier.id, (tx) =>
        inviteHelper(tx, {
          ...doing,
          today: '2026-11-03',
          grants: ['readings'],
          untilOn: '2026-12-01',
          label: '\u202eСусід\u0000ка',
        }),
      );
    const answers = await Promise.all(Array.from({ length: 30 }, invite));
    expect(answers.filter((answer) => answer === 'too_many')).toHaveLength(10);
    const { label } = await under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('helper_invitations').select('label').executeTakeFirstOrThrow(),
    );
    expect(label).toBe('Сусід ка');
  });
});
