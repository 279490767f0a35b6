import type { WaitingPlace, WaitingRequest } from '@kabinet/api/contract';
import {
  bookedAhead,
  findAppointment,
  insertAppointment,
  lockReception,
  settleAppointmentRow,
} from '../db/appointments.js';
import type { Tx } from '../db/database.js';
import {
  countAhead,
  endWaiting,
  findWaitingPlace,
  joinWaiting,
  setOffer,
  type WaitingPlaceRow,
  waitingPlaces,
} from '../db/waiting-places.js';
import { ProblemError } from '../problem.js';
import { type AppointmentCall, readRequest, trace } from './appointment-request.js';
import type { ProfileReception } from './reception-profile.js';
import { findReception, freeSlots, requireReception, toldReception } from './receptions.js';
import type { KnownSupplier } from './supplier-directory.js';
import { momentAt, tellOfAppointment } from './tell-appointment.js';

const HOUR_MS = 3_600_000;
/** How long a slot that became free is held for whoever waits, and the least time in which somebody can be expected to answer. */
const HELD_HOURS = 24;
const LEAST_HELD_HOURS = 1;

/**
 * Puts a customer on the list of a reception. Whoever is first and finds a place free is offered it at once. Not for who has as many
 * appointments there as they may.
 */
export async function joinWaitingList(
  tx: Tx,
  { receptionId, request, ...call }: AppointmentCall & { receptionId: string; request: WaitingRequest },
): Promise<WaitingPlace> {
  const { supplier, customerRef, now } = call;
  const supplierId = supplier.id;
  const reception = requireReception(supplier, receptionId);
  const said = await readRequest(tx, { ...call, request });
  await lockReception(tx, { supplierId, receptionId });
  const ahead = await bookedAhead(tx, { supplierId, receptionId, customerRef, now });
  if (ahead.length >= reception.atMostPerCustomer) throw new ProblemError('appointment_limit');
  const place = await joinWaiting(tx, { supplierId, customerRef, receptionId, ...said, now });
  // They see it in the answer: there is nothing to write to them.
  await offerFreePlaces(tx, { supplier, reception, now, present: customerRef });
  await trace(tx, call, 'waiting_list.joined', place.id);
  return toldWaitingPlace(tx, {
    supplier,
    reception,
    place: (await findWaitingPlace(tx, { ...call, supplierId, id: place.id })) ?? place,
  });
}

/** Takes a customer off a list; what was held for them goes to the next one. */
export async function leaveWaitingList(tx: Tx, { id, ...call }: AppointmentCall & { id: string }): Promise<void> {
  const { supplier, now } = call;
  const supplierId = supplier.id;
  const found = await findWaitingPlace(tx, { ...call, supplierId, id });
  if (!found) throw new ProblemError('not_found');
  await lockReception(tx, { supplierId, receptionId: found.receptionId });
  const place = await findWaitingPlace(tx, { ...call, supplierId, id });
  if (!place) throw new ProblemError('not_found');
  await endPlace(tx, { supplierId, place, now });
  const reception = findReception(supplier, place.receptionId);
  if (reception) await offerFreePlaces(tx, { supplier, reception, now });
  await trace(tx, call, 'waiting_list.left', id);
}

/** What the customer waits for; of a reception that is no more, nothing. */
export async function listedWaitingPlaces(
  tx: Tx,
  { supplier, customerRef }: Pick<AppointmentCall, 'supplier' | 'customerRef'>,
): Promise<WaitingPlace[]> {
  const told: WaitingPlace[] = [];
  for (const place of await waitingPlaces(tx, { supplierId: supplier.id, customerRef })) {
    const reception = findReception(supplier, place.receptionId);
    if (reception) told.push(await toldWaitingPlace(tx, { supplier, reception, place }));
  }
  return told;
}

async function toldWaitingPlace(
  tx: Tx,
  { supplier, reception, place }: { supplier: KnownSupplier; reception: ProfileReception; place: WaitingPlaceRow },
): Promise<WaitingPlace> {
  const { id, topic, since, appointmentId, heldUntil } = place;
  const supplierId = supplier.id;
  const held = appointmentId === null ? null : await findAppointment(tx, { supplierId, id: appointmentId });
  return {
    id,
    reception: toldReception(reception),
    topic,
    since,
    ahead: held ? 0 : await countAhead(tx, { supplierId, place }),
    offer: held && heldUntil !== null ? { startsAt: held.startsAt, endsAt: held.endsAt, heldUntil } : null,
  };
}

/**
 * Gives the free places of a reception to those who wait, in turn: each is held for a day, or until it can be booked no more, and they are
 * told. A slot that is too near for that is left to whoever comes first. The reception must be locked. Who is `present` is not written to.
 */
export async function offerFreePlaces(
  tx: Tx,
  {
    supplier,
    reception,
    now,
    present,
  }: { supplier: KnownSupplier; reception: ProfileReception; now: Date; present?: string },
): Promise<void> {
  const supplierId = supplier.id;
  const waiting = (await waitingPlaces(tx, { supplierId, receptionId: reception.id })).filter(
    ({ appointmentId }) => appointmentId === null,
  );
  if (waiting.length === 0) return;
  const free = (await freeSlots(tx, { supplier, reception, now })).flatMap(({ freePlaces, ...slot }) =>
    freePlaces.map((place) => ({ ...slot, place, heldUntil: heldUntil(slot.startsAt, reception, now) })),
  );
  const offers = free.filter((each) => each.heldUntil.getTime() - now.getTime() >= LEAST_HELD_HOURS * HOUR_MS);
  for (const place of waiting) {
    const offer = offers.shift();
    if (!offer) return;
    const { customerRef, receptionId, topic, accountId, phone, language } = place;
    const held = await insertAppointment(tx, {
      supplierId,
      customerRef,
      receptionId,
      reception: toldReception(reception),
      startsAt: offer.startsAt,
      endsAt: offer.endsAt,
      place: offer.place,
      topic,
      accountId,
      phone,
      language,
      status: 'held',
      now,
    });
    if (!held) continue;
    await setOffer(tx, { supplierId, id: place.id, offer: { appointmentId: held.id, heldUntil: offer.heldUntil } });
    if (customerRef === present) continue;
    await tellOfAppointment(tx, {
      supplier,
      appointment: held,
      now,
      purpose: 'appointment_offered',
      more: { until: momentAt(offer.heldUntil, supplier) },
      wantedUntil: offer.heldUntil,
    });
  }
}

function heldUntil(startsAt: string, { noticeHours }: ProfileReception, now: Date): Date {
  const lastMoment = Date.parse(startsAt) - noticeHours * HOUR_MS;
  return new Date(Math.min(now.getTime() + HELD_HOURS * HOUR_MS, lastMoment));
}

/** Ends offers that nobody took in time, and offers what is free to those who still wait: of every reception that somebody waits for. */
export async function turnWaitingLists(
  tx: Tx,
  { supplier, receptionId, now }: { supplier: KnownSupplier; receptionId: string; now: Date },
): Promise<void> {
  const supplierId = supplier.id;
  await lockReception(tx, { supplierId, receptionId });
  const reception = findReception(supplier, receptionId);
  for (const place of await waitingPlaces(tx, { supplierId, receptionId })) {
    const isOver = place.heldUntil !== null && now > new Date(place.heldUntil);
    if (isOver || !reception) await endPlace(tx, { supplierId, place, now });
  }
  if (reception) await offerFreePlaces(tx, { supplier, reception, now });
}

/** Takes back what was held, and ends the waiting. */
async function endPlace(
  tx: Tx,
  { supplierId, place, now }: { supplierId: string; place: WaitingPlaceRow; now: Date },
): Promise<void> {
  await takeBackOffer(tx, { supplierId, place, now });
  await endWaiting(tx, { supplierId, id: place.id, now });
}

/** What is held for somebody is held no more. */
export async function takeBackOffer(
  tx: Tx,
  { supplierId, place, now }: { supplierId: string; place: WaitingPlaceRow; now: Date },
): Promise<void> {
  if (place.appointmentId === null) return;
  await settleAppointmentRow(tx, { supplierId, id: place.appointmentId, status: 'let_go', givesBack: true, now });
  await setOffer(tx, { supplierId, id: place.id, offer: null });
}
