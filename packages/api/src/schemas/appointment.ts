import * as z from 'zod/mini';
import { MAX_APPOINTMENT_PHONE, MAX_APPOINTMENT_TOPIC } from '../appointment-limits.js';
import { DateText, DateTimeText, LocalizedText, TimeOfDayText } from './common.js';

/** Where and when a manager receives people. */
export const Reception = z.object({
  id: z.string(),
  /** Whose it is, where there are several companies: network and supply. */
  company: z.nullable(LocalizedText),
  /** What it is called: «Прийом начальника дільниці». */
  name: LocalizedText,
  /** Who receives, with their position; null where that is not said. */
  manager: z.nullable(LocalizedText),
  /** What to come with to them. */
  topics: z.nullable(LocalizedText),
  address: LocalizedText,
  phone: z.nullable(z.string()),
  /** Usual hours by day of the week, 1 Monday to 7 Sunday. */
  hours: z.array(z.object({ weekday: z.int(), from: TimeOfDayText, to: TimeOfDayText })),
  slotMinutes: z.int(),
  /** What to bring, how to get in; null without. */
  note: z.nullable(LocalizedText),
});
export type Reception = z.infer<typeof Reception>;

export const ReceptionList = z.object({ items: z.array(Reception) });
export type ReceptionList = z.infer<typeof ReceptionList>;

export const AppointmentSlot = z.object({
  startsAt: DateTimeText,
  endsAt: DateTimeText,
  /** Places left; 0 for a full one. */
  free: z.int(),
});
export type AppointmentSlot = z.infer<typeof AppointmentSlot>;

/** The slots of a reception from a day on. */
export const SlotList = z.object({
  /** The days that it is about; none when `from` is after `to`. */
  from: DateText,
  to: DateText,
  items: z.array(AppointmentSlot),
  /** Days without reception that would usually have one: holidays and closed days, with what they are. */
  closedDays: z.array(z.object({ on: DateText, why: z.nullable(LocalizedText) })),
  /** The last day that can be booked yet. */
  bookableUntil: DateText,
  /** The first slots with a place, wherever they are; fewer where there are none. */
  nextFree: z.array(AppointmentSlot),
});
export type SlotList = z.infer<typeof SlotList>;

export const AppointmentRequest = z.object({
  receptionId: z.string().check(z.maxLength(60)),
  startsAt: DateTimeText,
  /** What about, so that the manager can prepare. */
  topic: z.string().check(z.minLength(1), z.maxLength(MAX_APPOINTMENT_TOPIC)),
  accountId: z.nullable(z.string().check(z.maxLength(60))),
  /** Where to be told if the reception cannot take place; the contact of the cabinet where it is empty. */
  phone: z.string().check(z.maxLength(MAX_APPOINTMENT_PHONE)),
});
export type AppointmentRequest = z.infer<typeof AppointmentRequest>;

export const AppointmentMove = z.object({ startsAt: DateTimeText });
export type AppointmentMove = z.infer<typeof AppointmentMove>;

/** A booked slot with a reception. */
export const Appointment = z.object({
  id: z.string(),
  number: z.string(),
  reception: Reception,
  startsAt: DateTimeText,
  endsAt: DateTimeText,
  topic: z.string(),
  accountId: z.nullable(z.string()),
  /** `booked`; `cancelled` by the customer; `called_off` by the supplier; `attended`, `missed`. */
  status: z.enum(['booked', 'cancelled', 'called_off', 'attended', 'missed']),
  /** Why the supplier called it off, in its words; empty otherwise. */
  reason: z.string(),
  /** Whether it can still be moved or cancelled. */
  canChange: z.boolean(),
  /** Whether the customer is written to the day before: it was booked earlier than that, and there is where to write to. */
  isReminded: z.boolean(),
});
export type Appointment = z.infer<typeof Appointment>;

/** A place in the queue for a reception that is full. */
export const WaitingPlace = z.object({
  id: z.string(),
  reception: Reception,
  topic: z.string(),
  since: DateTimeText,
  /** How many are before; 0 for the next one. */
  ahead: z.int(),
  /** A slot that became free and is held for this customer until then; null while waiting. */
  offer: z.nullable(z.object({ startsAt: DateTimeText, endsAt: DateTimeText, heldUntil: DateTimeText })),
  /** Whether the customer is written to then: there is where to. Who is not has to look. */
  isTold: z.boolean(),
});
export type WaitingPlace = z.infer<typeof WaitingPlace>;

export const WaitingRequest = z.object({
  topic: z.string().check(z.minLength(1), z.maxLength(MAX_APPOINTMENT_TOPIC)),
  accountId: z.nullable(z.string().check(z.maxLength(60))),
  phone: z.string().check(z.maxLength(MAX_APPOINTMENT_PHONE)),
});
export type WaitingRequest = z.infer<typeof WaitingRequest>;

/** What the customer has booked, the next first, and waits for. */
export const AppointmentList = z.object({ items: z.array(Appointment), waiting: z.array(WaitingPlace) });
export type AppointmentList = z.infer<typeof AppointmentList>;

/** A calendar file (RFC 5545) of one appointment. */
export const CalendarFile = z.object({ name: z.string(), content: z.string() });
export type CalendarFile = z.infer<typeof CalendarFile>;
