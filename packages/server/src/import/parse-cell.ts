import { addDays, canonicalDecimal, type CalendarDate, type CalendarMonth, type Decimal } from '@kabinet/rules';

/** Spaces that people and spreadsheets put between thousands: plain, no-break, narrow no-break, thin; and apostrophes. */
const GROUP_MARKS = /[\u0020\u00a0\u202f\u2009'’]/g;
const NUMBER = /^([+-]?)(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?$/;

/**
 * A number as people write it: `1 234,5`, `1234.5`, `-0,07`. Null when it is none, or when it could be read in two ways
 * (`1.234,5` has a point and a comma; nobody here guesses).
 */
export function parseNumber(text: string): Decimal | null {
  const match = NUMBER.exec(text.replace(/[−–]/g, '-').replace(GROUP_MARKS, ' '));
  if (!match) return null;
  const [, sign = '', whole = '', fraction] = match;
  const minus = sign === '-' ? '-' : '';
  return canonicalDecimal(minus + whole.replaceAll(' ', '') + (fraction === undefined ? '' : `.${fraction}`));
}

/** How many digits a number may have before the point and behind it. */
export interface Digits {
  readonly whole: number;
  readonly fraction: number;
}

/** Of a price, a percentage, a coefficient. */
export const PRICE_DIGITS: Digits = { whole: 9, fraction: 8 };
/** Of an amount of use. */
export const QUANTITY_DIGITS: Digits = { whole: 12, fraction: 6 };

/** Whether a number has no more digits than that. */
export function hasDigits(number: Decimal, { whole, fraction }: Digits): boolean {
  const [before = '', behind = ''] = number.replace('-', '').split('.');
  return before.length <= whole && behind.length <= fraction;
}

/** A sum of money in major units as whole minor units: `-1 234,5` is -123450 kopecks. Null when it is not exactly a sum. */
export function parseSum(text: string, minorDigits: number): bigint | null {
  const number = parseNumber(text);
  if (number === null) return null;
  const [whole = '', fraction = ''] = number.split('.');
  return fraction.length > minorDigits ? null : BigInt(whole + fraction.padEnd(minorDigits, '0'));
}

const ISO_DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DOTTED_DAY = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

function calendarDate(year: string, month: string, day: string): CalendarDate | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${date}T00:00:00Z`);
  // 30 February becomes 2 March in JavaScript: a date that does not come back as it went in does not exist.
  return Number(year) >= 1900 && !Number.isNaN(moment.getTime()) && addDays(date, 0) === date ? date : null;
}

/** `2026-11-05` or `05.11.2026`. */
export function parseDate(text: string): CalendarDate | null {
  const iso = ISO_DAY.exec(text);
  if (iso) return calendarDate(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
  const dotted = DOTTED_DAY.exec(text);
  return dotted ? calendarDate(dotted[3] ?? '', dotted[2] ?? '', dotted[1] ?? '') : null;
}

/** Days from here on are nobody's plan: old systems write 9999-12-31 for "no end". */
export const FAR_AWAY: CalendarDate = '2200-01-01';

/** `2026-11`, `11.2026`, or any day of the month. */
export function parseMonth(text: string): CalendarMonth | null {
  const date = parseDate(
    /^\d{4}-\d{1,2}$/.test(text) ? `${text}-01` : /^\d{1,2}\.\d{4}$/.test(text) ? `01.${text}` : text,
  );
  return date?.slice(0, 7) ?? null;
}

/** A moment as a file gives it: with its offset from UTC, or as the clock on the supplier's wall shows it. */
export interface MomentCell {
  /** ISO 8601, `2026-11-05T14:30:00`, with the offset at the end when `hasOffset`. */
  readonly text: string;
  readonly hasOffset: boolean;
}

const MOMENT = /^(\S+?)(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A day (its first moment), a day with a time, or ISO 8601 with an offset. */
export function parseMoment(text: string): MomentCell | null {
  const match = MOMENT.exec(text);
  const date = match && parseDate(match[1] ?? '');
  if (!match || !date) return null;
  const [, , hour = '0', minute = '00', second = '00', fraction = '', offset = ''] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  if (offset !== '' && offset !== 'Z' && Number(offset.slice(1, 3)) > 14) return null;
  return { text: `${date}T${hour.padStart(2, '0')}:${minute}:${second}${fraction}${offset}`, hasOffset: offset !== '' };
}
