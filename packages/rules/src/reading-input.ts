import { canonicalDecimal, type Decimal, truncateDecimal } from './decimal.js';

/** The dials of one register: black digits before the point, red ones after it. */
export interface RegisterDial {
  readonly integerDigits: number;
  readonly decimalDigits: number;
}

export type ReadingInput =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_a_number' }
  /** More digits before the point than the dial has. */
  | { readonly kind: 'too_many_digits' }
  /** A value this dial can show, canonical: `"00123"` is `"123"`. */
  | { readonly kind: 'value'; readonly value: Decimal };

/** A dial never shows less than zero: a minus is a slip that must not quietly become another number. */
const STARTS_WITH_MINUS = /^\s*-/;

/** NFKC turns full-width digits and exotic spaces into plain ones; the letter O (Latin or Cyrillic) is what people type for zero. */
export function plainDigits(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s_'’-]/g, '')
    .replace(/[OoОо]/g, '0')
    .replace(/,/g, '.');
}

/**
 * What a person typed as a reading, forgivingly: spaces, hyphens between digits, leading zeros, comma or point, full-width digits,
 * the letter O for zero.
 * Digits after the point beyond what the dial has are cut off: a customer who copies the red digits is not told off.
 */
export function parseReadingInput(typed: string, dial: RegisterDial): ReadingInput {
  if (STARTS_WITH_MINUS.test(typed.normalize('NFKC'))) return { kind: 'not_a_number' };
  const text = plainDigits(typed);
  if (text === '') return { kind: 'empty' };
  if (!/^\d+(\.\d*)?$/.test(text)) return { kind: 'not_a_number' };
  const value = truncateDecimal(canonicalDecimal(text.replace(/\.$/, '')), dial.decimalDigits);
  const whole = value.split('.')[0] ?? '';
  return whole.length > dial.integerDigits ? { kind: 'too_many_digits' } : { kind: 'value', value };
}
