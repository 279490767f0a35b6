import { accountNumberKey } from './account-number.js';
import { scaledDecimal } from './decimal.js';
import { parseQuantityInput } from './quantity-input.js';
import { plainDigits } from './reading-input.js';

/** A fact by which somebody shows that an account is theirs: the PIN on the bill, the sum of the last payment, a meter's number. */
export type LinkProof = 'pin' | 'last_payment' | 'meter_number';

/** The form by which PINs are compared: as account numbers are, so that spaces, case and the letter O do not matter. */
export function linkPinKey(typed: string): string {
  return accountNumberKey(typed);
}

/** The form by which meter numbers are compared: as account numbers are, and zeros that a plate has in front may be left out. */
export function meterNumberKey(typed: string): string {
  return accountNumberKey(typed).replace(/^0+(?=.)/, '');
}

/** What people write after hryvnias and roubles. */
export const CURRENCY = String.raw`(?:грн|гривен\p{L}*|гривн\p{L}*|uah|руб\p{L}*|rub|р|₴|₽)(?!\p{L})\.?`;
/** What they write after the hundredths. */
export const HUNDREDTHS = String.raw`(?:коп\p{L}*|к)(?!\p{L})\.?`;

const BOTH_PARTS = new RegExp(
  String.raw`^(\d[\d\s]*?)\s*${CURRENCY}[\s,]*(\d{1,2})\s*(?:${HUNDREDTHS})?$|^(\d{1,2})\s*${HUNDREDTHS}$`,
  'u',
);
/** A dash before the hundredths, as on old bills: `358-20`. */
const DASHED = /^(\d+)\s*[-–—=]\s*(\d{2})$/;

/**
 * A sum of money as a person writes it, in minor units: `358,20`, `358.2`, `1 234,56 грн`, `358 грн 20 коп`, `358-20`, with full-width digits
 * and the letter O for zero; null for anything else.
 *
 * @param minorDigits How many digits the currency has after the point.
 */
export function parseMoneyInput(typed: string, minorDigits: number): number | null {
  const text = typed
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/(?<=[\d.,\s]|^)[oо](?=[\d.,oо]|$)|(?<=\d)[oо](?=[\s\d.,oо]|$)/gu, '0');
  const parts = BOTH_PARTS.exec(text);
  const written = parts
    ? `${(parts[1] ?? '0').replace(/\s/g, '')}.${(parts[2] ?? parts[3] ?? '').padStart(2, '0')}`
    : plainHundredths(text.replace(new RegExp(`\\s*${CURRENCY}$`, 'u'), ''));
  const sum = parseQuantityInput(written, { integerDigits: 9, decimalDigits: minorDigits });
  if (sum.kind !== 'value') return null;
  const { units, scale } = scaledDecimal(sum.value);
  return Number(units * 10n ** BigInt(minorDigits - scale));
}

function plainHundredths(text: string): string {
  const dashed = DASHED.exec(text);
  return dashed ? `${plainDigits(dashed[1] ?? '')}.${dashed[2] ?? ''}` : text;
}
