import type { Session } from '@kabinet/api';
import type { Tx } from '../../db/database.js';
import { findCustomer } from '../../db/customers.js';
import { endOfSession } from '../../domain/sessions.js';
import type { KnownSupplier } from '../../domain/supplier-directory.js';
import type { Customer } from '../../domain/customer.js';
import type { SecretKey } from '../../domain/secret-key.js';

/** Who is signed in, and how long. A customer that the billing base does not know yet is signed in all the same, without a name. */
export async function sessionOf(
  tx: Tx,
  {
    context,
    supplier,
    customer,
    now,
  }: { context: { readonly secretKey: SecretKey | null }; supplier: KnownSupplier; customer: Customer; now: Date },
): Promise<Session> {
  const known = await findCustomer(tx, { supplierId: supplier.id, customerRef: customer.ref });
  const { hosted } = customer;
  const end = hosted && (await endOfSession(tx, { supplierId: supplier.id, sessionId: hosted.sessionId, now }));
  const expiresAt = end?.expiresAt ?? customer.expiresAt;
  return {
    customer: {
      displayName: known?.name ?? '',
      kind: known?.kind ?? 'household',
      // Of the reference, so that it is the same in every session, but nothing can be looked up by it.
      ...(context.secretKey && { key: context.secretKey.sign('customer-key', `${supplier.id} ${customer.ref}`) }),
    },
    expiresAt: expiresAt.toISOString(),
    secondsLeft: Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 1000)),
    isRenewable: end?.isRenewable ?? false,
  };
}
