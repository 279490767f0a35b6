import { findLocality } from '../../db/localities.js';
import { readBook } from '../../db/tariffs.js';
import { isSuppliersId } from '../../domain/tariff-book.js';
import { ProblemError } from '../../problem.js';
import { publicOperation } from '../operation.js';

/** Anyone may know what the supplier charges. */
export const listTariffs = publicOperation('listTariffs', {
  // A whole office or a mobile network may share one address; the answer may be long.
  rateLimit: { perMinute: 600, burst: 300 },
  handle: ({ context, supplier, args: { localityId = null } }) =>
    context.database.transaction(supplier.id, async (tx) => {
      if (localityId !== null) {
        const isKnown = isSuppliersId(localityId) && (await findLocality(tx, supplier.id, localityId)) !== null;
        if (!isKnown) throw new ProblemError('not_found');
      }
      return readBook(tx, { supplierId: supplier.id, localityIds: localityId === null ? [] : [localityId] });
    }),
});
