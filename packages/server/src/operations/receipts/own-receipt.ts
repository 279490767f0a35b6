import { dateInTimeZone } from '@kabinet/rules';
import { accessTo } from '../../db/account-access.js';
import type { Tx } from '../../db/database.js';
import { accountOfReading } from '../../db/readings.js';
import { findReceipt, type ReceiptRow } from '../../db/receipts.js';
import type { KnownSupplier } from '../../domain/supplier-directory.js';
import { ProblemError } from '../../problem.js';
import type { Customer } from '../../domain/customer.js';

/**
 * A receipt that the customer may have: a payment's is for who paid, a reading's for who may hand in readings of its account now. To anybody
 * else it is one that does not exist.
 */
export async function ownReceipt(
  tx: Tx,
  {
    supplier,
    customer,
    args: { receiptId },
    now,
  }: { supplier: KnownSupplier; customer: Customer; args: { receiptId: string }; now: Date },
): Promise<ReceiptRow> {
  const supplierId = supplier.id;
  const receipt = await findReceipt(tx, { supplierId, receiptId });
  if (!receipt) throw new ProblemError('not_found');
  if (receipt.kind === 'payment') {
    if (receipt.customerRef !== customer.ref) throw new ProblemError('not_found');
    return receipt;
  }
  const accountId = await accountOfReading(tx, { supplierId, readingId: receipt.subjectId });
  const access =
    accountId &&
    (await accessTo(tx, {
      supplierId,
      customerRef: customer.ref,
      accountId,
      today: dateInTimeZone(now, supplier.profile.timeZone),
    }));
  if (!access || !access.grants.includes('readings')) throw new ProblemError('not_found');
  return receipt;
}
