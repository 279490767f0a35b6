import { addDays, type CalendarDate, dateInTimeZone, type Holiday, isHoliday, weekdayOf } from './calendar.js';

/** When a reception takes place on a day of the week; `from` and `to` as the clock on the wall shows them, `"09:00"`. */
export interface ReceptionHours {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

/** A time for which somebody can be booked; instants, ISO 8601. */
export interface ReceptionSlot {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** When a reception receives people, as far as slots depend on it. */
export interface ReceptionTimes {
  readonly hours: readonly ReceptionHours[];
  readonly slotMinutes: number;
  /** IANA name: the hours are those of this zone's clocks. */
  readonly timeZone: string;
  readonly holidays: readonly Holiday[];
  /** Days on which this reception is closed. */
  readonly closures: readonly CalendarDate[];
}

const MINUTE_MS = 60_000;

/** Whether the reception would take place that day if it were neither a holiday nor closed. */
export function isReceptionDay(day: CalendarDate, hours: readonly ReceptionHours[]): boolean {
  return hours.some(({ weekday }) => weekday === weekdayOf(day));
}

/**
 * The slots of a day, one after another from the beginning of each reception to its end; what is left at the end and is no whole slot is
 * none. A slot lasts as long as it says whatever the clocks do: when they are changed in the middle of a reception there are an hour's slots
 * fewer, or more, and none at a time that does not exist or overlaps another one.
 */
export function slotsOf({ day, ...times }: ReceptionTimes & { readonly day: CalendarDate }): ReceptionSlot[] {
  const { hours, slotMinutes, timeZone, holidays, closures } = times;
  if (slotMinutes <= 0 || closures.includes(day) || isHoliday(day, holidays)) return [];
  const length = slotMinutes * MINUTE_MS;
  const starts = new Set<number>();
  for (const { from, to } of hours.filter(({ weekday }) => weekday === weekdayOf(day))) {
    const end = instantOf(day, to, timeZone);
    for (let start = instantOf(day, from, timeZone); start + length <= end; start += length) starts.add(start);
  }
  let free = -Infinity;
  return [...starts]
    .sort((a, b) => a - b)
    .flatMap((start) => {
      // Hours that overlap, as a supplier may have written them by mistake, receive nobody twice.
      if (start < free) return [];
      free = start + length;
      return [{ startsAt: new Date(start).toISOString(), endsAt: new Date(free).toISOString() }];
    });
}

/** How early and how late a reception can be booked. */
export interface BookingLimits {
  /** Days ahead; 0 for today alone. */
  readonly bookableDays: number;
  /** No booking later than that before the slot. */
  readonly noticeHours: number;
  /** The first and the last day of the reception itself; null for no end. */
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
}

/** The days that can be booked now; none when `first` is after `last`. */
export function bookableDaysOf(
  { bookableDays, validFrom, validTo }: Omit<BookingLimits, 'noticeHours'>,
  today: CalendarDate,
): { first: CalendarDate; last: CalendarDate } {
  const last = addDays(today, bookableDays);
  return {
    first: validFrom !== null && validFrom > today ? validFrom : today,
    last: validTo !== null && validTo < last ? validTo : last,
  };
}

/** Whether the slot can be booked now: not too late for it, not too early, and while the reception itself is there. */
export function isBookable(
  slot: ReceptionSlot,
  { now, timeZone, ...limits }: BookingLimits & { readonly now: Date; readonly timeZone: string },
): boolean {
  const { first, last } = bookableDaysOf(limits, dateInTimeZone(now, timeZone));
  const day = dateInTimeZone(slot.startsAt, timeZone);
  return day >= first && day <= last && isInTime(slot, { now, ...limits });
}

function isInTime(
  { startsAt }: ReceptionSlot,
  { now, noticeHours }: Pick<BookingLimits, 'noticeHours'> & { readonly now: Date },
): boolean {
  const begin = Date.parse(startsAt);
  return now.getTime() < begin && now.getTime() <= begin - noticeHours * 60 * MINUTE_MS;
}

/** Every slot that can be booked from one day to another, in order. */
export function bookableSlots({
  from,
  to,
  now,
  ...rules
}: ReceptionTimes & BookingLimits & { readonly from: CalendarDate; readonly to: CalendarDate; readonly now: Date }) {
  const { first, last } = bookableDaysOf(rules, dateInTimeZone(now, rules.timeZone));
  const slots: ReceptionSlot[] = [];
  const end = to < last ? to : last;
  for (let day = from > first ? from : first; day <= end; day = addDays(day, 1)) {
    slots.push(...slotsOf({ ...rules, day }).filter((slot) => isInTime(slot, { ...rules, now })));
  }
  return slots;
}

/**
 * The first instant at which the zone's clocks show this day and time, or a later one where they jump over it. Hours are changed at a few
 * minutes' notice nowhere, so what is before and after is asked a day away.
 */
function instantOf(day: CalendarDate, time: string, timeZone: string): number {
  const shown = Date.parse(`${day}T${time === '24:00' ? '00:00' : time}:00Z`) + (time === '24:00' ? 86_400_000 : 0);
  const guesses = [-1, 1]
    .map((days) => shown - offsetAt(shown + days * 86_400_000, timeZone))
    .sort((one, other) => one - other);
  const exact = guesses.find((guess) => guess + offsetAt(guess, timeZone) === shown);
  if (exact !== undefined) return exact;
  // The clocks jump over it: from the moment at which they do.
  let [before = shown, after = shown] = guesses;
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (middle + offsetAt(middle, timeZone) >= shown) after = middle;
    else before = middle;
  }
  return after;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(timeZone, clock);
  }
  const parts = clock.formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(instant / 1000) * 1000;
}
