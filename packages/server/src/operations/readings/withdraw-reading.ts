import { recordAct } from '../../db/audit.js';
import { erasePhoto } from '../../db/reading-photos.js';
import { endReading } from '../../db/readings.js';
import { readingOf, requireCorrectable } from '../../domain/readings.js';
import { ProblemError } from '../../problem.js';
import { accountOperation, WRITE_LIMIT } from '../operation.js';
import { readingOfAccount } from './reading-of-account.js';

/** Takes back a reading of the customer's own account until its window closes. */
export const withdrawReading = accountOperation('withdrawReading', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, { supplier, customer, args: { readingId }, now, requestId }, { account }) => {
    const { id: supplierId, profile } = supplier;
    const place = { profile, locality: account.locality, at: now };
    const { reading, serviceKind } = await readingOfAccount(tx, { supplierId, accountId: account.id, readingId });
    requireCorrectable(reading, serviceKind, place);
    const ended = await endReading(tx, { supplierId, id: reading.id, status: 'withdrawn', at: now });
    if (!ended) throw new ProblemError('reading_not_correctable');
    await erasePhoto(tx, { supplierId, readingId: reading.id });
    await recordAct(tx, {
      supplierId,
      at: now,
      customerRef: customer.ref,
      action: 'reading.withdrawn',
      subjectId: reading.id,
      requestId,
    });
    return readingOf({ ...reading, status: 'withdrawn', hasPhoto: false }, serviceKind, place);
  },
});
