import { parseOptions } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { hashPassword, judgePassword, NOBODYS_HASH, PasswordsBusyError, verifyPassword } from './passwords.js';

const OLENA = { kind: 'email', address: 'olena.kovalenko@example.com' } as const;
const PHONE = { kind: 'phone', address: '+380671234567' } as const;
const judge = (password: string, contact: typeof OLENA | typeof PHONE | null = OLENA) =>
  judgePassword(password, { contact, supplierName: 'Придеснянськгаз Prydesniansk Gas' });

describe('judgePassword', () => {
  it.each(['груша-42', 'correct horse battery', 'жовтий трамвай', 'x7!kQ2#p', '        а б в г', '🐈🐕🐟🦉🐎🐘🐇🦊'])(
    'takes %s',
    (password) => {
      expect(judge(password)).toBeNull();
    },
  );

  it('counts characters as people do', () => {
    expect(judge('груша-4')).toBe('too_short');
    expect(judge('🐈🐕🐟🦉🐎🐘🐇')).toBe('too_short');
    expect(judge('абвгдежз'.repeat(25))).toBeNull();
    expect(judge(`${'абвгдежз'.repeat(25)}!`)).toBe('too_long');
  });

  it.each([
    'password',
    'Password1',
    'qwertyuiop',
    '12345678',
    '11111111',
    '87654321',
    'abababab',
    'abcdefgh',
    'йцукенгш',
    'Пароль123',
    'пароль2026',
    'зфыыцщкв',
    'kabinet2026',
    'Кабінет!1',
    'Придеснянськгаз1',
    'газгазгаз',
    'iloveyou',
  ])('refuses %s, which is guessed first', (password) => {
    expect(judge(password)).toBe('too_common');
  });

  it.each([
    ['olena.kovalenko@example.com', OLENA],
    ['Kovalenko1', OLENA],
    ['olena.kovalenko', OLENA],
    ['0671234567', PHONE],
    ['+380671234567', PHONE],
    ['1234567!', PHONE],
    ['06712345', PHONE],
    ['8 067 123 45 67', PHONE],
    ['80671234', PHONE],
    ['00380671234567', PHONE],
  ])('refuses %s, which whoever knows the contact knows', (password, contact) => {
    expect(judge(password, contact)).toBe('like_your_contact');
  });
});

describe('a password’s hash', () => {
  it('costs what was decided, and has a salt of its own', async () => {
    const [first, second] = await Promise.all([hashPassword('груша-42'), hashPassword('груша-42')]);
    expect(parseOptions(first)).toMatchObject({ algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect(first).not.toBe(second);
  });

  it('knows its password on any keyboard, and no other', async () => {
    const hash = await hashPassword('Їжак-їжачок');
    expect(await verifyPassword('Їжак-їжачок'.normalize('NFD'), hash)).toBe(true);
    expect(await verifyPassword('їжак-їжачок', hash)).toBe(false);
  });

  it('is nobody’s with no password at all', async () => {
    for (const password of ['', 'x', 'y']) expect(await verifyPassword(password, null)).toBe(false);
  });

  it('costs as much where there is nobody', async () => {
    expect(parseOptions(NOBODYS_HASH)).toEqual(parseOptions(await hashPassword('груша-42')));
  });

  it('does not fill the memory when many come at once: the rest are told to come again', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => verifyPassword('груша-42', null)));
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(100 - 2 - 64);
    expect(refused.every(({ reason }) => reason instanceof PasswordsBusyError)).toBe(true);
    // And everybody is served again afterwards.
    expect(await verifyPassword('груша-42', await hashPassword('груша-42'))).toBe(true);
  });
});
