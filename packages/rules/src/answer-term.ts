import { addDays, type CalendarDate, daysBetween } from './calendar.js';

/** A day on which nobody works: of one year (`2026-12-25`), or of every year (`12-25`). */
export type Holiday = string;

/** Whether the day is one of the holidays. */
export function isHoliday(day: CalendarDate, holidays: readonly Holiday[]): boolean {
  return holidays.includes(day) || holidays.includes(day.slice(5));
}

/** 0 is Sunday, 6 is Saturday. */
function weekdayOf(day: CalendarDate): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** Whether people work on the day: no Saturday, no Sunday, no holiday. */
export function isWorkingDay(day: CalendarDate, holidays: readonly Holiday[]): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !isHoliday(day, holidays);
}

/** From when and how an answer's term counts. */
export interface AnswerTermCount {
  readonly receivedOn: CalendarDate;
  readonly days: number;
  /** `working` passes over weekends and holidays. */
  readonly counts: 'calendar' | 'working';
  readonly holidays: readonly Holiday[];
}

/** Nobody has so many holidays in a row that no working day comes in them: whoever declares every day one is not waited for. */
const LONGEST_REST_DAYS = 60;

/** The last day for an answer. The day on which the appeal came is not counted; of calendar days all others are. */
export function answerDueOn({ receivedOn, days, counts, holidays }: AnswerTermCount): CalendarDate {
  if (counts === 'calendar') return addDays(receivedOn, days);
  let day = receivedOn;
  for (let left = days, rest = 0; left > 0 && rest < LONGEST_REST_DAYS;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, holidays)) {
      left -= 1;
      rest = 0;
    } else rest += 1;
  }
  return day;
}

/** Whole days from today until the day; negative when it has passed. */
export function daysUntil(day: CalendarDate, today: CalendarDate): number {
  return daysBetween(today, day);
}
