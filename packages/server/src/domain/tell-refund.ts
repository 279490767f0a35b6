import type { Tx } from '../db/database.js';
import type { PaymentOrderRow } from '../db/payment-orders.js';
import { tellCustomer } from '../messages/tell-customer.js';

/** Tells who paid that money was given back, by whomever: in the transaction that books it. */
export async function tellRefund(
  tx: Tx,
  { supplierId, order, amount, now }: { supplierId: string; order: PaymentOrderRow; amount: bigint; now: Date },
): Promise<void> {
  await tellCustomer(tx, {
    supplierId,
    customerRef: order.customerRef,
    purpose: 'payment_refunded',
    facts: { number: order.number, amount: { amount: Number(amount), currency: order.currency } },
    now,
  });
}
