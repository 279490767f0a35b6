import * as z from 'zod/mini';
import { Appointment } from './appointment.js';
import { DateText, LocalizedText } from './common.js';

/** An appointment as the reception sees it. */
export const StaffAppointment = z.object({
  appointment: Appointment,
  customerName: z.string(),
  accountNumber: z.nullable(z.string()),
  phone: z.string(),
  /** Whether there is anywhere to write to should it be called off; nobody is told otherwise. */
  canBeTold: z.boolean(),
});
export type StaffAppointment = z.infer<typeof StaffAppointment>;

/** A reception's day: who comes, when; and whether it is closed. */
export const ReceptionDay = z.object({
  on: DateText,
  isClosed: z.boolean(),
  why: z.nullable(LocalizedText),
  items: z.array(StaffAppointment),
  waiting: z.int(),
});
export type ReceptionDay = z.infer<typeof ReceptionDay>;

/** Closes a day, or opens it again; whoever has booked is told, and offered the next free slots. */
export const ReceptionDayChange = z.object({
  isClosed: z.boolean(),
  /** What people are told; needed to close. */
  reason: z.string().check(z.maxLength(500)),
});
export type ReceptionDayChange = z.infer<typeof ReceptionDayChange>;

/** What became of an appointment. */
export const AppointmentOutcome = z.object({
  outcome: z.enum(['attended', 'missed', 'called_off']),
  /** What the customer is told; needed to call off. */
  reason: z.string().check(z.maxLength(500)),
});
export type AppointmentOutcome = z.infer<typeof AppointmentOutcome>;
