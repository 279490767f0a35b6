import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dateInTimeZone } from '@kabinet/rules';
import { accountsOfCustomer } from '../db/account-access.js';
import { takeLinkOff } from '../db/account-links.js';
import { type Database, openPostgres } from '../db/database.js';
import { migrate } from '../db/migrate.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { SEED_NOW, type SeededAccount, seedSupplier, type SeededSupplier } from '../testing/index.js';
import { addAccounts } from '../testing/seed-supplier.js';
import { signedInPerson } from '../testing/signed-in.js';
import { createDatabase } from '../../../../test/support/postgres.js';
import { newPhone, signUpPerson, testVisitor } from '../testing/people.js';
import { testContext } from '../testing/context.js';
import { erasePerson } from './erasure.js';
import { acceptInvitation, inviteHelper, revokeHelper } from './helpers.js';
import { type LinkClaim, linkByProof, type Linker } from './linking.js';

const PROFILE = { linkProofs: ['pin', 'last_payment', 'meter_number'], hostedSignIn: true } as const;

/** Somebody new, who comes from an address that nobody else has. */
async function newLinker(database: Database, supplier: SeededSupplier, changes: Partial<Linker> = {}): Promise<Linker> {
  const { personId } = await signedInPerson(database, { supplierId: supplier.id });
  return {
    context: { database, evenTimeMs: 0 },
    supplier,
    customer: { ref: `kabinet:${personId}`, personId },
    address: `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
    now: SEED_NOW,
    requestId: 'request-1',
    ...changes,
  };
}

describe.each(databasesUnderTest)('linking by proof, on %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let gas: SeededAccount;
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under.close());
  beforeEach(async () => {
    supplier = await seedSupplier(under.database, { profile: { ...PROFILE, linkProofs: [...PROFILE.linkProofs] } });
    [gas] = supplier.customer.accounts;
    await change(gas, { link_pin: '00 48-21' });
  });

  const change = (account: SeededAccount, values: { link_pin?: string; status?: 'closed' }) =>
    under.database.transaction(supplier.id, (tx) =>
      tx.updateTable('accounts').set(values).where('id', '=', account.id).execute(),
    );
  const claim = (kind: LinkClaim['proof']['kind'], value: string, changes: Partial<LinkClaim> = {}): LinkClaim => ({
    accountNumber: gas.accountNumber,
    relation: 'owner',
    proof: { kind, value },
    ...changes,
  });
  const listOf = ({ customer }: Linker) =>
    under.database.transaction(supplier.id, (tx) =>
      accountsOfCustomer(tx, {
        supplierId: supplier.id,
        customerRef: customer.ref,
        today: dateInTimeZone(SEED_NOW, 'Europe/Kyiv'),
      }),
    );
  const audit = () =>
    under.database.transaction(supplier.id, (tx) => tx.selectFrom('audit_events').selectAll().orderBy('at').execute());
  const messages = () =>
    under.database.transaction(supplier.id, (tx) => tx.selectFrom('outgoing_messages').selectAll().execute());
  const pay = (amount: number, booked_on: string, more: { status?: 'pending'; service_kind?: string } = {}) =>
    under.database.transaction(supplier.id, (tx) =>
      tx
        .insertInto('ledger_entries')
        .values({
          supplier_id: supplier.id,
          account_id: gas.id,
          service_kind: 'gas',
          currency: 'UAH',
          kind: 'payment',
          amount: -amount,
          booked_on,
          basis: null,
          period_month: null,
          due_on: null,
          external_ref: null,
          ...more,
        })
        .execute(),
    );

  it.each([
    ['pin', (): string => '004821'],
    ['pin', (): string => 'ОО 4821'],
    ['meter_number', (): string => `№ ${gas.meters[0]!.serialNumber.toLowerCase()}`],
    ['last_payment', (): string => '100,00'],
    ['last_payment', (): string => '100 грн'],
  ] as const)('links whoever knows the %s', async (kind, value) => {
    const linker = await newLinker(under.database, supplier);
    const outcome = await linkByProof(linker, claim(kind, value()));
    expect(outcome).toMatchObject({ kind: 'linked', isNew: true, account: { holderKind: 'household', id: gas.id } });
    expect(await listOf(linker)).toMatchObject([{ id: gas.id, role: 'owner' }]);
  });

  it("links a relative's account as a payer, and twice is once", async () => {
    const linker = await newLinker(under.database, supplier);
    const mothers = claim('pin', '004821', { relation: 'payer' });
    const both = await Promise.all([linkByProof(linker, mothers), linkByProof(linker, mothers)]);
    expect(both.map((each) => each.kind === 'linked' && each.isNew).sort()).toEqual([false, true]);
    expect(await listOf(linker)).toMatchObject([{ id: gas.id, role: 'payer' }]);
    expect((await audit()).filter(({ action }) => action === 'account.linked')).toHaveLength(1);
  });

  it('knows the last payment and the one before it, whole where it was shared, and no older one', async () => {
    // After the seeded 100.00, which is older then, and 50.00, which is only on its way.
    await pay(2_000, '2026-11-04');
    await pay(12_000, '2026-11-08');
    await pay(3_456, '2026-11-08', { service_kind: 'electricity' });
    const now = new Date('2026-11-09T10:00:00Z');
    const kindOf = async (value: string) =>
      (await linkByProof(await newLinker(under.database, supplier, { now }), claim('last_payment', value))).kind;
    expect(await kindOf('154,56')).toBe('linked');
    expect(await kindOf('34,56')).toBe('linked');
    expect(await kindOf('20')).toBe('linked');
    expect(await kindOf('100')).toBe('refused');
    expect(await kindOf('0')).toBe('refused');
    expect(await kindOf('')).toBe('refused');
  });

  it('takes no payment for a proof that is only on its way or was booked today: whoever paid it knows no bill', async () => {
    const kindOf = async (value: string, now = SEED_NOW) =>
      (await linkByProof(await newLinker(under.database, supplier, { now }), claim('last_payment', value))).kind;
    await pay(777, '2026-11-02', { status: 'pending' });
    await pay(888, '2026-11-03');
    expect(await kindOf('7,77')).toBe('refused');
    expect(await kindOf('8,88')).toBe('refused');
    expect(await kindOf('100')).toBe('linked');
    // Midnight in Kyiv, not in Greenwich.
    expect(await kindOf('8,88', new Date('2026-11-03T22:30:00Z'))).toBe('linked');
  });

  it('takes nothing for a proof that a helper is shown, until a year after, whoever says it', async () => {
    const serial = gas.meters[0]!.serialNumber;
    const [holder, helper, payingHelper] = await Promise.all([0, 1, 2].map(() => newLinker(under.database, supplier)));
    await linkByProof(holder!, claim('pin', '004821'));
    const today = dateInTimeZone(SEED_NOW, 'Europe/Kyiv');
    const letIn = (who: Linker, grant: string) =>
      under.database.transaction(supplier.id, async (tx) => {
        const doing = { supplierId: supplier.id, today, now: SEED_NOW, requestId: 'r' };
        const invited = await inviteHelper(tx, {
          ...doing,
          customerRef: holder!.customer.ref,
          accountId: gas.id,
          grants: [grant],
          untilOn: '2026-11-10',
          label: '',
        });
        if (typeof invited === 'string') throw new Error(invited);
        await acceptInvitation(tx, { ...doing, customerRef: who.customer.ref, token: invited.token });
        return invited.invitationId;
      });
    const kindOf = async (linker: Linker, kind: LinkClaim['proof']['kind'], value: string) =>
      (await linkByProof(linker, claim(kind, value))).kind;
    await letIn(helper!, 'readings');
    expect(await kindOf(helper!, 'meter_number', serial)).toBe('refused');
    expect(await listOf(helper!)).toMatchObject([{ role: 'helper' }]);
    // The same person with another phone.
    expect(await kindOf(await newLinker(under.database, supplier), 'meter_number', serial)).toBe('refused');
    expect(await kindOf(await newLinker(under.database, supplier), 'last_payment', '100')).toBe('linked');
    const paying = await letIn(payingHelper!, 'payments');
    expect(await kindOf(await newLinker(under.database, supplier), 'last_payment', '100')).toBe('refused');
    await under.database.transaction(supplier.id, (tx) =>
      revokeHelper(tx, {
        supplierId: supplier.id,
        customerRef: holder!.customer.ref,
        accountId: gas.id,
        invitationId: paying,
        today,
        now: SEED_NOW,
        requestId: 'r',
      }),
    );
    const at = async (now: string) => newLinker(under.database, supplier, { now: new Date(now) });
    // Let out on 3 November, and until 10 November.
    expect(await kindOf(await at('2027-11-03T10:00:00Z'), 'last_payment', '100')).toBe('refused');
    expect(await kindOf(await at('2027-11-04T10:00:00Z'), 'last_payment', '100')).toBe('linked');
    expect(await kindOf(await at('2027-11-10T10:00:00Z'), 'meter_number', serial)).toBe('refused');
    expect(await kindOf(await at('2027-11-11T10:00:00Z'), 'meter_number', serial)).toBe('linked');
    // The PIN is shown to no helper.
    expect(await kindOf(await at('2026-11-05T10:00:00Z'), 'pin', '004821')).toBe('linked');
  });

  it('takes nothing for a proof that is from before a new holder', async () => {
    const kindOf = async (kind: LinkClaim['proof']['kind'], value: string) => {
      const now = new Date('2026-11-09T10:00:00Z');
      return (await linkByProof(await newLinker(under.database, supplier, { now }), claim(kind, value))).kind;
    };
    const serial = gas.meters[0]!.serialNumber;
    const arrive = (holder_since: string) =>
      under.database.transaction(supplier.id, (tx) =>
        tx.updateTable('accounts').set({ holder_since }).where('id', '=', gas.id).execute(),
      );
    await pay(4_200, '2026-11-06');
    await arrive('2026-11-05');
    expect(await kindOf('meter_number', serial)).toBe('refused');
    // Booked on 2 November, under the holder before.
    expect(await kindOf('last_payment', '100')).toBe('refused');
    expect(await kindOf('last_payment', '42')).toBe('linked');
    expect(await kindOf('pin', '004821')).toBe('linked');
    await under.database.transaction(supplier.id, (tx) =>
      tx.updateTable('meters').set({ installed_on: '2026-11-07' }).where('id', '=', gas.meters[0]!.id).execute(),
    );
    expect(await kindOf('meter_number', serial)).toBe('linked');
  });

  it('answers alike to a wrong proof, no account, a closed one, an empty fact and a proof not taken', async () => {
    const other = await seedSupplier(under.database, { profile: { ...PROFILE, linkProofs: ['pin'] } });
    const [closed] = await addAccounts(under.database, supplier, 1);
    await change(closed!, { link_pin: '004821', status: 'closed' });
    const [withoutPin] = supplier.neighbour.accounts;
    const claims = [
      claim('pin', '004822'),
      claim('pin', '004821', { accountNumber: '0400999999' }),
      claim('pin', '004821', { accountNumber: closed!.accountNumber }),
      claim('pin', '', { accountNumber: withoutPin.accountNumber }),
      claim('pin', ' - ', { accountNumber: withoutPin.accountNumber }),
      claim('pin', '004821', { accountNumber: other.customer.accounts[0].accountNumber }),
      claim('meter_number', 'no such'),
      claim('last_payment', 'сто'),
    ];
    for (const each of claims) {
      const linker = await newLinker(under.database, supplier);
      expect(await linkByProof(linker, each)).toEqual({ kind: 'refused' });
      expect(await listOf(linker)).toEqual([]);
    }
    const pinOnly = { ...supplier, profile: { ...supplier.profile, linkProofs: ['pin' as const] } };
    const serial = gas.meters[0]!.serialNumber;
    const linker = await newLinker(under.database, supplier, { supplier: pinOnly });
    expect(await linkByProof(linker, claim('meter_number', serial))).toEqual({ kind: 'refused' });
  });

  it('tells who speaks for the account already, and leaves traces without numbers or secrets', async () => {
    const first = await newLinker(under.database, supplier);
    await under.database.transaction(supplier.id, (tx) =>
      tx
        .insertInto('contacts')
        .values({
          supplier_id: supplier.id,
          person_id: first.customer.personId,
          kind: 'phone',
          address: `+38067${randomInt(1_000_000, 9_999_999)}`,
          verified_at: SEED_NOW,
        })
        .execute(),
    );
    await linkByProof(first, claim('pin', '004821'));
    expect(await messages()).toEqual([]);
    const second = await newLinker(under.database, supplier);
    await linkByProof(second, claim('pin', '999999'));
    await linkByProof(second, claim('pin', '004821', { relation: 'payer' }));
    await linkByProof(second, claim('pin', '004821', { relation: 'payer' }));
    const sent = await messages();
    expect(sent.map(({ purpose }) => purpose)).toEqual(['account_linked']);
    expect(sent[0]?.body).toContain(gas.accountNumber.slice(-4));
    expect(sent[0]?.body).not.toContain(gas.accountNumber);
    const traces = await audit();
    expect(traces.map(({ action, actor_ref, subject_id }) => [action, actor_ref, subject_id]).sort()).toEqual(
      [
        ['account.linked', first.customer.ref, gas.id],
        ['account.link_refused', second.customer.ref, gas.id],
        ['account.linked', second.customer.ref, gas.id],
      ].sort(),
    );
    expect(JSON.stringify(traces)).not.toMatch(new RegExp(`004821|999999|${gas.accountNumber}`));
  });

  it('tells nobody again when an account is taken off and linked once more, unless as more than before', async () => {
    const first = await newLinker(under.database, supplier);
    await under.database.transaction(supplier.id, (tx) =>
      tx
        .insertInto('contacts')
        .values({
          supplier_id: supplier.id,
          person_id: first.customer.personId,
          kind: 'phone',
          address: newPhone(),
          verified_at: SEED_NOW,
        })
        .execute(),
    );
    await linkByProof(first, claim('pin', '004821'));
    const second = await newLinker(under.database, supplier);
    const takeOff = (now = SEED_NOW) =>
      under.database.transaction(supplier.id, (tx) =>
        takeLinkOff(tx, { supplierId: supplier.id, customerRef: second.customer.ref, accountId: gas.id, now }),
      );
    const linkAs = async (relation: 'owner' | 'payer', now = SEED_NOW) => {
      const outcome = await linkByProof({ ...second, now }, claim('pin', '004821', { relation }));
      expect(outcome).toMatchObject({ kind: 'linked', isNew: true });
      return (await messages()).filter(({ purpose }) => purpose === 'account_linked').length;
    };
    expect(await linkAs('payer')).toBe(1);
    for (let count = 0; count < 5; count += 1) {
      await takeOff();
      expect(await linkAs('payer')).toBe(1);
    }
    await takeOff();
    expect(await linkAs('owner')).toBe(2);
    await takeOff();
    expect(await linkAs('payer')).toBe(2);
    expect(await listOf(second)).toMatchObject([{ role: 'owner' }]);
    // After the thirty days in which it can be put back it is a new one.
    await takeOff();
    expect(await linkAs('payer', new Date(SEED_NOW.getTime() + 31 * 86_400_000))).toBe(3);
  });

  it('takes five tries a day for an account number, whether or not it exists, and says when to come again', async () => {
    for (const accountNumber of [gas.accountNumber, '0400999999']) {
      const wrong = claim('pin', '999999', { accountNumber });
      for (let count = 0; count < 5; count += 1) {
        expect((await linkByProof(await newLinker(under.database, supplier), wrong)).kind).toBe('refused');
      }
      const right = claim('pin', '004821', { accountNumber });
      const late = await linkByProof(await newLinker(under.database, supplier), right);
      expect(late.kind).toBe('later');
      const retryAt = late.kind === 'later' ? late.retryAt : SEED_NOW;
      expect(retryAt.getTime()).toBeGreaterThan(SEED_NOW.getTime());
      const again = await newLinker(under.database, supplier, { now: retryAt });
      expect((await linkByProof(again, right)).kind).toBe(accountNumber === gas.accountNumber ? 'linked' : 'refused');
    }
  });

  it('has the same tries left for who has themselves erased and signs up anew with the same phone', async () => {
    const context = testContext(under.database);
    const phone = newPhone();
    const linkerWith = async (contact: string) => {
      const { personId } = await signUpPerson(testVisitor(context, supplier), { contact });
      return newLinker(under.database, supplier, { customer: { ref: `kabinet:${personId}`, personId } });
    };
    const guess = (linker: Linker, index: number) =>
      linkByProof(linker, claim('pin', '999999', { accountNumber: `04${40_000_000 + index}` }));
    const before = await linkerWith(phone);
    for (let index = 0; index < 19; index += 1) expect((await guess(before, index)).kind).toBe('refused');
    const { personId } = before.customer;
    await under.database.transaction(supplier.id, (tx) =>
      erasePerson(tx, { supplierId: supplier.id, personId, actor: 'customer', now: SEED_NOW, requestId: null }),
    );
    const anew = await linkerWith(phone);
    expect(anew.customer.personId).not.toBe(personId);
    expect([(await guess(anew, 20)).kind, (await guess(anew, 21)).kind]).toEqual(['refused', 'later']);
    expect((await guess(await linkerWith(newPhone()), 22)).kind).toBe('refused');
  });

  it('gives those who are right their tries back', async () => {
    for (let count = 0; count < 8; count += 1) {
      const linker = await newLinker(under.database, supplier);
      expect((await linkByProof(linker, claim('pin', '004821'))).kind).toBe('linked');
    }
    const spent = await under.database.transaction(supplier.id, (tx) =>
      tx.selectFrom('attempt_counts').select('count').where('count', '>', 0).execute(),
    );
    expect(spent).toEqual([]);
  });
});

describe('guessing across two server processes', () => {
  let first: Database;
  let second: Database;
  let supplier: SeededSupplier;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const created = await createDatabase();
    drop = () => created.drop();
    first = openPostgres({ url: created.url, poolSize: 8 });
    await migrate(first);
    second = openPostgres({ url: created.url, poolSize: 8 });
    supplier = await seedSupplier(first, { profile: { ...PROFILE, linkProofs: ['pin'] } });
  });
  afterAll(async () => {
    await Promise.all([first.close(), second.close()]);
    await drop();
  });

  const guess = (linker: Linker, accountNumber: string, database: Database) =>
    linkByProof(
      { ...linker, context: { database, evenTimeMs: 0 } },
      { accountNumber, relation: 'owner', proof: { kind: 'pin', value: '0000' } },
    );
  const count = (kinds: readonly { kind: string }[], kind: string) => kinds.filter((each) => each.kind === kind).length;

  it('takes 5 of 40 at once for one account, from as many people', async () => {
    const [account] = supplier.customer.accounts;
    const linkers = [];
    for (let index = 0; index < 40; index += 1) linkers.push(await newLinker(first, supplier));
    const outcomes = await Promise.all(
      linkers.map((linker, index) => guess(linker, account.accountNumber, index % 2 ? first : second)),
    );
    expect([count(outcomes, 'refused'), count(outcomes, 'later')]).toEqual([5, 35]);
  });

  it('takes 20 a day of one person over ever other accounts, and 30 an hour from one address', async () => {
    const linker = await newLinker(first, supplier);
    const byPerson = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        guess({ ...linker, address: `10.1.1.${index}` }, `04${20_000_000 + index}`, index % 2 ? first : second),
      ),
    );
    expect([count(byPerson, 'refused'), count(byPerson, 'later')]).toEqual([20, 10]);
    const linkers = [];
    for (let index = 0; index < 40; index += 1) linkers.push(await newLinker(first, supplier, { address: '10.2.2.2' }));
    const byAddress = await Promise.all(
      linkers.map((each, index) => guess(each, `04${30_000_000 + index}`, index % 2 ? first : second)),
    );
    expect([count(byAddress, 'refused'), count(byAddress, 'later')]).toEqual([30, 10]);
  });

  it('takes 1,000 failures an hour in all: one guess on each of many accounts ends there', async () => {
    // Whoever guesses so has any number of addresses and people; what counts all of them was nearly used up before.
    const started = new Date('2026-12-01T10:00:00Z');
    const linker = await newLinker(first, supplier, { now: started });
    await guess(linker, '0440000000', first);
    await first.transaction(supplier.id, (tx) =>
      tx
        .updateTable('attempt_counts')
        .set({ count: 990 })
        .where('budget', '=', 'link_failures')
        .where('span_start', '>=', new Date(started.getTime() - 3_600_000).toISOString())
        .execute(),
    );
    const guessers = [];
    for (let index = 0; index < 20; index += 1) guessers.push(await newLinker(first, supplier, { now: started }));
    const outcomes = await Promise.all(
      guessers.map((each, index) => guess(each, `04${50_000_000 + index}`, index % 2 ? first : second)),
    );
    expect([count(outcomes, 'refused'), count(outcomes, 'later')]).toEqual([10, 10]);
  });
});
