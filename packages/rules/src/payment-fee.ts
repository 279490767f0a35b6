import { type Decimal, scaledDecimal } from './decimal.js';

/** What a payment method takes on top of a sum: so many per cent, and no less than so many minor units. */
export interface PaymentFeeTerms {
  readonly percent: Decimal;
  readonly atLeast: number;
}

/** What the payer pays on top of the sum, in minor units: the share of it, halves up, and no less than the least. */
export function paymentFee(amount: bigint, fee: PaymentFeeTerms | null): bigint {
  if (fee === null) return 0n;
  const { units, scale } = scaledDecimal(fee.percent);
  const whole = 100n * 10n ** BigInt(scale);
  const share = (2n * amount * units + whole) / (2n * whole);
  const least = BigInt(fee.atLeast);
  return share > least ? share : least;
}
