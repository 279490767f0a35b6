import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.js';
import { testContext } from '../testing/context.js';
import { databasesUnderTest, type DatabaseUnderTest } from '../testing/databases.js';
import { lastCodeTo, newPhone } from '../testing/people.js';
import { SEED_NOW, type SeededSupplier, seedSupplier } from '../testing/seed-supplier.js';
import { beginAttempt, CODE_TRIES, readCode, sendCode, takeCode } from './codes.js';
import { readContact } from './contacts.js';
import { tokenHash } from './sessions.js';

const secondsLater = (seconds: number) => new Date(SEED_NOW.getTime() + seconds * 1000);

describe('readCode', () => {
  it.each([
    ['012345', '012345'],
    [' 012 345 ', '012345'],
    ['012-345', '012345'],
    ['０１２３４５', '012345'],
    ['О12345', '012345'],
    ['Код 012345', '012345'],
    ['Код 012345, діє 5 хв. Нікому не кажіть\n@my.gas.ua #012345', '012345'],
    ['012345 123456', null],
    ['12345', null],
    ['1234567', null],
    ['', null],
  ])('reads %j as %j', (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });
});

describe.each(databasesUnderTest)('codes in %s', (_name, open) => {
  let under: DatabaseUnderTest;
  let supplier: SeededSupplier;
  let context: Context;
  let caller = 0;
  beforeAll(async () => {
    under = await open();
    supplier = await seedSupplier(under.database);
    context = testContext(under.database);
  });
  afterAll(() => under.close());

  /** An attempt whose code was sent, and the code. */
  async function begun() {
    const phone = newPhone();
    const contact = readContact(phone, 'UA');
    const supplierId = supplier.id;
    const { token } = await under.database.transaction(supplierId, async (tx) => {
      const attempt = await beginAttempt(tx, {
        supplierId,
        purpose: 'sign_up',
        personId: null,
        contact,
        pending: { word: 'груша' },
        now: SEED_NOW,
      });
      await send(tx, attempt.token, contact);
      return attempt;
    });
    const code = (await lastCodeTo(context, supplierId, phone)) ?? '';
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    return { token, code, wrong, phone, contact };
  }

  type Tx = Parameters<Parameters<typeof under.database.transaction>[1]>[0];
  const send = (tx: Tx, token: string, to: Parameters<typeof sendCode>[1]['to'], now = SEED_NOW) =>
    sendCode(tx, { supplierId: supplier.id, token, to, language: 'uk', host: 'my.gas.ua', now });

  const post = (
    token: string,
    code: string,
    { now = SEED_NOW, address = `10.0.0.${(caller += 1)}`, acts = [] as string[] } = {},
  ) =>
    takeCode(
      under.database,
      { supplierId: supplier.id, token, purpose: 'sign_up', code, address, now },
      (_tx, { id, pending }) => {
        acts.push(id);
        return Promise.resolve(pending['word']);
      },
    );

  const rowOf = (token: string) =>
    under.database.transaction(supplier.id, (tx) =>
      tx
        .selectFrom('proof_attempts')
        .select(['tries', 'pending', 'code_hash'])
        .where('supplier_id', '=', supplier.id)
        .where('token_hash', '=', tokenHash(token))
        .executeTakeFirstOrThrow(),
    );

  it('lets the right code act once, in the browser that asked for it', async () => {
    const { token, code } = await begun();
    const other = await begun();
    expect(await post(other.token, code)).toMatchObject({ kind: 'wrong_code' });
    expect(await post('x'.repeat(43), code)).toEqual({ kind: 'no_attempt' });
    expect(await post(token, code)).toEqual({ kind: 'right', value: 'груша' });
    expect(await post(token, code)).toEqual({ kind: 'no_attempt' });
    expect(await rowOf(token)).toMatchObject({ pending: {}, code_hash: null });
  });

  it('counts 100 wrong codes at once as 100, and the right one after them comes too late', async () => {
    const { token, code, wrong } = await begun();
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(token, wrong)));
    expect((await rowOf(token)).tries).toBe(100);
    const judged = answers.filter(({ kind }) => kind === 'wrong_code');
    expect(judged.map((answer) => 'triesLeft' in answer && answer.triesLeft).sort()).toEqual([0, 1, 2, 3, 4]);
    expect(answers.filter(({ kind }) => kind === 'too_many_tries')).toHaveLength(100 - CODE_TRIES);
    expect(await post(token, code)).toEqual({ kind: 'too_many_tries' });
  });

  it('counts right ones too: after four wrong ones one of 50 at once is looked at', async () => {
    const { token, code, wrong } = await begun();
    for (let tries = 0; tries < 4; tries += 1) await post(token, wrong);
    const acts: string[] = [];
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(token, code, { acts })));
    expect(answers.filter(({ kind }) => kind === 'right')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'too_many_tries' || kind === 'no_attempt')).toHaveLength(49);
    expect(acts).toHaveLength(1);
  });

  it('works once under 50 posts at once', async () => {
    const { token, code } = await begun();
    const acts: string[] = [];
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(token, code, { acts })));
    expect(answers.filter(({ kind }) => kind === 'right')).toHaveLength(1);
    expect(acts).toHaveLength(1);
  });

  it('is still good when what it was for failed', async () => {
    const { token, code } = await begun();
    const address = '10.1.1.1';
    const ref = { supplierId: supplier.id, token, purpose: 'sign_up', code, address, now: SEED_NOW } as const;
    const failing = takeCode(under.database, ref, () => Promise.reject(new Error('no room')));
    await expect(failing).rejects.toThrow('no room');
    expect(await post(token, code)).toEqual({ kind: 'right', value: 'груша' });
  });

  it('ends after five minutes', async () => {
    const { token, code } = await begun();
    expect(await post(token, code, { now: secondsLater(300) })).toEqual({ kind: 'expired_code' });
    expect(await post(token, code, { now: secondsLater(299) })).toMatchObject({ kind: 'right' });
  });

  it('is replaced by a new one after a minute, and not before', async () => {
    const { token, code, phone, contact } = await begun();
    const resend = (now: Date) => under.database.transaction(supplier.id, (tx) => send(tx, token, contact, now));
    expect(await resend(secondsLater(59))).toBeNull();
    expect(await lastCodeTo(context, supplier.id, phone)).toBe(code);
    const at = secondsLater(60);
    const sent = await Promise.all(Array.from({ length: 10 }, () => resend(at)));
    expect(sent.filter((one) => one !== null)).toHaveLength(1);
    const renewed = (await lastCodeTo(context, supplier.id, phone)) ?? '';
    if (renewed !== code) expect(await post(token, code, { now: at })).toMatchObject({ kind: 'wrong_code' });
    expect(await post(token, renewed, { now: at })).toMatchObject({ kind: 'right' });
  });

  it('is wrong, whatever is typed, where nobody was sent one', async () => {
    const { token } = await begun();
    await under.database.transaction(supplier.id, (tx) => send(tx, token, null, secondsLater(60)));
    const now = secondsLater(60);
    for (const code of ['000000', '123456', '999999']) {
      expect(await post(token, code, { now })).toMatchObject({ kind: 'wrong_code' });
    }
  });

  it('lets one address guess no more than its budget over all attempts, and who is right keeps it', async () => {
    const address = '10.2.2.2';
    for (let people = 0; people < 61; people += 1) {
      const { token, code } = await begun();
      expect(await post(token, code, { address })).toMatchObject({ kind: 'right' });
    }
    for (let guesses = 0; guesses < 60; guesses += 5) {
      const { token, wrong } = await begun();
      for (let tries = 0; tries < 5; tries += 1) {
        expect(await post(token, wrong, { address })).toMatchObject({ kind: 'wrong_code' });
      }
    }
    const { token, code } = await begun();
    expect(await post(token, code, { address })).toMatchObject({ kind: 'wait' });
    expect(await post(token, code, { address: '10.2.2.3' })).toMatchObject({ kind: 'right' });
  });

  it('cannot be found by trying all million with what the table has', async () => {
    const { token, code } = await begun();
    const { code_hash: hash } = await rowOf(token);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect([sha256(code), sha256(`${sha256(token)}\n${code}`)]).not.toContain(hash);
    expect(hash).toBe(sha256(`${token}\n${code}`));
  });
});
