import { minorDigits } from '@kabinet/rules';
import { ProviderRefused } from '../provider.js';

/**
 * Stripe counts in its own minor units, which are not everywhere the currency's. https://docs.stripe.com/currencies#zero-decimal and
 * "Special cases": krónur and Ugandan shillings are counted as if they had two digits, dinars by tens.
 */
const WITHOUT_DIGITS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THREE_DIGITS = new Set('BHD JOD KWD OMR TND'.split(' '));
const ONLY_WHOLE = new Set(['ISK', 'UGX']);

function stripeDigits(currency: string): number {
  if (WITHOUT_DIGITS.has(currency)) return 0;
  return THREE_DIGITS.has(currency) ? 3 : 2;
}

/** Throws ProviderRefused where Stripe cannot take the sum to the last of its minor units. */
export function toStripe(amount: bigint, currency: string): number {
  const [theirs, ours] = [stripeDigits(currency), minorDigits(currency)];
  const scaled = amount * 10n ** BigInt(theirs);
  const unit = 10n ** BigInt(ours);
  const step = THREE_DIGITS.has(currency) ? 10n : ONLY_WHOLE.has(currency) ? 100n : 1n;
  const whole = scaled / unit;
  if (scaled % unit !== 0n || whole % step !== 0n || whole > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new ProviderRefused(`Stripe: cannot take such a sum of ${currency}`);
  }
  return Number(whole);
}

/** Null for what is no sum, or is none in the currency's own minor units. */
export function fromStripe(amount: unknown, currency: string): bigint | null {
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 0) return null;
  const scaled = BigInt(amount) * 10n ** BigInt(minorDigits(currency));
  const unit = 10n ** BigInt(stripeDigits(currency));
  return scaled % unit === 0n ? scaled / unit : null;
}
