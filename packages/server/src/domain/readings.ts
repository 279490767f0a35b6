import type { Reading, ServiceKind } from '@kabinet/api/contract';
import {
  canonicalDecimal,
  defaultPlausibility,
  dialValues,
  judgeReading,
  monthOf,
  type PlausibilityThresholds,
  readAtFault,
  readingWindowEnd,
  windowOfReading,
} from '@kabinet/rules';
import type { AccountOfCustomer } from '../db/account-access.js';
import type { Tx } from '../db/database.js';
import { type MeterRow, metersOfAccount, type MonthByService } from '../db/meters.js';
import { type ReadingRow, type ReadingValueRow, valuesReadAfter } from '../db/readings.js';
import { invalidRequest, ProblemError } from '../problem.js';
import { readingWindowAt, windowRuleOf } from './reading-windows.js';
import type { SupplierProfile } from './supplier-profile.js';

const EFFECTIVE = new Set(['received', 'accepted', 'questioned']);

interface Place {
  readonly profile: SupplierProfile;
  readonly locality: string | null;
  readonly at: Date;
}

/** For each service of the supplier, the month that its current window counts for. */
export function monthsByService({ profile, locality, at }: Place): MonthByService {
  return Object.fromEntries(
    profile.serviceKinds.map((serviceKind) => [
      serviceKind,
      readingWindowAt({ profile, serviceKind, locality, at }).countsFor,
    ]),
  );
}

/** The end of the time in which the customer may change the reading; null when it is over or never was. */
function correctableUntil(row: ReadingRow, serviceKind: ServiceKind, { profile, locality, at }: Place): Date | null {
  if (row.imported || row.source !== 'customer' || !EFFECTIVE.has(row.status)) return null;
  const window = readingWindowAt({ profile, serviceKind, locality, at });
  return window.countsFor === row.countsFor ? readingWindowEnd(window, profile.timeZone) : null;
}

/** The contract's Reading. */
export function readingOf(row: ReadingRow, serviceKind: string, place: Place): Reading {
  const until = correctableUntil(row, serviceKind as ServiceKind, place);
  return {
    id: row.id,
    number: row.number,
    meterId: row.meterId,
    readAt: new Date(row.readAt).toISOString(),
    receivedAt: new Date(row.receivedAt).toISOString(),
    source: row.source as Reading['source'],
    quality: row.quality,
    status: row.status,
    values: row.values.map(({ registerId, value, consumption }) => ({
      registerId,
      value: canonicalDecimal(value),
      consumption: consumption === null ? null : canonicalDecimal(consumption),
    })),
    questionedFor: row.questionedFor as Reading['questionedFor'],
    countsFor: row.countsFor,
    correctableUntil: until && until.toISOString(),
    hasPhoto: row.hasPhoto,
  };
}

/** Refuses to change a reading that is not the customer's to change, or not any more. */
export function requireCorrectable(row: ReadingRow, serviceKind: string, place: Place): void {
  if (!correctableUntil(row, serviceKind as ServiceKind, place)) throw new ProblemError('reading_not_correctable');
}

/** When the dial was read: as the customer says, or now. */
export function readAtOf(said: string | undefined, now: Date): Date {
  if (said === undefined) return now;
  const readAt = new Date(said);
  const fault = readAtFault({ readAt, now });
  if (fault === 'timestamp_future') {
    throw new ProblemError('reading_rejected', { findings: [{ code: fault, severity: 'reject', registerId: null }] });
  }
  if (fault !== null) throw invalidRequest('/readAt', fault);
  return readAt;
}

/** The thresholds by which a use of the service is out of the ordinary for a customer: the supplier's, else the rules' own. */
export function plausibilityOf(profile: SupplierProfile, serviceKind: ServiceKind): PlausibilityThresholds | null {
  const own = profile.plausibility?.[serviceKind];
  const usual = defaultPlausibility[serviceKind];
  if (own === null || usual === undefined) return null;
  return {
    timesUsual: own?.timesUsual ?? usual.timesUsual,
    neverBelow: own?.neverBelow ?? usual.neverBelow,
    seasonal: own?.seasonal ?? usual.seasonal,
  };
}

export interface Judged {
  readonly meter: MeterRow;
  readonly status: 'accepted' | 'questioned';
  readonly questionedFor: readonly string[];
  readonly countsFor: string;
  readonly values: readonly ReadingValueRow[];
}

/**
 * Judges what a customer reads from a meter, by the rules that the page applies too. Answers with what to store, or throws the
 * problem: `reading_rejected` for what cannot be a reading of this meter now, `reading_needs_confirmation` for what is unlikely and
 * not confirmed.
 */
export async function judge(
  tx: Tx,
  {
    supplierId,
    profile,
    account,
    meterId,
    values,
    confirmed,
    readAt,
    now,
    corrects,
  }: {
    supplierId: string;
    profile: SupplierProfile;
    account: AccountOfCustomer;
    meterId: string;
    values: readonly { registerId: string; value: string }[];
    confirmed: boolean;
    readAt: Date;
    now: Date;
    /** The reading that this one replaces. */
    corrects: ReadingRow | null;
  },
): Promise<Judged> {
  const { timeZone } = profile;
  const months = corrects ? correctedMonth(profile, corrects) : monthsOfReading({ profile, account, readAt, now });
  const [meter] = await metersOfAccount(tx, { supplierId, accountId: account.id, months, meterId, readBefore: readAt });
  if (!meter) throw new ProblemError('not_found');
  const serviceKind = meter.serviceKind as ServiceKind;
  const shown = dialValues(meter.registers, values);
  if ('fault' in shown) throw invalidRequest(shown.pointer, shown.fault);
  const judged = judgeReading({
    meter: {
      ...meter,
      maxDailyUse: profile.maxDailyUse?.[serviceKind] ?? null,
      plausibility: plausibilityOf(profile, serviceKind),
    },
    isAccountOpen: account.status === 'open',
    values: shown.values,
    earlier: meter.earlier,
    later:
      readAt < now
        ? await valuesReadAfter(tx, { supplierId, meterId, at: readAt, exceptId: corrects?.id ?? null })
        : null,
    rule: windowRuleOf(profile, serviceKind, account.locality),
    timeZone,
    readAt,
    now,
    isConfirmed: confirmed,
    correctedMonth: corrects?.countsFor ?? null,
  });
  const { outcome, findings, countsFor, opensOn } = judged;
  if (outcome === 'rejected') {
    throw new ProblemError('reading_rejected', { findings: [...findings], ...(opensOn !== null && { opensOn }) });
  }
  if (outcome === 'needs_confirmation') {
    throw new ProblemError('reading_needs_confirmation', { findings: [...findings] });
  }
  return {
    meter,
    status: outcome,
    questionedFor: [...new Set(findings.map((finding) => finding.code))],
    countsFor,
    values: judged.values.map(({ registerId, value, consumption }) => ({ registerId, value, consumption })),
  };
}

/** For each service of the supplier, the month that a reading taken and sent at these moments counts for. */
function monthsOfReading({
  profile,
  account,
  readAt,
  now,
}: {
  profile: SupplierProfile;
  account: AccountOfCustomer;
  readAt: Date;
  now: Date;
}): MonthByService {
  const { timeZone } = profile;
  return Object.fromEntries(
    profile.serviceKinds.map((serviceKind) => {
      const rule = windowRuleOf(profile, serviceKind, account.locality);
      return [serviceKind, windowOfReading({ rule, timeZone, readAt, now }).countsFor];
    }),
  );
}

/** A correction counts for the same month as what it corrects, whatever window is open by now. */
function correctedMonth(profile: SupplierProfile, { countsFor }: ReadingRow): MonthByService {
  return Object.fromEntries(profile.serviceKinds.map((serviceKind) => [serviceKind, monthOf(countsFor)]));
}
