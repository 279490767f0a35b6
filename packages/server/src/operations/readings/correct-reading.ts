import { newId } from '../../db/ids.js';
import { movePhoto } from '../../db/reading-photos.js';
import { endReading, insertReading } from '../../db/readings.js';
import { judge, readingOf, requireCorrectable } from '../../domain/readings.js';
import { ProblemError } from '../../problem.js';
import { accountOperation, WRITE_LIMIT } from '../operation.js';
import { readingOfAccount } from './reading-of-account.js';

/** Replaces a reading of the customer's own account until its window closes. The old one stays in the history. */
export const correctReading = accountOperation('correctReading', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, { supplier, customer, args: { readingId, body }, now, requestId }, { account }) => {
    const { id: supplierId, profile } = supplier;
    const place = { profile, locality: account.locality, at: now };
    const { reading: old, serviceKind } = await readingOfAccount(tx, {
      supplierId,
      accountId: account.id,
      readingId,
    });
    requireCorrectable(old, serviceKind, place);
    // It corrects what was written down; the dial was read when it was read.
    const readAt = new Date(old.readAt);
    const { meter, ...judged } = await judge(tx, {
      supplierId,
      profile,
      account,
      meterId: old.meterId,
      values: body.values,
      confirmed: body.confirmed ?? false,
      readAt,
      now,
      corrects: old,
    });
    const ended = await endReading(tx, { supplierId, id: old.id, status: 'superseded', at: now });
    if (!ended) throw new ProblemError('reading_not_correctable');
    const reading = {
      ...judged,
      id: newId(now),
      supplierId,
      accountId: account.id,
      meterId: meter.id,
      readAt,
      receivedAt: now,
      source: 'customer' as const,
      supersedesId: old.id,
    };
    const stored = await insertReading(tx, reading, {
      customerRef: customer.ref,
      action: 'reading.corrected',
      requestId,
    });
    if (!stored) throw new ProblemError('reading_not_correctable');
    return readingOf(
      {
        ...reading,
        number: stored.number,
        readAt: old.readAt,
        receivedAt: now.toISOString(),
        quality: 'actual',
        imported: false,
        hasPhoto: await movePhoto(tx, { supplierId, from: old.id, to: reading.id }),
      },
      serviceKind,
      place,
    );
  },
});
