import { createHash } from 'node:crypto';
import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import type { CalendarDate } from '@kabinet/rules';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { type PageLanguage, textIn } from '../words/languages.js';
import { type CalendarEvent, dayAfter, type TimedEvent, type WholeDays } from './events.js';

/** How often calendar programs are asked to look again. */
const REFRESH_SECONDS = 6 * 3600;
const ALARM_HOUR = 10;

/**
 * The events as RFC 5545: whole days without a time, and moments in UTC. Both are right in any zone, on days of 23 and 25 hours too, wherever
 * server and reader are. (The library would take a named zone for the server's own, so the zone is only told.)
 */
export function icalendarOf({
  supplier,
  language,
  events,
  today,
  host,
}: {
  supplier: KnownSupplier;
  language: PageLanguage;
  events: readonly CalendarEvent[];
  today: CalendarDate;
  /** Of the service: what makes the events' names unlike those of other calendars. */
  host: string;
}): string {
  const calendar = ical({
    name: textIn(supplier.profile.name, language, supplier.profile),
    prodId: { company: 'Kabinet', product: 'Calendar', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const event of events) {
    const made = calendar.createEvent({
      id: `${uidOf(supplier.id, event)}@${host}`,
      // The day's and not the moment's: the same calendar is the same file all day.
      stamp: startOf(today),
      summary: event.title,
      ...('firstDay' in event ? wholeDays(event) : timed(event)),
    });
    const trigger = alarmSeconds(event);
    if (trigger !== null) made.createAlarm({ type: ICalAlarmType.display, trigger, description: event.title });
  }
  return withTimeZone(calendar.toString(), supplier.profile.timeZone);
}

/** Names the zone among the calendar's own lines: behind the events, where the library writes what it does not know, programs do not look. */
function withTimeZone(text: string, timeZone: string): string {
  return text.replace(/^(?=BEGIN:VEVENT|END:VCALENDAR)/m, () => `X-WR-TIMEZONE:${timeZone}\r\n`);
}

function wholeDays(event: WholeDays) {
  return { start: startOf(event.firstDay), end: startOf(dayAfter(event)), allDay: true };
}

function timed({ startsAt, endsAt, place, text, sequence }: TimedEvent) {
  return { start: new Date(startsAt), end: new Date(endsAt), location: place, description: text, sequence };
}

/** How long before it begins the calendar program reminds; null for not at all. */
function alarmSeconds(event: CalendarEvent): number | null {
  if ('startsAt' in event) return event.alarmHoursBefore * 3600;
  return event.alarmDaysBefore === null ? null : event.alarmDaysBefore * 86_400 - ALARM_HOUR * 3600;
}

/** Says nothing of the account to who has the file. */
function uidOf(supplierId: string, { key }: CalendarEvent): string {
  return createHash('sha256').update(`${supplierId} ${key}`).digest('hex').slice(0, 32);
}

function startOf(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00Z`);
}
