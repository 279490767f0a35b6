import { addDays, addMonths, type CalendarDate, dayOfMonth, monthOf } from './calendar.js';

/** When a planned payment is made: on a day of each month, or so many days before the day to pay by. */
export interface PlanTiming {
  readonly kind: 'day_of_month' | 'days_before_due';
  readonly days: number;
}

/** The most days a timing may have: every month has a 28th, and a bill is there a fortnight before the day to pay by. */
export const MOST_PLAN_DAYS: Readonly<Record<PlanTiming['kind'], number>> = { day_of_month: 28, days_before_due: 14 };

/** Whether the timing is one that a plan may have. */
export function isPlanTiming({ kind, days }: PlanTiming): boolean {
  return Number.isInteger(days) && days >= 1 && days <= MOST_PLAN_DAYS[kind];
}

/**
 * The day of the next planned payment, today at the earliest; null where nothing is due. By the day of a month it is once a month; before
 * the day to pay by it is once a bill, and at once where that day has come so near already.
 *
 * @param lastOn The day of the last one; null before the first.
 */
export function nextPlannedOn({
  timing,
  today,
  dueOn,
  lastOn,
}: {
  readonly timing: PlanTiming;
  readonly today: CalendarDate;
  /** The day to pay by; null when nothing is due. */
  readonly dueOn: CalendarDate | null;
  readonly lastOn: CalendarDate | null;
}): CalendarDate | null {
  if (timing.kind === 'day_of_month') {
    const thisMonth = monthOf(today);
    const day = dayOfMonth(thisMonth, timing.days);
    const isDone = lastOn !== null && monthOf(lastOn) === thisMonth;
    return day >= today && !isDone ? day : dayOfMonth(addMonths(thisMonth, 1), timing.days);
  }
  if (dueOn === null || dueOn < today) return null;
  const day = addDays(dueOn, -timing.days);
  if (lastOn !== null && lastOn >= day) return null;
  return day > today ? day : today;
}
