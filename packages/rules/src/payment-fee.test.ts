import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentFee } from './payment-fee.js';

describe('the fee', () => {
  it.each([
    [358_20n, null, 0n],
    [100_00n, { percent: '1.5', atLeast: 0 }, 1_50n],
    [358_20n, { percent: '1', atLeast: 0 }, 3_58n],
    [50n, { percent: '1', atLeast: 0 }, 1n],
    [49n, { percent: '1', atLeast: 0 }, 0n],
    [10_00n, { percent: '1.5', atLeast: 2_00 }, 2_00n],
    [333_33n, { percent: '0.125', atLeast: 0 }, 42n],
    [1_234n, { percent: '0', atLeast: 0 }, 0n],
  ])('of %i at %o is %i', (amount, terms, fee) => {
    expect(paymentFee(amount, terms)).toBe(fee);
  });

  it('is never off by more than half a minor unit, never less than the least, and grows with the sum', () => {
    const terms = fc.record({
      percent: fc.integer({ min: 0, max: 99_999 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
      atLeast: fc.integer({ min: 0, max: 10_00 }),
    });
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), terms, (amount, { percent, atLeast }) => {
        const fee = paymentFee(amount, { percent, atLeast });
        const thousandths = BigInt(percent.replace('.', ''));
        const exact = amount * thousandths; // in hundred-thousandths of a minor unit
        const off = fee * 100_000n - exact;
        if (fee > BigInt(atLeast)) expect(off <= 50_000n && off > -50_000n).toBe(true);
        else expect(fee).toBe(BigInt(atLeast));
        expect(paymentFee(amount + 1n, { percent, atLeast })).toBeGreaterThanOrEqual(fee);
      }),
    );
  });
});
