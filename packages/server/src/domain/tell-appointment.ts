import type { CalendarDate } from '@kabinet/rules';
import { dateInTimeZone } from '@kabinet/rules';
import type { AppointmentRow } from '../db/appointments.js';
import type { Tx } from '../db/database.js';
import type { AppointmentMoment, AppointmentMessageFacts } from '../messages/appointment-texts.js';
import type { MessageFacts } from '../messages/texts.js';
import { queueMessage } from '../messages/queue.js';
import { nextSensibleMoment } from '../messages/sensible-hours.js';
import { tellCustomer } from '../messages/tell-customer.js';
import { pageLanguageOf } from '../words/languages.js';
import { timeInZone } from '../words/moments.js';
import { BUDGETS, spend } from './budgets.js';
import { contactsOfCustomer } from './customer-contacts.js';
import type { KnownSupplier } from './supplier-directory.js';

type Purpose = keyof AppointmentMessageFacts;

/** What would be read with less time left than that is not put off until the morning. */
const LEAST_LEFT_MS = 4 * 3_600_000;

/** What each message says beside the appointment itself. */
type More<P extends Purpose> = Omit<AppointmentMessageFacts[P], 'appointment'>;

/**
 * Writes to whoever has the appointment: to the phone they left for it, else to the contact they signed up with. Nobody has proven that phone
 * to be theirs, so few messages a day go to any one of them. At an hour at which people may be written to, unless that were too late.
 */
export async function tellOfAppointment<P extends Purpose>(
  tx: Tx,
  {
    supplier,
    appointment,
    now,
    purpose,
    more,
    wantedUntil,
  }: {
    supplier: KnownSupplier;
    appointment: AppointmentRow;
    now: Date;
    purpose: P;
    more: More<P>;
    /** When nobody wants it any more. */
    wantedUntil: Date;
  },
): Promise<void> {
  const { name, address } = appointment.reception;
  const facts = {
    appointment: {
      name,
      address,
      number: appointment.number,
      ...momentAt(appointment.startsAt, supplier),
    },
    ...more,
  } as unknown as MessageFacts[P];
  const { phone, customerRef } = appointment;
  const notBefore = whenToTell(now, { wantedUntil, timeZone: supplier.profile.timeZone });
  const sent = { facts, now, notBefore, expiresAt: wantedUntil };
  if (phone !== '' && (await mayWriteTo(tx, { supplierId: supplier.id, phone, now }))) {
    await queueMessage(tx, {
      supplierId: supplier.id,
      to: { kind: 'phone', address: phone },
      purpose,
      language: pageLanguageOf(appointment.language),
      ...sent,
    });
    return;
  }
  await tellCustomer(tx, { supplierId: supplier.id, customerRef, purpose, ...sent });
}

/** Whether there is anywhere to write to about it. */
export async function canBeTold(
  tx: Tx,
  { supplierId, phone, customerRef }: Pick<AppointmentRow, 'phone' | 'customerRef'> & { supplierId: string },
): Promise<boolean> {
  if (phone !== '') return true;
  return (await contactsOfCustomer(tx, { supplierId, customerRef })).length > 0;
}

function whenToTell(now: Date, { wantedUntil, timeZone }: { wantedUntil: Date; timeZone: string }): Date {
  const sensible = nextSensibleMoment(now, timeZone);
  return wantedUntil.getTime() - sensible.getTime() < LEAST_LEFT_MS ? now : sensible;
}

/** Day and time by the supplier's clocks, as messages tell them. */
export function momentAt(moment: Date | string, { profile }: KnownSupplier): AppointmentMoment {
  const on: CalendarDate = dateInTimeZone(moment, profile.timeZone);
  return { on, at: timeInZone(moment, profile.timeZone) };
}

async function mayWriteTo(
  tx: Tx,
  { supplierId, phone, now }: { supplierId: string; phone: string; now: Date },
): Promise<boolean> {
  const budget = 'appointment_phone';
  return (await spend(tx, { supplierId, budget, who: phone, ...BUDGETS[budget], now })).isAllowed;
}
