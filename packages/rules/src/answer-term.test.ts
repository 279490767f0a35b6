import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerDueOn, isWorkingDay } from './answer-term.js';
import { addDays, daysBetween } from './calendar.js';

const HOLIDAYS = ['01-01', '12-25', '2026-11-16'];

describe('the last day for an answer', () => {
  it.each([
    ['2026-11-03', 30, 'calendar', '2026-12-03'],
    ['2026-02-15', 15, 'calendar', '2026-03-02'],
    ['2028-02-15', 15, 'calendar', '2028-03-01'],
    // A Friday: the first working day is Monday.
    ['2026-11-06', 1, 'working', '2026-11-09'],
    // What comes on a Saturday counts from Monday too.
    ['2026-11-07', 1, 'working', '2026-11-09'],
    // Monday the 16th is off that year alone.
    ['2026-11-13', 1, 'working', '2026-11-17'],
    ['2027-11-12', 1, 'working', '2027-11-15'],
    ['2026-11-03', 10, 'working', '2026-11-18'],
    // Christmas and the new year, whichever year they are in.
    ['2026-12-24', 5, 'working', '2027-01-04'],
    ['2026-11-03', 0, 'working', '2026-11-03'],
  ] as const)('of what came on %s, in %i %s days, is %s', (receivedOn, days, counts, dueOn) => {
    expect(answerDueOn({ receivedOn, days, counts, holidays: HOLIDAYS })).toBe(dueOn);
  });

  it('comes also where every day is declared a holiday', () => {
    const holidays = Array.from({ length: 366 }, (_, day) => addDays('2028-01-01', day).slice(5));
    const dueOn = answerDueOn({ receivedOn: '2026-11-03', days: 3, counts: 'working', holidays });
    expect(daysBetween('2026-11-03', dueOn)).toBeLessThanOrEqual(60);
  });

  const date = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2024-01-01', days));
  const holidays = fc.array(
    fc.oneof(
      date,
      date.map((day) => day.slice(5)),
    ),
    { maxLength: 20 },
  );

  it('leaves exactly so many working days, and is one itself', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), holidays, (receivedOn, days, off) => {
        const dueOn = answerDueOn({ receivedOn, days, counts: 'working', holidays: off });
        let worked = 0;
        for (let day = addDays(receivedOn, 1); day <= dueOn; day = addDays(day, 1)) {
          const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
          if (weekday > 0 && weekday < 6 && !off.includes(day) && !off.includes(day.slice(5))) worked += 1;
        }
        expect([worked, isWorkingDay(dueOn, off)]).toEqual([days, true]);
      }),
    );
  });

  it('is never earlier with more days, with a later beginning, or with more holidays', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 40 }), holidays, date, (receivedOn, days, off, more) => {
        for (const counts of ['calendar', 'working'] as const) {
          const dueOn = answerDueOn({ receivedOn, days, counts, holidays: off });
          expect(answerDueOn({ receivedOn, days: days + 1, counts, holidays: off }) > dueOn).toBe(true);
          expect(answerDueOn({ receivedOn: addDays(receivedOn, 1), days, counts, holidays: off }) >= dueOn).toBe(true);
          expect(answerDueOn({ receivedOn, days, counts, holidays: [...off, more] }) >= dueOn).toBe(true);
        }
      }),
    );
  });
});
