import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { testContext } from '../testing/context.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import {
  lastCodeTo,
  LONG_PASSWORD_FOR_TESTS as LONG,
  newPhone,
  SHORT_PASSWORD_FOR_TESTS as SHORT,
  signUpPerson,
  testVisitor,
} from '../testing/people.js';
import { SEED_NOW, type SeededSupplier, seedSupplier } from '../testing/seed-supplier.js';
import { type BudgetName, BUDGETS, spend } from './budgets.js';
import { beginContact, beginReset, confirmSignIn, confirmSignUp, resetPassword, signIn, signUp } from './people.js';
import type { Visitor } from './visitor.js';

const WRONG = 'зовсім інша слива 9';
const minutesLater = (minutes: number) => new Date(SEED_NOW.getTime() + minutes * 60_000);

describe.each(databasesUnderTest)('a stranger who knows a contact, in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let context: Context;
  beforeAll(async () => {
    under = await open();
    context = testContext(under.database);
  });
  beforeEach(async () => {
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
  });
  afterAll(() => under.close());

  const visitor = (changes: Partial<Visitor> = {}) => testVisitor(context, supplier, changes);
  const codeTo = async (contact: string) => (await lastCodeTo(context, supplier.id, contact)) ?? 'none';
  const attempt = (answer: object) => ('attemptToken' in answer ? (answer.attemptToken as string) : null);
  const wrongFor = (code: string) => (code === '123456' ? '654321' : '123456');
  /** Leaves so many of a budget that is everybody's. */
  const leave = (budget: BudgetName, left: number) =>
    under.database.transaction(supplier.id, async (tx) => {
      const one = { supplierId: supplier.id, budget, who: '', ...BUDGETS[budget], now: SEED_NOW };
      for (let spent = left; spent < one.limit; spent += 1) await spend(tx, one);
    });
  const makeStaff = (personId: string) =>
    under.database.transaction(supplier.id, (tx) =>
      tx
        .insertInto('staff_roles')
        .values({ supplier_id: supplier.id, person_id: personId, role: 'link_requests' })
        .execute(),
    );

  it('uses up the codes of sign-up and of forgotten passwords, and none of who has the password', async () => {
    const person = await signUpPerson(visitor(), { password: SHORT });
    const staff = await signUpPerson(visitor(), { password: LONG });
    await makeStaff(staff.personId);
    for (const { contact } of [person, staff]) {
      for (let times = 0; times < 6; times += 1) await beginReset(visitor(), { contact });
      expect((await beginReset(visitor(), { contact })).kind).toBe('wait');
      expect((await signUp(visitor(), { contact, password: WRONG })).kind).toBe('wait');
    }
    for (const { contact, password } of [person, staff]) {
      const begun = await signIn(visitor(), { contact, password });
      expect(begun.kind).toBe('code_sent');
      const browser = visitor({ attemptToken: attempt(begun) });
      expect((await confirmSignIn(browser, { code: await codeTo(contact) })).kind).toBe('signed_in');
    }
  });

  it('does not keep a signed-in person from adding a contact', async () => {
    const { personId, session } = await signUpPerson(visitor());
    const contact = newPhone();
    for (let times = 0; times < 6; times += 1) await signUp(visitor(), { contact, password: WRONG });
    const who = { personId, sessionId: session.sessionId, isStrong: true };
    const begun = await beginContact(visitor(), who, { contact, password: LONG, replacesId: null });
    expect(begun.kind).toBe('code_sent');
  });

  it('is sent five codes an hour after a right password too, and 20 a day', async () => {
    const { contact, password } = await signUpPerson(visitor(), { password: SHORT });
    let sent = 0;
    const send = async (now: Date) => {
      const { kind } = await signIn(visitor({ now }), { contact, password });
      expect(kind).toMatch(/^(code_sent|wait)$/);
      if (kind === 'code_sent') sent += 1;
    };
    for (let times = 0; times < 6; times += 1) await send(SEED_NOW);
    expect(sent).toBe(5);
    for (let minutes = 66; minutes < 23 * 60; minutes += 30) await send(minutesLater(minutes));
    expect(sent).toBe(20);
  });

  it('has 20 codes a day sent to one contact and no more', async () => {
    const { contact } = await signUpPerson(visitor());
    let sent = 1;
    for (let minutes = 0; minutes < 23 * 60; minutes += 30) {
      const { kind } = await beginReset(visitor({ now: minutesLater(minutes) }), { contact });
      if (kind === 'code_sent') sent += 1;
    }
    expect(sent).toBe(20);
  });

  it('who tries wrong codes from the same address, or all over the supplier, puts off other strangers only', async () => {
    const { contact, password } = await signUpPerson(visitor(), { password: SHORT });
    const address = '198.51.100.9';
    for (let times = 0; times < 12; times += 1) {
      const phone = newPhone();
      const attemptToken = attempt(await signUp(visitor({ address }), { contact: phone, password: WRONG }));
      const wrong = wrongFor(await codeTo(phone));
      for (let tries = 0; tries < 5; tries += 1) {
        const answer = await confirmSignUp(visitor({ address, attemptToken }), { code: wrong });
        expect(answer.kind).toBe('wrong_code');
      }
    }
    const shared = attempt(await beginReset(visitor({ address }), { contact }));
    const code = await codeTo(contact);
    const reset = { code, password: 'груша-43' };
    expect((await resetPassword(visitor({ address, attemptToken: shared }), reset)).kind).toBe('wait');
    await leave('code_failures', 0);
    expect((await resetPassword(visitor({ attemptToken: shared }), reset)).kind).toBe('wait');

    const begun = await signIn(visitor({ address }), { contact, password });
    const browser = visitor({ address, attemptToken: attempt(begun) });
    expect(await confirmSignIn(browser, { code: wrongFor(await codeTo(contact)) })).toMatchObject({ triesLeft: 4 });
    expect((await confirmSignIn(browser, { code: await codeTo(contact) })).kind).toBe('signed_in');
  });

  it('guesses no more than 1,000 codes an hour over all contacts, and right ones cost nothing', async () => {
    await leave('code_failures', 3);
    for (let times = 0; times < 5; times += 1) expect((await signUpPerson(visitor())).kind).toBe('signed_in');
    const kinds = [];
    for (let times = 0; times < 5; times += 1) {
      const contact = newPhone();
      const attemptToken = attempt(await beginReset(visitor(), { contact }));
      kinds.push((await resetPassword(visitor({ attemptToken }), { code: '123456', password: WRONG })).kind);
    }
    expect(kinds).toEqual(['wrong_code', 'wrong_code', 'wrong_code', 'wait', 'wait']);
  });

  it('who guesses one password at each of many people makes new browsers need a code, and refuses nobody', async () => {
    const { contact, password, deviceToken } = await signUpPerson(visitor(), { password: LONG });
    await leave('password_failures', 2);
    expect((await signIn(visitor(), { contact, password })).kind).toBe('signed_in');
    const wrong = [];
    for (const each of [newPhone(), contact, newPhone(), contact, newPhone()]) {
      wrong.push(await signIn(visitor(), { contact: each, password: WRONG }));
    }
    expect(wrong).toEqual(Array.from({ length: 5 }, () => ({ kind: 'wrong' })));
    const begun = await signIn(visitor(), { contact, password });
    expect(begun.kind).toBe('code_sent');
    const browser = visitor({ attemptToken: attempt(begun) });
    expect((await confirmSignIn(browser, { code: await codeTo(contact) })).kind).toBe('signed_in');
    expect((await signIn(visitor({ deviceToken }), { contact, password })).kind).toBe('signed_in');
    expect((await signIn(visitor({ now: minutesLater(66) }), { contact, password })).kind).toBe('signed_in');
  });
});
