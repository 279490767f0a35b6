import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { notePasskeyUse, passkeysOf } from '../db/passkeys.js';
import { type Ceremony, SoftPasskey } from '../testing/authenticator.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { SEED_NOW, seedSupplier, type SeededSupplier, testContext } from '../testing/index.js';
import {
  lastCodeTo,
  LONG_PASSWORD_FOR_TESTS as PASSWORD,
  newPhone,
  signUpPerson,
  testVisitor,
} from '../testing/people.js';
import { BUDGETS } from './budgets.js';
import { passkeySignInOptions, signInWithPasskey } from './passkey-sign-in.js';
import { addPasskey, beginPasskey, labelPasskey, removePasskey } from './passkeys.js';
import { confirmSignUp, signUp } from './people.js';
import { findSession } from './sessions.js';
import { finishSignUp, passkeySignUpOptions } from './sign-up-without-password.js';
import type { Visitor } from './visitor.js';

describe.each(databasesUnderTest)('passkeys on %s', (_, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let other: SeededSupplier;
  let context: Context;
  let now = SEED_NOW;
  beforeAll(async () => {
    under = await open();
    [supplier, other] = [await seedSupplier(under.database), await seedSupplier(under.database)];
    context = testContext(under.database, { now: () => now });
  });
  afterAll(() => under.close());
  beforeEach(() => {
    now = SEED_NOW;
  });

  const visitor = (changes: Partial<Visitor> = {}, at = supplier) => testVisitor(context, at, changes);
  const session = (token: string, at = supplier) =>
    under.database.transaction(at.id, (tx) => findSession(tx, { supplierId: at.id, token, now }));
  const passkeys = (personId: string, at = supplier) =>
    under.database.transaction(at.id, (tx) => passkeysOf(tx, { supplierId: at.id, personId }));
  const told = async (personId: string) => {
    const rows = await under.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('outgoing_messages')
        .innerJoin('contacts', 'contacts.address', 'outgoing_messages.recipient')
        .select('purpose')
        .where('contacts.person_id', '=', personId)
        .where('purpose', '!=', 'code')
        .execute(),
    );
    return rows.map(({ purpose }) => purpose);
  };
  const acts = async (personId: string) => {
    const rows = await under.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('audit_events')
        .select(['actor', 'action'])
        .where('subject_id', '=', personId)
        .orderBy('at')
        .execute(),
    );
    return rows.map(({ actor, action }) => `${actor} ${action}`).sort();
  };

  /** Contact and code, without a password: what the browser then holds. */
  async function proveContact(contact = newPhone(), at = supplier): Promise<{ at: Visitor; contact: string }> {
    const browser = visitor({}, at);
    const begun = await signUp(browser, { contact, password: null });
    if (begun.kind !== 'code_sent') throw new Error(begun.kind);
    const code = (await lastCodeTo(context, at.id, contact)) ?? '';
    const proven = await confirmSignUp({ ...browser, attemptToken: begun.attemptToken }, { code });
    if (proven.kind !== 'contact_proven') throw new Error(proven.kind);
    return { at: { ...browser, attemptToken: proven.attemptToken }, contact };
  }

  /** Somebody who signed up with a passkey and has no password. */
  async function signUpWithPasskey(at = supplier, passkey = new SoftPasskey()) {
    const { at: browser } = await proveContact(newPhone(), at);
    const asked = await passkeySignUpOptions(browser);
    if (!asked) throw new Error('nothing was asked');
    const made = { token: asked.token, answer: passkey.made(asked.options) };
    const answer = await finishSignUp(browser, { passkey: made });
    if (answer.kind !== 'signed_in') throw new Error(answer.kind);
    const isStrong = true;
    const who = { personId: answer.personId, sessionId: answer.session.sessionId, isStrong };
    return { ...answer, who, passkey, asked };
  }

  async function signInWith(passkey: SoftPasskey, ceremony: Ceremony & { userHandle?: string } = {}, at = visitor()) {
    const { token, options } = await passkeySignInOptions(at);
    return signInWithPasskey(at, { token, answer: passkey.signed(options, ceremony) });
  }

  describe('signing up', () => {
    it('takes a proven contact and a passkey, and signs in with a second factor', async () => {
      const { personId, session: begun, asked } = await signUpWithPasskey();
      expect(await session(begun.token)).toMatchObject({ hosted: { personId, isStrong: true } });
      const [kept, ...more] = await passkeys(personId);
      expect(more).toEqual([]);
      expect(kept).toMatchObject({ label: 'Firefox, Android', transports: ['internal'], lastUsedAt: null });
      expect(asked.options).toMatchObject({
        rp: { id: 'api.kabinet.test' },
        attestation: 'none',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      // The passkey tells nothing of its person but the id.
      expect(Buffer.from(asked.options.user.id, 'base64url').toString('hex')).toBe(personId.replaceAll('-', ''));
      expect(await acts(personId)).toEqual(['customer person.signed_in', 'customer person.signed_up']);
    });

    it('takes a password after all', async () => {
      const { at } = await proveContact();
      expect(await finishSignUp(at, { password: 'коротк' })).toMatchObject({ kind: 'refused', password: 'too_short' });
      const answer = await finishSignUp(at, { password: PASSWORD });
      expect(answer.kind).toBe('signed_in');
      expect((await finishSignUp(at, { password: PASSWORD })).kind).toBe('no_attempt');
    });

    it('needs the code first', async () => {
      const browser = visitor();
      const begun = await signUp(browser, { contact: newPhone(), password: null });
      const attemptToken = begun.kind === 'code_sent' ? begun.attemptToken : '';
      const unproven = { ...browser, attemptToken };
      expect(await passkeySignUpOptions(unproven)).toBeNull();
      expect(await finishSignUp(unproven, { password: PASSWORD })).toEqual({ kind: 'no_attempt' });
      expect((await confirmSignUp(unproven, { code: '000000' })).kind).toBe('wrong_code');
    });

    it('is not more for a challenge that was given for something else', async () => {
      const { at } = await proveContact();
      const asked = await passkeySignUpOptions(at);
      const forSignIn = await passkeySignInOptions(at);
      const challenge = forSignIn.options.challenge;
      const answer = new SoftPasskey().made(asked!.options, { challenge });
      const sent = { passkey: { token: forSignIn.token, answer } };
      expect(await finishSignUp(at, sent)).toEqual({ kind: 'wrong' });
      // The person is not lost: they try again.
      const again = await passkeySignUpOptions(at);
      const made = { token: again!.token, answer: new SoftPasskey().made(again!.options) };
      expect((await finishSignUp(at, { passkey: made })).kind).toBe('signed_in');
    });

    it('tells who proved the contact second that it is taken', async () => {
      const contact = newPhone();
      const [first, second] = [await proveContact(contact), await proveContact(contact)];
      expect((await finishSignUp(first.at, { password: PASSWORD })).kind).toBe('signed_in');
      const asked = await passkeySignUpOptions(second.at);
      const made = { token: asked!.token, answer: new SoftPasskey().made(asked!.options) };
      expect(await finishSignUp(second.at, { passkey: made })).toEqual({ kind: 'already_signed_up' });
    });

    it.each<[string, Ceremony]>([
      ['another origin', { origin: 'https://api.kabinet.test.evil.example' }],
      ['another host', { rpId: 'evil.example' }],
      ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
      ['nobody who unlocked it', { isUserVerified: false }],
    ])('does not take a passkey made for %s', async (_what, ceremony) => {
      const { at } = await proveContact();
      const asked = await passkeySignUpOptions(at);
      const made = { token: asked!.token, answer: new SoftPasskey().made(asked!.options, ceremony) };
      expect(await finishSignUp(at, { passkey: made })).toEqual({ kind: 'wrong' });
    });
  });

  describe('signing in', () => {
    it('lets its person in with a second factor, and notes the use', async () => {
      const { personId, passkey } = await signUpWithPasskey();
      const answer = await signInWith(passkey);
      expect(answer).toMatchObject({ kind: 'signed_in', personId });
      if (answer.kind === 'signed_in') {
        expect(await session(answer.session.token)).toMatchObject({ hosted: { personId, isStrong: true } });
      }
      expect(await passkeys(personId)).toMatchObject([{ signCount: 1, lastUsedAt: expect.any(String) as string }]);
      expect((await signInWith(passkey)).kind).toBe('signed_in');
    });

    it('lets in with a passkey that does not count', async () => {
      const { passkey } = await signUpWithPasskey();
      expect((await signInWith(passkey, { count: 0 })).kind).toBe('signed_in');
      expect((await signInWith(passkey, { count: 0 })).kind).toBe('signed_in');
    });

    it.each<[string, Ceremony & { userHandle?: string }]>([
      ['another origin', { origin: 'https://evil.example' }],
      ['another port of the host', { origin: 'https://api.kabinet.test:8443' }],
      ['another host', { rpId: 'evil.example' }],
      ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
      ['nobody who unlocked it', { isUserVerified: false }],
      ['another person', { userHandle: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ])('does not take what was signed for %s', async (_what, ceremony) => {
      const { passkey, personId } = await signUpWithPasskey();
      expect(await signInWith(passkey, ceremony)).toEqual({ kind: 'wrong' });
      expect(await acts(personId)).toContain('nobody person.sign_in_failed');
      // It was what was said, not the passkey.
      expect((await signInWith(passkey)).kind).toBe('signed_in');
    });

    it('does not take another passkey’s signature, nor what is no answer at all', async () => {
      const { passkey } = await signUpWithPasskey();
      const { token, options } = await passkeySignInOptions(visitor());
      const forged = JSON.parse(new SoftPasskey().signed(options)) as { id: string; rawId: string };
      const answer = JSON.stringify({ ...forged, id: passkey.id, rawId: passkey.id });
      expect(await signInWithPasskey(visitor(), { token, answer })).toEqual({ kind: 'wrong' });
      for (const nonsense of [
        '',
        'null',
        '[]',
        '{"id":1}',
        '{"id":"a","response":{}}',
        `{"id":"${passkey.id}","response":{}}`,
        'x'.repeat(9000),
      ]) {
        const { token: fresh } = await passkeySignInOptions(visitor());
        expect([nonsense, await signInWithPasskey(visitor(), { token: fresh, answer: nonsense })]).toEqual([
          nonsense,
          { kind: 'wrong' },
        ]);
      }
    });

    it('takes an answer once, in the browser that was asked, for five minutes', async () => {
      const { passkey } = await signUpWithPasskey();
      const { token, options } = await passkeySignInOptions(visitor());
      const answer = passkey.signed(options, { count: 0 });
      expect(await signInWithPasskey(visitor(), { token: null, answer })).toEqual({ kind: 'expired' });
      expect((await signInWithPasskey(visitor(), { token, answer })).kind).toBe('signed_in');
      expect(await signInWithPasskey(visitor(), { token, answer })).toEqual({ kind: 'expired' });
      // The same answer with a fresh challenge's token.
      const fresh = await passkeySignInOptions(visitor());
      expect(await signInWithPasskey(visitor(), { token: fresh.token, answer })).toEqual({ kind: 'wrong' });
      const late = await passkeySignInOptions(visitor());
      const lateAnswer = passkey.signed(late.options, { count: 0 });
      now = new Date(SEED_NOW.getTime() + 5 * 60_000 + 1000);
      expect(await signInWithPasskey(visitor(), { token: late.token, answer: lateAnswer })).toEqual({
        kind: 'expired',
      });
    });

    it('lets one of many in who send one answer at once', async () => {
      const { passkey } = await signUpWithPasskey();
      const { token, options } = await passkeySignInOptions(visitor());
      const answer = passkey.signed(options);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => signInWithPasskey(visitor(), { token, answer })),
      );
      expect(answers.filter(({ kind }) => kind === 'signed_in')).toHaveLength(1);
    });

    it('does not take a passkey whose count went back or stood still: there is a copy', async () => {
      const { passkey, personId } = await signUpWithPasskey();
      expect((await signInWith(passkey, { count: 7 })).kind).toBe('signed_in');
      for (const count of [7, 3, 0]) expect(await signInWith(passkey, { count })).toEqual({ kind: 'wrong' });
      expect(await passkeys(personId)).toMatchObject([{ signCount: 7 }]);
      expect((await signInWith(passkey, { count: 8 })).kind).toBe('signed_in');
    });

    it('counts a passkey’s use once, also for two who read the same count before', async () => {
      const { passkey } = await signUpWithPasskey();
      const note = () =>
        under.database.transaction(supplier.id, (tx) =>
          notePasskeyUse(tx, { supplierId: supplier.id, id: passkey.id, signCount: 5, now }),
        );
      expect((await Promise.all([note(), note()])).sort()).toEqual([false, true]);
    });

    it('answers the same for another supplier’s passkey as for one nobody has', async () => {
      const { passkey } = await signUpWithPasskey(other);
      expect((await signInWith(passkey, {}, visitor({}, other))).kind).toBe('signed_in');
      const theirs = await signInWith(passkey);
      const nobodys = await signInWith(new SoftPasskey());
      expect([theirs, nobodys]).toEqual([{ kind: 'wrong' }, { kind: 'wrong' }]);
      // Nor does a challenge of theirs count here.
      const { token, options } = await passkeySignInOptions(visitor({}, other));
      const { passkey: ours } = await signUpWithPasskey();
      expect(await signInWithPasskey(visitor(), { token, answer: ours.signed(options) })).toEqual({ kind: 'expired' });
    });

    it('counts what is wrong by address, before it looks, and not what is right', async () => {
      const at = visitor();
      const { passkey } = await signUpWithPasskey();
      expect((await signInWith(passkey, {}, at)).kind).toBe('signed_in');
      const tries = BUDGETS.password_address.limit;
      for (let count = 0; count < tries; count += 1) {
        expect((await signInWithPasskey(at, { token: null, answer: '' })).kind).toBe('expired');
      }
      expect((await signInWith(passkey, {}, at)).kind).toBe('wait');
      expect((await signInWith(passkey)).kind).toBe('signed_in');
    });
  });

  describe('one’s own', () => {
    const HOUR = 60 * 60_000;

    /** Somebody with a password who signed in a while ago. */
    async function signedUp() {
      const signedIn = await signUpPerson(visitor());
      now = new Date(SEED_NOW.getTime() + HOUR);
      return {
        ...signedIn,
        who: { personId: signedIn.personId, sessionId: signedIn.session.sessionId, isStrong: true },
      };
    }

    async function add(who: Parameters<typeof beginPasskey>[1], passkey = new SoftPasskey(), label = '') {
      const asked = await beginPasskey(visitor(), who, { password: PASSWORD });
      if (asked.kind !== 'options') throw new Error(asked.kind);
      const { token, options } = asked;
      const isAdded = await addPasskey(visitor(), who, { token, answer: passkey.made(options), label });
      return { isAdded, passkey, asked };
    }

    it('is added by who knows the password, signs in, and is told of', async () => {
      const { who, personId } = await signedUp();
      const { isAdded, passkey } = await add(who, new SoftPasskey(), '  Мій \u202eтелефон ');
      expect(isAdded).toBe(true);
      expect(await told(personId)).toEqual(['passkey_added']);
      expect(await passkeys(personId)).toMatchObject([{ label: 'Мій телефон' }]);
      expect(await signInWith(passkey)).toMatchObject({ kind: 'signed_in', personId });
      expect(await acts(personId)).toContain('customer person.passkey_added');
    });

    it('is not added by who has found the browser open', async () => {
      const { who } = await signedUp();
      expect(await beginPasskey(visitor(), who, { password: 'не той' })).toEqual({ kind: 'wrong_password' });
      const { who: without } = await signUpWithPasskey();
      now = new Date(now.getTime() + HOUR);
      expect(await beginPasskey(visitor(), without, { password: '' })).toEqual({ kind: 'sign_in_again' });
    });

    it('is the person’s who was asked, and nobody else’s', async () => {
      const [one, another] = [await signedUp(), await signedUp()];
      const asked = await beginPasskey(visitor(), one.who, { password: PASSWORD });
      if (asked.kind !== 'options') throw new Error(asked.kind);
      const answer = new SoftPasskey().made(asked.options);
      expect(await addPasskey(visitor(), another.who, { token: asked.token, answer, label: '' })).toBe(false);
      expect(await passkeys(another.personId)).toEqual([]);
    });

    it('is made once on a device, and kept once', async () => {
      const { who, personId } = await signedUp();
      const { passkey } = await add(who);
      const second = await beginPasskey(visitor(), who, { password: PASSWORD });
      expect(second).toMatchObject({ options: { excludeCredentials: [{ id: passkey.id }] } });
      expect((await add(who, passkey)).isAdded).toBe(false);
      expect(await passkeys(personId)).toHaveLength(1);
    });

    it('is called what its person says, and not what others say', async () => {
      const [one, another] = [await signedUp(), await signedUp()];
      const { passkey } = await add(one.who);
      expect(await labelPasskey(visitor(), another.who, { id: passkey.id, label: 'чужий' })).toBe(false);
      expect(await labelPasskey(visitor(), one.who, { id: passkey.id, label: 'Ноутбук' })).toBe(true);
      expect(await passkeys(one.personId)).toMatchObject([{ label: 'Ноутбук' }]);
    });

    it('is removed, and opens nothing any more', async () => {
      const { who, personId } = await signedUp();
      const { passkey } = await add(who);
      const stranger = await signedUp();
      expect(await removePasskey(visitor(), stranger.who, { id: passkey.id })).toEqual({ kind: 'no_passkey' });
      expect(await removePasskey(visitor(), who, { id: passkey.id })).toEqual({ kind: 'passkey_removed' });
      expect(await signInWith(passkey)).toEqual({ kind: 'wrong' });
      expect(await acts(personId)).toContain('customer person.passkey_removed');
      expect(await told(personId)).toEqual(['passkey_added', 'passkey_removed']);
    });

    it('is never removed when it is the last way in, also by two at once', async () => {
      const { who, passkey, personId } = await signUpWithPasskey();
      expect(await removePasskey(visitor(), who, { id: passkey.id })).toEqual({ kind: 'last_way_in' });
      const { passkey: second } = await add(who);
      const answers = await Promise.all([passkey, second].map(({ id }) => removePasskey(visitor(), who, { id })));
      expect(answers.map(({ kind }) => kind).sort()).toEqual(['last_way_in', 'passkey_removed']);
      expect(await passkeys(personId)).toHaveLength(1);
    });
  });
});
