import { checkedGuestReading, takeGuestReading } from '../../domain/guest-readings.js';
import { guestOperation, WRITE_LIMIT } from '../operation.js';

/** Takes a reading of somebody who is not signed in; the answer is a number, and nothing about the account. */
export const submitGuestReading = guestOperation('submitGuestReading', {
  rateLimit: WRITE_LIMIT,
  handle: (tx, { supplier, address, args: { body }, now }) =>
    takeGuestReading(tx, { supplierId: supplier.id, address, reading: checkedGuestReading(supplier, body), now }),
});
