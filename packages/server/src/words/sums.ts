import type { Money, Unit } from '@kabinet/api/contract';
import { plainSum } from '@kabinet/rules';
import type { PageLanguage } from './languages.js';

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

function decimalIn(text: string, language: PageLanguage): string {
  const [whole = '', fraction] = text.split('.');
  const group = language === 'en' ? ',' : NBSP;
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, group) : whole;
  return fraction ? `${grouped}${language === 'en' ? '.' : ','}${fraction}` : grouped;
}

/** What stands for the currency: `грн`. */
export function currencySign(currency: string, language: PageLanguage): string {
  return CURRENCY_SIGNS[language][currency] ?? currency;
}

/** A sum in words: `358,20 грн`. Without its sign: the direction is the sentence's. */
export function sumInWords({ amount, currency }: Money, language: PageLanguage): string {
  const sum = decimalIn(plainSum(Math.abs(amount), currency), language);
  const sign = currencySign(currency, language);
  return language === 'en' && /^\W$/.test(sign) ? sign + sum : sum + NBSP + sign;
}

/** What a dial shows, digit by digit, with its unit: `18432,5 м³`. */
export function dialInWords(value: string, unit: Unit, language: PageLanguage): string {
  return value.replace('.', language === 'en' ? '.' : ',') + NBSP + UNIT_SIGNS[language][unit];
}
