import type { Reading, ReadingFinding, ServiceKind } from '@kabinet/api/contract';
import {
  canonicalDecimal,
  checkReading,
  compareDecimals,
  dateInTimeZone,
  monthOf,
  truncateDecimal,
} from '@kabinet/rules';
import type { AccountOfCustomer } from '../db/accounts.js';
import type { Tx } from '../db/database.js';
import { type MeterRow, metersOfAccount, type MonthByService } from '../db/meters.js';
import { type ReadingRow, type ReadingValueRow, valuesReadAfter } from '../db/readings.js';
import { invalidRequest, ProblemError } from '../http/problem.js';
import { readingWindowAt, windowEnd } from './reading-windows.js';
import type { SupplierProfile } from './supplier-profile.js';

/** A phone's clock may be ahead by this much before a reading counts as coming from the future. */
const CLOCK_SKEW_MS = 5 * 60_000;
/** A reading taken this long ago still counts for the day it was taken: read at 23:50 in a basement, sent from the yard at 00:10. */
const SENT_LATER_MS = 24 * 3_600_000;
/** As long as a page may keep a reading that it could not send. */
const MAX_AGE_MS = 7 * 24 * 3_600_000;

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
  return window.countsFor === row.countsFor ? windowEnd(window, profile.timeZone) : null;
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
  if (Number.isNaN(readAt.getTime())) throw invalidRequest('/readAt', 'not_a_moment');
  if (now.getTime() - readAt.getTime() > MAX_AGE_MS) throw invalidRequest('/readAt', 'too_old');
  if (readAt.getTime() - now.getTime() > MAX_AGE_MS) {
    throw new ProblemError('reading_rejected', {
      findings: [{ code: 'timestamp_future', severity: 'reject', registerId: null }],
    });
  }
  return readAt;
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
  const sentLater = now.getTime() - readAt.getTime();
  const countedAt = sentLater >= 0 && sentLater <= SENT_LATER_MS ? readAt : now;
  const place: Place = { profile, locality: account.locality, at: countedAt };
  const months = corrects ? correctedMonth(profile, corrects) : monthsByService(place);
  const [meter] = await metersOfAccount(tx, { supplierId, accountId: account.id, months, meterId, readBefore: readAt });
  if (!meter) throw new ProblemError('not_found');
  const serviceKind = meter.serviceKind as ServiceKind;
  const dialValues = valuesByRegister(meter, values);
  const readOn = dateInTimeZone(readAt, profile.timeZone);

  const { findings: ownFindings, use } = checkReading({
    registers: meter.registers.map((register) => ({
      ...register,
      value: dialValues.get(register.id) ?? '0',
      previous: meter.baseline?.values.find((each) => each.registerId === register.id)?.value ?? null,
    })),
    multiplier: meter.multiplier,
    maxDailyUse: profile.maxDailyUse?.[serviceKind] ?? null,
    previousReadOn: meter.baseline ? dateInTimeZone(meter.baseline.readAt, profile.timeZone) : null,
    readOn,
  });
  const findings: ReadingFinding[] = [...ownFindings];
  const about = (
    code: ReadingFinding['code'],
    severity: ReadingFinding['severity'],
    registerId: string | null = null,
  ) => findings.push({ code, severity, registerId });

  if (sentLater < -CLOCK_SKEW_MS) about('timestamp_future', 'reject');
  if (account.status === 'closed' || (meter.removedOn !== null && meter.removedOn <= readOn)) {
    about('meter_decommissioned', 'reject');
  }
  if (sentLater > 0) {
    const later = await valuesReadAfter(tx, { supplierId, meterId, at: readAt, exceptId: corrects?.id ?? null });
    for (const { registerId, value } of later) {
      const read = dialValues.get(registerId);
      if (read !== undefined && compareDecimals(read, value) > 0)
        about('greater_than_subsequent', 'confirm', registerId);
    }
  }
  const window = readingWindowAt({ ...place, serviceKind });
  const closed = !corrects && !window.isOpen && window.lateReadings === 'refuse';
  if (closed) about('window_closed', 'reject');

  if (findings.some((finding) => finding.severity === 'reject')) {
    throw new ProblemError('reading_rejected', { findings, ...(closed ? { opensOn: window.opensOn } : {}) });
  }
  if (findings.length > 0 && !confirmed) throw new ProblemError('reading_needs_confirmation', { findings });

  return {
    meter,
    status: findings.length > 0 ? 'questioned' : 'accepted',
    questionedFor: [...new Set(findings.map((finding) => finding.code))],
    countsFor: corrects?.countsFor ?? window.countsFor,
    values: meter.registers.map(({ id }) => ({
      registerId: id,
      value: dialValues.get(id) ?? '0',
      consumption: use.find((each) => each.registerId === id)?.consumption ?? null,
    })),
  };
}

/** A correction counts for the same month as what it corrects, whatever window is open by now. */
function correctedMonth(profile: SupplierProfile, { countsFor }: ReadingRow): MonthByService {
  return Object.fromEntries(profile.serviceKinds.map((serviceKind) => [serviceKind, monthOf(countsFor)]));
}

/** Exactly one value for each register of the meter, in the form its dial can show. */
function valuesByRegister(
  meter: MeterRow,
  values: readonly { registerId: string; value: string }[],
): ReadonlyMap<string, string> {
  const byRegister = new Map<string, string>();
  for (const [index, { registerId, value }] of values.entries()) {
    const register = meter.registers.find((each) => each.id === registerId);
    if (!register) throw invalidRequest(`/values/${index}/registerId`, 'unknown_register');
    if (byRegister.has(registerId)) throw invalidRequest(`/values/${index}/registerId`, 'repeated_register');
    const shown = truncateDecimal(value, register.decimalDigits);
    if (shown.startsWith('-')) throw invalidRequest(`/values/${index}/value`, 'negative');
    byRegister.set(registerId, shown);
  }
  if (byRegister.size !== meter.registers.length) throw invalidRequest('/values', 'missing_register');
  return byRegister;
}
