import type { ReadingWindow, ServiceKind } from '@kabinet/api/contract';
import { dateInTimeZone, readingWindowOn, readingWindowRule, type SupplierWindowRule } from '@kabinet/rules';
import type { SupplierProfile } from './supplier-profile.js';

/** The supplier's rule for readings of a service in a locality. */
export function windowRuleOf(
  profile: SupplierProfile,
  serviceKind: ServiceKind,
  locality: string | null,
): SupplierWindowRule {
  return readingWindowRule({ rules: profile.readingWindows, serviceKind, locality });
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
  const rule = windowRuleOf(profile, serviceKind, locality);
  const state = readingWindowOn(rule, dateInTimeZone(at, profile.timeZone));
  return { serviceKind, ...state, lateReadings: rule.lateReadings };
}
