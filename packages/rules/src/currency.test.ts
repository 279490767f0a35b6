import { describe, expect, it } from 'vitest';
import { minorDigits, plainSum } from './currency.js';

describe('a currency', () => {
  it('has its own digits after the point', () => {
    expect(['UAH', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3]);
  });

  it('that nobody knows has two', () => {
    expect(['ZZZ', '', 'no code'].map(minorDigits)).toEqual([2, 2, 2]);
  });
});

describe('a sum in bare digits', () => {
  it.each([
    [35_820, 'UAH', '358.20'],
    [5n, 'UAH', '0.05'],
    [0, 'UAH', '0.00'],
    [-5000, 'UAH', '-50.00'],
    [-7n, 'UAH', '-0.07'],
    [358, 'JPY', '358'],
    [0, 'JPY', '0'],
    [12, 'KWD', '0.012'],
    [123_456_789_012_345_678n, 'UAH', '1234567890123456.78'],
  ])('%s %s', (amount, currency, text) => {
    expect(plainSum(amount, currency)).toBe(text);
    expect(plainSum(amount, currency, ',')).toBe(text.replace('.', ','));
  });
});
