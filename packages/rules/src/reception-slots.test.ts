import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDate, dateInTimeZone, weekdayOf } from './calendar.js';
import { bookableDaysOf, bookableSlots, isBookable, type ReceptionTimes, slotsOf } from './reception-slots.js';

const EVERY_DAY = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));
const KYIV: ReceptionTimes = {
  hours: [
    { weekday: 2, from: '09:00', to: '12:00' },
    { weekday: 2, from: '13:00', to: '15:00' },
    { weekday: 4, from: '14:00', to: '17:00' },
  ],
  slotMinutes: 30,
  timeZone: 'Europe/Kyiv',
  holidays: [],
  closures: [],
};
const starts = (slots: readonly { startsAt: string }[]) => slots.map(({ startsAt }) => startsAt.slice(11, 16));
/** What the clocks of the zone show at an instant. */
const clock = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );

describe('the slots of a reception', () => {
  it('go from the beginning to the end of each reception of the day, by the supplier’s clocks', () => {
    // A Tuesday in November: two hours ahead of UTC.
    expect(starts(slotsOf({ ...KYIV, day: '2026-11-24' }))).toEqual([
      '07:00',
      '07:30',
      '08:00',
      '08:30',
      '09:00',
      '09:30',
      '11:00',
      '11:30',
      '12:00',
      '12:30',
    ]);
    // In July three.
    expect(starts(slotsOf({ ...KYIV, day: '2026-07-14' }))[0]).toBe('06:00');
    expect(slotsOf({ ...KYIV, day: '2026-11-25' })).toEqual([]);
  });

  it('leave out the end that is no whole slot', () => {
    const day = '2026-11-26';
    expect(slotsOf({ ...KYIV, slotMinutes: 50, day }).map(({ endsAt }) => clock(endsAt, KYIV.timeZone))).toEqual([
      '14:50',
      '15:40',
      '16:30',
    ]);
    expect(slotsOf({ ...KYIV, slotMinutes: 181, day })).toEqual([]);
  });

  it('are none on holidays, of one year or of all, and on closed days', () => {
    const day = '2026-11-24';
    for (const off of [{ holidays: [day] }, { holidays: ['11-24'] }, { closures: [day] }]) {
      expect(slotsOf({ ...KYIV, ...off, day })).toEqual([]);
    }
    expect(slotsOf({ ...KYIV, holidays: ['2027-11-24', '11-23'], closures: ['2026-11-23'], day })).toHaveLength(10);
  });

  it.each([
    // 03:00 becomes 04:00: the hour from three does not exist.
    ['2026-03-29', ['02:00', '02:30', '04:00', '04:30']],
    // 04:00 becomes 03:00: the hour from three is there twice.
    ['2026-10-25', ['02:00', '02:30', '03:00', '03:30', '03:00', '03:30', '04:00', '04:30']],
  ] as const)('on %s, when the clocks are changed, are as many as there are half hours', (day, shown) => {
    const slots = slotsOf({ ...KYIV, hours: EVERY_DAY('02:00', '05:00'), day });
    expect(slots.map(({ startsAt }) => clock(startsAt, KYIV.timeZone))).toEqual(shown);
  });

  it('begin when the clocks have jumped over the beginning', () => {
    const slots = slotsOf({ ...KYIV, hours: EVERY_DAY('03:15', '05:00'), day: '2026-03-29' });
    expect(slots.map(({ startsAt }) => clock(startsAt, KYIV.timeZone))).toEqual(['04:00', '04:30']);
  });

  it('do not overlap where the hours do', () => {
    const hours = [
      { weekday: 2, from: '09:00', to: '11:00' },
      { weekday: 2, from: '10:15', to: '12:00' },
    ];
    const slots = slotsOf({ ...KYIV, hours, day: '2026-11-24' });
    for (const [index, slot] of slots.entries()) {
      expect(Date.parse(slot.startsAt)).toBeGreaterThanOrEqual(Date.parse(slots[index - 1]?.endsAt ?? '2026-01-01'));
    }
  });
});

const zones = fc.constantFrom(
  'Europe/Kyiv',
  'Europe/Moscow',
  'UTC',
  'America/St_Johns',
  // Half an hour of summer time, a change at midnight, and a day that never was.
  'Australia/Lord_Howe',
  'America/Santiago',
  'Pacific/Apia',
);
const days: fc.Arbitrary<CalendarDate> = fc.oneof(
  fc.integer({ min: 0, max: 8000 }).map((number) => addDays('2010-01-01', number)),
  fc.constantFrom('2026-03-29', '2026-10-25', '2026-04-05', '2026-10-04', '2026-09-06', '2011-12-29', '2011-12-31'),
);
const times = fc.integer({ min: 0, max: 24 * 60 }).map((minutes) => {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
});
const hours = fc.array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), from: times, to: times }), {
  maxLength: 12,
});

describe('whatever the hours, the zone and the day', () => {
  it('slots are whole, in order, without overlap, on their day and inside the hours', () => {
    fc.assert(
      fc.property(hours, zones, days, fc.integer({ min: 5, max: 240 }), (given, timeZone, day, slotMinutes) => {
        const slots = slotsOf({ hours: given, slotMinutes, day, timeZone, holidays: [], closures: [] });
        let before = -Infinity;
        for (const { startsAt, endsAt } of slots) {
          expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(slotMinutes * 60_000);
          expect(Date.parse(startsAt)).toBeGreaterThanOrEqual(before);
          before = Date.parse(endsAt);
          expect(dateInTimeZone(startsAt, timeZone)).toBe(day);
          const shown = clock(startsAt, timeZone);
          const ofDay = given.filter(({ weekday }) => weekday === weekdayOf(day));
          expect(ofDay.some(({ from, to }) => from <= shown && shown < to)).toBe(true);
        }
        expect(new Set(slots.map(({ startsAt }) => startsAt)).size).toBe(slots.length);
      }),
      { numRuns: 400 },
    );
  });

  it('on a day without a change of clocks there are as many as go into the hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 24 }),
        fc.integer({ min: 5, max: 120 }),
        (from, to, slotMinutes) => {
          const two = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
          const slots = slotsOf({ ...KYIV, hours: EVERY_DAY(two(from), two(to)), slotMinutes, day: '2026-11-24' });
          expect(slots).toHaveLength(Math.max(0, Math.floor(((to - from) * 60) / slotMinutes)));
        },
      ),
    );
  });

  it('a slot can be booked only in time, not too early, and while the reception is there', () => {
    const moment = fc.integer({ min: 0, max: 60 * 24 * 60 }).map((minutes) => {
      return new Date(Date.parse('2026-10-01T00:00:00Z') + minutes * 60_000);
    });
    const limits = fc.record({
      bookableDays: fc.integer({ min: 0, max: 60 }),
      noticeHours: fc.integer({ min: 0, max: 100 }),
      validFrom: fc.option(fc.integer({ min: 0, max: 60 }).map((number) => addDays('2026-10-01', number))),
      validTo: fc.option(fc.integer({ min: 0, max: 60 }).map((number) => addDays('2026-10-01', number))),
    });
    fc.assert(
      fc.property(moment, limits, fc.array(days), (now, given, closures) => {
        const rules = { ...KYIV, ...given, closures };
        const today = dateInTimeZone(now, KYIV.timeZone);
        const all = bookableSlots({ ...rules, from: '2026-01-01', to: '2027-12-31', now });
        const { first, last } = bookableDaysOf(given, today);
        for (const slot of all) {
          const day = dateInTimeZone(slot.startsAt, KYIV.timeZone);
          expect(Date.parse(slot.startsAt)).toBeGreaterThan(now.getTime());
          expect(Date.parse(slot.startsAt) - now.getTime()).toBeGreaterThanOrEqual(given.noticeHours * 3_600_000);
          expect(day >= today && day <= addDays(today, given.bookableDays)).toBe(true);
          expect(day >= (given.validFrom ?? day) && day <= (given.validTo ?? day)).toBe(true);
          expect(closures).not.toContain(day);
        }
        // None that could be booked is left out, and a part of the days has a part of the slots.
        const each: string[] = [];
        for (let day = today; day <= addDays(today, 61); day = addDays(day, 1)) {
          each.push(
            ...slotsOf({ ...rules, day })
              .filter((slot) => isBookable(slot, { ...rules, now }))
              .map(({ startsAt }) => startsAt),
          );
        }
        expect(all.map(({ startsAt }) => startsAt)).toEqual(each);
        const part = bookableSlots({ ...rules, from: addDays(first, 3), to: addDays(last, -3), now });
        expect(part.every(({ startsAt }) => each.includes(startsAt))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
