import type { Appointment, ReceptionDay, StaffAppointment } from '@kabinet/api/contract';
import {
  addDays,
  type CalendarDate,
  dateInTimeZone,
  endOfDayInTimeZone,
  isReceptionDay,
  isHoliday,
} from '@kabinet/rules';
import { accountNumbersOf } from '../db/account-numbers.js';
import { appointmentsBetween } from '../db/appointment-lists.js';
import { type AppointmentRow, findAppointment } from '../db/appointments.js';
import { recordAct, recordActs } from '../db/audit.js';
import { findCustomer } from '../db/customers.js';
import type { Tx } from '../db/database.js';
import { closuresBetween } from '../db/reception-closures.js';
import { waitingPlaces } from '../db/waiting-places.js';
import { contactsOfCustomer } from './customer-contacts.js';
import type { StaffAtWork } from './link-requests.js';
import type { ProfileReception } from './reception-profile.js';
import { findReception, inOwnLanguage } from './receptions.js';
import type { KnownSupplier } from './supplier-directory.js';
import { canBeTold } from './tell-appointment.js';
import { toldAppointment } from './told-appointment.js';

/** A member of staff at work with receptions. */
export type ReceptionStaff = Omit<StaffAtWork, 'supplier'> & { readonly supplier: KnownSupplier };

/** The day of a reception that they look at or change. */
export interface OfDay extends ReceptionStaff {
  readonly reception: ProfileReception;
  readonly on: CalendarDate;
}

/** Who comes to a reception on a day. Each one shown is a look at somebody's data, and the look at the day is written down too. */
export async function lookAtDay(tx: Tx, work: OfDay): Promise<ReceptionDay> {
  const { supplier, reception, on } = work;
  const which = { supplierId: supplier.id, receptionId: reception.id };
  const [closure] = await closuresBetween(tx, { ...which, from: on, to: on });
  const rows = await appointmentsOn(tx, work);
  await recordAct(tx, dayAct(work, 'reception_day.viewed'));
  await recordActs(
    tx,
    rows.map(({ id }) => act(work, 'appointment.viewed', id)),
  );
  const items: StaffAppointment[] = [];
  const numbers = await numbersOf(tx, work, rows);
  for (const row of rows) items.push(await toldToStaff(tx, { ...work, row, numbers }));
  return {
    on,
    isClosed: closure !== undefined || isHoliday(on, supplier.profile.holidays),
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
      isClosed: closures.some(({ day }) => day === on) || isHoliday(on, holidays),
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
  await recordAct(tx, act(work, 'appointment.viewed', id));
  const numbers = await numbersOf(tx, work, [row]);
  return { item: await toldToStaff(tx, { ...work, reception, on, row, numbers }), receptionId: reception.id, on };
}

/** Whether staff look at appointments of that kind: what customers gave back is nobody's. */
export function isShown(status: AppointmentRow['status']): status is Exclude<Appointment['status'], 'cancelled'> {
  return status === 'booked' || status === 'attended' || status === 'missed' || status === 'called_off';
}

async function toldToStaff(
  tx: Tx,
  { supplier, now, row, numbers }: OfDay & { row: AppointmentRow; numbers: ReadonlyMap<string, string> },
): Promise<StaffAppointment> {
  const { customerRef, accountId, phone } = row;
  const supplierId = supplier.id;
  const customer = await findCustomer(tx, { supplierId, customerRef });
  return {
    appointment: await toldAppointment(tx, { supplier, row, now }),
    customerName: customer?.name ?? '',
    accountNumber: accountId === null ? null : (numbers.get(accountId) ?? null),
    phone: phone === '' ? await provenPhone(tx, { supplierId, customerRef }) : phone,
    canBeTold: await canBeTold(tx, { ...row, supplierId }),
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
async function provenPhone(tx: Tx, of: { supplierId: string; customerRef: string }): Promise<string> {
  const contacts = await contactsOfCustomer(tx, of);
  return contacts.find(({ kind }) => kind === 'phone')?.address ?? '';
}

/** The appointments of a day; those that staff look at unless others are named. */
export function appointmentsOn(
  tx: Tx,
  { supplier, reception, on }: Pick<OfDay, 'supplier' | 'reception' | 'on'>,
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

/** What a member of staff does with an appointment, for the trace. */
export function act({ supplier, staff, now, requestId }: ReceptionStaff, action: string, subjectId: string | null) {
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

/** What they do with a day: it has no id of its own. */
export function dayAct(work: OfDay, action: string) {
  return { ...act(work, action, null), about: `${work.reception.id} ${work.on}` };
}
