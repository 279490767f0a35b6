import { recordAct } from '../../db/audit.js';
import { storePhoto } from '../../db/reading-photos.js';
import { photoToKeep } from '../../domain/photo.js';
import { readingOf, requireCorrectable } from '../../domain/readings.js';
import { ProblemError } from '../../problem.js';
import type { RateLimit } from '../../http/rate-limit.js';
import { accountOperation } from '../operation.js';
import { readingOfAccount } from './reading-of-account.js';

/** A few meters, each photographed more than once, and retries on a bad line; decoding is dear. */
const PHOTO_LIMIT: RateLimit = { perMinute: 10, burst: 10 };

/** Adds a photo to a reading of the customer's own account while the reading may still be changed; a new one replaces the old. */
export const attachReadingPhoto = accountOperation('attachReadingPhoto', {
  rateLimit: PHOTO_LIMIT,
  prepare: async ({ supplier, args: { body } }) => {
    if (!supplier.profile.capabilities.includes('reading-photos')) throw new ProblemError('forbidden');
    return photoToKeep(body);
  },
  handle: async (tx, { supplier, customer, args: { readingId }, now, requestId }, { account }, photo) => {
    const { id: supplierId, profile } = supplier;
    const place = { profile, locality: account.locality, at: now };
    const { reading, serviceKind } = await readingOfAccount(tx, { supplierId, accountId: account.id, readingId });
    requireCorrectable(reading, serviceKind, place);
    const stored = await storePhoto(tx, { supplierId, readingId: reading.id, jpeg: photo(), at: now });
    if (!stored) throw new ProblemError('reading_not_correctable');
    await recordAct(tx, {
      supplierId,
      at: now,
      customerRef: customer.ref,
      action: 'reading.photo_attached',
      subjectId: reading.id,
      requestId,
    });
    return readingOf({ ...reading, hasPhoto: true }, serviceKind, place);
  },
});
