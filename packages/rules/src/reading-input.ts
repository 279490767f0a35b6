import { canonicalDecimal, type Decimal, truncateDecimal } from './decimal.js';

/** The dials of one register: black digits before the point, red ones after it. */
export interface RegisterDial {
  readonly integerDigits: number;
  readonly decimalDigits: number;
}

export type ReadingInput =
  | { readonly kind: 'empty' }
  | { readonly kind: 'not_a_number' }
  /** More digits before the point than any dial has. */
  | { readonly kind: 'too_many_digits' }
  /** Canonical: `"00123"` is `"123"`. It may be longer than this dial as the supplier knows it: that is a doubt, and no fault. */
  | { readonly kind: 'value'; readonly value: Decimal };

/** Digits before the point that a dial has at most, and that the billing base can tell of one. */
const MOST_DIGITS = 12;

const wholeDigits = (value: Decimal) => (canonicalDecimal(value).split('.')[0] ?? '').length;

/** Whether no dial at all shows the value: it has more digits than a meter is ever made with. */
export function isBeyondAnyDial(value: Decimal): boolean {
  return wholeDigits(value) > MOST_DIGITS;
}

/** Whether the value has more digits than this dial, as the supplier knows it. */
export function isBeyondDial(value: Decimal, { integerDigits }: RegisterDial): boolean {
  return wholeDigits(value) > integerDigits;
}

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
  return isBeyondAnyDial(value) ? { kind: 'too_many_digits' } : { kind: 'value', value };
}
