import type { AppointmentSlot, LocalizedText, Reception, SlotList } from '@kabinet/api/contract';
import {
  addDays,
  bookableDaysOf,
  bookableSlots,
  type CalendarDate,
  dateInTimeZone,
  isReceptionDay,
  isHoliday,
  type ReceptionSlot,
} from '@kabinet/rules';
import { type TakenPlace, takenPlaces } from '../db/appointment-lists.js';
import type { Tx } from '../db/database.js';
import { closuresBetween } from '../db/reception-closures.js';
import { ProblemError } from '../problem.js';
import type { ProfileReception } from './reception-profile.js';
import type { KnownSupplier } from './supplier-directory.js';

/** How many free slots are named to who has found none. */
const NEXT_FREE = 5;
/** What one look at a reception's slots covers. */
const DAYS_SHOWN = 14;

/** Receptions as everybody is told of them: without how they are booked. Those that are over are not told of any more. */
export function receptionsOf({ profile }: KnownSupplier, now: Date): Reception[] {
  const today = dateInTimeZone(now, profile.timeZone);
  return profile.receptions.filter((reception) => !isOver(reception, today)).map(toldReception);
}

/** Whether its last day has gone by. */
export function isOver({ validTo }: ProfileReception, today: CalendarDate): boolean {
  return validTo !== null && validTo < today;
}

/** One reception as everybody is told of it. */
export function toldReception(reception: ProfileReception): Reception {
  const { id, company, name, manager, topics, address, phone, hours, slotMinutes, note } = reception;
  return { id, company, name, manager, topics, address, phone, hours, slotMinutes, note };
}

/** A reception of the supplier's; null for one that it does not have (any more). */
export function findReception({ profile }: KnownSupplier, receptionId: string): ProfileReception | null {
  return profile.receptions.find(({ id }) => id === receptionId) ?? null;
}

/** The same for who asks for it. */
export function requireReception(supplier: KnownSupplier, receptionId: string): ProfileReception {
  const reception = findReception(supplier, receptionId);
  if (!reception) throw new ProblemError('not_found');
  return reception;
}

/** A slot with the places of it that nobody has. */
export interface SlotWithPlaces extends ReceptionSlot {
  readonly freePlaces: readonly number[];
}

interface Asked {
  readonly supplier: KnownSupplier;
  readonly reception: ProfileReception;
  readonly now: Date;
}

/** The slots that can be booked now from one day to another, full ones too. */
export async function slotsBetween(
  tx: Tx,
  { supplier, reception, now, from, to }: Asked & { from: CalendarDate; to: CalendarDate },
): Promise<SlotWithPlaces[]> {
  const { timeZone, holidays } = supplier.profile;
  const which = { supplierId: supplier.id, receptionId: reception.id };
  const closures = (await closuresBetween(tx, { ...which, from, to })).map(({ day }) => day);
  const slots = bookableSlots({ ...reception, timeZone, holidays, closures, from, to, now });
  const [first, last] = [slots[0], slots.at(-1)];
  if (!first || !last) return [];
  const taken = await takenPlaces(tx, { ...which, from: first.startsAt, to: last.endsAt });
  return slots.map((slot) => ({ ...slot, freePlaces: freePlacesOf(slot, { taken, capacity: reception.capacity }) }));
}

/**
 * The places that nobody has at any moment of the slot. What was booked when hours or length were others counts too: it begins and ends in
 * between. So does a place that there is no more since fewer people are received at once.
 */
export function freePlacesOf(
  slot: ReceptionSlot,
  { taken, capacity }: { taken: readonly TakenPlace[]; capacity: number },
): number[] {
  const had = new Set(taken.filter((each) => isAtOnce(each, slot)).map(({ place }) => place));
  const places = Array.from({ length: capacity }, (_, place) => place).filter((place) => !had.has(place));
  return places.slice(0, Math.max(0, capacity - had.size));
}

/** Every slot that can be booked now and has a place, in order. */
export async function freeSlots(tx: Tx, asked: Asked): Promise<SlotWithPlaces[]> {
  const today = dateInTimeZone(asked.now, asked.supplier.profile.timeZone);
  const { first, last } = bookableDaysOf(asked.reception, today);
  return (await slotsBetween(tx, { ...asked, from: first, to: last })).filter(
    ({ freePlaces }) => freePlaces.length > 0,
  );
}

/** The slot that begins then, if it can be booked now. */
export async function findSlot(
  tx: Tx,
  { startsAt, ...asked }: Asked & { startsAt: string },
): Promise<SlotWithPlaces | null> {
  const moment = new Date(startsAt);
  if (Number.isNaN(moment.getTime())) return null;
  const day = dateInTimeZone(moment, asked.supplier.profile.timeZone);
  const slots = await slotsBetween(tx, { ...asked, from: day, to: day });
  return slots.find((slot) => slot.startsAt === moment.toISOString()) ?? null;
}

/** Whether nobody can come to both. Instants as `toISOString` writes them: their order is that of the texts. */
export function isAtOnce(one: ReceptionSlot, other: ReceptionSlot): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

export function toldSlot({ startsAt, endsAt, freePlaces }: SlotWithPlaces): AppointmentSlot {
  return { startsAt, endsAt, free: freePlaces.length };
}

/** The next slots with a place that can be booked now. */
export async function nextFreeSlots(
  tx: Tx,
  { after, ...asked }: Asked & { after?: string },
): Promise<AppointmentSlot[]> {
  return nextOf(await freeSlots(tx, asked), after);
}

/** Of free slots in order the next ones from that moment on, and where they are few, the ones before it. */
export function nextOf(free: readonly SlotWithPlaces[], after?: string): AppointmentSlot[] {
  const moment = after === undefined ? 0 : new Date(after).getTime() || 0;
  const index = free.findIndex(({ startsAt }) => Date.parse(startsAt) >= moment);
  const begin = Math.max(0, Math.min(index < 0 ? free.length : index, free.length - NEXT_FREE));
  return free.slice(begin, begin + NEXT_FREE).map(toldSlot);
}

/** Two weeks of a reception from a day on, or from now: slots, the days without it, and where the next places are. */
export async function slotList(
  tx: Tx,
  { from, ...asked }: Asked & { from: CalendarDate | undefined },
): Promise<SlotList> {
  const { supplier, reception, now } = asked;
  const today = dateInTimeZone(now, supplier.profile.timeZone);
  const { first, last } = bookableDaysOf(reception, today);
  const begin = from !== undefined && from > first ? from : first;
  const end = begin > last ? last : minDay(addDays(begin, DAYS_SHOWN - 1), last);
  return {
    from: begin,
    to: end,
    items: (await slotsBetween(tx, { ...asked, from: begin, to: end })).map(toldSlot),
    closedDays: await closedDays(tx, { ...asked, from: begin, to: end }),
    bookableUntil: last,
    nextFree: await nextFreeSlots(tx, asked),
  };
}

/** The days without reception that would usually have one. */
async function closedDays(
  tx: Tx,
  { supplier, reception, from, to }: Asked & { from: CalendarDate; to: CalendarDate },
): Promise<SlotList['closedDays']> {
  const closures = await closuresBetween(tx, { supplierId: supplier.id, receptionId: reception.id, from, to });
  const days: SlotList['closedDays'] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) {
    if (!isReceptionDay(on, reception.hours)) continue;
    const closure = closures.find(({ day }) => day === on);
    if (closure) days.push({ on, why: inOwnLanguage(supplier, closure.reason) });
    else if (isHoliday(on, supplier.profile.holidays)) days.push({ on, why: null });
  }
  return days;
}

/** What staff wrote, in the one language they wrote it in: taken for the supplier's first. */
export function inOwnLanguage({ profile }: KnownSupplier, text: string): LocalizedText {
  return { [profile.languages[0] ?? 'uk']: text };
}

function minDay(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one < other ? one : other;
}
