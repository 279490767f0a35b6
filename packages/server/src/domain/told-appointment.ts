import type { Appointment } from '@kabinet/api/contract';
import type { AppointmentRow } from '../db/appointments.js';
import type { Tx } from '../db/database.js';
import type { KnownSupplier } from './supplier-directory.js';
import { canBeTold } from './tell-appointment.js';

/** Whoever booked or moved it within so long of it knows: they are not reminded. */
export const KNOWN_HOURS = 24;

/** An appointment as its customer is told of it. */
export async function toldAppointment(
  tx: Tx,
  { supplier, row, now }: { supplier: KnownSupplier; row: AppointmentRow; now: Date },
): Promise<Appointment> {
  const { id, number, reception, startsAt, endsAt, topic, accountId, status, reason } = row;
  if (status === 'held' || status === 'let_go') throw new Error('what is only held is no appointment yet');
  const canChange = canChangeNow(row, now);
  const isReminded = canChange && isFarEnough(row) && (await canBeTold(tx, { ...row, supplierId: supplier.id }));
  return { id, number, reception, startsAt, endsAt, topic, accountId, status, reason, canChange, isReminded };
}

/** Whether its customer can still move or cancel it. */
export function canChangeNow({ status, startsAt }: AppointmentRow, now: Date): boolean {
  return status === 'booked' && now < new Date(startsAt);
}

function isFarEnough({ changedAt, startsAt }: AppointmentRow): boolean {
  return Date.parse(changedAt) < Date.parse(startsAt) - KNOWN_HOURS * 3_600_000;
}
