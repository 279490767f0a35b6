import { findLocalities } from '../../db/localities.js';
import { publicOperation } from '../operation.js';

const LIMIT = 20;

/** Anyone may look for a town or village, letter by letter. */
export const searchLocalities = publicOperation('searchLocalities', {
  rateLimit: { perMinute: 1200, burst: 300 },
  handle: async ({ context, supplier, args: { query = '' } }) => {
    const matches = await context.database.transaction(supplier.id, (tx) =>
      findLocalities(tx, { supplierId: supplier.id, query, limit: LIMIT }),
    );
    return { items: matches.map(({ locality }) => locality) };
  },
});
