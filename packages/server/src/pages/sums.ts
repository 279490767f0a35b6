import type { Money, Unit } from '@kabinet/api/contract';
import type { PageLanguage } from './page.js';

const NBSP = '\u00a0';

/** As bills print them; Intl's own signs differ ("UAH", "₴", "грн."). */
const CURRENCY_SIGNS: Readonly<Record<PageLanguage, Readonly<Record<string, string>>>> = {
  uk: { UAH: 'грн', RUB: 'руб.', EUR: '€', USD: '$' },
  ru: { UAH: 'грн', RUB: 'руб.', EUR: '€', USD: '$' },
  en: { UAH: 'UAH', RUB: 'RUB', EUR: '€', USD: '$' },
};

const UNIT_SIGNS: Readonly<Record<PageLanguage, Readonly<Record<Unit, string>>>> = {
  uk: { m3: 'м³', kWh: 'кВт·год', Gcal: 'Гкал' },
  ru: { m3: 'м³', kWh: 'кВт·ч', Gcal: 'Гкал' },
  en: { m3: 'm³', kWh: 'kWh', Gcal: 'Gcal' },
};

/** How many digits the currency has after the point: 2 for hryvnias, none for yen. */
export function minorDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2; // not a code Intl knows
  }
}

function decimalIn(text: string, language: PageLanguage): string {
  const [whole = '', fraction] = text.split('.');
  const group = language === 'en' ? ',' : NBSP;
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, group) : whole;
  return fraction ? `${grouped}${language === 'en' ? '.' : ','}${fraction}` : grouped;
}

/** A sum in words: `358,20 грн`. Without its sign: the direction is the sentence's. */
export function sumInWords({ amount, currency }: Money, language: PageLanguage): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const major = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  const sum = decimalIn(major, language);
  const sign = CURRENCY_SIGNS[language][currency] ?? currency;
  return language === 'en' && /^\W$/.test(sign) ? sign + sum : sum + NBSP + sign;
}

/** What a dial shows, digit by digit, with its unit: `18432,5 м³`. */
export function dialInWords(value: string, unit: Unit, language: PageLanguage): string {
  return value.replace('.', language === 'en' ? '.' : ',') + NBSP + UNIT_SIGNS[language][unit];
}
