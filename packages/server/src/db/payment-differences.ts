import type { PaymentDifferenceKind } from '@kabinet/api/contract';
import type { CalendarDate } from '@kabinet/rules';
import type { Tx } from './database.js';

/** Where a provider, or the billing base, and we do not agree. Sums in minor units. */
export interface NewPaymentDifference {
  readonly kind: PaymentDifferenceKind;
  readonly methodId: string;
  /** The supplier's day it is about. */
  readonly day: CalendarDate;
  readonly orderId: string | null;
  readonly orderNumber: string | null;
  readonly reference: string | null;
  readonly ours: { readonly amount: bigint; readonly currency: string } | null;
  readonly theirs: { readonly amount: bigint; readonly currency: string } | null;
  /** What is the same thing found again: it is reported once. */
  readonly fingerprint: string;
  readonly foundAt: Date;
}

/** Reports a difference to staff. False where it was reported before, even if it is closed since. */
export async function reportDifference(tx: Tx, supplierId: string, found: NewPaymentDifference): Promise<boolean> {
  const reported = await tx
    .insertInto('payment_differences')
    .values({
      supplier_id: supplierId,
      kind: found.kind,
      method_id: found.methodId,
      day: found.day,
      order_id: found.orderId,
      order_number: found.orderNumber,
      reference: found.reference,
      ours: found.ours?.amount ?? null,
      ours_currency: found.ours?.currency ?? null,
      theirs: found.theirs?.amount ?? null,
      theirs_currency: found.theirs?.currency ?? null,
      fingerprint: found.fingerprint,
      found_at: found.foundAt,
    })
    .onConflict((conflict) => conflict.columns(['supplier_id', 'fingerprint']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return reported !== undefined;
}

/** Whether something about an order of that number was reported before, closed or not; of that kind and payment only, where they are named. */
export async function hasDifference(
  tx: Tx,
  {
    supplierId,
    methodId,
    orderNumber,
    kind,
    reference,
  }: {
    supplierId: string;
    methodId: string;
    orderNumber: string;
    kind?: PaymentDifferenceKind;
    reference?: string | null;
  },
): Promise<boolean> {
  let query = tx
    .selectFrom('payment_differences')
    .select('id')
    .where('supplier_id', '=', supplierId)
    .where('method_id', '=', methodId)
    .where('order_number', '=', orderNumber);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (reference !== undefined) query = query.where('reference', 'is not distinct from', reference);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}
