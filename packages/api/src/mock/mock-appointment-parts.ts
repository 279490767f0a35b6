import type { Appointment, Supplier } from '../schemas/index.js';

/** Others have booked here and there, and the same whenever it is looked at. */
export function takenByOthers(startsAt: string, capacity: number): number {
  const half = Math.floor(Date.parse(startsAt) / 1_800_000);
  return (half * 7 + Math.floor(half / 48) * 3) % (capacity + 2);
}

/** An appointment for a calendar. */
export function appointmentFile({ id, startsAt, endsAt, reception }: Appointment, { languages }: Supplier): string {
  const told = (text: Readonly<Record<string, string>>) => text[languages[0] ?? 'uk'] ?? '';
  const moment = (text: string) => text.replace(/[-:]|\.\d+/g, '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kabinet//Sample//UK',
    'BEGIN:VEVENT',
    `UID:${id}@sample`,
    `DTSTAMP:${moment(startsAt)}`,
    `DTSTART:${moment(startsAt)}`,
    `DTEND:${moment(endsAt)}`,
    `SUMMARY:${told(reception.name)}`,
    `LOCATION:${told(reception.address).replaceAll(',', '\\,')}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
