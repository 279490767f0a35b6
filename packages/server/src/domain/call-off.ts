import type { AppointmentOutcome } from '@kabinet/api/contract';
import { type CalendarDate, dateInTimeZone, isHoliday } from '@kabinet/rules';
import { takenAhead } from '../db/appointment-lists.js';
import { type AppointmentRow, findAppointment, lockReception, settleAppointmentRow } from '../db/appointments.js';
import { type Act, recordAct } from '../db/audit.js';
import type { Tx } from '../db/database.js';
import { closeDay, openDay } from '../db/reception-closures.js';
import { waitingPlaces } from '../db/waiting-places.js';
import { holidayReason } from '../messages/appointment-texts.js';
import { pageLanguageOf } from '../words/languages.js';
import { cleanLines } from './clean-text.js';
import { act, appointmentsOn, dayAct, isShown, type OfDay, type ReceptionStaff } from './reception-days.js';
import type { ProfileReception } from './reception-profile.js';
import { findReception, freeSlots, nextOf, type SlotWithPlaces } from './receptions.js';
import type { KnownSupplier } from './supplier-directory.js';
import { momentAt, tellOfAppointment } from './tell-appointment.js';
import { offerFreePlaces, takeBackOffer } from './waiting-list.js';

/** How many free times are named to who is called off. */
const TIMES_NAMED = 3;

/** Where and when something is called off. */
interface Place {
  readonly supplier: KnownSupplier;
  readonly reception: ProfileReception;
  readonly now: Date;
}

/** With what else can be booked: worked out once for all of a day. */
interface Telling extends Place {
  readonly free: readonly SlotWithPlaces[];
}

export type DayFault = 'past' | 'reason_missing';

/**
 * Closes a day: nobody can book it, whoever has is called off and told, with the next free times; whoever was offered a place of it waits again.
 * What is wrong with what was asked, or null.
 */
export async function closeReceptionDay(
  tx: Tx,
  { reason: typed, ...work }: OfDay & { reason: string },
): Promise<DayFault | null> {
  const { supplier, reception, on, staff, now } = work;
  const reason = cleanLines(typed);
  if (isPast(work)) return 'past';
  if (reason === '') return 'reason_missing';
  const which = { supplierId: supplier.id, receptionId: reception.id };
  await lockReception(tx, which);
  await closeDay(tx, { ...which, day: on, reason, staffRef: staff.ref, now });
  await recordAct(tx, dayAct(work, 'reception_day.closed'));
  await callOffDay(tx, {
    ...work,
    reasonFor: () => reason,
    actFor: ({ id }) => act(work, 'appointment.called_off', id),
  });
  return null;
}

/** Opens a day again: what is free of it goes to those who wait first. */
export async function openReceptionDay(tx: Tx, work: OfDay): Promise<DayFault | null> {
  const { supplier, reception, on, now } = work;
  if (isPast(work)) return 'past';
  const which = { supplierId: supplier.id, receptionId: reception.id };
  await lockReception(tx, which);
  await openDay(tx, { ...which, day: on });
  await recordAct(tx, dayAct(work, 'reception_day.opened'));
  await offerFreePlaces(tx, { supplier, reception, now });
  return null;
}

/** The days that became holidays after somebody had booked them, or was offered a place there. */
export async function holidaysWithVisits(
  tx: Tx,
  { supplier, now }: Pick<Place, 'supplier' | 'now'>,
): Promise<{ readonly reception: ProfileReception; readonly on: CalendarDate }[]> {
  const { holidays, timeZone } = supplier.profile;
  if (holidays.length === 0) return [];
  const found = new Map<string, { reception: ProfileReception; on: CalendarDate }>();
  for (const { receptionId, startsAt } of await takenAhead(tx, { supplierId: supplier.id, now })) {
    const on = dateInTimeZone(startsAt, timeZone);
    const reception = findReception(supplier, receptionId);
    if (reception && isHoliday(on, holidays)) found.set(`${receptionId} ${on}`, { reception, on });
  }
  return [...found.values()];
}

/** Calls off what is booked on a day that the supplier's profile names as a holiday meanwhile, as staff would who close it. */
export async function callOffHoliday(tx: Tx, day: Place & { on: CalendarDate }): Promise<void> {
  const { supplier, reception, now } = day;
  await lockReception(tx, { supplierId: supplier.id, receptionId: reception.id });
  await callOffDay(tx, {
    ...day,
    reasonFor: ({ language }) => holidayReason[pageLanguageOf(language)],
    actFor: ({ id }) => ({
      supplierId: supplier.id,
      at: now,
      actor: 'system',
      customerRef: null,
      action: 'appointment.called_off',
      subjectId: id,
      requestId: null,
    }),
  });
}

export type Settled =
  | { readonly kind: 'settled'; readonly reception: ProfileReception; readonly on: CalendarDate }
  | { readonly kind: 'not_found' | 'not_changeable' | 'reason_missing' };

/**
 * Says what became of an appointment: whether its customer came can be said once it has begun, and corrected; one that is booked and not
 * over can be called off, and its customer is told why. Nobody else is given a place that was called off by itself: the manager is not there then.
 */
export async function settleAppointment(
  tx: Tx,
  { id, outcome: { outcome, reason: typed }, ...work }: ReceptionStaff & { id: string; outcome: AppointmentOutcome },
): Promise<Settled> {
  const { supplier, now } = work;
  const supplierId = supplier.id;
  const found = await findAppointment(tx, { supplierId, id });
  const reception = found && findReception(supplier, found.receptionId);
  if (!found || !reception || !isShown(found.status)) return { kind: 'not_found' };
  await lockReception(tx, { supplierId, receptionId: reception.id });
  const row = await findAppointment(tx, { supplierId, id });
  if (!row) return { kind: 'not_found' };
  const on = dateInTimeZone(row.startsAt, supplier.profile.timeZone);
  if (outcome === 'called_off') {
    const reason = cleanLines(typed);
    if (row.status !== 'booked' || now >= new Date(row.endsAt)) return { kind: 'not_changeable' };
    if (reason === '') return { kind: 'reason_missing' };
    const free = await freeSlots(tx, { supplier, reception, now });
    await callOff(tx, { ...work, reception, free, row, reason, givesBack: false });
    await recordAct(tx, act(work, 'appointment.called_off', id));
    return { kind: 'settled', reception, on };
  }
  const wasThere = row.status === 'booked' || row.status === 'attended' || row.status === 'missed';
  if (!wasThere || now < new Date(row.startsAt)) return { kind: 'not_changeable' };
  await settleAppointmentRow(tx, { supplierId, id, status: outcome, givesBack: false, now });
  await recordAct(tx, act(work, 'appointment.settled', id));
  return { kind: 'settled', reception, on };
}

/**
 * Calls off all of a day that is still to come, and takes back what is held of it. All places are given back: should there be a reception that
 * day after all, it is free. The reception must be locked.
 */
async function callOffDay(
  tx: Tx,
  day: Place & {
    on: CalendarDate;
    reasonFor: (row: AppointmentRow) => string;
    actFor: (row: AppointmentRow) => Act;
  },
): Promise<void> {
  const { supplier, reception, now, reasonFor, actFor } = day;
  const supplierId = supplier.id;
  const telling = { supplier, reception, now, free: await freeSlots(tx, { supplier, reception, now }) };
  for (const row of await appointmentsOn(tx, day, ['booked'])) {
    if (new Date(row.startsAt) <= now) continue;
    await callOff(tx, { ...telling, row, reason: reasonFor(row), givesBack: true });
    await recordAct(tx, actFor(row));
  }
  const held = await appointmentsOn(tx, day, ['held']);
  for (const place of await waitingPlaces(tx, { supplierId, receptionId: reception.id })) {
    const row = held.find(({ id }) => id === place.appointmentId);
    if (!row) continue;
    await takeBackOffer(tx, { supplierId, place, now });
    // Who has not heard of the offer need not hear that it is none any more.
    if (place.toldAt !== null) await tellCalledOff(tx, { ...telling, row, reason: reasonFor(row) });
  }
  await offerFreePlaces(tx, { supplier, reception, now });
}

async function callOff(
  tx: Tx,
  { row, reason, givesBack, ...telling }: Telling & { row: AppointmentRow; reason: string; givesBack: boolean },
): Promise<void> {
  const { supplier, now } = telling;
  await settleAppointmentRow(tx, { supplierId: supplier.id, id: row.id, status: 'called_off', reason, givesBack, now });
  await tellCalledOff(tx, { ...telling, row, reason });
}

async function tellCalledOff(
  tx: Tx,
  { supplier, now, free, row, reason }: Telling & { row: AppointmentRow; reason: string },
): Promise<void> {
  const next = nextOf(free, row.startsAt).slice(0, TIMES_NAMED);
  await tellOfAppointment(tx, {
    supplier,
    appointment: row,
    now,
    purpose: 'appointment_called_off',
    more: { reason, nextFree: next.map(({ startsAt }) => momentAt(startsAt, supplier)) },
    // Who is waiting at the door wants to know it too.
    wantedUntil: new Date(row.endsAt),
  });
}

function isPast({ supplier, on, now }: OfDay): boolean {
  return on < dateInTimeZone(now, supplier.profile.timeZone);
}
