import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessTo, linkAccount } from '../db/account-access.js';
import { setPreferences } from '../db/account-links.js';
import { acceptInvitation, inviteHelper, openInvitation } from '../domain/helpers.js';
import { takeOffList, putBackOnList } from '../domain/account-list.js';
import { billingBase, type BillingBase, TODAY } from '../testing/billing-base.js';
import { type DatabaseUnderTest, databasesUnderTest } from '../testing/databases.js';

const HEAD = 'account_number;customer_ref;holder_name\n';
const BEFORE = `${HEAD}0400000001;C-1;Дем'яненко Ґанна\n0400000002;C-2;Іваненко Іван\n`;
const OWNER = 'kabinet:00000000-0000-4000-8000-000000000001';
const PAYER = 'kabinet:00000000-0000-4000-8000-000000000002';
const HELPER = 'kabinet:00000000-0000-4000-8000-000000000003';

describe.each(databasesUnderTest)('an import that names another holder (%s)', (_, open) => {
  let under: DatabaseUnderTest;
  let base: BillingBase;
  let accountId: string;
  let otherId: string;
  let pendingToken: string;

  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());

  const doing = () => ({ supplierId: base.supplierId, today: '2026-11-03', now: TODAY, requestId: 'r' });
  const inBase = <T>(work: Parameters<typeof under.database.transaction<T>>[1]) =>
    under.database.transaction(base.supplierId, work);
  const link = (customerRef: string, id: string, role: 'owner' | 'payer') =>
    inBase((tx) => linkAccount(tx, { ...doing(), customerRef, accountId: id, role, provenBy: 'pin' }));
  const invite = async () => {
    const invited = await inBase((tx) =>
      inviteHelper(tx, {
        ...doing(),
        customerRef: OWNER,
        accountId,
        grants: ['readings'],
        untilOn: '2026-12-01',
        label: '',
      }),
    );
    if (typeof invited === 'string') throw new Error(invited);
    return invited.token;
  };
  /** Who of everybody comes to the account. */
  const whoComes = async (id = accountId) => {
    const come: string[] = [];
    for (const customerRef of ['C-1', 'C-2', 'C-9', OWNER, PAYER, HELPER]) {
      if (await inBase((tx) => accessTo(tx, { ...doing(), customerRef, accountId: id }))) come.push(customerRef);
    }
    return come;
  };

  beforeEach(async () => {
    base = await billingBase(under.database);
    await base.bring('accounts', BEFORE);
    const accounts = await base.query<{ id: string }>('select id from accounts order by account_number_key');
    accountId = accounts[0]?.id ?? '';
    otherId = accounts[1]?.id ?? '';
    await link(OWNER, accountId, 'owner');
    await link(PAYER, accountId, 'payer');
    await link(PAYER, otherId, 'payer');
    const token = await invite();
    await inBase((tx) => acceptInvitation(tx, { ...doing(), customerRef: HELPER, token }));
    pendingToken = await invite();
    await inBase((tx) =>
      setPreferences(tx, { ...doing(), customerRef: PAYER, accountId, nickname: 'Мама', isDefault: true }),
    );
    expect(await whoComes()).toEqual(['C-1', OWNER, PAYER, HELPER]);
    return () => base.remove();
  });

  it.each([
    ['another customer', `${HEAD}0400000001;C-9;Дем'яненко Ґанна\n`, ['C-9']],
    ['another name', `${HEAD}0400000001;C-1;Петренко Петро\n`, ['C-1']],
    ['another name in a file without customers', `account_number;holder_name\n0400000001;Петренко Петро\n`, ['C-1']],
  ])('ends every link and invitation with %s, of this account only', async (_what, file, left) => {
    await base.bring('accounts', file);
    expect(await whoComes()).toEqual(left);
    expect(await whoComes(otherId)).toEqual(['C-2', PAYER]);
    const { state } = await inBase((tx) => openInvitation(tx, { ...doing(), customerRef: null, token: pendingToken }));
    expect(state).toBe('ended');
    expect(await base.query('select distinct ended_by from account_links where ended_at is not null')).toEqual([
      { ended_by: 'supplier' },
    ]);
    expect(await base.query('select nickname from account_preferences')).toEqual([]);
    expect(
      await base.query("select actor, actor_ref, subject_id from audit_events where action = 'account.links_ended'"),
    ).toEqual([{ actor: 'supplier', actor_ref: null, subject_id: accountId }]);
  });

  it('keeps the day, and forgets the PIN of the one before unless the file brings one', async () => {
    const kept = () =>
      base.query(`select holder_since::text as since, link_pin as pin from accounts where id = '${accountId}'`);
    const withPin = (name: string, pin: string) =>
      `account_number;customer_ref;holder_name;link_pin\n0400000001;C-1;${name};${pin}\n`;
    await base.bring('accounts', withPin("Дем'яненко Ґанна", '1111'));
    expect(await kept()).toEqual([{ since: null, pin: '1111' }]);
    await base.bring('accounts', `${HEAD}0400000001;C-9;Петренко Петро\n`);
    expect(await kept()).toEqual([{ since: '2026-11-03', pin: null }]);
    await base.bring('accounts', withPin('Сидоренко Сидір', '2222'));
    expect(await kept()).toEqual([{ since: '2026-11-03', pin: '2222' }]);
  });

  it('lets nobody put back what they had taken off before', async () => {
    await inBase((tx) => takeOffList(tx, { ...doing(), customerRef: PAYER, accountId, role: 'payer' }));
    await base.bring('accounts', `${HEAD}0400000001;C-9;Петренко Петро\n`);
    const back = inBase((tx) => putBackOnList(tx, { ...doing(), customerRef: PAYER, accountId }));
    await expect(back).rejects.toMatchObject({ code: 'not_found' });
    expect(await whoComes()).toEqual(['C-9']);
  });

  it.each([
    ['the same file', BEFORE],
    ['the same name in capitals and other apostrophes', `${HEAD}0400000001;C-1;ДЕМ’ЯНЕНКО  ҐАННА\n`],
    ['no reference any more', `${HEAD}0400000001;;Дем'яненко Ґанна\n`],
    ['a row that is rejected', `account_number;customer_ref;holder_name;premise_ref\n0400000001;C-9;Петро;P-unknown\n`],
  ])('ends nothing with %s', async (_what, file) => {
    await base.bring('accounts', file);
    expect((await whoComes()).filter((ref) => ref !== 'C-1')).toEqual([OWNER, PAYER, HELPER]);
  });

  it('ends nothing when a customer is named for the first time', async () => {
    await base.bring('accounts', `${HEAD}0400000001;;Дем'яненко Ґанна\n`);
    await base.bring('accounts', BEFORE);
    expect(await whoComes()).toEqual(['C-1', OWNER, PAYER, HELPER]);
  });
});
