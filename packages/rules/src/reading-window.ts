import {
  addDays,
  addMonths,
  type CalendarDate,
  type CalendarMonth,
  dayOfMonth,
  daysBetween,
  endOfDayInTimeZone,
  monthOf,
} from './calendar.js';

/**
 * When a supplier takes readings each month. Real ones: gas from the 1st to the 5th (B4); cold water from the 10th to the 25th;
 * electricity on the last two days and the 1st and 2nd of the next month (D1).
 */
export interface ReadingWindowRule {
  /** The day of the month it opens: 1 is the 1st, -2 the last day but one. */
  readonly opensOnDay: number;
  /** The last day to send, counted like `opensOnDay`; earlier in the month than the opening day means in the next month. */
  readonly closesOnDay: number;
  /** Days after the closing day on which a reading still counts as on time. 0 for none. */
  readonly graceDays: number;
  /** The month a reading of this window is billed for: the month it opens in, or the one before (gas: sent on 1-5 November, used in October). */
  readonly countsFor: 'opening_month' | 'previous_month';
}

/** A supplier's rule for readings, with what becomes of those that come outside the window. */
export interface SupplierWindowRule extends ReadingWindowRule {
  /** `accept` takes a late reading for the next bill, `refuse` does not take it. */
  readonly lateReadings: 'accept' | 'refuse';
}

/** A supplier that names no window for a service takes its readings all month. */
const ALL_MONTH: SupplierWindowRule = {
  opensOnDay: 1,
  closesOnDay: -1,
  graceDays: 0,
  countsFor: 'opening_month',
  lateReadings: 'accept',
};

/** The rule for a service in a locality: a rule that names the locality goes before the service's general one. */
export function readingWindowRule({
  rules,
  serviceKind,
  locality,
}: {
  rules: readonly (SupplierWindowRule & { readonly serviceKind: string; readonly locality?: string | undefined })[];
  serviceKind: string;
  locality: string | null;
}): SupplierWindowRule {
  const ofService = rules.filter((each) => each.serviceKind === serviceKind);
  return (
    ofService.find((each) => each.locality !== undefined && each.locality === locality) ??
    ofService.find((each) => each.locality === undefined) ??
    ALL_MONTH
  );
}

export interface ReadingWindowState {
  readonly opensOn: CalendarDate;
  readonly closesOn: CalendarDate;
  readonly graceDays: number;
  /** Whether a reading sent today counts as on time, days of grace included. */
  readonly isOpen: boolean;
  /** Open: days from today to `closesOn` (0 on the last day and in the days of grace). Closed: days until `opensOn`. */
  readonly daysLeft: number;
  readonly countsFor: CalendarMonth;
}

/** Where the rule's day stands in a month of 31 days: the order of two days is then the same in every month, February too. */
function placeInLongMonth(day: number): number {
  return day < 0 ? 32 + day : day;
}

function windowOpeningIn(rule: ReadingWindowRule, month: CalendarMonth) {
  const opensOn = dayOfMonth(month, rule.opensOnDay);
  const crossesMonthEnd = placeInLongMonth(rule.closesOnDay) < placeInLongMonth(rule.opensOnDay);
  const closingDay = dayOfMonth(crossesMonthEnd ? addMonths(month, 1) : month, rule.closesOnDay);
  // In a short month the last days fall together: a window is never less than its opening day.
  const closesOn = closingDay < opensOn ? opensOn : closingDay;
  const countsFor = rule.countsFor === 'opening_month' ? month : addMonths(month, -1);
  return { opensOn, closesOn, graceEndsOn: addDays(closesOn, rule.graceDays), countsFor };
}

type OpeningWindow = ReturnType<typeof windowOpeningIn>;

/** A window as it stands on a day on which it is not open. */
function ahead(rule: ReadingWindowRule, { opensOn, closesOn, countsFor }: OpeningWindow, today: CalendarDate) {
  const { graceDays } = rule;
  return { opensOn, closesOn, graceDays, isOpen: false, daysLeft: daysBetween(today, opensOn), countsFor };
}

/** The window that is open on the day, else the next one to open. `today` is a day in the supplier's time zone. */
export function readingWindowOn(rule: ReadingWindowRule, today: CalendarDate): ReadingWindowState {
  const thisMonth = monthOf(today);
  // Newest first: where days of grace run into the next window, a reading counts for the next one.
  const started = [0, -1, -2]
    .map((offset) => windowOpeningIn(rule, addMonths(thisMonth, offset)))
    .find((each) => each.opensOn <= today);
  if (started && today <= started.graceEndsOn) {
    return {
      opensOn: started.opensOn,
      closesOn: started.closesOn,
      graceDays: rule.graceDays,
      isOpen: true,
      daysLeft: Math.max(0, daysBetween(today, started.closesOn)),
      countsFor: started.countsFor,
    };
  }
  const thisMonths = windowOpeningIn(rule, thisMonth);
  return ahead(rule, thisMonths.opensOn > today ? thisMonths : windowOpeningIn(rule, addMonths(thisMonth, 1)), today);
}

/** The window after the one of `readingWindowOn`: "missed it? the next one opens on …". Each month has one. */
export function nextReadingWindow(rule: ReadingWindowRule, today: CalendarDate): ReadingWindowState {
  const current = readingWindowOn(rule, today);
  return ahead(rule, windowOpeningIn(rule, addMonths(monthOf(current.opensOn), 1)), today);
}

/** The end of the window's last day, days of grace included: until then a reading of it may be handed in or corrected. */
export function readingWindowEnd(
  { closesOn, graceDays }: Pick<ReadingWindowState, 'closesOn' | 'graceDays'>,
  timeZone: string,
): Date {
  return endOfDayInTimeZone(addDays(closesOn, graceDays), timeZone);
}

/**
 * The months that a reading is billed for: from the month after the one its earlier reading counts for, up to its own. More than one
 * after months without a reading; its own alone where nothing was read before, or where that counts for the same month already.
 */
export function billedMonths({
  baselineMonth,
  countsFor,
}: {
  /** The month that the earlier reading counts for; null without one. */
  baselineMonth: CalendarMonth | null;
  countsFor: CalendarMonth;
}): CalendarMonth[] {
  const months = [countsFor];
  if (baselineMonth === null) return months;
  for (let month = addMonths(countsFor, -1); month > baselineMonth; month = addMonths(month, -1)) months.unshift(month);
  return months;
}
