import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, exactText, exactToDecimal, isLess, least, minus, over, plus, roundHalfUp, times } from './exact.js';
import { toMinorUnits } from './money.js';

describe('exact numbers', () => {
  it.each([
    ['100', '100'],
    ['0.50', '0.5'],
    ['350/3', '350/3'],
    ['7/2', '3.5'],
    ['6/4', '1.5'],
    ['9/3', '3'],
    ['1/1024', '0.0009765625'],
    ['-1/8', '-0.125'],
    ['-2/6', '-1/3'],
    ['0/7', '0'],
    ['0.9/3', '0.3'],
  ])('%s is told as %s', (text, told) => {
    expect(exactText(exact(text))).toBe(told);
  });

  it('refuses what is no number', () => {
    for (const text of ['', 'a', '1e3', '1,5', '.5', 'NaN']) expect(() => exact(text)).toThrow(RangeError);
  });

  it('follow the laws of arithmetic', () => {
    const number = fc
      .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 6n))
      .map(([a, b]) => exact(`${a}/${b}`));
    const positive = fc.tuple(fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 10n ** 6n)).map(([a, b]) => exact(`${a}/${b}`));
    fc.assert(
      fc.property(number, number, positive, (a, b, c) => {
        expect(plus(a, b)).toEqual(plus(b, a));
        expect(minus(plus(a, b), b)).toEqual(a);
        expect(times(plus(a, b), c)).toEqual(plus(times(a, c), times(b, c)));
        expect(over(times(a, c), c)).toEqual(a);
        expect(exact(exactText(a))).toEqual(a);
        expect(isLess(a, plus(a, c))).toBe(true);
        expect(isLess(a, a)).toBe(false);
        expect(least(a, plus(a, c))).toEqual(a);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe('rounding', () => {
  it.each([
    ['0.5', 1n],
    ['-0.5', -1n],
    ['1.5', 2n],
    ['2.5', 3n],
    ['0.499999999999999999999', 0n],
    ['-0.499999999999999999999', 0n],
    ['1/3', 0n],
    ['2/3', 1n],
    ['-2/3', -1n],
    ['7', 7n],
  ])('%s is %s: halves go away from zero', (text, rounded) => {
    expect(roundHalfUp(exact(text))).toBe(rounded);
  });

  it.each([
    // What floats get wrong: 1.005 × 100 is 100.49999999999999 there
    ['1.005', 2, 101],
    ['36.6', 2, 3660],
    ['4.575', 2, 458],
    ['4.5749', 2, 457],
    ['100/3', 2, 3333],
    ['1.5', 0, 2],
    ['1.2345', 3, 1235],
  ])('%s with %s digits is %s minor units', (text, digits, minor) => {
    expect(toMinorUnits(exact(text), digits)).toBe(minor);
  });

  it('a quantity as a decimal', () => {
    expect(exactToDecimal(exact('350/3'), 3)).toBe('116.667');
    expect(exactToDecimal(exact('0.0005'), 3)).toBe('0.001');
    expect(exactToDecimal(exact('12'), 3)).toBe('12');
  });
});
