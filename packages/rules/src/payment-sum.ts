import { parseMoneyInput } from './link-proof.js';

export interface PaymentSumLimits {
  /** How many digits the currency has after the point: 2 for hryvnias, 0 for yen. */
  readonly minorDigits: number;
  /** The smallest and the largest sum, in minor units. */
  readonly atLeast: number;
  readonly atMost: number;
}

export type PaymentSumInput =
  | { readonly kind: 'empty' }
  /** Not a sum: words, a minus. */
  | { readonly kind: 'not_a_sum' }
  /** More digits after the point than the currency has. */
  | { readonly kind: 'too_fine' }
  | { readonly kind: 'too_little' }
  | { readonly kind: 'too_much' }
  /** In minor units. */
  | { readonly kind: 'value'; readonly amount: number };

/** What a person typed as the sum to pay, as forgivingly as sums are read anywhere here: `358,20`, `358.2`, `1 234,56 грн`. */
export function readPaymentSum(typed: string, { minorDigits, atLeast, atMost }: PaymentSumLimits): PaymentSumInput {
  if (typed.trim() === '') return { kind: 'empty' };
  const amount = parseMoneyInput(typed, minorDigits);
  if (amount === null) {
    if (isTooLong(typed)) return { kind: 'too_much' };
    return isTooFine(typed, minorDigits) ? { kind: 'too_fine' } : { kind: 'not_a_sum' };
  }
  if (amount < atLeast) return { kind: 'too_little' };
  return amount > atMost ? { kind: 'too_much' } : { kind: 'value', amount };
}

/** More digits before the point than any sum has: it is a number, and too large a one. */
function isTooLong(typed: string): boolean {
  return /^\d{10,}([.,]\d{0,2})?$/.test(typed.normalize('NFKC').replace(/\s/g, ''));
}

/** A number that the currency has no coins for, such as 686,645 hryvnias. */
function isTooFine(typed: string, minorDigits: number): boolean {
  const [, fraction = ''] = /^\d{1,9}[.,](\d+)$/.exec(typed.normalize('NFKC').replace(/\s/g, '')) ?? [];
  return fraction.length > minorDigits;
}
