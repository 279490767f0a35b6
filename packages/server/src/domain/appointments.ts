import type { Appointment, AppointmentRequest } from '@kabinet/api/contract';
import { appointmentsOfCustomer, bookedAhead } from '../db/appointment-lists.js';
import {
  type AppointmentRow,
  bookHeld,
  findAppointment,
  insertAppointment,
  lockReception,
  lockVisitor,
  moveAppointmentRow,
  settleAppointmentRow,
} from '../db/appointments.js';
import type { Tx } from '../db/database.js';
import { endWaiting, type WaitingPlaceRow, waitingPlaces } from '../db/waiting-places.js';
import { ProblemError } from '../problem.js';
import { type AppointmentCall, readRequest, type SaidOfAppointment, trace } from './appointment-request.js';
import type { ProfileReception } from './reception-profile.js';
import { findReception, findSlot, isAtOnce, nextFreeSlots, requireReception, toldReception } from './receptions.js';
import type { KnownSupplier } from './supplier-directory.js';
import { canChangeNow, toldAppointment } from './told-appointment.js';
import { endOffersOver, endPlace, offerFreePlaces } from './waiting-list.js';

/** More than anybody looks through: what is booked comes first. */
const MOST_LISTED = 50;

/**
 * Books a slot, once the customer may have another one there. A slot that is held for them off the waiting list becomes theirs; with any slot
 * of the reception they wait no longer. A slot that is full, or that there is not (any more), is refused with the next ones.
 */
export async function bookAppointment(
  tx: Tx,
  { request, ...call }: AppointmentCall & { request: AppointmentRequest },
): Promise<Appointment> {
  const { supplier, customerRef, now } = call;
  const supplierId = supplier.id;
  const reception = requireReception(supplier, request.receptionId);
  const said = await readRequest(tx, { ...call, request });
  const which = { supplierId, receptionId: reception.id };
  await lockReception(tx, which);
  await refuseTooMany(tx, { ...call, reception, startsAt: request.startsAt });
  // What is over is nobody's, though nobody has come by to clear it away yet.
  await endOffersOver(tx, { supplier, reception, now });

  const [waiting] = await waitingPlaces(tx, { ...which, customerRef });
  const held = waiting ? await heldFor(tx, { supplierId, waiting }) : null;
  const isHeld = held !== null && Date.parse(held.startsAt) === Date.parse(request.startsAt);
  const booked = isHeld
    ? await takeHeld(tx, { ...call, held, said })
    : await takeFree(tx, { ...call, reception, startsAt: request.startsAt, said });
  if (waiting) {
    if (isHeld) await endWaiting(tx, { supplierId, id: waiting.id, now });
    else await endPlace(tx, { supplierId, place: waiting, now });
    await offerFreePlaces(tx, { supplier, reception, now });
  }
  await trace(tx, call, 'appointment.booked', booked.id);
  return toldAppointment(tx, { supplier, row: booked, now });
}

/** What the customer has booked, the next first, and before that. */
export async function listedAppointments(
  tx: Tx,
  { supplier, customerRef, now }: Omit<AppointmentCall, 'requestId'>,
): Promise<Appointment[]> {
  const rows = await appointmentsOfCustomer(tx, { supplierId: supplier.id, customerRef, now, limit: MOST_LISTED });
  const told: Appointment[] = [];
  for (const row of rows) told.push(await toldAppointment(tx, { supplier, row, now }));
  return told;
}

/** Another slot of the same reception: the old one is given back only with the new one booked. */
export async function moveAppointment(
  tx: Tx,
  { id, startsAt, ...call }: AppointmentCall & { id: string; startsAt: string },
): Promise<Appointment> {
  const { supplier, now } = call;
  const row = await ownAppointment(tx, { ...call, id });
  const reception = findReception(supplier, row.receptionId);
  if (!reception) throw new ProblemError('appointment_not_changeable');
  // The one it has: there is nothing to do.
  if (Date.parse(startsAt) === Date.parse(row.startsAt)) return toldAppointment(tx, { supplier, row, now });
  await refuseTooMany(tx, { ...call, reception, startsAt, moving: id });
  await endOffersOver(tx, { supplier, reception, now });
  // What is held for them at that time is what they take.
  const [waiting] = await waitingPlaces(tx, {
    supplierId: supplier.id,
    receptionId: reception.id,
    customerRef: call.customerRef,
  });
  const held = waiting ? await heldFor(tx, { supplierId: supplier.id, waiting }) : null;
  if (waiting && held && Date.parse(held.startsAt) === Date.parse(startsAt)) {
    await endPlace(tx, { supplierId: supplier.id, place: waiting, now });
  }
  const slot = await findSlot(tx, { supplier, reception, now, startsAt });
  const place = slot?.freePlaces[0];
  if (!slot || place === undefined) throw await slotTaken(tx, { supplier, reception, now, startsAt });
  await moveAppointmentRow(tx, {
    supplierId: supplier.id,
    id,
    reception: toldReception(reception),
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    place,
    now,
  });
  await offerFreePlaces(tx, { supplier, reception, now });
  await trace(tx, call, 'appointment.moved', id);
  return toldAppointment(tx, { supplier, row: await existing(tx, supplier.id, id), now });
}

/** Gives a slot back: whoever waits for it longest is offered it. */
export async function cancelAppointment(
  tx: Tx,
  { id, ...call }: AppointmentCall & { id: string },
): Promise<Appointment> {
  const { supplier, now } = call;
  const row = await ownAppointment(tx, { ...call, id });
  await settleAppointmentRow(tx, { supplierId: supplier.id, id, status: 'cancelled', givesBack: true, now });
  const reception = findReception(supplier, row.receptionId);
  if (reception) await offerFreePlaces(tx, { supplier, reception, now });
  await trace(tx, call, 'appointment.cancelled', id);
  return toldAppointment(tx, { supplier, row: await existing(tx, supplier.id, id), now });
}

/** The customer's own appointment while it can be changed, with its reception held. */
async function ownAppointment(
  tx: Tx,
  { supplier, customerRef, now, id }: AppointmentCall & { id: string },
): Promise<AppointmentRow> {
  const which = { supplierId: supplier.id, id, customerRef };
  const found = await findAppointment(tx, which);
  if (!found || found.status === 'held' || found.status === 'let_go') throw new ProblemError('not_found');
  await lockReception(tx, { supplierId: supplier.id, receptionId: found.receptionId });
  // As those left it who were at the reception before.
  const row = await existing(tx, supplier.id, id);
  if (!canChangeNow(row, now)) throw new ProblemError('appointment_not_changeable');
  return row;
}

async function existing(tx: Tx, supplierId: string, id: string): Promise<AppointmentRow> {
  const row = await findAppointment(tx, { supplierId, id });
  if (!row) throw new Error('an appointment vanished while it was changed');
  return row;
}

/** As many as the supplier allows at one reception, and nobody in two places at once. */
async function refuseTooMany(
  tx: Tx,
  {
    supplier,
    customerRef,
    now,
    reception,
    startsAt,
    moving = null,
  }: AppointmentCall & { reception: ProfileReception; startsAt: string; moving?: string | null },
): Promise<void> {
  const supplierId = supplier.id;
  await lockVisitor(tx, { supplierId, customerRef });
  const ahead = (await bookedAhead(tx, { supplierId, customerRef, now })).filter(({ id }) => id !== moving);
  const there = ahead.filter(({ receptionId }) => receptionId === reception.id);
  if (moving === null && there.length >= reception.atMostPerCustomer) throw new ProblemError('appointment_limit');
  const begin = Date.parse(startsAt);
  // No moment at all is no slot either: that is said elsewhere.
  if (Number.isNaN(begin)) return;
  const wanted = {
    startsAt: new Date(begin).toISOString(),
    endsAt: new Date(begin + reception.slotMinutes * 60_000).toISOString(),
  };
  if (ahead.some((time) => isAtOnce(time, wanted))) throw new ProblemError('appointment_overlap');
}

/** What is held for who waits. */
async function heldFor(
  tx: Tx,
  { supplierId, waiting }: { supplierId: string; waiting: WaitingPlaceRow },
): Promise<AppointmentRow | null> {
  if (waiting.appointmentId === null) return null;
  const row = await findAppointment(tx, { supplierId, id: waiting.appointmentId });
  return row?.status === 'held' ? row : null;
}

async function takeHeld(
  tx: Tx,
  { supplier, now, held, said }: AppointmentCall & { held: AppointmentRow; said: SaidOfAppointment },
): Promise<AppointmentRow> {
  // What was left out now was said when they began to wait.
  const { topic, accountId, phone } = said;
  await bookHeld(tx, {
    supplierId: supplier.id,
    id: held.id,
    topic,
    accountId: accountId ?? held.accountId,
    phone: phone === '' ? held.phone : phone,
    now,
  });
  return existing(tx, supplier.id, held.id);
}

async function takeFree(
  tx: Tx,
  {
    supplier,
    customerRef,
    now,
    reception,
    startsAt,
    said,
  }: AppointmentCall & { reception: ProfileReception; startsAt: string; said: SaidOfAppointment },
): Promise<AppointmentRow> {
  const slot = await findSlot(tx, { supplier, reception, now, startsAt });
  const place = slot?.freePlaces[0];
  const row =
    slot && place !== undefined
      ? await insertAppointment(tx, {
          supplierId: supplier.id,
          customerRef,
          receptionId: reception.id,
          reception: toldReception(reception),
          startsAt: slot.startsAt,
          endsAt: slot.endsAt,
          place,
          ...said,
          status: 'booked',
          now,
        })
      : null;
  if (!row) throw await slotTaken(tx, { supplier, reception, now, startsAt });
  return row;
}

async function slotTaken(
  tx: Tx,
  asked: { supplier: KnownSupplier; reception: ProfileReception; now: Date; startsAt: string },
): Promise<ProblemError> {
  return new ProblemError('slot_taken', { nextFree: await nextFreeSlots(tx, { ...asked, after: asked.startsAt }) });
}
