import type { Tx } from './database.js';
import type { AuditEventsTable } from './schema.js';

/** Who did something: a customer unless it says otherwise; `system` is the command line, `nobody` is who is not signed in. */
export interface Act {
  readonly supplierId: string;
  readonly at: Date;
  readonly actor?: AuditEventsTable['actor'];
  /** Whoever is signed in (a staff member's is `kabinet:<person id>`); null for nobody and for the system. */
  readonly customerRef: string | null;
  readonly action: string;
  readonly subjectId: string | null;
  /** What it was about, where that has no id of its own: a reception's day. */
  readonly about?: string;
  readonly requestId: string | null;
}

/** Leaves the trace of what somebody did: references only, no personal text. */
export async function recordAct(tx: Tx, act: Act): Promise<void> {
  await recordActs(tx, [act]);
}

/** The same for several acts at once, as when a list is looked at. */
export async function recordActs(tx: Tx, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return;
  await tx
    .insertInto('audit_events')
    .values(
      acts.map((act) => ({
        supplier_id: act.supplierId,
        at: act.at,
        actor: act.actor ?? 'customer',
        actor_ref: act.customerRef,
        action: act.action,
        subject_id: act.subjectId,
        about: act.about ?? null,
        request_id: act.requestId,
      })),
    )
    .execute();
}
