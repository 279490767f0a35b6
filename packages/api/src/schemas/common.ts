import { isCalendarDate, isTimeZone } from '@kabinet/rules';
import * as z from 'zod/mini';

/**
 * The text forms of the contract, by name. The generator of the page's response shapes knows them too, so a new form is added here.
 */
export const patterns = {
  decimal: /^-?\d+(\.\d+)?$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  month: /^\d{4}-(0[1-9]|1[0-2])$/,
  monthDay: /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  timeOfDay: /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
  dateTime:
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
  timeZone: /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/,
} as const;

/** A text of the form, of which not every one means something: there is no 30 February, and no year 0. */
const meaningful = (form: RegExp, means: (text: string) => boolean) =>
  z.string().check(
    z.regex(form, { abort: true }),
    z.check(({ value, issues }) => {
      if (!means(value)) issues.push({ code: 'invalid_format', format: 'calendar', input: value });
    }),
  );

/** An exact decimal as text, such as `"123.45"`. */
export const DecimalText = z.string().check(z.regex(patterns.decimal));
/** A calendar day in the supplier's time zone, such as `"2026-11-05"`. */
export const DateText = meaningful(patterns.date, isCalendarDate);
/** A calendar month, such as `"2026-11"`. */
export const MonthText = meaningful(patterns.month, (text) => isCalendarDate(`${text}-01`));
/** A day of every year, `MM-DD`, such as `"10-01"`; of a leap year. */
export const MonthDayText = meaningful(patterns.monthDay, (text) => isCalendarDate(`2024-${text}`));
/** A time of day in the supplier's time zone, `HH:MM`; `24:00` is the end of the day. */
export const TimeOfDayText = z.string().check(z.regex(patterns.timeOfDay));
/** An instant, ISO 8601 with offset, such as `"2026-11-05T09:30:00+02:00"`. */
export const DateTimeText = meaningful(patterns.dateTime, (text) => isCalendarDate(text.slice(0, 10)));
/** The IANA name of a time zone, such as `"Europe/Kyiv"`. */
export const TimeZoneText = meaningful(patterns.timeZone, isTimeZone);

/** An amount of money: integer minor units (kopecks, cents) and the ISO 4217 code. */
export const Money = z.object({ amount: z.int(), currency: z.string() });
export type Money = z.infer<typeof Money>;

/** The same text in several languages: BCP 47 code to text. */
export const LocalizedText = z.record(z.string(), z.string());
export type LocalizedText = z.infer<typeof LocalizedText>;

export const ServiceKind = z.enum(['electricity', 'gas', 'cold_water', 'hot_water', 'heat', 'sewerage', 'refuse']);
export type ServiceKind = z.infer<typeof ServiceKind>;

/** The units a register counts: cubic metres, kilowatt-hours, gigacalories. */
export const Unit = z.enum(['m3', 'kWh', 'Gcal']);
export type Unit = z.infer<typeof Unit>;
