import {
  addDays,
  bookableDaysOf,
  bookableSlots,
  type CalendarDate,
  dateInTimeZone,
  isReceptionDay,
  isMobileLike,
  isHoliday,
  type ReceptionSlot,
  slotsOf,
} from '@kabinet/rules';
import type {
  Appointment,
  AppointmentSlot,
  Grant,
  Reception,
  SlotList,
  Supplier,
  WaitingPlace,
} from '../schemas/index.js';
import { type Handlers, invalid, refusal } from './handlers.js';
import { appointmentFile, takenByOthers } from './mock-appointment-parts.js';
import type { MockAppointmentsData, MockReception } from './sample-appointments.js';
import type { MockAccount } from './sample-base.js';

type AppointmentHandlers = Pick<
  Handlers,
  | 'listReceptions'
  | 'listAppointmentSlots'
  | 'bookAppointment'
  | 'listAppointments'
  | 'moveAppointment'
  | 'cancelAppointment'
  | 'getAppointmentFile'
  | 'joinWaitingList'
  | 'leaveWaitingList'
>;

/** What appointments need of the rest of the mock. */
export interface MockAppointmentsOptions {
  readonly supplier: Supplier;
  readonly data: MockAppointmentsData;
  readonly now: () => Date;
  /** The account, if the customer has it and may do that with it; throws what the service would. */
  readonly accountOf: (accountId: string, grant: Grant) => MockAccount;
}

const NEXT_FREE = 5;
const DAYS_SHOWN = 14;
const DAY_MS = 24 * 3_600_000;
const HELD_MS = DAY_MS;

/** Appointments of the mock's customer, among those of others. */
export function mockAppointments({ supplier, data, now, accountOf }: MockAppointmentsOptions): AppointmentHandlers {
  const { timeZone } = supplier;
  const { receptions, holidays } = data;
  let appointments: readonly Appointment[] = [];
  let waiting: readonly WaitingPlace[] = [];
  let made = 0;
  let { isSnatched } = data;
  /** Slots that somebody else was faster at. */
  const snatched = new Set<string>();

  function receptionOf(id: string): MockReception {
    const found = receptions.find(({ reception }) => reception.id === id);
    if (!found) throw refusal('not_found');
    return found;
  }

  const rulesOf = (each: MockReception) => ({
    ...each,
    ...each.reception,
    timeZone,
    holidays,
    closures: [],
    validFrom: null,
    validTo: null,
  });

  function slotsBetween(each: MockReception, from: CalendarDate, to: CalendarDate): AppointmentSlot[] {
    return bookableSlots({ ...rulesOf(each), from, to, now: now() }).map((slot) => withFree(each, slot));
  }

  function withFree({ reception, capacity }: MockReception, slot: ReceptionSlot): AppointmentSlot {
    const own = appointments.filter(
      ({ reception: { id }, startsAt, status }) =>
        id === reception.id && startsAt === slot.startsAt && status === 'booked',
    ).length;
    const held = waiting.some(
      ({ reception: { id }, offer }) => id === reception.id && offer?.startsAt === slot.startsAt,
    );
    const others =
      data.taken === 'all' || snatched.has(slot.startsAt) ? capacity : takenByOthers(slot.startsAt, capacity);
    return { ...slot, free: Math.max(0, capacity - others - own - Number(held)) };
  }

  function freeSlots(each: MockReception): AppointmentSlot[] {
    const { first, last } = bookableDaysOf(rulesOf(each), dateInTimeZone(now(), timeZone));
    return slotsBetween(each, first, last).filter(({ free }) => free > 0);
  }

  function nextFree(each: MockReception, after = ''): AppointmentSlot[] {
    const free = freeSlots(each);
    const index = free.findIndex(({ startsAt }) => startsAt >= after);
    const begin = Math.max(0, Math.min(index < 0 ? free.length : index, free.length - NEXT_FREE));
    return free.slice(begin, begin + NEXT_FREE);
  }

  function closedDays({ reception }: MockReception, from: CalendarDate, to: CalendarDate): SlotList['closedDays'] {
    const days: SlotList['closedDays'] = [];
    for (let on = from; on <= to; on = addDays(on, 1)) {
      if (isReceptionDay(on, reception.hours) && isHoliday(on, holidays)) days.push({ on, why: null });
    }
    return days;
  }

  /** What is said of a visit, as the service takes it. */
  function said(body: { topic: string; accountId: string | null; phone: string }): string {
    const topic = body.topic.trim();
    if (topic === '') throw invalid('/topic', 'topic_missing');
    if (body.phone.trim() !== '' && !isMobileLike(body.phone)) throw invalid('/phone', 'not_a_phone');
    if (body.accountId !== null) accountOf(body.accountId, 'link');
    return topic;
  }

  function takeSlot(each: MockReception, startsAt: string): ReceptionSlot {
    const moment = new Date(startsAt);
    const wanted = Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
    if (isSnatched) {
      isSnatched = false;
      snatched.add(wanted);
    }
    const slot = freeSlots(each).find((one) => one.startsAt === wanted);
    if (!slot) throw refusal('slot_taken', { nextFree: nextFree(each, wanted) });
    return slot;
  }

  /** As it is now: what has begun can be changed no more. */
  const asSeenNow = (each: Appointment): Appointment => {
    const canChange = each.status === 'booked' && now() < new Date(each.startsAt);
    return { ...each, canChange, isReminded: canChange && each.isReminded };
  };

  /** The mock's customer has a contact; whoever books within a day of it is not reminded. */
  const isReminded = (startsAt: string) => data.hasContact && Date.parse(startsAt) - now().getTime() > DAY_MS;

  const isAhead = ({ status, endsAt }: Appointment) => status === 'booked' && now() < new Date(endsAt);

  function listed() {
    const ahead = appointments.filter(isAhead).sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    const others = appointments.filter((each) => !isAhead(each)).sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1));
    return { items: [...ahead, ...others].map(asSeenNow), waiting: [...waiting] };
  }

  function own(appointmentId: string): Appointment {
    const found = appointments.find(({ id }) => id === appointmentId);
    if (!found) throw refusal('not_found');
    return asSeenNow(found);
  }

  function changeable(appointmentId: string): Appointment {
    const found = own(appointmentId);
    if (!found.canChange) throw refusal('appointment_not_changeable');
    return found;
  }

  function put(changed: Appointment): Appointment {
    appointments = [...appointments.filter(({ id }) => id !== changed.id), changed];
    return asSeenNow(changed);
  }

  function newAppointment(
    { reception }: MockReception,
    slot: ReceptionSlot,
    fields: { topic: string; accountId: string | null },
  ): Appointment {
    made += 1;
    return put({
      id: `appointment-${made}`,
      number: `7000-${String(made).padStart(3, '0')}${(made * 3) % 10}`,
      reception,
      startsAt: slot.startsAt,
      endsAt: slot.endsAt,
      ...fields,
      status: 'booked',
      reason: '',
      canChange: true,
      isReminded: isReminded(slot.startsAt),
    });
  }

  function refuseTooMany({ reception, atMostPerCustomer }: MockReception): void {
    const there = appointments.filter((each) => each.reception.id === reception.id && isAhead(each));
    if (there.length >= atMostPerCustomer) throw refusal('appointment_limit');
  }

  /** Nobody is in two places at once. */
  function refuseOverlap({ slotMinutes }: Reception, startsAt: string, moving?: string): void {
    const begin = Date.parse(startsAt);
    const end = begin + slotMinutes * 60_000;
    const isElsewhere = appointments.some(
      (each) =>
        isAhead(each) && each.id !== moving && Date.parse(each.startsAt) < end && begin < Date.parse(each.endsAt),
    );
    if (isElsewhere) throw refusal('appointment_overlap');
  }

  begin();

  /** What the customer has from before. */
  function begin(): void {
    const [first] = receptions;
    if (!first || data.begins === 'nothing') return;
    const [slot] = ahead(first);
    if (!slot) return;
    const topic = 'Тиск газу взимку';
    if (data.begins === 'booked' || data.begins === 'called_off') {
      const booked = newAppointment(first, slot, { topic, accountId: null });
      if (data.begins === 'called_off') put({ ...booked, status: 'called_off', reason: 'Начальник дільниці хворіє.' });
      return;
    }
    const offer =
      data.begins === 'offered'
        ? { startsAt: slot.startsAt, endsAt: slot.endsAt, heldUntil: new Date(now().getTime() + HELD_MS).toISOString() }
        : null;
    waiting = [
      {
        id: 'waiting-1',
        reception: first.reception,
        topic,
        since: now().toISOString(),
        ahead: offer ? 0 : 2,
        offer,
        isTold: data.hasContact,
      },
    ];
  }

  /** Slots at least two days from now, full ones too. */
  function ahead({ reception }: MockReception): ReceptionSlot[] {
    const from = addDays(dateInTimeZone(now(), timeZone), 2);
    const days = [...Array(DAYS_SHOWN).keys()].map((day) => addDays(from, day));
    return days.flatMap((day) => slotsOf({ ...reception, timeZone, holidays, closures: [], day }));
  }

  return {
    listReceptions: () => ({ items: receptions.map(({ reception }) => reception) }),
    listAppointmentSlots: ({ receptionId, from }) => {
      const each = receptionOf(receptionId);
      const { first, last } = bookableDaysOf(rulesOf(each), dateInTimeZone(now(), timeZone));
      const begins = from !== undefined && from > first ? from : first;
      const twoWeeks = addDays(begins, DAYS_SHOWN - 1);
      const ends = begins > last || twoWeeks > last ? last : twoWeeks;
      return {
        from: begins,
        to: ends,
        items: slotsBetween(each, begins, ends),
        closedDays: closedDays(each, begins, ends),
        bookableUntil: last,
        nextFree: nextFree(each),
      };
    },
    listAppointments: listed,
    bookAppointment: ({ body }) => {
      const each = receptionOf(body.receptionId);
      const topic = said(body);
      refuseTooMany(each);
      refuseOverlap(each.reception, body.startsAt);
      const place = waiting.find(({ reception }) => reception.id === body.receptionId);
      const isHeld = place?.offer && Date.parse(place.offer.startsAt) === Date.parse(body.startsAt);
      const slot = isHeld && place.offer ? place.offer : takeSlot(each, body.startsAt);
      waiting = waiting.filter((one) => one !== place);
      return newAppointment(each, slot, { topic, accountId: body.accountId });
    },
    moveAppointment: ({ appointmentId, body: { startsAt } }) => {
      const found = changeable(appointmentId);
      if (Date.parse(startsAt) === Date.parse(found.startsAt)) return found;
      const each = receptionOf(found.reception.id);
      refuseOverlap(each.reception, startsAt, found.id);
      const slot = takeSlot(each, startsAt);
      const moved = { startsAt: slot.startsAt, endsAt: slot.endsAt, isReminded: isReminded(slot.startsAt) };
      return put({ ...found, ...moved });
    },
    cancelAppointment: ({ appointmentId }) => put({ ...changeable(appointmentId), status: 'cancelled' }),
    getAppointmentFile: ({ appointmentId }) => {
      const found = own(appointmentId);
      if (found.status !== 'booked') throw refusal('not_found');
      return { name: `${found.number}.ics`, content: appointmentFile(found, supplier) };
    },
    joinWaitingList: ({ receptionId, body }) => {
      const each = receptionOf(receptionId);
      const topic = said(body);
      refuseTooMany(each);
      const before = waiting.find(({ reception }) => reception.id === receptionId);
      const place: WaitingPlace = before
        ? { ...before, topic }
        : {
            id: `waiting-${(made += 1)}`,
            reception: each.reception,
            topic,
            since: now().toISOString(),
            ahead: 2,
            offer: null,
            isTold: data.hasContact,
          };
      waiting = [...waiting.filter((one) => one !== before), place];
      return place;
    },
    leaveWaitingList: ({ placeId }) => {
      if (!waiting.some(({ id }) => id === placeId)) throw refusal('not_found');
      waiting = waiting.filter(({ id }) => id !== placeId);
      return listed();
    },
  };
}
