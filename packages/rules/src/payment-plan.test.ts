import { describe, expect, it } from 'vitest';
import { isPlanTiming, nextPlannedOn } from './payment-plan.js';

const next = (
  kind: 'day_of_month' | 'days_before_due',
  days: number,
  rest: { today?: string; dueOn?: string | null; lastOn?: string | null } = {},
) => nextPlannedOn({ timing: { kind, days }, today: '2026-11-03', dueOn: '2026-11-20', lastOn: null, ...rest });

describe('the day of the next planned payment', () => {
  it('is this month’s day while it is to come, today included, and next month’s after it', () => {
    expect(next('day_of_month', 15)).toBe('2026-11-15');
    expect(next('day_of_month', 3)).toBe('2026-11-03');
    expect(next('day_of_month', 2)).toBe('2026-12-02');
    expect(next('day_of_month', 28, { today: '2026-12-29' })).toBe('2027-01-28');
  });

  it('is once a month, whatever day the last one was moved to', () => {
    expect(next('day_of_month', 15, { lastOn: '2026-11-01' })).toBe('2026-12-15');
    expect(next('day_of_month', 15, { lastOn: '2026-10-31' })).toBe('2026-11-15');
  });

  it('is so many days before the day to pay by, and at once where that has passed', () => {
    expect(next('days_before_due', 3)).toBe('2026-11-17');
    expect(next('days_before_due', 14, { today: '2026-11-10' })).toBe('2026-11-10');
    expect(next('days_before_due', 1, { today: '2026-11-20' })).toBe('2026-11-20');
  });

  it('is once a bill, and none without one or past its day', () => {
    expect(next('days_before_due', 3, { today: '2026-11-18', lastOn: '2026-11-17' })).toBeNull();
    expect(next('days_before_due', 3, { lastOn: '2026-10-17' })).toBe('2026-11-17');
    expect(next('days_before_due', 3, { dueOn: null })).toBeNull();
    expect(next('days_before_due', 3, { today: '2026-11-21' })).toBeNull();
  });

  it('takes days that every month and every bill has', () => {
    for (const [kind, most] of [
      ['day_of_month', 28],
      ['days_before_due', 14],
    ] as const) {
      expect([0, 1, most, most + 1, 1.5].map((days) => isPlanTiming({ kind, days }))).toEqual([
        false,
        true,
        true,
        false,
        false,
      ]);
    }
  });
});
