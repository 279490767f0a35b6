import type { Decimal } from './decimal.js';

/** What a payment method takes on top of a sum: so many per cent, and no less than so many minor units. */
export interface PaymentFeeTerms {
  readonly percent: Decimal;
  readonly atLeast: number;
}

/** What the payer pays on top of the sum, in minor units: the share of it, halves up, and no less than the least. */
export function paymentFee(amount: bigint, fee: PaymentFeeTerms | null): bigint {
  if (fee === null) return 0n;
  // Read here: the page's payment button needs nothing else of decimals.
  const [digits = '', fraction = ''] = fee.percent.split('.');
  const hundred = 100n * 10n ** BigInt(fraction.length);
  const share = (2n * amount * BigInt(digits + fraction) + hundred) / (2n * hundred);
  const least = BigInt(fee.atLeast);
  return share > least ? share : least;
}
