import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  divideDecimals,
  isDecimal,
  multiplyDecimals,
  subtractDecimals,
  truncateDecimal,
} from './decimal.js';

/** A fraction of two whole numbers: the oracle knows nothing of decimal points. */
interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

const equal = (a: Rational, b: Rational) => a.over * b.under === b.over * a.under;

/** Reads a decimal the slow way, digit by digit. */
function rational(text: string): Rational {
  let over = 0n;
  let under = 1n;
  let afterPoint = false;
  for (const each of text) {
    if (each === '-') continue;
    if (each === '.') {
      afterPoint = true;
      continue;
    }
    over = over * 10n + BigInt(each);
    if (afterPoint) under *= 10n;
  }
  return { over: text.startsWith('-') ? -over : over, under };
}

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

/** Any text form: leading and trailing zeros, minus zero, numbers far beyond what a float holds. */
const decimal = fc
  .tuple(fc.boolean(), digits(1, 24), fc.option(digits(1, 12)))
  .map(([minus, whole, fraction]) => `${minus ? '-' : ''}${whole}${fraction === null ? '' : `.${fraction}`}`);

const CANONICAL = /^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/;

describe('decimals', () => {
  it.each([
    ['0.1', '0.2', '0.3', '-0.1', '0.02'],
    ['1', '2', '3', '-1', '2'],
    ['-0', '0.00', '0', '0', '0'],
    ['99999.999', '0.001', '100000', '99999.998', '99.999999'],
    ['-5', '5', '0', '-10', '-25'],
    ['9007199254740993', '1', '9007199254740994', '9007199254740992', '9007199254740993'],
  ])('%s and %s', (a, b, sum, difference, product) => {
    expect(addDecimals(a, b)).toBe(sum);
    expect(subtractDecimals(a, b)).toBe(difference);
    expect(multiplyDecimals(a, b)).toBe(product);
  });

  it.each([
    ['007.50', '7.5'],
    ['000', '0'],
    ['-0.0', '0'],
    ['10', '10'],
    ['0.10', '0.1'],
    ['-00.010', '-0.01'],
  ])('writes %s as %s', (typed, canonical) => {
    expect(canonicalDecimal(typed)).toBe(canonical);
  });

  it.each([
    ['123.456', 3, '123.456'],
    ['123.456', 2, '123.45'],
    ['123.999', 0, '123'],
    ['0.009', 2, '0'],
    ['-1.99', 1, '-1.9'],
    ['-0.9', 0, '0'],
    ['5', 3, '5'],
  ])('cuts %s after %i digits to %s', (value, after, cut) => {
    expect(truncateDecimal(value, after)).toBe(cut);
  });

  it.each([
    '',
    ' ',
    '-',
    '.',
    '.5',
    '5.',
    '+5',
    '1e3',
    '1,5',
    '1 000',
    '١٢',
    '½',
    '0x10',
    'NaN',
    '1.2.3',
    '5\n',
    '--5',
  ])('does not take %j for a decimal', (text) => {
    expect(isDecimal(text)).toBe(false);
    expect(() => canonicalDecimal(text)).toThrow(RangeError);
  });

  it('adds, subtracts and multiplies as fractions do', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [rational(a), rational(b)];
        const sum = { over: x.over * y.under + y.over * x.under, under: x.under * y.under };
        const difference = { over: x.over * y.under - y.over * x.under, under: x.under * y.under };
        const product = { over: x.over * y.over, under: x.under * y.under };
        expect(equal(rational(addDecimals(a, b)), sum)).toBe(true);
        expect(equal(rational(subtractDecimals(a, b)), difference)).toBe(true);
        expect(equal(rational(multiplyDecimals(a, b)), product)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['7.96', '1.2', 4, '6.6333'],
    ['168', '2.64', 1, '63.6'],
    ['1', '8', 2, '0.13'],
    ['-1', '8', 2, '-0.13'],
    ['4.32', '1.2', 4, '3.6'],
    ['5', '2', 0, '3'],
    ['-0.001', '4', 2, '0'],
  ])('divides %s by %s to %i digits, halves away from zero: %s', (a, b, digits, quotient) => {
    expect(divideDecimals(a, b, digits)).toBe(quotient);
  });

  it('compares as fractions do', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [rational(a), rational(b)];
        const [left, right] = [x.over * y.under, y.over * x.under];
        expect(compareDecimals(a, b)).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives equal numbers equal texts', () => {
    fc.assert(
      fc.property(decimal, fc.nat(4), fc.nat(4), (value, before, after) => {
        const minus = value.startsWith('-') ? '-' : '';
        const longer = `${minus}${'0'.repeat(before)}${value.slice(minus.length)}${value.includes('.') ? '' : '.'}${'0'.repeat(after + 1)}`;
        expect(canonicalDecimal(longer)).toBe(canonicalDecimal(value));
        expect(canonicalDecimal(value)).toMatch(CANONICAL);
        expect(equal(rational(canonicalDecimal(value)), rational(value))).toBe(true);
      }),
    );
  });

  it('cuts towards zero, never by a whole unit of the last digit kept', () => {
    fc.assert(
      fc.property(decimal, fc.nat(12), (value, after) => {
        const cut = truncateDecimal(value, after);
        expect(cut).toMatch(CANONICAL);
        expect((cut.split('.')[1] ?? '').length).toBeLessThanOrEqual(after);
        const [x, y] = [rational(value), rational(cut)];
        const absolute = (each: bigint) => (each < 0n ? -each : each);
        const lost = absolute(x.over) * y.under - absolute(y.over) * x.under;
        expect(lost).toBeGreaterThanOrEqual(0n);
        expect(lost * 10n ** BigInt(after)).toBeLessThan(x.under * y.under);
        if (y.over !== 0n) expect(y.over < 0n).toBe(x.over < 0n);
      }),
    );
  });
});
