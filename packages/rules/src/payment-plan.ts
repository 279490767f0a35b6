import { addDays, addMonths, type CalendarDate, type CalendarMonth, dayOfMonth, monthOf } from './calendar.js';

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

/** The newest bill of an account: known by its month, for its day to pay by may be moved. */
export interface PlannedBill {
  readonly month: CalendarMonth;
  readonly dueOn: CalendarDate;
}

/** A payment that a plan makes. */
export interface PlannedRun {
  /** Today at the earliest. */
  readonly on: CalendarDate;
  /** The month of the payment, or of the bill: the plan pays once for it. */
  readonly runFor: CalendarMonth;
}

/**
 * The next payment of a plan; null where nothing is due. By the day of a month it is once a month; before the day to pay by it is once a
 * bill, and at once where that day has come so near already. What fell on a day when nobody was there to pay it, because a server was down or
 * a bill came late, is paid as soon as may be; what fell before the plan began to count is not the plan's.
 */
export function nextPlannedRun({
  timing,
  today,
  since,
  bill,
  lastOn,
  paidOtherwiseOn = null,
  isDone,
}: {
  readonly timing: PlanTiming;
  readonly today: CalendarDate;
  /** The day the plan was made, changed or resumed. */
  readonly since: CalendarDate;
  /** Null when nothing is due. */
  readonly bill: PlannedBill | null;
  /** The day of the plan's last payment; null before the first. */
  readonly lastOn: CalendarDate | null;
  /** The day on which a set sum was last paid by another timing than this one; null where it never was. */
  readonly paidOtherwiseOn?: CalendarDate | null;
  /** Whether the plan has run by this timing for the month. */
  readonly isDone: (runFor: CalendarMonth) => boolean;
}): PlannedRun | null {
  const notBefore = (day: CalendarDate) => (day > today ? day : today);
  if (timing.kind === 'days_before_due') {
    if (bill === null || bill.dueOn < since || isDone(bill.month)) return null;
    const day = addDays(bill.dueOn, -timing.days);
    // A plan that paid by a day this month, or when the bill was there already, and was changed since, has paid it.
    const sameBillSince = addDays(bill.dueOn, -MOST_PLAN_DAYS.days_before_due);
    const isPaid =
      paidOtherwiseOn !== null && (monthOf(paidOtherwiseOn) === monthOf(day) || paidOtherwiseOn >= sameBillSince);
    return isPaid ? null : { on: notBefore(day), runFor: bill.month };
  }
  const thisMonth = monthOf(today);
  const day = dayOfMonth(thisMonth, timing.days);
  // A plan that paid by a bill this month, and was changed to a day of the month since, has paid this month.
  const isPaid = isDone(thisMonth) || (lastOn !== null && monthOf(lastOn) === thisMonth);
  if (!isPaid && day >= since) return { on: notBefore(day), runFor: thisMonth };
  const nextMonth = addMonths(thisMonth, 1);
  return { on: dayOfMonth(nextMonth, timing.days), runFor: nextMonth };
}

/** The day of the next planned payment, as it is seen by who knows no more of the plan than when it paid last. */
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
  /** The day of the last one; null before the first. */
  readonly lastOn: CalendarDate | null;
}): CalendarDate | null {
  const bill = dueOn === null ? null : { month: monthOf(dueOn), dueOn };
  const isDone = () =>
    timing.kind === 'days_before_due' && dueOn !== null && lastOn !== null && lastOn >= addDays(dueOn, -timing.days);
  return nextPlannedRun({ timing, today, since: today, bill, lastOn, isDone })?.on ?? null;
}

/** What a plan pays when its day has come. */
export type PlannedSum =
  | { readonly kind: 'pay'; readonly amount: bigint }
  | { readonly kind: 'nothing_due' }
  /** More is due than the plan may pay, or than can be paid at once: nothing is, and the customer is asked. */
  | { readonly kind: 'over_limit'; readonly amount: bigint };

/** The sum of a planned payment, in minor units: the plan's own, or all that is owed and not on its way yet. */
export function plannedSum({
  amount,
  atMost,
  owed,
  onTheWay,
  limits,
}: {
  /** Null for all that is owed. */
  readonly amount: bigint | null;
  readonly atMost: bigint | null;
  readonly owed: bigint;
  readonly onTheWay: bigint;
  /** Of one payment, as the supplier has them. */
  readonly limits: { readonly atLeast: bigint; readonly atMost: bigint };
}): PlannedSum {
  const sum = amount ?? owed - onTheWay;
  if (sum <= 0n || sum < limits.atLeast) return { kind: 'nothing_due' };
  if (sum > limits.atMost || (atMost !== null && sum > atMost)) return { kind: 'over_limit', amount: sum };
  return { kind: 'pay', amount: sum };
}
