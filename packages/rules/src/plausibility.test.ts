import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, monthOf } from './calendar.js';
import { ordinaryUse, type PlausibilityThresholds } from './plausibility.js';
import { type ReadingInHistory, RECENT_PERIODS, recentUseOf, type UsePeriod } from './recent-use.js';

const seasonal: PlausibilityThresholds = { timesUsual: '3', neverBelow: '2.5', seasonal: true };
const even: PlausibilityThresholds = { timesUsual: '3', neverBelow: '0.5', seasonal: false };

/** Months that end on the 1st of `upTo`, newest first, with the use that each calendar month (1 to 12) has. */
function months(upTo: string, count: number, useIn: (month: number) => number): UsePeriod[] {
  return Array.from({ length: count }, (_, index) => {
    const month = addMonths(upTo, -1 - index);
    const consumption = String(useIn(Number(month.slice(5))));
    return {
      from: `${month}-01`,
      to: `${addMonths(month, 1)}-01`,
      quality: 'actual',
      use: [{ registerId: 'total', consumption }],
    };
  });
}

/** Gas with heating: 300 m³ in winter months, 100 in April and October, 10 in summer. */
const heated = (month: number) => (month >= 11 || month <= 3 ? 300 : month === 4 || month === 10 ? 100 : 10);

function judge(
  recentUse: readonly UsePeriod[],
  { from, to, thresholds = seasonal }: { from: string; to: string; thresholds?: PlausibilityThresholds },
) {
  return ordinaryUse({
    registerId: 'total',
    recentUse,
    thresholds,
    multiplier: '1',
    previousReadOn: from,
    readOn: to,
  });
}

describe('what is ordinary for a customer', () => {
  it('is a winter use in winter, and not in summer', () => {
    const january = judge(months('2026-01', 24, heated), { from: '2026-01-01', to: '2026-02-01' });
    expect(january.limit).toBeGreaterThan(3 * 300 * 0.95);
    const july = judge(months('2026-07', 24, heated), { from: '2026-07-01', to: '2026-08-01' });
    expect(july.limit).toBeLessThan(100);
    expect(july.limit).toBeGreaterThan(30);
  });

  it('lets the heating begin when it begins, after a summer of next to nothing', () => {
    const october = judge(months('2026-10', 24, heated), { from: '2026-10-01', to: '2026-11-01' });
    expect(october.limit).toBeGreaterThan(400);
  });

  it('says nothing in the first year, nor on a meter that was just put in', () => {
    expect(judge(months('2026-10', 5, heated), { from: '2026-10-01', to: '2026-11-01' }).limit).toBeNull();
    expect(judge([], { from: '2026-10-01', to: '2026-11-01' })).toEqual({ limit: null, expected: null, guessed: 0 });
  });

  it('says nothing without thresholds or without an earlier reading', () => {
    const history = { registerId: 'total', recentUse: months('2026-10', 24, heated), multiplier: '1' };
    const nothing = { limit: null, expected: null, guessed: 0 };
    const on = { previousReadOn: '2026-10-01', readOn: '2026-11-01' };
    expect(ordinaryUse({ ...history, ...on, thresholds: null })).toEqual(nothing);
    expect(ordinaryUse({ ...history, ...on, thresholds: seasonal, previousReadOn: null })).toEqual(nothing);
  });

  it('lets people come back: after empty months what anybody uses is ordinary', () => {
    const away = months('2026-09', 24, () => 0);
    expect(judge(away, { from: '2026-09-01', to: '2026-10-01', thresholds: even }).limit).toBeCloseTo(0.5 * 30, 6);
    const summerAway = months('2026-09', 24, (month) => (month >= 6 && month <= 8 ? 0 : 8));
    const back = judge(summerAway, { from: '2026-09-01', to: '2026-10-01', thresholds: even });
    expect(back.limit).toBeGreaterThanOrEqual(3 * 8 * 0.95);
  });

  it('takes a gap of a year month by month: a winter and a summer, not twelve winters', () => {
    const yearAgo = months('2025-10', 24, heated);
    const { limit, expected } = judge(yearAgo, { from: '2025-10-01', to: '2026-10-01' });
    const used = 5 * 300 + 2 * 100 + 5 * 10;
    expect(limit).toBeGreaterThan(2 * used);
    expect(limit).toBeLessThan(3 * 300 * 12.2);
    expect(expected).toBeGreaterThan(used * 0.7);
    expect(expected).toBeLessThan(used * 1.5);
  });

  it('does not take an average over a whole year for what is used in summer or in winter', () => {
    const once: UsePeriod[] = [
      {
        from: '2024-09-30',
        to: '2025-10-01',
        quality: 'actual',
        use: [{ registerId: 'total', consumption: '1750' }],
      },
    ];
    expect(judge(once, { from: '2025-10-01', to: '2026-02-01' }).limit).toBeNull();
  });

  it('counts from the last actual reading, and takes off what estimates guessed', () => {
    const history = months('2026-09', 24, () => 30);
    const estimate: UsePeriod = {
      from: '2026-09-01',
      to: '2026-10-01',
      quality: 'estimated',
      use: [{ registerId: 'total', consumption: '55' }],
    };
    const [actual, estimated] = [history, [estimate, ...history]].map((each) =>
      judge(each, { from: each === history ? '2026-09-01' : '2026-10-01', to: '2026-11-01' }),
    );
    expect(estimated?.limit).toBeCloseTo((actual?.limit ?? 0) - 55, 6);
    expect(estimated?.guessed).toBe(55);
    // An estimate is nobody's use: twenty-four high ones make no habit.
    const onlyGuesses = months('2026-10', 24, () => 900).map((each) => ({ ...each, quality: 'estimated' as const }));
    expect(judge(onlyGuesses, { from: '2026-10-01', to: '2026-11-01' }).expected).toBeNull();
  });

  it('grows with a current transformer where it speaks of anybody', () => {
    const recentUse = months('2026-10', 24, () => 0);
    const through = ordinaryUse({
      registerId: 'total',
      recentUse,
      thresholds: seasonal,
      multiplier: '40',
      previousReadOn: '2026-10-01',
      readOn: '2026-10-31',
    });
    expect(through.limit).toBe(2.5 * 40 * 30);
  });

  it('never shrinks when the days or the history’s use grow, and repeats itself exactly', () => {
    const period = fc.record({ days: fc.integer({ min: 1, max: 400 }), use: fc.integer({ min: 0, max: 2000 }) });
    fc.assert(
      fc.property(fc.array(period, { maxLength: 24 }), fc.integer({ min: 0, max: 500 }), (periods, gap) => {
        let to = '2026-10-01';
        const historyOf = (more: number): UsePeriod[] => {
          to = '2026-10-01';
          return periods.map(({ days, use }) => {
            const from = addDays(to, -days);
            const consumption = String(use + more);
            const made = { from, to, quality: 'actual' as const, use: [{ registerId: 'total', consumption }] };
            to = from;
            return made;
          });
        };
        const limit = (more: number, longer: number, thresholds: PlausibilityThresholds) =>
          judge(historyOf(more), { from: '2026-10-01', to: addDays('2026-10-01', gap + longer), thresholds }).limit;
        for (const thresholds of [seasonal, even]) {
          const now = limit(0, 0, thresholds);
          expect(limit(0, 0, thresholds)).toBe(now);
          const [more, longer] = [limit(100, 0, thresholds), limit(0, 1, even)];
          if (now !== null && more !== null) expect(more).toBeGreaterThanOrEqual(now);
          const evenNow = limit(0, 0, even);
          if (evenNow !== null && longer !== null) expect(longer).toBeGreaterThanOrEqual(evenNow);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the recent use', () => {
  const reading = (month: string, value: string, more: Partial<ReadingInHistory> & { told?: string } = {}) => {
    const { told = null, ...rest } = more;
    return {
      readAt: `${month}-01T22:30:00Z`,
      quality: 'actual' as const,
      values: [{ registerId: 'total', value, consumption: told }],
      ...rest,
    };
  };
  const registers = [{ id: 'total', integerDigits: 5, decimalDigits: 3 }];
  const usesOf = (readings: readonly ReadingInHistory[], multiplier = '1') =>
    recentUseOf({ registers, readings, multiplier, timeZone: 'Europe/Kyiv' }).map(({ from, to, quality, use }) => [
      from,
      to,
      quality,
      use[0]?.consumption,
    ]);

  it('is between the days of the supplier, times the multiplier', () => {
    expect(usesOf([reading('2026-10', '112.5'), reading('2026-09', '110'), reading('2026-08', '110')], '40')).toEqual([
      ['2026-09-02', '2026-10-02', 'actual', '100'],
      ['2026-08-02', '2026-09-02', 'actual', '0'],
    ]);
    expect(usesOf([reading('2026-10', '5')])).toEqual([]);
    expect(usesOf([])).toEqual([]);
  });

  it('knows past zero what was told then, and nothing where nothing was', () => {
    const before = reading('2026-09', '99990');
    expect(usesOf([reading('2026-10', '15', { told: '25.000' }), before])[0]?.[3]).toBe('25');
    expect(usesOf([reading('2026-10', '15'), before])[0]?.[3]).toBeNull();
    // What was told was counted from the estimate between them, which is passed over.
    const estimate = reading('2026-09', '5', { quality: 'estimated' });
    const told = reading('2026-10', '15', { told: '10' });
    expect(usesOf([told, estimate, reading('2026-08', '99990')])).toEqual([
      ['2026-08-02', '2026-10-02', 'actual', null],
    ]);
  });

  it('knows nothing of a use up to a number longer than the dial: one slip must not make every number ordinary', () => {
    const slip = reading('2026-09', '123456', { told: '123336' });
    expect(usesOf([reading('2026-10', '165'), slip, reading('2026-08', '120')]).map((each) => each[3])).toEqual([
      null,
      null,
    ]);
    expect(usesOf([reading('2026-10', '0165.0'), reading('2026-09', '0000120')])[0]?.[3]).toBe('45');
  });

  it('passes over estimates between actual readings, and keeps those since the last one', () => {
    const readings = [
      reading('2026-10', '175', { quality: 'estimated' }),
      reading('2026-09', '150'),
      reading('2026-08', '190', { quality: 'estimated' }),
      reading('2026-07', '100'),
    ];
    expect(usesOf(readings)).toEqual([
      ['2026-09-02', '2026-10-02', 'estimated', '25'],
      ['2026-07-02', '2026-09-02', 'actual', '50'],
    ]);
  });

  it('is of two years at most', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      reading(addMonths(monthOf('2026-10-01'), -index), String(1000 - index)),
    );
    expect(usesOf(many)).toHaveLength(RECENT_PERIODS);
  });
});
