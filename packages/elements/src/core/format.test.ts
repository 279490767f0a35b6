import { expect } from '@open-wc/testing';
import { stopTheClock } from '../testing/clock.js';
import { LANGUAGES } from '../locales/load.js';
import { createFormat } from './format.js';

const forms = {
  uk: { one: 'день', few: 'дні', many: 'днів', other: 'дня' },
  ru: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
  en: { one: 'day', other: 'days' },
} as const;

describe('writing numbers, money and dates', () => {
  const [uk, ru, en] = [createFormat('uk'), createFormat('ru'), createFormat('en')];

  it('puts the word in the form that goes with the number', () => {
    for (const [count, ...words] of [
      [0, 'днів', 'дней', 'days'],
      [1, 'день', 'день', 'day'],
      [2, 'дні', 'дня', 'days'],
      [5, 'днів', 'дней', 'days'],
      [11, 'днів', 'дней', 'days'],
      [12, 'днів', 'дней', 'days'],
      [14, 'днів', 'дней', 'days'],
      [21, 'день', 'день', 'days'],
      [22, 'дні', 'дня', 'days'],
      [25, 'днів', 'дней', 'days'],
      [101, 'день', 'день', 'days'],
      [111, 'днів', 'дней', 'days'],
      [1.5, 'дня', 'дня', 'days'],
    ] as const) {
      const written = [uk, ru, en].map((format, index) => format.plural(count, forms[LANGUAGES[index] ?? 'uk']));
      expect(written, String(count)).to.deep.equal(words);
    }
  });

  it('takes the last form where a language has fewer', () => {
    expect(en.plural(5, { other: 'days' })).to.equal('days');
  });

  it('writes money from minor units, with its currency, never with a sign', () => {
    for (const [amount, currency, ...texts] of [
      [358_20, 'UAH', '358,20\u00a0грн', '358,20\u00a0грн', '358.20\u00a0UAH'],
      [-12_00, 'UAH', '12,00\u00a0грн', '12,00\u00a0грн', '12.00\u00a0UAH'],
      [0, 'UAH', '0,00\u00a0грн', '0,00\u00a0грн', '0.00\u00a0UAH'],
      [5, 'UAH', '0,05\u00a0грн', '0,05\u00a0грн', '0.05\u00a0UAH'],
      [-1, 'UAH', '0,01\u00a0грн', '0,01\u00a0грн', '0.01\u00a0UAH'],
      [10_00, 'EUR', '10,00\u00a0€', '10,00\u00a0€', '€10.00'],
      [
        1_234_567_89,
        'UAH',
        '1\u00a0234\u00a0567,89\u00a0грн',
        '1\u00a0234\u00a0567,89\u00a0грн',
        '1,234,567.89\u00a0UAH',
      ],
      // Yen have no hundredths, dinars have thousandths.
      [358_20, 'JPY', '35\u00a0820\u00a0JPY', '35\u00a0820\u00a0JPY', '35,820\u00a0JPY'],
      [1_234, 'KWD', '1,234\u00a0KWD', '1,234\u00a0KWD', '1.234\u00a0KWD'],
      [7, 'KWD', '0,007\u00a0KWD', '0,007\u00a0KWD', '0.007\u00a0KWD'],
      [358_20, 'a bill', '358,20\u00a0a bill', '358,20\u00a0a bill', '358.20\u00a0a bill'],
    ] as const) {
      expect([uk, ru, en].map((format) => format.money({ amount, currency }))).to.deep.equal(texts);
    }
  });

  it('writes quantities as they are, never rounded, and never parts a number from its unit', () => {
    expect(uk.quantity('45', 'm3')).to.equal('45\u00a0м³');
    expect(uk.quantity('45.567', 'm3')).to.equal('45,567\u00a0м³');
    expect(uk.quantity('8765.100', 'kWh')).to.equal('8765,100\u00a0кВт·год');
    expect(ru.quantity('18432', 'kWh')).to.equal('18\u00a0432\u00a0кВт·ч');
    expect(en.quantity('12345.5', 'Gcal')).to.equal('12,345.5\u00a0Gcal');
    expect(uk.quantity('0.1', 'Gcal')).to.equal('0,1\u00a0Гкал');
    // More digits than a float holds.
    expect(uk.number('9007199254740993.000000000000000001')).to.match(/993,000000000000000001$/);
  });

  it('writes what a dial shows digit by digit', () => {
    expect(uk.dial('18432', 'kWh')).to.equal('18432\u00a0кВт·год');
    expect(uk.dial('123456.7', 'm3')).to.equal('123456,7\u00a0м³');
  });

  it('writes days in words, and the year where it is another one', () => {
    stopTheClock();
    expect([uk, ru, en].map((format) => format.date('2026-11-05'))).to.deep.equal([
      '5 листопада',
      '5 ноября',
      '5 November',
    ]);
    expect([uk, ru, en].map((format) => format.date('2027-01-31').replaceAll('\u00a0', ' '))).to.deep.equal([
      '31 січня 2027',
      '31 января 2027',
      '31 January 2027',
    ]);
  });

  it('writes months without a preposition', () => {
    expect([uk, ru, en].map((format) => format.month('2026-10'))).to.deep.equal([
      'жовтень 2026',
      'октябрь 2026',
      'October 2026',
    ]);
  });

  it('tells moments in the supplier’s zone, over midnight and summer time', () => {
    stopTheClock();
    expect(uk.dateTime('2026-11-03T08:00:00Z', 'Europe/Kyiv')).to.equal('3 листопада, 10:00');
    expect(uk.dateTime('2026-11-03T22:30:00Z', 'Europe/Kyiv')).to.equal('4 листопада, 00:30');
    expect(uk.dateTime('2026-07-03T08:00:00Z', 'Europe/Kyiv')).to.equal('3 липня, 11:00');
    expect(en.dateTime('2026-11-03T20:05:00Z', 'Europe/Kyiv')).to.equal('3 November, 22:05');
    expect(uk.day('2026-11-03T22:30:00Z', 'Europe/Kyiv')).to.equal('4 листопада');
    expect(uk.day('2026-11-03T22:30:00Z', 'UTC')).to.equal('3 листопада');
  });
});
