import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountNumberKey, isAccountNumber } from './account-number.js';

describe('account numbers', () => {
  it.each([
    ['0400123456', '0400123456'],
    ['0400 123 456', '0400123456'],
    [' 0400\u00a0123\u202f456\n', '0400123456'],
    ['0400-123-456', '0400123456'],
    ['№ 04/00.123_456', '0400123456'],
    ['０４００１２３４５６', '0400123456'],
    ['О4ОО123456', '0400123456'],
    ['o4oo123456', '0400123456'],
    ['04 - о12/7', '040127'],
    ['ас-12', 'AC12'],
    ['AC-12', 'AC12'],
    ['ВЕІКМНРТХ', 'BEIKMHPTX'],
    ['їґ-7', 'ЇҐ7'],
    ['', ''],
    [' - / ', ''],
  ])('%j and %s are the same account', (typed, key) => {
    expect(accountNumberKey(typed)).toBe(key);
  });

  it('keeps leading zeros: they tell accounts apart', () => {
    expect(accountNumberKey('00123')).not.toBe(accountNumberKey('123'));
  });

  const ten = { pattern: '\\d{10}', example: '0400 123 456' };
  const lettered = { pattern: '[A-Z]{2}\\d{6}|\\d{8}', example: 'AC-123 456' };

  it.each([
    ['0400 123 456', true],
    ['O400123456', true],
    ['040012345', false],
    ['04001234567', false],
    ['', false],
    ['0400123456\n0400123456', false],
  ])('of ten digits: %j is %s', (typed, expected) => {
    expect(isAccountNumber(typed, ten)).toBe(expected);
  });

  it.each([
    ['ас 123456', true],
    ['12345678', true],
    ['AC12345', false],
    ['XX12345678', false],
  ])('a pattern with a choice holds as a whole: %j is %s', (typed, expected) => {
    expect(isAccountNumber(typed, lettered)).toBe(expected);
  });

  it('makes a key of a key and changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const key = accountNumberKey(typed);
        expect(accountNumberKey(key)).toBe(key);
        expect(key).not.toMatch(/[\s\-./]/);
      }),
      { numRuns: 5000 },
    );
    // Every character of Unicode's first two planes, alone: what a random search may miss.
    for (let code = 0; code < 0x20000; code += 1) {
      const key = accountNumberKey(String.fromCodePoint(code));
      if (accountNumberKey(key) !== key)
        expect.fail(`U+${code.toString(16)} gives ${key}, then ${accountNumberKey(key)}`);
    }
  });

  it('does not see spacing, dashes or case', () => {
    const letter = fc.constantFrom(...'0123456789ABCDEFGHKMXY');
    const filler = fc.constantFrom('', '', ' ', '-', '/', '.', '\u00a0', '–');
    fc.assert(
      fc.property(fc.array(fc.tuple(letter, filler, fc.boolean())), (letters) => {
        const plain = letters.map(([each]) => each).join('');
        const typed = letters.map(([each, between, low]) => (low ? each.toLowerCase() : each) + between).join('');
        expect(accountNumberKey(typed)).toBe(accountNumberKey(plain));
      }),
    );
  });
});
