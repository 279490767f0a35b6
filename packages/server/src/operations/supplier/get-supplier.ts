import { hostedPages } from '../../domain/page-addresses.js';
import { paymentTerms } from '../../payments/methods.js';
import { publicOperation } from '../operation.js';

/** Anyone may see the public part of a supplier's profile. */
export const getSupplier = publicOperation('getSupplier', {
  // A whole office or a mobile network may share one address.
  rateLimit: { perMinute: 1200, burst: 600 },
  handle: async ({ context, supplier }) => ({
    ...supplier.publicProfile,
    pages: hostedPages(context, supplier),
    payments: paymentTerms(context.payments, supplier),
  }),
});
