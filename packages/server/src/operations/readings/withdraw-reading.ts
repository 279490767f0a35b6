import { recordAct } from '../../db/audit.js';
import { erasePhoto } from '../../db/reading-photos.js';
import { endReading, findReading } from '../../db/readings.js';
import { readingOf, requireCorrectable } from '../../domain/readings.js';
import { ProblemError } from '../../http/problem.js';
import { customerOperation, ownAccount, WRITE_LIMIT } from '../operation.js';

/** Takes back a reading of the customer's own account until its window closes. */
export const withdrawReading = customerOperation('withdrawReading', {
  rateLimit: WRITE_LIMIT,
  authorise: ownAccount,
  handle: async (tx, { supplier, customer, args: { readingId }, now, requestId }, account) => {
    const { id: supplierId, profile } = supplier;
    const place = { profile, locality: account.locality, at: now };
    const found = await findReading(tx, { supplierId, accountId: account.id, readingId });
    if (!found) throw new ProblemError('not_found');
    requireCorrectable(found.reading, found.serviceKind, place);
    const ended = await endReading(tx, { supplierId, id: found.reading.id, status: 'withdrawn', at: now });
    if (!ended) throw new ProblemError('reading_not_correctable');
    await erasePhoto(tx, { supplierId, readingId: found.reading.id });
    await recordAct(tx, {
      supplierId,
      at: now,
      customerRef: customer.ref,
      action: 'reading.withdrawn',
      subjectId: found.reading.id,
      requestId,
    });
    return readingOf({ ...found.reading, status: 'withdrawn', hasPhoto: false }, found.serviceKind, place);
  },
});
