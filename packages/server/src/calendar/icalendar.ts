import { createHash } from 'node:crypto';
import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import type { CalendarDate } from '@kabinet/rules';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { type PageLanguage, textIn } from '../words/languages.js';
import { type CalendarEvent, dayAfter } from './events.js';

/** How often calendar programs are asked to look again. */
const REFRESH_SECONDS = 6 * 3600;
const ALARM_HOUR = 10;

/**
 * The events as RFC 5545. They are whole days without a time: right in any zone, on days of 23 and 25 hours too, wherever server and reader
 * are. (The library would take a named zone for the server's own, so the zone is only told.)
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
      start: startOf(event.firstDay),
      end: startOf(dayAfter(event)),
      allDay: true,
      summary: event.title,
    });
    if (event.alarmDaysBefore !== null) {
      made.createAlarm({
        type: ICalAlarmType.display,
        trigger: event.alarmDaysBefore * 86_400 - ALARM_HOUR * 3600,
        description: event.title,
      });
    }
  }
  return withTimeZone(calendar.toString(), supplier.profile.timeZone);
}

/** Names the zone among the calendar's own lines: behind the events, where the library writes what it does not know, programs do not look. */
function withTimeZone(text: string, timeZone: string): string {
  return text.replace(/^(?=BEGIN:VEVENT|END:VCALENDAR)/m, () => `X-WR-TIMEZONE:${timeZone}\r\n`);
}

/** Says nothing of the account to who has the file. */
function uidOf(supplierId: string, { key }: CalendarEvent): string {
  return createHash('sha256').update(`${supplierId} ${key}`).digest('hex').slice(0, 32);
}

function startOf(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00Z`);
}
