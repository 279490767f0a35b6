import { DateText, Reception } from '@kabinet/api/contract';
import * as z from 'zod/mini';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const TimeOfDay = z.string().check(z.regex(TIME, 'a time such as "09:00"'));

const Hours = z
  .object({
    weekday: z
      .int()
      .check(z.minimum(1, 'from 1 (Monday) to 7 (Sunday)'), z.maximum(7, 'from 1 (Monday) to 7 (Sunday)')),
    from: TimeOfDay,
    to: TimeOfDay,
  })
  .check(z.refine(({ from, to }) => from < to, 'ends before it begins'));

const whole = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));

/** A reception as the profile has it: what everybody is told, and how it is booked. */
export const ProfileReception = z
  .extend(Reception, {
    id: z
      .string()
      .check(z.regex(/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/, 'small Latin letters, digits and dashes, at most 40')),
    company: z.prefault(Reception.shape.company, null),
    manager: z.prefault(Reception.shape.manager, null),
    topics: z.prefault(Reception.shape.topics, null),
    phone: z.prefault(Reception.shape.phone, null),
    note: z.prefault(Reception.shape.note, null),
    hours: z.array(Hours).check(z.minLength(1, 'say when it takes place')),
    slotMinutes: whole(5, 480),
    /** How many people are received at once: places of a slot. */
    capacity: z.prefault(whole(1, 100), 1),
    /** How many days ahead it can be booked. */
    bookableDays: z.prefault(whole(0, 180), 30),
    /** No later than so many hours before. */
    noticeHours: z.prefault(whole(0, 24 * 14), 2),
    /** How much one customer may have booked there and not had yet. */
    atMostPerCustomer: z.prefault(whole(1, 20), 1),
    /** The first and the last day it takes place. */
    validFrom: z.prefault(z.nullable(DateText), null),
    validTo: z.prefault(z.nullable(DateText), null),
  })
  .check(
    z.refine(
      ({ validFrom, validTo }) => validFrom === null || validTo === null || validFrom <= validTo,
      'ends before it begins',
    ),
  );
export type ProfileReception = z.infer<typeof ProfileReception>;

/** Where managers receive people, by appointment; of every company of the supplier. Documented in docs/en/appointments.md. */
export const ProfileReceptions = z.prefault(
  z
    .array(ProfileReception)
    .check(
      z.refine(
        (receptions) => new Set(receptions.map(({ id }) => id)).size === receptions.length,
        'two receptions have the same id',
      ),
    ),
  [],
);
