import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate, parseMoment, parseMonth, parseNumber, parseSum } from './parse-cell.js';

describe('a number in a file', () => {
  it.each([
    ['1234', '1234'],
    ['1 234,5', '1234.5'],
    ['1 234 567,089', '1234567.089'],
    ["1'234.5", '1234.5'],
    ['1\u00a0234,50', '1234.5'],
    ['1\u202f234', '1234'],
    ['-0,07', '-0.07'],
    ['−12,5', '-12.5'],
    ['+7', '7'],
    ['007', '7'],
    ['-0', '0'],
  ])('%s is %s', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  it.each(['', 'abc', '1,2,3', '1.234,5', '12 34', '1 2345', '1e5', ',5', '5,', '--1', '0x10', '١٢'])(
    '%j is none',
    (text) => {
      expect(parseNumber(text)).toBeNull();
    },
  );

  it('comes back whatever marks people put into it', () => {
    const marks = fc.constantFrom('', ' ', '\u00a0', '\u202f', "'");
    const point = fc.constantFrom('.', ',');
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.stringMatching(/^\d{0,6}$/),
        marks,
        point,
        (whole, fraction, mark, sign) => {
          const grouped = (whole < 0n ? -whole : whole).toString().replace(/\B(?=(\d{3})+$)/g, mark);
          const text = `${whole < 0n ? '-' : ''}${grouped}${fraction === '' ? '' : sign + fraction}`;
          const expected = `${whole}${`.${fraction}`.replace(/\.?0*$/, '')}`;
          expect(parseNumber(text)).toBe(expected);
        },
      ),
    );
  });

  it('is never thrown over by any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseNumber(text);
        parseSum(text, 2);
        parseDate(text);
        parseMonth(text);
        parseMoment(text);
      }),
    );
  });
});

describe('a sum of money', () => {
  it.each([
    ['1 234,56', 123456n],
    ['-1 234,5', -123450n],
    ['-0,07', -7n],
    ['0', 0n],
    ['12', 1200n],
    ['187432.19', 18743219n],
  ])('%s is %s kopecks', (text, minor) => {
    expect(parseSum(text, 2)).toBe(minor);
  });

  it.each(['1,234', '0.001', 'дві гривні', '1.234.5', '12 34'])('%s is none, rather than a guess', (text) => {
    expect(parseSum(text, 2)).toBeNull();
  });

  it('is exact for every amount a bigint holds', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), fc.constantFrom(',', '.'), (minor, point) => {
        const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
        const text = `${minor < 0n ? '-' : ''}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ' ')}${point}${digits.slice(-2)}`;
        expect(parseSum(text, 2)).toBe(minor);
      }),
    );
  });
});

describe('a day, a month, a moment', () => {
  it('is read in both ways of writing it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          const [year, month, day] = iso.split('-');
          expect(parseDate(iso)).toBe(iso);
          expect(parseDate(`${day}.${month}.${year}`)).toBe(iso);
          expect(parseMonth(iso)).toBe(iso.slice(0, 7));
        },
      ),
    );
  });

  it.each(['2026-02-29', '31.04.2026', '2026-13-01', '00.01.2026', '2026/11/05', '5.11.26', '1899-12-31', '11.2026'])(
    '%s is no day',
    (text) => {
      expect(parseDate(text)).toBeNull();
    },
  );

  it('is a month in both ways of writing it', () => {
    expect([parseMonth('2026-11'), parseMonth('11.2026'), parseMonth('2026-13')]).toEqual(['2026-11', '2026-11', null]);
  });

  it.each([
    ['2026-11-05', { text: '2026-11-05T00:00:00', hasOffset: false }],
    ['05.11.2026 9:30', { text: '2026-11-05T09:30:00', hasOffset: false }],
    ['2026-11-05T14:30:05+02:00', { text: '2026-11-05T14:30:05+02:00', hasOffset: true }],
    ['2026-11-05T14:30:05.123Z', { text: '2026-11-05T14:30:05.123Z', hasOffset: true }],
  ])('%s is a moment', (text, moment) => {
    expect(parseMoment(text)).toEqual(moment);
  });

  it.each(['2026-11-05 24:00', '2026-11-05T12:60', '2026-11-05T12', '2026-11-05 12:00+99:00', 'вчора'])(
    '%s is no moment',
    (text) => {
      expect(parseMoment(text)).toBeNull();
    },
  );
});
