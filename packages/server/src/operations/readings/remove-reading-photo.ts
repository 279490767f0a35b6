import { recordAct } from '../../db/audit.js';
import { removePhoto } from '../../db/reading-photos.js';
import { readingOf, requireCorrectable } from '../../domain/readings.js';
import { customerOperation, WRITE_LIMIT } from '../operation.js';
import { ownReading } from './own-reading.js';

/** Takes the photo of a reading of the customer's own account back while the reading may still be changed; none is as good. */
export const removeReadingPhoto = customerOperation('removeReadingPhoto', {
  rateLimit: WRITE_LIMIT,
  authorise: ownReading,
  handle: async (tx, { supplier, customer, now, requestId }, { account, reading, serviceKind }) => {
    const { id: supplierId, profile } = supplier;
    const place = { profile, locality: account.locality, at: now };
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
