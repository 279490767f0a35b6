import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDecimal } from './decimal.js';
import { parseReadingInput, type RegisterDial } from './reading-input.js';

const gas: RegisterDial = { integerDigits: 5, decimalDigits: 3 };
const whole: RegisterDial = { integerDigits: 5, decimalDigits: 0 };

const value = (text: string) => ({ kind: 'value', value: text });

describe('a reading as people type it', () => {
  it.each([
    ['123', '123'],
    ['00123', '123'],
    ['0', '0'],
    ['00000', '0'],
    ['000000123', '123'],
    [' 123 ', '123'],
    ['01 234', '1234'],
    ['01\u00a0234', '1234'],
    ['01\u202f234', '1234'],
    ['01\u2009234', '1234'],
    ['\t123\r\n', '123'],
    ['0-1-2-3-4', '1234'],
    ['01234-', '1234'],
    ["1'234", '1234'],
    ['1’234', '1234'],
    ['1_234', '1234'],
    ['123,456', '123.456'],
    ['123.456', '123.456'],
    ['123,450', '123.45'],
    ['123,', '123'],
    ['123.', '123'],
    ['123,4567', '123.456'],
    ['1 2 3 , 4', '123.4'],
    ['１２３', '123'],
    ['１２３，４', '123.4'],
    ['О1234', '1234'],
    ['o1234', '1234'],
    ['1О5O', '1050'],
    ['123,о5', '123.05'],
  ])('takes %j for %s', (typed, expected) => {
    expect(parseReadingInput(typed, gas)).toEqual(value(expected));
  });

  it('cuts off red digits that the dial does not hand in', () => {
    expect(parseReadingInput('123,999', whole)).toEqual(value('123'));
  });

  it.each(['', ' ', '\u00a0', '\n\t '])('takes %j for nothing typed', (typed) => {
    expect(parseReadingInput(typed, gas)).toEqual({ kind: 'empty' });
  });

  it.each([
    '-5',
    '- 5',
    ' -5',
    '－5',
    '−5',
    '–5',
    '-',
    '+5',
    '.5',
    ',5',
    '.',
    '1.2.3',
    '1,234.5',
    '12a',
    'сто',
    '1e3',
    '0x10',
    '12 м³',
    '١٢٣',
    '½',
    'NaN',
    'Infinity',
    '12З',
  ])('does not guess a number in %j', (typed) => {
    expect(parseReadingInput(typed, gas)).toEqual({ kind: 'not_a_number' });
  });

  it.each([
    ['123456', '123456'],
    ['100000', '100000'],
    ['123456,7', '123456.7'],
    ['999999999999,9999', '999999999999.999'],
    ['000123456789012', '123456789012'],
  ])('takes %s though the dial has fewer digits: it may be longer than the supplier knows', (typed, expected) => {
    expect(parseReadingInput(typed, gas)).toEqual(value(expected));
  });

  it.each(['1234567890123', '1000000000000', '1234567890123,4'])('says that %s is longer than any dial', (typed) => {
    expect(parseReadingInput(typed, gas)).toEqual({ kind: 'too_many_digits' });
    expect(parseReadingInput(typed, { integerDigits: 12, decimalDigits: 0 })).toEqual({ kind: 'too_many_digits' });
  });

  const dial = fc.record({
    integerDigits: fc.integer({ min: 1, max: 12 }),
    decimalDigits: fc.integer({ min: 0, max: 6 }),
  });

  it('reads the same number however it is decorated', () => {
    const filler = fc.constantFrom('', '', ' ', '\u00a0', '\u202f', '-', "'");
    fc.assert(
      fc.property(
        dial,
        fc.infiniteStream(filler),
        fc.nat(),
        fc.nat(6),
        fc.boolean(),
        fc.boolean(),
        (shape, fillers, number, zeros, wide, letter) => {
          const digits = String(number % 10 ** shape.integerDigits);
          let typed = '';
          for (const digit of '0'.repeat(zeros) + digits) {
            const shown = letter && digit === '0' ? 'О' : wide ? String.fromCharCode(0xff10 + Number(digit)) : digit;
            typed += shown + fillers.next().value;
          }
          expect(parseReadingInput(typed, shape)).toEqual(value(digits));
        },
      ),
    );
  });

  it('never throws, and gives only what a dial can show, with the red digits of this one', () => {
    const typing = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789.,- ОOо\u00a0٣½ⅷ１') }),
    );
    fc.assert(
      fc.property(typing, dial, (typed, shape) => {
        const input = parseReadingInput(typed, shape);
        if (input.kind !== 'value') return;
        expect(isDecimal(input.value)).toBe(true);
        expect(input.value).toMatch(new RegExp(`^(0|[1-9]\\d{0,11})(\\.\\d{0,${shape.decimalDigits}}[1-9])?$`));
        // What was understood, typed again, is understood the same.
        expect(parseReadingInput(input.value, shape)).toEqual(input);
      }),
      { numRuns: 2000 },
    );
  });
});
