import type { CalendarFile } from '@kabinet/api/contract';
import { dateInTimeZone } from '@kabinet/rules';
import { appointmentEvent } from '../calendar/events.js';
import { icalendarOf } from '../calendar/icalendar.js';
import type { Context } from '../context.js';
import { findAppointment } from '../db/appointments.js';
import type { Tx } from '../db/database.js';
import { pageLanguageOf } from '../words/languages.js';
import type { KnownSupplier } from './supplier-directory.js';

/** A booked appointment as a calendar file; null where the customer has none such. It bears the name that the personal calendar gives it. */
export async function appointmentFile(
  tx: Tx,
  {
    context,
    supplier,
    customerRef,
    id,
    now,
  }: { context: Pick<Context, 'publicUrl'>; supplier: KnownSupplier; customerRef: string; id: string; now: Date },
): Promise<CalendarFile | null> {
  const row = await findAppointment(tx, { supplierId: supplier.id, id, customerRef });
  if (row?.status !== 'booked') return null;
  const language = pageLanguageOf(row.language);
  const content = icalendarOf({
    supplier,
    language,
    events: [appointmentEvent(row, supplier, language)],
    today: dateInTimeZone(now, supplier.profile.timeZone),
    host: new URL(context.publicUrl()).hostname,
  });
  return { name: `${row.number}.ics`, content };
}
