import { describe, expect, it } from 'vitest';
import { isPaymentNumber, paymentNumber } from './payment-number.js';
import { writtenNumber } from './reading-number.js';

describe('a payment’s number', () => {
  it.each([5_000_000, 5_000_001, 5_999_999, 6_000_000, 9_999_999, 10_000_000, 123_456_789])('is known: %i', (drawn) => {
    expect(isPaymentNumber(paymentNumber(drawn))).toBe(true);
  });

  it('is not one with another check digit, two digits swapped, or written otherwise', () => {
    const right = '5000-0009';
    expect(isPaymentNumber(right)).toBe(true);
    for (let digit = 0; digit < 10; digit += 1)
      if (digit !== 9) expect(isPaymentNumber(`5000-000${digit}`)).toBe(false);
    for (const other of [
      '0500-0009',
      '50000009',
      '5000-0009-',
      ' 5000-0009',
      '5000–0009',
      '5000-00090',
      '0500-0004',
      'order-17',
      '',
    ])
      expect(isPaymentNumber(other), other).toBe(false);
  });

  it('is none that a reading has', () => {
    expect(isPaymentNumber('1000-0008')).toBe(false);
  });

  it.each(['5000-0009', '50000009', ' 5000 0009', '№ 5000–0009', '5000_0009', '５０００-０００９'])(
    'is read as we write it, however it is written: %s',
    (text) => {
      expect(writtenNumber(text)).toBe('5000-0009');
    },
  );

  it('is not read from what has no digits', () => {
    for (const text of ['', ' - ', 'немає']) expect(writtenNumber(text)).toBeNull();
    expect(writtenNumber('1234567890129')).toBe('1234-5678-9012-9');
  });
});
