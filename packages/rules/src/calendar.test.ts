import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dateInTimeZone,
  dayOfMonth,
  daysBetween,
  daysInMonth,
  endOfDayInTimeZone,
  isCalendarDate,
  isHoliday,
  isTimeZone,
  monthOf,
  weekdayOf,
} from './calendar.js';

const ZONES = [
  'UTC',
  'Europe/Kyiv',
  'Europe/Moscow',
  'Pacific/Kiritimati', // +14
  'Pacific/Pago_Pago', // -11
  'Asia/Kathmandu', // +5:45
  'Pacific/Chatham', // +12:45 and +13:45
  'Australia/Lord_Howe', // half an hour of summer time
  'America/Havana', // clocks change at midnight: a day that begins at 1:00
  'Africa/Cairo', // the same, and in spring from 0:00
];

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const lengthOf = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0));
const two = (number: number) => String(number).padStart(2, '0');

/** Every day of the years, counted on the fingers: the oracle uses no Date. */
function everyDay(fromYear: number, toYear: number): string[] {
  const days: string[] = [];
  for (let year = fromYear; year <= toYear; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= lengthOf(year, month); day += 1) days.push(`${year}-${two(month)}-${two(day)}`);
    }
  }
  return days;
}

const DAYS = everyDay(1995, 2060);
const index = fc.nat(DAYS.length - 1);
const date = index.map((each) => DAYS[each] ?? '');

describe('calendar', () => {
  it('goes from each day to the next, over leap years and centuries', () => {
    const days = everyDay(1896, 2104);
    days.slice(1).forEach((day, before) => {
      if (addDays(days[before] ?? '', 1) !== day || addDays(day, -1) !== days[before]) {
        expect.fail(`after ${days[before] ?? ''} comes ${day}`);
      }
    });
  });

  it('counts days between any two days', () => {
    fc.assert(
      fc.property(index, index, (from, to) => {
        expect(daysBetween(DAYS[from] ?? '', DAYS[to] ?? '')).toBe(to - from);
        expect(addDays(DAYS[from] ?? '', to - from)).toBe(DAYS[to]);
      }),
    );
  });

  it('knows how long a month is', () => {
    for (const year of [1900, 2000, 2023, 2024, 2026, 2100]) {
      for (let month = 1; month <= 12; month += 1) {
        expect(daysInMonth(`${year}-${two(month)}`)).toBe(lengthOf(year, month));
      }
    }
  });

  it('adds months over the ends of years', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2100 }),
        fc.nat(11),
        fc.integer({ min: -600, max: 600 }),
        (year, month, by) => {
          const total = year * 12 + month + by;
          const expected = `${String(Math.floor(total / 12)).padStart(4, '0')}-${two((total % 12) + 1)}`;
          expect(addMonths(`${year}-${two(month + 1)}`, by)).toBe(expected);
        },
      ),
    );
  });

  it.each([
    ['2026-11', 5, '2026-11-05'],
    ['2026-11', -1, '2026-11-30'],
    ['2026-11', -2, '2026-11-29'],
    ['2026-11', 31, '2026-11-30'],
    ['2026-02', 30, '2026-02-28'],
    ['2028-02', 30, '2028-02-29'],
    ['2028-02', -1, '2028-02-29'],
    ['2026-02', -29, '2026-02-01'],
    ['2026-02', -28, '2026-02-01'],
  ])('in %s day %i is %s', (month, day, expected) => {
    expect(dayOfMonth(month, day)).toBe(expected);
  });

  it('names the month of a day', () => {
    expect(monthOf('2026-11-05')).toBe('2026-11');
  });
});

describe('days in a time zone', () => {
  it.each([
    ['2026-11-05T21:59:59Z', 'Europe/Kyiv', '2026-11-05'],
    ['2026-11-05T22:00:00Z', 'Europe/Kyiv', '2026-11-06'],
    ['2026-07-05T20:59:59Z', 'Europe/Kyiv', '2026-07-05'],
    ['2026-07-05T21:00:00Z', 'Europe/Kyiv', '2026-07-06'],
    ['2026-11-06T00:30:00+02:00', 'Europe/Kyiv', '2026-11-06'],
    ['2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['2027-01-01T10:59:59Z', 'Pacific/Pago_Pago', '2026-12-31'],
    ['2028-02-28T22:00:00Z', 'Europe/Kyiv', '2028-02-29'],
  ])('%s in %s is %s', (instant, zone, expected) => {
    expect(dateInTimeZone(instant, zone)).toBe(expected);
    expect(dateInTimeZone(new Date(instant), zone)).toBe(expected);
  });

  it.each([
    ['Pacific/Kiritimati', 14],
    ['Pacific/Pago_Pago', -11],
    ['UTC', 0],
  ])('%s is %i hours from UTC all year', (zone, hours) => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2060, 0, 1) }), (instant) => {
        const shifted = new Date(instant + hours * 3_600_000).toISOString().slice(0, 10);
        expect(dateInTimeZone(new Date(instant), zone)).toBe(shifted);
      }),
    );
  });

  it.each([
    ['2026-11-05', 'Europe/Kyiv', '2026-11-05T21:59:59.000Z'],
    ['2026-03-29', 'Europe/Kyiv', '2026-03-29T20:59:59.000Z'],
    ['2026-10-25', 'Europe/Kyiv', '2026-10-25T21:59:59.000Z'],
    ['2026-11-05', 'Pacific/Kiritimati', '2026-11-05T09:59:59.000Z'],
    ['2026-11-05', 'Pacific/Pago_Pago', '2026-11-06T10:59:59.000Z'],
  ])('the day %s in %s ends at %s', (day, zone, end) => {
    expect(endOfDayInTimeZone(day, zone).toISOString()).toBe(end);
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-11-05', 24],
  ])('%s lasts %i hours in Kyiv', (day, hours) => {
    const begins = endOfDayInTimeZone(addDays(day, -1), 'Europe/Kyiv').getTime();
    expect(endOfDayInTimeZone(day, 'Europe/Kyiv').getTime() - begins).toBe(hours * 3_600_000);
  });

  it('ends a day one second before the next begins, in every zone', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(...ZONES), (day, zone) => {
        const end = endOfDayInTimeZone(day, zone).getTime();
        expect(dateInTimeZone(new Date(end), zone)).toBe(day);
        expect(dateInTimeZone(new Date(end + 1000), zone)).toBe(addDays(day, 1));
      }),
      { numRuns: 400 },
    );
  });

  it('knows the days that there are', () => {
    for (const day of ['2026-11-05', '2024-02-29', '0001-01-01', '9999-12-31'])
      expect(isCalendarDate(day), day).toBe(true);
    const others = [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '0000-01-01',
      '2026-1-05',
      ' 2026-11-05',
      '2026-11-05T00:00',
      '',
    ];
    for (const text of others) expect(isCalendarDate(text), text).toBe(false);
  });

  it('knows the time zones that there are, by their names', () => {
    for (const zone of ['Europe/Kyiv', 'Europe/Moscow', 'UTC']) expect(isTimeZone(zone), zone).toBe(true);
    for (const text of ['Mars/Base', '', '+02:00', 'Europe/Kyiv ']) expect(isTimeZone(text), text).toBe(false);
  });

  it('knows the days of the week', () => {
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(weekdayOf)).toEqual([1, 6, 7]);
  });

  it('knows a holiday of one year from one of every year', () => {
    const holidays = ['01-01', '12-25', '2026-11-16'];
    const days = ['2026-12-25', '2027-12-25', '2026-11-16', '2027-11-16'];
    expect(days.map((day) => isHoliday(day, holidays))).toEqual([true, true, true, false]);
  });
});
