import type { WaitingPlace, WaitingRequest } from '@kabinet/api/contract';
import { dateInTimeZone } from '@kabinet/rules';
import { bookedAhead } from '../db/appointment-lists.js';
import { findAppointment, insertAppointment, lockReception, settleAppointmentRow } from '../db/appointments.js';
import type { Tx } from '../db/database.js';
import {
  countAhead,
  endWaiting,
  findWaitingPlace,
  joinWaiting,
  setOffer,
  setTold,
  type WaitingPlaceRow,
  waitingPlaces,
} from '../db/waiting-places.js';
import { isSensibleHour, nextSensibleMoment } from '../messages/sensible-hours.js';
import { ProblemError } from '../problem.js';
import { type AppointmentCall, readRequest, trace } from './appointment-request.js';
import type { ProfileReception } from './reception-profile.js';
import { findReception, freeSlots, isAtOnce, isOver, requireReception, toldReception } from './receptions.js';
import type { KnownSupplier } from './supplier-directory.js';
import { canBeTold, momentAt, tellOfAppointment } from './tell-appointment.js';

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
  if (isOver(reception, dateInTimeZone(now, supplier.profile.timeZone))) throw new ProblemError('not_found');
  const said = await readRequest(tx, { ...call, request });
  await lockReception(tx, { supplierId, receptionId });
  await endOffersOver(tx, { supplier, reception, now });
  const ahead = (await bookedAhead(tx, { supplierId, customerRef, now })).filter(
    (each) => each.receptionId === receptionId,
  );
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
    isTold: await canBeTold(tx, { ...place, supplierId }),
  };
}

/**
 * Gives the free places of a reception to those who wait, in turn: each is held for a day, or until it can be booked no more. A slot that is too
 * near for that is left to whoever comes first, and nobody is offered a time at which they are booked already. They are told at the next hour at
 * which people may be written to, and the day counts from then. The reception must be locked. Who is `present` sees it and is not written to.
 */
export async function offerFreePlaces(
  tx: Tx,
  { supplier, reception, now, present }: Turn & { reception: ProfileReception; present?: string },
): Promise<void> {
  const supplierId = supplier.id;
  const all = await waitingPlaces(tx, { supplierId, receptionId: reception.id });
  const waiting = all.filter(({ appointmentId }) => appointmentId === null);
  const offers = waiting.length > 0 ? await placesToOffer(tx, { supplier, reception, now }) : [];
  for (const place of waiting) {
    if (offers.length === 0) break;
    const own = await bookedAhead(tx, { supplierId, customerRef: place.customerRef, now });
    const index = offers.findIndex((offer) => !own.some((time) => isAtOnce(time, offer)));
    const [offer] = index < 0 ? [] : offers.splice(index, 1);
    if (!offer) continue;
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
    if (customerRef === present) await setTold(tx, { supplierId, id: place.id, now });
  }
  if (all.length > 0) await tellOfOffers(tx, { supplier, receptionId: reception.id, now });
}

interface Turn {
  readonly supplier: KnownSupplier;
  readonly now: Date;
}

/** Every free place that leaves enough time to answer, in order, with when that time ends. */
async function placesToOffer(tx: Tx, { supplier, reception, now }: Turn & { reception: ProfileReception }) {
  const toldAt = nextSensibleMoment(now, supplier.profile.timeZone).getTime();
  return (await freeSlots(tx, { supplier, reception, now })).flatMap(({ freePlaces, ...slot }) => {
    const lastMoment = Date.parse(slot.startsAt) - reception.noticeHours * HOUR_MS;
    const heldUntil = new Date(Math.min(toldAt + HELD_HOURS * HOUR_MS, lastMoment));
    if (heldUntil.getTime() - toldAt < LEAST_HELD_HOURS * HOUR_MS) return [];
    return freePlaces.map((place) => ({ ...slot, place, heldUntil }));
  });
}

/** Tells those who wait of what is held for them and who do not know yet, at hours at which people may be written to. */
async function tellOfOffers(tx: Tx, { supplier, receptionId, now }: Turn & { receptionId: string }): Promise<void> {
  if (!isSensibleHour(now, supplier.profile.timeZone)) return;
  const supplierId = supplier.id;
  for (const { id, appointmentId, heldUntil, toldAt } of await waitingPlaces(tx, { supplierId, receptionId })) {
    if (appointmentId === null || heldUntil === null || toldAt !== null) continue;
    const appointment = await findAppointment(tx, { supplierId, id: appointmentId });
    if (!appointment) continue;
    await setTold(tx, { supplierId, id, now });
    await tellOfAppointment(tx, {
      supplier,
      appointment,
      now,
      purpose: 'appointment_offered',
      more: { until: momentAt(heldUntil, supplier) },
      wantedUntil: new Date(heldUntil),
    });
  }
}

/** Ends offers that nobody took in time and offers what is free to those who still wait; nobody waits for a reception that there is no more, or that is over. */
export async function turnWaitingList(
  tx: Tx,
  { supplier, receptionId, now }: Turn & { receptionId: string },
): Promise<void> {
  const supplierId = supplier.id;
  await lockReception(tx, { supplierId, receptionId });
  const reception = findReception(supplier, receptionId);
  if (reception && !isOver(reception, dateInTimeZone(now, supplier.profile.timeZone))) {
    await endOffersOver(tx, { supplier, reception, now });
    await offerFreePlaces(tx, { supplier, reception, now });
    return;
  }
  for (const place of await waitingPlaces(tx, { supplierId, receptionId }))
    await endPlace(tx, { supplierId, place, now });
}

/** Ends offers that nobody took in time; the next ones have their turn at once. The reception must be locked. */
export async function endOffersOver(
  tx: Tx,
  { supplier, reception, now }: Turn & { reception: ProfileReception },
): Promise<void> {
  const supplierId = supplier.id;
  const over = (await waitingPlaces(tx, { supplierId, receptionId: reception.id })).filter(
    ({ heldUntil }) => heldUntil !== null && now > new Date(heldUntil),
  );
  for (const place of over) await endPlace(tx, { supplierId, place, now });
  if (over.length > 0) await offerFreePlaces(tx, { supplier, reception, now });
}

/** Takes back what was held, and ends the waiting. */
export async function endPlace(
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
