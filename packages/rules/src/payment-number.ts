import { readingNumber } from './reading-number.js';

/** Payments' numbers begin where readings' never come to, so that nobody mixes them up. */
const FIRST_DRAWN = 5_000_000;

/** The number of a payment of which these digits were drawn: made like a reading's, such as `5000-0004`. */
export function paymentNumber(digits: number): string {
  return readingNumber(digits);
}

/** Whether the text can be the number of a payment made here: written like one, high enough, and with the right check digit. */
export function isPaymentNumber(text: string): boolean {
  const digits = text.replaceAll('-', '');
  if (!/^\d{8,15}$/.test(digits)) return false;
  const drawn = Number(digits.slice(0, -1));
  return drawn >= FIRST_DRAWN && paymentNumber(drawn) === text;
}
