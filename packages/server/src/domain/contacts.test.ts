import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInWrongLayout, maskContact, readContact } from './contacts.js';

const phone = (address: string) => ({ kind: 'phone', address });
const email = (address: string) => ({ kind: 'email', address });

describe('readContact', () => {
  it.each([
    '0671234567',
    '067 123-45-67',
    '(067) 123 45 67',
    '+38 067 123 45 67',
    '380671234567',
    '00380671234567',
    '8 067 123-45-67',
    'О67 123 45 67',
    'o67.123.45.67',
    '０６７１２３４５６７',
    '＋３８ ０６７ １２３ ４５ ６７',
    '067\u00a0123\u20114567',
    '\u2068067 1234567\u2069',
    'tel:+380671234567',
    '٠٦٧١٢٣٤٥٦٧',
  ])('takes %s for the same phone', (typed) => {
    expect(readContact(typed, 'UA')).toEqual(phone('+380671234567'));
  });

  it('reads a number without a country code in the supplier’s country, and one with it anywhere', () => {
    expect(readContact('8 916 123-45-67', 'RU')).toEqual(phone('+79161234567'));
    expect(readContact('+48 512 345 678', 'UA')).toEqual(phone('+48512345678'));
  });

  it.each([
    ['a phone at home, which takes no text messages', '044 234 56 78'],
    ['a number that is too short', '067 123 45 6'],
    ['a number that is too long', '067 123 45 678'],
    ['an extension', '067 123 45 67 доб. 5'],
    ['a word', 'Олена'],
    ['nothing', '   '],
    ['an emergency number', '104'],
    ['a very long text', '0'.repeat(100_000)],
  ])('refuses %s', (_what, typed) => {
    expect(readContact(typed, 'UA')).toBeNull();
  });

  it.each([
    [' Olena.K@Example.COM ', 'olena.k@example.com'],
    ['mailto:olena@example.com', 'olena@example.com'],
    ['olena＠example．com', 'olena@example.com'],
    ['olena@example.com.', 'olena@example.com'],
    ['olena+gas@example.com', 'olena+gas@example.com'],
    ['олена@example.com', 'олена@example.com'],
  ])('reads the address %s', (typed, address) => {
    expect(readContact(typed, 'UA')).toEqual(email(address));
  });

  it.each([
    'баба@гмаил.ком',
    'олена@пошта.укр',
    'olena@xn--80a1acn3a.xn--j1amh',
    'olena@',
    '@example.com',
    'olena@example',
    'olena@-example.com',
    'a@b@example.com',
    'ole na@example.com',
    '.olena@example.com',
    'ole..na@example.com',
    'olena@example.com, ivan@example.com',
    'olena@example.com\r\nBcc: ivan@example.com',
    '"olena"@example.com',
    'olena@[127.0.0.1]',
    'olena@127.0.0.1',
    `${'o'.repeat(65)}@example.com`,
    `olena@${'e'.repeat(64)}.com`,
  ])('refuses the address %s', (typed) => {
    expect(readContact(typed, 'UA')).toBeNull();
  });

  it('understands its own answer, and never changes it', () => {
    const typed = fc.oneof(
      fc.integer({ min: 0, max: 9_999_999 }).map((digits) => `067${String(digits).padStart(7, '0')}`),
      fc.emailAddress(),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'0123456789 +-()О@.a') }),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom('UA', 'RU', 'PL'), (text, country) => {
        const contact = readContact(text, country);
        fc.pre(contact !== null);
        expect(readContact(contact.address, country)).toEqual(contact);
        expect(contact.address).toMatch(contact.kind === 'phone' ? /^\+\d{7,15}$/ : /^[^\s@A-Z]+@[a-z0-9.-]+$/);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds the phone again whatever people put between its digits', () => {
    const between = fc.constantFrom('', ' ', '-', '\u00a0', '–', '.', ' (', ') ', '\u200b');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.array(between, { minLength: 10, maxLength: 10 }),
        fc.constantFrom('О', 'O', 'о', '０', '0'),
        (digits, marks, nought) => {
          const national = `067${String(digits).padStart(7, '0')}`;
          const typed = [...national].map((digit, at) => `${marks[at]}${digit === '0' ? nought : digit}`).join('');
          expect(readContact(typed, 'UA')).toEqual(phone(`+38${national}`));
        },
      ),
    );
  });
});

describe('isInWrongLayout', () => {
  it.each([
    ['баба@гмаил.ком', true],
    ['щдутф"учфьздуюсщь', true],
    ['olena@example', false],
    ['Олена', false],
    ['067 123', false],
  ])('of %s is %s', (typed, isWrong) => {
    expect(isInWrongLayout(typed)).toBe(isWrong);
  });
});

describe('maskContact', () => {
  it('shows enough to know one’s own', () => {
    expect(maskContact({ kind: 'phone', address: '+380671234567' })).toBe('+380 •• ••• •• 67');
    expect(maskContact({ kind: 'email', address: 'olena@example.com' })).toBe('o•••@example.com');
  });

  it('tells nothing by its length', () => {
    const lengths = ['o', 'olena', 'olena.kovalenko'].map(
      (local) => maskContact({ kind: 'email', address: `${local}@example.com` }).length,
    );
    expect(new Set(lengths).size).toBe(1);
  });
});
