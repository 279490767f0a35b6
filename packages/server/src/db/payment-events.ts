import type { Tx } from './database.js';
import type { PaymentEventsTable } from './schema.js';

/** What a provider said, as it is kept. Sums in minor units. */
export interface NewPaymentEvent {
  readonly methodId: string;
  readonly eventRef: string;
  /** Null where it speaks of no order of ours. */
  readonly orderId: string | null;
  readonly kind: PaymentEventsTable['kind'];
  readonly reference: string | null;
  readonly amount: bigint;
  readonly refundedInAll: bigint | null;
  readonly currency: string;
  readonly failure: string | null;
  readonly source: PaymentEventsTable['source'];
  readonly happenedAt: Date;
  readonly receivedAt: Date;
  readonly outcome: string;
}

/** Keeps what a provider said. False where it has said the same before: then nothing is written. */
export async function keepEvent(tx: Tx, supplierId: string, event: NewPaymentEvent): Promise<boolean> {
  const kept = await tx
    .insertInto('payment_events')
    .values({
      supplier_id: supplierId,
      method_id: event.methodId,
      event_ref: event.eventRef,
      order_id: event.orderId,
      kind: event.kind,
      reference: event.reference,
      amount: event.amount,
      refunded_in_all: event.refundedInAll,
      currency: event.currency,
      failure: event.failure,
      source: event.source,
      happened_at: event.happenedAt,
      received_at: event.receivedAt,
      outcome: event.outcome,
    })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'method_id', 'event_ref']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

/** What the provider's word of this name came to when it was kept; null where there is none. */
export async function outcomeOfEvent(
  tx: Tx,
  { supplierId, methodId, eventRef }: { supplierId: string; methodId: string; eventRef: string },
): Promise<string | null> {
  const kept = await tx
    .selectFrom('payment_events')
    .select('outcome')
    .where('supplier_id', '=', supplierId)
    .where('method_id', '=', methodId)
    .where('event_ref', '=', eventRef)
    .executeTakeFirst();
  return kept?.outcome ?? null;
}

/** A refund that was told before the payment itself. */
export interface WaitingRefund {
  readonly eventRef: string;
  /** The provider's name of the payment. */
  readonly reference: string | null;
  readonly amount: bigint;
  readonly refundedInAll: bigint | null;
  readonly happenedAt: Date;
}

/** The refunds of an order that came before its payment did, in the order in which they came. */
export async function waitingRefunds(
  tx: Tx,
  { supplierId, orderId }: { supplierId: string; orderId: string },
): Promise<WaitingRefund[]> {
  const rows = await tx
    .selectFrom('payment_events')
    .select(['event_ref', 'reference', 'amount', 'refunded_in_all', 'happened_at'])
    .where('supplier_id', '=', supplierId)
    .where('order_id', '=', orderId)
    .where('kind', '=', 'refunded')
    .where('outcome', '=', 'waits')
    .orderBy('received_at')
    .orderBy('event_ref')
    .execute();
  return rows.map((row) => ({
    eventRef: row.event_ref,
    reference: row.reference,
    amount: BigInt(row.amount),
    refundedInAll: row.refunded_in_all === null ? null : BigInt(row.refunded_in_all),
    happenedAt: new Date(row.happened_at),
  }));
}
