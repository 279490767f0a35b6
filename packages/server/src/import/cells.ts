import type { ServiceKind } from '@kabinet/api/contract';
import {
  type AccountNumberFormat,
  accountNumberKey,
  type CalendarDate,
  compareDecimals,
  type Decimal,
  minorDigits,
  writtenNumber,
} from '@kabinet/rules';
import { isSuppliersId } from '../domain/tariff-book.js';
import { type ColumnName, type WordList, wordFor, type WordOf } from './columns.js';
import {
  type Digits,
  FAR_AWAY,
  hasDigits,
  type MomentCell,
  parseDate,
  parseMoment,
  parseMonth,
  parseNumber,
  parseSum,
} from './parse-cell.js';
import type { Fault, RejectionReason } from './rejections.js';

/** Columns whose cells may stand in a report: words and days, nothing that says who somebody is, what they used or owe. */
const SHOWN: ReadonlySet<ColumnName> = new Set([
  'customer_kind',
  'status',
  'opened_on',
  'closed_on',
  'settlement',
  'service_kind',
  'installed_on',
  'removed_on',
  'verification_due_on',
  'multiplier',
  'unit',
  'zone',
  'integer_digits',
  'decimal_digits',
  'read_at',
  'received_at',
  'source',
  'quality',
  'counts_for',
  'kind',
  'basis',
  'component',
  'booked_on',
  'period_month',
  'due_on',
  'locality_id',
  'service_kinds',
  'signed_on',
  'issued_on',
]);

/** Longest text a column takes, unless it says otherwise. */
const MAX_TEXT = 200;
/**
 * A character the encoding did not know, and control characters, which no database text may hold or no page should show; those among them
 * that turn the direction of writing around would make the rest of a page unreadable, or a price look like another.
 */
// eslint-disable-next-line no-control-regex
export const BAD_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffd]/;

export interface CellRules {
  readonly serviceKinds: readonly ServiceKind[];
  readonly currency: string;
  readonly accountNumber: AccountNumberFormat;
}

/**
 * One row's cells, read by column name. A cell that cannot be read becomes a fault and an empty value, so that a row is told
 * all that is wrong with it at once; a row with faults is never written.
 */
export class Cells {
  readonly #indexes: ReadonlyMap<ColumnName, number>;
  readonly #rules: CellRules;
  readonly #numberPattern: RegExp;
  readonly #minorDigits: number;
  #record: readonly string[] = [];
  #faults: Fault[] = [];

  constructor(indexes: ReadonlyMap<ColumnName, number>, rules: CellRules) {
    this.#indexes = indexes;
    this.#rules = rules;
    this.#numberPattern = new RegExp(`^(?:${rules.accountNumber.pattern})$`, 'u');
    this.#minorDigits = minorDigits(rules.currency);
  }

  /** Begins a new row. */
  load(record: readonly string[]): void {
    this.#record = record;
    this.#faults = [];
  }

  get faults(): readonly Fault[] {
    return this.#faults;
  }

  isFaulty(column: ColumnName): boolean {
    return this.#faults.some((fault) => fault.column === column);
  }

  /** Whether the file has the column at all. What it has not is left as it stands in the database. */
  has(column: ColumnName): boolean {
    return this.#indexes.has(column);
  }

  fault(column: ColumnName, reason: RejectionReason): void {
    this.#faults.push(faultIn(column, reason, this.#raw(column)));
  }

  optionalText(column: ColumnName, maxLength = MAX_TEXT): string | null {
    const text = this.#raw(column);
    if (text === '') return null;
    if (BAD_CHARACTERS.test(text)) return this.#bad(column, 'bad_characters');
    if (text.length > maxLength) return this.#bad(column, 'too_long');
    return text;
  }

  text(column: ColumnName, maxLength = MAX_TEXT): string {
    return this.#required(column, this.optionalText(column, maxLength)) ?? '';
  }

  /** A number that was given here, as we write it; what has no digits stays as it is, for it is none of ours but no empty cell either. */
  optionalOwnNumber(column: 'cabinet_number' | 'payment_number'): string | null {
    const text = this.optionalText(column, 40);
    return text === null ? null : (writtenNumber(text) ?? text);
  }

  /** An account number as printed, with the key it is found by; null when it has not the supplier's form. */
  accountNumber(): { readonly printed: string; readonly key: string } {
    const printed = this.text('account_number', 40);
    const key = accountNumberKey(printed);
    if (printed !== '' && !this.#numberPattern.test(key)) this.fault('account_number', 'not_an_account_number');
    return { printed, key };
  }

  optionalWord<List extends WordList>(column: ColumnName, list: List): WordOf<List> | null {
    const text = this.#raw(column);
    return text === '' ? null : (wordFor(list, text) ?? this.#bad(column, 'unknown_word'));
  }

  word<List extends WordList>(column: ColumnName, list: List): WordOf<List> | null {
    return this.#required(column, this.optionalWord(column, list));
  }

  /** A service the supplier offers; with only one of them the column may be missing. */
  serviceKind(): ServiceKind | '' {
    const [only, another] = this.#rules.serviceKinds;
    if (only && !another && this.#raw('service_kind') === '') return only;
    const kind = this.word('service_kind', 'serviceKind');
    if (kind !== null && !this.#rules.serviceKinds.includes(kind)) this.fault('service_kind', 'service_not_offered');
    return kind ?? '';
  }

  /** Services of the supplier, separated by `|`; without any it is the only one, or none is said. */
  serviceKinds(column: ColumnName): readonly ServiceKind[] {
    const offered = this.#rules.serviceKinds;
    const text = this.#raw(column);
    if (text === '') return offered.length === 1 ? offered : [];
    const kinds = text.split('|').map((each) => wordFor('serviceKind', each));
    if (kinds.includes(null)) return this.#bad(column, 'unknown_word') ?? [];
    const known = [...new Set(kinds)].filter((kind) => kind !== null);
    return known.every((kind) => offered.includes(kind)) ? known : (this.#bad(column, 'service_not_offered') ?? []);
  }

  /** Answers to the tariff book's questions: `heating=electric|stove=gas`. */
  answers(column: ColumnName): Readonly<Record<string, string>> {
    const pairs = (this.optionalText(column, 1000) ?? '').split('|').filter((pair) => pair.trim() !== '');
    const answers = new Map(pairs.map((pair) => pair.split('=').map((part) => part.trim()) as [string, string]));
    const areRight = pairs.every((pair) => pair.split('=').length === 2) && [...answers].flat().every(isSuppliersId);
    if (!areRight || answers.size < pairs.length) this.fault(column, 'not_answers');
    return areRight ? Object.fromEntries(answers) : {};
  }

  optionalDate(column: ColumnName): CalendarDate | null {
    return this.#parsed(column, parseDate, 'not_a_date');
  }

  date(column: ColumnName): CalendarDate {
    return this.#required(column, this.optionalDate(column)) ?? '';
  }

  /** The day from which something is; not one that is never meant. */
  firstDay(column: ColumnName): CalendarDate {
    const day = this.date(column);
    if (day >= FAR_AWAY) this.fault(column, 'too_far_away');
    return day;
  }

  /** The last day of something; null while no end is known. */
  optionalLastDay(column: ColumnName): CalendarDate | null {
    const day = this.optionalDate(column);
    return day !== null && day >= FAR_AWAY ? null : day;
  }

  /** The first day of a month. */
  optionalMonthStart(column: ColumnName): CalendarDate | null {
    const month = this.#parsed(column, parseMonth, 'not_a_month');
    return month === null ? null : `${month}-01`;
  }

  optionalMoment(column: ColumnName): MomentCell | null {
    return this.#parsed(column, parseMoment, 'not_a_moment');
  }

  moment(column: ColumnName): MomentCell | null {
    return this.#required(column, this.optionalMoment(column));
  }

  /** A number that is not negative. */
  optionalAmount(column: ColumnName, digits: Digits = { whole: 24, fraction: 24 }): Decimal | null {
    const number = this.#parsed(column, parseNumber, 'not_a_number');
    if (number === null) return null;
    return number.startsWith('-') || number.length > 24 || !hasDigits(number, digits)
      ? this.#bad(column, 'out_of_range')
      : number;
  }

  /** A number above zero. */
  optionalFactor(column: ColumnName): Decimal | null {
    const number = this.optionalAmount(column);
    if (number !== null && compareDecimals(number, '0') === 0) return this.#bad(column, 'out_of_range');
    return number;
  }

  optionalWhole(column: ColumnName, { from, to }: { from: number; to: number }): number | null {
    const number = this.optionalAmount(column);
    if (number === null) return null;
    return !number.includes('.') && Number(number) >= from && Number(number) <= to
      ? Number(number)
      : this.#bad(column, 'out_of_range');
  }

  whole(column: ColumnName, range: { from: number; to: number }): number {
    return this.#required(column, this.optionalWhole(column, range)) ?? range.from;
  }

  /** A sum in minor units, as text. */
  sum(column: ColumnName): string {
    const text = this.#raw(column);
    if (text === '') return String(this.#required(column, null) ?? 0);
    const sum = parseSum(text, this.#minorDigits);
    if (sum === null) return this.#bad(column, 'not_a_sum') ?? '0';
    // What JavaScript holds exactly, as the contract's amounts must: 90 trillion hryvnias.
    if (sum > BigInt(Number.MAX_SAFE_INTEGER) || -sum > BigInt(Number.MAX_SAFE_INTEGER))
      this.fault(column, 'out_of_range');
    return sum.toString();
  }

  #raw(column: ColumnName): string {
    const index = this.#indexes.get(column);
    return index === undefined ? '' : (this.#record[index] ?? '').trim().normalize('NFC');
  }

  #parsed<T>(column: ColumnName, parse: (text: string) => T | null, reason: RejectionReason): T | null {
    const text = this.#raw(column);
    return text === '' ? null : (parse(text) ?? this.#bad(column, reason));
  }

  #required<T>(column: ColumnName, value: T | null): T | null {
    if (value === null && !this.isFaulty(column)) this.fault(column, 'missing_value');
    return value;
  }

  #bad(column: ColumnName, reason: RejectionReason): null {
    this.fault(column, reason);
    return null;
  }
}

function faultIn(column: ColumnName, reason: RejectionReason, value: string): Fault {
  return SHOWN.has(column) && value !== '' ? { reason, column, value: value.slice(0, 60) } : { reason, column };
}
