import type { Money, Unit } from '@kabinet/api';
import {
  type CalendarDate,
  type CalendarMonth,
  dateInTimeZone,
  type Decimal,
  minorDigits,
  plainSum,
} from '@kabinet/rules';

const NBSP = '\u00a0';

/** Intl's own signs differ by browser ("UAH", "₴", "грн.") and it knows no m³ or kWh in Ukrainian: these are what bills print. */
const CURRENCY_SIGNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  uk: { UAH: 'грн', RUB: 'руб.', EUR: '€', USD: '$' },
  ru: { UAH: 'грн', RUB: 'руб.', EUR: '€', USD: '$' },
  en: { UAH: 'UAH', RUB: 'RUB', EUR: '€', USD: '$' },
};

const UNIT_SIGNS: Readonly<Record<string, Readonly<Record<Unit, string>>>> = {
  uk: { m3: 'м³', kWh: 'кВт·год', Gcal: 'Гкал' },
  ru: { m3: 'м³', kWh: 'кВт·ч', Gcal: 'Гкал' },
  en: { m3: 'm³', kWh: 'kWh', Gcal: 'Gcal' },
};

export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** How one language writes numbers, money, units and dates. */
export interface Format {
  readonly language: string;
  /** `1 234,5`; the decimal as it is, never rounded. */
  number(decimal: Decimal): string;
  /** `358,20 грн`; the sign of the amount is left to the sentence, so it is never shown. */
  money(money: Money): string;
  /** `грн` */
  currency(currency: string): string;
  /** `0,90 грн`, `6,879 грн`: major units as they are published, never rounded, and with no fewer digits than money has. */
  price(price: Decimal, currency: string): string;
  /** `45 м³` */
  quantity(decimal: Decimal, unit: Unit): string;
  /** `18432 м³`: what a dial shows, digit by digit as on the dial. */
  dial(decimal: Decimal, unit: Unit): string;
  unit(unit: Unit): string;
  /** `5 листопада`; with the year when it is not this one. */
  date(date: CalendarDate): string;
  /** `5 листопада 2026`: with the year always, where many years stand beside each other. */
  dateWithYear(date: CalendarDate): string;
  /** `1 жовтня`, of every year: from `10-01`. */
  dayOfYear(monthAndDay: string): string;
  /** `5 листопада, 14:03` in the supplier's zone. */
  dateTime(instant: string, timeZone: string): string;
  /** The day of an instant in the supplier's zone. */
  day(instant: string, timeZone: string): string;
  /** `листопад 2026` */
  month(month: CalendarMonth): string;
  /** The form of the word that goes with the number. */
  plural(count: number, forms: PluralForms): string;
}

/** `5 листопада 2027 р.` without the `р.`: a sentence that ends with the date would get two full stops. */
function withoutAbbreviation(date: string): string {
  return date.replace(/[\s\u00a0][рг]\.$/, '');
}

/** British English where we say English: the day before the month and a day of 24 hours, as in the supplier's country. */
const INTL_LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

export function createFormat(language: string): Format {
  const locale = INTL_LOCALES[language] ?? language;
  // As on the bill; Intl's own differ by browser here too.
  const [decimal, group] = language === 'en' ? ['.', ','] : [',', NBSP];
  const plurals = new Intl.PluralRules(locale);
  const inUtc = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const dayMonth = inUtc({ day: 'numeric', month: 'long' });
  const dayMonthYear = inUtc({ day: 'numeric', month: 'long', year: 'numeric' });
  const monthYear = inUtc({ month: 'long', year: 'numeric' });

  const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, digits.length > 4 ? group : '');
  const number = (text: string) => {
    const [whole = '', fraction] = text.split('.');
    return grouped(whole) + (fraction ? decimal + fraction : '');
  };
  const unit = (unit: Unit) => UNIT_SIGNS[language]?.[unit] ?? unit;
  const dateWithYear = (day: CalendarDate) => withoutAbbreviation(dayMonthYear.format(new Date(`${day}T00:00:00Z`)));
  const date = (day: CalendarDate) => {
    const isThisYear = day.slice(0, 4) === String(new Date().getFullYear());
    return isThisYear ? dayMonth.format(new Date(`${day}T00:00:00Z`)) : dateWithYear(day);
  };
  const signOf = (currency: string) => CURRENCY_SIGNS[language]?.[currency] ?? currency;
  const withSign = (sum: string, currency: string) => {
    const sign = signOf(currency);
    return language === 'en' && /^\W$/.test(sign) ? sign + sum : sum + NBSP + sign;
  };
  const inZone = (instant: string, timeZone: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(new Date(instant));

  return {
    language,
    number,
    unit,
    date,
    dateWithYear,
    currency: signOf,
    money: ({ amount, currency }) => withSign(number(plainSum(Math.abs(amount), currency)), currency),
    price: (price, currency) => {
      const [whole = '', fraction = ''] = price.split('.');
      const padded = fraction.padEnd(minorDigits(currency), '0');
      return withSign(number(padded ? `${whole}.${padded}` : whole), currency);
    },
    dial: (text, kind) => text.replace('.', decimal) + NBSP + unit(kind),
    quantity: (text, kind) => number(text) + NBSP + unit(kind),
    // Of a leap year: 29 February is a day of every year here.
    dayOfYear: (monthAndDay) => dayMonth.format(new Date(`2024-${monthAndDay}T00:00:00Z`)),
    day: (instant, timeZone) => date(dateInTimeZone(instant, timeZone)),
    dateTime: (instant, timeZone) =>
      `${date(dateInTimeZone(instant, timeZone))}, ${inZone(instant, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`,
    month: (month) => withoutAbbreviation(monthYear.format(new Date(`${month}-01T00:00:00Z`))),
    plural: (count, forms) => forms[plurals.select(count)] ?? forms.other,
  };
}
