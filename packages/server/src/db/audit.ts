import type { Tx } from './database.js';

/** Leaves the trace of what a customer did: references only, no personal text. */
export async function recordAct(
  tx: Tx,
  act: { supplierId: string; at: Date; customerRef: string; action: string; subjectId: string; requestId: string },
): Promise<void> {
  await tx
    .insertInto('audit_events')
    .values({
      supplier_id: act.supplierId,
      at: act.at,
      actor: 'customer',
      actor_ref: act.customerRef,
      action: act.action,
      subject_id: act.subjectId,
      request_id: act.requestId,
    })
    .execute();
}
