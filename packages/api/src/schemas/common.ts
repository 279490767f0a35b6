import * as z from 'zod/mini';

/**
 * The text forms of the contract, by name. The generator of the page's response shapes knows them too, so a new form is added here.
 */
export const patterns = {
  decimal: /^-?\d+(\.\d+)?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  monthDay: /^\d{2}-\d{2}$/,
  timeOfDay: /^\d{2}:\d{2}$/,
  dateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
} as const;

/** An exact decimal as text, such as `"123.45"`. */
export const DecimalText = z.string().check(z.regex(patterns.decimal));
/** A calendar day in the supplier's time zone, such as `"2026-11-05"`. */
export const DateText = z.string().check(z.regex(patterns.date));
/** A calendar month, such as `"2026-11"`. */
export const MonthText = z.string().check(z.regex(patterns.month));
/** A day of every year, `MM-DD`, such as `"10-01"`. */
export const MonthDayText = z.string().check(z.regex(patterns.monthDay));
/** A time of day in the supplier's time zone, `HH:MM`. */
export const TimeOfDayText = z.string().check(z.regex(patterns.timeOfDay));
/** An instant, ISO 8601 with offset, such as `"2026-11-05T09:30:00+02:00"`. */
export const DateTimeText = z.string().check(z.regex(patterns.dateTime));

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
