import { GuestReadingReceipt, GuestReadingSubmission } from '../schemas/guest-reading.js';
import { defineOperations } from './operation.js';

export const guestReadingOperations = defineOperations({
  submitGuestReading: {
    method: 'POST',
    path: '/guest-readings',
    summary: 'Hand in a reading without signing in',
    auth: 'public',
    body: GuestReadingSubmission,
    response: GuestReadingReceipt,
    status: 201,
    errors: ['not_found', 'invalid_request'],
  },
});
