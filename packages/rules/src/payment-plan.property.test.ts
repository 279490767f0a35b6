import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, type CalendarDate, daysBetween, monthOf } from './calendar.js';
import { MOST_PLAN_DAYS, nextPlannedRun, type PlannedBill, plannedSum, type PlanTiming } from './payment-plan.js';

const timings: fc.Arbitrary<PlanTiming> = fc
  .constantFrom('day_of_month' as const, 'days_before_due' as const)
  .chain((kind) => fc.record({ kind: fc.constant(kind), days: fc.integer({ min: 1, max: MOST_PLAN_DAYS[kind] }) }));
const firstDay: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: 0, max: 1500 })
  .map((days) => addDays('2026-01-01', days));

/** A bill a month: it is there from some day on, and its day to pay by may be moved once it is. */
interface Month {
  readonly arrives: number;
  readonly due: number;
  readonly moved: number;
  readonly movedOn: number;
}
const months = fc.array(
  fc.record({
    arrives: fc.integer({ min: 0, max: 12 }),
    due: fc.integer({ min: 13, max: 27 }),
    moved: fc.integer({ min: -3, max: 9 }),
    movedOn: fc.integer({ min: 0, max: 27 }),
  }),
  { minLength: 3, maxLength: 6 },
);

/** The newest bill on a day: for the month before, booked in this one. */
function billOn(today: CalendarDate, first: CalendarDate, each: readonly Month[]): PlannedBill | null {
  for (let index = each.length - 1; index >= 0; index -= 1) {
    const starts = `${addMonths(monthOf(first), index)}-01`;
    const month = each[index];
    if (!month || today < addDays(starts, month.arrives)) continue;
    const due = month.due + (today >= addDays(starts, month.movedOn) ? month.moved : 0);
    return { month: addMonths(monthOf(first), index - 1), dueOn: addDays(starts, due) };
  }
  return null;
}

/** Lives through the days, and pays whenever the rule says so on a day when the server is there. */
function live(timing: PlanTiming, first: CalendarDate, each: readonly Month[], isDown: (day: number) => boolean) {
  const runs: { on: CalendarDate; runFor: string; bill: PlannedBill | null }[] = [];
  const days = daysBetween(first, `${addMonths(monthOf(first), each.length)}-01`);
  for (let day = 0; day < days; day += 1) {
    if (isDown(day)) continue;
    const today = addDays(first, day);
    const bill = billOn(today, first, each);
    const next = nextPlannedRun({
      timing,
      today,
      since: first,
      bill,
      lastOn: runs.at(-1)?.on ?? null,
      isDone: (runFor) => runs.some((run) => run.runFor === runFor),
    });
    expect(next === null || next.on >= today, 'never before today').toBe(true);
    if (next?.on === today) runs.push({ ...next, bill });
  }
  return runs;
}

describe('planned payments over months', () => {
  it('pay once a month or once a bill, whatever is moved and whenever the server was down', () => {
    fc.assert(
      fc.property(
        timings,
        firstDay,
        months,
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        (timing, first, each, downs) => {
          const down = Array.from({ length: 250 }, () => downs.next().value === 0);
          const runs = live(timing, first, each, (day) => down[day] ?? false);
          expect(new Set(runs.map(({ runFor }) => runFor)).size).toBe(runs.length);
          if (timing.kind === 'day_of_month') expect(new Set(runs.map(({ on }) => monthOf(on))).size).toBe(runs.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are never early, and on their day where the server was there and the bill in time', () => {
    fc.assert(
      fc.property(timings, firstDay, months, (timing, first, each) => {
        for (const { on, bill } of live(timing, first, each, () => false)) {
          if (timing.kind === 'day_of_month') expect(Number(on.slice(8))).toBe(timing.days);
          else expect(on >= addDays(bill?.dueOn ?? '', -timing.days)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('miss no month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 28 }), firstDay, months, (days, first, each) => {
        const runs = live({ kind: 'day_of_month', days }, first, each, () => false);
        const begins = Number(first.slice(8)) <= days ? 0 : 1;
        expect(runs.map(({ runFor }) => runFor)).toEqual(
          each.slice(begins).map((_, index) => addMonths(monthOf(first), index + begins)),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('the day of a planned payment', () => {
  const next = (options: Partial<Parameters<typeof nextPlannedRun>[0]>) =>
    nextPlannedRun({
      timing: { kind: 'days_before_due', days: 3 },
      today: '2026-11-18',
      since: '2026-11-01',
      bill: { month: '2026-10', dueOn: '2026-11-20' },
      lastOn: null,
      isDone: () => false,
      ...options,
    });

  it('is made up for when nobody was there on it, and even past the day to pay by', () => {
    expect(next({})).toEqual({ on: '2026-11-18', runFor: '2026-10' });
    expect(next({ today: '2026-11-23' })).toEqual({ on: '2026-11-23', runFor: '2026-10' });
    const byMonth = { timing: { kind: 'day_of_month', days: 10 } as const };
    expect(next(byMonth)).toEqual({ on: '2026-11-18', runFor: '2026-11' });
  });

  it('is not what fell before the plan was made, changed or resumed', () => {
    expect(next({ since: '2026-11-21', today: '2026-11-21' })).toBeNull();
    expect(next({ timing: { kind: 'day_of_month', days: 10 }, since: '2026-11-11' })).toEqual({
      on: '2026-12-10',
      runFor: '2026-12',
    });
  });

  it('is not twice in a month for a plan that changed from bills to a day', () => {
    const changed = { timing: { kind: 'day_of_month', days: 25 } as const, since: '2026-11-18' };
    expect(next({ ...changed, lastOn: '2026-11-17' })?.on).toBe('2026-12-25');
    expect(next({ ...changed, lastOn: '2026-10-17' })?.on).toBe('2026-11-25');
  });

  it('is not once more for the same bill for a plan that changed from a day to bills', () => {
    for (const paidOtherwiseOn of ['2026-11-02', '2026-11-15', '2026-11-21'])
      expect(next({ paidOtherwiseOn })).toBeNull();
    expect(next({ paidOtherwiseOn: '2026-10-28' })?.on).toBe('2026-11-18');
    const acrossMonths = { bill: { month: '2026-11', dueOn: '2026-12-05' }, today: '2026-11-29' };
    expect(next({ ...acrossMonths, paidOtherwiseOn: '2026-11-28' })).toBeNull();
    expect(next({ ...acrossMonths, paidOtherwiseOn: '2026-11-05' })?.on).toBe('2026-12-02');
  });
});

describe('the sum of a planned payment', () => {
  const sum = (options: Partial<Parameters<typeof plannedSum>[0]>) =>
    plannedSum({
      amount: null,
      atMost: null,
      owed: 35_820n,
      onTheWay: 0n,
      limits: { atLeast: 100n, atMost: 2_999_900n },
      ...options,
    });

  it('is all that is owed and not on its way, or the plan’s own', () => {
    expect(sum({})).toEqual({ kind: 'pay', amount: 35_820n });
    expect(sum({ onTheWay: 5000n })).toEqual({ kind: 'pay', amount: 30_820n });
    expect(sum({ amount: 20_000n, owed: 0n })).toEqual({ kind: 'pay', amount: 20_000n });
  });

  it('is nothing where all is paid, on its way, or too little to be paid', () => {
    for (const owed of [0n, -1200n, 5000n, 5099n]) {
      expect(sum({ owed, onTheWay: 5000n })).toEqual({ kind: 'nothing_due' });
    }
  });

  it('is never more than the plan may, nor than can be paid at once', () => {
    expect(sum({ atMost: 35_819n })).toEqual({ kind: 'over_limit', amount: 35_820n });
    expect(sum({ atMost: 35_820n })).toEqual({ kind: 'pay', amount: 35_820n });
    expect(sum({ owed: 2_999_901n })).toEqual({ kind: 'over_limit', amount: 2_999_901n });
    fc.assert(
      fc.property(
        fc.bigInt(-500_000n, 500_000n),
        fc.bigInt(0n, 500_000n),
        fc.bigInt(1n, 500_000n),
        (owed, onTheWay, atMost) => {
          const planned = sum({ owed, onTheWay, atMost });
          if (planned.kind === 'pay') expect(planned.amount <= atMost && planned.amount === owed - onTheWay).toBe(true);
        },
      ),
    );
  });
});
