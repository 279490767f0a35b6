import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dateInTimeZone, daysBetween, monthOf } from './calendar.js';
import { windowOfReading } from './reading-judge.js';
import {
  billedMonths,
  nextReadingWindow,
  readingWindowEnd,
  readingWindowOn,
  readingWindowRule,
  type ReadingWindowRule,
  type SupplierWindowRule,
} from './reading-window.js';

const gas: SupplierWindowRule = {
  opensOnDay: 1,
  closesOnDay: 5,
  graceDays: 0,
  countsFor: 'previous_month',
  lateReadings: 'accept',
};
const electricity: SupplierWindowRule = { ...gas, opensOnDay: -2, closesOnDay: 2, countsFor: 'opening_month' };

const day = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -28, max: -1 }));
const anyRule: fc.Arbitrary<SupplierWindowRule> = fc.record({
  opensOnDay: day,
  closesOnDay: day,
  graceDays: fc.integer({ min: 0, max: 15 }),
  countsFor: fc.constantFrom('opening_month' as const, 'previous_month' as const),
  lateReadings: fc.constantFrom('accept' as const, 'refuse' as const),
});
const anyDay = fc.integer({ min: 0, max: 3000 }).map((each) => addDays('2023-01-01', each));

describe('the rule of a service in a locality', () => {
  const rules = [
    { serviceKind: 'gas', ...gas },
    { serviceKind: 'cold_water', locality: 'Сонячне', ...gas, opensOnDay: 10, closesOnDay: 25 },
    { serviceKind: 'cold_water', ...gas, opensOnDay: 15, closesOnDay: 20 },
    { serviceKind: 'hot_water', locality: 'Сонячне', ...gas, opensOnDay: 10, closesOnDay: 25 },
  ];
  const opens = (serviceKind: string, locality: string | null) =>
    readingWindowRule({ rules, serviceKind, locality }).opensOnDay;

  it('is the one that names the locality, else the general one, else the whole month', () => {
    expect(opens('gas', 'Сонячне')).toBe(1);
    expect(opens('cold_water', 'Сонячне')).toBe(10);
    expect(opens('cold_water', 'Зелене')).toBe(15);
    expect(opens('cold_water', null)).toBe(15);
    const allMonth = readingWindowRule({ rules, serviceKind: 'hot_water', locality: 'Зелене' });
    for (const today of ['2026-02-01', '2026-02-28', '2028-02-29', '2026-12-31']) {
      expect(readingWindowOn(allMonth, today)).toMatchObject({ isOpen: true, countsFor: monthOf(today) });
    }
  });
});

describe('the next window', () => {
  it.each([
    ['gas, open', gas, '2026-11-03', '2026-12-01', '2026-12-05', 28, '2026-11'],
    ['gas, closed: the one after the next to open', gas, '2026-11-06', '2027-01-01', '2027-01-05', 56, '2026-12'],
    ['electricity, on the 1st', electricity, '2026-12-01', '2026-12-30', '2027-01-02', 29, '2026-12'],
    ['electricity, on the last day', electricity, '2027-01-31', '2027-02-27', '2027-03-02', 27, '2027-02'],
  ])('%s', (_, rule, today, opensOn, closesOn, daysLeft, countsFor) => {
    expect(nextReadingWindow(rule, today)).toEqual({
      opensOn,
      closesOn,
      graceDays: 0,
      isOpen: false,
      daysLeft,
      countsFor,
    });
  });

  it('is the one that the days after the present window come to', () => {
    fc.assert(
      fc.property(anyRule, anyDay, (rule, today) => {
        const [current, next] = [readingWindowOn(rule, today), nextReadingWindow(rule, today)];
        expect(next.opensOn > current.opensOn).toBe(true);
        expect(next.countsFor).toBe(addMonths(current.countsFor, 1));
        expect(next.daysLeft).toBe(daysBetween(today, next.opensOn));
        const then = readingWindowOn(rule, next.opensOn);
        expect(then).toMatchObject({ opensOn: next.opensOn, closesOn: next.closesOn, countsFor: next.countsFor });
        expect(then.isOpen).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the months a reading is billed for', () => {
  it.each([
    ['each month', '2026-09', '2026-10', ['2026-10']],
    ['after three missed ones, over the year', '2026-10', '2027-02', ['2026-11', '2026-12', '2027-01', '2027-02']],
    ['a first reading', null, '2026-10', ['2026-10']],
    ['a second reading of the month', '2026-10', '2026-10', ['2026-10']],
    ['one that counts for an earlier month than what is known', '2026-11', '2026-10', ['2026-10']],
  ])('%s', (_, baselineMonth, countsFor, expected) => {
    expect(billedMonths({ baselineMonth, countsFor })).toEqual(expected);
  });

  it('are every month once, however the readings fall', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 }), (gaps) => {
        let baselineMonth = '2022-03';
        const billed = gaps.flatMap((gap) => {
          const countsFor = addMonths(baselineMonth, gap);
          const months = billedMonths({ baselineMonth, countsFor });
          baselineMonth = countsFor;
          return months;
        });
        expect(billed).toEqual(billed.map((_, index) => addMonths('2022-04', index)));
        expect(billed.at(-1)).toBe(baselineMonth);
      }),
    );
  });
});

describe('windows by the clock of the supplier', () => {
  // Zones whose clocks change in spring and autumn (one by half an hour, one at midnight), and one without.
  const zones = [
    'Europe/Kyiv',
    'Europe/Lisbon',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Africa/Cairo',
    'Europe/Moscow',
    'Pacific/Kiritimati',
  ];
  /** The days of 2026 on which the clocks of the zone change, as a window's last day: by brute force, hour by hour. */
  const changing = zones.flatMap((zone) => {
    const lengths = new Map<string, number>();
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 1_800_000) {
      const date = dateInTimeZone(new Date(at), zone);
      lengths.set(date, (lengths.get(date) ?? 0) + 30);
    }
    return [...lengths]
      .filter(([date, minutes]) => minutes !== 24 * 60 && date > '2026-01-01' && date < '2026-12-31')
      .map(([date, minutes]) => [zone, date, minutes] as const);
  });

  it('knows days of 23, 23.5, 24.5 and 25 hours', () => {
    expect(new Set(changing.map(([, , minutes]) => minutes))).toEqual(new Set([1380, 1410, 1470, 1500]));
    expect(changing).toHaveLength(12);
  });

  it.each(changing)('%s: closes at the end of %s, a day of %i minutes', (timeZone, date) => {
    const rule: SupplierWindowRule = { ...gas, opensOnDay: Number(date.slice(8)), closesOnDay: Number(date.slice(8)) };
    const window = readingWindowOn(rule, date);
    expect(window).toMatchObject({ isOpen: true, daysLeft: 0, opensOn: date });
    const end = readingWindowEnd(window, timeZone);
    const at = (milliseconds: number) => {
      const now = new Date(end.getTime() + milliseconds);
      return windowOfReading({ rule, timeZone, readAt: now, now });
    };
    expect(dateInTimeZone(end, timeZone)).toBe(date);
    expect(at(0)).toEqual(window);
    expect(at(1000)).toMatchObject({ isOpen: false, countsFor: addMonths(window.countsFor, 1) });
    // Read in its last second, sent up to a day later, whatever the clocks did meanwhile.
    const sentLater = (hours: number) =>
      windowOfReading({ rule, timeZone, readAt: end, now: new Date(end.getTime() + hours * 3_600_000) });
    expect(sentLater(24)).toEqual(window);
    expect(sentLater(24.01).countsFor).not.toBe(window.countsFor);
  });

  it('is open exactly while its days last, minute by minute around any end', () => {
    fc.assert(
      fc.property(
        anyRule,
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 365 * 24 * 60 }),
        (rule: ReadingWindowRule & SupplierWindowRule, timeZone, minute) => {
          const now = new Date(Date.UTC(2026, 0, 1) + minute * 60_000);
          const window = windowOfReading({ rule, timeZone, readAt: now, now });
          const end = readingWindowEnd(window, timeZone);
          expect(window.isOpen ? now.getTime() < end.getTime() + 1000 : now < end).toBe(true);
          const today = dateInTimeZone(now, timeZone);
          expect(window.isOpen).toBe(window.opensOn <= today && today <= addDays(window.closesOn, window.graceDays));
        },
      ),
      { numRuns: 300 },
    );
  });
});
