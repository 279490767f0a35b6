import { publicReceiptKeys } from '../../domain/receipt-keys.js';
import { publicOperation } from '../operation.js';

/** Anyone may check a receipt. */
export const listReceiptKeys = publicOperation('listReceiptKeys', {
  // A whole office or a mobile network may share one address.
  rateLimit: { perMinute: 600, burst: 300 },
  handle: async ({ context, supplier }) => ({
    keys: await context.database.transaction(supplier.id, (tx) => publicReceiptKeys(tx, supplier.id)),
  }),
});
