import { recordAct } from '../../db/audit.js';
import { removePhoto } from '../../db/reading-photos.js';
import { readingOf, requireCorrectable } from '../../domain/readings.js';
import { accountOperation, WRITE_LIMIT } from '../operation.js';
import { readingOfAccount } from './reading-of-account.js';

/** Takes the photo of a reading of the customer's own account back while the reading may still be changed; none is as good. */
export const removeReadingPhoto = accountOperation('removeReadingPhoto', {
  rateLimit: WRITE_LIMIT,
  handle: async (tx, { supplier, customer, args: { readingId }, now, requestId }, { account }) => {
    const { id: supplierId, profile } = supplier;
    const place = { profile, locality: account.locality, at: now };
    const { reading, serviceKind } = await readingOfAccount(tx, { supplierId, accountId: account.id, readingId });
    requireCorrectable(reading, serviceKind, place);
    if (await removePhoto(tx, { supplierId, readingId: reading.id, at: now })) {
      await recordAct(tx, {
        supplierId,
        at: now,
        customerRef: customer.ref,
        action: 'reading.photo_removed',
        subjectId: reading.id,
        requestId,
      });
    }
    return readingOf({ ...reading, hasPhoto: false }, serviceKind, place);
  },
});
