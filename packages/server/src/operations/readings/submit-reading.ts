import { newId } from '../../db/ids.js';
import { insertReading } from '../../db/readings.js';
import { judge, readAtOf, readingOf } from '../../domain/readings.js';
import { ProblemError } from '../../problem.js';
import { accountOperation, WRITE_LIMIT } from '../operation.js';

/** Takes a reading of a meter of the customer's own account; at most one counts for a meter and a month. */
export const submitReading = accountOperation('submitReading', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, { supplier, customer, args: { body }, now, requestId }, { account }) => {
    const { id: supplierId, profile } = supplier;
    const readAt = readAtOf(body.readAt, now);
    const { meter, ...judged } = await judge(tx, {
      supplierId,
      profile,
      account,
      meterId: body.meterId,
      values: body.values,
      confirmed: body.confirmed ?? false,
      readAt,
      now,
      corrects: null,
    });
    const reading = {
      ...judged,
      id: newId(now),
      supplierId,
      accountId: account.id,
      meterId: meter.id,
      readAt,
      receivedAt: now,
      source: 'customer' as const,
      supersedesId: null,
    };
    const stored = await insertReading(tx, reading, {
      customerRef: customer.ref,
      action: 'reading.submitted',
      requestId,
    });
    if (!stored) throw new ProblemError('duplicate_reading');
    return readingOf(
      {
        ...reading,
        number: stored.number,
        readAt: readAt.toISOString(),
        receivedAt: now.toISOString(),
        quality: 'actual',
        imported: false,
        hasPhoto: false,
      },
      meter.serviceKind,
      { profile, locality: account.locality, at: now },
    );
  },
});
