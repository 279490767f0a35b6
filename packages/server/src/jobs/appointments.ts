import { addDays, dateInTimeZone, endOfDayInTimeZone } from '@kabinet/rules';
import type { Context } from '../context.js';
import { takeToRemind } from '../db/appointments.js';
import { receptionsWaitedFor } from '../db/waiting-places.js';
import { callOffHoliday, holidaysWithVisits } from '../domain/call-off.js';
import type { KnownSupplier } from '../domain/supplier-directory.js';
import { tellOfAppointment } from '../domain/tell-appointment.js';
import { KNOWN_HOURS } from '../domain/told-appointment.js';
import { turnWaitingList } from '../domain/waiting-list.js';
import { describeError } from '../describe-error.js';
import { isSensibleHour } from '../messages/sensible-hours.js';
import { every } from './every.js';

const EVERY_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Later than that before it begins a reminder helps nobody any more. */
const LEAST_HOURS = 1;

/**
 * Reminds of appointments of tomorrow, and of those of today where the server was down yesterday: of each once, by any number of processes. Only
 * at hours at which people may be written to.
 */
export async function remindOfAppointments(context: Context, supplier: KnownSupplier): Promise<void> {
  const { database, now: clock, stopping } = context;
  const supplierId = supplier.id;
  const { timeZone } = supplier.profile;
  while (!stopping.aborted) {
    const now = clock();
    if (!isSensibleHour(now, timeZone)) return;
    const from = new Date(now.getTime() + LEAST_HOURS * HOUR_MS);
    const to = endOfDayInTimeZone(addDays(dateInTimeZone(now, timeZone), 1), timeZone);
    const reminded = await database.transaction(supplierId, async (tx) => {
      const appointment = await takeToRemind(tx, { supplierId, from, to, hoursAhead: KNOWN_HOURS, now });
      if (!appointment) return false;
      const wantedUntil = new Date(appointment.startsAt);
      await tellOfAppointment(tx, {
        supplier,
        appointment,
        now,
        purpose: 'appointment_reminder',
        more: {},
        wantedUntil,
      });
      return true;
    });
    if (!reminded) return;
  }
}

/** Ends offers that nobody took in time and makes new ones, of every reception that somebody waits for. */
export async function turnAllWaitingLists(context: Context, supplier: KnownSupplier): Promise<void> {
  const { database, now, stopping } = context;
  const supplierId = supplier.id;
  for (const receptionId of await database.transaction(supplierId, (tx) => receptionsWaitedFor(tx, { supplierId }))) {
    if (stopping.aborted) return;
    await database.transaction(supplierId, (tx) => turnWaitingList(tx, { supplier, receptionId, now: now() }));
  }
}

/** Calls off what is booked on days that became holidays since, of every reception. */
export async function callOffHolidays(context: Context, supplier: KnownSupplier): Promise<void> {
  const { database, now, stopping } = context;
  const days = await database.transaction(supplier.id, (tx) => holidaysWithVisits(tx, { supplier, now: now() }));
  for (const day of days) {
    if (stopping.aborted) return;
    await database.transaction(supplier.id, (tx) => callOffHoliday(tx, { ...day, supplier, now: now() }));
  }
}

/** Does all of it every minute, until the returned function is called; that waits for what is under way. */
export function startMindingAppointments(context: Context): () => Promise<void> {
  const { suppliers, logger, stopping } = context;
  return every(EVERY_MS, async (stop) => {
    for (const supplier of await suppliers.all().catch(() => [])) {
      for (const work of [callOffHolidays, turnAllWaitingLists, remindOfAppointments]) {
        if (stop.aborted || stopping.aborted) return;
        try {
          await work(context, supplier);
        } catch (error) {
          // One supplier that fails holds up no other; it is tried again in the next round.
          logger.warn({ supplier: supplier.id, error: describeError(error) }, 'could not look after appointments');
        }
      }
    }
  });
}
