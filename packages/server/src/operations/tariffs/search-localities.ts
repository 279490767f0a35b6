import { findLocalities, findLocality } from '../../db/localities.js';
import { isSuppliersId } from '../../domain/tariff-book.js';
import { publicOperation } from '../operation.js';

const LIMIT = 20;

/** Anyone may look for a town or village, letter by letter. Pages that name one by its id (`locality="…"`) look it up here too. */
export const searchLocalities = publicOperation('searchLocalities', {
  rateLimit: { perMinute: 1200, burst: 300 },
  handle: async ({ context, supplier, args: { query = '' } }) => {
    return context.database.transaction(supplier.id, async (tx) => {
      const named = isSuppliersId(query) ? await findLocality(tx, supplier.id, query) : null;
      const matches = await findLocalities(tx, { supplierId: supplier.id, query, limit: LIMIT });
      const found = matches.map(({ locality }) => locality).filter(({ id }) => id !== named?.id);
      return { items: [...(named ? [named] : []), ...found].slice(0, LIMIT) };
    });
  },
});
