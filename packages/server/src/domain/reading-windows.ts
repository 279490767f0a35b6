import type { ReadingWindow, ServiceKind } from '@kabinet/api/contract';
import {
  addDays,
  type CalendarDate,
  dateInTimeZone,
  endOfDayInTimeZone,
  type ReadingWindowRule,
  readingWindowOn,
} from '@kabinet/rules';
import type { SupplierProfile } from './supplier-profile.js';

type WindowRule = ReadingWindowRule & Pick<ReadingWindow, 'lateReadings'>;

/** A supplier that names no window for a service takes its readings all month. */
const ALL_MONTH: WindowRule = {
  opensOnDay: 1,
  closesOnDay: -1,
  graceDays: 0,
  countsFor: 'opening_month',
  lateReadings: 'accept',
};

function ruleFor(profile: SupplierProfile, serviceKind: ServiceKind, locality: string | null): WindowRule {
  const ofService = profile.readingWindows.filter((each) => each.serviceKind === serviceKind);
  return (
    ofService.find((each) => each.locality !== undefined && each.locality === locality) ??
    ofService.find((each) => each.locality === undefined) ??
    ALL_MONTH
  );
}

/** The window of a service in a locality that is open at this moment, else the next one. */
export function readingWindowAt({
  profile,
  serviceKind,
  locality,
  at,
}: {
  profile: SupplierProfile;
  serviceKind: ServiceKind;
  locality: string | null;
  at: Date;
}): ReadingWindow {
  const rule = ruleFor(profile, serviceKind, locality);
  const state = readingWindowOn(rule, dateInTimeZone(at, profile.timeZone));
  return { serviceKind, ...state, lateReadings: rule.lateReadings };
}

/** The last day, days of grace included, on which a reading of the window may be handed in or corrected. */
function lastDayOf(window: ReadingWindow): CalendarDate {
  return addDays(window.closesOn, window.graceDays);
}

/** The end of the window's last day: until then a reading of it may be corrected. */
export function windowEnd(window: ReadingWindow, timeZone: string): Date {
  return endOfDayInTimeZone(lastDayOf(window), timeZone);
}
