import type { Context } from '../context.js';
import { forgetVisits } from '../db/my-appointments.js';

/** As long as somebody may still ask about a visit; then what they came with is nobody's business any more. */
const KEPT_DAYS = 90;

/** Forgets what every supplier's customers said of visits that were long ago, and why those were called off. */
export async function purgeAppointments({ database, suppliers, now }: Context): Promise<void> {
  const before = new Date(now().getTime() - KEPT_DAYS * 86_400_000);
  for (const { id: supplierId } of await suppliers.all()) {
    await database.transaction(supplierId, (tx) => forgetVisits(tx, { supplierId, before }));
  }
}
