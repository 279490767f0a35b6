import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PaymentSumInput, type PaymentSumLimits, readPaymentSum } from './payment-sum.js';

const hryvnias: PaymentSumLimits = { minorDigits: 2, atLeast: 1_00, atMost: 29_999_00 };
const value = (amount: number): PaymentSumInput => ({ kind: 'value', amount });

describe('a sum to pay as people type it', () => {
  it.each([
    ['358,20', 358_20],
    ['358.2', 358_20],
    ['358', 358_00],
    [' 358 ', 358_00],
    ['1 234,56', 1_234_56],
    ['1\u00a0234,56 грн', 1_234_56],
    ['1\u202f234.56', 1_234_56],
    ['1,234.56', 1_234_56],
    ['358,20 грн.', 358_20],
    ['358 грн 20 коп', 358_20],
    ['358-20', 358_20],
    ['３５８，２０', 358_20],
    ['35О', 350_00],
    ['0358,20', 358_20],
    ['1', 1_00],
    ['29999', 29_999_00],
  ])('takes "%s" for %i', (typed, amount) => {
    expect(readPaymentSum(typed, hryvnias)).toEqual(value(amount));
  });

  it.each([
    ['', 'empty'],
    [' \u00a0', 'empty'],
    ['багато', 'not_a_sum'],
    ['-358,20', 'not_a_sum'],
    ['358,205', 'too_fine'],
    ['686.645', 'too_fine'],
    ['1 234,5678', 'too_fine'],
    ['1,234', 'too_fine'],
    ['-358,205', 'not_a_sum'],
    ['358,20,1', 'not_a_sum'],
    ['1e3', 'not_a_sum'],
    ['0', 'too_little'],
    ['0,99', 'too_little'],
    ['29999,01', 'too_much'],
    ['358200000', 'too_much'],
    ['35820000000000', 'too_much'],
  ])('says of "%s" that it is %s', (typed, kind) => {
    expect(readPaymentSum(typed, hryvnias)).toEqual({ kind });
  });

  it('knows how many digits the currency has', () => {
    const yen = { minorDigits: 0, atLeast: 1, atMost: 1_000_000 };
    expect(readPaymentSum('3582', yen)).toEqual(value(3582));
    expect(readPaymentSum('1 000 000', yen)).toEqual(value(1_000_000));
    expect(readPaymentSum('358,2', yen)).toEqual({ kind: 'too_fine' });
    expect(readPaymentSum('1,234', { minorDigits: 3, atLeast: 1, atMost: 1_000_000 })).toEqual(value(1_234));
  });

  it('reads every sum in every way of writing it', () => {
    const marks = fc.constantFrom('.', ',');
    const spaces = fc.constantFrom('', ' ', '\u00a0', '\u202f');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 99_999_999 }),
        marks,
        spaces,
        (minorDigits, amount, mark, space) => {
          const digits = String(amount).padStart(minorDigits + 1, '0');
          const whole = digits.slice(0, digits.length - minorDigits).replace(/\B(?=(\d{3})+$)/g, space);
          const typed = minorDigits > 0 ? whole + mark + digits.slice(-minorDigits) : whole;
          expect(readPaymentSum(typed, { minorDigits, atLeast: 1, atMost: 99_999_999 })).toEqual(value(amount));
        },
      ),
    );
  });

  it('never throws, and gives no sum beyond its limits', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.,\s-]{0,16}$/)), (typed) => {
        const read = readPaymentSum(typed, hryvnias);
        if (read.kind !== 'value') return;
        expect(Number.isSafeInteger(read.amount)).toBe(true);
        expect(read.amount).toBeGreaterThanOrEqual(hryvnias.atLeast);
        expect(read.amount).toBeLessThanOrEqual(hryvnias.atMost);
      }),
    );
  });
});
