import { type CalendarDate, daysInMonth } from './calendar.js';
import { cleanLine, cleanLines } from './clean-text.js';
import { compareDecimals, type Decimal } from './decimal.js';
import { parseQuantityInput } from './quantity-input.js';
import { plainDigits } from './reading-input.js';

/*
 * What a form asks beside its text, and what is wrong with what was typed. The page and the server check alike: what the one lets pass the
 * other takes, and what is kept is the same.
 */

/** A question of a form, as far as its answer can be checked. */
export interface CheckedField {
  readonly name: string;
  /** `yes` is a box to tick; `meter_number` and `address` are lines of text. */
  readonly type: FieldType;
  /** Of a `yes`: it must be ticked. */
  readonly isRequired: boolean;
  /** Of a text: at most so many characters, as HTML counts them. */
  readonly maxLength: number;
  /** Of a number, both included. */
  readonly atLeast: Decimal | null;
  readonly atMost: Decimal | null;
  /** Of a date: that it is not after today (`past`), or not before it (`future`). */
  readonly days: 'past' | 'future' | null;
  readonly options: readonly { readonly value: string }[];
}

export type FieldType =
  'text' | 'long_text' | 'number' | 'date' | 'choice' | 'yes' | 'phone' | 'email' | 'meter_number' | 'address';

export type FieldFaultCode =
  | 'required'
  | 'too_long'
  | 'not_a_number'
  | 'too_small'
  | 'too_large'
  | 'not_a_date'
  | 'not_past'
  | 'not_future'
  | 'not_an_option'
  | 'not_a_phone'
  | 'not_an_email';

/** What is wrong with the answer to a field; its name, never the answer. */
export interface FieldFault {
  readonly name: string;
  readonly code: FieldFaultCode;
}

/** What a ticked box sends. */
export const TICKED = 'yes';

/** The text of an appeal as a field, to be checked with the others. */
export function textField({ isRequired, maxLength }: Pick<CheckedField, 'isRequired' | 'maxLength'>): CheckedField {
  return {
    name: 'text',
    type: 'long_text',
    isRequired,
    maxLength,
    atLeast: null,
    atMost: null,
    days: null,
    options: [],
  };
}

/** Digits of a quantity before and after its point: more of them are a slip. */
const QUANTITY = { integerDigits: 12, decimalDigits: 6 };

/** E.164 has at most 15 digits; the shortest numbers that people are reached at have five. */
const PHONE_DIGITS = /^\+?\d{5,15}$/;

/** Anything@something.something, without what no mail server takes. What an address really is, the server knows. */
const EMAIL = /^[^\s@,;<>"]{1,64}@([^\s@.,;<>"]+\.)+[^\s@.,;<>"]{2,}$/;

/**
 * What is kept of an answer: without spaces around and characters that nobody sees, numbers as decimals (`"1,5"` is `"1.5"`), dates as days
 * (`"5.11.2026"` is `"2026-11-05"`), phones as digits. What cannot be read stays as it was typed, for {@link checkField} to say so. Cleaning
 * twice changes nothing.
 */
export function cleanField(field: Pick<CheckedField, 'type' | 'days'>, typed: string, today: CalendarDate): string {
  const line = cleanLine(typed);
  switch (field.type) {
    case 'long_text':
      return cleanLines(typed);
    case 'number': {
      const number = parseQuantityInput(line, QUANTITY);
      return number.kind === 'value' ? number.value : line;
    }
    case 'date':
      return readDay(line, field.days, today) ?? line;
    case 'yes':
      return /^(yes|on|true|1)$/i.test(line) ? TICKED : line;
    case 'phone': {
      const digits = plainPhone(line);
      return PHONE_DIGITS.test(digits) ? digits : line;
    }
    case 'email': {
      const address = cleanLine(line.normalize('NFKC'))
        .replace(/^mailto:/i, '')
        .replace(/\s/g, '');
      return EMAIL.test(address) ? address : line;
    }
    default:
      return line;
  }
}

/** What is wrong with an answer as it was typed; null where nothing is. */
export function checkField(field: CheckedField, typed: string, today: CalendarDate): FieldFaultCode | null {
  const value = cleanField(field, typed, today);
  if (value === '') return field.isRequired ? 'required' : null;
  switch (field.type) {
    case 'number':
      return checkNumber(field, value);
    case 'date':
      return checkDay(field, value, today);
    case 'choice':
      return field.options.some((option) => option.value === value) ? null : 'not_an_option';
    case 'yes':
      return value === TICKED ? null : 'not_an_option';
    case 'phone':
      return PHONE_DIGITS.test(value) ? null : 'not_a_phone';
    case 'email':
      if (!EMAIL.test(value)) return 'not_an_email';
      return value.length > field.maxLength ? 'too_long' : null;
    default:
      return value.length > field.maxLength ? 'too_long' : null;
  }
}

/** What is wrong with the answers to a form's fields, in the fields' order. A field without an answer counts as empty; other names are nobody's. */
export function checkFields({
  fields,
  values,
  today,
}: {
  fields: readonly CheckedField[];
  values: Readonly<Record<string, string>>;
  /** The day at the supplier. */
  today: CalendarDate;
}): FieldFault[] {
  return fields.flatMap((field) => {
    const code = checkField(field, answerTo(field, values), today);
    return code === null ? [] : [{ name: field.name, code }];
  });
}

/** What is kept of the answers to a form's fields: those that were given, by name. */
export function cleanFields({ fields, values, today }: Parameters<typeof checkFields>[0]): Record<string, string> {
  const kept = fields.map((field) => [field.name, cleanField(field, answerTo(field, values), today)] as const);
  return Object.fromEntries(kept.filter(([, value]) => value !== ''));
}

/** Own properties only: a field may be called `constructor`. */
function answerTo({ name }: Pick<CheckedField, 'name'>, values: Readonly<Record<string, string>>): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
}

function checkNumber({ atLeast, atMost }: CheckedField, value: string): FieldFaultCode | null {
  const number = parseQuantityInput(value, QUANTITY);
  if (number.kind === 'too_many_digits') return /^\d{13}/.test(plainDigits(value)) ? 'too_large' : 'not_a_number';
  if (number.kind !== 'value') return /^[-‐‑‒–—−]\s*\d[\d\s.,]*$/.test(value) ? 'too_small' : 'not_a_number';
  if (atLeast !== null && compareDecimals(number.value, atLeast) < 0) return 'too_small';
  if (atMost !== null && compareDecimals(number.value, atMost) > 0) return 'too_large';
  return null;
}

function checkDay({ days }: CheckedField, value: string, today: CalendarDate): FieldFaultCode | null {
  const day = readDay(value, days, today);
  if (day === null) return 'not_a_date';
  if (days === 'past' && day > today) return 'not_past';
  if (days === 'future' && day < today) return 'not_future';
  return null;
}

/** Day, month and year, or year, month and day, whatever stands between; of a year of two digits the century that makes sense. */
function readDay(typed: string, days: CheckedField['days'], today: CalendarDate): CalendarDate | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[OoОо]/g, '0')
    .replace(/(\d)\s*(рік|року|р|года|г)\.?$/i, '$1');
  const [, year = '', month = '', day = ''] = /^(\d{4})[-./\s]+(\d{1,2})[-./\s]+(\d{1,2})$/.exec(text) ?? [];
  if (year !== '') return dayOf(year, month, day);
  const [, d = '', m = '', y = ''] = /^(\d{1,2})[-./,\s]+(\d{1,2})[-./,\s]+(\d{4}|\d{2})$/.exec(text) ?? [];
  if (y.length !== 2) return dayOf(y, m, d);
  const near = dayOf(`20${y}`, m, d);
  return days === 'past' && near !== null && near > today ? dayOf(`19${y}`, m, d) : near;
}

function dayOf(year: string, month: string, day: string): CalendarDate | null {
  const [m, d] = [Number(month), Number(day)];
  if (!/^(19|20)\d\d$/.test(year) || m < 1 || m > 12 || d < 1) return null;
  const yearAndMonth = `${year}-${month.padStart(2, '0')}`;
  return d > daysInMonth(yearAndMonth) ? null : `${yearAndMonth}-${day.padStart(2, '0')}`;
}

/** NFKC, without what people put between digits; the letter O is typed for nought. */
function plainPhone(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/^tel:/i, '')
    .replace(/[OoОо]/g, '0')
    .replace(/[\s\p{Pd}().,/_]/gu, '');
}
