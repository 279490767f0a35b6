import { type CalendarDate, compareDecimals, type Decimal } from '@kabinet/rules';
import { isSuppliersId } from '../domain/tariff-book.js';
import { BAD_CHARACTERS } from './cells.js';
import { type Digits, FAR_AWAY, hasDigits, parseDate, parseNumber, PRICE_DIGITS } from './parse-cell.js';
import { Refused } from './refused.js';
import type { YamlFile } from './yaml-file.js';

/** Faults shown at once; a file with more has one fault many times over. */
const MAX_FAULTS = 30;

const EVERY_BAD_CHARACTER = new RegExp(BAD_CHARACTERS, 'g');
const codeOf = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
/** What is told of a text that has BAD_CHARACTERS. */
export const WRONG_SIGNS = 'has characters that cannot be shown, or turn the text around';

/** What a number may be. */
interface Bounds {
  readonly above?: Decimal;
  readonly most?: Decimal;
  readonly digits?: Digits;
}

/** All that is wrong with a YAML file, each with its line and its place in words. */
export class YamlFaults {
  readonly #file: YamlFile;
  readonly #faults: { readonly line: number; readonly text: string }[] = [];

  constructor(file: YamlFile) {
    this.#file = file;
  }

  add(path: readonly (string | number)[], place: string, message: string): void {
    const line = this.#file.lineOf(path);
    const text = `line ${line}, ${place === '' ? 'the whole file' : place}: ${message}`;
    // What cannot be shown on a page does no good on a screen either.
    this.#faults.push({ line, text: text.replace(EVERY_BAD_CHARACTER, codeOf) });
  }

  /** Ends the import when anything is wrong. */
  refuseAny(what: string): void {
    if (this.#faults.length === 0) return;
    const shown = [...this.#faults].sort((a, b) => a.line - b.line).slice(0, MAX_FAULTS);
    const more = this.#faults.length - shown.length;
    throw new Refused(
      [
        `${what} ${this.#file.path} cannot be used, and nothing was changed:`,
        ...shown.map(({ text }) => `  ${text}`),
        ...(more > 0 ? [`  … and ${more} more`] : []),
        'See docs/en/billing-base.md.',
      ].join('\n'),
    );
  }
}

/**
 * One mapping of a YAML file that was read as text, value by value. What cannot be read becomes a fault and an empty value, so that a
 * person is told all that is wrong at once; with faults nothing of the file is used. Names that nobody asked for are faults too.
 */
export class YamlEntry {
  readonly #faults: YamlFaults;
  readonly #path: readonly (string | number)[];
  /** Every name that stands here; a name without a value counts as not given where it is known, and as unknown where it is not. */
  readonly #written: readonly string[];
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #asked = new Set<string>();
  /** Where it stands, in words: `series.electricity.tariffs.electricity-2017`. */
  readonly place: string;

  constructor(faults: YamlFaults, value: unknown, path: readonly (string | number)[] = [], place = '') {
    this.#faults = faults;
    this.#path = path;
    this.place = place;
    const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isMapping) faults.add(path, place, 'must be names with values, such as "id: something"');
    this.#written = isMapping ? Object.keys(value) : [];
    this.#values = new Map(isMapping ? Object.entries(value).filter(([, each]) => each !== null) : []);
    for (const name of this.#written.filter((each) => BAD_CHARACTERS.test(each))) this.fault(name, WRONG_SIGNS);
  }

  has(name: string): boolean {
    this.#asked.add(name);
    return this.#values.has(name);
  }

  /** The names that have a value here; asking for them is the caller's business. */
  get names(): string[] {
    return [...this.#values.keys()];
  }

  /** The names that stand here and have none. */
  get namesWithoutValue(): string[] {
    return this.#written.filter((name) => !this.#values.has(name));
  }

  fault(name: string | null, message: string): void {
    this.#faults.add(name === null ? this.#path : [...this.#path, name], this.#placeOf(name), message);
  }

  /** Tells what stands here and means nothing. Call when everything has been asked for. */
  done(): void {
    for (const name of this.#written.filter((each) => !this.#asked.has(each))) {
      // { price: 1,68 } is a price of 1 and a name without a value to YAML.
      const remedy = /^\d+$/.test(name)
        ? 'is what stands behind a comma: write the number with a point'
        : `means nothing here. What may stand here: ${[...this.#asked].join(', ')}`;
      this.fault(name, remedy);
    }
  }

  optionalText(name: string, maxLength = 200): string | null {
    const value = this.#value(name);
    if (value === undefined) return null;
    if (typeof value !== 'string' || value.trim() === '') return this.#bad(name, 'must be text');
    if (BAD_CHARACTERS.test(value)) return this.#bad(name, WRONG_SIGNS);
    if (value.length > maxLength) return this.#bad(name, `is longer than ${maxLength} characters`);
    return value.trim().normalize('NFC');
  }

  text(name: string): string {
    return this.#required(name, this.optionalText(name)) ?? '';
  }

  id(name = 'id'): string {
    const text = this.text(name);
    if (text !== '' && !isSuppliersId(text)) {
      this.fault(name, `"${text}" cannot be an id: at most 64 letters and digits, with - . _ : between them`);
    }
    return text;
  }

  /** One of the words that are known. */
  optionalWord<Word extends string>(name: string, known: readonly Word[]): Word | null {
    const text = this.optionalText(name);
    if (text === null) return null;
    return known.find((each) => each === text) ?? this.#bad(name, unknownWord(text, known));
  }

  word<Word extends string>(name: string, known: readonly [Word, ...Word[]]): Word {
    return this.#required(name, this.optionalWord(name, known)) ?? known[0];
  }

  /** One word or a list of them, each of which is known; `known` null for any. */
  words<Word extends string>(name: string, known: readonly Word[] | null): Word[] {
    const value = this.#value(name);
    if (value === undefined) return [];
    const list: unknown[] = Array.isArray(value) ? value : [value];
    const texts = list.filter((each): each is Word => typeof each === 'string' && each !== '');
    if (texts.length < list.length || texts.length === 0) this.fault(name, 'must be a word or a list of words');
    for (const text of texts) if (known && !known.includes(text)) this.fault(name, unknownWord(text, known));
    if (new Set(texts).size < texts.length) this.fault(name, 'names the same twice');
    return texts;
  }

  /** A number that is not negative, with as many digits as a price may have unless it says otherwise. */
  optionalDecimal(name: string, { above, most, digits = PRICE_DIGITS }: Bounds = {}): Decimal | null {
    const text = this.optionalText(name);
    if (text === null) return null;
    const number = parseNumber(text);
    if (number === null || number.startsWith('-')) {
      return this.#bad(name, `"${text}" is not a number such as 1.68`);
    }
    if (!hasDigits(number, digits)) {
      return this.#bad(name, `has more than ${digits.whole} digits before the point or ${digits.fraction} after it`);
    }
    if (above !== undefined && compareDecimals(number, above) <= 0) return this.#bad(name, `must be above ${above}`);
    if (most !== undefined && compareDecimals(number, most) > 0) return this.#bad(name, `must be at most ${most}`);
    return number;
  }

  decimal(name: string, bounds: Bounds = {}): Decimal {
    return this.#required(name, this.optionalDecimal(name, bounds)) ?? '0';
  }

  optionalDate(name: string): CalendarDate | null {
    const text = this.optionalText(name);
    return text === null ? null : (parseDate(text) ?? this.#bad(name, `"${text}" is not a day such as 2026-11-05`));
  }

  date(name: string): CalendarDate {
    return this.#required(name, this.optionalDate(name)) ?? '2000-01-01';
  }

  /** The day from which something is; not one that is never meant. */
  firstDay(name: string): CalendarDate {
    const day = this.date(name);
    if (day >= FAR_AWAY) this.fault(name, `${day} is too far away: the first day must be before ${FAR_AWAY}`);
    return day;
  }

  /** The last day of something; null while no end is known. */
  optionalLastDay(name: string): CalendarDate | null {
    const day = this.optionalDate(name);
    return day !== null && day >= FAR_AWAY ? null : day;
  }

  /** Where something is to be read. It becomes a link. */
  optionalUrl(name: string): string | null {
    const text = this.optionalText(name, 2000);
    return text === null || isWebAddress(text)
      ? text
      : this.#bad(name, 'must begin with https:// and be an address without spaces and quotation marks');
  }

  /** A text by language, which must have the supplier's first one. */
  optionalTexts(name: string, firstLanguage: string): Record<string, string> | null {
    const value = this.#value(name);
    if (value === undefined) return null;
    if (typeof value !== 'object' || Array.isArray(value)) {
      return this.#bad(name, `must be a text by language, such as { ${firstLanguage}: … }`);
    }
    const entry = this.entry(name);
    const texts = Object.fromEntries(
      entry.names.map((language) => {
        if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) entry.fault(language, 'is not a language such as uk');
        return [language, entry.optionalText(language, 500) ?? ''];
      }),
    );
    for (const part of entry.namesWithoutValue) {
      entry.fault(part, 'has no text. A text with a comma stands in quotation marks');
    }
    if (texts[firstLanguage] === undefined) {
      this.fault(name, `lacks the text in ${firstLanguage}, the supplier's first language`);
    }
    return texts;
  }

  texts(name: string, firstLanguage: string): Record<string, string> {
    return this.#required(name, this.optionalTexts(name, firstLanguage)) ?? {};
  }

  /** A mapping within this one; an empty one where there is none. */
  entry(name: string): YamlEntry {
    return new YamlEntry(this.#faults, this.#value(name) ?? {}, [...this.#path, name], this.#placeOf(name));
  }

  /** A list of mappings, of at most so many; those with an id are named by it. */
  entries(name: string, { most = Infinity }: { most?: number } = {}): YamlEntry[] {
    const value = this.#value(name) ?? [];
    if (!Array.isArray(value)) {
      this.fault(name, 'must be a list: each of them begins with a dash');
      return [];
    }
    if (value.length > most)
      this.fault(name, `there are ${grouped(value.length)}, and ${grouped(most)} at most may be`);
    return value.map((item: unknown, index) => {
      const id = (item as { id?: unknown } | null)?.id;
      const called = typeof id === 'string' ? id : String(index + 1);
      return new YamlEntry(this.#faults, item, [...this.#path, name, index], `${this.#placeOf(name)}.${called}`);
    });
  }

  #value(name: string): unknown {
    this.#asked.add(name);
    return this.#values.get(name);
  }

  #placeOf(name: string | null): string {
    return [this.place, name].filter((each) => each !== null && each !== '').join('.');
  }

  #required<T>(name: string, value: T | null): T | null {
    if (value === null && !this.#values.has(name)) this.fault(name, 'is missing');
    return value;
  }

  #bad(name: string, message: string): null {
    this.fault(name, message);
    return null;
  }
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s"'`<>\\]+$/i.test(text) && URL.canParse(text);
}

/** `2,000`: as messages write numbers. */
export function grouped(number: number): string {
  return number.toLocaleString('en');
}

export function unknownWord(text: string, known: readonly string[]): string {
  return `"${text}" is not known. Known are: ${known.slice(0, 40).join(', ')}${known.length > 40 ? ', …' : ''}`;
}
