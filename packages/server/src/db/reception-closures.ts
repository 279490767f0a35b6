import type { CalendarDate } from '@kabinet/rules';
import type { Tx } from './database.js';

/** A day on which a reception is closed, and what people are told of it. */
export interface ReceptionClosure {
  readonly day: CalendarDate;
  readonly reason: string;
}

interface OfReception {
  readonly supplierId: string;
  readonly receptionId: string;
}

/** The closed days of a reception from one day to another. */
export async function closuresBetween(
  tx: Tx,
  { supplierId, receptionId, from, to }: OfReception & { from: CalendarDate; to: CalendarDate },
): Promise<ReceptionClosure[]> {
  return tx
    .selectFrom('reception_closures')
    .select(['day', 'reason'])
    .where('supplier_id', '=', supplierId)
    .where('reception_id', '=', receptionId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute();
}

/** Closes a day; one that is closed already gets this reason. */
export async function closeDay(
  tx: Tx,
  {
    supplierId,
    receptionId,
    day,
    reason,
    staffRef,
    now,
  }: OfReception & ReceptionClosure & { staffRef: string; now: Date },
): Promise<void> {
  const closure = { reason, closed_by: staffRef, closed_at: now };
  await tx
    .insertInto('reception_closures')
    .values({ supplier_id: supplierId, reception_id: receptionId, day, ...closure })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'reception_id', 'day']).doUpdateSet(closure))
    .execute();
}

export async function openDay(
  tx: Tx,
  { supplierId, receptionId, day }: OfReception & { day: CalendarDate },
): Promise<void> {
  await tx
    .deleteFrom('reception_closures')
    .where('supplier_id', '=', supplierId)
    .where('reception_id', '=', receptionId)
    .where('day', '=', day)
    .execute();
}
