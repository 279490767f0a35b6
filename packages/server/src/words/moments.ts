import type { CalendarDate } from '@kabinet/rules';
import type { PageLanguage } from './languages.js';

interface Place {
  readonly language: PageLanguage;
  /** The supplier's: every page tells days by it. */
  readonly timeZone: string;
}

/** British English where we say English, as the widgets do: the day before the month, and a day of 24 hours. */
function localeOf(language: PageLanguage): string {
  return language === 'en' ? 'en-GB' : language;
}

/** A time in a Ukrainian sentence: `о 12:00`, but `об 11:49`, the one hour that begins with a vowel. */
export function atHourUk(time: string): string {
  return `${time.startsWith('11') ? 'об' : 'о'} ${time}`;
}

/** The time of day: `14:05`; with seconds where somebody waits for it. */
export function timeInWords(
  moment: Date | string,
  { language, timeZone, withSeconds = false }: Place & { readonly withSeconds?: boolean },
): string {
  const timeStyle = withSeconds ? 'medium' : 'short';
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle, timeZone }).format(new Date(moment));
}

/** A day and time in words: `3 листопада 2026 р. о 12:00`. */
export function momentInWords(moment: Date | string, { language, timeZone }: Place): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: 'short', timeZone });
  const words = format.format(new Date(moment));
  return language === 'uk' ? words.replace(/(?<=\s)о\s(\d{2}:\d{2})$/, (_, time: string) => atHourUk(time)) : words;
}

/** A day in words: `3 листопада 2026 року`. The year is not shortened: its full stop would stand before that of a sentence. */
export function dayInWords(moment: Date | string, { language, timeZone }: Place): string {
  const day = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone }).format(new Date(moment));
  return day.replace(/\sр\.$/, ' року').replace(/\sг\.$/, ' года');
}

/** A calendar day in words, whatever the zone of the reader: `3 листопада 2026 року`. */
export function dateInWords(date: CalendarDate, language: PageLanguage): string {
  return dayInWords(`${date}T12:00:00Z`, { language, timeZone: 'UTC' });
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the zone's clocks show: `14:05`. */
export function timeInZone(moment: Date | string, timeZone: string): string {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  clocks.set(timeZone, clock);
  return clock.format(new Date(moment));
}

/** A day of these months, without its year: `20 листопада`. */
export function dayAndMonth(date: CalendarDate, language: PageLanguage): string {
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(localeOf(language), options).format(new Date(`${date}T00:00:00Z`));
}

/** A month in words: `листопад 2026 року`. */
export function monthInWords(month: string, language: PageLanguage): string {
  const options: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' };
  const words = new Intl.DateTimeFormat(localeOf(language), options).format(new Date(`${month}-01T00:00:00Z`));
  return words.replace(/\sр\.$/, ' року').replace(/\sг\.$/, ' года');
}
