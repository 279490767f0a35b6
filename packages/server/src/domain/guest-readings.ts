import type { GuestReadingReceipt, GuestReadingSubmission, ServiceKind } from '@kabinet/api/contract';
import {
  accountNumberKey,
  type CalendarDate,
  canonicalDecimal,
  dateInTimeZone,
  isAccountNumber,
  isBeyondAnyDial,
  meterNumberKey,
  minorDigits,
  parseMoneyInput,
} from '@kabinet/rules';
import type { Tx } from '../db/database.js';
import {
  accountByKey,
  type GuestReadingRow,
  insertGuestReading,
  matchGuestReading,
  refuseGuestReading,
} from '../db/guest-readings.js';
import { findLinkableAccount } from '../db/link-proofs.js';
import { metersOfAccount, type MeterRow } from '../db/meters.js';
import { ProblemError } from '../problem.js';
import { spendOrRefuse } from './budgets.js';
import { judge, monthsByService } from './readings.js';
import type { KnownSupplier } from './supplier-directory.js';

/** How long a reading waits to be found, and is kept when it was refused: a new account, or a payment of today, may come with a later file of the billing base. */
export const WAITING_DAYS = 3;

/** A reading of somebody who is not signed in, with everything checked that can be without looking at any account. */
export interface GuestReading {
  readonly accountNumberKey: string;
  readonly proof: GuestReadingSubmission['proof'];
  readonly serviceKind: ServiceKind | null;
  readonly values: GuestReadingSubmission['values'];
}

/** What is wrong with what was typed, and where: a JSON pointer into the submission. Nothing of it depends on whether there is such an account. */
export interface GuestReadingFault {
  readonly pointer: string;
  readonly code: string;
}

/** Reads a submission by the supplier's rules; null where the supplier takes none. */
export function readGuestReading(
  { profile }: Pick<KnownSupplier, 'profile'>,
  { accountNumber, proof, serviceKind, values }: GuestReadingSubmission,
): { readonly reading: GuestReading } | { readonly faults: readonly GuestReadingFault[] } | null {
  const { guestReadings } = profile;
  if (guestReadings === null) return null;
  const faults: GuestReadingFault[] = [];
  const fault = (pointer: string, code: string) => faults.push({ pointer, code });
  if (!isAccountNumber(accountNumber, profile.accountNumber)) fault('/accountNumber', 'invalid_format');
  const key = proofKey(proof, profile.currency);
  if (proof.kind !== guestReadings.proof) fault('/proof/kind', 'not_offered');
  else if (key === null) fault('/proof/value', 'invalid_format');
  if (serviceKind !== undefined && !profile.serviceKinds.includes(serviceKind)) fault('/serviceKind', 'not_offered');
  const zones = values.map(({ zone }) => zone);
  for (const [index, { zone, value }] of values.entries()) {
    if (zones.indexOf(zone) < index) fault(`/values/${index}/zone`, 'repeated_zone');
    if (value.startsWith('-')) fault(`/values/${index}/value`, 'negative');
    else if (isBeyondAnyDial(value)) fault(`/values/${index}/value`, 'too_many_digits');
  }
  if (faults.length > 0) return { faults };
  return {
    reading: {
      accountNumberKey: accountNumberKey(accountNumber),
      proof: { kind: proof.kind, value: key ?? '' },
      serviceKind: serviceKind ?? null,
      values,
    },
  };
}

/**
 * Takes a reading of somebody who is not signed in: it is put aside and nothing is looked up, so that the answer and its time say nothing
 * about the account. Throws `rate_limited` for an address that sends many.
 */
export async function takeGuestReading(
  tx: Tx,
  { supplierId, address, reading, now }: { supplierId: string; address: string; reading: GuestReading; now: Date },
): Promise<GuestReadingReceipt> {
  await spendOrRefuse(tx, { supplierId, budget: 'guest_reading_address', who: address, now });
  const number = await insertGuestReading(tx, { supplierId, ...reading, receivedAt: now });
  return { number, receivedAt: now.toISOString() };
}

/** {@link readGuestReading} for the API: throws what is wrong. */
export function checkedGuestReading(supplier: KnownSupplier, submission: GuestReadingSubmission): GuestReading {
  const read = readGuestReading(supplier, submission);
  if (read === null) throw new ProblemError('not_found');
  if ('faults' in read) throw new ProblemError('invalid_request', { issues: [...read.faults] });
  return read.reading;
}

/** The form by which a fact is compared; null for what cannot be one. */
function proofKey({ kind, value }: GuestReadingSubmission['proof'], currency: string): string | null {
  if (kind === 'meter_number') return meterNumberKey(value) || null;
  const sum = parseMoneyInput(value, minorDigits(currency));
  return sum === null ? null : String(sum);
}

export type Settled = 'matched' | 'refused' | 'waiting';

/**
 * Finds the meter that a waiting reading is of, and judges it as one of a customer: whatever would have needed a second look is refused,
 * since nobody is there to ask. A reading of somebody known is never touched.
 */
export async function settleGuestReading(
  tx: Tx,
  { supplier, row, now }: { supplier: KnownSupplier; row: GuestReadingRow; now: Date },
): Promise<Settled> {
  const { id: supplierId, profile } = supplier;
  const refuse = async (): Promise<Settled> => {
    await refuseGuestReading(tx, { supplierId, id: row.id, now });
    return 'refused';
  };
  const receivedAt = new Date(row.receivedAt);
  const account = await accountByKey(tx, supplierId, row.accountNumberKey);
  const meter =
    account &&
    (await provenMeter(tx, {
      supplierId,
      today: dateInTimeZone(now, profile.timeZone),
      row,
      meters: await metersOfAccount(tx, {
        supplierId,
        accountId: account.id,
        months: monthsByService({ profile, locality: account.locality, at: receivedAt }),
      }),
    }));
  if (!account || !meter) {
    const isGivenUp = now.getTime() - receivedAt.getTime() > WAITING_DAYS * 86_400_000;
    return isGivenUp ? refuse() : 'waiting';
  }
  const registerOf = new Map(meter.registers.map(({ zone, id }) => [zone as string, id]));
  const zoneOf = new Map(meter.registers.map(({ zone, id }) => [id, zone]));
  try {
    const { countsFor, values } = await judge(tx, {
      supplierId,
      profile,
      account,
      meterId: meter.id,
      values: row.values.map(({ zone, value }) => ({ registerId: registerOf.get(zone) ?? '', value })),
      confirmed: false,
      readAt: receivedAt,
      now: receivedAt,
      corrects: null,
    });
    await matchGuestReading(tx, {
      supplierId,
      id: row.id,
      meterId: meter.id,
      countsFor,
      values: values.map(({ registerId, value }) => ({
        zone: zoneOf.get(registerId) ?? 'total',
        value: canonicalDecimal(value),
      })),
      now,
    });
    return 'matched';
  } catch (error) {
    if (error instanceof ProblemError && error.status < 500) return refuse();
    throw error;
  }
}

/** The one meter in use that the proof and the dials speak of; null where there is none, or no telling which. */
async function provenMeter(
  tx: Tx,
  {
    supplierId,
    today,
    row,
    meters,
  }: { supplierId: string; today: CalendarDate; row: GuestReadingRow; meters: readonly MeterRow[] },
): Promise<MeterRow | null> {
  const inUse = meters.filter(
    ({ removedOn, serviceKind }) => removedOn === null && (row.serviceKind === null || serviceKind === row.serviceKind),
  );
  if (row.proof.kind === 'meter_number') {
    return only(inUse.filter(({ serialNumber }) => meterNumberKey(serialNumber) === row.proof.value));
  }
  const { accountNumberKey } = row;
  const paid = await findLinkableAccount(tx, { supplierId, accountNumberKey, today });
  if (!paid?.lastPayments.includes(row.proof.value)) return null;
  return only(inUse.filter(({ registers }) => zonesOf(registers) === zonesOf(row.values)));
}

function zonesOf(dials: readonly { readonly zone: string }[]): string {
  return dials
    .map(({ zone }) => zone)
    .sort()
    .join();
}

function only<T>(found: readonly T[]): T | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}
