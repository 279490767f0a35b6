import { type AppointmentSlot, MAX_APPOINTMENT_PHONE, MAX_APPOINTMENT_TOPIC, type Reception } from '@kabinet/api';
import { type CalendarDate, dateInTimeZone, isMobileLike } from '@kabinet/rules';

type Hours = Reception['hours'];

/** The receptions of each company, in the order in which the companies come first; null for those of none. */
export function byCompany(
  receptions: readonly Reception[],
): { readonly company: Reception['company']; readonly receptions: readonly Reception[] }[] {
  const groups = new Map<string, { company: Reception['company']; receptions: Reception[] }>();
  for (const reception of receptions) {
    const key = JSON.stringify(reception.company);
    const group = groups.get(key) ?? { company: reception.company, receptions: [] };
    group.receptions.push(reception);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The slots of each day, by the supplier's clocks. */
export function byDay(
  slots: readonly AppointmentSlot[],
  timeZone: string,
): ReadonlyMap<CalendarDate, readonly AppointmentSlot[]> {
  const days = new Map<CalendarDate, AppointmentSlot[]>();
  for (const slot of slots) {
    const day = dateInTimeZone(slot.startsAt, timeZone);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return days;
}

/** British English where we say English, as everywhere. */
const localeOf = (language: string) => (language === 'en' ? 'en-GB' : language);

/** `вівторок` */
export function weekdayName(day: CalendarDate, language: string): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** `14:05` by the supplier's clocks. */
export function timeOf(instant: string, timeZone: string, language: string): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  return new Intl.DateTimeFormat(localeOf(language), options).format(new Date(instant));
}

/** The zone of the clock of this device. */
export function deviceTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether the clocks of the supplier show something else at that moment than those where the customer is. */
export function isOtherClock(instant: string, timeZone: string, here = deviceTimeZone()): boolean {
  return aheadOfUtc(instant, timeZone) !== aheadOfUtc(instant, here);
}

/** `UTC+2` */
export function zoneName(instant: string, timeZone: string): string {
  const minutes = aheadOfUtc(instant, timeZone);
  const [whole, part] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '\u2212' : '+'}${whole}${part > 0 ? `:${String(part).padStart(2, '0')}` : ''}`;
}

/** Minutes by which the clocks of the zone are ahead at that moment. */
function aheadOfUtc(instant: string, timeZone: string): number {
  const shown = Date.parse(`${dateInTimeZone(instant, timeZone)}T${timeOf(instant, timeZone, 'en')}Z`);
  return Math.round((shown - Date.parse(instant)) / 60_000);
}

/** `понеділок–п’ятниця 08:00–17:00`, a line for each time of day. Days that follow each other are told as from and to. */
export function hoursInWords(hours: Hours, language: string): string[] {
  const times = new Map<string, number[]>();
  for (const { weekday, from, to } of hours) {
    const time = `${from}–${to}`;
    times.set(time, [...(times.get(time) ?? []), weekday]);
  }
  return [...times].map(([time, weekdays]) => `${runsOf(weekdays, language)} ${time}`);
}

function runsOf(weekdays: readonly number[], language: string): string {
  const runs: number[][] = [];
  for (const weekday of [...weekdays].sort()) {
    const run = runs.at(-1);
    if (run?.at(-1) === weekday - 1) run.push(weekday);
    else runs.push([weekday]);
  }
  // 1 January 2024 was a Monday.
  const name = (weekday = 1) => weekdayName(`2024-01-0${weekday}`, language);
  return runs.flatMap((run) => (run.length < 3 ? run.map(name) : [`${name(run[0])}–${name(run.at(-1))}`])).join(', ');
}

/** What keeps a visit from being booked. */
export type VisitFault = 'topic_missing' | 'topic_long' | 'phone_wrong';

/** What is wrong with what somebody says of their visit: it needs a topic, not too long a one; a phone may be left out. */
export function visitFaults({ topic, phone }: { topic: string; phone: string }): readonly VisitFault[] {
  const faults: VisitFault[] = [];
  if (topic.trim() === '') faults.push('topic_missing');
  if (topic.trim().length > MAX_APPOINTMENT_TOPIC) faults.push('topic_long');
  const isPhone = isMobileLike(phone) && phone.trim().length <= MAX_APPOINTMENT_PHONE;
  if (phone.trim() !== '' && !isPhone) faults.push('phone_wrong');
  return faults;
}
