import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import { linkAccount } from '../../db/account-access.js';
import { makeFiles } from '../../testing/authorisation/file-rows.js';
import { byCookie, inSupplier, person, refOf, type Stage } from '../../testing/authorisation/stage.js';
import { databasesUnderTest } from '../../testing/databases.js';
import { call, SEED_NOW, seedSupplier, testContext } from '../../testing/index.js';

describe.each(databasesUnderTest)('contracts of an account, on %s', (_name, open) => {
  let stage: Stage;
  let app: ReturnType<typeof createApp>;

  beforeAll(async () => {
    const under = await open();
    const profile = { hostedSignIn: true };
    const supplier = await seedSupplier(under.database, { profile });
    stage = { under, supplier, other: await seedSupplier(under.database, { profile }) };
    app = createApp(testContext(under.database, { now: () => SEED_NOW }));
  });
  afterAll(() => stage.under.close());

  it.each([
    ['owner', ['supplier', 'customer'], 1, 200],
    ['payer', ['supplier'], 0, 403],
  ] as const)('tell the %s of %j with %i document', async (role, parties, documents, fetched) => {
    const [{ id: accountId }] = stage.supplier.customer.accounts;
    const { contractId, documentId } = await makeFiles(stage, { accountId });
    const someone = await person(stage);
    const supplierId = stage.supplier.id;
    await inSupplier(stage, (tx) =>
      linkAccount(tx, { supplierId, customerRef: refOf(someone), accountId, role, provenBy: 'pin', now: SEED_NOW }),
    );
    const headers = await byCookie(stage, someone);
    const list = await call(app, 'listContracts', { supplierId, headers, params: { accountId } });
    const contract = (list.body.items as { id: string; parties: { role: string }[]; documents: unknown[] }[]).find(
      ({ id }) => id === contractId,
    );
    expect(contract).toMatchObject({ number: '17/204', status: 'active' });
    expect(contract?.parties.map((party) => party.role)).toEqual(parties);
    expect(contract?.documents).toHaveLength(documents);
    const params = { accountId, contractId, documentId };
    expect((await call(app, 'getContractDocument', { supplierId, headers, params })).status).toBe(fetched);
  });
});
