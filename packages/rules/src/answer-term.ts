import { addDays, type CalendarDate, type Holiday, isHoliday, weekdayOf } from './calendar.js';

/** Whether people work on the day: no Saturday, no Sunday, no holiday. */
export function isWorkingDay(day: CalendarDate, holidays: readonly Holiday[]): boolean {
  return weekdayOf(day) < 6 && !isHoliday(day, holidays);
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
