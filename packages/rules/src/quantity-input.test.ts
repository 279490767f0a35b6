import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuantityInput } from './quantity-input.js';

const limits = { integerDigits: 7, decimalDigits: 3 };
const parse = (typed: string) => parseQuantityInput(typed, limits);

describe('a quantity as people type it', () => {
  it.each([
    ['250', '250'],
    ['0', '0'],
    [' 250 ', '250'],
    ['00250', '250'],
    ['54,3', '54.3'],
    ['54.30', '54.3'],
    ['54,', '54'],
    [',5', '0.5'],
    ['1 234', '1234'],
    ['1\u00a0234,5', '1234.5'],
    ['1\u202f234', '1234'],
    ["1'234", '1234'],
    ['1,234.5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1,234,567', '1234567'],
    ['1.234.567,891', '1234567.891'],
    ['２５０', '250'],
    ['１２，５', '12.5'],
    ['25О', '250'],
    ['1o0', '100'],
  ])('takes "%s" for %s', (typed, value) => {
    expect(parse(typed)).toEqual({ kind: 'value', value });
  });

  it('takes one comma or point for the decimal one, as it is written here', () => {
    expect(parse('1,234')).toEqual({ kind: 'value', value: '1.234' });
    expect(parse('1.234')).toEqual({ kind: 'value', value: '1.234' });
  });

  it.each(['', '  ', '\u00a0'])('takes "%s" for nothing', (typed) => {
    expect(parse(typed)).toEqual({ kind: 'empty' });
  });

  it.each(['-5', '−5', '100-200', '100–200', 'двісті', '12 кВт', '1,2,3', '1.2.3', ',', '.', '1e3', '1/2', '٣'])(
    'does not take "%s" for a number',
    (typed) => {
      expect(parse(typed)).toEqual({ kind: 'not_a_number' });
    },
  );

  it.each(['12345678', '1,2345', '99999999999999999999'])('says that "%s" has too many digits', (typed) => {
    expect(parse(typed)).toEqual({ kind: 'too_many_digits' });
  });

  it('reads whatever it would write, and never throws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 999 }), (whole, fraction) => {
        const written = `${whole}.${String(fraction).padStart(3, '0')}`;
        const read = parse(written);
        if (read.kind !== 'value') throw new Error(read.kind);
        expect(parse(read.value)).toEqual(read);
        expect(Number(read.value)).toBe(Number(written));
      }),
    );
    fc.assert(fc.property(fc.string(), (typed) => void parse(typed)));
  });
});
