import type { Appointment, AppointmentOutcome, ReceptionDay, StaffAppointment } from '@kabinet/api/contract';
import {
  addDays,
  type CalendarDate,
  dateInTimeZone,
  endOfDayInTimeZone,
  isReceptionDay,
  isReceptionHoliday,
} from '@kabinet/rules';
import { accountNumbersOf } from '../db/account-numbers.js';
import {
  type AppointmentRow,
  appointmentsBetween,
  findAppointment,
  lockReception,
  settleAppointmentRow,
} from '../db/appointments.js';
import { recordAct, recordActs } from '../db/audit.js';
import { contactsOf } from '../db/contacts.js';
import { findCustomer } from '../db/customers.js';
import type { Tx } from '../db/database.js';
import { closeDay, closuresBetween, openDay } from '../db/reception-closures.js';
import { waitingPlaces } from '../db/waiting-places.js';
import { HOSTED_REF } from './customer.js';
import { toldAppointment } from './appointments.js';
import { cleanLines } from './clean-text.js';
import type { StaffAtWork } from './link-requests.js';
import type { ProfileReception } from './reception-profile.js';
import { findReception, inOwnLanguage, nextFreeSlots } from './receptions.js';
import type { KnownSupplier } from './supplier-directory.js';
import { momentAt, tellOfAppointment } from './tell-appointment.js';
import { offerFreePlaces, takeBackOffer } from './waiting-list.js';

/** A member of staff at work with receptions. */
export type ReceptionStaff = Omit<StaffAtWork, 'supplier'> & { readonly supplier: KnownSupplier };

interface OfDay extends ReceptionStaff {
  readonly reception: ProfileReception;
  readonly on: CalendarDate;
}

/** How many free times are named to who is called off. */
const TIMES_NAMED = 3;

/** Whether the text is a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Who comes to a reception on a day. Each one shown is a look at somebody's data, and the look at the day is written down too. */
export async function lookAtDay(tx: Tx, work: OfDay): Promise<ReceptionDay> {
  const { supplier, reception, on } = work;
  const which = { supplierId: supplier.id, receptionId: reception.id };
  const [closure] = await closuresBetween(tx, { ...which, from: on, to: on });
  const rows = await appointmentsOn(tx, work);
  await written(tx, work, 'reception_day.viewed', null);
  await recordActs(
    tx,
    rows.map(({ id }) => act(work, 'appointment.viewed', id)),
  );
  const items: StaffAppointment[] = [];
  const numbers = await numbersOf(tx, work, rows);
  for (const row of rows) items.push(await toldToStaff(tx, { ...work, row, numbers }));
  return {
    on,
    isClosed: closure !== undefined || isReceptionHoliday(on, supplier.profile.holidays),
    why: closure ? inOwnLanguage(supplier, closure.reason) : null,
    items,
    waiting: (await waitingPlaces(tx, which)).length,
  };
}

/** A day of a reception in the overview. */
export interface AgendaDay {
  readonly on: CalendarDate;
  readonly isClosed: boolean;
  readonly booked: number;
}

/** The days ahead on which a reception takes place or would, with how many come. Nothing of anybody's data: looking at it is no look at data. */
export async function receptionAgenda(
  tx: Tx,
  { supplier, reception, now, days }: Omit<OfDay, 'on'> & { days: number },
): Promise<AgendaDay[]> {
  const { timeZone, holidays } = supplier.profile;
  const today = dateInTimeZone(now, timeZone);
  const which = { supplierId: supplier.id, receptionId: reception.id };
  const until = addDays(today, days - 1);
  const closures = await closuresBetween(tx, { ...which, from: today, to: until });
  const booked = await appointmentsBetween(tx, {
    ...which,
    from: startOfDay(today, timeZone),
    to: endOfDayInTimeZone(until, timeZone),
    statuses: ['booked', 'attended', 'missed'],
  });
  const bookedOn = (on: CalendarDate) =>
    booked.filter(({ startsAt }) => dateInTimeZone(startsAt, timeZone) === on).length;
  return Array.from({ length: days }, (_, index) => addDays(today, index))
    .map((on) => ({
      on,
      isClosed: closures.some(({ day }) => day === on) || isReceptionHoliday(on, holidays),
      booked: bookedOn(on),
    }))
    .filter(({ on, booked: count }) => count > 0 || isReceptionDay(on, reception.hours));
}

/** One appointment as staff see it, with its day; null where there is none such. The look is written down. */
export async function lookAtAppointment(
  tx: Tx,
  { id, ...work }: ReceptionStaff & { id: string },
): Promise<{ readonly item: StaffAppointment; readonly receptionId: string; readonly on: CalendarDate } | null> {
  const { supplier } = work;
  const row = await findAppointment(tx, { supplierId: supplier.id, id });
  const reception = row && findReception(supplier, row.receptionId);
  if (!row || !reception || !isShown(row.status)) return null;
  const on = dateInTimeZone(row.startsAt, supplier.profile.timeZone);
  await written(tx, work, 'appointment.viewed', id);
  const numbers = await numbersOf(tx, work, [row]);
  return { item: await toldToStaff(tx, { ...work, reception, on, row, numbers }), receptionId: reception.id, on };
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
  await written(tx, work, 'reception_day.closed', null);
  const booked = (await appointmentsOn(tx, work)).filter(
    ({ status, startsAt }) => status === 'booked' && new Date(startsAt) > now,
  );
  for (const row of booked) await callOff(tx, { ...work, row, reason, givesBack: true });
  const held = await appointmentsOn(tx, work, ['held']);
  for (const place of await waitingPlaces(tx, which)) {
    const row = held.find(({ id }) => id === place.appointmentId);
    if (!row) continue;
    await takeBackOffer(tx, { supplierId: supplier.id, place, now });
    await tellCalledOff(tx, { ...work, row, reason });
  }
  await offerFreePlaces(tx, { supplier, reception, now });
  return null;
}

/** Opens a day again: what is free of it goes to those who wait first. */
export async function openReceptionDay(tx: Tx, work: OfDay): Promise<DayFault | null> {
  const { supplier, reception, on, now } = work;
  if (isPast(work)) return 'past';
  const which = { supplierId: supplier.id, receptionId: reception.id };
  await lockReception(tx, which);
  await openDay(tx, { ...which, day: on });
  await written(tx, work, 'reception_day.opened', null);
  await offerFreePlaces(tx, { supplier, reception, now });
  return null;
}

export type Settled =
  | { readonly kind: 'settled'; readonly reception: ProfileReception; readonly on: CalendarDate }
  | { readonly kind: 'not_found' | 'not_changeable' | 'reason_missing' };

/**
 * Says what became of an appointment: whether its customer came can be said once it has begun, and corrected; one that is booked can be called
 * off, and its customer is told why. Nobody else is given a place that was called off by itself: the manager is not there then.
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
  const on = dateInTimeZone(found.startsAt, supplier.profile.timeZone);
  const of = { ...work, reception, on };
  if (!row) return { kind: 'not_found' };
  if (outcome === 'called_off') {
    const reason = cleanLines(typed);
    if (row.status !== 'booked') return { kind: 'not_changeable' };
    if (reason === '') return { kind: 'reason_missing' };
    await callOff(tx, { ...of, row, reason, givesBack: false });
    return { kind: 'settled', reception, on };
  }
  const wasThere = row.status === 'booked' || row.status === 'attended' || row.status === 'missed';
  if (!wasThere || now < new Date(row.startsAt)) return { kind: 'not_changeable' };
  await settleAppointmentRow(tx, { supplierId, id, status: outcome, givesBack: false, now });
  await written(tx, of, 'appointment.settled', id);
  return { kind: 'settled', reception, on };
}

/** Whether staff look at appointments of that kind: what customers gave back is nobody's. */
function isShown(status: AppointmentRow['status']): status is Exclude<Appointment['status'], 'cancelled'> {
  return status === 'booked' || status === 'attended' || status === 'missed' || status === 'called_off';
}

async function callOff(
  tx: Tx,
  { row, reason, givesBack, ...work }: OfDay & { row: AppointmentRow; reason: string; givesBack: boolean },
): Promise<void> {
  const { supplier, now } = work;
  await settleAppointmentRow(tx, { supplierId: supplier.id, id: row.id, status: 'called_off', reason, givesBack, now });
  await written(tx, work, 'appointment.called_off', row.id);
  await tellCalledOff(tx, { ...work, row, reason });
}

async function tellCalledOff(
  tx: Tx,
  { supplier, reception, now, row, reason }: OfDay & { row: AppointmentRow; reason: string },
): Promise<void> {
  const free = await nextFreeSlots(tx, { supplier, reception, now, after: row.startsAt });
  await tellOfAppointment(tx, {
    supplier,
    appointment: row,
    now,
    purpose: 'appointment_called_off',
    more: { reason, nextFree: free.slice(0, TIMES_NAMED).map(({ startsAt }) => momentAt(startsAt, supplier)) },
    wantedUntil: new Date(row.startsAt),
  });
}

async function toldToStaff(
  tx: Tx,
  { supplier, now, row, numbers }: OfDay & { row: AppointmentRow; numbers: ReadonlyMap<string, string> },
): Promise<StaffAppointment> {
  const { customerRef, accountId, phone } = row;
  const customer = await findCustomer(tx, { supplierId: supplier.id, customerRef });
  return {
    appointment: toldAppointment(row, now),
    customerName: customer?.name ?? '',
    accountNumber: accountId === null ? null : (numbers.get(accountId) ?? null),
    phone: phone === '' ? await provenPhone(tx, { supplierId: supplier.id, customerRef }) : phone,
  };
}

async function numbersOf(
  tx: Tx,
  { supplier }: ReceptionStaff,
  rows: readonly AppointmentRow[],
): Promise<ReadonlyMap<string, string>> {
  const accountIds = rows.flatMap(({ accountId }) => accountId ?? []);
  return accountIds.length > 0 ? accountNumbersOf(tx, { supplierId: supplier.id, accountIds }) : new Map();
}

/** The phone that somebody signed up with; empty where there is none. */
async function provenPhone(
  tx: Tx,
  { supplierId, customerRef }: { supplierId: string; customerRef: string },
): Promise<string> {
  if (!customerRef.startsWith(HOSTED_REF)) return '';
  const contacts = await contactsOf(tx, { supplierId, personId: customerRef.slice(HOSTED_REF.length) });
  return contacts.find(({ kind }) => kind === 'phone')?.address ?? '';
}

function appointmentsOn(
  tx: Tx,
  { supplier, reception, on }: OfDay,
  statuses?: readonly AppointmentRow['status'][],
): Promise<AppointmentRow[]> {
  const { timeZone } = supplier.profile;
  return appointmentsBetween(tx, {
    supplierId: supplier.id,
    receptionId: reception.id,
    from: startOfDay(on, timeZone),
    to: endOfDayInTimeZone(on, timeZone),
    ...(statuses && { statuses }),
  });
}

function startOfDay(on: CalendarDate, timeZone: string): Date {
  return new Date(endOfDayInTimeZone(addDays(on, -1), timeZone).getTime() + 1000);
}

function isPast({ supplier, on, now }: OfDay): boolean {
  return on < dateInTimeZone(now, supplier.profile.timeZone);
}

async function written(tx: Tx, work: ReceptionStaff, action: string, subjectId: string | null): Promise<void> {
  await recordAct(tx, act(work, action, subjectId));
}

function act({ supplier, staff, now, requestId }: ReceptionStaff, action: string, subjectId: string | null) {
  return {
    supplierId: supplier.id,
    at: now,
    actor: 'staff' as const,
    customerRef: staff.ref,
    action,
    subjectId,
    requestId,
  };
}
