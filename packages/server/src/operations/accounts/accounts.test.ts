import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../app.js';
import { linkAccount } from '../../db/account-access.js';
import { acceptInvitation, inviteHelper } from '../../domain/helpers.js';
import { byCookie, type Headers, inSupplier, person, refOf, type Stage } from '../../testing/authorisation/stage.js';
import { databasesUnderTest } from '../../testing/databases.js';
import { call, faultsOf, SEED_NOW, seedSupplier, testContext } from '../../testing/index.js';
import { type SignedInPerson, signedInPerson } from '../../testing/signed-in.js';

const DAY = 24 * 60 * 60_000;

describe.each(databasesUnderTest)('accounts of who signed in here (%s)', (_, open) => {
  let stage: Stage;
  let app: ReturnType<typeof createApp>;
  let now = SEED_NOW;
  let someone: SignedInPerson;
  let headers: Headers;

  beforeAll(async () => {
    const under = await open();
    const profile = { hostedSignIn: true };
    const supplier = await seedSupplier(under.database, { profile });
    const other = await seedSupplier(under.database, { profile });
    stage = { under, supplier, other };
    app = createApp(testContext(under.database, { now: () => now }));
  });
  afterAll(() => stage.under.close());
  beforeEach(async () => {
    now = SEED_NOW;
    someone = await person(stage);
    headers = await byCookie(stage, someone);
  });

  const gas = () => stage.supplier.customer.accounts[0];
  const power = () => stage.supplier.customer.accounts[1];
  const neighbours = () => stage.supplier.neighbour.accounts[0];
  const link = (accountId: string, role: 'owner' | 'payer', who = someone) =>
    inSupplier(stage, (tx) =>
      linkAccount(tx, {
        supplierId: stage.supplier.id,
        customerRef: refOf(who),
        accountId,
        role,
        provenBy: 'pin',
        now,
      }),
    );
  type Name = Parameters<typeof call>[1];
  async function ask(
    name: Name,
    accountId?: string,
    body?: unknown,
    options: { key?: string; headers?: Headers } = {},
  ) {
    const answer = await call(app, name, {
      supplierId: stage.supplier.id,
      headers,
      ...(accountId === undefined ? {} : { params: { accountId } }),
      ...(body === undefined ? {} : { body }),
      ...options,
    });
    expect(faultsOf(name, answer), answer.text).toEqual([]);
    return answer;
  }
  const list = async () =>
    (await ask('listAccounts')).body.items as { id: string; nickname: string; isDefault: boolean }[];
  const audit = async (action: string) =>
    inSupplier(stage, (tx) =>
      tx
        .selectFrom('audit_events')
        .select('subject_id')
        .where('actor_ref', '=', refOf(someone))
        .where('action', '=', action)
        .execute(),
    );

  it('shows nothing until an account is linked, then by what right and with what', async () => {
    expect(await list()).toEqual([]);
    await link(gas().id, 'owner');
    await link(neighbours().id, 'payer');
    const items = (await ask('listAccounts')).body.items;
    const byId = new Map(items.map((each: { id: string }) => [each.id, each]));
    expect(byId.get(gas().id)).toMatchObject({
      role: 'owner',
      grants: ['link', 'readings', 'payments', 'view', 'manage'],
    });
    expect(byId.get(neighbours().id)).toMatchObject({
      role: 'payer',
      grants: ['link', 'readings', 'payments', 'view'],
    });
  });

  it('puts the default first, then open ones, then by number', async () => {
    for (const { id } of [gas(), power(), neighbours()]) await link(id, 'payer');
    const numbers = [gas(), power(), neighbours()].sort((a, b) => (a.accountNumber < b.accountNumber ? -1 : 1));
    const [first, second, third] = numbers as [(typeof numbers)[0], (typeof numbers)[0], (typeof numbers)[0]];
    expect((await list()).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [first.id, true],
      [second.id, false],
      [third.id, false],
    ]);
    await ask('setAccountPreferences', third.id, { isDefault: true });
    expect((await list()).map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [third.id, true],
      [first.id, false],
      [second.id, false],
    ]);
    // Another one takes over by being made it.
    await ask('setAccountPreferences', second.id, { isDefault: true });
    expect((await list()).map(({ id }) => id)).toEqual([second.id, first.id, third.id]);
    const close = (status: 'open' | 'closed') =>
      inSupplier(stage, (tx) => tx.updateTable('accounts').set({ status }).where('id', '=', first.id).execute());
    await close('closed');
    expect((await list()).map(({ id }) => id)).toEqual([second.id, third.id, first.id]);
    await close('open');
    // One only, also when two are made it at once.
    const both = await Promise.all(
      [first, third].map(({ id }) => ask('setAccountPreferences', id, { isDefault: true })),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const shown = await inSupplier(stage, (tx) =>
      tx.selectFrom('account_preferences').select('account_id').where('is_default', '=', true).execute(),
    );
    expect(shown).toHaveLength(1);
  });

  it('keeps a name for the customer alone, and what is left out as it was', async () => {
    await link(gas().id, 'owner');
    const { body } = await ask('setAccountPreferences', gas().id, { nickname: '  Дача\n біля   річки ' });
    expect(body.nickname).toBe('Дача біля річки');
    const unseen = await ask('setAccountPreferences', gas().id, { nickname: '\u202eДача\u0007 біля\u200b річки' });
    expect(unseen.body.nickname).toBe('Дача біля річки');
    const unkept = await ask('setAccountPreferences', gas().id, { nickname: 'Да\u0000ча' });
    expect([unkept.status, unkept.body.code]).toEqual([400, 'invalid_request']);
    await ask('setAccountPreferences', gas().id, { isDefault: true });
    expect(await list()).toMatchObject([{ nickname: 'Дача біля річки', isDefault: true }]);
    const holder = await call(app, 'listAccounts', {
      supplierId: stage.supplier.id,
      token: await stage.supplier.mint({ customerRef: stage.supplier.customer.ref }),
    });
    expect(holder.text).not.toContain('Дача');
    expect(await audit('account.preferences_set')).toHaveLength(3);
  });

  it('takes an account off and puts it back, each once however often it is sent', async () => {
    await link(gas().id, 'owner');
    await ask('setAccountPreferences', gas().id, { nickname: 'Дача' });
    const key = randomUUID();
    const [first, again] = [
      await ask('unlinkAccount', gas().id, {}, { key }),
      await ask('unlinkAccount', gas().id, {}, { key }),
    ];
    expect(first.body).toEqual({
      unlinkedAt: SEED_NOW.toISOString(),
      restorableUntil: new Date(SEED_NOW.getTime() + 30 * DAY).toISOString(),
    });
    expect(again.text).toBe(first.text);
    expect(await list()).toEqual([]);
    expect((await ask('unlinkAccount', gas().id, {})).status).toBe(404);

    expect((await ask('restoreAccount', gas().id, {})).body).toMatchObject({ role: 'owner', nickname: 'Дача' });
    // From another tab, with a key of its own.
    expect((await ask('restoreAccount', gas().id, {})).status).toBe(200);
    expect(await list()).toHaveLength(1);
    expect(await audit('account.unlinked')).toEqual([{ subject_id: gas().id }]);
    expect(await audit('account.restored')).toEqual([{ subject_id: gas().id }]);
  });

  it('can be put back until the last moment of the thirty days', async () => {
    await link(gas().id, 'owner');
    await ask('unlinkAccount', gas().id, {});
    for (const [moment, status] of [
      [30 * DAY + 1, 404],
      [30 * DAY, 200],
    ] as const) {
      now = new Date(SEED_NOW.getTime() + moment);
      const later = await byCookie(stage, await signInAgain());
      expect((await ask('restoreAccount', gas().id, {}, { headers: later })).status).toBe(status);
    }
  });

  it('has the holder’s own account back for who links it again', async () => {
    const { customer, id: supplierId } = stage.supplier;
    const asHolder = {
      headers: { Authorization: `Bearer ${await stage.supplier.mint({ customerRef: customer.ref })}` },
    };
    await ask('unlinkAccount', gas().id, {}, asHolder);
    expect((await ask('getBalance', gas().id, undefined, asHolder)).status).toBe(404);
    const proven = { supplierId, customerRef: customer.ref, accountId: gas().id, provenBy: 'pin' as const, now };
    const isNew = () => inSupplier(stage, async (tx) => (await linkAccount(tx, { ...proven, role: 'payer' })).isNew);
    expect([await isNew(), await isNew()]).toEqual([true, false]);
    expect((await ask('getBalance', gas().id, undefined, asHolder)).status).toBe(200);
  });

  it('keeps the better of two rights, and has one link after fifty at once', async () => {
    const isNew = async (role: 'owner' | 'payer') => (await link(gas().id, role)).isNew;
    const results = await Promise.all(Array.from({ length: 50 }, () => isNew('payer')));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect([await isNew('owner'), await isNew('owner'), await isNew('payer')]).toEqual([true, false, false]);
    expect((await list()).map((each) => (each as unknown as { role: string }).role)).toEqual(['owner']);
  });

  it('shows a helper the meter without how the household lives, and nothing of the holder', async () => {
    await link(gas().id, 'owner');
    const helper = await person(stage);
    await inSupplier(stage, async (tx) => {
      const doing = { supplierId: stage.supplier.id, today: '2026-11-03', now, requestId: 'r' };
      const what = { accountId: gas().id, grants: ['readings'], untilOn: '2026-11-30', label: 'Сусідка' };
      const invited = await inviteHelper(tx, { ...doing, ...what, customerRef: refOf(someone) });
      if (typeof invited === 'string') throw new Error(invited);
      await acceptInvitation(tx, { ...doing, customerRef: refOf(helper), token: invited.token });
    });
    const asHelper = { headers: await byCookie(stage, helper) };
    const listed = await ask('listAccounts', undefined, undefined, asHelper);
    expect(listed.body.items).toMatchObject([{ role: 'helper', grants: ['link', 'readings'], untilOn: '2026-11-30' }]);
    const [meter] = (await ask('listMeters', gas().id, undefined, asHelper)).body.items;
    expect(meter.baseline.values).toMatchObject([{ value: '1234', consumption: null }]);
    expect(meter.recentUse).toEqual([]);

    const body = { meterId: meter.id, values: [{ registerId: meter.registers[0].id, value: '1279' }] };
    const handedIn = await ask('submitReading', gas().id, body, asHelper);
    expect(handedIn.status).toBe(201);
    const readings = { accountId: gas().id, readingId: handedIn.body.id };
    const withdrawn = await call(app, 'withdrawReading', {
      supplierId: stage.supplier.id,
      params: readings,
      ...asHelper,
    });
    expect(withdrawn.body.status).toBe('withdrawn');
    const { name } = stage.supplier.customer;
    for (const { text } of [listed, handedIn, withdrawn]) {
      expect(text).not.toContain(name);
      expect(text).not.toContain('Власник Рахунку');
      expect(text).not.toContain('Сусідка');
    }
  });

  it('says who is signed in as they said it themselves', async () => {
    await inSupplier(stage, (tx) =>
      tx.updateTable('people').set({ kind: 'entrepreneur' }).where('id', '=', someone.personId).execute(),
    );
    expect((await ask('getSession')).body.customer).toMatchObject({ displayName: 'Ївга', kind: 'entrepreneur' });
  });

  async function signInAgain(): Promise<SignedInPerson> {
    const { supplier, under } = stage;
    return signedInPerson(under.database, { supplierId: supplier.id, personId: someone.personId, now });
  }
});
