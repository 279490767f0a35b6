import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { contactsOf } from '../db/contacts.js';
import { grantRole } from '../db/staff-roles.js';
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
import { BUDGETS } from './budgets.js';
import { readContact } from './contacts.js';
import {
  beginContact,
  beginReset,
  changePassword,
  confirmContact,
  confirmSignIn,
  confirmSignUp,
  findCodeStep,
  personOf,
  removeContact,
  resendCode,
  resetPassword,
  setProfile,
  signIn,
  signUp,
} from './people.js';
import { findSession } from './sessions.js';
import type { Visitor } from './visitor.js';

const minutesLater = (minutes: number) => new Date(SEED_NOW.getTime() + minutes * 60_000);
const ANOTHER = 'друга жовта слива 8';

describe.each(databasesUnderTest)('people in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let context: Context;
  beforeAll(async () => {
    under = await open();
    supplier = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
    context = testContext(under.database);
  });
  afterAll(() => under.close());

  const visitor = (changes: Partial<Visitor> = {}) => testVisitor(context, supplier, changes);
  const codeTo = async (contact: string) => (await lastCodeTo(context, supplier.id, contact)) ?? 'none';
  const attempt = (answer: object) => ('attemptToken' in answer ? (answer.attemptToken as string) : null);
  const who = (signedIn: { personId: string; session: { sessionId: string } }) => ({
    personId: signedIn.personId,
    sessionId: signedIn.session.sessionId,
    isStrong: true,
  });
  const isIn = (token: string, now = SEED_NOW) =>
    under.database.transaction(supplier.id, (tx) => findSession(tx, { supplierId: supplier.id, token, now }));
  const person = (id: string) => under.database.transaction(supplier.id, (tx) => personOf(tx, supplier.id, id));

  /** What was written to a contact, the first first. */
  const messagesTo = async (typed: string) => {
    const rows = await under.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('outgoing_messages')
        .select('purpose')
        .where('supplier_id', '=', supplier.id)
        .where('recipient', '=', readContact(typed, 'UA')?.address ?? '')
        .orderBy('id')
        .execute(),
    );
    return rows.map(({ purpose }) => purpose);
  };
  const actsOn = async (personId: string) => {
    const rows = await under.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('audit_events')
        .select(['actor', 'action'])
        .where('supplier_id', '=', supplier.id)
        .where('subject_id', '=', personId)
        .execute(),
    );
    return rows.map(({ actor, action }) => `${actor} ${action}`).sort();
  };

  describe('signing up', () => {
    it('takes a contact, a password and the code, and signs in', async () => {
      const contact = `Olena.${Math.random().toString(36).slice(2)}@Example.com`;
      const signedIn = await signUpPerson(visitor({ language: 'ru' }), { contact, password: SHORT });
      expect(await isIn(signedIn.session.token)).toMatchObject({
        hosted: { personId: signedIn.personId, isStrong: true },
      });
      expect(await person(signedIn.personId)).toMatchObject({
        language: 'ru',
        isPasswordShort: true,
        contacts: [{ kind: 'email', address: contact.toLowerCase() }],
      });
      expect(await actsOn(signedIn.personId)).toEqual(['customer person.signed_in', 'customer person.signed_up']);
    });

    it('says what is wrong in both fields at once, and sends nothing', async () => {
      expect(await signUp(visitor(), { contact: '', password: '' })).toEqual({
        kind: 'refused',
        contact: 'empty',
        password: 'empty',
      });
      expect(await signUp(visitor(), { contact: '06712', password: 'qwertyuiop' })).toEqual({
        kind: 'refused',
        contact: 'unreadable',
        password: 'too_common',
      });
    });

    it('sends codes to phones of the supplier’s country only, unless the supplier names others', async () => {
      const typed = { contact: '+48 512 345 678', password: LONG };
      const refused = { kind: 'refused', contact: 'phone_abroad', password: null };
      expect(await signUp(visitor(), typed)).toEqual(refused);
      expect(await beginReset(visitor(), typed)).toMatchObject({ contact: 'phone_abroad' });
      const also = { ...supplier, profile: { ...supplier.profile, phoneCountries: ['UA', 'PL'] } };
      expect((await signUp(visitor({ supplier: also }), typed)).kind).toBe('code_sent');
    });

    it('pays for so many codes by SMS an hour and no more, whoever asks from wherever; letters go on', async () => {
      const other = await seedSupplier(under.database, { profile: { hostedSignIn: true } });
      const ask = (contact: string) => signUp(testVisitor(context, other), { contact, password: LONG });
      expect((await ask(newPhone())).kind).toBe('code_sent');
      await under.database.transaction(other.id, (tx) =>
        tx
          .updateTable('attempt_counts')
          .set({ count: BUDGETS.code_sms.limit - 1 })
          .where('supplier_id', '=', other.id)
          .where('budget', '=', 'code_sms')
          .execute(),
      );
      expect([(await ask(newPhone())).kind, (await ask(newPhone())).kind]).toEqual(['code_sent', 'wait']);
      expect((await ask('olena.sms@example.com')).kind).toBe('code_sent');
    });

    it('does not take contacts this server cannot write to', async () => {
      const mute = { ...context, messenger: { ...context.messenger, channels: { sms: false, email: true } } };
      const answer = await signUp(visitor({ context: mute }), { contact: newPhone(), password: LONG });
      expect(answer).toEqual({ kind: 'refused', contact: 'phone_not_served', password: null });
    });

    it('answers the same for a contact that is somebody’s, and tells its owner', async () => {
      const owner = await signUpPerson(visitor({ language: 'en' }));
      const fresh = newPhone();
      const known = await signUp(visitor(), { contact: owner.contact, password: ANOTHER });
      const unknown = await signUp(visitor(), { contact: fresh, password: ANOTHER });
      const shape = (answer: object) => JSON.stringify({ ...answer, attemptToken: '', contact: '' });
      expect(shape(known)).toBe(shape(unknown));
      expect(await messagesTo(owner.contact)).toEqual(['code', 'already_signed_up']);
      expect(await messagesTo(fresh)).toEqual(['code']);
      const browser = visitor({ attemptToken: attempt(known) });
      expect(await confirmSignUp(browser, { code: '123456' })).toEqual({ kind: 'wrong_code', triesLeft: 4 });
      expect(await signIn(visitor(), { contact: owner.contact, password: ANOTHER })).toEqual({ kind: 'wrong' });
    });

    it('makes one person of two browsers that prove the same contact', async () => {
      const contact = newPhone();
      const first = await signUp(visitor(), { contact, password: LONG });
      const firstCode = await codeTo(contact);
      const second = await signUp(visitor({ now: minutesLater(1) }), { contact, password: ANOTHER });
      const secondCode = await codeTo(contact);
      const answers = await Promise.all([
        confirmSignUp(visitor({ attemptToken: attempt(first) }), { code: firstCode }),
        confirmSignUp(visitor({ attemptToken: attempt(second), now: minutesLater(1) }), { code: secondCode }),
      ]);
      expect(answers.map(({ kind }) => kind).sort()).toEqual(['already_signed_up', 'signed_in']);
      const { count } = await under.database.transaction(supplier.id, (tx) =>
        tx
          .selectFrom('contacts')
          .select((count) => count.fn.countAll<string>().as('count'))
          .where('address', '=', readContact(contact, 'UA')?.address ?? '')
          .executeTakeFirstOrThrow(),
      );
      expect(count).toBe('1');
    });

    it('makes two people of one e-mail at two suppliers', async () => {
      const other = await seedSupplier(under.database);
      const contact = `ivan.${Math.random().toString(36).slice(2)}@example.com`;
      const here = await signUpPerson(visitor(), { contact, password: LONG });
      const there = await signUpPerson(testVisitor(context, other), { contact, password: ANOTHER });
      expect(there.personId).not.toBe(here.personId);
      expect(await signIn(visitor(), { contact, password: ANOTHER })).toEqual({ kind: 'wrong' });
      expect(await signIn(testVisitor(context, other), { contact, password: LONG })).toEqual({ kind: 'wrong' });
      expect(await isIn(there.session.token)).toBeNull();
      expect(await person(there.personId)).toBeNull();
    });

    it('sends five codes an hour to a contact, whoever asks', async () => {
      const contact = newPhone();
      for (let times = 0; times < 5; times += 1) {
        expect((await signUp(visitor(), { contact, password: LONG })).kind).toBe('code_sent');
      }
      const refused = await signUp(visitor(), { contact, password: LONG });
      expect(refused.kind).toBe('wait');
      expect((await beginReset(visitor(), { contact })).kind).toBe('wait');
    });
  });

  describe('signing in', () => {
    it('lets a long password in alone, and tells of the new device', async () => {
      const { contact, personId } = await signUpPerson(visitor());
      const answer = await signIn(visitor(), { contact: ` ${contact} `, password: LONG });
      expect(answer).toMatchObject({ kind: 'signed_in', personId });
      expect(await messagesTo(contact)).toEqual(['code', 'new_device']);
      if (answer.kind !== 'signed_in') return;
      expect(await isIn(answer.session.token)).toMatchObject({ hosted: { isStrong: false } });
      await signIn(visitor({ deviceToken: answer.deviceToken }), { contact, password: LONG });
      expect(await messagesTo(contact)).toEqual(['code', 'new_device']);
    });

    it('asks for a code beside a short password where the browser is not known, and not where it is', async () => {
      const { contact, deviceToken, personId } = await signUpPerson(visitor(), { password: SHORT });
      const known = await signIn(visitor({ deviceToken }), { contact, password: SHORT });
      expect(known.kind).toBe('signed_in');
      const unknown = await signIn(visitor(), { contact, password: SHORT });
      expect(unknown).toMatchObject({ kind: 'code_sent' });
      const browser = visitor({ attemptToken: attempt(unknown) });
      const done = await confirmSignIn(browser, { code: await codeTo(contact) });
      expect(done).toMatchObject({ kind: 'signed_in', personId });
      if (done.kind === 'signed_in')
        expect(await isIn(done.session.token)).toMatchObject({ hosted: { isStrong: true } });
    });

    it('asks staff for a code always', async () => {
      const { contact, deviceToken, personId } = await signUpPerson(visitor());
      await under.database.transaction(supplier.id, (tx) =>
        tx
          .insertInto('staff_roles')
          .values({ supplier_id: supplier.id, person_id: personId, role: 'link_requests' })
          .execute(),
      );
      expect((await signIn(visitor({ deviceToken }), { contact, password: LONG })).kind).toBe('code_sent');
    });

    it('does not know another’s device', async () => {
      const { deviceToken } = await signUpPerson(visitor(), { password: SHORT });
      const { contact } = await signUpPerson(visitor(), { password: SHORT });
      expect((await signIn(visitor({ deviceToken }), { contact, password: SHORT })).kind).toBe('code_sent');
    });

    it('answers the same for a wrong password and for nobody, and keeps the trace of the first', async () => {
      const { contact, personId } = await signUpPerson(visitor());
      expect(await signIn(visitor(), { contact, password: ANOTHER })).toEqual({ kind: 'wrong' });
      expect(await signIn(visitor(), { contact: newPhone(), password: ANOTHER })).toEqual({ kind: 'wrong' });
      expect(await actsOn(personId)).toContain('nobody person.sign_in_failed');
    });

    it('lets nobody in by a password that only begins like the right one', async () => {
      const { contact } = await signUpPerson(visitor());
      expect((await signIn(visitor(), { contact, password: `${LONG}0` })).kind).toBe('wrong');
      expect((await signIn(visitor(), { contact, password: '' })).kind).toBe('refused');
    });

    it.each([
      ['somebody', true],
      ['nobody', false],
    ])(
      'judges ten wrong passwords an hour for %s, and leaves the person’s own browser alone',
      async (_who, isSomebody) => {
        const signedUp = isSomebody ? await signUpPerson(visitor()) : null;
        const contact = signedUp?.contact ?? newPhone();
        const answers = await Promise.all(
          Array.from({ length: 30 }, () => signIn(visitor(), { contact, password: ANOTHER })),
        );
        expect(answers.filter(({ kind }) => kind === 'wrong')).toHaveLength(10);
        expect(answers.filter(({ kind }) => kind === 'wait')).toHaveLength(20);
        expect((await signIn(visitor(), { contact, password: LONG })).kind).toBe('wait');
        if (!signedUp) return;
        const own = visitor({ deviceToken: signedUp.deviceToken });
        expect((await signIn(own, { contact, password: LONG })).kind).toBe('signed_in');
        const after = await signIn(visitor({ now: minutesLater(66) }), { contact, password: LONG });
        expect(after.kind).toBe('signed_in');
      },
    );

    it('does not count right passwords', async () => {
      const { contact } = await signUpPerson(visitor());
      for (let times = 0; times < 12; times += 1) {
        expect((await signIn(visitor(), { contact, password: LONG })).kind).toBe('signed_in');
      }
    });

    it('lets one address try 60 an hour over all contacts', async () => {
      const address = '198.51.100.7';
      const kinds = await Promise.all(
        Array.from({ length: 62 }, () => signIn(visitor({ address }), { contact: newPhone(), password: ANOTHER })),
      );
      expect(kinds.filter(({ kind }) => kind === 'wrong')).toHaveLength(60);
    });
  });

  describe('the code', () => {
    it('comes again after a minute, by another of the person’s contacts too', async () => {
      const { contact, personId } = await signUpPerson(visitor(), { password: SHORT });
      const email = `${personId}@example.com`;
      await under.database.transaction(supplier.id, (tx) =>
        tx
          .insertInto('contacts')
          .values({
            supplier_id: supplier.id,
            person_id: personId,
            kind: 'email',
            address: email,
            verified_at: SEED_NOW,
          })
          .execute(),
      );
      const begun = await signIn(visitor(), { contact, password: SHORT });
      const browser = visitor({ attemptToken: attempt(begun) });
      const step = await findCodeStep(browser, 'sign_in');
      expect(step).toMatchObject({
        sentTo: readContact(contact, 'UA')?.address,
        otherContacts: [{ masked: `${personId[0]}•••@example.com` }],
      });
      const contactId = step?.otherContacts[0]?.id ?? '';
      expect(await resendCode(browser, { purpose: 'sign_in', contactId })).toEqual({
        kind: 'wait',
        retryAt: minutesLater(1),
      });
      const later = { ...browser, now: minutesLater(1) };
      expect((await resendCode(later, { purpose: 'sign_in', contactId })).kind).toBe('code_resent');
      expect(await findCodeStep(later, 'sign_in')).toMatchObject({ sentTo: `${personId[0]}•••@example.com` });
      const done = await confirmSignIn(later, { code: await codeTo(email) });
      expect(done.kind).toBe('signed_in');
    });

    it('can be asked for again after it has ended, and shows nobody’s contacts before the password was right', async () => {
      const { contact } = await signUpPerson(visitor());
      const begun = await beginReset(visitor(), { contact });
      const browser = visitor({ attemptToken: attempt(begun), now: minutesLater(10) });
      const old = await codeTo(contact);
      const answer = await resetPassword(browser, { code: old, password: ANOTHER });
      expect(answer.kind).toBe('expired_code');
      expect(await findCodeStep(browser, 'reset_password')).toMatchObject({ otherContacts: [] });
      expect((await resendCode(browser, { purpose: 'reset_password' })).kind).toBe('code_resent');
      const done = await resetPassword(browser, { code: await codeTo(contact), password: ANOTHER });
      expect(done.kind).toBe('signed_in');
    });

    it('is asked for again with the same answer where there is nobody', async () => {
      const { contact } = await signUpPerson(visitor());
      const answers = [];
      for (const each of [contact, newPhone()]) {
        const begun = await beginReset(visitor(), { contact: each });
        const browser = visitor({ attemptToken: attempt(begun), now: minutesLater(1) });
        answers.push([
          await resendCode(browser, { purpose: 'reset_password' }),
          await resetPassword(browser, { code: 'x', password: ANOTHER }),
          await resetPassword(browser, { code: '000000', password: 'qwertyuiop' }),
          { ...(await findCodeStep(browser, 'reset_password')), sentTo: '' },
        ]);
      }
      expect(answers[0]).toEqual(answers[1]);
    });
  });

  describe('a forgotten password', () => {
    it('is replaced with a code; all other devices are out, known browsers forgotten, and the person is told', async () => {
      const signedUp = await signUpPerson(visitor(), { password: SHORT });
      const { contact, deviceToken } = signedUp;
      const begun = await beginReset(visitor(), { contact });
      const browser = visitor({ attemptToken: attempt(begun) });
      const code = await codeTo(contact);
      // A password that cannot be taken does not cost the code.
      expect(await resetPassword(browser, { code, password: '12345678' })).toEqual({
        kind: 'refused',
        password: 'too_common',
      });
      const done = await resetPassword(browser, { code, password: 'груша-43' });
      expect(done).toMatchObject({ kind: 'signed_in', personId: signedUp.personId });
      expect(await isIn(signedUp.session.token)).toBeNull();
      if (done.kind === 'signed_in')
        expect(await isIn(done.session.token)).toMatchObject({ hosted: { isStrong: false } });
      expect(await messagesTo(contact)).toContain('password_changed');
      expect(await actsOn(signedUp.personId)).toContain('customer person.password_changed');
      expect((await signIn(visitor({ deviceToken }), { contact, password: SHORT })).kind).toBe('wrong');
      expect((await signIn(visitor({ deviceToken }), { contact, password: 'груша-43' })).kind).toBe('code_sent');
    });

    it('makes no sign-in strong for a day: the password came by the phone, and with a code to it there is one factor', async () => {
      const contact = newPhone();
      const { personId } = await signUpPerson(visitor(), { contact });
      await under.database.transaction(supplier.id, (tx) =>
        grantRole(tx, { supplierId: supplier.id, personId, role: 'link_requests' }),
      );
      const isStrongAt = async (now: Date) => {
        const sent = await signIn(visitor({ now }), { contact, password: ANOTHER });
        const done = await confirmSignIn(visitor({ now, attemptToken: attempt(sent) }), {
          code: await codeTo(contact),
        });
        if (done.kind !== 'signed_in') throw new Error(done.kind);
        return (await isIn(done.session.token, now))?.hosted?.isStrong;
      };
      const asked = await beginReset(visitor(), { contact });
      const browser = visitor({ attemptToken: attempt(asked) });
      const done = await resetPassword(browser, { code: await codeTo(contact), password: ANOTHER });
      expect(done.kind).toBe('signed_in');
      expect(await isStrongAt(minutesLater(1))).toBe(false);
      expect(await isStrongAt(minutesLater(24 * 60 - 1))).toBe(false);
      expect(await isStrongAt(minutesLater(24 * 60 + 1))).toBe(true);
    });

    it('ends what others had begun to prove', async () => {
      const { contact } = await signUpPerson(visitor());
      const first = await beginReset(visitor(), { contact });
      const firstCode = await codeTo(contact);
      const second = await beginReset(visitor({ now: minutesLater(1) }), { contact });
      const own = visitor({ attemptToken: attempt(second), now: minutesLater(1) });
      expect((await resetPassword(own, { code: await codeTo(contact), password: ANOTHER })).kind).toBe('signed_in');
      const stale = visitor({ attemptToken: attempt(first), now: minutesLater(1) });
      expect((await resetPassword(stale, { code: firstCode, password: LONG })).kind).toBe('no_attempt');
    });

    it('writes to nobody where there is nobody', async () => {
      const contact = newPhone();
      expect((await beginReset(visitor(), { contact })).kind).toBe('code_sent');
      expect(await messagesTo(contact)).toEqual([]);
    });
  });

  describe('one’s own', () => {
    it('password is changed by who knows the old one; this device stays', async () => {
      const signedUp = await signUpPerson(visitor());
      const elsewhere = await signIn(visitor(), { contact: signedUp.contact, password: LONG });
      const change = (currentPassword: string, newPassword: string) =>
        // Until then signing up with a code is proof enough.
        changePassword(visitor({ now: minutesLater(11) }), who(signedUp), { currentPassword, newPassword });
      expect(await change(ANOTHER, 'третя синя груша 9')).toEqual({ kind: 'wrong_password' });
      expect(await change(LONG, 'qwertyuiop')).toEqual({ kind: 'refused', password: 'too_common' });
      expect(await change(LONG, ANOTHER)).toEqual({ kind: 'password_changed' });
      expect(await isIn(signedUp.session.token)).not.toBeNull();
      if (elsewhere.kind === 'signed_in') expect(await isIn(elsewhere.session.token)).toBeNull();
      expect((await signIn(visitor(), { contact: signedUp.contact, password: ANOTHER })).kind).toBe('signed_in');
    });

    it('phone is replaced with the password and a code to the new one; the old one is told and lets nobody in', async () => {
      const signedUp = await signUpPerson(visitor());
      const next = newPhone();
      const [old] = (await person(signedUp.personId))?.contacts ?? [];
      const begin = (password: string, contact = next) =>
        beginContact(visitor({ now: minutesLater(11) }), who(signedUp), {
          contact,
          password,
          replacesId: old?.id ?? null,
        });
      expect(await begin(ANOTHER)).toEqual({ kind: 'wrong_password' });
      expect(await begin(LONG, signedUp.contact)).toEqual({ kind: 'already_yours' });
      const browser = visitor({ attemptToken: attempt(await begin(LONG)), now: minutesLater(11) });
      const done = await confirmContact(browser, who(signedUp), { code: await codeTo(next) });
      expect(done.kind).toBe('contact_added');
      expect(await messagesTo(signedUp.contact)).toContain('contact_changed');
      expect(await messagesTo(next)).toEqual(['code']);
      expect((await signIn(visitor(), { contact: signedUp.contact, password: LONG })).kind).toBe('wrong');
      expect((await signIn(visitor(), { contact: next, password: LONG })).kind).toBe('signed_in');
    });

    it('contacts are never another’s: the same answer, and the owner is told', async () => {
      const owner = await signUpPerson(visitor());
      const signedUp = await signUpPerson(visitor());
      const answer = await beginContact(visitor(), who(signedUp), {
        contact: owner.contact,
        password: LONG,
        replacesId: null,
      });
      expect(answer.kind).toBe('code_sent');
      expect(await messagesTo(owner.contact)).toEqual(['code', 'already_signed_up']);
    });

    it('code to a new contact is of no use to somebody else in the same browser', async () => {
      const first = await signUpPerson(visitor());
      const second = await signUpPerson(visitor());
      const contact = newPhone();
      const begun = await beginContact(visitor(), who(first), { contact, password: LONG, replacesId: null });
      const browser = visitor({ attemptToken: attempt(begun) });
      const code = await codeTo(contact);
      expect(await confirmContact(browser, who(second), { code })).toEqual({ kind: 'no_attempt' });
      expect((await confirmContact(browser, who(first), { code })).kind).toBe('contact_added');
    });

    it('last contact stays, also when two are taken away at once', async () => {
      const signedUp = await signUpPerson(visitor());
      const contact = newPhone();
      const begun = await beginContact(visitor(), who(signedUp), { contact, password: LONG, replacesId: null });
      await confirmContact(visitor({ attemptToken: attempt(begun) }), who(signedUp), { code: await codeTo(contact) });
      const own = (await person(signedUp.personId))?.contacts ?? [];
      expect(own).toHaveLength(2);
      const removals = await Promise.all(
        own.map(({ id }) => removeContact(visitor(), who(signedUp), { contactId: id })),
      );
      expect(removals.map(({ kind }) => kind).sort()).toEqual(['contact_removed', 'last_contact']);
      const stranger = await signUpPerson(visitor());
      const theirs = (await person(stranger.personId))?.contacts[0]?.id ?? '';
      expect(await removeContact(visitor(), who(signedUp), { contactId: theirs })).toEqual({ kind: 'no_contact' });
      const left = await under.database.transaction(supplier.id, (tx) =>
        contactsOf(tx, { supplierId: supplier.id, personId: signedUp.personId }),
      );
      expect(left).toHaveLength(1);
    });

    it('name is kept as it can be read', async () => {
      const { personId } = await signUpPerson(visitor());
      const profile = { supplierId: supplier.id, personId, kind: 'entrepreneur', language: 'en' } as const;
      await under.database.transaction(supplier.id, (tx) =>
        setProfile(tx, { ...profile, displayName: ' ФОП\n\u202eДем’яненко   Ґ. ' }),
      );
      expect(await person(personId)).toMatchObject({
        displayName: 'ФОП Дем’яненко Ґ.',
        kind: 'entrepreneur',
        language: 'en',
      });
    });
  });
});
