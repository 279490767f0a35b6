import type { Context } from '../context.js';
import type { KnownSupplier } from './supplier-directory.js';
import type { Applied } from './settle-payment.js';

/**
 * Asks the provider what became of an order, and books what it says. Holds no transaction while it waits for the provider. Null where
 * there was nothing to ask or no word of the order. Throws ProviderUnavailable.
 */
export async function askProvider(
  context: Context,
  { supplier, orderId, signal }: { supplier: KnownSupplier; orderId: string; signal: AbortSignal },
): Promise<Applied | null> {
  throw new Error(`not asked yet: ${context.publicUrl()} ${supplier.id} ${orderId} ${signal.aborted}`);
}
