/**
 * Calendar days without a time of day, as `"2026-11-05"`. A supplier's windows and due days are counted in days of the supplier's
 * own time zone, so everything here works on days, and instants are turned into days once, with the zone named.
 */
export type CalendarDate = string;

/** A month of the calendar, as `"2026-11"`. */
export type CalendarMonth = string;

const DAY_MS = 86_400_000;

function utc(date: CalendarDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

function fromUtc(date: Date): CalendarDate {
  return date.toISOString().slice(0, 10);
}

/** One formatter a zone: making one costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

/** Which day it is in the zone at this instant. `timeZone` is an IANA name, such as `Europe/Kyiv`. */
export function dateInTimeZone(instant: Date | string, timeZone: string): CalendarDate {
  const parts = formatterFor(timeZone).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** The last instant (to the second) of the day in the zone: what "until 5 November" means. Correct on days of 23 and 25 hours. */
export function endOfDayInTimeZone(date: CalendarDate, timeZone: string): Date {
  const nextDay = addDays(date, 1);
  // No zone is more than 14 hours from UTC: search the first instant of the next day by halving.
  let before = utc(nextDay).getTime() - 15 * 3_600_000;
  let after = utc(nextDay).getTime() + 15 * 3_600_000;
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (dateInTimeZone(new Date(middle), timeZone) >= nextDay) after = middle;
    else before = middle;
  }
  return new Date(after - 1000);
}

/** Whether the text is a day that there is, written as we write days. There is no 31 February and no year 0. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const day = utc(text);
  return !Number.isNaN(day.getTime()) && fromUtc(day) === text;
}

/** Whether the text is the name of a time zone that is known here, such as `Europe/Kyiv`. No offset: older browsers know none as a zone. */
export function isTimeZone(text: string): boolean {
  try {
    return /^[a-z]/i.test(text) && !!formatterFor(text);
  } catch {
    return false;
  }
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromUtc(new Date(utc(date).getTime() + days * DAY_MS));
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / DAY_MS);
}

/** The day of the week, 1 Monday to 7 Sunday. */
export function weekdayOf(day: CalendarDate): number {
  return utc(day).getUTCDay() || 7;
}

/** A day on which nobody works: of one year (`2026-12-25`), or of every year (`12-25`). */
export type Holiday = string;

/** Whether the day is one of the holidays. */
export function isHoliday(day: CalendarDate, holidays: readonly Holiday[]): boolean {
  return holidays.includes(day) || holidays.includes(day.slice(5));
}

export function monthOf(date: CalendarDate): CalendarMonth {
  return date.slice(0, 7);
}

export function addMonths(month: CalendarMonth, months: number): CalendarMonth {
  const date = utc(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return fromUtc(date).slice(0, 7);
}

export function daysInMonth(month: CalendarMonth): number {
  return daysBetween(`${month}-01`, `${addMonths(month, 1)}-01`);
}

/**
 * The day of a month that a rule names: 5 is the 5th, -1 the last day, -2 the last but one. A day the month does not have
 * is its last (or first) day.
 */
export function dayOfMonth(month: CalendarMonth, day: number): CalendarDate {
  const length = daysInMonth(month);
  const number = day < 0 ? length + 1 + day : day;
  return `${month}-${String(Math.min(Math.max(number, 1), length)).padStart(2, '0')}`;
}
