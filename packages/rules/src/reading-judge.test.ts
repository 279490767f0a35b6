import { describe, expect, it } from 'vitest';
import { judgeReading, type ReadingToJudge } from './reading-judge.js';

// What page, mock and server judge alike is in packages/server/src/domain/one-judgement.test.ts; here is what only corrections meet.

/** Of October's window with ten days of grace, which run into November's. */
const handedInLate: ReadingToJudge = {
  meter: {
    registers: [{ id: 'total', integerDigits: 5, decimalDigits: 0 }],
    multiplier: '1',
    maxDailyUse: null,
    plausibility: null,
    removedOn: null,
  },
  isAccountOpen: true,
  values: new Map([['total', '1250']]),
  earlier: [],
  later: null,
  rule: { opensOnDay: 25, closesOnDay: 20, graceDays: 10, countsFor: 'opening_month', lateReadings: 'refuse' },
  timeZone: 'Europe/Kyiv',
  readAt: new Date('2026-11-22T10:00:00Z'),
  now: new Date('2026-11-22T10:00:00Z'),
  isConfirmed: false,
  correctedMonth: null,
};

describe('a correction', () => {
  it('counts for the month of what it corrects, though the next window has opened', () => {
    const correctedLater = { ...handedInLate, now: new Date('2026-11-26T10:00:00Z') };
    expect(judgeReading(handedInLate).countsFor).toBe('2026-10');
    expect(judgeReading(correctedLater).countsFor).toBe('2026-11');
    expect(judgeReading({ ...correctedLater, correctedMonth: '2026-10' }).countsFor).toBe('2026-10');
  });

  it('is not refused for a window that is closed by now', () => {
    const rule = { ...handedInLate.rule, closesOnDay: 26, graceDays: 0 };
    const closed = { ...handedInLate, rule };
    expect(judgeReading(closed)).toMatchObject({ outcome: 'rejected', opensOn: '2026-11-25' });
    expect(judgeReading({ ...closed, correctedMonth: '2026-10' })).toMatchObject({
      outcome: 'accepted',
      opensOn: null,
    });
  });
});
