import { type CalendarDate, isCalendarDate } from '@kabinet/rules';

/** A day as a date field sends it (2026-12-31) or as people write it (31.12.2026); null for anything else. */
export function readDay(text: string): CalendarDate | null {
  const written = /^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$/.exec(text.trim());
  const [year, month, day] = written
    ? [written[3], written[2], written[1]]
    : (/^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim())?.slice(1) ?? []);
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}
