import { canonicalDecimal, type Decimal } from './decimal.js';
import { plainDigits } from './reading-input.js';

/** How much a quantity may be written with. */
export interface QuantityLimits {
  /** Digits before the point, leading zeros not counted. */
  readonly integerDigits: number;
  /** Digits after the point; more of them are a slip of the comma, not a finer measure. */
  readonly decimalDigits: number;
}

export type QuantityInput =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_a_number' }
  /** More digits than the limits allow, before the point or after it. */
  | { readonly kind: 'too_many_digits' }
  /** Never negative, canonical: `"054,30"` is `"54.3"`. */
  | { readonly kind: 'value'; readonly value: Decimal };

/** A minus is a slip that must not quietly become another number, and "100-200" is two of them. */
const HAS_DASH = /[-‐‑‒–—−]/;

/** `1,234.5`, `1.234,5`, `1,234,567`: of two signs the first one only groups, and so does one that comes again. */
const GROUPED = /^\d{1,3}(?:,\d{3}(?:,\d{3})*(?=\.)|(?:,\d{3}){2,}$|\.\d{3}(?:\.\d{3})*(?=,)|(?:\.\d{3}){2,}$)/;

/**
 * What a person typed as a quantity, an area or a sum of money, as forgivingly as a reading: spaces, comma or point, thousands grouped in
 * any way, full-width digits, the letter O for zero. One comma is the decimal one, as people here write it.
 */
export function parseQuantityInput(typed: string, limits: QuantityLimits): QuantityInput {
  const shown = typed.normalize('NFKC');
  if (HAS_DASH.test(shown)) return { kind: 'not_a_number' };
  const text = plainDigits(shown.replace(/\s/g, '').replace(GROUPED, (grouped) => grouped.replace(/[.,]/g, '')));
  if (text === '') return { kind: 'empty' };
  if (!/^(\d+\.?\d*|\.\d+)$/.test(text)) return { kind: 'not_a_number' };
  const value = canonicalDecimal(`0${text}`.replace(/\.$/, ''));
  const [whole = '', fraction = ''] = value.split('.');
  const isTooLong = whole.length > limits.integerDigits || fraction.length > limits.decimalDigits;
  return isTooLong ? { kind: 'too_many_digits' } : { kind: 'value', value };
}
