import { isDecimal, minorDigits, scaledDecimal, unscaledDecimal } from '@kabinet/rules';

/** More digits than any sum has: a number of JSON carries 15 exactly. */
const DIGITS_AT_MOST = 15;

/** Minor units as a decimal of the major ones, without zeros at its end: 35820 kopecks are `358.2`. */
export function toMajor(amount: bigint, currency: string): string {
  return unscaledDecimal({ units: amount, scale: minorDigits(currency) });
}

/**
 * Minor units of what a provider writes as `358.2` or 358.2; null for anything that is no such sum, for one below zero and for one with
 * parts of a minor unit: it is never rounded.
 */
export function fromMajor(major: unknown, currency: string): bigint | null {
  const text = typeof major === 'number' ? String(major) : major;
  if (typeof text !== 'string' || text.length > DIGITS_AT_MOST + 1 || text.startsWith('-') || !isDecimal(text))
    return null;
  const { units, scale } = scaledDecimal(unscaledDecimal(scaledDecimal(text)));
  const digits = minorDigits(currency);
  return scale > digits ? null : units * 10n ** BigInt(digits - scale);
}

/** Whether it is a currency's code, as all that comes from outside has to be asked. */
export function isCurrency(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value);
}

/** What is new of a refund that is told as what was given back in all; all of it where nothing is. */
export function newlyGivenBack(inAll: bigint, wasRefunded: bigint): bigint {
  return inAll > wasRefunded ? inAll - wasRefunded : inAll;
}
