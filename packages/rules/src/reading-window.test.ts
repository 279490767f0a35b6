import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, monthOf } from './calendar.js';
import { type ReadingWindowRule, readingWindowOn } from './reading-window.js';

const gas: ReadingWindowRule = { opensOnDay: 1, closesOnDay: 5, graceDays: 0, countsFor: 'previous_month' };
const electricity: ReadingWindowRule = { opensOnDay: -2, closesOnDay: 2, graceDays: 0, countsFor: 'opening_month' };
const coldWater: ReadingWindowRule = { opensOnDay: 10, closesOnDay: 25, graceDays: 0, countsFor: 'opening_month' };

interface RealWindow {
  readonly opensOn: string;
  readonly closesOn: string;
  readonly countsFor: string;
}

const iso = (date: Date) => date.toISOString().slice(0, 10);

/** The windows as a supplier prints them on the bill, month by month: an oracle that knows no rule objects. */
const PRINTED: Readonly<Record<string, (year: number, month: number) => RealWindow>> = {
  gas: (year, month) => ({
    opensOn: iso(new Date(Date.UTC(year, month, 1))),
    closesOn: iso(new Date(Date.UTC(year, month, 5))),
    countsFor: iso(new Date(Date.UTC(year, month - 1, 1))).slice(0, 7),
  }),
  electricity: (year, month) => ({
    opensOn: iso(new Date(Date.UTC(year, month + 1, -1))),
    closesOn: iso(new Date(Date.UTC(year, month + 1, 2))),
    countsFor: iso(new Date(Date.UTC(year, month, 1))).slice(0, 7),
  }),
  'cold water': (year, month) => ({
    opensOn: iso(new Date(Date.UTC(year, month, 10))),
    closesOn: iso(new Date(Date.UTC(year, month, 25))),
    countsFor: iso(new Date(Date.UTC(year, month, 1))).slice(0, 7),
  }),
};

const REAL: readonly [string, ReadingWindowRule][] = [
  ['gas', gas],
  ['electricity', electricity],
  ['cold water', coldWater],
  ['gas', { ...gas, graceDays: 3 }],
  ['electricity', { ...electricity, graceDays: 2 }],
  ['cold water', { ...coldWater, graceDays: 5 }],
];

function days(from: string, count: number): string[] {
  return Array.from({ length: count }, (_, each) => addDays(from, each));
}

const TWELVE_YEARS = days('2019-12-28', 4400);

describe('reading windows of real suppliers', () => {
  it.each([
    ['gas, first day', gas, '2026-11-01', '2026-11-01', '2026-11-05', true, 4, '2026-10'],
    ['gas, last day', gas, '2026-11-05', '2026-11-01', '2026-11-05', true, 0, '2026-10'],
    ['gas, the day after', gas, '2026-11-06', '2026-12-01', '2026-12-05', false, 25, '2026-11'],
    ['gas in January counts for December', gas, '2027-01-02', '2027-01-01', '2027-01-05', true, 3, '2026-12'],
    ['electricity, last day but one', electricity, '2026-11-29', '2026-11-29', '2026-12-02', true, 3, '2026-11'],
    ['electricity, over the month end', electricity, '2026-12-01', '2026-11-29', '2026-12-02', true, 1, '2026-11'],
    ['electricity, over the year end', electricity, '2027-01-02', '2026-12-30', '2027-01-02', true, 0, '2026-12'],
    ['electricity, February', electricity, '2026-02-27', '2026-02-27', '2026-03-02', true, 3, '2026-02'],
    ['electricity, leap February', electricity, '2028-02-27', '2028-02-28', '2028-03-02', false, 1, '2028-02'],
    ['electricity, mid-month', electricity, '2026-11-03', '2026-11-29', '2026-12-02', false, 26, '2026-11'],
    ['water, the day before', coldWater, '2026-11-09', '2026-11-10', '2026-11-25', false, 1, '2026-11'],
    ['water, open', coldWater, '2026-11-24', '2026-11-10', '2026-11-25', true, 1, '2026-11'],
  ])('%s', (_, rule, today, opensOn, closesOn, isOpen, daysLeft, countsFor) => {
    expect(readingWindowOn(rule, today)).toEqual({ opensOn, closesOn, graceDays: 0, isOpen, daysLeft, countsFor });
  });

  it('counts no days left in the days of grace, and closes after them', () => {
    const rule = { ...gas, graceDays: 2 };
    expect(readingWindowOn(rule, '2026-11-07')).toMatchObject({ isOpen: true, daysLeft: 0, closesOn: '2026-11-05' });
    expect(readingWindowOn(rule, '2026-11-08')).toMatchObject({ isOpen: false, daysLeft: 23, opensOn: '2026-12-01' });
  });

  it('gives a day of grace to the next window where they meet', () => {
    const rule: ReadingWindowRule = { opensOnDay: 25, closesOnDay: 20, graceDays: 10, countsFor: 'opening_month' };
    expect(readingWindowOn(rule, '2026-11-24')).toMatchObject({ opensOn: '2026-10-25', isOpen: true });
    expect(readingWindowOn(rule, '2026-11-25')).toMatchObject({ opensOn: '2026-11-25', isOpen: true, daysLeft: 25 });
  });

  it.each(REAL)('%s: says on every day of twelve years what the bill says (%o)', (service, rule) => {
    const print = PRINTED[service];
    const printed = Array.from({ length: 12 * 15 }, (_, month) => print?.(2019, month) as RealWindow);
    for (const today of TWELVE_YEARS) {
      const open = [...printed]
        .reverse()
        .find((each) => each.opensOn <= today && daysBetween(each.closesOn, today) <= rule.graceDays);
      const next = printed.find((each) => each.opensOn > today) as RealWindow;
      expect(readingWindowOn(rule, today)).toEqual({
        ...(open ?? next),
        graceDays: rule.graceDays,
        isOpen: open !== undefined,
        daysLeft: open ? Math.max(0, daysBetween(today, open.closesOn)) : daysBetween(today, next.opensOn),
      });
    }
  });
});

describe('reading windows of any rule', () => {
  const day = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -28, max: -1 }));
  const anyRule = fc.record({
    opensOnDay: day,
    closesOnDay: day,
    graceDays: fc.integer({ min: 0, max: 15 }),
    countsFor: fc.constantFrom('opening_month' as const, 'previous_month' as const),
  });
  const start = fc.integer({ min: 0, max: 3000 }).map((each) => addDays('2023-01-01', each));

  it('is open exactly from the opening day to the last day of grace', () => {
    fc.assert(
      fc.property(anyRule, start, (rule, from) => {
        for (const today of days(from, 70)) {
          const window = readingWindowOn(rule, today);
          const lastDay = addDays(window.closesOn, rule.graceDays);
          expect(window.isOpen).toBe(window.opensOn <= today && today <= lastDay);
          expect(window.opensOn <= window.closesOn).toBe(true);
          expect(window.daysLeft).toBe(
            window.isOpen ? Math.max(0, daysBetween(today, window.closesOn)) : daysBetween(today, window.opensOn),
          );
          expect(window.daysLeft).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has one window a month, each for the month after the one before', () => {
    fc.assert(
      fc.property(anyRule, start, (rule, from) => {
        let previous = readingWindowOn(rule, from);
        for (const today of days(from, 130).slice(1)) {
          const window = readingWindowOn(rule, today);
          if (window.opensOn !== previous.opensOn) {
            expect(window.opensOn > previous.opensOn).toBe(true);
            expect(window.countsFor).toBe(addMonths(previous.countsFor, 1));
            expect(monthOf(window.opensOn)).toBe(addMonths(monthOf(previous.opensOn), 1));
          } else {
            expect({ ...window, isOpen: null, daysLeft: null }).toEqual({ ...previous, isOpen: null, daysLeft: null });
          }
          previous = window;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the form of the window in February', () => {
    const nearlyWholeMonth: ReadingWindowRule = { ...coldWater, opensOnDay: -1, closesOnDay: 28 };
    expect(readingWindowOn(nearlyWholeMonth, '2026-02-28')).toMatchObject({
      opensOn: '2026-02-28',
      closesOn: '2026-03-28',
      isOpen: true,
    });
    const endOfMonth: ReadingWindowRule = { ...coldWater, opensOnDay: 28, closesOnDay: -2 };
    expect(readingWindowOn(endOfMonth, '2026-02-28')).toMatchObject({ opensOn: '2026-02-28', closesOn: '2026-02-28' });
    expect(readingWindowOn(endOfMonth, '2026-03-01')).toMatchObject({ opensOn: '2026-03-28', isOpen: false });
  });
});
