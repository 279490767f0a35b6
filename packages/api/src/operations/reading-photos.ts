import * as z from 'zod/mini';
import { Reading } from '../schemas/reading.js';
import { MAX_PHOTO_BODY_BYTES, ReadingPhoto } from '../schemas/reading-photo.js';
import { defineOperations } from './operation.js';

const readingParams = z.object({ accountId: z.string(), readingId: z.string() });

/** A photo comes after its reading, in a call of its own: a reading never waits for it and is never harmed by it. */
export const readingPhotoOperations = defineOperations({
  attachReadingPhoto: {
    method: 'POST',
    path: '/accounts/{accountId}/readings/{readingId}/photo',
    summary: 'Add a photo of the meter to a reading as evidence, or replace it, until the window closes',
    auth: 'customer',
    grant: 'readings',
    params: readingParams,
    body: ReadingPhoto,
    maxBodyBytes: MAX_PHOTO_BODY_BYTES,
    response: Reading,
    status: 201,
    errors: ['forbidden', 'not_found', 'reading_not_correctable', 'photo_refused'],
  },
  removeReadingPhoto: {
    method: 'POST',
    path: '/accounts/{accountId}/readings/{readingId}/photo/removal',
    summary: 'Take the photo of a reading back until the window closes',
    auth: 'customer',
    grant: 'readings',
    params: readingParams,
    body: z.object({}),
    response: Reading,
    status: 200,
    errors: ['not_found', 'reading_not_correctable'],
  },
});
