import type { Reading, ReadingWindow } from '@kabinet/api';
import { addDays, type CalendarDate, type RegisterDial } from '@kabinet/rules';

/** What a person typed, by register. */
export type Typed = Readonly<Record<string, string>>;

export type FieldFault = 'not_digits' | 'too_many_digits';

/** A number with as many digits as the dial has, to show how one looks: `01234`. */
export function exampleReading({ integerDigits }: RegisterDial): string {
  return '1234'.slice(0, integerDigits).padStart(integerDigits, '0');
}

/** How the period for readings stands on the day. */
export type WindowStanding =
  | { readonly kind: 'always' }
  | { readonly kind: 'open'; readonly window: ReadingWindow }
  | { readonly kind: 'last_day'; readonly window: ReadingWindow }
  | { readonly kind: 'grace'; readonly window: ReadingWindow; readonly graceEndsOn: CalendarDate }
  | { readonly kind: 'closed'; readonly window: ReadingWindow };

export function windowStanding(window: ReadingWindow | null, today: CalendarDate): WindowStanding {
  if (!window) return { kind: 'always' };
  if (!window.isOpen) return { kind: 'closed', window };
  if (today > window.closesOn)
    return { kind: 'grace', window, graceEndsOn: addDays(window.closesOn, window.graceDays) };
  return today === window.closesOn ? { kind: 'last_day', window } : { kind: 'open', window };
}

/** Statuses of a reading that stands for the current period. */
export const STANDING_STATUSES = ['accepted', 'received', 'questioned'] as const;
export type StandingStatus = (typeof STANDING_STATUSES)[number];

export function isStanding(reading: Reading): reading is Reading & { status: StandingStatus } {
  return STANDING_STATUSES.some((each) => each === reading.status);
}

/** Whether a reading typed now can only be kept on the device: the supplier takes none until the period opens. */
export function waitsForWindow(window: ReadingWindow | null): window is ReadingWindow {
  return window !== null && !window.isOpen && window.lateReadings === 'refuse';
}
