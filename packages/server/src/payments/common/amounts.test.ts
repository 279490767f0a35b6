import { describe, expect, it } from 'vitest';
import { ProviderRefused } from '../provider.js';
import { fromStripe, toStripe } from '../stripe/amounts.js';
import { fromMajor, toMajor } from './amounts.js';

describe('sums as providers write them', () => {
  it.each([
    [35_820n, 'UAH', '358.2'],
    [1n, 'UAH', '0.01'],
    [100n, 'UAH', '1'],
    [35_820n, 'JPY', '35820'],
    [35_820n, 'KWD', '35.82'],
    [999_999_999_999_999n, 'UAH', '9999999999999.99'],
  ])('writes %s of %s as %s and reads it back', (minor, currency, major) => {
    expect(toMajor(minor, currency)).toBe(major);
    expect(fromMajor(major, currency)).toBe(minor);
    expect(fromMajor(Number(major), currency)).toBe(minor);
  });

  it('reads every kopeck of a number without losing one', () => {
    for (let minor = 0n; minor < 100_000n; minor += 7n) {
      expect(fromMajor(Number(minor) / 100, 'UAH')).toBe(minor);
    }
  });

  it('reads zeros that say nothing', () => {
    expect(fromMajor('358.2000', 'UAH')).toBe(35_820n);
    expect(fromMajor('35820.00', 'JPY')).toBe(35_820n);
  });

  it.each([
    '0.005',
    '1e3',
    '-1',
    '',
    ' 1',
    '1 ',
    '1,5',
    '0x10',
    'NaN',
    '9'.repeat(20),
    NaN,
    Infinity,
    -1,
    1e21,
    0.005,
    null,
    undefined,
    true,
    [1],
    {},
  ])('takes %s for no sum', (value) => {
    expect(fromMajor(value, 'UAH')).toBeNull();
  });
});

describe("sums in Stripe's own minor units", () => {
  it.each([
    [35_820n, 'UAH', 35_820],
    [35_820n, 'JPY', 35_820],
    // Counted as if they had two digits: https://docs.stripe.com/currencies#special-cases
    [358n, 'ISK', 35_800],
    [358n, 'UGX', 35_800],
    [35_820n, 'KWD', 35_820],
  ])('counts %s of %s as %s', (minor, currency, theirs) => {
    expect(toStripe(minor, currency)).toBe(theirs);
    expect(fromStripe(theirs, currency)).toBe(minor);
  });

  it('refuses what Stripe would round', () => {
    expect(() => toStripe(35_821n, 'KWD')).toThrow(ProviderRefused);
    expect(fromStripe(35_801, 'ISK')).toBeNull();
    expect(fromStripe(3.5, 'UAH')).toBeNull();
    expect(fromStripe('35820', 'UAH')).toBeNull();
  });
});
